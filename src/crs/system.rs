//! The coordinate reference systems that positions in files may be in, and how each is turned into longitude and latitude.
//! Must not know how it was found out which system a file is in.

use std::borrow::Cow;
use std::sync::OnceLock;

use proj4rs::Proj;
use proj4rs::transform::transform;

use crate::geometry::LonLat;
use crate::i18n::{Lang, tr};

/// The systems by their EPSG codes: the first and the last of each run, and the geographic system they stand on.
const RUNS: [(u16, u16, u16); 8] = [
    (4326, 4326, 4326),
    (4490, 4490, 4490),
    // CGCS2000 6-degree Gauss-Krüger: with the zone's number in millions before the easting, then without.
    (4491, 4512, 4490),
    // The same, 3-degree.
    (4513, 4554, 4490),
    // UTM on WGS 84, north and south.
    (32601, 32660, 4326),
    (32701, 32760, 4326),
    (WEB_MERCATOR, WEB_MERCATOR, 4326),
    (HONG_KONG, HONG_KONG, 4326),
];

/// The Hong Kong 1980 Grid: on a datum of its own, of which EPSG's transformation 1825 to WGS 84 is good to a metre.
const HONG_KONG: u16 = 2326;

const WEB_MERCATOR: u16 = 3857;
/// The Earth's radius in Web Mercator, metres.
const WEB_MERCATOR_RADIUS_M: f64 = 6_378_137.0;
/// The most that a projected coordinate may be, metres.
const MAX_M: f64 = 1e8;
/// The codes by which other programs call Web Mercator.
const WEB_MERCATOR_CODES: [u32; 5] = [3857, 3785, 900_913, 102_100, 102_113];
/// How far from the central meridian of its zone a grid is used, degrees: beyond, its distances are off by more than half a percent.
const FARTHEST_DEG: f64 = 6.0;
/// How far a position may lie from itself after it was projected back, metres; further, it is beyond its projection.
const ROUND_TRIP_M: f64 = 0.01;

