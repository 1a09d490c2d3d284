//! All that a text may mean as a position: degrees, metres on a grid, or a reference of the military grid.
//! Must not know who asks, nor what else the text may be.

use super::doctor::EASTINGS_M;
use super::grid::utm_zone;
use super::grid_words::{Name, Said, said};
use super::mgrs::mgrs;
use super::parse::{LONGEST, degrees};
use super::tokens::narrow;
use super::{Axes, Crs, degrees_minutes_seconds};
use crate::geodesy::{Datum, distance_m};
use crate::geometry::LonLat;
use crate::i18n::{Lang, number, tr};

/// The northings of UTM, metres, with the false ones of the south.
const NORTHINGS_M: std::ops::RangeInclusive<f64> = 0.0..=1e7;
/// Eastings from here on begin with the number of a zone in millions, the smallest being 13.
const NUMBERED_M: f64 = 13e6;
/// The most that Web Mercator reaches, metres, and the least that is taken for it: 180° and 10°.
const WEB_MERCATOR_M: std::ops::RangeInclusive<f64> = 1_113_194.0..=20_037_509.0;
/// How far from its meridian a position is still written in a zone, degrees for each degree of its width: half, and the overlap with the next.
const REACH: f64 = 0.6;

/// What is no further from the map counts as near, metres.
const NEAR_M: f64 = 2e6;

/// The names of datums in a text, half-width and in lower case, longer ones before those that they begin with.
const DATUMS: &[(&str, Datum)] = &[
    ("wgs 84", Datum::Wgs84),
    ("wgs-84", Datum::Wgs84),
    ("wgs84", Datum::Wgs84),
    ("cgcs2000", Datum::Wgs84),
    ("gcj-02", Datum::Gcj02),
    ("gcj02", Datum::Gcj02),
    ("bd-09", Datum::Bd09),
    ("bd09", Datum::Bd09),
];

/// A way to understand a text as a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The position, on WGS 84; of a square, its middle.
    pub at: LonLat,
    /// In which system the text has it.
    pub system: ReadingSystem,
}

/// The system of a position in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ReadingSystem {
    /// Degrees on a datum; the order where the text does not tell it.
    Degrees(Datum, Option<Axes>),
    /// Metres of a system, or degrees of one that was named by its code, and which of them came first.
    Plane(Crs, Axes),
    /// A square of the Military Grid Reference System, by the length of its sides in metres.
    Square(f64),
}

impl Reading {
    /// In which system, in which order and at which position, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let system = match self.system {
            ReadingSystem::Degrees(datum, _) => datum.title().to_owned(),
            ReadingSystem::Plane(crs, _) => {
                tr!(lang, "reading.system", title = crs.title(lang), code = crs.name()).into_owned()
            }
            ReadingSystem::Square(side_m) => tr!(lang, "reading.square", side = number(side_m, 0)).into_owned(),
        };
        let order = match self.system {
            ReadingSystem::Degrees(_, Some(axes)) => Some((true, axes)),
            ReadingSystem::Plane(crs, axes) => Some((crs.is_geographic(), axes)),
            ReadingSystem::Degrees(_, None) | ReadingSystem::Square(_) => None,
        };
        let position = degrees_minutes_seconds(self.at, lang);
        match order {
            None => tr!(lang, "reading.understood", system = system, position = position),
            Some((in_degrees, axes)) => {
                let order = match (in_degrees, axes) {
                    (true, Axes::Xy) => tr!(lang, "reading.longitude-first"),
                    (true, Axes::Yx) => tr!(lang, "reading.latitude-first"),
                    (false, Axes::Xy) => tr!(lang, "reading.east-first"),
                    (false, Axes::Yx) => tr!(lang, "reading.north-first"),
                };
                tr!(lang, "reading.understood-in-order", system = system, order = order, position = position)
            }
        }
        .into_owned()
    }
}

