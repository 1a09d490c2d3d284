//! The rings of a shape made ready to be checked: where each stands, and its corners without repetitions.
//! Must not know what may be wrong with them.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::geometry::{Extent, LonLat, Part, Reach, RingHits, Shape, Side};

/// A ring of a shape.
pub(super) struct Ring<'a> {
    /// Which polygon of the shape it belongs to.
    pub(super) polygon: usize,
    /// Whether it is no outer ring.
    pub(super) is_hole: bool,
    /// As it was read.
    pub(super) read: &'a [LonLat],
    /// Its corners, none of them twice in a row, the last the same as the first.
    pub(super) corners: Cow<'a, [LonLat]>,
    /// The box around it.
    pub(super) extent: Extent,
    /// Which position of the shape its first is.
    first: usize,
    /// Which of its positions each corner is; empty when it is the one of the same number.
    kept: Vec<usize>,
    hits: OnceCell<RingHits>,
}

impl<'a> Ring<'a> {
    /// All rings of a shape.
    pub(super) fn all_of(shape: Shape<'a>) -> Vec<Self> {
        let (mut rings, mut first, mut polygons) = (Vec::new(), 0, 0);
        for part in shape.parts() {
            match part {
                Part::Points(path) | Part::Line(path) => first += path.len(),
                Part::Polygon(polygon) => {
                    for (place, ring) in polygon.rings().enumerate() {
                        rings.push(Self::new(ring, polygons, place > 0, first));
                        first += ring.len();
                    }
                    polygons += 1;
                }
            }
        }
        rings
    }

    fn new(read: &'a [LonLat], polygon: usize, is_hole: bool, first: usize) -> Self {
        let mut kept = Vec::new();
        let mut corners = Cow::Borrowed(read);
        if read.windows(2).any(|pair| pair[0] == pair[1]) {
            kept = (0..read.len()).filter(|&at| at == 0 || read[at] != read[at - 1]).collect();
            corners = Cow::Owned(kept.iter().map(|&at| read[at]).collect());
        }
        Self { polygon, is_hole, read, corners, extent: Extent::of(read), first, kept, hits: OnceCell::new() }
    }

    /// Whether it has three different corners in a row, without which it encloses nothing.
    pub(super) fn has_corners(&self) -> bool {
        self.corners.len() > 3
    }

    /// Which position of the shape one of its positions is.
    pub(super) fn position_read(&self, at: usize) -> usize {
        self.first + at
    }

    /// Which position of the shape a corner is.
    pub(super) fn position(&self, corner: usize) -> usize {
        self.first + self.kept.get(corner).copied().unwrap_or(corner)
    }

    /// Which position of the shape a place on one of its edges is, or is just after.
    pub(super) fn position_on(&self, edge: usize, at: LonLat) -> usize {
        let ends_here = self.corners.get(edge + 1) == Some(&at);
        self.position(edge + usize::from(ends_here))
    }

    /// The corners before and after a place on one of its edges, which may be a corner itself.
    pub(super) fn around(&self, edge: usize, at: LonLat) -> [LonLat; 2] {
        // The last corner repeats the first.
        let count = self.corners.len() - 1;
        let corner = |place: usize| self.corners[place % count];
        if corner(edge) == at {
            [corner(edge + count - 1), corner(edge + 1)]
        } else if corner(edge + 1) == at {
            [corner(edge), corner(edge + 2)]
        } else {
            [corner(edge), corner(edge + 1)]
        }
    }

    /// Where a position lies with regard to the ring; within reach of it is on it.
    pub(super) fn side(&self, at: LonLat, reach: Reach) -> Side {
        self.hits.get_or_init(|| RingHits::new(self.read)).side_within(self.read, at, reach)
    }

    /// Whether another ring lies in the box around this one.
    pub(super) fn may_hold(&self, other: &Self) -> bool {
        let (outer, inner) = (&self.extent, &other.extent);
        outer.west <= inner.west && outer.south <= inner.south && outer.east >= inner.east && outer.north >= inner.north
    }
}
