//! Which shapes have a ring that crosses another ring or itself in longitude and latitude, as far as one of the two edges is long enough to bend.
//! Must not know planes: how long that is others say.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::geometry::{Bits, BoxIndex, Extent, LonLat, Meeting, Shapes, edges_meet};
use crate::threads;

/// The most pairs of edges that are looked at. Where there are more, every shape counts as crossed.
const MOST_PAIRS: usize = 100_000_000;
/// Edges that a thread takes at a time.
const RUN: usize = 4096;

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

/// Of each shape whether it is crossed.
fn crossed_shapes(edges: &[RingEdge], count: usize) -> Vec<bool> {
    let bending: Vec<usize> = (0..edges.len()).filter(|&edge| edges[edge].bends).collect();
    if bending.is_empty() {
        return vec![false; count];
    }
    let index = BoxIndex::new(&bending.iter().map(|&edge| Extent::of(&edges[edge].ends)).collect::<Vec<_>>());
    let crossed: Vec<AtomicBool> = (0..count).map(|_| AtomicBool::new(false)).collect();
    let (next, pairs) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        while pairs.load(Ordering::Relaxed) <= MOST_PAIRS {
            let first = next.fetch_add(RUN, Ordering::Relaxed);
            let run = edges.get(first..edges.len().min(first + RUN)).unwrap_or_default();
            if run.is_empty() {
                break;
            }
            for edge in run {
                let others = index.meeting(Extent::of(&edge.ends)).map(|at| &edges[bending[at]]);
                pairs.fetch_add(mark(edge, others, &crossed), Ordering::Relaxed);
            }
        }
    };
    threads::share(threads::cores().min(edges.len().div_ceil(RUN)), work);
    let all = pairs.load(Ordering::Relaxed) > MOST_PAIRS;
    crossed.into_iter().map(|one| all || one.into_inner()).collect()
}

/// Marks the shapes of an edge and of those others that it crosses; says how many others there are.
fn mark<'a>(edge: &RingEdge, others: impl Iterator<Item = &'a RingEdge>, crossed: &[AtomicBool]) -> usize {
    let is_crossed = |edge: &RingEdge| crossed[edge.shape].load(Ordering::Relaxed);
    let mut looked = 0;
    for other in others {
        looked += 1;
        let shares_an_end = edge.ends.iter().any(|end| other.ends.contains(end));
        if shares_an_end || (is_crossed(edge) && is_crossed(other)) {
            continue;
        }
        if edges_meet(edge.ends, other.ends).is_some_and(|(meeting, _)| meeting == Meeting::Crossing) {
            for one in [edge, other] {
                crossed[one.shape].store(true, Ordering::Relaxed);
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