/// All that a text may mean as a position, the likeliest first; nothing for a text that is none. Besides what
/// [`parse_position`](super::parse_position) reads these are metres on a grid with the words that tell its zone (`X 2555476 Y 38452807`,
/// `3° zone 38`, `38带`, `49N`, `EPSG:4526`), in either order, with the zone's number before the easting or without it, degrees as a map
/// of another datum has them (`GCJ-02 113.527, 23.058`), and references of the Military Grid Reference System. Where nothing tells
/// the zone it is one of those that a position `near` lies in.
///
/// ```
/// use zonemap::crs::readings;
/// use zonemap::geometry::LonLat;
/// use zonemap::i18n::Lang;
///
/// let near = LonLat { lon: 113.5, lat: 23.1 };
/// let read = readings("X 2554585 Y 38450821 (CGCS2000, 3° zone 38)", near);
/// assert_eq!(
///     read[0].message(Lang::En),
///     "Understood as CGCS2000 3-degree Gauss-Krüger, zone 38 (EPSG:4526), northing first: 23°05′24.0″N 113°31′12.0″E"
/// );
/// assert!(readings("Guangyuan East Road", near).is_empty());
/// ```
#[must_use]
pub fn readings(text: &str, near: LonLat) -> Vec<Reading> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let text = text.chars().map(narrow).flat_map(char::to_lowercase).collect::<String>();
    let in_degrees = on_datum(&text);
    if !in_degrees.is_empty() {
        return in_degrees;
    }
    if let Some((at, side_m)) = mgrs(&text) {
        return vec![Reading { at, system: ReadingSystem::Square(side_m) }];
    }
    said(&text).map_or_else(Vec::new, |said| on_grids(&said, near))
}

/// Degrees, on the datum that the text names.
fn on_datum(text: &str) -> Vec<Reading> {
    let named = DATUMS.iter().find_map(|(name, datum)| text.find(name).map(|at| (at..at + name.len(), *datum)));
    let (numbers, datum) = named.map_or_else(
        || (text.to_owned(), Datum::Wgs84),
        |(name, datum)| (format!("{} {}", &text[..name.start], &text[name.end..]).replace("( )", ""), datum),
    );
    let reading =
        |(at, axes): (LonLat, _)| Reading { at: datum.to_wgs84(at), system: ReadingSystem::Degrees(datum, axes) };
    degrees(&numbers).into_iter().map(reading).collect()
}

/// Metres, or degrees of a system that is named by its code.
fn on_grids(said: &Said, near: LonLat) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    for axes in orders(said.names) {
        let [first, second] = said.numbers;
        let (east, north) = if axes == Axes::Xy { (first, second) } else { (second, first) };
        let reading = |crs: Crs| {
            let at = crs.lonlat(east, north).filter(|at| crs.covers(*at))?;
            Some(Reading { at, system: ReadingSystem::Plane(crs, axes) })
        };
        found.extend(systems(said, east, north, near).into_iter().filter_map(reading));
    }
    let mut found: Vec<Reading> = found.into_iter().filter(|reading| is_told(said) || is_near(reading)).collect();
    if !is_told(said) {
        found.sort_by(|a, b| distance_m(a.at, near).total_cmp(&distance_m(b.at, near)));
        // Nearly all pairs of large numbers are somewhere on Web Mercator: it counts for what is near, or where there is nothing else.
        let has_other = found.iter().any(|reading| !is_web_mercator(reading));
        let mut seen = false;
        found.retain(|reading| {
            let is_wanted = !seen && (!has_other || distance_m(reading.at, near) < NEAR_M);
            seen |= is_web_mercator(reading);
            is_wanted || !is_web_mercator(reading)
        });
    }
    found
}

/// Which orders the names of two coordinates allow, the usual one first.
fn orders(names: [Option<Name>; 2]) -> Vec<Axes> {
    match names {
        [Some(Name::East), None | Some(Name::North)] | [None, Some(Name::North)] => vec![Axes::Xy],
        [Some(Name::North), None | Some(Name::East)] | [None, Some(Name::East)] => vec![Axes::Yx],
        // X is north in Chinese surveys, and Y is east.
        [Some(Name::X), None | Some(Name::Y)] | [None, Some(Name::Y)] => vec![Axes::Yx, Axes::Xy],
        [None | Some(Name::Y), None | Some(Name::X)] => vec![Axes::Xy, Axes::Yx],
        [Some(_), Some(_)] => Vec::new(),
    }
}

