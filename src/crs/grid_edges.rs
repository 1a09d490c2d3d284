//! Edges that are straight in the plane of a file: the vertices that lie on them there, which they miss in longitude and latitude.
//! Must not know features or files.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Frame;
use crate::geodesy::{Datum, degrees_around, near_distance_m};
use crate::geometry::{BoxIndex, Extent, LonLat, Noded, Shapes, nearest_on_line};
use crate::threads;

/// A vertex so near an edge in its plane, metres, is on it: no more than what floating point makes of a projection there and back,
/// and a thousandth of what counts as one place.
const ON_EDGE_M: f64 = 1e-6;
/// Edges that bend less than this many metres in longitude and latitude stay as they are: a hundredth of what counts as one place.
const LEAST_BEND_M: f64 = 1e-5;
/// An edge has a vertex at the foot of every vertex that is no farther from it than so many times its bend there, so that how wide a place
/// between the two is comes out right to a thirtieth.
const BESIDE: f64 = 32.0;
/// Feet nearer than this many metres to the next vertex of their edge are left out: between them an edge does not bend.
const APART_M: f64 = 0.01;
/// The Earth's radius, metres, as far as bends are concerned.
const RADIUS_M: f64 = 6.36e6;
/// How much an edge bends at the most by the shift of GCJ-02 or BD-09, for each square metre of its length's square.
const SHIFT_BENDS: f64 = 2e-7;
/// The most pairs of a vertex and an edge that are looked at, and the most vertices that are added for each that there is.
const MOST_PAIRS: usize = 400_000_000;
const MOST_ADDED: usize = 8;
/// Vertices that a thread takes at a time.
const RUN: usize = 4096;

/// Edges with the vertices that lie on them in the plane of their file.
#[derive(Debug)]
pub struct Noding {
    /// The sets of shapes in their order; none of a set to which nothing was added.
    pub sets: Vec<Option<Noded>>,
    /// Whether it was not too much work. Where it was, nothing was added.
    pub is_complete: bool,
}

/// Gives each edge of some sets of shapes, all read in one frame, the vertices of the others that lie on it in the plane of the frame, and
/// the feet of those beside it. Edges in degrees on WGS 84 are straight as they are.
#[must_use]
pub fn noded(frame: &Frame, sets: &[&Shapes]) -> Noding {
    let none = |is_complete| Noding { sets: sets.iter().map(|_| None).collect(), is_complete };
    let frame = frame.plain();
    if frame.is_degrees() {
        return none(true);
    }
    let Some(on_edges) = with_vertices(&frame, sets, Which::OnEdge) else { return none(false) };
    let now: Vec<&Shapes> =
        on_edges.iter().zip(sets).map(|(noded, set)| noded.as_ref().map_or(*set, Noded::shapes)).collect();
    let Some(beside) = with_vertices(&frame, &now, Which::Beside) else { return none(false) };
    let both = on_edges.into_iter().zip(beside).map(|(first, then)| match (first, then) {
        (Some(first), Some(then)) => Some(then.after(&first)),
        (first, then) => first.or(then),
    });
    Noding { sets: both.collect(), is_complete: true }
}

/// Which vertices an edge is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    /// Those on it, as they are.
    OnEdge,
    /// The feet of those beside it.
    Beside,
}

/// An edge of one or several paths, whichever way they run along it.
struct Edge {
    /// Its ends, the smaller first.
    ends: [LonLat; 2],
    /// How far vertices are looked for, metres.
    around_m: f64,
}

/// Where an edge stands.
struct Place {
    edge: usize,
    set: usize,
    after: usize,
    /// Whether its path runs from the larger end to the smaller.
    runs_back: bool,
}

type Bits = (u64, u64);

fn bits(at: LonLat) -> Bits {
    (at.lon.to_bits(), at.lat.to_bits())
}

