//! Edges that are straight in the plane of a file: the vertices that lie on them there, which they miss in longitude and latitude.
//! Must not know features or files.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::CoordinateFrame;
use super::crossed_rings::{Ends, edges_of_crossed, ends_of};
use super::straight::{Bends, Straight};
use crate::geodesy::near_distance_m;
use crate::geometry::{Bits, BoxIndex, Extent, LonLat, Noded, Shapes, nearest_on_line};
use crate::threads;

/// A vertex so near an edge in its plane, metres, is on it: no more than what floating point makes of a projection there and back,
/// and a thousandth of what counts as one place.
const ON_EDGE_M: f64 = 1e-6;
/// The same of a vertex of shapes that were read in another frame, whose digits were rounded there: half of what counts as one place.
const FOREIGN_ON_EDGE_M: f64 = 5e-4;
/// An edge lies beside a vertex that is no farther from it than so many times what it bends, so that the area between two edges that share
/// their ends comes out right to a part in two hundred.
const BESIDE: f64 = 256.0;
/// How much the pieces of an edge may bend that lies beside something, metres.
const PIECE_BEND_M: f64 = 5e-5;
/// The same of an edge that is of a shape that is crossed, but lies beside nothing: what it encloses with others is many times as wide.
const CROSSED_BEND_M: f64 = 2e-4;
/// The most pairs of a vertex and an edge that are looked at; the most vertices that are added for each that there is, and in any case.
const MAX_PAIRS: usize = 400_000_000;
const MAX_ADDED: usize = 8;
const ALWAYS_ADDED: usize = 400_000;
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

/// Gives each edge of some sets of shapes, all read in one frame, the vertices of the others that lie on it in the plane of the frame, and those
/// of the rings of `foreign` ones, which were read in other frames; and
/// edges that lie beside something, or end there, or are of shapes whose rings cross, so many of their own that they run as they do in the
/// plane. Edges in degrees on WGS 84 are straight as they are.
#[must_use]
pub fn noded(frame: &CoordinateFrame, sets: &[&Shapes], foreign: &[&Shapes]) -> Noding {
    let none = |is_complete| Noding { sets: sets.iter().map(|_| None).collect(), is_complete };
    let frame = frame.plain();
    if frame.is_degrees() {
        return none(true);
    }
    let edges = bending(&frame, sets);
    let Some(Found { mut on_edges, any_beside, .. }) = Found::of(&frame, sets, &edges, true) else {
        return none(false);
    };
    on_edges.extend(foreign_on(&frame, &edges, foreign));
    let first = with(sets, &edges, on_edges);
    let now: Vec<&Shapes> =
        first.iter().zip(sets).map(|(noded, set)| noded.as_ref().map_or(*set, Noded::shapes)).collect();
    let bends = Bends::of(&frame, &now);
    let of_crossed = edges_of_crossed(&now, |[from, to]| bends.bend_m(from, to).is_some());
    if !any_beside && of_crossed.is_empty() {
        return Noding { sets: first, is_complete: true };
    }
    let Some(pieces) = in_pieces(&frame, &now, &of_crossed) else { return none(false) };
    let both = first.into_iter().zip(pieces).map(|(first, then)| match (first, then) {
        (Some(first), Some(then)) => Some(then.after(&first)),
        (first, then) => first.or(then),
    });
    Noding { sets: both.collect(), is_complete: true }
}

/// An edge that bends. What is found of it is the same whichever way its path runs along it.
struct Edge {
    /// Its ends, the smaller first.
    ends: [LonLat; 2],
    /// Whether its path runs from the larger end to the smaller.
    runs_back: bool,
    set: usize,
    /// The place of the position that it starts at.
    after: usize,
    /// How far it may be off the straight edge in longitude and latitude, metres.
    bend_m: f64,
    /// The box in which a vertex may be on it or beside it.
    around: Extent,
}

/// The edges that bend.
fn bending(frame: &CoordinateFrame, sets: &[&Shapes]) -> Vec<Edge> {
    let bends = Bends::of(frame, sets);
    let numbered = sets.iter().enumerate();
    let edges = numbered.flat_map(|(set, shapes)| shapes.edges().map(move |(after, ends)| (set, after, ends)));
    let edge = |(set, after, [from, to]): (usize, usize, [LonLat; 2])| {
        let bend_m = bends.bend_m(from, to)?;
        let runs_back = to.bits() < from.bits();
        let ends = if runs_back { [to, from] } else { [from, to] };
        let around = bends.around(Extent::of(&ends), ON_EDGE_M + (BESIDE + 1.0) * bend_m);
        Some(Edge { ends, runs_back, set, after, bend_m, around })
    };
    edges.filter_map(edge).collect()
}

