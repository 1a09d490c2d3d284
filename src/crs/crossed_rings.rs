//! Which shapes have a ring that crosses another ring or itself in longitude and latitude, as far as one of the two edges is long enough to bend.
//! Must not know planes: how long that is others say.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::geometry::{Bits, BoxIndex, Extent, LonLat, Meeting, Shapes, edges_meet};
use crate::threads;

/// The most pairs of edges that are looked at. Where there are more, every shape counts as crossed.
const MAX_PAIRS: usize = 400_000_000;
/// Edges under one box: fewer make more boxes, more are compared each with each where two rings run along each other.
const RUN: usize = 8;
/// Runs that a thread takes at a time.
const TAKEN: usize = 512;

/// The ends of an edge, the same whichever way a ring runs along it.
pub(super) type Ends = [Bits; 2];

/// The ends of an edge by their bits.
pub(super) fn ends_of([from, to]: [LonLat; 2]) -> Ends {
    let (from, to) = (from.bits(), to.bits());
    if to < from { [to, from] } else { [from, to] }
}

/// An edge of a ring, and which of all shapes it belongs to.
struct RingEdge {
    shape: usize,
    ends: [LonLat; 2],
    bends: bool,
}

/// The edges that bend of all shapes that have a ring which crosses another ring, or itself, where one of the two edges bends.
pub(super) fn edges_of_crossed(sets: &[&Shapes], bends: impl Fn([LonLat; 2]) -> bool) -> HashSet<Ends> {
    let mut edges = Vec::new();
    let mut count = 0;
    for shapes in sets {
        for (shape, ends) in shapes.ring_edges() {
            edges.push(RingEdge { shape: count + shape, ends, bends: bends(ends) });
        }
        count += shapes.len();
    }
    let crossed = crossed_shapes(&edges, count);
    edges.iter().filter(|edge| edge.bends && crossed[edge.shape]).map(|edge| ends_of(edge.ends)).collect()
}

/// Consecutive edges of a ring.
struct Run<'a> {
    edges: &'a [RingEdge],
    extent: Extent,
}

impl<'a> Run<'a> {
    fn all_of(edges: &'a [RingEdge]) -> Vec<Self> {
        let follows = |one: &RingEdge, next: &RingEdge| one.shape == next.shape && one.ends[1] == next.ends[0];
        let runs = edges.chunk_by(follows).flat_map(|path| path.chunks(RUN));
        let extent = |run: &[RingEdge]| run.iter().fold(Extent::EMPTY, |all, edge| all.union(Extent::of(&edge.ends)));
        runs.map(|edges| Self { edges, extent: extent(edges) }).collect()
    }

    fn bends(&self) -> bool {
        self.edges.iter().any(|edge| edge.bends)
    }

    /// The edges that meet a box.
    fn near(&self, extent: &Extent) -> impl Iterator<Item = &'a RingEdge> {
        self.edges.iter().filter(|edge| Extent::of(&edge.ends).intersects(extent))
    }
}

/// Of each shape whether it is crossed.
fn crossed_shapes(edges: &[RingEdge], count: usize) -> Vec<bool> {
    let runs = Run::all_of(edges);
    let bending: Vec<usize> = (0..runs.len()).filter(|&run| runs[run].bends()).collect();
    let index = BoxIndex::new(&bending.iter().map(|&run| runs[run].extent).collect::<Vec<_>>());
    let crossed: Vec<AtomicBool> = (0..count).map(|_| AtomicBool::new(false)).collect();
    let (next, pairs) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        while pairs.load(Ordering::Relaxed) <= MAX_PAIRS {
            let first = next.fetch_add(TAKEN, Ordering::Relaxed);
            let taken = first..runs.len().min(first + TAKEN);
            if taken.is_empty() {
                break;
            }
            for at in taken {
                // Two runs that both bend are found twice, and looked at once.
                let others = index.meeting(runs[at].extent).map(|found| bending[found]);
                let others = others.filter(|&other| other >= at || !runs[at].bends());
                let looked: usize = others.map(|other| mark(&runs[at], &runs[other], &crossed)).sum();
                pairs.fetch_add(looked, Ordering::Relaxed);
            }
        }
    };
    threads::share(threads::cores().min(runs.len().div_ceil(TAKEN)), work);
    let all = pairs.load(Ordering::Relaxed) > MAX_PAIRS;
    crossed.into_iter().map(|one| all || one.into_inner()).collect()
}

/// Marks the shapes of two runs of which edges cross; says how many pairs of edges there are to look at.
fn mark(a: &Run<'_>, b: &Run<'_>, crossed: &[AtomicBool]) -> usize {
    let is_crossed = |edge: &RingEdge| crossed[edge.shape].load(Ordering::Relaxed);
    let mut looked = 0;
    for one in a.near(&b.extent) {
        for other in b.near(&Extent::of(&one.ends)) {
            looked += 1;
            let shares_an_end = one.ends.iter().any(|end| other.ends.contains(end));
            if shares_an_end || !(one.bends || other.bends) || (is_crossed(one) && is_crossed(other)) {
                continue;
            }
            if edges_meet(one.ends, other.ends).is_some_and(|(meeting, _)| meeting == Meeting::Crossing) {
                for edge in [one, other] {
                    crossed[edge.shape].store(true, Ordering::Relaxed);
                }
            }
        }
    }
    looked
}

#[cfg(test)]
mod tests {
    use super::{edges_of_crossed, ends_of};
    use crate::geometry::{LonLat, ShapeKind, Shapes};

    fn squares(corners: &[[f64; 4]]) -> Shapes {
        let mut shapes = Shapes::default();
        for &[west, south, east, north] in corners {
            for (lon, lat) in [(west, south), (east, south), (east, north), (west, north), (west, south)] {
                shapes.push(LonLat { lon, lat }, None);
            }
            shapes.end_path();
            shapes.end_polygon();
            shapes.end_shape(ShapeKind::Polygon);
        }
        shapes
    }

    /// The first and the third cross; the second shares a side with the first, the fourth lies in the second.
    #[test]
    fn all_edges_of_shapes_that_cross_are_found_and_no_others() {
        let first = squares(&[[0.0, 0.0, 2.0, 2.0], [2.0, 0.0, 4.0, 2.0]]);
        let second = squares(&[[-1.0, 1.0, 1.0, 3.0], [2.5, 0.5, 3.5, 1.5]]);
        let found = edges_of_crossed(&[&first, &second], |_| true);
        let of = |shapes: &Shapes, asked: usize| {
            let edges: Vec<_> = shapes.ring_edges().filter(|(shape, _)| *shape == asked).collect();
            edges.into_iter().filter(|(_, ends)| found.contains(&ends_of(*ends))).count()
        };
        assert_eq!([of(&first, 0), of(&first, 1), of(&second, 0), of(&second, 1)], [4, 1, 4, 0]);
        assert!(edges_of_crossed(&[&first, &second], |_| false).is_empty());
        // One of the two that cross is enough.
        let upright = |[from, to]: [LonLat; 2]| from.lon.total_cmp(&to.lon).is_eq() && (0.5..1.5).contains(&from.lon);
        assert_eq!(edges_of_crossed(&[&first, &second], upright).len(), 1);
    }
}
