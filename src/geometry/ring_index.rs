//! A hierarchy of boxes over runs of consecutive edges, which makes "on which side of this ring?" cheap for a ring of any length.
//! Must not know that rings form polygons.

use geo::algorithm::kernels::{Kernel as _, Orientation, RobustKernel};

use super::{Extent, LonLat};

/// Edges under one lowest box, and boxes under one higher box.
const FAN: usize = 16;

/// Boxes over a chain of positions: the first level over runs of [`FAN`] edges, each next level over runs of [`FAN`] boxes.
///
/// A run whose box lies east of a point crosses the eastward ray from it an odd number of times exactly when the
/// run's two end points lie on opposite sides of the ray, so only runs whose box holds the point are looked into.
/// A query costs about the logarithm of the length, whatever the shape, and building is linear.
#[derive(Clone, Debug)]
pub(crate) struct RingIndex {
    levels: Vec<Vec<Extent>>,
}

/// How near a position counts as on an edge: half the axes of an ellipse around it, degrees. None for exactly on it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// To the east and the west.
    pub lon: f64,
    /// To the north and the south.
    pub lat: f64,
}

impl Reach {
    /// Only what lies exactly on an edge.
    pub const NONE: Self = Self { lon: 0.0, lat: 0.0 };

    /// From the middle of a box to its sides.
    #[must_use]
    pub fn of(Extent { west, south, east, north }: Extent) -> Self {
        Self { lon: (east - west) / 2.0, lat: (north - south) / 2.0 }
    }

    /// A box wider by this on every side.
    pub(crate) fn around(self, extent: Extent) -> Extent {
        let Extent { west, south, east, north } = extent;
        Extent { west: west - self.lon, south: south - self.lat, east: east + self.lon, north: north + self.lat }
    }

    /// Whether an edge comes into the ellipse around a position.
    fn touches(self, a: LonLat, b: LonLat, at: LonLat) -> bool {
        let (above, below) = (a.lat.min(b.lat) - at.lat, at.lat - a.lat.max(b.lat));
        let (beyond, before) = (a.lon.min(b.lon) - at.lon, at.lon - a.lon.max(b.lon));
        if above.max(below) > self.lat || beyond.max(before) > self.lon {
            return false;
        }
        let scaled = |to: LonLat| ((to.lon - at.lon) / self.lon, (to.lat - at.lat) / self.lat);
        let ((ax, ay), (bx, by)) = (scaled(a), scaled(b));
        let (dx, dy) = (bx - ax, by - ay);
        let length2 = dx * dx + dy * dy;
        let along = if length2 > 0.0 { (-(ax * dx + ay * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
        let (x, y) = (ax + along * dx, ay + along * dy);
        x * x + y * y <= 1.0
    }
}

/// What a ray eastward from a point meets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Crossings {
    /// The point lies on the chain.
    Border,
    /// Crossed an odd (true) or even number of times.
    Odd(bool),
}

impl RingIndex {
    /// The hierarchy for a closed ring.
    pub(crate) fn new(ring: &[LonLat]) -> Self {
        let mut levels: Vec<Vec<Extent>> = Vec::new();
        let edges = ring.len().saturating_sub(1);
        let mut level: Vec<Extent> =
            (0..edges).step_by(FAN).map(|from| Extent::of(&ring[from..=edges.min(from + FAN)])).collect();
        while !level.is_empty() {
            let above: Vec<Extent> =
                level.chunks(FAN).map(|run| run.iter().fold(Extent::EMPTY, |all, &one| all.union(one))).collect();
            let top = level.len() == 1;
            levels.push(level);
            level = if top { Vec::new() } else { above };
        }
        Self { levels }
    }

    /// What the eastward ray from a point meets of the ring that this was made for.
    pub(crate) fn crossings(&self, ring: &[LonLat], at: LonLat, reach: Reach) -> Crossings {
        match self.levels.len() {
            0 => Crossings::Odd(false),
            count => self.run_crossings(ring, count - 1, 0, at, reach),
        }
    }

    fn run_crossings(&self, ring: &[LonLat], level: usize, run: usize, at: LonLat, reach: Reach) -> Crossings {
        let extent = reach.around(self.levels[level][run]);
        if at.lat < extent.south || at.lat > extent.north || at.lon > extent.east {
            return Crossings::Odd(false);
        }
        // A level-0 run covers FAN edges, and each level above FAN times as many.
        let span = FAN.pow(u32::try_from(level).unwrap_or(u32::MAX) + 1);
        let first = run * span;
        let last = (first + span).min(ring.len() - 1);
        if at.lon < extent.west {
            return Crossings::Odd((ring[first].lat > at.lat) != (ring[last].lat > at.lat));
        }
        let Some(below) = level.checked_sub(1) else {
            return chain_crossings(&ring[first..=last], at, reach);
        };
        let end = (run * FAN + FAN).min(self.levels[below].len());
        (run * FAN..end)
            .map(|child| self.run_crossings(ring, below, child, at, reach))
            .fold(Crossings::Odd(false), Crossings::and)
    }
}

impl Crossings {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Odd(a), Self::Odd(b)) => Self::Odd(a != b),
            (Self::Border, _) | (_, Self::Border) => Self::Border,
        }
    }
}

/// The same by looking at every edge of a chain.
pub(crate) fn chain_crossings(chain: &[LonLat], at: LonLat, reach: Reach) -> Crossings {
    chain.windows(2).map(|edge| edge_crossing(edge[0], edge[1], at, reach)).fold(Crossings::Odd(false), Crossings::and)
}

fn edge_crossing(a: LonLat, b: LonLat, at: LonLat, reach: Reach) -> Crossings {
    if reach.lat > 0.0 && reach.touches(a, b, at) {
        return Crossings::Border;
    }
    let (above_a, above_b) = (a.lat > at.lat, b.lat > at.lat);
    // Wholly above or below the ray: what most edges are.
    if (above_a && above_b) || (a.lat < at.lat && b.lat < at.lat) {
        return Crossings::Odd(false);
    }
    let (west, east) = (a.lon.min(b.lon), a.lon.max(b.lon));
    if at.lon > east {
        return Crossings::Odd(false);
    }
    let straddles = above_a != above_b;
    if at.lon < west {
        return Crossings::Odd(straddles);
    }
    // The sign is exact (Shewchuk's adaptive predicates), so a point on a shared border is on it for both neighbours.
    match RobustKernel::orient2d(a.into(), b.into(), at.into()) {
        Orientation::Collinear => Crossings::Border,
        Orientation::CounterClockwise => Crossings::Odd(straddles && above_b),
        Orientation::Clockwise => Crossings::Odd(straddles && above_a),
    }
}
