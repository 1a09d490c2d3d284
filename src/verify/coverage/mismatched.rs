//! Rule `mismatched-vertex`: corners on or beside a neighbour's border that the neighbour does not have (T-junctions).
//! Must not know areas; only edges that no neighbour has are looked at.

use std::collections::BTreeMap;

use super::Laid;
use super::words::{measure, names};
use crate::geodesy::{degrees_around, distance_m};
use crate::geometry::overlay::LooseEdge;
use crate::geometry::{LonLat, nearest_on_line};
use crate::i18n::tr;
use crate::project::FeatureId;
use crate::verify::{Finding, Severity, Subject};

/// A position as something to sort by.
type Bits = (u64, u64);

fn bits(at: LonLat) -> Bits {
    (at.lon.to_bits(), at.lat.to_bits())
}

/// A neighbour's border beside a corner.
struct Beside {
    neighbour: FeatureId,
    distance_m: f64,
}

/// The ends of loose edges, by feature and place, each with an edge and which of its ends it is.
type Corners<'a> = BTreeMap<(FeatureId, Bits), (&'a LooseEdge, usize)>;

pub(crate) fn mismatched_vertex(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for laid in subject.coverages().iter().filter(|laid| laid.group.across.is_none()) {
        let corners = corners(laid);
        for (&(id, _), &(edge, end)) in &corners {
            let at = if end == 0 { edge.from } else { edge.to };
            let beside = beside(laid, &corners, id, at, subject.tolerances.mismatch_m);
            findings.extend(beside.map(|beside| finding(subject, laid, (id, at, edge, end), &beside)));
        }
    }
    findings
}

fn corners<'a>(laid: &'a Laid<'_>) -> Corners<'a> {
    let ends = |edge: &'a LooseEdge| {
        let id = laid.owner(edge);
        [((id, bits(edge.from)), (edge, 0)), ((id, bits(edge.to)), (edge, 1))]
    };
    laid.loose.iter().flat_map(ends).collect()
}

/// The nearest neighbour with a border within a distance of a corner, that has no corner there.
fn beside(laid: &Laid<'_>, corners: &Corners<'_>, id: FeatureId, at: LonLat, within_m: f64) -> Option<Beside> {
    let mut nearest: Option<Beside> = None;
    for edge in laid.within(degrees_around(at, within_m)) {
        let neighbour = laid.owner(edge);
        if neighbour == id || corners.contains_key(&(neighbour, bits(at))) {
            continue;
        }
        let Some(place) = nearest_on_line(&[edge.from, edge.to], at) else { continue };
        let distance_m = distance_m(at, place);
        let nearer = nearest.as_ref().is_none_or(|nearest| distance_m < nearest.distance_m);
        if distance_m <= within_m && nearer && is_mismatch(corners, (id, neighbour), at, edge, place, distance_m) {
            nearest = Some(Beside { neighbour, distance_m });
        }
    }
    nearest
}

/// Borders that part at a common corner are near each other there without any fault: a corner beyond it is one only if it is
/// four times as far from there as from the border. Of two corners that are near each other one is told.
fn is_mismatch(
    corners: &Corners<'_>,
    (id, neighbour): (FeatureId, FeatureId),
    at: LonLat,
    edge: &LooseEdge,
    place: LonLat,
    off_m: f64,
) -> bool {
    let common = |end: LonLat| corners.contains_key(&(id, bits(end)));
    if place == edge.from || place == edge.to {
        return !common(place) && id < neighbour;
    }
    let ends = [edge.from, edge.to].into_iter().filter(|&end| common(end));
    ends.map(|end| distance_m(at, end)).all(|away_m| off_m * 4.0 <= away_m)
}

fn finding(
    subject: &Subject<'_>,
    laid: &Laid<'_>,
    (id, at, edge, end): (FeatureId, LonLat, &LooseEdge, usize),
    beside: &Beside,
) -> Finding {
    let project = subject.project;
    let exact = beside.distance_m < subject.tolerances.touch_m;
    let severity = if exact { Severity::Note } else { Severity::Warning };
    let features = vec![id, beside.neighbour];
    let found = Finding::new(project, "mismatched-vertex", severity, features, |lang| {
        let (name, other) = (names(project, &[id], lang), names(project, &[beside.neighbour], lang));
        if exact {
            tr!(lang, "finding.vertex-on-border", name = name, other = other).into_owned()
        } else {
            let off = measure(beside.distance_m);
            tr!(lang, "finding.mismatched-vertex", name = name, other = other, off = off).into_owned()
        }
    });
    found.placed(at, laid.vertex(project, edge, end))
}
