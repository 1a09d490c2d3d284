//! Where rings meet in points: whether they cross there, and which touches cut an area apart.
//! Must not know what crosses or touches.

use std::collections::BTreeMap;

use geo::algorithm::kernels::Orientation::{Clockwise, Collinear, CounterClockwise};

use crate::geometry::{Joined, LonLat, side};

/// A position as a key.
pub(super) fn key(at: LonLat) -> [u64; 2] {
    [at.lon.to_bits(), at.lat.to_bits()]
}

/// Whether two lines through a place cross there, each given by the places before and after it. Lines that run along each other
/// do not.
pub(super) fn do_cross(at: LonLat, a: [LonLat; 2], b: [LonLat; 2]) -> bool {
    let left = |place| is_between(at, a[0], a[1], place);
    let right = |place| is_between(at, a[1], a[0], place);
    (left(b[0]) && right(b[1])) || (right(b[0]) && left(b[1]))
}

/// Whether the way from an apex to a place lies strictly between two others, turning counter-clockwise from the first to the second.
fn is_between(apex: LonLat, from: LonLat, to: LonLat, at: LonLat) -> bool {
    match side(apex, from, to) {
        CounterClockwise => side(apex, from, at) == CounterClockwise && side(apex, at, to) == CounterClockwise,
        Clockwise => side(apex, to, at) == Clockwise || side(apex, at, from) == Clockwise,
        Collinear => side(apex, from, at) == CounterClockwise,
    }
}

/// Which rings touch in which places. The inside of a polygon is cut apart where rings and the places in which they touch form a
/// circle: two rings that touch twice, three of which each touches the next in a place of its own. Several rings that touch in one
/// place alone form none.
#[derive(Default)]
pub(super) struct Touches {
    /// Of each polygon, place and ring that come together: the place once more, and the position of the shape there.
    places: BTreeMap<(usize, [u64; 2], usize), (LonLat, usize)>,
}

impl Touches {
    /// A ring of a polygon touches another, at a position of the shape or just after it.
    pub(super) fn add(&mut self, polygon: usize, ring: usize, at: LonLat, position: usize) {
        self.places.insert((polygon, key(at), ring), (at, position));
    }

    /// Each touch that closes a circle: the place and the position.
    pub(super) fn circles(&self) -> Vec<(LonLat, usize)> {
        let mut groups = Groups::default();
        let mut circles = Vec::new();
        for (&(polygon, place, ring), &touch) in &self.places {
            if !groups.join(Node::Ring(ring), Node::Place(polygon, place)) {
                circles.push(touch);
            }
        }
        circles
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Ring(usize),
    Place(usize, [u64; 2]),
}

/// Nodes that hang together.
#[derive(Default)]
struct Groups {
    number: BTreeMap<Node, usize>,
    joined: Joined,
}

impl Groups {
    /// Joins the groups of two nodes; false when they were one already.
    fn join(&mut self, a: Node, b: Node) -> bool {
        let [a, b] = [a, b].map(|node| *self.number.entry(node).or_insert_with(|| self.joined.push()));
        self.joined.join(a, b)
    }
}
