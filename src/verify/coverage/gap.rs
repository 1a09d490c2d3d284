//! Rule `gap`: places between areas that none of them covers, or that a whole covers and its parts do not.
//! Must not know overlaps.

use super::patch::{Patch, PatchWords};
use crate::i18n::{self, Lang, tr};
use crate::project::{FeatureId, Whole};
use crate::verify::{Finding, Severity, Subject};

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
    patch.finding(subject, "gap", severity, features, move |lang, PatchWords { list, area, width }| match &whole {
        Some(name) => tr!(lang, "finding.gap-in-whole", name = name.get(lang), area = area, width = width),
        None => tr!(lang, "finding.gap", list = list, area = area, width = width),
    })
}

/// A place that only slits join to the outside, so narrow that they are more likely mistakes than meant.
fn open(subject: &Subject<'_>, patch: &Patch, slit_m: f64) -> Finding {
    let narrow = patch.width_m < subject.tolerances.gap_width_m;
    let severity = if narrow { Severity::Warning } else { Severity::Note };
    let say = move |lang: Lang, PatchWords { list, area, width }: PatchWords| {
        let slit = i18n::width(slit_m);
        tr!(lang, "finding.gap-behind-slit", list = list, area = area, width = width, slit = slit)
    };
    patch.finding(subject, "gap", severity, patch.features.clone(), say).of_kind("gap-behind-slit")
}
