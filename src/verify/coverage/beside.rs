//! Vertices of a coverage and the neighbours' borders beside them: those that do not match, and those that slits lie between.
//! Must not know what is told of them.

use std::ops::Range;

use super::laid::Laid;
use super::wound::Piece;
use crate::geodesy::{Ellipsoid, degrees_around};
use crate::geometry::overlay::LooseEdge;
use crate::geometry::{Bits, Extent, LonLat, nearest_on_line};
use crate::project::FeatureId;
use crate::verify::Tolerances;

/// Of each place so many of the nearest borders beside it are kept.
const MAX_NEAR: usize = 8;
/// So many places are looked up together where no more edges than this are near each of them, on average.
const RUN: usize = 8;
const FEW_NEAR: usize = 16;

/// A vertex of a polygon: an end of one of its loose edges, the first or the second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex {
    at: Bits,
    pub(super) piece: Piece,
    /// The edge, by its place among the loose ones.
    pub(super) edge: usize,
    pub(super) end: usize,
}

/// A border beside a vertex: where the vertex is, whose the border is, the place on it that is nearest, and how far that is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) at: LonLat,
    pub(super) neighbour: Piece,
    pub(super) place: LonLat,
    pub(super) distance_m: f64,
    /// The edge of the border that this place is on, by its place among the loose ones.
    pub(super) edge: usize,
}

/// What lies beside the vertices of a coverage.
#[derive(Default)]
pub(super) struct Besides {
    /// Vertices that a neighbour has none of, though its border is beside them.
    pub(super) mismatched: Vec<(Vertex, Beside)>,
    /// The borders beside each place: those of other areas, and within what counts as touching those that come back.
    pub(super) near: Near,
    /// The features of vertices with too much beside them.
    pub(super) unchecked: Vec<FeatureId>,
}

/// The borders beside each of some places.
#[derive(Default)]
pub(super) struct Near {
    pub(super) all: Vec<Beside>,
    /// Where those of each place are.
    at: Vec<(usize, usize)>,
}

impl Near {
    /// Which of them are beside a place, by its number.
    pub(super) fn at(&self, place: usize) -> Range<usize> {
        self.at.get(place).map_or(0..0, |&(from, to)| from..to)
    }
}

/// The vertices of a coverage by place and polygon, each once.
pub(super) struct Vertices {
    all: Vec<Vertex>,
    /// Where the vertices of each place start, and where the last end: places are numbered in order.
    starts: Vec<usize>,
    /// The places of the ends of each loose edge.
    places: Vec<[usize; 2]>,
}

impl Vertices {
    pub(super) fn of(laid: &Laid<'_>) -> Self {
        // Where the ring goes on with a loose edge, that has its end.
        let goes_on = |at: usize| {
            let edge = &laid.loose[at];
            laid.loose.get(at + 1).is_some_and(|next| next.ring == edge.ring && next.from == edge.to)
        };
        let mut vertices = Vec::with_capacity(laid.loose.len());
        for (at, edge) in laid.loose.iter().enumerate() {
            let piece = laid.piece(edge);
            vertices.push(Vertex { at: edge.from.bits(), piece, edge: at, end: 0 });
            if !goes_on(at) {
                vertices.push(Vertex { at: edge.to.bits(), piece, edge: at, end: 1 });
            }
        }
        vertices.sort_unstable_by_key(|vertex| (vertex.at, vertex.piece, vertex.edge, vertex.end));
        let mut places = vec![[0; 2]; laid.loose.len()];
        for (place, here) in vertices.chunk_by(|a, b| a.at == b.at).enumerate() {
            for vertex in here {
                places[vertex.edge][vertex.end] = place;
            }
        }
        for at in (0..places.len()).filter(|&at| goes_on(at)) {
            places[at][1] = places[at + 1][0];
        }
        vertices.dedup_by_key(|vertex| (vertex.at, vertex.piece));
        let lengths = vertices.chunk_by(|a, b| a.at == b.at).map(<[Vertex]>::len);
        let ends = lengths.scan(0, |end, length| {
            *end += length;
            Some(*end)
        });
        let starts = std::iter::once(0).chain(ends).collect();
        Self { all: vertices, starts, places }
    }

    /// The numbers of the places where a loose edge starts and ends.
    pub(super) fn places(&self, edge: usize) -> [usize; 2] {
        self.places[edge]
    }

    /// Whether a polygon has a vertex at a place.
    pub(super) fn has(&self, place: usize, piece: Piece) -> bool {
        self.at(place).iter().any(|vertex| vertex.piece == piece)
    }