/// A coordinate reference system that can be read.
#[derive(Clone, Copy, Debug)]
pub struct Crs(&'static System);

#[derive(Debug)]
struct System {
    epsg: u16,
    base: u16,
    name: String,
    projections: OnceLock<Option<(Proj, Proj)>>,
}

impl PartialEq for Crs {
    fn eq(&self, other: &Self) -> bool {
        self.0.epsg == other.0.epsg
    }
}

impl Eq for Crs {}

impl Crs {
    /// Every system that can be read, by its code.
    pub fn all() -> impl Iterator<Item = Self> {
        systems().iter().map(Self)
    }

    /// The system with an EPSG code, if it is one that can be read.
    #[must_use]
    pub fn from_epsg(code: u16) -> Option<Self> {
        systems().iter().find(|system| system.epsg == code).map(Self)
    }

    /// The system by a name that programs give it, in capitals or not: `EPSG:4526`, `urn:ogc:def:crs:EPSG::4526`,
    /// `http://www.opengis.net/def/crs/EPSG/0/4526`, `CRS84`, `EPSG:900913` and the like.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let lower = name.trim().to_ascii_lowercase();
        let parts: Vec<&str> = lower.split([':', '/', '#']).filter(|part| !part.is_empty()).collect();
        let is_of = |authorities: &[&str]| parts.iter().any(|part| authorities.contains(part));
        match *parts.last()? {
            "crs84" | "crs84h" | "wgs84" | "wgs 84" => Self::from_epsg(4326),
            "cgcs2000" => Self::from_epsg(4490),
            code => {
                let code: u32 = code.parse().ok()?;
                let is_web_mercator = WEB_MERCATOR_CODES.contains(&code) && is_of(&["epsg", "epsg.xml", "esri"]);
                let code = if is_web_mercator { WEB_MERCATOR } else { u16::try_from(code).ok()? };
                (is_web_mercator || is_of(&["epsg", "epsg.xml"])).then(|| Self::from_epsg(code)).flatten()
            }
        }
    }

    /// Its EPSG code.
    #[must_use]
    pub fn epsg(self) -> u16 {
        self.0.epsg
    }

    /// Its name, such as `EPSG:4526`.
    #[must_use]
    pub fn name(self) -> &'static str {
        &self.0.name
    }

    /// What it is in words, such as `CGCS2000 3-degree Gauss-Krüger, zone 38`.
    #[must_use]
    pub fn title(self, lang: Lang) -> String {
        self.words(lang).trim_start().to_owned()
    }

    /// The same with the space that a language puts before it inside a sentence.
    pub(super) fn words(self, lang: Lang) -> String {
        match self.0.epsg {
            4326 => Cow::Borrowed("WGS 84"),
            4490 => Cow::Borrowed("CGCS2000"),
            code @ 4491..=4501 => tr!(lang, "doctor.cgcs2000-6", zone = code - 4491 + 13),
            code @ 4502..=4512 => tr!(lang, "doctor.cgcs2000-6-meridian", meridian = 75 + 6 * (code - 4502)),
            code @ 4513..=4533 => tr!(lang, "doctor.cgcs2000-3", zone = code - 4513 + 25),
            code @ 4534..=4554 => tr!(lang, "doctor.cgcs2000-3-meridian", meridian = 75 + 3 * (code - 4534)),
            code @ 32601..=32660 => tr!(lang, "doctor.utm", zone = format!("{}N", code - 32600)),
            code @ 32701..=32760 => tr!(lang, "doctor.utm", zone = format!("{}S", code - 32700)),
            HONG_KONG => tr!(lang, "doctor.hong-kong"),
            _ => tr!(lang, "doctor.web-mercator"),
        }
        .into_owned()
    }

    /// Every system, as runs of codes: `4326, 4490, 4491–4512` and so on.
    #[must_use]
    pub fn known() -> String {
        let run = |&(first, last, _): &(u16, u16, u16)| {
            if first == last { first.to_string() } else { format!("{first}–{last}") }
        };
        RUNS.iter().map(run).collect::<Vec<_>>().join(", ")
    }

    /// Whether it is longitude and latitude on WGS 84, as RFC 7946 has them.
    #[must_use]
    pub fn is_wgs84(self) -> bool {
        self.0.epsg == 4326
    }

    /// Whether EPSG has its latitude or northing first: in longitude and latitude, CGCS2000 grids and that of Hong Kong, not in UTM and Web Mercator.
    #[must_use]
    pub fn is_north_first(self) -> bool {
        !matches!(self.0.epsg, 32601..=32660 | 32701..=32760 | WEB_MERCATOR)
    }

    /// Whether its coordinates are degrees and not metres.
    #[must_use]
    pub fn is_geographic(self) -> bool {
        self.0.epsg == self.0.base
    }

    /// The central meridian in degrees of a zone of the CGCS2000 3-degree Gauss-Krüger grid (EPSG:4513 to 4554); none of any other system.
    #[must_use]
    pub fn meridian_3deg(self) -> Option<f64> {
        let zone = match self.0.epsg {
            epsg @ 4513..=4533 => epsg - 4513,
            epsg @ 4534..=4554 => epsg - 4534,
            _ => return None,
        };
        Some(75.0 + 3.0 * f64::from(zone))
    }

    /// The central meridian in degrees of the zone of any transverse Mercator grid; none of any other system.
    #[must_use]
    pub fn central_meridian_deg(self) -> Option<f64> {
        let six = |first: u16| Some(75.0 + 6.0 * f64::from(self.0.epsg - first));
        match self.0.epsg {
            4491..=4501 => six(4491),
            4502..=4512 => six(4502),
            32601..=32660 => Some(6.0 * f64::from(self.0.epsg - 32600) - 183.0),
            32701..=32760 => Some(6.0 * f64::from(self.0.epsg - 32700) - 183.0),
            _ => self.meridian_3deg(),
        }
    }

    /// The number of the zone of a CGCS2000 Gauss-Krüger grid and how many degrees wide it is; none of any other system.
    #[must_use]
    pub fn zone(self) -> Option<(u16, u16)> {
        match self.0.epsg {
            epsg @ 4491..=4501 => Some((epsg - 4491 + 13, 6)),
            epsg @ 4502..=4512 => Some((epsg - 4502 + 13, 6)),
            epsg @ 4513..=4533 => Some((epsg - 4513 + 25, 3)),
            epsg @ 4534..=4554 => Some((epsg - 4534 + 25, 3)),
            _ => None,
        }
    }

    /// How many degrees a position lies from the central meridian of this grid; none of a system that has none.
    #[must_use]
    pub fn off_meridian_deg(self, at: LonLat) -> Option<f64> {
        let meridian = self.central_meridian_deg()?;
        Some(((at.lon - meridian + 540.0).rem_euclid(360.0) - 180.0).abs())
    }

    /// Whether a position lies where this system is used: within 6° of the meridian of a grid, CGCS2000 in and around China,
    /// UTM in the half of the Earth that it is for.
    #[must_use]
    pub fn covers(self, at: LonLat) -> bool {
        let (lats, lons) = match self.0.epsg {
            4490 => (0.0..=60.0, 70.0..=140.0),
            4491..=4554 => (0.0..=60.0, -540.0..=540.0),
            // One half's zones are used across the equator where a region lies on both sides of it.
            32601..=32660 => (-20.0..=84.5, -540.0..=540.0),
            32701..=32760 => (-80.5..=20.0, -540.0..=540.0),
            HONG_KONG => (21.9..=22.8, 113.5..=114.8),
            _ => (-90.0..=90.0, -540.0..=540.0),
        };
        let is_near = self.off_meridian_deg(at).is_none_or(|off_deg| off_deg <= FARTHEST_DEG);
        is_near && lats.contains(&at.lat) && lons.contains(&at.lon)
    }

    /// The grid of the same zone whose eastings have the zone's number before them where these have none, and the other way round.
    #[must_use]
    pub fn twin(self) -> Option<Self> {
        Self::from_epsg(match self.0.epsg {
            epsg @ 4491..=4501 => epsg + 11,
            epsg @ 4513..=4533 => epsg + 21,
            epsg @ 4502..=4512 => epsg - 11,
            epsg @ 4534..=4554 => epsg - 21,
            _ => return None,
        })
    }

    /// The grid of the same zone without the zone's number before its eastings; itself where there is no such number.
    #[must_use]
    pub fn without_zone_number(self) -> Self {
        if self.numbered().is_some() { self.twin().unwrap_or(self) } else { self }
    }

    /// The zone that stands in millions before the eastings of this grid, with the grid's first zone and the code of that; none of a
    /// grid without such numbers.
    fn numbered(self) -> Option<(u16, u16, u16)> {
        let of = |first_epsg, first_zone| (self.0.epsg - first_epsg + first_zone, first_zone, first_epsg);
        match self.0.epsg {
            4491..=4501 => Some(of(4491, 13)),
            4513..=4533 => Some(of(4513, 25)),
            _ => None,
        }
    }

    /// Where a position, read in this grid, has an easting with the number of another zone before it: that number, and the grid of it
    /// if there is one. None where the number is right, and of a grid without numbers.
    #[must_use]
    pub fn other_zone(self, at: LonLat) -> Option<(f64, Option<Self>)> {
        let (own, first_zone, first_epsg) = self.numbered()?;
        let [east_m, _] = self.plane(at)?;
        let number = (east_m / 1e6).floor();
        let is = |zone: u16| (number - f64::from(zone)).abs() < 0.5;
        let alike = (first_epsg..).zip(first_zone..).take(30).find(|&(_, zone)| is(zone));
        let other = alike.and_then(|(epsg, _)| Self::from_epsg(epsg)).filter(|other| other.numbered().is_some());
        (!is(own)).then_some((number, other))
    }

    /// The coordinates of a position, east or longitude first. None for what is beyond the projection.
    #[must_use]
    pub fn plane(self, at: LonLat) -> Option<[f64; 2]> {
        if self.is_geographic() {
            return Some([at.lon, at.lat]);
        }
        let (lon, lat) = (at.lon.to_radians(), at.lat.to_radians());
        if self.0.epsg == WEB_MERCATOR {
            return Some([lon, lat.tan().asinh()].map(|coordinate| coordinate * WEB_MERCATOR_RADIUS_M));
        }
        let (own, base) = self.0.projections()?;
        let mut place = (lon, lat);
        transform(base, own, &mut place).ok()?;
        (place.0.is_finite() && place.1.is_finite()).then_some([place.0, place.1])
    }

    /// The position of a pair of coordinates, east or longitude first. None for what is beyond 10⁸ m or the projection.
    #[must_use]
    pub fn lonlat(self, x: f64, y: f64) -> Option<LonLat> {
        if self.is_geographic() {
            return LonLat::new(x, y).ok();
        }
        if !(x.abs() <= MAX_M && y.abs() <= MAX_M) {
            return None;
        }
        if self.0.epsg == WEB_MERCATOR {
            let (lon, lat) = (x / WEB_MERCATOR_RADIUS_M, (y / WEB_MERCATOR_RADIUS_M).sinh().atan());
            return LonLat::new(lon.to_degrees(), lat.to_degrees()).ok();
        }
        let (own, base) = self.0.projections()?;
        let mut place = (x, y);
        transform(own, base, &mut place).ok()?;
        let mut back = place;
        transform(base, own, &mut back).ok()?;
        let is_itself = (back.0 - x).hypot(back.1 - y) <= ROUND_TRIP_M;
        LonLat::new(place.0.to_degrees(), place.1.to_degrees()).ok().filter(|_| is_itself)
    }
}

impl System {
    /// The projection and the geographic system it stands on, made when first asked for.
    fn projections(&self) -> Option<&(Proj, Proj)> {
        let made = || Some((Proj::from_epsg_code(self.epsg).ok()?, Proj::from_epsg_code(self.base).ok()?));
        self.projections.get_or_init(made).as_ref()
    }
}

fn systems() -> &'static [System] {
    static SYSTEMS: OnceLock<Vec<System>> = OnceLock::new();
    SYSTEMS.get_or_init(|| {
        let of_run = |(first, last, base)| {
            let system = move |epsg| System { epsg, base, name: format!("EPSG:{epsg}"), projections: OnceLock::new() };
            (first..=last).map(system)
        };
        RUNS.into_iter().flat_map(of_run).collect()
    })
}

#[cfg(test)]
mod tests;
