//! How far a boundary moved: the farthest that any point of either version lies from the other, and the mean.
//! Must not know areas or features.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashSet};

use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use crate::geodesy::near_distance_m;
use crate::geometry::{Bits, LonLat, Part, Polygon, Shape, nearest_on_line};

/// How far a boundary moved. Of a feature with polygons, lines and points that of the kind with the point that lies farthest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// The Hausdorff distance in metres: the farthest that any point of either boundary lies from the nearest point of the other.
    pub max_m: f64,
    /// The mean distance in metres over all points of both boundaries, each by length; a span that stayed counts with 0.
    pub mean_m: f64,
    /// The point that lies farthest; of either boundary.
    pub at: LonLat,
}

/// The largest shift is found to this, in metres.
const FOUND_TO_M: f64 = 1e-4;
/// How finely boundaries are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Effort {
    /// Into how many pieces what moved of a boundary is cut for the mean, an edge into one at least.
    pieces: f64,
    /// How often pieces are halved in search of the farthest point before the best found stands.
    halvings: usize,
}

impl Effort {
    /// Enough to tell which of several lines is the nearest.
    pub(super) const COARSE: Self = Self { pieces: 64.0, halvings: 64 };

    /// For each of so many features: few are compared as finely as shows, many no more finely than they can be in some seconds
    /// all together.
    pub(super) fn for_each_of(features: usize) -> Self {
        let of = |all: usize, least: usize, most: usize| (all / features.max(1)).clamp(least, most);
        let pieces = u32::try_from(of(400_000, 64, 4096)).unwrap_or(64);
        Self { pieces: f64::from(pieces), halvings: of(2_000_000, 1_000, 100_000) }
    }
}

type Edge = (LonLat, LonLat);

/// How far the boundary of `a` lies from that of `b`; `None` when either has no boundary.
///
/// The distance from a fixed edge is convex along another edge, so over a piece whose ends are nearest to edges s and t it is at
/// most the lesser of max(d(s, ends)) and max(d(t, ends)); pieces that might hold a farther point are halved until none does.
pub(super) fn shift(a: Edges, b: Edges, effort: Effort) -> Option<Shift> {
    let (Edges(edges_a), Edges(edges_b)) = (a, b);
    let first = edges_a.first()?.0;
    edges_b.first()?;
    let (moved_a, moved_b) = (without(&edges_a, &edges_b), without(&edges_b, &edges_a));
    let mut farthest = Farthest { distance_m: 0.0, at: first };
    let mut sum_m2 = 0.0;
    for (moved, other) in [(moved_a, &edges_b), (moved_b, &edges_a)] {
        if !moved.is_empty() {
            let boundary = Boundary::new(other);
            let pieces = boundary.pieces(&moved, effort.pieces);
            sum_m2 += pieces
                .iter()
                .map(|piece| piece.from.distance_m.midpoint(piece.to.distance_m) * piece.length_m)
                .sum::<f64>();
            farthest = boundary.farthest(pieces, farthest, effort.halvings);
        }
    }
    let length_m: f64 = edges_a.iter().chain(&edges_b).map(|&(from, to)| near_distance_m(from, to)).sum();
    Some(Shift { max_m: farthest.distance_m, mean_m: sum_m2 / length_m, at: farthest.at })
}

/// The edges of one kind that a shape has: of its polygons or of its lines. Those of no length are no edges.
pub(super) struct Edges(Vec<Edge>);

impl Edges {
    pub(super) fn of_polygons(shape: Shape<'_>) -> Self {
        Self::of_paths(shape.polygons().flat_map(Polygon::rings))
    }

    pub(super) fn of_lines(shape: Shape<'_>) -> Self {
        Self::of_paths(shape.parts().filter_map(|part| if let Part::Line(path) = part { Some(path) } else { None }))
    }

    fn of_paths<'a>(paths: impl Iterator<Item = &'a [LonLat]>) -> Self {
        let edges = paths.flat_map(|path| path.windows(2).map(|edge| (edge[0], edge[1])));
        Self(edges.filter(|(from, to)| from != to).collect())
    }
}

/// How far some points lie from those of another version, each from the nearest; none when either has none.
pub(super) fn points_shift(a: &[LonLat], b: &[LonLat]) -> Option<Shift> {
    let tree =
        |points: &[LonLat]| RTree::bulk_load(points.iter().copied().map(mercator).enumerate().map(numbered).collect());
    let mut farthest = Farthest { distance_m: 0.0, at: *a.first()? };
    b.first()?;
    let (mut sum_m, mut count) = (0.0, 0.0);
    for (points, others) in [(a, b), (b, a)] {
        let tree: RTree<GeomWithData<[f64; 2], usize>> = tree(others);
        for &at in points {
            let nearest = tree.nearest_neighbor(mercator(at)).and_then(|found| others.get(found.data));
            let distance_m = nearest.map_or(f64::INFINITY, |&nearest| near_distance_m(at, nearest));
            if distance_m > farthest.distance_m {
                farthest = Farthest { distance_m, at };
            }
            (sum_m, count) = (sum_m + distance_m, count + 1.0);
        }
    }
    Some(Shift { max_m: farthest.distance_m, mean_m: sum_m / count, at: farthest.at })
}

