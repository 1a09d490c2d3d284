//! Rule `overlap`: places that are covered more than once; and `not-checked` where that could not be found out.
//! Must not know gaps.

use std::collections::BTreeSet;

use super::patch::PatchWords;
use crate::i18n::{Lang, tr};
use crate::verify::not_checked::not_checked;
use crate::verify::{Finding, Severity, Subject};

pub(crate) fn overlap(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for laid in subject.coverages() {
        if !laid.unchecked.is_empty() {
            let features = laid.unchecked.iter().copied().collect();
            findings.push(not_checked(subject, features, "finding.not-overlaid"));
        }
        // What one area covers twice by itself is for the rules on single shapes to say.
        let shared =
            laid.found.overlaps.iter().filter(|patch| patch.features.len() > 1 && laid.group.asks(&patch.features));
        findings.extend(shared.map(|patch| {
            let say = |lang: Lang, PatchWords { list, area, width }: PatchWords| {
                tr!(lang, "finding.overlap", list = list, area = area, width = width)
            };
            patch.finding(subject, "overlap", Severity::Error, patch.features.clone(), say)
        }));
    }
    // Two groups may have two areas in common.
    let mut seen = BTreeSet::new();
    findings.retain(|finding| finding.rule != "overlap" || seen.insert((finding.features.clone(), finding.id.clone())));
    findings
}
