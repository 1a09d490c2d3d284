//! Rule `gap`: places between areas that none of them covers, or that a whole covers and its parts do not.
//! Must not know overlaps.

use super::patch::Patch;
use crate::i18n::{area, tr, width};
use crate::project::{FeatureId, Whole};
use crate::verify::names::Names;
use crate::verify::{Finding, Message, Severity, Subject};

pub(crate) fn gap(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for laid in subject.coverages() {
        findings.extend(laid.found.gaps.iter().map(|patch| finding(subject, laid.group.whole, patch)));
        findings.extend(laid.found.holes.iter().map(|patch| finding(subject, None, patch)));
        findings.extend(laid.found.open_gaps.iter().map(|(patch, slit_m)| open(subject, patch, *slit_m)));
    }
    findings
}

fn finding(subject: &Subject<'_>, whole: Option<&Whole>, patch: &Patch) -> Finding {
    let narrow = patch.width_m < subject.tolerances.gap_width_m;
    let severity = if narrow || whole.is_some() { Severity::Error } else { Severity::Note };
    let mut features: Vec<FeatureId> = whole.iter().map(|whole| whole.whole).collect();
    features.extend(&patch.features);
    let whole = whole.and_then(|whole| Some(subject.project.feature(whole.whole)?.name().clone()));
    let around = Names::of(subject.project, &patch.features);
    let (area_m2, width_m) = (patch.area_m2, patch.width_m);
    let message = Message::later(move |lang| {
        let (area, width) = (area(area_m2, lang), width(width_m));
        match &whole {
            Some(name) => tr!(lang, "finding.gap-in-whole", name = name.get(lang), area = area, width = width),
            None => tr!(lang, "finding.gap", list = around.text(lang), area = area, width = width),
        }
        .into_owned()
    });
    patch.finding(subject, "gap", severity, features, message)
}

/// A place that only slits join to the outside, so narrow that they are more likely mistakes than meant.
fn open(subject: &Subject<'_>, patch: &Patch, slit_m: f64) -> Finding {
    let narrow = patch.width_m < subject.tolerances.gap_width_m;
    let severity = if narrow { Severity::Warning } else { Severity::Note };
    let around = Names::of(subject.project, &patch.features);
    let (area_m2, width_m) = (patch.area_m2, patch.width_m);
    let message = Message::later(move |lang| {
        let list = around.text(lang);
        let (area, width, slit) = (area(area_m2, lang), width(width_m), width(slit_m));
        tr!(lang, "finding.gap-behind-slit", list = list, area = area, width = width, slit = slit).into_owned()
    });
    patch.finding(subject, "gap", severity, patch.features.clone(), message).of_kind("gap-behind-slit")
}
