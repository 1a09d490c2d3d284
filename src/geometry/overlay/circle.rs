//! The largest circle inside an area, in the plane of its middle latitude: how wide the area is, and a point well inside it.
//! Must not know metres: a circle is its centre and a place on it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::plane::{Edge, Plane, Point, dot, length, minus};
use crate::geometry::LonLat;

/// Of the circle of an ordinary area no more than this part is missing.
pub(super) const PRECISION: f64 = 0.01;
/// Circles that touch an edge are tried at every edge, since one short edge in a long strip may be where it is wide; of a few edges,
/// at several places of each.
const FEW_EDGES: usize = 24;
/// How often a circle is made smaller until it crosses no border, and how often the place where it touches is searched more closely.
const SHRINKS: usize = 32;
const REFINEMENTS: usize = 24;
/// Circles at vertices that are so much of the best so far are moved on, so many of them.
const NEARLY: f64 = 0.95;
const MAX_CLIMBS: usize = 32;
/// How far the search goes on along the middle of the area, in steps.
const STEPS: usize = 48;
/// So many squares are looked at in all.
const MAX_SQUARES: usize = 256;
/// The squares are left out where the area is so many times the square of the radius: it is long, and they would not find anything better.
const LONG: f64 = 80.0;
/// Areas that are not long and have more edges than this are not looked at piece by piece: squares find what there is.
const FEW_PIECES: usize = 512;
/// A border that is nearer than the radius by no more than this part of it, and what rounding does, only touches.
const TOUCHES: f64 = 1e-9;
const ROUNDING: f64 = 1e-15;
/// A circle that is wanted larger is searched for on from one that is so much of it, as a wide place is narrower towards its ends.
const HOPEFUL: f64 = 0.25;
/// A circle is at least this part of the area's box to begin with.
const MIN: f64 = 1e-12;

/// A circle inside an area that touches its border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circle {
    /// Its centre.
    pub center: LonLat,
    /// The place on the border nearest to the centre.
    pub border: LonLat,
}

/// The largest circle inside the closed rings of one area, the outer one first. `None` for an area without any inside.
///
/// Among few edges it is the exact one. Else it is searched for in a few steps for each edge, each of about the logarithm of the number of edges, however thin the area is: circles
/// that touch an edge or a vertex from within (made smaller until they cross no other, as in Ma, Bae and Choi 2012, 3D medial axis point
/// approximation), the best of them moved along the middle of the area; then, but for long areas, squares cut in four, best first, as in
/// Mapbox's polylabel; then edges cut in pieces where a larger circle may touch them. So the circle of an ordinary area comes out within a hundredth, and that of any area inside it.
#[must_use]
pub fn widest_circle(rings: &[Vec<LonLat>]) -> Option<Circle> {
    circle_wider_than(rings, 0.0)
}

/// The same where it is wider than so many degrees of latitude. Of an area that is much narrower all along `None`, in a small part of the time.
#[must_use]
pub fn circle_wider_than(rings: &[Vec<LonLat>], width_deg: f64) -> Option<Circle> {
    let plane = Plane::of(rings)?;
    let mut search = Search { plane: &plane, radius: width_deg / 2.0 * HOPEFUL, center: None };
    let is_exact = search.among_few();
    if !is_exact || search.center.is_none() && width_deg <= 0.0 {
        search.along_edges();
        search.at_vertices();
        search.along_the_middle();
        if search.center.is_none() {
            search.radius = width_deg / 2.0;
        }
        let is_long = search.radius > 0.0 && plane.area >= LONG * search.radius * search.radius;
        if !is_long {
            search.by_squares();
        }
        if is_long || plane.edges().len() <= FEW_PIECES {
            search.by_pieces();
        }
    }
    let center = search.center?;
    let (_, border) = plane.nearest_within(center, f64::INFINITY)?;
    Some(Circle { center: plane.position(center), border: plane.position(border) })
}

/// The best circle so far.
pub(super) struct Search<'a> {
    pub(super) plane: &'a Plane,
    /// Its radius; until there is one, what it has to be more than.
    pub(super) radius: f64,
    pub(super) center: Option<Point>,
}

