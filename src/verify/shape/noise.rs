//! Where two rings cross within what counts as one place: whether they but touch in a vertex, and crossings that are one.
//! Must not know which faults a crossing makes.

use std::collections::HashSet;

use super::node::do_cross;
use super::ring::Ring;
use crate::geodesy::{degrees_around, near_distance_m};
use crate::geometry::{Contact, EdgeAt, LonLat, Reach, nearest_on_line};

/// The vertex in which two rings touch of which two edges cross, where one of the edges ends within `touch_m` metres of the other and the rings
/// do not go through each other there. None where they do, and where that cannot be told: a vertex beside is on the other ring too.
pub(super) fn touching_vertex(rings: &[Ring<'_>], contact: &Contact, touch_m: f64) -> Option<LonLat> {
    let (a, b) = (contact.first, contact.second);
    let vertices = [vertices_near(rings, a, b, touch_m), vertices_near(rings, b, a, touch_m)];
    if vertices.iter().any(|vertices| vertices.len() > 1) {
        return None;
    }
    let vertices = vertices.map(|vertices| vertices.first().copied());
    let at = match vertices {
        [Some(one), Some(other)] if near_distance_m(one, other) > touch_m => None,
        [one, other] => one.or(other),
    }?;
    let around = |edge: EdgeAt, vertex: Option<LonLat>| match vertex {
        Some(vertex) => rings[edge.path].around(edge.edge, vertex),
        None => ends(rings, edge),
    };
    let [around_a, around_b] = [around(a, vertices[0]), around(b, vertices[1])];
    let is_clear = |places: [LonLat; 2], [before, after]: [LonLat; 2]| {
        places.into_iter().all(|place| off_m(&[before, at, after], place) > touch_m)
    };
    let is_touch = is_clear(around_a, around_b) && is_clear(around_b, around_a) && !do_cross(at, around_a, around_b);
    is_touch.then_some(at)
}

/// The ends of an edge that lie within reach of another.
fn vertices_near(rings: &[Ring<'_>], edge: EdgeAt, other: EdgeAt, touch_m: f64) -> Vec<LonLat> {
    let other = ends(rings, other);
    ends(rings, edge).into_iter().filter(|&at| off_m(&other, at) <= touch_m).collect()
}

fn ends(rings: &[Ring<'_>], edge: EdgeAt) -> [LonLat; 2] {
    let vertices = &rings[edge.path].vertices;
    [vertices[edge.edge], vertices[edge.edge + 1]]
}

/// How far a place is off a line, metres.
pub(super) fn off_m(line: &[LonLat], at: LonLat) -> f64 {
    nearest_on_line(line, at).map_or(f64::INFINITY, |place| near_distance_m(place, at))
}

/// Places of which each was told of once.
#[derive(Default)]
pub(super) struct Told {
    cells: HashSet<[i64; 2]>,
}

impl Told {
    /// Takes a place in; false where it is one with another, which lies within `touch_m` metres of it or a little more.
    pub(super) fn is_new(&mut self, at: LonLat, touch_m: f64) -> bool {
        let Reach { lon, lat } = Reach::of(degrees_around(at, touch_m));
        #[expect(clippy::cast_possible_truncation, reason = "a whole number, or one so large that no other is like it")]
        let cell = |degrees: f64, side: f64| (degrees / side).floor() as i64;
        let [x, y] = [cell(at.lon, lon), cell(at.lat, lat)];
        let around =
            (-1..=1).flat_map(|east| (-1..=1).map(move |north| [x.saturating_add(east), y.saturating_add(north)]));
        let is_new = !around.into_iter().any(|cell| self.cells.contains(&cell));
        self.cells.insert([x, y]);
        is_new
    }
}
