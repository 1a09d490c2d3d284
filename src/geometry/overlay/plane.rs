//! The edges of one area in a plane true to shape, under boxes: the nearest of them to a point, and whether a point is inside.
//! Must not know what is sought there.

use crate::geometry::overlay::doubled_area;
use crate::geometry::{Extent, LonLat};

/// First eccentricity squared of WGS 84 (EPSG:7030): how flat the Earth is, whatever its size.
const E2: f64 = 0.006_694_379_990_141_3;
/// Edges under one lowest box, and boxes under one higher box.
const FAN: usize = 8;

/// A point of the plane, in degrees of latitude from its origin.
pub(super) type Point = (f64, f64);

/// An edge with the inside on its left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: Point,
    pub(super) to: Point,
    /// One by the square of its length.
    inverse: f64,
}

impl Edge {
    fn new(from: Point, to: Point) -> Self {
        let way = minus(to, from);
        Self { from, to, inverse: dot(way, way).recip() }
    }

    pub(super) fn at(self, t: f64) -> Point {
        (self.from.0 + t * (self.to.0 - self.from.0), self.from.1 + t * (self.to.1 - self.from.1))
    }

    /// The direction to the inside, of length 1.
    pub(super) fn inward(self) -> Point {
        let way = minus(self.to, self.from);
        let length = length(way);
        (-way.1 / length, way.0 / length)
    }

    pub(super) fn ends_at(self, at: Point) -> bool {
        self.from == at || self.to == at
    }

    fn nearest(self, at: Point) -> Point {
        let way = minus(self.to, self.from);
        let t = (dot(minus(at, self.from), way) * self.inverse).clamp(0.0, 1.0);
        (self.from.0 + t * way.0, self.from.1 + t * way.1)
    }
}

/// A box of the plane.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    low: Point,
    high: Point,
}

impl Bounds {
    pub(super) const EMPTY: Self =
        Self { low: (f64::INFINITY, f64::INFINITY), high: (f64::NEG_INFINITY, f64::NEG_INFINITY) };

    pub(super) fn with(self, at: Point) -> Self {
        let low = (self.low.0.min(at.0), self.low.1.min(at.1));
        Self { low, high: (self.high.0.max(at.0), self.high.1.max(at.1)) }
    }

    /// Whether another box is no farther than so far in either direction.
    pub(super) fn is_within(self, other: Self, far: f64) -> bool {
        let apart = |low: f64, high: f64| low - high <= far;
        apart(self.low.0, other.high.0)
            && apart(other.low.0, self.high.0)
            && apart(self.low.1, other.high.1)
            && apart(other.low.1, self.high.1)
    }

    fn squared_from(&self, at: Point) -> f64 {
        let x = (self.low.0 - at.0).max(at.0 - self.high.0).max(0.0);
        let y = (self.low.1 - at.1).max(at.1 - self.high.1).max(0.0);
        x * x + y * y
    }

    fn may_cross_ray(&self, at: Point) -> bool {
        self.low.1 <= at.1 && at.1 <= self.high.1 && at.0 <= self.high.0
    }
}

/// One area, in degrees of latitude from the middle of its box.
pub(super) struct Plane {
    origin: LonLat,
    shrink: f64,
    edges: Vec<Edge>,
    /// Boxes over runs of [`FAN`] edges, then over runs of as many boxes; none where there are no more edges than in one run.
    levels: Vec<Vec<Bounds>>,
    /// Half the width and half the height of the area's box.
    pub(super) half: Point,
    /// What the rings enclose, the first less the others.
    pub(super) area: f64,
    /// How long all edges are together.
    pub(super) perimeter: f64,
}

