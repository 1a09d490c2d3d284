//! Rule `mismatched-vertex`: corners on or beside a neighbour's border that the neighbour does not have (T-junctions).
//! Must not know areas; only edges that no neighbour has are looked at.

use std::collections::BTreeMap;

use super::Laid;
use super::laid::Piece;
use super::words::names;
use crate::geodesy::{Ellipsoid, degrees_around};
use crate::geometry::overlay::LooseEdge;
use crate::geometry::{LonLat, nearest_on_line};
use crate::i18n::{tr, width};
use crate::project::FeatureId;
use crate::verify::not_checked::not_checked;
use crate::verify::{Finding, Severity, Subject};

/// A position as something to sort by.
type Bits = (u64, u64);

fn bits(at: LonLat) -> Bits {
    (at.lon.to_bits(), at.lat.to_bits())
}

/// A corner of a polygon: an end of one of its loose edges, the first or the second.
#[derive(Clone, Copy)]
struct Corner<'a> {
    at: Bits,
    piece: Piece,
    edge: &'a LooseEdge,
    end: usize,
}

impl Corner<'_> {
    fn position(&self) -> LonLat {
        if self.end == 0 { self.edge.from } else { self.edge.to }
    }
}

/// A neighbour's border beside a corner: the edge of it that is nearest, the place on that, and how far it is.
#[derive(Clone, Copy)]
struct Beside<'a> {
    neighbour: Piece,
    edge: &'a LooseEdge,
    place: LonLat,
    distance_m: f64,
}

pub(crate) fn mismatched_vertex(subject: &Subject<'_>) -> Vec<Finding> {
    let mut left = subject.tolerances.most_pairs;
    let mut findings = Vec::new();
    for laid in subject.coverages().iter().filter(|laid| laid.group.across.is_none()) {
        let corners = Corners::of(laid);
        let mut told: Vec<(Corner<'_>, Beside<'_>)> = Vec::new();
        let mut unchecked: Vec<FeatureId> = Vec::new();
        for here in corners.0.chunk_by(|a, b| a.at == b.at) {
            match corners.beside(laid, here, subject.tolerances.mismatch_m, &mut left) {
                Some(found) => told.extend(found),
                None => unchecked.extend(here.iter().map(|corner| corner.piece.0)),
            }
        }
        told.sort_by_key(|(corner, _)| (corner.piece, corner.edge.ring, corner.edge.at, corner.end));
        findings.extend(told.iter().map(|(corner, beside)| finding(subject, laid, corner, beside)));
        if !unchecked.is_empty() {
            unchecked.sort_unstable();
            unchecked.dedup();
            findings.push(not_checked(subject.project, unchecked, "finding.not-compared"));
        }
    }
    findings
}

/// The corners of a coverage by place and polygon, each once.
struct Corners<'a>(Vec<Corner<'a>>);

impl<'a> Corners<'a> {
    fn of(laid: &'a Laid<'_>) -> Self {
        let ends = |edge: &'a LooseEdge| {
            let corner = |end, at| Corner { at: bits(at), piece: laid.piece(edge), edge, end };
            [corner(0, edge.from), corner(1, edge.to)]
        };
        let mut corners: Vec<Corner<'a>> = laid.loose.iter().flat_map(ends).collect();
        corners.sort_by_key(|corner| (corner.at, corner.piece));
        corners.dedup_by_key(|corner| (corner.at, corner.piece));
        Self(corners)
    }

    fn has(&self, at: LonLat, piece: Piece) -> bool {
        self.0.binary_search_by_key(&(bits(at), piece), |corner| (corner.at, corner.piece)).is_ok()
    }

    /// For the corners at one place the nearest neighbour with a border within a distance that has none there. Of each neighbour the
    /// nearest place of its border counts, whether or not it is told. `None` when more pairs lie near each other than may be looked at.
    fn beside(
        &self,
        laid: &'a Laid<'_>,
        here: &[Corner<'a>],
        within_m: f64,
        left: &mut u64,
    ) -> Option<Vec<(Corner<'a>, Beside<'a>)>> {
        let at = here.first()?.position();
        let [east_m, north_m] = Ellipsoid::WGS84.degree_m(at.lat);
        let mut nearest: BTreeMap<Piece, Beside<'a>> = BTreeMap::new();
        for edge in laid.within(degrees_around(at, within_m)) {
            *left = left.checked_sub(1)?;
            let neighbour = laid.piece(edge);
            if edge.from == at || edge.to == at || self.has(at, neighbour) {
                continue;
            }
            let Some(place) = nearest_on_line(&[edge.from, edge.to], at) else { continue };
            let distance_m = ((place.lon - at.lon) * east_m).hypot((place.lat - at.lat) * north_m);
            let near = Beside { neighbour, edge, place, distance_m };
            let best = nearest.entry(neighbour).or_insert(near);
            if distance_m < best.distance_m {
                *best = near;
            }
        }
        let mut nearest: Vec<Beside<'a>> = nearest.into_values().filter(|near| near.distance_m <= within_m).collect();
        nearest.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
        let mut told = Vec::new();
        for corner in here {
            *left = left.checked_sub(nearest.len().try_into().unwrap_or(u64::MAX))?;
            told.extend(
                nearest.iter().find(|near| self.is_mismatch(corner.piece, at, near)).map(|&near| (*corner, near)),
            );
        }
        Some(told)
    }

    /// Borders that part at a common corner are near each other there without any fault: a corner beyond it is one only if it is
    /// four times as far from there as from the border. Of two corners that are near each other one is told.
    fn is_mismatch(&self, own: Piece, at: LonLat, near: &Beside<'_>) -> bool {
        let (edge, place) = (near.edge, near.place);
        if place == edge.from || place == edge.to {
            return !self.has(place, own) && own < near.neighbour;
        }
        let [east_m, north_m] = Ellipsoid::WGS84.degree_m(at.lat);
        let ends = [edge.from, edge.to].into_iter().filter(|&end| self.has(end, own));
        let away_m = |end: LonLat| ((end.lon - at.lon) * east_m).hypot((end.lat - at.lat) * north_m);
        ends.map(away_m).all(|away_m| near.distance_m * 4.0 <= away_m)
    }
}

fn finding(subject: &Subject<'_>, laid: &Laid<'_>, corner: &Corner<'_>, beside: &Beside<'_>) -> Finding {
    let (project, id) = (subject.project, corner.piece.0);
    let exact = beside.distance_m < subject.tolerances.touch_m;
    let severity = if exact { Severity::Note } else { Severity::Warning };
    let other = beside.neighbour.0;
    let features = if other == id { vec![id] } else { vec![id, other] };
    let found = Finding::new(project, "mismatched-vertex", severity, features, |lang| {
        let (name, other) = (names(project, &[id], lang), names(project, &[other], lang));
        if exact {
            tr!(lang, "finding.vertex-on-border", name = name, other = other).into_owned()
        } else {
            let off = width(beside.distance_m);
            tr!(lang, "finding.mismatched-vertex", name = name, other = other, off = off).into_owned()
        }
    });
    found.placed(corner.position(), laid.vertex(project, corner.edge, corner.end))
}
