//! What pairs of numbers that are no longitude and latitude probably are, found from their sizes alone.
//! Must not read anything that way by itself: it proposes, the user decides.

use super::proj_string::is_meant;
use super::{Axes, CoordinateFrame, Crs};
use crate::geodesy::Datum;
use crate::geometry::LonLat;
use crate::i18n::{Lang, printable, tr};

/// How far north of the equator China reaches, metres on a transverse Mercator grid: 3° to 54°.
const NORTHINGS_M: std::ops::Range<f64> = 330_000.0..6_000_000.0;
/// Eastings of a zone, metres, with its false easting of 500 000.
pub(super) const EASTINGS_M: std::ops::Range<f64> = 150_000.0..850_000.0;
/// Eastings and northings of the Hong Kong 1980 Grid over all of its land and waters, metres.
const HONG_KONG_M: [std::ops::Range<f64>; 2] = [799_000.0..868_000.0, 799_000.0..848_000.0];
/// The same of the Macao Grid.
const MACAO_M: [std::ops::Range<f64>; 2] = [13_500.0..32_500.0, 3_000.0..21_500.0];
/// The most that Web Mercator reaches, metres: half the equator.
const WEB_MERCATOR_M: f64 = 20_037_508.35;

/// A way of reading that would make positions of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// Degrees as they stand, in no other system.
    Degrees,
    /// Degrees with the latitude first.
    Swapped,
    /// Metres of a system that the sizes tell.
    Metres(CoordinateFrame),
    /// Metres on a grid whose zone the sizes do not tell.
    SomeZone(Axes),
    /// Numbers with decimal commas, of each of which two were made.
    Commas,
    /// Some positions of the file in degrees, others in metres.
    Mixed {
        /// How many can be degrees.
        degrees: usize,
        /// How many can be metres alone.
        metres: usize,
    },
}

impl Crs {
    /// Why a name is that of no system that can be read, with what [`Crs::named`] says of it: what is odd about a PROJ string, what a number alone
    /// probably means, else which systems there are.
    #[must_use]
    pub fn refusal(name: &str, said: &str, lang: Lang) -> String {
        let odd = said.strip_suffix(')').and_then(|said| said.rsplit_once(" (")).filter(|_| is_meant(name));
        let code = name.trim().parse().ok().and_then(Self::from_epsg);
        match (odd, code) {
            (Some((_, odd)), _) => tr!(lang, "doctor.odd-string", odd = printable(odd), found = printable(name.trim())),
            (None, Some(crs)) => tr!(lang, "doctor.bare-code", crs = crs.name(), found = printable(name.trim())),
            (None, None) => tr!(lang, "cli.crs", known = Self::known(), found = printable(said)),
        }
        .into_owned()
    }
}

impl Proposal {
    /// What a pair of numbers that is no longitude and latitude probably is. A zone's number in millions tells its system;
    /// 13 to 15 million are taken as Web Mercator, where eastern China is, not as the 6-degree zones of its far west.
    #[must_use]
    pub fn of(first: f64, second: f64) -> Option<Self> {
        if first.abs() <= 90.0 && second.abs() <= 180.0 {
            return Some(Self::Swapped);
        }
        let by_axes = |axes| {
            let (x, y) = match axes {
                Axes::Xy => (first, second),
                Axes::Yx => (second, first),
            };
            let crs = zoned(x, y)?;
            Some(Self::Metres(CoordinateFrame { crs: Some(crs), axes, datum: Datum::Wgs84 }))
        };
        let without_zone =
            |axes, x, y| (EASTINGS_M.contains(&x) && NORTHINGS_M.contains(&y) && y > x).then_some(Self::SomeZone(axes));
        local(2326, HONG_KONG_M, first, second)
            .or_else(|| local(8433, MACAO_M, first, second))
            .or_else(|| by_axes(Axes::Xy))
            .or_else(|| by_axes(Axes::Yx))
            .or_else(|| without_zone(Axes::Xy, first, second))
            .or_else(|| without_zone(Axes::Yx, second, first))
            .or_else(|| web_mercator(first, second))
    }

