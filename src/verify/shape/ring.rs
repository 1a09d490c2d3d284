//! The rings of a shape made ready to be checked: where each stands, and its vertices without repetitions.
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
    /// Its vertices, none of them twice in a row, the last the same as the first.
    pub(super) vertices: Cow<'a, [LonLat]>,
    /// The box around it.
    pub(super) extent: Extent,
    /// Which position of the shape its first is.
    first: usize,
    /// Which of its positions each vertex is; empty when it is the one of the same number.
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
        let mut vertices = Cow::Borrowed(read);
        if read.windows(2).any(|pair| pair[0] == pair[1]) {
            kept = (0..read.len()).filter(|&at| at == 0 || read[at] != read[at - 1]).collect();
            vertices = Cow::Owned(kept.iter().map(|&at| read[at]).collect());
        }
        Self { polygon, is_hole, read, vertices, extent: Extent::of(read), first, kept, hits: OnceCell::new() }
    }

    /// Whether it has three different vertices in a row, without which it encloses nothing.
    pub(super) fn has_vertices(&self) -> bool {
        self.vertices.len() > 3
    }

    /// Which position of the shape one of its positions is.
    pub(super) fn position_read(&self, at: usize) -> usize {
        self.first + at
    }

    /// Which position of the shape a vertex is.
    pub(super) fn position(&self, vertex: usize) -> usize {
        self.first + self.kept.get(vertex).copied().unwrap_or(vertex)
    }

    /// Which position of the shape a place on one of its edges is, or is just after.
    pub(super) fn position_on(&self, edge: usize, at: LonLat) -> usize {
        let ends_here = self.vertices.get(edge + 1) == Some(&at);
        self.position(edge + usize::from(ends_here))
    }

    /// The vertices before and after a place on one of its edges, which may be a vertex itself.
    pub(super) fn around(&self, edge: usize, at: LonLat) -> [LonLat; 2] {
        // The last vertex repeats the first.
        let count = self.vertices.len() - 1;
        let vertex = |place: usize| self.vertices[place % count];
        if vertex(edge) == at {
            [vertex(edge + count - 1), vertex(edge + 1)]
        } else if vertex(edge + 1) == at {
            [vertex(edge), vertex(edge + 2)]
        } else {
            [vertex(edge), vertex(edge + 1)]
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
