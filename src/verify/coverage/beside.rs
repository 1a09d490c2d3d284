//! Vertices of a coverage and the neighbours' borders beside them: those that do not match, and those that slits lie between.
//! Must not know what is told of them.

use std::ops::Range;

use super::laid::Laid;
use super::wound::Piece;
use crate::geodesy::{Ellipsoid, degrees_around};
use crate::geometry::overlay::LooseEdge;
use crate::geometry::{Bits, LonLat, nearest_on_line};
use crate::project::FeatureId;
use crate::verify::Tolerances;

/// Of each place so many of the nearest borders beside it are kept.
const MAX_NEAR: usize = 8;

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
}

/// What lies beside the vertices of a coverage.
#[derive(Default)]
pub(super) struct Besides {
    /// Vertices that a neighbour has none of, though its border is beside them.
    pub(super) mismatched: Vec<(Vertex, Beside)>,
    /// The borders beside each place, places in order: those of other areas, and within what counts as touching those that come back.
    pub(super) near: Vec<Beside>,
    /// The features of vertices with too much beside them.
    pub(super) unchecked: Vec<FeatureId>,
}

impl Besides {
    /// Which of some borders, places in order, are beside a place.
    pub(super) fn at(near: &[Beside], place: LonLat) -> Range<usize> {
        let key = place.bits();
        let from = near.partition_point(|near| near.at.bits() < key);
        from..from + near[from..].iter().take_while(|near| near.at.bits() == key).count()
    }
}

/// The vertices of a coverage by place and polygon, each once.
pub(super) struct Vertices(Vec<Vertex>);

impl Vertices {
    pub(super) fn of(laid: &Laid<'_>) -> Self {
        let mut vertices = Vec::with_capacity(laid.loose.len());
        for (at, edge) in laid.loose.iter().enumerate() {
            let piece = laid.piece(edge);
            vertices.push(Vertex { at: edge.from.bits(), piece, edge: at, end: 0 });
            // Where the ring goes on with a loose edge, that has its end.
            if laid.loose.get(at + 1).is_none_or(|next| next.ring != edge.ring || next.from != edge.to) {
                vertices.push(Vertex { at: edge.to.bits(), piece, edge: at, end: 1 });
            }
        }
        vertices.sort_by_key(|vertex| (vertex.at, vertex.piece));
        vertices.dedup_by_key(|vertex| (vertex.at, vertex.piece));
        Self(vertices)
    }

    /// Whether a polygon has a vertex at a place.
    pub(super) fn has(&self, at: LonLat, piece: Piece) -> bool {
        self.0.binary_search_by_key(&(at.bits(), piece), |vertex| (vertex.at, vertex.piece)).is_ok()
    }

    /// What lies beside each of them. So many pairs may be looked at.
    pub(super) fn besides(&self, laid: &Laid<'_>, tolerances: &Tolerances, left: &mut u64) -> Besides {
        let mut all = Besides::default();
        for here in self.0.chunk_by(|a, b| a.at == b.at) {
            if self.beside(laid, here, tolerances, left, &mut all).is_none() {
                all.unchecked.extend(here.iter().map(|vertex| vertex.piece.0));
            }
        }
        let place =
            |vertex: &Vertex| (vertex.piece, laid.loose[vertex.edge].ring, laid.loose[vertex.edge].at, vertex.end);
        all.mismatched.sort_by_key(|(vertex, _)| place(vertex));
        all.unchecked.sort_unstable();
        all.unchecked.dedup();
        all
    }

    /// What lies beside the vertices at one place: of each neighbour that has none there the nearest place of its border. Of each vertex
    /// the nearest that does not match is told. `None` when more pairs lie near each other than may be looked at.
    fn beside(
        &self,
        laid: &Laid<'_>,
        here: &[Vertex],
        tolerances: &Tolerances,
        left: &mut u64,
        all: &mut Besides,
    ) -> Option<()> {
        let at = position(laid, here.first()?);
        let degree_m = Ellipsoid::WGS84.degree_m(at.lat);
        let within_m = tolerances.mismatch_m.max(tolerances.touch_m);
        let mut nearest: Vec<(bool, (Beside, &LooseEdge))> = Vec::new();
        for edge in laid.within(degrees_around(at, within_m)) {
            *left = left.checked_sub(1)?;
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
            let near = (Beside { at, neighbour, place, distance_m }, edge);
            match nearest.iter_mut().find(|(_, (known, _))| known.neighbour == neighbour) {
                Some((_, known)) if distance_m < known.0.distance_m => *known = near,
                Some(_) => {}
                None => nearest.push((touches, near)),
            }
        }
        nearest.sort_by(|(_, (a, _)), (_, (b, _))| {
            a.distance_m.total_cmp(&b.distance_m).then(a.neighbour.cmp(&b.neighbour))
        });
        all.near.extend(nearest.iter().take(MAX_NEAR).map(|&(_, (near, _))| near));
        nearest.retain(|(touches, (near, _))| !touches && near.distance_m <= tolerances.mismatch_m);
        for vertex in here {
            *left = left.checked_sub(nearest.len().try_into().unwrap_or(u64::MAX))?;
            let first = nearest.iter().find(|(_, (near, edge))| self.is_mismatch(vertex.piece, near, edge));
            all.mismatched.extend(first.map(|&(_, (near, _))| (*vertex, near)));
        }
        Some(())
    }

    /// Borders that part at a common vertex are near each other there without any fault: a vertex beyond it is one only if it is
    /// four times as far from there as from the border. Of two vertices that are near each other one is told.
    fn is_mismatch(&self, own: Piece, near: &Beside, edge: &LooseEdge) -> bool {
        let Beside { at, place, .. } = *near;
        if place == edge.from || place == edge.to {
            return !self.has(place, own) && own < near.neighbour;
        }
        let degree_m = Ellipsoid::WGS84.degree_m(at.lat);
        let mut ends = [edge.from, edge.to].into_iter().filter(|&end| self.has(end, own));
        ends.all(|end| near.distance_m * 4.0 <= apart_m(degree_m, at, end))
    }
}

/// Where a vertex is.
pub(super) fn position(laid: &Laid<'_>, vertex: &Vertex) -> LonLat {
    let edge = &laid.loose[vertex.edge];
    if vertex.end == 0 { edge.from } else { edge.to }
}

/// How far two positions near each other are apart, metres, where degrees of longitude and latitude are so long.
pub(super) fn apart_m([east_m, north_m]: [f64; 2], a: LonLat, b: LonLat) -> f64 {
    ((b.lon - a.lon) * east_m).hypot((b.lat - a.lat) * north_m)
}
