//! The rings of shapes, wound as they enclose: outer rings counter-clockwise, holes clockwise, whatever their file has.
//! Must not know what they are summed up for.

use crate::geometry::{Extent, LonLat, Shape};

/// What lies so near to 180° reaches it, degrees.
const REACHES: f64 = 1e-9;

/// Which way round a shape's rings are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Winding {
    /// What it covers counts one more.
    Covers,
    /// What it covers counts one less.
    Uncovers,
}

/// Directed closed rings end to end.
#[derive(Clone, Debug, Default)]
pub struct Rings {
    positions: Vec<LonLat>,
    ends: Vec<usize>,
    /// Whether a ring runs against its file.
    turned: Vec<bool>,
}

impl Rings {
    /// None yet, with room for so many positions.
    #[must_use]
    pub fn with_capacity(positions: usize) -> Self {
        Self { positions: Vec::with_capacity(positions), ..Self::default() }
    }

    /// Adds every ring of a shape's polygons.
    pub fn push(&mut self, shape: Shape<'_>, winding: Winding) {
        for polygon in shape.polygons() {
            for (place, ring) in polygon.rings().enumerate() {
                let outer = place == 0;
                let forward = outer == (winding == Winding::Covers);
                self.push_ring(ring, (doubled_area(ring) >= 0.0) != forward);
            }
        }
    }

    /// Adds a ring as it is directed.
    pub fn push_directed(&mut self, ring: &[LonLat]) {
        self.push_ring(ring, false);
    }

    /// Adds a ring counter-clockwise, however it is directed.
    pub(super) fn push_counter_clockwise(&mut self, ring: &[LonLat]) {
        self.push_ring(ring, doubled_area(ring) < 0.0);
    }

    fn push_ring(&mut self, ring: &[LonLat], turned: bool) {
        if turned {
            self.positions.extend(ring.iter().rev());
        } else {
            self.positions.extend_from_slice(ring);
        }
        self.ends.push(self.positions.len());
        self.turned.push(turned);
    }

    /// Adds what reaches 180° of longitude or beyond once more on the other side, a turn away, as both are one place. Gives which ring each
    /// of the added is a copy of.
    pub fn repeat_across_180(&mut self) -> Vec<usize> {
        let mut copied = Vec::new();
        for ring in 0..self.len() {
            let Extent { west, east, .. } = Extent::of(&self.positions[self.range(ring)]);
            for (reaches, turn) in [(east >= 180.0 - REACHES, -360.0), (west <= -180.0 + REACHES, 360.0)] {
                if reaches {
                    let copy: Vec<LonLat> = self.positions[self.range(ring)]
                        .iter()
                        .map(|at| LonLat { lon: at.lon + turn, ..*at })
                        .collect();
                    self.positions.extend(copy);
                    self.ends.push(self.positions.len());
                    self.turned.push(self.turned[ring]);
                    copied.push(ring);
                }
            }
        }
        copied
    }

    /// How many rings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Every ring as it is directed.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[LonLat]> {
        (0..self.len()).map(|ring| &self.positions[self.range(ring)])
    }

    /// Which position of a ring, as its file has it, is the `at`-th as it is directed here.
    #[must_use]
    pub fn place_in_file(&self, ring: usize, at: usize) -> usize {
        if self.turned[ring] { self.range(ring).len() - 1 - at } else { at }
    }

    pub(super) fn positions(&self) -> &[LonLat] {
        &self.positions
    }

    pub(super) fn range(&self, ring: usize) -> std::ops::Range<usize> {
        let from = ring.checked_sub(1).map_or(0, |before| self.ends[before]);
        from..self.ends[ring]
    }
}

/// Twice the area that a closed ring encloses, square degrees, positive when it runs counter-clockwise (Gauss's shoelace formula).
/// It is summed from the ring's first position, so that digits are not lost far from the origin.
#[must_use]
pub fn doubled_area(ring: &[LonLat]) -> f64 {
    doubled_area_in_plane(ring.iter().map(|at| (at.lon, at.lat)))
}

/// The same of a closed ring in any plane, in the square of its unit.
#[must_use]
pub fn doubled_area_in_plane(mut ring: impl Iterator<Item = (f64, f64)>) -> f64 {
    let Some(origin) = ring.next() else { return 0.0 };
    let mut sum = 0.0;
    let (mut x, mut y) = (0.0, 0.0);
    for at in ring {
        let (next_x, next_y) = (at.0 - origin.0, at.1 - origin.1);
        sum += x * next_y - next_x * y;
        (x, y) = (next_x, next_y);
    }
    sum
}
