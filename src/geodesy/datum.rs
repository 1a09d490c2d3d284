//! Chinese map datums: what a web map shifts a position by before it draws it, and back.
//! Must not know how it was found out which datum a file has.

use coordtransform::{bd09_to_gcj02, gcj02_to_bd09, wgs84_to_gcj02};

use crate::geometry::LonLat;

/// Rounds of the inverse. The first guess is metres off and each round divides that by some 250: after five it is a nanometre.
const ROUNDS: usize = 6;

/// What positions refer to. CGCS2000 counts as WGS 84, from which it differs by less than a metre.
///
/// The shifts are the published approximation of a secret formula, a metre or two from what the map services do. They
/// are those of the `coordtransform` crate; its inverses, metres off, are not used. A position outside 72.004° to
/// 135.05° E and 3.86° to 53.55° N is not shifted by GCJ-02; other libraries draw that box wider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Datum {
    /// WGS 84, the world's.
    #[default]
    Wgs84,
    /// GCJ-02, which maps published in China have to use: up to 700 m off.
    Gcj02,
    /// BD-09, Baidu's: GCJ-02 shifted once more.
    Bd09,
}

impl Datum {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Wgs84, Self::Gcj02, Self::Bd09];

    /// Short stable name, as in reports and arguments.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wgs84 => "wgs84",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }

    /// What it is called in every language.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Wgs84 => "WGS 84",
            Self::Gcj02 => "GCJ-02",
            Self::Bd09 => "BD-09",
        }
    }

    /// The datum with a short name; none for any other word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|datum| datum.name() == name)
    }

    /// A position on WGS 84 as a map of this datum shows it.
    #[must_use]
    pub fn from_wgs84(self, at: LonLat) -> LonLat {
        match self {
            Self::Wgs84 => at,
            Self::Gcj02 => shifted(wgs84_to_gcj02, at),
            Self::Bd09 => shifted(gcj02_to_bd09, shifted(wgs84_to_gcj02, at)),
        }
    }

    /// A position as read off a map of this datum, on WGS 84. It undoes [`from_wgs84`](Self::from_wgs84) to a nanometre,
    /// but for a strip of half a kilometre along the edge of the shifted country.
    #[must_use]
    pub fn to_wgs84(self, at: LonLat) -> LonLat {
        match self {
            Self::Wgs84 => at,
            Self::Gcj02 => undone(wgs84_to_gcj02, at, at),
            Self::Bd09 => {
                let gcj02 = undone(gcj02_to_bd09, at, shifted(bd09_to_gcj02, at));
                undone(wgs84_to_gcj02, gcj02, gcj02)
            }
        }
    }
}

fn shifted(shift: fn(f64, f64) -> (f64, f64), at: LonLat) -> LonLat {
    let (lon, lat) = shift(at.lon, at.lat);
    LonLat { lon, lat }
}

/// The position that a shift moves to `at`, by fixed point from a first guess.
fn undone(shift: fn(f64, f64) -> (f64, f64), at: LonLat, guess: LonLat) -> LonLat {
    (0..ROUNDS).fold(guess, |from, _| {
        let to = shifted(shift, from);
        LonLat { lon: from.lon + (at.lon - to.lon), lat: from.lat + (at.lat - to.lat) }
    })
}
