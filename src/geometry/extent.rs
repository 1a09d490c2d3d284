//! The smallest box of longitudes and latitudes around positions.
//! Must not know whose positions they are.

use super::LonLat;

/// A box in degrees. Empty until it has taken in a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Least longitude, degrees.
    pub west: f64,
    /// Least latitude, degrees.
    pub south: f64,
    /// Greatest longitude, degrees.
    pub east: f64,
    /// Greatest latitude, degrees.
    pub north: f64,
}

impl Extent {
    /// The box around nothing.
    pub const EMPTY: Self =
        Self { west: f64::INFINITY, south: f64::INFINITY, east: f64::NEG_INFINITY, north: f64::NEG_INFINITY };

    /// The box around some positions.
    #[must_use]
    pub fn of(positions: &[LonLat]) -> Self {
        let mut extent = Self::EMPTY;
        for &at in positions {
            extent.take_in(at);
        }
        extent
    }

    /// Grows to hold a position.
    pub fn take_in(&mut self, at: LonLat) {
        self.west = self.west.min(at.lon);
        self.south = self.south.min(at.lat);
        self.east = self.east.max(at.lon);
        self.north = self.north.max(at.lat);
    }

    /// The same box and so many degrees more, or less, on every side.
    #[must_use]
    pub fn grown(self, by_deg: f64) -> Self {
        let Self { west, south, east, north } = self;
        Self { west: west - by_deg, south: south - by_deg, east: east + by_deg, north: north + by_deg }
    }

    /// The box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// Whether nothing was ever taken in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.west > self.east
    }

    /// Whether a position lies inside or on the border.
    #[must_use]
    pub fn contains(&self, at: LonLat) -> bool {
        self.west <= at.lon && at.lon <= self.east && self.south <= at.lat && at.lat <= self.north
    }

    /// Whether the two share at least a point.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }

    /// The position half-way between the vertices.
    #[must_use]
    pub fn center(&self) -> LonLat {
        LonLat { lon: f64::midpoint(self.west, self.east), lat: f64::midpoint(self.south, self.north) }
    }
}
