//! The grid of whole numbers that positions are overlaid on, and the way back to the positions themselves.
//! Must not know what is overlaid on what.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use i_overlay::i_float::int::point::IntPoint;

use crate::geometry::{Extent, LonLat, open_ring};

/// Half the width of the grid, less what is left around the positions for a ring that encloses them all.
const REACH: f64 = 536_870_000.0;
/// Half the side of that ring.
pub(super) const FRAME: i32 = 536_870_912;

/// How long a step of the grid is that vertices made by crossing edges lie on, for loops of such an extent that hang together; degrees.
#[must_use]
pub fn step_deg(extent: Extent) -> f64 {
    half_deg(extent) / REACH
}

fn half_deg(extent: Extent) -> f64 {
    (extent.east - extent.west).max(extent.north - extent.south) / 2.0
}

/// A grid around some positions, its origin in their middle.
pub(super) struct Grid {
    origin: LonLat,
    steps_per_degree: f64,
    /// Positions by where they came to lie, so that what comes back is what was given, bit for bit.
    given: HashMap<(i32, i32), LonLat, FixedState>,
}

impl Grid {
    /// The finest grid that holds some positions; `None` when they have no extent.
    pub(super) fn around<'a>(positions: impl Iterator<Item = &'a LonLat> + Clone) -> Option<Self> {
        let mut extent = Extent::EMPTY;
        positions.clone().for_each(|&at| extent.take_in(at));
        let half = half_deg(extent);
        if !half.is_finite() || half <= 0.0 {
            return None;
        }
        let given = HashMap::with_capacity_and_hasher(positions.clone().count(), FixedState::default());
        let mut grid = Self { origin: extent.center(), steps_per_degree: REACH / half, given };
        for &at in positions {
            let place = grid.place(at);
            grid.given.entry(place).or_insert(at);
        }
        Some(grid)
    }

    fn place(&self, at: LonLat) -> (i32, i32) {
        let x = (at.lon - self.origin.lon) * self.steps_per_degree;
        let y = (at.lat - self.origin.lat) * self.steps_per_degree;
        (whole(x), whole(y))
    }

    /// How far apart the grid's places are, degrees.
    pub(super) fn step_deg(&self) -> f64 {
        self.steps_per_degree.recip()
    }

    fn point(&self, at: LonLat) -> IntPoint {
        let (x, y) = self.place(at);
        IntPoint::new(x, y)
    }

    /// Where the vertices of a closed ring lie on it, the closing one left out.
    pub(super) fn points(&self, ring: &[LonLat]) -> impl DoubleEndedIterator<Item = IntPoint> {
        open_ring(ring).iter().map(|&at| self.point(at))
    }

    /// The position at a place of the grid: the one given there, or else where the place is.
    pub(super) fn position(&self, point: IntPoint) -> LonLat {
        let place = (point.x, point.y);
        if let Some(&at) = self.given.get(&place) {
            return at;
        }
        let degrees = |steps: i32| f64::from(steps) / self.steps_per_degree;
        LonLat { lon: self.origin.lon + degrees(point.x), lat: self.origin.lat + degrees(point.y) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "within REACH, which an i32 holds")]
fn whole(steps: f64) -> i32 {
    steps.round() as i32
}