impl Plane {
    /// The closed rings of one area, the outer one first; `None` when they have no extent.
    pub(super) fn of(rings: &[Vec<LonLat>]) -> Option<Self> {
        let extent = rings.iter().fold(Extent::EMPTY, |all, ring| all.union(Extent::of(ring)));
        if extent.is_empty() {
            return None;
        }
        let origin = extent.center();
        let (sin, cos) = origin.lat.to_radians().sin_cos();
        let shrink = cos * (1.0 - E2 * sin * sin) / (1.0 - E2);
        let half = ((extent.east - extent.west) * shrink / 2.0, (extent.north - extent.south) / 2.0);
        if half.0 <= 0.0 || half.1 <= 0.0 {
            return None;
        }
        let edges = Vec::with_capacity(rings.iter().map(Vec::len).sum());
        let mut plane = Self { origin, shrink, edges, levels: Vec::new(), half, area: 0.0, perimeter: 0.0 };
        for (place, ring) in rings.iter().enumerate() {
            plane.add(ring, place == 0);
        }
        plane.perimeter = plane.edges.iter().map(|edge| length(minus(edge.to, edge.from))).sum();
        plane.build_boxes();
        Some(plane)
    }

    /// Adds the edges that have a length, with the inside on their left.
    fn add(&mut self, ring: &[LonLat], outer: bool) {
        let doubled = doubled_area(ring);
        self.area += doubled.abs() * self.shrink / if outer { 2.0 } else { -2.0 };
        let forward = (doubled >= 0.0) == outer;
        let (origin, shrink) = (self.origin, self.shrink);
        let point = |at: LonLat| ((at.lon - origin.lon) * shrink, at.lat - origin.lat);
        let pairs = ring.windows(2).filter(|pair| pair[0] != pair[1]);
        if forward {
            self.edges.extend(pairs.map(|pair| Edge::new(point(pair[0]), point(pair[1]))));
        } else {
            self.edges.extend(pairs.rev().map(|pair| Edge::new(point(pair[1]), point(pair[0]))));
        }
    }

    fn build_boxes(&mut self) {
        if self.edges.len() <= FAN {
            return;
        }
        let over_edges = |run: &[Edge]| run.iter().fold(Bounds::EMPTY, |all, edge| all.with(edge.from).with(edge.to));
        let mut level: Vec<Bounds> = self.edges.chunks(FAN).map(over_edges).collect();
        while level.len() > 1 {
            let over_boxes =
                |run: &[Bounds]| run.iter().fold(Bounds::EMPTY, |all, one| all.with(one.low).with(one.high));
            let above: Vec<Bounds> = level.chunks(FAN).map(over_boxes).collect();
            self.levels.push(level);
            level = above;
        }
        self.levels.push(level);
    }

    pub(super) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The vertices at which the border turns away from the inside, each with the direction halfway between those of its edges.
    pub(super) fn inward_vertices(&self) -> impl Iterator<Item = (Point, Point)> {
        let mut first = 0;
        (0..self.edges.len()).filter_map(move |at| {
            let edge = self.edges[at];
            let next = match self.edges.get(at + 1) {
                Some(next) if next.from == edge.to => *next,
                Some(_) | None => self.edges[std::mem::replace(&mut first, at + 1)],
            };
            let [before, after] = [edge.inward(), next.inward()];
            let turns_away = before.0 * after.1 - before.1 * after.0 < 0.0;
            let both = (before.0 + after.0, before.1 + after.1);
            let long = length(both);
            (turns_away && long > 1e-9).then(|| (edge.to, (both.0 / long, both.1 / long)))
        })
    }

    pub(super) fn position(&self, (x, y): Point) -> LonLat {
        LonLat { lon: self.origin.lon + x / self.shrink, lat: self.origin.lat + y }
    }

    /// The place on the border nearest to a point and how far it is; `None` when none is nearer than so far.
    pub(super) fn nearest_within(&self, at: Point, most: f64) -> Option<(f64, Point)> {
        let best = self.nearest(at, most);
        best.place.map(|(place, _)| (best.squared.sqrt(), place))
    }

