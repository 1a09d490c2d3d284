//! Rule `mismatched-vertex`: corners on or beside a neighbour's border that the neighbour does not have (T-junctions).
//! Must not know areas; only edges that no neighbour has are looked at.

use std::collections::BTreeMap;

use super::Laid;
use super::laid::Piece;
use super::words::{measure, names};
use crate::geodesy::{degrees_around, distance_m};
use crate::geometry::overlay::LooseEdge;
use crate::geometry::{LonLat, nearest_on_line};
use crate::i18n::tr;
use crate::project::FeatureId;
use crate::verify::not_checked::not_checked;
use crate::verify::{Finding, Severity, Subject};

/// A position as something to sort by.
type Bits = (u64, u64);

fn bits(at: LonLat) -> Bits {
    (at.lon.to_bits(), at.lat.to_bits())
}

/// A neighbour's border beside a corner: the edge of it that is nearest, the place on that, and how far it is.
#[derive(Clone, Copy)]
struct Beside<'a> {
    neighbour: Piece,
    edge: &'a LooseEdge,
    place: LonLat,
    distance_m: f64,
}

/// The ends of loose edges, by place and polygon, each with an edge and which of its ends it is.
type Corners<'a> = BTreeMap<(Bits, Piece), (&'a LooseEdge, usize)>;

pub(crate) fn mismatched_vertex(subject: &Subject<'_>) -> Vec<Finding> {
    let (project, mut left) = (subject.project, subject.tolerances.most_pairs);
    let mut findings = Vec::new();
    for laid in subject.coverages().iter().filter(|laid| laid.group.across.is_none()) {
        let corners = corners(laid);
        let mut of_group: Vec<(Piece, Finding)> = Vec::new();
        let mut unchecked: Vec<FeatureId> = Vec::new();
        for (&(_, own), &(edge, end)) in &corners {
            let at = if end == 0 { edge.from } else { edge.to };
            match beside(laid, &corners, own, at, subject.tolerances.mismatch_m, &mut left) {
                Ok(found) => {
                    of_group.extend(found.map(|near| (own, finding(subject, laid, (own.0, at, edge, end), &near))));
                }
                Err(TooMuch) => unchecked.push(own.0),
            }
        }
        of_group.sort_by_key(|(piece, _)| *piece);
        findings.extend(of_group.into_iter().map(|(_, finding)| finding));
        if !unchecked.is_empty() {
            unchecked.sort_unstable();
            unchecked.dedup();
            findings.push(not_checked(project, unchecked, "finding.not-compared"));
        }
    }
    findings
}

/// More pairs of corners and edges lie near each other than may be looked at.
struct TooMuch;

fn corners<'a>(laid: &'a Laid<'_>) -> Corners<'a> {
    let ends = |edge: &'a LooseEdge| {
        let piece = laid.piece(edge);
        [((bits(edge.from), piece), (edge, 0)), ((bits(edge.to), piece), (edge, 1))]
    };
    laid.loose.iter().flat_map(ends).collect()
}

/// The nearest neighbour with a border within a distance of a corner, that has no corner there. Of each neighbour the nearest place of
/// its border counts, whether or not it is told.
fn beside<'a>(
    laid: &'a Laid<'_>,
    corners: &Corners<'_>,
    own: Piece,
    at: LonLat,
    within_m: f64,
    left: &mut u64,
) -> Result<Option<Beside<'a>>, TooMuch> {
    let mut nearest: BTreeMap<Piece, Beside<'a>> = BTreeMap::new();
    for edge in laid.within(degrees_around(at, within_m)) {
        *left = left.checked_sub(1).ok_or(TooMuch)?;
        let neighbour = laid.piece(edge);
        if neighbour == own {
            continue;
        }
        let Some(place) = nearest_on_line(&[edge.from, edge.to], at) else { continue };
        let near = Beside { neighbour, edge, place, distance_m: distance_m(at, place) };
        let best = nearest.entry(neighbour).or_insert(near);
        if near.distance_m < best.distance_m {
            *best = near;
        }
    }
    let mut told = None;
    for near in nearest.into_values().filter(|near| near.distance_m <= within_m) {
        let nearer = told.as_ref().is_none_or(|told: &Beside<'_>| near.distance_m < told.distance_m);
        if nearer && is_mismatch(corners, own, at, &near) {
            told = Some(near);
        }
    }
    Ok(told)
}

/// A neighbour that has a corner there has none missing. Borders that part at a common corner are near each other there without any
/// fault: a corner beyond it is one only if it is four times as far from there as from the border. Of two corners that are near
/// each other one is told.
fn is_mismatch(corners: &Corners<'_>, own: Piece, at: LonLat, near: &Beside<'_>) -> bool {
    if corners.contains_key(&(bits(at), near.neighbour)) {
        return false;
    }
    let common = |end: LonLat| corners.contains_key(&(bits(end), own));
    let (edge, place) = (near.edge, near.place);
    if place == edge.from || place == edge.to {
        return !common(place) && own < near.neighbour;
    }
    let ends = [edge.from, edge.to].into_iter().filter(|&end| common(end));
    ends.map(|end| distance_m(at, end)).all(|away_m| near.distance_m * 4.0 <= away_m)
}

fn finding(
    subject: &Subject<'_>,
    laid: &Laid<'_>,
    (id, at, edge, end): (FeatureId, LonLat, &LooseEdge, usize),
    beside: &Beside<'_>,
) -> Finding {
    let project = subject.project;
    let exact = beside.distance_m < subject.tolerances.touch_m;
    let severity = if exact { Severity::Note } else { Severity::Warning };
    let other = beside.neighbour.0;
    let features = if other == id { vec![id] } else { vec![id, other] };
    let found = Finding::new(project, "mismatched-vertex", severity, features, |lang| {
        let (name, other) = (names(project, &[id], lang), names(project, &[other], lang));
        if exact {
            tr!(lang, "finding.vertex-on-border", name = name, other = other).into_owned()
        } else {
            let off = measure(beside.distance_m);
            tr!(lang, "finding.mismatched-vertex", name = name, other = other, off = off).into_owned()
        }
    });
    found.placed(at, laid.vertex(project, edge, end))
}