/// A place on an edge, and the circle that touches it from within.
#[derive(Clone, Copy)]
struct Touch {
    t: f64,
    radius: f64,
}

impl Search<'_> {
    /// Takes a circle if it is larger and its centre inside.
    pub(super) fn take(&mut self, radius: f64, center: Point) -> bool {
        let better = radius > self.radius && self.plane.holds(center);
        if better {
            (self.radius, self.center) = (radius, Some(center));
        }
        better
    }

    /// The circles that touch edges, and the best of them where it can be moved along its edge.
    fn along_edges(&mut self) {
        let edges = self.plane.edges();
        let places: &[f64] = if edges.len() <= FEW_EDGES { &[0.5, 0.15, 0.85] } else { &[0.5] };
        let mut best = None;
        for &edge in edges {
            for &t in places {
                let (at, inward) = (edge.at(t), edge.inward());
                // Most edges cannot have the largest circle, which takes one look to see.
                if self.is_free(at, inward, self.radius) {
                    let radius = self.ball(at, inward);
                    if self.take(radius, along(at, inward, radius)) {
                        best = Some((edge, Touch { t, radius }, if places.len() > 1 { 0.36 } else { 0.5 }));
                    }
                }
            }
        }
        if let Some((edge, touch, reach)) = best {
            self.refine(edge, touch, reach);
        }
    }

    /// The circles that touch vertices which point inwards, straight into the area; those that are nearly the best are moved on.
    fn at_vertices(&mut self) {
        let mut climbs = 0;
        for (at, inward) in self.plane.inward_vertices() {
            if climbs < MAX_CLIMBS && self.is_free(at, inward, self.radius * NEARLY) {
                let radius = self.ball(at, inward);
                if radius > 0.0 {
                    climbs += 1;
                    let (radius, center) = self.climbed(radius, along(at, inward, radius));
                    self.take(radius, center);
                }
            }
        }
    }

    /// Moves the place where a circle touches an edge to where the circle is largest, between two places around it.
    fn refine(&mut self, edge: Edge, best: Touch, reach: f64) {
        let inward = edge.inward();
        let touch = |search: &Self, t: f64| Touch { t, radius: search.ball(edge.at(t), inward) };
        let (mut best, mut sides) = (best, [(best.t - reach).max(0.0), (best.t + reach).min(1.0)]);
        let mut alike = 0;
        for step in 0..REFINEMENTS {
            let side = step % 2;
            let tried = touch(self, best.t + (sides[side] - best.t) * 0.5);
            // Where it is as large on both sides there is no more to find.
            alike = if (tried.radius - best.radius).abs() < PRECISION / 4.0 * best.radius { alike + 1 } else { 0 };
            if alike > 1 {
                break;
            }
            if tried.radius > best.radius {
                sides[1 - side] = best.t;
                best = tried;
            } else {
                sides[side] = tried.t;
            }
        }
        self.take(best.radius, along(edge.at(best.t), inward, best.radius));
    }

    /// The place of the border that is nearest to the centre of a circle, if the circle crosses it.
    fn crossing(&self, center: Point, radius: f64) -> Option<Point> {
        self.obstacle(center, radius).map(|(place, _)| place)
    }

    /// The same, and the edge that it is on.
    pub(super) fn obstacle(&self, center: Point, radius: f64) -> Option<(Point, Edge)> {
        let rounding = ROUNDING * self.plane.half.0.max(self.plane.half.1);
        self.plane.nearest_edge_within(center, radius * (1.0 - TOUCHES) - rounding)
    }

    /// Whether a circle that touches a place from within crosses no border.
    fn is_free(&self, at: Point, inward: Point, radius: f64) -> bool {
        radius <= 0.0 || self.crossing(along(at, inward, radius), radius).is_none()
    }

    /// The radius of the largest circle that touches a place of the border from within and crosses no other.
    pub(super) fn ball(&self, at: Point, inward: Point) -> f64 {
        let most = self.plane.half.0.min(self.plane.half.1);
        let mut radius = (2.0 * self.radius.max(self.plane.area / self.plane.perimeter)).min(most);
        while radius < most && self.is_free(at, inward, radius) {
            radius = (4.0 * radius).clamp(most * MIN, most);
        }
        for _ in 0..SHRINKS {
            let center = along(at, inward, radius);
            let Some(place) = self.crossing(center, radius) else { break };
            let way = minus(place, at);
            let smaller = dot(way, way) / (2.0 * dot(inward, way));
            if !(smaller > 0.0 && smaller < radius) {
                return 0.0;
            }
            radius = smaller;
        }
        radius
    }

    /// Moves the best circle along the middle of the area, as long as it gets larger.
    fn along_the_middle(&mut self) {
        if let Some(center) = self.center {
            let (radius, center) = self.climbed(self.radius, center);
            self.take(radius, center);
        }
    }

    /// A circle moved along the middle of the area, as long as it gets larger, by ever shorter steps.
    fn climbed(&self, mut radius: f64, mut center: Point) -> (f64, Point) {
        let mut step = 0.9;
        for _ in 0..STEPS {
            let Some((_, touched)) = self.plane.nearest_within(center, f64::INFINITY) else { break };
            // It touches elsewhere too; across the line between the two places one of two ways leads along the middle.
            let middle = self.across(touched, center, radius);
            let ways = [middle, (-middle.0, -middle.1)];
            let tried = ways.into_iter().find_map(|way| self.larger_near(along(center, way, radius * step), radius));
            if let Some(larger) = tried {
                (radius, center) = larger;
            } else {
                step /= 3.0;
                if step < 2.0 * PRECISION {
                    break;
                }
            }
        }
        (radius, center)
    }

    /// The direction along the middle of the area: across the line between the two places where a circle touches.
    fn across(&self, touched: Point, center: Point, radius: f64) -> Point {
        let way = minus(center, touched);
        let inward = (way.0 / radius, way.1 / radius);
        // A circle a little larger crosses the border at the other place.
        let larger = radius * (1.0 + PRECISION / 2.0);
        let opposite = along(touched, inward, 2.0 * radius);
        let other = self.crossing(along(touched, inward, larger), larger).unwrap_or(opposite);
        let way = minus(other, touched);
        let long = length(way);
        if long > 0.0 { (-way.1 / long, way.0 / long) } else { (-inward.1, inward.0) }
    }

    /// The circle around the place of the middle of the area that is near a point inside, if it is larger than so much.
    fn larger_near(&self, at: Point, than: f64) -> Option<(f64, Point)> {
        let (far, touched) = self.plane.nearest_within(at, f64::INFINITY).filter(|&(far, _)| far > 0.0)?;
        let way = minus(at, touched);
        let inward = (way.0 / far, way.1 / far);
        let radius = self.ball(touched, inward);
        (radius > than * (1.0 + PRECISION / 10.0)).then(|| (radius, along(touched, inward, radius)))
    }

    /// Cuts the area's box into four again and again, where it may hold a larger circle.
    fn by_squares(&mut self) {
        let half = self.plane.half.0.max(self.plane.half.1);
        let mut squares = BinaryHeap::from([self.square((0.0, 0.0), half)]);
        for _ in 0..MAX_SQUARES / 4 {
            let Some(square) = squares.pop() else { break };
            if square.most <= self.radius * (1.0 + PRECISION) {
                break;
            }
            let half = square.half / 2.0;
            for (x, y) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
                let quarter = self.square((square.center.0 + x, square.center.1 + y), half);
                if quarter.most > self.radius * (1.0 + PRECISION) {
                    squares.push(quarter);
                }
            }
        }
    }

    /// A square, whose middle is tried as a centre.
    fn square(&mut self, center: Point, half: f64) -> Square {
        let far = self.plane.nearest_within(center, f64::INFINITY).map_or(0.0, |(far, _)| far);
        let depth = if self.plane.holds(center) { far } else { -far };
        if depth > self.radius {
            (self.radius, self.center) = (depth, Some(center));
        }
        Square { center, half, most: depth + half * std::f64::consts::SQRT_2 }
    }
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

pub(super) fn along(at: Point, way: Point, far: f64) -> Point {
    (at.0 + way.0 * far, at.1 + way.1 * far)
}