/// The edges that bend, each once, and where each of them stands.
fn bending(frame: &Frame, sets: &[&Shapes], which: Which) -> (Vec<Edge>, Vec<Place>) {
    let mut all: Vec<([LonLat; 2], f64, Place)> = Vec::new();
    for (set, shapes) in sets.iter().enumerate() {
        for (after, [from, to]) in shapes.edges() {
            let bend_m = most_bend_m(frame, from, to);
            if bend_m < LEAST_BEND_M || (to.lon - from.lon).abs() > 180.0 {
                continue;
            }
            let runs_back = bits(to) < bits(from);
            let ends = if runs_back { [to, from] } else { [from, to] };
            let around_m = ON_EDGE_M + bend_m * if which == Which::Beside { BESIDE + 1.0 } else { 1.0 };
            all.push((ends, around_m, Place { edge: 0, set, after, runs_back }));
        }
    }
    all.sort_by_key(|(ends, _, place)| (ends.map(bits), place.set, place.after));
    let (mut edges, mut places): (Vec<Edge>, Vec<Place>) = (Vec::new(), Vec::with_capacity(all.len()));
    for (ends, around_m, place) in all {
        if edges.last().is_none_or(|edge| edge.ends.map(bits) != ends.map(bits)) {
            edges.push(Edge { ends, around_m });
        }
        places.push(Place { edge: edges.len() - 1, ..place });
    }
    (edges, places)
}

/// The most that an edge which is straight in a plane can be off the straight one in longitude and latitude, metres: parallels are bent by
/// the tangent of the latitude, and what a projection stretches on the way adds less than half of that at 45°.
fn most_bend_m(frame: &Frame, from: LonLat, to: LonLat) -> f64 {
    let length_m = near_distance_m(from, to);
    let lat_deg = from.lat.abs().max(to.lat.abs()).min(89.0);
    let by_grid = if frame.crs.is_some() { 0.15 * (lat_deg.to_radians().tan() + 0.5) / RADIUS_M } else { 0.0 };
    let by_shift = if frame.datum == Datum::Wgs84 { 0.0 } else { SHIFT_BENDS };
    length_m * length_m * (by_grid + by_shift)
}

/// The sets with some vertices of all of them on their edges; none when it was too much work.
fn with_vertices(frame: &Frame, sets: &[&Shapes], which: Which) -> Option<Vec<Option<Noded>>> {
    let (edges, places) = bending(frame, sets, which);
    let mut found = if edges.is_empty() { Vec::new() } else { beside(frame, sets, &edges, which)? };
    found.sort_by(|a, b| a.edge.cmp(&b.edge).then(a.part.total_cmp(&b.part)));
    if which == Which::Beside {
        found = apart(&edges, found);
    }
    let mut added: Vec<Vec<(usize, LonLat)>> = sets.iter().map(|_| Vec::new()).collect();
    for place in &places {
        let own = &found[run_of(&found, place.edge)];
        let mut own: Vec<(usize, LonLat)> = own.iter().map(|vertex| (place.after, vertex.at)).collect();
        if place.runs_back {
            own.reverse();
        }
        added[place.set].append(&mut own);
    }
    let count: usize = added.iter().map(Vec::len).sum();
    let vertices: usize = sets.iter().map(|set| set.vertex_count()).sum();
    let noded = |(mut added, set): (Vec<(usize, LonLat)>, &&Shapes)| {
        added.sort_by_key(|&(after, _)| after);
        (!added.is_empty()).then(|| Noded::new(set, &added))
    };
    (count <= MOST_ADDED * vertices).then(|| added.into_iter().zip(sets).map(noded).collect())
}

/// A vertex of an edge, and what part of the way along it.
struct OnEdge {
    edge: usize,
    part: f64,
    at: LonLat,
}

fn run_of(found: &[OnEdge], edge: usize) -> std::ops::Range<usize> {
    found.partition_point(|vertex| vertex.edge < edge)..found.partition_point(|vertex| vertex.edge <= edge)
}