    /// Decimal commas, where a position that cannot be read, as it stands in its file, has whole numbers alone, and they make a longitude and a
    /// latitude or metres on a grid when a comma is a point: `[113,5097,23,1]`, or `[113,5097,23]` of a latitude without decimals.
    #[must_use]
    pub fn of_commas(position: &str) -> Option<Self> {
        let numbers: Vec<&str> = position.trim_matches(['[', ']']).split(',').map(str::trim).collect();
        let is_whole = |text: &&str| {
            let digits = text.trim_start_matches('-');
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (x, y) = match numbers[..] {
            _ if !numbers.iter().all(is_whole) => return None,
            [a, b, c] => (format!("{a}.{b}"), c.to_owned()),
            [a, b, c, d] | [a, b, c, d, _] | [a, b, c, d, _, _] => (format!("{a}.{b}"), format!("{c}.{d}")),
            _ => return None,
        };
        let number = |text: &str| text.parse::<f64>().ok();
        let on_grid = |proposal: Option<Self>| match proposal {
            Some(Self::Metres(frame)) => frame.crs != Crs::from_epsg(3857),
            Some(Self::SomeZone(_)) => true,
            Some(Self::Degrees | Self::Swapped | Self::Commas | Self::Mixed { .. }) | None => false,
        };
        let as_written = Self::of(number(numbers[0])?, number(numbers[1])?);
        let (x, y) = (number(&x)?, number(&y)?);
        let is_meant = LonLat::new(x, y).is_ok() || on_grid(Self::of(x, y));
        (is_meant && !on_grid(as_written)).then_some(Self::Commas)
    }

    /// What a pair of numbers probably is that is no position in the frame that was asked for, or one far from where that is used:
    /// the same system with the other axis first, the same zone with or without its number, another zone, degrees.
    #[must_use]
    pub fn instead_of(asked: &CoordinateFrame, first: f64, second: f64) -> Option<Self> {
        let is_projected = asked.crs.is_some_and(|crs| !crs.is_geographic());
        if (is_projected || asked.axes == Axes::Yx) && LonLat::new(first, second).is_ok() {
            return Some(Self::Degrees);
        }
        let twin = asked.crs.and_then(Crs::twin);
        let frames = [asked.crs, twin].into_iter().flatten().flat_map(|crs| {
            [asked.axes, asked.axes.other()].map(|axes| CoordinateFrame { crs: Some(crs), axes, datum: asked.datum })
        });
        let makes_sense = |frame: &CoordinateFrame| {
            let at = frame.lonlat(first, second);
            at.is_some_and(|at| frame.crs.is_some_and(|crs| crs.covers(at)))
        };
        let other = frames
            .filter(|frame| frame != asked)
            .find(makes_sense)
            .map(|frame| if frame.crs.is_some_and(Crs::is_geographic) { Self::Swapped } else { Self::Metres(frame) });
        // Degrees outside the area of one system may be those of another.
        let elsewhere = !is_projected && asked.crs.is_some() && LonLat::new(first, second).is_ok();
        let proposal = other.or_else(|| elsewhere.then_some(Self::Degrees)).or_else(|| Self::of(first, second));
        proposal.filter(|proposal| !proposal.is(asked))
    }

    /// Whether it is just what a frame says already.
    #[must_use]
    pub fn is(self, frame: &CoordinateFrame) -> bool {
        match self {
            Self::Degrees => frame.crs.is_none_or(Crs::is_wgs84) && frame.axes == Axes::Xy,
            Self::Swapped => frame.crs.is_none_or(Crs::is_geographic) && frame.axes == Axes::Yx,
            Self::Metres(proposed) => frame.crs == proposed.crs && frame.axes == proposed.axes,
            Self::SomeZone(_) | Self::Commas | Self::Mixed { .. } => false,
        }
    }

    /// The proposal in words, with the flags to open the file with.
    #[must_use]
    pub fn message(self, lang: Lang) -> String {
        let text = match self {
            Self::Degrees => tr!(lang, "doctor.degrees"),
            Self::Swapped => tr!(lang, "doctor.swapped"),
            Self::Metres(frame) => {
                let (crs, system) =
                    (frame.crs.map_or("", Crs::name), frame.crs.map_or_else(String::new, |crs| crs.words(lang)));
                tr!(lang, "doctor.metres", crs = crs, axes = frame.axes.name(), system = system)
            }
            Self::Commas => tr!(lang, "doctor.commas"),
            Self::Mixed { degrees, metres } => tr!(lang, "doctor.mixed", degrees = degrees, metres = metres),
            Self::SomeZone(axes) => tr!(lang, "doctor.some-zone", axes = axes.name()),
        };
        text.into_owned()
    }
}

/// The system that a zone's number before the easting tells.
fn zoned(x: f64, y: f64) -> Option<Crs> {
    let zone = (x / 1e6).floor();
    if !EASTINGS_M.contains(&(x - zone * 1e6)) || !NORTHINGS_M.contains(&y) {
        return None;
    }
    let is_zone = |n: &u16| (zone - f64::from(*n)).abs() < 0.5;
    (25_u16..=45).find(is_zone).and_then(|n| Crs::from_epsg(4513 + n - 25)).or_else(|| {
        let six_degrees = (16_u16..=23).find(is_zone);
        six_degrees.and_then(|n| Crs::from_epsg(4491 + n - 13))
    })
}

/// The grid of one place, where both numbers are on it in one order; of those that are in either, east first.
fn local(epsg: u16, [east, north]: [std::ops::Range<f64>; 2], first: f64, second: f64) -> Option<Proposal> {
    let is = |x: f64, y: f64| east.contains(&x) && north.contains(&y);
    let axes = if is(first, second) { Axes::Xy } else { Axes::Yx };
    let frame = CoordinateFrame { crs: Crs::from_epsg(epsg), axes, datum: Datum::Wgs84 };
    (is(first, second) || is(second, first)).then_some(Proposal::Metres(frame))
}

fn web_mercator(x: f64, y: f64) -> Option<Proposal> {
    let is_metres = x.abs() > 1000.0 || y.abs() > 1000.0;
    let inside = x.abs() <= WEB_MERCATOR_M && y.abs() <= WEB_MERCATOR_M;
    let frame = CoordinateFrame { crs: Crs::from_epsg(3857), ..CoordinateFrame::default() };
    (is_metres && inside).then_some(Proposal::Metres(frame))
}

#[cfg(test)]
mod tests {
    use super::{Axes, Proposal};