fn numbered((at, point): (usize, [f64; 2])) -> GeomWithData<[f64; 2], usize> {
    GeomWithData::new(point, at)
}

/// The edges that another boundary does not have, whichever way it runs.
fn without(edges: &[Edge], other: &[Edge]) -> Vec<Edge> {
    let key = |&(from, to): &Edge| -> (Bits, Bits) {
        let (from, to) = (from.bits(), to.bits());
        (from.min(to), from.max(to))
    };
    let known: HashSet<(Bits, Bits)> = other.iter().map(key).collect();
    edges.iter().filter(|edge| !known.contains(&key(edge))).copied().collect()
}

/// A point and how far it lies from a boundary.
#[derive(Clone, Copy)]
struct Farthest {
    distance_m: f64,
    at: LonLat,
}

/// A point with the edge it is nearest to.
#[derive(Clone, Copy)]
struct Sample {
    at: LonLat,
    distance_m: f64,
    nearest: usize,
}

/// A span of one edge between two samples.
#[derive(Clone, Copy)]
struct Piece {
    from: Sample,
    to: Sample,
    length_m: f64,
    /// No point of the span lies farther.
    at_most_m: f64,
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Piece {}

impl PartialOrd for Piece {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Piece {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at_most_m.total_cmp(&other.at_most_m)
    }
}

/// A boundary to measure from.
struct Boundary<'a> {
    edges: &'a [Edge],
    tree: RTree<GeomWithData<Line<[f64; 2]>, usize>>,
}

impl<'a> Boundary<'a> {
    fn new(edges: &'a [Edge]) -> Self {
        let line = |(at, &(from, to)): (usize, &Edge)| GeomWithData::new(Line::new(mercator(from), mercator(to)), at);
        Self { edges, tree: RTree::bulk_load(edges.iter().enumerate().map(line).collect()) }
    }

    /// Which edge is nearest is found on Mercator's map, which is true to shape where it matters; how far it is, on the ellipsoid.
    fn sample(&self, at: LonLat) -> Sample {
        let nearest = self.tree.nearest_neighbor(mercator(at)).map_or(0, |line| line.data);
        Sample { at, distance_m: self.distance_m(at, nearest), nearest }
    }

    fn distance_m(&self, at: LonLat, edge: usize) -> f64 {
        let (from, to) = self.edges[edge];
        nearest_on_line(&[from, to], at).map_or(f64::INFINITY, |nearest| near_distance_m(at, nearest))
    }

    fn piece(&self, from: Sample, to: Sample, length_m: f64) -> Piece {
        let by_first = from.distance_m.max(self.distance_m(to.at, from.nearest));
        let by_second = to.distance_m.max(self.distance_m(from.at, to.nearest));
        Piece { from, to, length_m, at_most_m: by_first.min(by_second) }
    }

    /// The edges of another boundary cut into pieces, each end measured.
    fn pieces(&self, moved: &[Edge], most: f64) -> Vec<Piece> {
        let lengths_m: Vec<f64> = moved.iter().map(|&(from, to)| near_distance_m(from, to)).collect();
        let longest_m = lengths_m.iter().sum::<f64>() / most;
        let mut pieces = Vec::new();
        for (&(from, to), &length_m) in moved.iter().zip(&lengths_m) {
            let count = (length_m / longest_m).ceil().clamp(1.0, most);
            let mut last = self.sample(from);
            let mut step = 1.0;
            while step <= count {
                let t = step / count;
                let next = if step < count { between(from, to, t) } else { to };
                let next = self.sample(next);
                pieces.push(self.piece(last, next, length_m / count));
                last = next;
                step += 1.0;
            }
        }
        pieces
    }

    /// The farthest point of some pieces, or one known before if none lies farther.
    fn farthest(&self, pieces: Vec<Piece>, known: Farthest, halvings: usize) -> Farthest {
        let farther = |best: Farthest, sample: Sample| {
            if sample.distance_m > best.distance_m {
                Farthest { distance_m: sample.distance_m, at: sample.at }
            } else {
                best
            }
        };
        let mut best = pieces.iter().fold(known, |best, piece| farther(farther(best, piece.from), piece.to));
        let mut open = BinaryHeap::from(pieces);
        for _ in 0..halvings {
            let Some(piece) = open.pop() else { break };
            if piece.at_most_m <= best.distance_m + FOUND_TO_M {
                break;
            }
            let middle = self.sample(between(piece.from.at, piece.to.at, 0.5));
            best = farther(best, middle);
            let length_m = piece.length_m / 2.0;
            open.push(self.piece(piece.from, middle, length_m));
            open.push(self.piece(middle, piece.to, length_m));
        }
        best
    }
}

fn between(from: LonLat, to: LonLat, t: f64) -> LonLat {
    LonLat { lon: from.lon + t * (to.lon - from.lon), lat: from.lat + t * (to.lat - from.lat) }
}

/// A position on Mercator's map of WGS 84, in radians: longitude and isometric latitude (Snyder 1987, Map Projections, 7-7).
fn mercator(at: LonLat) -> [f64; 2] {
    let e = crate::geodesy::Ellipsoid::WGS84.e2().sqrt();
    let sin = at.lat.clamp(-89.99, 89.99).to_radians().sin();
    [at.lon.to_radians(), sin.atanh() - e * (e * sin).atanh()]
}
