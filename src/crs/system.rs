//! The coordinate reference systems that positions in files may be in, and how each is turned into longitude and latitude.
//! Must not know how it was found out which system a file is in.

use std::sync::OnceLock;

use proj4rs::Proj;
use proj4rs::transform::transform;

use crate::geometry::LonLat;

/// The systems by their EPSG codes: the first and the last of each run, and the geographic system they stand on.
const RUNS: [(u16, u16, u16); 7] = [
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
];

const WEB_MERCATOR: u16 = 3857;
/// The Earth's radius in Web Mercator, metres.
const WEB_MERCATOR_RADIUS_M: f64 = 6_378_137.0;
/// The most that a projected coordinate may be, metres.
const MOST_M: f64 = 1e8;
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
    /// The system with an EPSG code, if it is one that can be read.
    #[must_use]
    pub fn from_epsg(code: u16) -> Option<Self> {
        systems().iter().find(|system| system.epsg == code).map(Self)
    }

    /// The system named `EPSG:4526`, in capitals or not.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let (authority, code) = name.split_once(':')?;
        authority.eq_ignore_ascii_case("epsg").then(|| Self::from_epsg(code.parse().ok()?)).flatten()
    }

    /// Its name, such as `EPSG:4526`.
    #[must_use]
    pub fn name(self) -> &'static str {
        &self.0.name
    }

    /// Every system, as runs of codes: `4326, 4490, 4491–4512` and so on.
    #[must_use]
    pub fn known() -> String {
        let run = |&(first, last, _): &(u16, u16, u16)| {
            if first == last { first.to_string() } else { format!("{first}–{last}") }
        };
        RUNS.iter().map(run).collect::<Vec<_>>().join(", ")
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
        let (system, base) = self.0.projections()?;
        let mut place = (at.lon.to_radians(), at.lat.to_radians());
        transform(base, system, &mut place).ok()?;
        let number = (place.0 / 1e6).floor();
        let is = |zone: u16| (number - f64::from(zone)).abs() < 0.5;
        let alike = (first_epsg..).zip(first_zone..).take(30).find(|&(_, zone)| is(zone));
        let other = alike.and_then(|(epsg, _)| Self::from_epsg(epsg)).filter(|other| other.numbered().is_some());
        (!is(own)).then_some((number, other))
    }

    /// The position of a pair of coordinates, east or longitude first. None for what is beyond 10⁸ m or the projection.
    #[must_use]
    pub fn lonlat(self, x: f64, y: f64) -> Option<LonLat> {
        if self.is_geographic() {
            return LonLat::new(x, y).ok();
        }
        if !(x.abs() <= MOST_M && y.abs() <= MOST_M) {
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
mod tests {
    use super::{Crs, systems};
    use crate::geodesy::distance_m;
    use crate::geometry::LonLat;

    /// EPSG code, longitude, latitude, x (east), y (north): pyproj 3.7.2 with PROJ 9.5.1.
    const KNOWN: &[(u16, f64, f64, f64, f64)] = &[
        (4526, 113.52, 23.09, 38_450_821.467_9, 2_554_585.385_1),
        (4547, 113.52, 23.09, 450_821.467_9, 2_554_585.385_1),
        (4546, 113.52, 23.09, 758_243.235_2, 2_556_732.771_8),
        (4513, 74.9, 39.4, 25_491_386.344_8, 4_362_916.476_4),
        (4554, 135.9, 47.5, 567_808.971_4, 5_263_227.534_5),
        (4497, 113.52, 23.09, 19_758_243.235_2, 2_556_732.771_8),
        (4508, 113.52, 23.09, 758_243.235_2, 2_556_732.771_8),
        (4491, 75.3, 38.2, 13_526_278.044_4, 4_229_740.237_2),
        (4512, 134.0, 45.2, 421_427.972_4, 5_007_657.680_5),
        (32649, 113.52, 23.09, 758_139.937_9, 2_555_710.078_7),
        (32650, 113.52, 23.09, 143_448.334_6, 2_557_732.853_2),
        (32633, 14.4, 50.1, 457_089.151_1, 5_549_921.626_5),
        (32756, 151.2, -33.87, 333_510.650_1, 6_250_800.241_2),
        (32601, -179.5, 64.0, 377_743.462_9, 7_099_411.974_8),
        (3857, 113.52, 23.09, 12_636_988.594_9, 2_642_906.249_8),
        (3857, -0.1276, 51.5072, -14_204.367_0, 6_711_506.705_4),
        (3857, 179.99, -80.0, 20_036_395.147_9, -15_538_711.096_3),
    ];

    #[test]
    fn agrees_with_proj_to_a_millimetre() {
        for &(epsg, lon, lat, x, y) in KNOWN {
            let at = Crs::from_epsg(epsg).and_then(|crs| crs.lonlat(x, y)).expect("a position");
            assert!(distance_m(at, LonLat { lon, lat }) < 0.001, "{epsg}: {at:?}");
        }
    }

    #[test]
    fn every_system_has_its_projection() {
        for system in systems() {
            assert!(Crs(system).is_geographic() || system.projections().is_some(), "{}", system.name);
            assert_eq!(Crs::from_name(&system.name), Some(Crs(system)));
        }
        assert!(Crs::from_name("EPSG:2326").is_none() && Crs::from_name("4526").is_none());
    }

    #[test]
    fn an_easting_with_another_zones_number_is_told() {
        let crs = |epsg| Crs::from_epsg(epsg).expect("known");
        for (read_in, x, y, carried) in [
            (4526, 38_450_821.467_9, 2_554_585.385_1, None),
            (4526, 39_450_821.467_9, 2_554_585.385_1, Some((39.0, Some(crs(4527))))),
            (4526, 37_450_821.467_9, 2_554_585.385_1, Some((37.0, Some(crs(4525))))),
            (4497, 20_243_235.2, 2_556_732.8, Some((20.0, Some(crs(4498))))),
            (4533, 46_450_821.5, 2_554_585.4, Some((46.0, None))),
            // No numbers stand before these.
            (4547, 1_450_821.5, 2_554_585.4, None),
            (32649, 1_258_139.9, 2_555_710.1, None),
        ] {
            let at = crs(read_in).lonlat(x, y).expect("a position");
            assert_eq!(crs(read_in).other_zone(at), carried, "{read_in} {x}");
        }
    }

    #[test]
    fn what_is_beyond_a_projection_has_no_position() {
        for (epsg, x, y) in [
            (4526, 113.5, 23.1),
            (4526, 2_554_585.0, 38_450_821.0),
            (4547, 1e9, 2_554_585.0),
            (32649, f64::NAN, 0.0),
            (3857, f64::INFINITY, 0.0),
            (3857, 1e8, 0.0),
            (4326, 500_000.0, 2_554_585.0),
        ] {
            let found = Crs::from_epsg(epsg).expect("known").lonlat(x, y);
            assert_eq!(found, None, "{epsg} {x} {y}");
        }
    }
}
