//! Rule `mismatched-vertex`: vertices on or beside a neighbour's border that the neighbour does not have (T-junctions).
//! Must not know areas; only edges that no neighbour has are looked at.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Laid;
use super::beside::{Beside, Vertex, position};
use crate::i18n::{tr, width};
use crate::project::FeatureId;
use crate::verify::names::Names;
use crate::verify::not_checked::not_checked;
use crate::verify::{Finding, Message, Severity, Subject};

/// A vertex and the border that it is beside.
type Told = (Vertex, Beside);

pub(crate) fn mismatched_vertex(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for laid in subject.coverages() {
        findings.extend(along_borders(subject, laid).values().filter_map(|along| finding(subject, laid, along)));
        if !laid.besides.unchecked.is_empty() {
            findings.push(not_checked(subject, laid.besides.unchecked.clone(), "finding.not-compared"));
        }
    }
    findings
}

/// The vertices by whose they are, whose border they are beside, and whether they are on it: those of one border are one finding, as
/// borders drawn twice differ at each of their vertices.
fn along_borders<'l>(
    subject: &Subject<'_>,
    laid: &'l Laid<'_>,
) -> BTreeMap<(FeatureId, FeatureId, bool), Vec<&'l Told>> {
    let mut along: BTreeMap<_, Vec<&Told>> = BTreeMap::new();
    // What was added to a long edge of a file in metres is no vertex of it.
    let is_own = |vertex: &Vertex| !laid.is_added(subject.project, &laid.loose[vertex.edge], vertex.end);
    let is_told = |(vertex, _): &&Told| laid.is_here(position(laid, vertex)) && is_own(vertex);
    for told in laid.besides.mismatched.iter().filter(is_told) {
        let (vertex, beside) = told;
        let exact = beside.distance_m < subject.tolerances.touch_m;
        along.entry((vertex.piece.0, beside.neighbour.0, exact)).or_default().push(told);
    }
    along
}

/// The finding of the vertices of one feature along the border of another, at the one that is farthest off.
fn finding(subject: &Subject<'_>, laid: &Laid<'_>, along: &[&Told]) -> Option<Finding> {
    let project = subject.project;
    // Of those equally far off the first in the file.
    let farthest = |a: &&&Told, b: &&&Told| a.1.distance_m.total_cmp(&b.1.distance_m).then(Ordering::Greater);
    let (vertex, beside) = along.iter().max_by(farthest)?;
    let (id, other) = (vertex.piece.0, beside.neighbour.0);
    let exact = beside.distance_m < subject.tolerances.touch_m;
    let severity = if exact { Severity::Note } else { Severity::Warning };
    let features = if other == id { vec![id] } else { vec![id, other] };
    let key = match (exact, along.len()) {
        (true, 1) => "finding.vertex-on-border",
        (true, _) => "finding.vertices-on-border",
        (false, 1) => "finding.mismatched-vertex",
        (false, _) => "finding.mismatched-vertices",
    };
    let [own, neighbour] = [id, other].map(|id| Names::of(project, &[id]));
    let (off_m, count) = (beside.distance_m, along.len());
    let message = Message::later(move |lang| {
        let (name, other) = (own.text(lang), neighbour.text(lang));
        tr!(lang, key, name = name, other = other, off = width(off_m), count = count).into_owned()
    });
    let found = Finding::of_many(subject, "mismatched-vertex", severity, features, message);
    let at = position(laid, vertex);
    let others = along.iter().map(|(vertex, _)| position(laid, vertex)).filter(|&other| other != at).collect();
    Some(found.placed(at, laid.vertex(project, &laid.loose[vertex.edge], vertex.end)).also_at(others))
}
