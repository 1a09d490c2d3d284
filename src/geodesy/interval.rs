//! What areas a declared figure can stand for: from one area up to another.
//! Must not know how a figure is written.

use super::AreaUnit;

/// The areas that round to a declared figure: `low` belongs, `high` does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The least area, square metres.
    pub low_m2: f64,
    /// The first area too large, square metres.
    pub high_m2: f64,
}

impl Interval {
    /// Whether an area in square metres rounds to the declared figure.
    #[must_use]
    pub fn contains(&self, area_m2: f64) -> bool {
        self.low_m2 <= area_m2 && area_m2 < self.high_m2
    }

    /// Its ends in square kilometres, each the nearest number to the exact decimal.
    #[must_use]
    pub fn km2(self) -> [f64; 2] {
        [self.low_m2 / 1e6, self.high_m2 / 1e6]
    }

    /// Its ends in a unit.
    #[must_use]
    pub fn in_unit(self, unit: AreaUnit) -> [f64; 2] {
        [self.low_m2, self.high_m2].map(|end_m2| unit.from_m2(end_m2))
    }

    /// Whether some area belongs to both.
    #[must_use]
    pub fn overlaps(&self, other: Self) -> bool {
        self.low_m2 < other.high_m2 && other.low_m2 < self.high_m2
    }

    /// By how many square metres everything in another interval is less than what this one begins with; negative where it
    /// is all more than what this one ends with; 0 where they meet.
    #[must_use]
    pub fn above(&self, other: Self) -> f64 {
        (self.low_m2 - other.high_m2).max(0.0) - (other.low_m2 - self.high_m2).max(0.0)
    }
}