    #[test]
    fn whole_numbers_that_make_a_position_with_points_are_decimal_commas() {
        for position in [
            "[113,5097542,23,0]",
            "[ -113 , 5 , 95 , 1 ]",
            "[113,51,23,01]",
            "[113,5097542,23]",
            "[450821,12,2554585,5]",
            "[38450821,1,2554585,25,3,0]",
            "[2554585,25,38450821,1]",
        ] {
            let expected = (position != "[ -113 , 5 , 95 , 1 ]").then_some(Proposal::Commas);
            assert_eq!(Proposal::of_commas(position), expected, "{position}");
        }
        for position in [
            "[450821,2554585]",
            "[450821,2554585,10,5]",
            "[450821,2554585,10]",
            "[12636988,2643500,10,5]",
            "[113.5,200,23,0]",
            "[1130,5,230,0]",
            "[113,,23,0]",
            "[]",
        ] {
            assert_eq!(Proposal::of_commas(position), None, "{position}");
        }
    }
    use crate::i18n::Lang;

    /// The pairs are 113.52° E 23.09° N by pyproj 3.7.2 (PROJ 9.5.1) in each system, rounded to metres.
    #[test]
    fn sizes_tell_the_system() {
        for (first, second, words) in [
            (38_450_821.0, 2_554_585.0, "zone 38 (EPSG:4526), --axes xy"),
            (2_554_585.0, 38_450_821.0, "zone 38 (EPSG:4526), --axes yx"),
            (2_556_000.0, 19_758_000.0, "6-degree Gauss-Krüger, zone 19 (EPSG:4497), --axes yx"),
            (836_694.0, 819_069.0, "Hong Kong 1980 Grid (EPSG:2326), --axes xy"),
            (819_069.0, 866_000.0, "Hong Kong 1980 Grid (EPSG:2326), --axes yx"),
            (12_636_988.0, 2_643_500.0, "Web Mercator (EPSG:3857), --axes xy"),
            (450_821.0, 2_554_585.0, "--axes xy"),
            (2_554_585.0, 450_821.0, "--axes yx"),
            (23.09, 113.52, "--axes yx"),
        ] {
            let proposal = Proposal::of(first, second).expect("a proposal");
            let message = proposal
                .message(Lang::En)
                .replace(": open with --crs EPSG:4526", ",")
                .replace(": open with --crs EPSG:2326", ",");
            let flags = message.replace(": open with --crs EPSG:4497", ",").replace(": open with --crs EPSG:3857", ",");
            for word in words.split(", ") {
                assert!(flags.contains(word), "{first} {second}: {message} lacks {word}");
            }
        }
        assert_eq!(Proposal::of(2_554_585.0, 450_821.0), Some(Proposal::SomeZone(Axes::Yx)));
        for (first, second) in [(1e308, 0.0), (f64::NAN, 0.0), (600.0, 12.0), (50_000_000.0, 3_000_000.0)] {
            assert_eq!(Proposal::of(first, second), None, "{first} {second}");
        }
    }
}
