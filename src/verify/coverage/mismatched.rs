//! Rule `mismatched-vertex`: corners on or beside a neighbour's border that the neighbour does not have (T-junctions).
//! Must not know areas; only edges that no neighbour has are looked at.

use super::Laid;
use super::beside::{Beside, Corner, position};
use crate::i18n::{tr, width};
use crate::verify::names::names;
use crate::verify::not_checked::not_checked;
use crate::verify::{Finding, Severity, Subject};

pub(crate) fn mismatched_vertex(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for laid in subject.coverages() {
        let told = laid.besides.mismatched.iter().filter(|(corner, _)| laid.is_here(position(laid, corner)));
        findings.extend(told.map(|(corner, beside)| finding(subject, laid, corner, beside)));
        if !laid.besides.unchecked.is_empty() {
            findings.push(not_checked(subject.project, laid.besides.unchecked.clone(), "finding.not-compared"));
        }
    }
    findings
}

fn finding(subject: &Subject<'_>, laid: &Laid<'_>, corner: &Corner, beside: &Beside) -> Finding {
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
    found.placed(position(laid, corner), laid.vertex(project, &laid.loose[corner.edge], corner.end))
}