    /// The same place with the edge that it is on.
    pub(super) fn nearest_edge_within(&self, at: Point, most: f64) -> Option<(Point, Edge)> {
        self.nearest(at, most).place
    }

    /// Whether no edge is nearer to a point than so far: the first that is nearer ends the search, which suits few edges.
    pub(super) fn is_clear(&self, at: Point, radius: f64) -> bool {
        let squared = radius * radius;
        self.edges.iter().all(|edge| {
            let way = minus(at, edge.nearest(at));
            dot(way, way) >= squared
        })
    }

    fn nearest(&self, at: Point, most: f64) -> Best {
        let mut best = Best { squared: most * most, place: None };
        match self.levels.len().checked_sub(1) {
            Some(top) => self.nearest_under(top, 0, at, &mut best),
            None => self.edges.iter().for_each(|&edge| best.look_at(edge, at)),
        }
        best
    }

    fn nearest_under(&self, level: usize, first: usize, at: Point, best: &mut Best) {
        let boxes = &self.levels[level][first..];
        let boxes = &boxes[..boxes.len().min(FAN)];
        let mut away = [f64::INFINITY; FAN];
        away.iter_mut().zip(boxes).for_each(|(away, bounds)| *away = bounds.squared_from(at));
        // The nearest box first: in the order of the border each of many edges could be a little nearer than all before it.
        let nearest =
            (1..boxes.len()).fold(0, |nearest, place| if away[place] < away[nearest] { place } else { nearest });
        for place in std::iter::once(nearest).chain((0..boxes.len()).filter(|&place| place != nearest)) {
            if away[place] >= best.squared {
                continue;
            }
            let under = (first + place) * FAN;
            match level.checked_sub(1) {
                Some(below) => self.nearest_under(below, under, at, best),
                None => self.edges[under..].iter().take(FAN).for_each(|edge| best.look_at(*edge, at)),
            }
        }
    }

    /// Whether a point is inside, by the edges that a ray from it crosses.
    pub(super) fn holds(&self, at: Point) -> bool {
        let crossings = match self.levels.len().checked_sub(1) {
            Some(top) => self.crossings(top, 0, at),
            None => self.edges.iter().filter(|edge| crosses_ray(edge, at)).count(),
        };
        crossings % 2 == 1
    }

    fn crossings(&self, level: usize, first: usize, at: Point) -> usize {
        let runs = self.levels[level][first..].iter().take(FAN).enumerate();
        let crossed = runs.filter(|(_, bounds)| bounds.may_cross_ray(at)).map(|(place, _)| (first + place) * FAN);
        let count = |under: usize| match level.checked_sub(1) {
            Some(below) => self.crossings(below, under, at),
            None => self.edges[under..].iter().take(FAN).filter(|edge| crosses_ray(edge, at)).count(),
        };
        crossed.map(count).sum()
    }
}

/// The nearest place so far.
struct Best {
    squared: f64,
    place: Option<(Point, Edge)>,
}

impl Best {
    fn look_at(&mut self, edge: Edge, from: Point) {
        let place = edge.nearest(from);
        let way = minus(from, place);
        let squared = dot(way, way);
        if squared < self.squared {
            (self.squared, self.place) = (squared, Some((place, edge)));
        }
    }
}

fn crosses_ray(edge: &Edge, at: Point) -> bool {
    let (a, b) = (edge.from, edge.to);
    (a.1 > at.1) != (b.1 > at.1) && at.0 < a.0 + (b.0 - a.0) * (at.1 - a.1) / (b.1 - a.1)
}

pub(super) fn minus(a: Point, b: Point) -> Point {
    (a.0 - b.0, a.1 - b.1)
}

pub(super) fn dot(a: Point, b: Point) -> f64 {
    a.0 * b.0 + a.1 * b.1
}

pub(super) fn length(a: Point) -> f64 {
    dot(a, a).sqrt()
}