/// A vertex on an edge, and what part of the way along it.
struct OnEdge {
    edge: usize,
    part: f64,
    at: LonLat,
}

/// The vertices of shapes that were read in other frames which lie on some edges, but for those that are at their ends.
fn foreign_on(frame: &CoordinateFrame, edges: &[Edge], foreign: &[&Shapes]) -> Vec<OnEdge> {
    if edges.is_empty() || foreign.is_empty() {
        return Vec::new();
    }
    let index = BoxIndex::new(&edges.iter().map(|edge| edge.around).collect::<Vec<_>>());
    let mut on_edges = Vec::new();
    for (_, [at, _]) in foreign.iter().flat_map(|shapes| shapes.ring_edges()) {
        for edge in index.meeting(Extent::of(&[at])) {
            let is_end = edges[edge].ends.iter().any(|&end| near_distance_m(end, at) <= FOREIGN_ON_EDGE_M);
            let part = edges[edge].part(frame, at, FOREIGN_ON_EDGE_M).filter(|_| !is_end);
            on_edges.extend(part.map(|part| OnEdge { edge, part, at }));
        }
    }
    on_edges.sort_by_key(|on| (on.edge, on.at.bits()));
    on_edges.dedup_by_key(|on| (on.edge, on.at.bits()));
    on_edges
}

/// The sets with vertices on their edges.
fn with(sets: &[&Shapes], edges: &[Edge], mut found: Vec<OnEdge>) -> Vec<Option<Noded>> {
    found.sort_by(|a, b| a.edge.cmp(&b.edge).then(a.part.total_cmp(&b.part)).then(a.at.bits().cmp(&b.at.bits())));
    let mut added: Vec<Vec<(usize, LonLat)>> = sets.iter().map(|_| Vec::new()).collect();
    for own in found.chunk_by(|a, b| a.edge == b.edge) {
        let edge = &edges[own[0].edge];
        let mut own: Vec<(usize, LonLat)> = own.iter().map(|vertex| (edge.after, vertex.at)).collect();
        if edge.runs_back {
            own.reverse();
        }
        added[edge.set].append(&mut own);
    }
    let noded = |(added, set): (Vec<(usize, LonLat)>, &&Shapes)| (!added.is_empty()).then(|| Noded::new(set, &added));
    added.into_iter().zip(sets).map(noded).collect()
}

/// The sets with the edges in pieces that lie beside something or end there, and those of shapes whose rings cross; none where that is too
/// much work.
fn in_pieces(frame: &CoordinateFrame, sets: &[&Shapes], of_crossed: &HashSet<Ends>) -> Option<Vec<Option<Noded>>> {
    let edges = bending(frame, sets);
    let cut = Found::of(frame, sets, &edges, false)?.to_cut(frame, &edges, of_crossed);
    let most = (MAX_ADDED * sets.iter().map(|set| set.vertex_count()).sum::<usize>()).max(ALWAYS_ADDED);
    let pieces: f64 = cut.iter().map(|(_, _, pieces)| pieces).sum();
    // Where that would be too many they are all longer alike, so that edges which are alike stay so.
    #[expect(clippy::cast_precision_loss, reason = "a number of vertices")]
    let longer = (pieces / most as f64).max(1.0);
    let mut found = Vec::new();
    for (at, straight, pieces) in cut {
        let count = (pieces / longer).ceil();
        let mut step = 1.0;
        while step < count {
            let part = step / count;
            found.extend(straight.at(frame, part).map(|position| OnEdge { edge: at, part, at: position }));
            step += 1.0;
        }
    }
    Some(with(sets, &edges, found))
}

/// What vertices were found on edges and beside them.
#[derive(Default)]
struct Found {
    on_edges: Vec<OnEdge>,
    /// Whether any vertex lies beside an edge.
    any_beside: bool,
    /// The edges that a vertex lies beside, and those vertices.
    edges_beside: HashSet<usize>,
    vertices_beside: HashSet<Bits>,
}

impl Found {
    /// Looks for vertices on edges, if that is asked, and beside them; none when there are too many to look at.
    fn of(frame: &CoordinateFrame, sets: &[&Shapes], edges: &[Edge], on_edges: bool) -> Option<Self> {
        let index = BoxIndex::new(&edges.iter().map(|edge| edge.around).collect::<Vec<_>>());
        let ends = sets.iter().flat_map(|set| set.edges()).flat_map(|(_, edge)| edge.map(LonLat::bits));
        let different: HashSet<Bits> = if edges.is_empty() { HashSet::new() } else { ends.collect() };
        let vertices: Vec<Bits> = different.into_iter().collect();
        let (next, pairs) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || {
            let mut own = Self::default();
            while pairs.load(Ordering::Relaxed) <= MAX_PAIRS {
                let first = next.fetch_add(RUN, Ordering::Relaxed);
                let run = vertices.get(first..vertices.len().min(first + RUN)).unwrap_or_default();
                if run.is_empty() {
                    break;
                }
                for &vertex in run {
                    let looked = own.look(frame, edges, &index, vertex, on_edges);
                    pairs.fetch_add(looked, Ordering::Relaxed);
                }
            }
            own
        };
        let threads = threads::cores().min(vertices.len().div_ceil(RUN));
        let all = threads::share(threads, work).into_iter().fold(Self::default(), Self::and);
        (pairs.load(Ordering::Relaxed) <= MAX_PAIRS).then_some(all)
    }

