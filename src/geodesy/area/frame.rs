//! Where a feature lies, for the methods that need to know: which zone of a grid it is measured in.
//! Must not know formulas.

use crate::geodesy::{Datum, Ellipsoid, TransverseMercator};
use crate::geometry::{Extent, LonLat};

/// Where what is measured lies. Parts are measured in the frame of their whole, so that they add up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasurementFrame {
    /// The middle of the whole, or of the feature itself.
    pub middle: LonLat,
    /// The central meridian in degrees that the project says its areas were measured with, if it says so.
    pub declared_meridian_deg: Option<f64>,
}

impl MeasurementFrame {
    /// The frame of what lies in a box, with no meridian declared.
    #[must_use]
    pub fn of(extent: Extent) -> Self {
        let middle = if extent.is_empty() { LonLat::default() } else { extent.center() };
        Self { middle, declared_meridian_deg: None }
    }

    /// Whether maps of a datum show this place elsewhere than where it is.
    #[must_use]
    pub fn is_shifted_by(&self, datum: Datum) -> bool {
        // Where GCJ-02 shifts nothing, nobody draws on BD-09 either.
        datum == Datum::Wgs84 || Datum::Gcj02.from_wgs84(self.middle) != self.middle
    }

    /// The longitude of the middle, from −180° to less than 180°.
    fn lon(&self) -> f64 {
        turned(self.middle.lon)
    }
}

/// A kind of grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grid {
    /// CGCS2000 Gauss–Krüger, zones three degrees wide.
    GaussKruger3,
    /// CGCS2000 Gauss–Krüger, zones six degrees wide.
    GaussKruger6,
    /// UTM on WGS 84. The wider zones around Norway count as all others do.
    Utm,
}

/// A zone of a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zone {
    /// The kind of grid.
    pub grid: Grid,
    /// The central meridian in degrees, −180 to 180.
    pub central_meridian_deg: f64,
    /// Whether it is one of the northern hemisphere.
    pub north: bool,
}

impl Zone {
    pub(super) fn gk3(frame: &MeasurementFrame) -> Option<Self> {
        Self::gauss_kruger_3(frame, 3.0 * ((frame.lon() + 1.5) / 3.0).floor())
    }

    pub(super) fn gk3_west(frame: &MeasurementFrame) -> Option<Self> {
        Self::gk3(frame).and_then(|own| Self::gauss_kruger_3(frame, own.central_meridian_deg - 3.0))
    }

    pub(super) fn gk3_east(frame: &MeasurementFrame) -> Option<Self> {
        Self::gk3(frame).and_then(|own| Self::gauss_kruger_3(frame, own.central_meridian_deg + 3.0))
    }

    pub(super) fn gk3_declared(frame: &MeasurementFrame) -> Option<Self> {
        Self::gauss_kruger_3(frame, frame.declared_meridian_deg?)
    }

    #[expect(clippy::unnecessary_wraps, reason = "a row of the table may have no zone")]
    pub(super) fn gk6(frame: &MeasurementFrame) -> Option<Self> {
        Some(Self::new(Grid::GaussKruger6, frame, six_degree(frame.lon())))
    }

    #[expect(clippy::unnecessary_wraps, reason = "a row of the table may have no zone")]
    pub(super) fn utm(frame: &MeasurementFrame) -> Option<Self> {
        Some(Self::new(Grid::Utm, frame, six_degree(frame.lon())))
    }

    /// The zone beside the own one that is nearer.
    #[expect(clippy::unnecessary_wraps, reason = "a row of the table may have no zone")]
    pub(super) fn utm_neighbour(frame: &MeasurementFrame) -> Option<Self> {
        let own = six_degree(frame.lon());
        let beside = if frame.lon() < own { own - 6.0 } else { own + 6.0 };
        Some(Self::new(Grid::Utm, frame, beside))
    }

    #[expect(clippy::unnecessary_wraps, reason = "a row of the table may have no zone")]
    fn gauss_kruger_3(frame: &MeasurementFrame, central_meridian_deg: f64) -> Option<Self> {
        Some(Self::new(Grid::GaussKruger3, frame, central_meridian_deg))
    }

    fn new(grid: Grid, frame: &MeasurementFrame, meridian_deg: f64) -> Self {
        Self { grid, central_meridian_deg: turned(meridian_deg), north: frame.middle.lat >= 0.0 }
    }

    /// EPSG's code: of the grids of China those with the central meridian in their name and no zone number in their
    /// coordinates; none where EPSG has no such zone.
    #[must_use]
    pub fn epsg(&self) -> Option<u16> {
        let from = |first_deg: u8, last_deg: u8, step: u8| {
            let meridians = (first_deg..=last_deg).step_by(step.into());
            (0_u16..).zip(meridians).find(|(_, deg)| f64::from(*deg).to_bits() == self.central_meridian_deg.to_bits())
        };
        match self.grid {
            Grid::GaussKruger3 => from(75, 135, 3).map(|(at, _)| 4534 + at),
            Grid::GaussKruger6 => from(75, 135, 6).map(|(at, _)| 4502 + at),
            Grid::Utm => Some(if self.north { 32600 } else { 32700 } + u16::from(self.utm_number()?)),
        }
    }

    /// UTM's number of the zone, 1 to 60; none of other grids.
    #[must_use]
    pub fn utm_number(&self) -> Option<u8> {
        let number =
            (1..=60_u8).find(|&number| (f64::from(number) * 6.0 - 183.0 - self.central_meridian_deg).abs() < 0.5);
        number.filter(|_| self.grid == Grid::Utm)
    }

    pub(super) fn projection(&self) -> Option<TransverseMercator> {
        let (ellipsoid, scale) = match self.grid {
            Grid::GaussKruger3 | Grid::GaussKruger6 => (Ellipsoid::CGCS2000, 1.0),
            Grid::Utm => (Ellipsoid::WGS84, 0.9996),
        };
        TransverseMercator::new(ellipsoid, self.central_meridian_deg, scale)
    }
}

/// The middle of the six degrees that a longitude lies in.
fn six_degree(lon: f64) -> f64 {
    6.0 * (lon / 6.0).floor() + 3.0
}

/// A longitude by whole turns, from −180° to less than 180°.
fn turned(lon: f64) -> f64 {
    lon - 360.0 * ((lon + 180.0) / 360.0).floor()
}
