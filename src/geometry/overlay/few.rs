//! The largest circle among few edges: exact, by the places as far from three of them.
//! Must not know what is done where there are many.
//!
//! Where the distance from the border is largest at least three parts of the border are that near: edges, or vertices that point inwards.
//! With the distance as a third coordinate, what is as far from an edge is a plane, from a vertex a cone, and as far from two vertices a
//! plane again. So each three give two planes, which meet in a line, and a third plane or a cone that cuts it.

use std::f64::consts::PI;

use super::circle::Search;
use super::plane::{Bounds, Edge, Point, dot, length, minus};

/// So many edges and vertices are taken three by three, those that one circle can touch.
const MAX: usize = 40;
/// What rounding may take from a bound, as a part of it, and from how far three parts of a border are.
const ROOM: f64 = 1e-6;
const OFF: f64 = 1e-6;
/// The sine between directions of which rounding hides to which side they turn.
const PARALLEL: f64 = 1e-9;

/// All that is within a plane of the coordinates x, y and distance: where `normal · place = offset`.
#[derive(Clone, Copy)]
struct CirclePlane {
    normal: [f64; 3],
    offset: f64,
}

/// What a circle may touch.
#[derive(Clone, Copy)]
enum Part {
    Edge(CirclePlane, Edge),
    Vertex(Point),
}

impl Search<'_> {
    /// Finds the largest circle if its area has few edges; else false.
    pub(super) fn among_few(&mut self) -> bool {
        if self.plane.edges().len() > MAX {
            return false;
        }
        let edges = self.plane.edges().iter().map(|edge| {
            let (x, y) = edge.inward();
            let level = CirclePlane { normal: [x, y, -1.0], offset: dot((x, y), edge.from) };
            (Part::Edge(level, *edge), Bounds::EMPTY.with(edge.from).with(edge.to))
        });
        let vertices = self.plane.inward_vertices().map(|(at, _)| (Part::Vertex(at), Bounds::EMPTY.with(at)));
        let parts: Vec<(Part, Bounds)> = vertices.chain(edges).collect();
        if parts.len() > MAX {
            return false;
        }
        self.by_threes(&parts, 1.0 - OFF);
        // Where rounding lets no circle touch three parts, the best of those that come near is taken.
        if self.center.is_none() {
            self.by_threes(&parts, 0.0);
        }
        true
    }

    /// Tries the places as far from three parts; nothing of the border is nearer than so much of that.
    fn by_threes(&mut self, parts: &[(Part, Bounds)], clear: f64) {
        let most = self.most();
        let mut near = Vec::with_capacity(parts.len());
        for (third, &(c, around)) in parts.iter().enumerate() {
            near.clear();
            near.extend(parts[..third].iter().filter(|(_, other)| other.is_within(around, 2.0 * most)));
            for (second, &(b, around)) in near.iter().enumerate() {
                for &(a, _) in near[..second].iter().filter(|(_, other)| other.is_within(around, 2.0 * most)) {
                    as_far(a, b, c).into_iter().flatten().for_each(|place| self.try_place(place, clear, most));
                }
            }
        }
    }

    /// What no circle inside can have a larger radius than: by its area, and by how wide the area is across the line between two of its
    /// vertices that are far apart.
    fn most(&self) -> f64 {
        let vertices = || self.plane.edges().iter().map(|edge| edge.from);
        let far =
            |from: Point| vertices().map(move |to| minus(to, from)).max_by(|&a, &b| dot(a, a).total_cmp(&dot(b, b)));
        let first = vertices().next().unwrap_or_default();
        let way = far(first).unwrap_or_default();
        let across = vertices().map(|at| minus(at, first)).map(|at| way.0 * at.1 - way.1 * at.0);
        let (low, high) = across.fold((0.0_f64, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        let by_width = (high - low) / length(way) / 2.0;
        (self.plane.area / PI).sqrt().min(by_width) * (1.0 + ROOM)
    }

    /// Takes a place with its distance from three parts of the border, if nothing of the border is nearer than so much of that, which it is
    /// where that is more than `most`. How far it is from the border is measured, so that no rounding makes a circle larger than it is.
    fn try_place(&mut self, [x, y, radius]: [f64; 3], clear: f64, most: f64) {
        let is_possible = radius > self.radius && clear * radius <= most;
        let is_larger = is_possible && self.plane.is_clear((x, y), self.radius.max(clear * radius));
        if is_larger && let Some((far, _)) = self.plane.nearest_within((x, y), f64::INFINITY) {
            self.take(far, (x, y));
        }
    }
}

/// The places as far from three parts, vertices first, each with that distance. A circle that touches a vertex and an edge that ends there
/// touches them in one place: where it is largest it touches two others.
fn as_far(a: Part, b: Part, c: Part) -> [Option<[f64; 3]>; 2] {
    match (a, b, c) {
        (Part::Vertex(a), Part::Vertex(b), Part::Vertex(c)) => on_cone(between(a, b), between(a, c), a),
        (Part::Vertex(a), Part::Vertex(b), Part::Edge(c, edge)) if !edge.ends_at(a) && !edge.ends_at(b) => {
            on_cone(between(a, b), c, a)
        }
        (Part::Vertex(a), Part::Edge(b, first), Part::Edge(c, second)) if !first.ends_at(a) && !second.ends_at(a) => {
            on_cone(b, c, a)
        }
        (Part::Edge(a, _), Part::Edge(b, _), Part::Edge(c, _)) if surround(a, b, c) => [on_plane(a, b, c), None],
        _ => [None, None],
    }
}

/// Whether a circle between three edges may be one that cannot be moved to where it is larger: as no direction leads away from all three.
fn surround(a: CirclePlane, b: CirclePlane, c: CirclePlane) -> bool {
    let turn = |a: CirclePlane, b: CirclePlane| a.normal[0] * b.normal[1] - a.normal[1] * b.normal[0];
    let turns = [turn(a, b), turn(b, c), turn(c, a)];
    turns.iter().all(|&turn| turn > -PARALLEL) || turns.iter().all(|&turn| turn < PARALLEL)
}

/// What is as far from one point as from another.
fn between(a: Point, b: Point) -> CirclePlane {
    let way = minus(b, a);
    let long = length(way);
    let (x, y) = (way.0 / long, way.1 / long);
    CirclePlane { normal: [x, y, 0.0], offset: dot((x, y), (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))) }
}