    /// What lies beside each of them. So many pairs may be looked at.
    pub(super) fn besides(&self, laid: &Laid<'_>, tolerances: &Tolerances, left: &mut u64) -> Besides {
        let mut all = Besides::default();
        all.near.at = vec![(0, 0); self.starts.len().saturating_sub(1)];
        let within_m = tolerances.mismatch_m.max(tolerances.touch_m);
        // Places that follow each other along a border are looked up together.
        for run in self.along_borders().chunks(RUN) {
            let windows: Vec<Extent> =
                run.iter().map(|&place| degrees_around(position(laid, &self.at(place)[0]), within_m)).collect();
            let around = windows.iter().fold(Extent::EMPTY, |all, &one| all.union(one));
            let near: Vec<usize> = laid.index.meeting(around).take(RUN * FEW_NEAR + 1).collect();
            let few = (near.len() <= RUN * FEW_NEAR).then(|| {
                let boxed = |&edge: &usize| (edge, Extent::of(&[laid.loose[edge].from, laid.loose[edge].to]));
                near.iter().map(boxed).collect::<Vec<_>>()
            });
            for (&place, &window) in run.iter().zip(&windows) {
                let (here, from) = (self.at(place), all.near.all.len());
                let told = match &few {
                    Some(few) => {
                        let near = few.iter().filter(|(_, extent)| extent.intersects(&window)).map(|&(edge, _)| edge);
                        self.beside(laid, here, near, tolerances, left, &mut all)
                    }
                    None => self.beside(laid, here, laid.index.meeting(window), tolerances, left, &mut all),
                };
                if told.is_none() {
                    all.unchecked.extend(here.iter().map(|vertex| vertex.piece.0));
                }
                all.near.at[place] = (from, all.near.all.len());
            }
        }
        let place =
            |vertex: &Vertex| (vertex.piece, laid.loose[vertex.edge].ring, laid.loose[vertex.edge].at, vertex.end);
        all.mismatched.sort_by_key(|(vertex, _)| place(vertex));
        all.unchecked.sort_unstable();
        all.unchecked.dedup();
        all
    }

    /// The numbers of the places, in the order in which the loose edges come to them.
    fn along_borders(&self) -> Vec<usize> {
        let mut seen = vec![false; self.starts.len().saturating_sub(1)];
        let places = self.places.iter().flatten().copied();
        places.filter(|&place| !std::mem::replace(&mut seen[place], true)).collect()
    }

    /// The vertices at a place.
    fn at(&self, place: usize) -> &[Vertex] {
        &self.all[self.starts[place]..self.starts[place + 1]]
    }

    /// What lies beside the vertices at one place, of the edges near it: of each neighbour that has none there the nearest place of its border. Of each vertex
    /// the nearest that does not match is told. `None` when more pairs lie near each other than may be looked at.
    fn beside(
        &self,
        laid: &Laid<'_>,
        here: &[Vertex],
        near: impl Iterator<Item = usize>,
        tolerances: &Tolerances,
        left: &mut u64,
        all: &mut Besides,
    ) -> Option<()> {
        let at = position(laid, here.first()?);
        let degree_m = Ellipsoid::WGS84.degree_m(at.lat);
        let mut nearest: Vec<(bool, Beside)> = Vec::new();
        for edge_at in near {
            *left = left.checked_sub(1)?;
            let edge = &laid.loose[edge_at];
            let neighbour = laid.piece(edge);
            if edge.from == at || edge.to == at {
                continue;
            }
            let Some(place) = nearest_on_line(&[edge.from, edge.to], at) else { continue };
            let distance_m = apart_m(degree_m, at, place);
            let touches = here.iter().any(|vertex| vertex.piece == neighbour);
            if touches && distance_m >= tolerances.touch_m {
                continue;
            }
            let near = Beside { at, neighbour, place, distance_m, edge: edge_at };
            match nearest.iter_mut().find(|(_, known)| known.neighbour == neighbour) {
                Some((_, known)) if distance_m < known.distance_m => *known = near,
                Some(_) => {}
                None => nearest.push((touches, near)),
            }
        }
        nearest.sort_by(|(_, a), (_, b)| a.distance_m.total_cmp(&b.distance_m).then(a.neighbour.cmp(&b.neighbour)));
        all.near.all.extend(nearest.iter().take(MAX_NEAR).map(|&(_, near)| near));
        nearest.retain(|(touches, near)| !touches && near.distance_m <= tolerances.mismatch_m);
        for vertex in here {
            *left = left.checked_sub(nearest.len().try_into().unwrap_or(u64::MAX))?;
            let first = nearest.iter().find(|(_, near)| self.is_mismatch(laid, vertex.piece, near));
            all.mismatched.extend(first.map(|&(_, near)| (*vertex, near)));
        }
        Some(())
    }

    /// Borders that part at a common vertex are near each other there without any fault: a vertex beyond it is one only if it is
    /// four times as far from there as from the border. Of two vertices that are near each other one is told.
    fn is_mismatch(&self, laid: &Laid<'_>, own: Piece, near: &Beside) -> bool {
        let Beside { at, place, edge, .. } = *near;
        let LooseEdge { from, to, .. } = laid.loose[edge];
        let ends = [from, to].into_iter().zip(self.places(edge));
        if let Some((_, end)) = ends.clone().find(|(end, _)| *end == place) {
            return !self.has(end, own) && own < near.neighbour;
        }
        let degree_m = Ellipsoid::WGS84.degree_m(at.lat);
        let mut common = ends.filter(|&(_, end)| self.has(end, own));
        common.all(|(end, _)| near.distance_m * 4.0 <= apart_m(degree_m, at, end))
    }
}

/// Where a vertex is.
pub(super) fn position(laid: &Laid<'_>, vertex: &Vertex) -> LonLat {
    let edge = &laid.loose[vertex.edge];
    if vertex.end == 0 { edge.from } else { edge.to }
}

/// How far two positions near each other are apart, metres, where degrees of longitude and latitude are so long.
pub(super) fn apart_m([east_m, north_m]: [f64; 2], a: LonLat, b: LonLat) -> f64 {
    let [x, y] = [(b.lon - a.lon) * east_m, (b.lat - a.lat) * north_m];
    (x * x + y * y).sqrt()
}