    /// Looks at the edges around a vertex; says how many those are.
    fn look(
        &mut self,
        frame: &CoordinateFrame,
        edges: &[Edge],
        index: &BoxIndex,
        (lon, lat): Bits,
        on_edges: bool,
    ) -> usize {
        let at = LonLat { lon: f64::from_bits(lon), lat: f64::from_bits(lat) };
        let mut looked = 0;
        for edge in index.meeting(Extent::of(&[at])) {
            looked += 1;
            let is_known = self.edges_beside.contains(&edge) && self.vertices_beside.contains(&(lon, lat));
            if is_known || !edges[edge].is_near(at) {
                continue;
            }
            match edges[edge].part(frame, at, ON_EDGE_M).filter(|_| on_edges) {
                Some(part) => self.on_edges.push(OnEdge { edge, part, at }),
                None if on_edges => self.any_beside = true,
                None => {
                    self.edges_beside.insert(edge);
                    self.vertices_beside.insert((lon, lat));
                }
            }
        }
        looked
    }

    fn and(mut self, other: Self) -> Self {
        self.on_edges.extend(other.on_edges);
        self.any_beside |= other.any_beside;
        self.edges_beside.extend(other.edges_beside);
        self.vertices_beside.extend(other.vertices_beside);
        self
    }
}

impl Found {
    /// The edges that lie beside something, or end there, or are of shapes that are crossed, and into how many pieces each is to be cut, which
    /// need not be a whole number.
    fn to_cut(
        &self,
        frame: &CoordinateFrame,
        edges: &[Edge],
        of_crossed: &HashSet<Ends>,
    ) -> Vec<(usize, Straight, f64)> {
        let ends_beside = |edge: &Edge| edge.ends.iter().any(|&end| self.vertices_beside.contains(&end.bits()));
        let piece_bend_m = |at: usize, edge: &Edge| {
            if self.edges_beside.contains(&at) || ends_beside(edge) {
                return Some(PIECE_BEND_M);
            }
            of_crossed.contains(&ends_of(edge.ends)).then_some(CROSSED_BEND_M)
        };
        let pieces = |(at, edge): (usize, &Edge)| {
            let piece_bend_m = piece_bend_m(at, edge)?;
            let straight = Straight::of(frame, edge.ends)?;
            Some((at, straight, (edge.drawn_bend_m(frame, straight) / piece_bend_m).sqrt()))
        };
        edges.iter().enumerate().filter_map(pieces).collect()
    }
}

impl Edge {
    /// Whether a vertex, which is none of its ends, may be on it or beside it.
    fn is_near(&self, at: LonLat) -> bool {
        let [from, to] = self.ends;
        at != from && at != to && self.off_chord_m(at) <= ON_EDGE_M + (BESIDE + 1.0) * self.bend_m
    }

    /// What part of the way along it a vertex lies on it in the plane; none when it does not.
    fn part(&self, frame: &CoordinateFrame, at: LonLat, within_m: f64) -> Option<f64> {
        if self.off_chord_m(at) > within_m + self.bend_m {
            return None;
        }
        let straight = Straight::of(frame, self.ends)?;
        let part = straight.part(frame.plane(at)?);
        if !(part > 0.0 && part < 1.0) {
            return None;
        }
        let foot = straight.at(frame, part)?;
        (near_distance_m(foot, at) <= within_m).then_some(part)
    }

    /// How far it is off the edge that is straight in longitude and latitude, metres.
    fn drawn_bend_m(&self, frame: &CoordinateFrame, straight: Straight) -> f64 {
        let off_m = |part: f64| straight.at(frame, part).map_or(0.0, |at| self.off_chord_m(at));
        [0.25, 0.5, 0.75].map(off_m).into_iter().fold(0.0, f64::max)
    }

    /// How far a position is from the edge that is straight in longitude and latitude, metres.
    fn off_chord_m(&self, at: LonLat) -> f64 {
        nearest_on_line(&self.ends, at).map_or(f64::INFINITY, |place| near_distance_m(place, at))
    }
}
