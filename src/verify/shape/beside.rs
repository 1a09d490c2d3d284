//! Vertices of a ring that count as on another ring of the same shape, though no edges meet there.
//! Must not know what is wrong with that.

use super::noise::off_m;
use super::ring::Ring;
use crate::geodesy::{degrees_around, near_distance_m};
use crate::geometry::{BoxIndex, EdgeAt, Extent, LonLat};

/// A vertex within what counts as one place from an edge of another ring: the edge that begins there, and the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) vertex: EdgeAt,
    pub(super) other: EdgeAt,
    pub(super) at: LonLat,
}

/// The vertices of some rings within `touch_m` metres of another, by ring, other and vertex. So many pairs of a vertex and an edge may be looked
/// at; `None` where that is not enough.
pub(super) fn vertices_beside(rings: &[Ring<'_>], touch_m: f64, left: &mut u64) -> Option<Vec<Beside>> {
    let mut found = Vec::new();
    if rings.len() < 2 {
        return Some(found);
    }
    let around = BoxIndex::new(&rings.iter().map(|ring| ring.extent).collect::<Vec<_>>());
    let mut edges: Vec<Option<BoxIndex>> = vec![None; rings.len()];
    for (path, ring) in rings.iter().enumerate() {
        // The last vertex repeats the first.
        for (vertex, &at) in ring.vertices.iter().enumerate().take(ring.vertices.len() - 1) {
            let window = degrees_around(at, touch_m);
            for other in around.meeting(window).filter(|&other| other != path) {
                let vertices = &rings[other].vertices;
                let index = edges[other].get_or_insert_with(|| BoxIndex::new(&boxes(vertices)));
                let mut nearest: Option<(f64, usize)> = None;
                for edge in index.meeting(window) {
                    *left = left.checked_sub(1)?;
                    let off = off_m(&vertices[edge..edge + 2], at);
                    if off <= touch_m && nearest.is_none_or(|(least, _)| off < least) {
                        nearest = Some((off, edge));
                    }
                }
                let beside = nearest.map(|(_, edge)| Beside {
                    vertex: EdgeAt { path, edge: vertex },
                    other: EdgeAt { path: other, edge },
                    at,
                });
                found.extend(beside);
            }
        }
    }
    found.sort_by_key(|beside| (beside.vertex.path, beside.other.path, beside.vertex.edge));
    Some(found)
}

fn boxes(vertices: &[LonLat]) -> Vec<Extent> {
    vertices.windows(2).map(Extent::of).collect()
}

/// The vertices of a ring from which an edge runs along another, as far as what counts as one place tells; all are of one ring beside one other.
pub(super) fn along<'b>(rings: &[Ring<'_>], besides: &'b [Beside], touch_m: f64) -> impl Iterator<Item = &'b Beside> {
    besides.iter().filter(move |beside| {
        let vertices = &rings[beside.vertex.path].vertices;
        let (at, next) = (vertices[beside.vertex.edge], vertices[beside.vertex.edge + 1]);
        // The last vertex repeats the first.
        let after = (beside.vertex.edge + 1) % (vertices.len() - 1);
        near_distance_m(at, next) > touch_m
            && besides.binary_search_by_key(&after, |other| other.vertex.edge).is_ok()
            && off_m(&rings[beside.other.path].vertices, at.midpoint(next)) <= touch_m
    })
}
