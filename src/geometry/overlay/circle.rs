//! The largest circle inside an area, in the plane of its middle latitude: how wide the area is, and a point well inside it.
//! Must not know metres: a circle is its centre and a place on it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::geometry::{Extent, LonLat};

/// First eccentricity squared of WGS 84 (EPSG:7030): how flat the Earth is, whatever its size.
const E2: f64 = 0.006_694_379_990_141_3;
/// The circle found is the largest but for this part of it.
const PRECISION: f64 = 0.01;
/// So many edges are measured in all, then the best circle so far is it.
const MOST_EDGES: usize = 4_000_000;

/// A circle inside an area that touches its border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circle {
    /// Its centre.
    pub center: LonLat,
    /// The place on the border nearest to the centre.
    pub border: LonLat,
}

type Point = (f64, f64);

/// The largest circle inside the closed rings of one area, within a hundredth; for an area with very many edges that is also very
/// long and thin, the largest that was found before too much was measured. `None` for an area without any inside.
///
/// Best first over squares cut in four, as Mapbox's polylabel does, from the chords across the middle of each edge on: along a thin
/// area these are nearly as long as it is wide, so that few squares are left to cut.
#[must_use]
pub fn widest_circle(rings: &[Vec<LonLat>]) -> Option<Circle> {
    let plane = Plane::of(rings)?;
    let mut best: Option<(f64, Point)> = None;
    let mut left = MOST_EDGES;
    for at in plane.chord_middles(&mut left) {
        plane.improve(&mut best, at);
    }
    let mut squares = BinaryHeap::from([plane.square(plane.middle, plane.half)]);
    while let Some(square) = squares.pop() {
        let Some(after) = left.checked_sub(plane.edges.len()) else { break };
        left = after;
        if square.most <= best.map_or(0.0, |(radius, _)| radius * (1.0 + PRECISION)) {
            break;
        }
        let half = square.half / 2.0;
        for (x, y) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            let at = (square.center.0 + x, square.center.1 + y);
            let quarter = plane.square(at, half);
            plane.improve(&mut best, at);
            if quarter.most > best.map_or(0.0, |(radius, _)| radius * (1.0 + PRECISION)) {
                squares.push(quarter);
            }
        }
    }
    let (_, center) = best?;
    let border = plane.nearest(center);
    Some(Circle { center: plane.position(center), border: plane.position(border) })
}

/// A square that may hold the centre of a circle no larger than `most`.
struct Square {
    center: Point,
    half: f64,
    most: f64,
}

impl PartialEq for Square {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Square {}
impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Square {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most.total_cmp(&other.most)
    }
}

/// The area's edges in degrees of latitude from its middle, true to shape there.
struct Plane {
    origin: LonLat,
    shrink: f64,
    edges: Vec<(Point, Point)>,
    middle: Point,
    half: f64,
}

impl Plane {
    fn of(rings: &[Vec<LonLat>]) -> Option<Self> {
        let extent = rings.iter().fold(Extent::EMPTY, |all, ring| all.union(Extent::of(ring)));
        if extent.is_empty() {
            return None;
        }
        let origin = extent.center();
        let (sin, cos) = origin.lat.to_radians().sin_cos();
        let shrink = cos * (1.0 - E2 * sin * sin) / (1.0 - E2);
        let point = |at: LonLat| ((at.lon - origin.lon) * shrink, at.lat - origin.lat);
        let edges =
            rings.iter().flat_map(|ring| ring.windows(2)).map(|edge| (point(edge[0]), point(edge[1]))).collect();
        let half = ((extent.east - extent.west) * shrink).max(extent.north - extent.south) / 2.0;
        (half > 0.0 && shrink > 0.0).then_some(Self { origin, shrink, edges, middle: (0.0, 0.0), half })
    }

    fn position(&self, (x, y): Point) -> LonLat {
        LonLat { lon: self.origin.lon + x / self.shrink, lat: self.origin.lat + y }
    }

    /// How far a point is from the border, negative outside.
    fn depth(&self, at: Point) -> f64 {
        let mut inside = false;
        let mut nearest = f64::INFINITY;
        for &(a, b) in &self.edges {
            if (a.1 > at.1) != (b.1 > at.1) && at.0 < a.0 + (b.0 - a.0) * (at.1 - a.1) / (b.1 - a.1) {
                inside = !inside;
            }
            nearest = nearest.min(squared(minus(at, on_edge(a, b, at))));
        }
        if inside { nearest.sqrt() } else { -nearest.sqrt() }
    }

    fn nearest(&self, at: Point) -> Point {
        let places = self.edges.iter().map(|&(a, b)| on_edge(a, b, at));
        places.min_by(|a, b| squared(minus(at, *a)).total_cmp(&squared(minus(at, *b)))).unwrap_or(at)
    }

    fn square(&self, center: Point, half: f64) -> Square {
        Square { center, half, most: self.depth(center) + half * std::f64::consts::SQRT_2 }
    }

    fn improve(&self, best: &mut Option<(f64, Point)>, at: Point) {
        let depth = self.depth(at);
        if depth > best.map_or(0.0, |(radius, _)| radius) {
            *best = Some((depth, at));
        }
    }

    /// The middle of the chord across the area from the middle of each edge, for as many edges as may be measured.
    fn chord_middles(&self, left: &mut usize) -> Vec<Point> {
        let mut middles = Vec::new();
        for &(a, b) in &self.edges {
            let Some(after) = left.checked_sub(2 * self.edges.len()) else { break };
            *left = after;
            let from = (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1));
            let inward = (a.1 - b.1, b.0 - a.0);
            let reach = self.edges.iter().filter_map(|&(c, d)| along_ray(from, inward, c, d));
            if let Some(t) = reach.min_by(f64::total_cmp) {
                middles.push((from.0 + inward.0 * t / 2.0, from.1 + inward.1 * t / 2.0));
            }
        }
        middles
    }
}

/// How many times `direction` a ray goes until it meets an edge, if it does beyond its start.
fn along_ray(from: Point, direction: Point, a: Point, b: Point) -> Option<f64> {
    let (edge, to_a) = (minus(b, a), minus(a, from));
    let across = cross(direction, edge);
    let (t, along) = (cross(to_a, edge) / across, cross(to_a, direction) / across);
    (t > 1e-9 && (0.0..=1.0).contains(&along)).then_some(t)
}

fn on_edge(a: Point, b: Point, at: Point) -> Point {
    let edge = minus(b, a);
    let length = squared(edge);
    let t = if length > 0.0 { (dot(minus(at, a), edge) / length).clamp(0.0, 1.0) } else { 0.0 };
    (a.0 + t * edge.0, a.1 + t * edge.1)
}

fn minus(a: Point, b: Point) -> Point {
    (a.0 - b.0, a.1 - b.1)
}

fn dot(a: Point, b: Point) -> f64 {
    a.0 * b.0 + a.1 * b.1
}

fn cross(a: Point, b: Point) -> f64 {
    a.0 * b.1 - a.1 * b.0
}

fn squared(a: Point) -> f64 {
    dot(a, a)
}
