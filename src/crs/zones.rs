//! The zones of grids: their meridians, their numbers, and where each is used.
//! Must not know how positions are converted.

use super::Crs;
use super::catalogue::{Base, Kind};
use crate::geometry::LonLat;

/// How far from the central meridian of its zone a grid is used, degrees: beyond, its distances are off by more than half a percent.
const FARTHEST_DEG: f64 = 6.0;

impl Crs {
    /// The central meridian in degrees of a zone of a 3-degree Gauss-Krüger grid; none of any other system.
    #[must_use]
    pub fn meridian_3deg(self) -> Option<f64> {
        matches!(self.kind(), Kind::GaussKruger { width: 3, .. }).then(|| self.central_meridian_deg()).flatten()
    }

    /// The central meridian in degrees of the zone of any transverse Mercator grid with zones, or of one that a PROJ string says; none of any other system.
    #[must_use]
    pub fn central_meridian_deg(self) -> Option<f64> {
        self.kind().meridian_deg().filter(|_| !matches!(self.kind(), Kind::Local(_)))
    }

    /// The number of the zone of a CGCS2000 Gauss-Krüger grid and how many degrees wide it is; none of any other system.
    #[must_use]
    pub fn zone(self) -> Option<(u16, u16)> {
        let Kind::GaussKruger { width, zone, .. } = self.kind() else { return None };
        (self.base() == Base::China).then_some((zone, width))
    }

    /// How many degrees a position lies from the central meridian of this grid; none of a system that has none.
    #[must_use]
    pub fn off_meridian_deg(self, at: LonLat) -> Option<f64> {
        let meridian = self.central_meridian_deg()?;
        Some(((at.lon - meridian + 540.0).rem_euclid(360.0) - 180.0).abs())
    }

    /// Whether a position lies where this system is used: within 6° of the meridian of a grid, those of China in and around it,
    /// UTM in the half of the Earth that it is for.
    #[must_use]
    pub fn covers(self, at: LonLat) -> bool {
        let all = -540.0..=540.0;
        let (lats, lons) = match (self.base(), self.kind()) {
            (Base::HongKong, _) => (21.9..=22.8, 113.5..=114.8),
            // EPSG's area of use (1147) and three kilometres around it: what has its axes swapped lies beyond.
            (Base::Macao1920 | Base::Macao2008, _) => (22.03..=22.26, 113.49..=113.71),
            (Base::China | Base::Beijing | Base::Xian, Kind::Degrees) => (0.0..=60.0, 70.0..=140.0),
            (Base::China | Base::Beijing | Base::Xian, _) => (0.0..=60.0, all),
            // One half's zones are used across the equator where a region lies on both sides of it.
            (_, Kind::Utm { is_south: false, .. }) => (-20.0..=84.5, all),
            (_, Kind::Utm { is_south: true, .. }) => (-80.5..=20.0, all),
            _ => (-90.0..=90.0, all),
        };
        let is_near = self.off_meridian_deg(at).is_none_or(|off_deg| off_deg <= FARTHEST_DEG);
        is_near && lats.contains(&at.lat) && lons.contains(&at.lon)
    }

    /// The grid of the same zone whose eastings have the zone's number before them where these have none, and the other way round.
    #[must_use]
    pub fn twin(self) -> Option<Self> {
        let Kind::GaussKruger { width, zone, is_numbered } = self.kind() else { return None };
        Self::of(self.base(), Kind::GaussKruger { width, zone, is_numbered: !is_numbered })
    }

    /// The grid of the same zone without the zone's number before its eastings; itself where there is no such number.
    #[must_use]
    pub fn without_zone_number(self) -> Self {
        if matches!(self.kind(), Kind::GaussKruger { is_numbered: true, .. }) {
            self.twin().unwrap_or(self)
        } else {
            self
        }
    }

    /// Where a position, read in this grid, has an easting with the number of another zone before it: that number, and the grid of it
    /// if there is one. None where the number is right, and of a grid without numbers.
    #[must_use]
    pub fn other_zone(self, at: LonLat) -> Option<(f64, Option<Self>)> {
        let Kind::GaussKruger { width, zone: own, is_numbered: true } = self.kind() else { return None };
        let [east_m, _] = self.plane(at)?;
        let number = (east_m / 1e6).floor();
        let is = |zone: u16| (number - f64::from(zone)).abs() < 0.5;
        let other = (1..=60).find(|&zone| is(zone));
        let other = other.and_then(|zone| Self::of(self.base(), Kind::GaussKruger { width, zone, is_numbered: true }));
        (!is(own)).then_some((number, other))
    }
}