/// The vertices of some sets that lie on some edges or beside them, in no order; none when there are too many to look at.
fn beside(frame: &Frame, sets: &[&Shapes], edges: &[Edge], which: Which) -> Option<Vec<OnEdge>> {
    let boxes: Vec<Extent> = edges.iter().map(Edge::around).collect();
    let index = BoxIndex::new(&boxes);
    let different: HashSet<Bits> =
        sets.iter().flat_map(|set| set.edges()).flat_map(|(_, edge)| edge.map(bits)).collect();
    let vertices: Vec<Bits> = different.into_iter().collect();
    let (next, pairs) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut own = Vec::new();
        loop {
            let first = next.fetch_add(RUN, Ordering::Relaxed);
            let Some(run) = vertices.get(first..vertices.len().min(first + RUN)).filter(|run| !run.is_empty()) else {
                break;
            };
            for &(lon, lat) in run {
                let at = LonLat { lon: f64::from_bits(lon), lat: f64::from_bits(lat) };
                let mut looked = 0;
                for edge in index.meeting(Extent::of(&[at])) {
                    looked += 1;
                    own.extend(edges[edge].vertex(frame, at, which).map(|(part, at)| OnEdge { edge, part, at }));
                }
                if pairs.fetch_add(looked, Ordering::Relaxed) > MOST_PAIRS {
                    break;
                }
            }
        }
        own
    };
    let threads = threads::cores().min(vertices.len().div_ceil(RUN));
    let found: Vec<OnEdge> = threads::share(threads, work).into_iter().flatten().collect();
    (pairs.load(Ordering::Relaxed) <= MOST_PAIRS).then_some(found)
}

/// The same without those that another or an end of their edge is near.
fn apart(edges: &[Edge], found: Vec<OnEdge>) -> Vec<OnEdge> {
    let mut kept: Vec<OnEdge> = Vec::with_capacity(found.len());
    for vertex in found {
        let [from, to] = edges[vertex.edge].ends;
        let before = kept.last().filter(|last| last.edge == vertex.edge).map_or(from, |last| last.at);
        if near_distance_m(before, vertex.at) >= APART_M && near_distance_m(vertex.at, to) >= APART_M {
            kept.push(vertex);
        }
    }
    kept
}

impl Edge {
    /// The box in which a vertex may be on it or beside it.
    fn around(&self) -> Extent {
        let [from, to] = self.ends;
        degrees_around(from, self.around_m).union(degrees_around(to, self.around_m))
    }

    /// The vertex that another vertex makes of it, and what part of the way along it.
    fn vertex(&self, frame: &Frame, at: LonLat, which: Which) -> Option<(f64, LonLat)> {
        let [from, to] = self.ends;
        if at == from || at == to || self.off_chord_m(at) > self.around_m {
            return None;
        }
        let [[x, y], [to_x, to_y], [at_x, at_y]] = [frame.plane(from)?, frame.plane(to)?, frame.plane(at)?];
        let (way_x, way_y) = (to_x - x, to_y - y);
        let part = ((at_x - x) * way_x + (at_y - y) * way_y) / (way_x * way_x + way_y * way_y);
        if !(part > 0.0 && part < 1.0) {
            return None;
        }
        let foot = frame.lonlat(x + part * way_x, y + part * way_y)?;
        // A projection knows no turns.
        let foot = LonLat { lon: foot.lon + ((from.lon - foot.lon) / 360.0).round() * 360.0, lat: foot.lat };
        let off_m = near_distance_m(foot, at);
        match which {
            Which::OnEdge => (off_m <= ON_EDGE_M).then_some((part, at)),
            Which::Beside => (off_m <= BESIDE * self.off_chord_m(foot)).then_some((part, foot)),
        }
    }

    /// How far a position is from the edge that is straight in longitude and latitude, metres.
    fn off_chord_m(&self, at: LonLat) -> f64 {
        nearest_on_line(&self.ends, at).map_or(f64::INFINITY, |place| near_distance_m(place, at))
    }
}
