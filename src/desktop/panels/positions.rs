//! A position in each form that the window knows.
//! Must not measure: the grids come from the coordinate systems.

use crate::crs;
use crate::geodesy::Datum;
use crate::geometry::LonLat;
use crate::i18n::{Lang, number, tr};

/// The coordinates that a position can be told in beside degrees, minutes and seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum System {
    /// The CGCS2000 grid in zones of 3°.
    #[default]
    Grid,
    Utm,
    /// Decimal degrees.
    Degrees(Datum),
}

impl System {
    pub(super) const ALL: [Self; 5] =
        [Self::Grid, Self::Utm, Self::Degrees(Datum::Wgs84), Self::Degrees(Datum::Gcj02), Self::Degrees(Datum::Bd09)];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Grid => "CGCS2000",
            Self::Utm => "UTM",
            Self::Degrees(datum) => datum.title(),
        }
    }

    /// A position in it, in full and without what tells the system; none where it does not reach.
    pub(super) fn coordinates(self, at: LonLat, lang: Lang) -> Option<[String; 2]> {
        Some(match self {
            Self::Grid => {
                let grid = crs::grid_3deg(at)?;
                let short = tr!(lang, "status.xy", x = number(grid.north_m, 0), y = number(grid.east_m, 0));
                [tr!(lang, "status.grid", xy = short, zone = grid.zone).into_owned(), short.into_owned()]
            }
            Self::Utm => {
                let (crs, [east_m, north_m]) = crs::grid_utm(at)?;
                let short = tr!(lang, "status.east-north", east = number(east_m, 0), north = number(north_m, 0));
                [
                    tr!(lang, "status.of-system", position = short, system = crs.title(lang)).into_owned(),
                    short.into_owned(),
                ]
            }
            Self::Degrees(datum) => {
                let short = crs::decimal_degrees(datum.from_wgs84(at), lang);
                [tr!(lang, "status.of-system", position = short, system = datum.title()).into_owned(), short]
            }
        })
    }
}

/// A position in degrees, minutes and seconds, in decimal degrees, and in each other system that reaches there.
pub(super) fn forms(at: LonLat, lang: Lang) -> Vec<String> {
    let others = System::ALL.into_iter().filter(|system| *system != System::Degrees(Datum::Wgs84));
    let others = others.filter_map(|system| system.coordinates(at, lang)).map(|[whole, _]| whole);
    [crs::degrees_minutes_seconds(at, lang), crs::decimal_degrees(at, lang)].into_iter().chain(others).collect()
}