/// A line, by its point nearest to the origin and its direction.
struct Line {
    from: [f64; 3],
    way: [f64; 3],
}

fn line(a: CirclePlane, b: CirclePlane) -> Line {
    let way = cross(a.normal, b.normal);
    let squared = inner(way, way);
    let (to_a, to_b) = (cross(b.normal, way), cross(way, a.normal));
    let from = [0, 1, 2].map(|axis| (a.offset * to_a[axis] + b.offset * to_b[axis]) / squared);
    Line { from, way }
}

impl Line {
    fn at(&self, t: f64) -> Option<[f64; 3]> {
        let place = [0, 1, 2].map(|axis| self.from[axis] + t * self.way[axis]);
        place.iter().all(|coordinate| coordinate.is_finite()).then_some(place)
    }
}

fn on_plane(a: CirclePlane, b: CirclePlane, c: CirclePlane) -> Option<[f64; 3]> {
    let line = line(a, b);
    line.at((c.offset - inner(c.normal, line.from)) / inner(c.normal, line.way))
}

/// Where the line that two planes share is as far from a vertex as its third coordinate says.
fn on_cone(a: CirclePlane, b: CirclePlane, vertex: Point) -> [Option<[f64; 3]>; 2] {
    let line = line(a, b);
    let (from, way) = ([line.from[0] - vertex.0, line.from[1] - vertex.1, line.from[2]], line.way);
    // The square of the distance in x and y less that of the third coordinate, along the line.
    let form = |p: [f64; 3], q: [f64; 3]| p[0] * q[0] + p[1] * q[1] - p[2] * q[2];
    let (squares, half, rest) = (form(way, way), form(from, way), form(from, from));
    let root = (half * half - squares * rest).max(0.0).sqrt();
    // The larger root first, the other by it (Numerical Recipes, section 5.6): the difference of two alike would have no digits.
    let sum = -(half + root.copysign(half));
    [line.at(sum / squares), line.at(rest / sum)]
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn inner(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