fn is_web_mercator(reading: &Reading) -> bool {
    matches!(reading.system, ReadingSystem::Plane(crs, _) if Some(crs) == Crs::from_epsg(3857))
}

/// Whether the text tells its system.
fn is_told(said: &Said) -> bool {
    said.epsg.is_some() || said.zone.is_some()
}

/// Whether a position would be written in the zone that it was read in.
fn is_near(reading: &Reading) -> bool {
    let ReadingSystem::Plane(crs, _) = reading.system else { return true };
    let width_deg = if crs.meridian_3deg().is_some() { 3.0 } else { 6.0 };
    crs.off_meridian_deg(reading.at).is_none_or(|off_deg| off_deg <= REACH * width_deg)
}

/// The systems that a pair of coordinates may be of.
fn systems(said: &Said, east: f64, north: f64, near: LonLat) -> Vec<Crs> {
    if let Some(crs) = said.epsg.map(Crs::from_epsg) {
        let is_numbered = east >= NUMBERED_M;
        let other = crs.and_then(Crs::twin).filter(|_| is_numbered);
        return crs.into_iter().chain(other).take(2).collect();
    }
    if !NORTHINGS_M.contains(&north) && !WEB_MERCATOR_M.contains(&north.abs()) {
        return Vec::new();
    }
    let codes = if let Some(band) = said.band {
        of_band(said.zone.unwrap_or_default(), band)
    } else if east >= NUMBERED_M {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast saturates; there is no such zone"
        )]
        let zone = (east / 1e6) as u16;
        let is_other = said.zone.is_some_and(|said| said != zone);
        zoned(zone, said.width_deg, 4513, 4491).filter(|_| !is_other && !said.is_utm).into_iter().collect()
    } else if !EASTINGS_M.contains(&east) {
        Vec::new()
    } else {
        let south = if near.lat < 0.0 { 32700 } else { 32600 };
        match said.zone {
            Some(zone) if said.is_utm => vec![south + zone],
            Some(zone) => zoned(zone, said.width_deg, 4534, 4502).into_iter().collect(),
            None => around(near, said)
                .into_iter()
                .chain((said.width_deg.is_none()).then(|| south + utm_zone(near)))
                .collect(),
        }
    };
    let mercator = || {
        let is_one = !is_told(said) && said.width_deg.is_none() && !said.is_utm;
        (is_one && [east, north].iter().all(|metres| WEB_MERCATOR_M.contains(&metres.abs()))).then_some(3857)
    };
    codes.into_iter().chain(mercator()).filter_map(Crs::from_epsg).collect()
}

/// The code of a CGCS2000 zone by its number: 25 to 45 are 3° wide, 13 to 23 are 6°.
fn zoned(zone: u16, width_deg: Option<u16>, first_of_3: u16, first_of_6: u16) -> Option<u16> {
    match (zone, width_deg) {
        (25..=45, None | Some(3)) => Some(first_of_3 + zone - 25),
        (13..=23, None | Some(6)) => Some(first_of_6 + zone - 13),
        _ => None,
    }
}

/// The codes of the CGCS2000 zones that a position lies in, without numbers before the eastings.
fn around(near: LonLat, said: &Said) -> Vec<u16> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast saturates; there is no such zone"
    )]
    let zones = [((near.lon / 3.0).round() as u16, 3), ((near.lon / 6.0).floor() as u16 + 1, 6)];
    let fits = |width: u16| !said.is_utm && said.width_deg.is_none_or(|said| said == width);
    zones
        .into_iter()
        .filter(|&(_, width)| fits(width))
        .filter_map(|(zone, width)| zoned(zone, Some(width), 4534, 4502))
        .collect()
}

/// The codes of a UTM zone by the letter behind its number: that of a band of latitude, or N and S for north and south. S is both, and a
/// band of the north; N is both, of the same half.
fn of_band(zone: u16, letter: char) -> Vec<u16> {
    match letter {
        's' => vec![32600 + zone, 32700 + zone],
        'n'..='x' => vec![32600 + zone],
        _ => vec![32700 + zone],
    }
}
