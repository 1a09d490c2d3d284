//! Rules `whole-not-filled`, `no-parts`, `mixed-levels`, `whole-of-one-part` and `sum-not-compared`: are all parts of a whole there, and
//! all figures that its sum needs?
//! Must not know whether sums come out.

use super::names::names;
use super::{Finding, Severity, Subject};
use crate::i18n::{number, tr};
use crate::project::{FeatureId, MixedLevel, OddLevels, Origin, Whole};

/// Parts that fill less of their whole than this are told as too few: a narrow gap is for other rules to say.
const FULL: f64 = 0.9;
/// The most features that a finding points at.
const MAX_FEATURES: usize = 20;

/// Wholes whose parts nobody listed, with too little inside: a part seems to be missing. A declared outline with less than that may be meant to
/// be filled, and is a warning.
pub(super) fn whole_not_filled(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let found = project.wholes.iter().filter(|whole| whole.origin != Origin::Project && !whole.parts.is_empty());
    let wholes = found.map(|whole| (whole.whole, &whole.parts[..], Severity::Error, "finding.whole-not-filled"));
    let outlines = project
        .hardly_filled_outlines()
        .map(|(outline, inside)| (outline, inside, Severity::Warning, "finding.outline-hardly-filled"));
    let finding = |(whole, parts, severity, key): (FeatureId, &[FeatureId], Severity, &'static str)| {
        let filled = project.filled(whole, parts);
        (filled < FULL).then(|| {
            let features = std::iter::once(whole).chain(parts.iter().copied()).collect();
            let finding = Finding::new(subject, "whole-not-filled", severity, features, |lang| {
                let (name, count) = (names(project, &[whole], lang), parts.len());
                let percent = number(filled * 100.0, if filled < 0.001 { 3 } else { 0 });
                tr!(lang, key, name = name, count = count, percent = percent).into_owned()
            });
            finding.of_kind(key)
        })
    };
    wholes.chain(outlines).filter_map(finding).collect()
}

/// Wholes with a declared figure that cannot be compared with the sum of their parts, since only some of these have one.
pub(super) fn sum_not_compared(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let is_declared = |id: &FeatureId| project.declared.contains_key(id);
    let declared = project.wholes.iter().filter(|whole| is_declared(&whole.whole));
    let some = declared.filter(|whole| whole.parts.iter().any(is_declared) && !whole.parts.iter().all(is_declared));
    some.map(|whole| {
        Finding::new(subject, "sum-not-compared", Severity::Warning, features(whole), |lang| {
            let without: Vec<FeatureId> = whole.parts.iter().filter(|part| !is_declared(part)).copied().collect();
            let (name, list) = (names(project, &[whole.whole], lang), names(project, &without, lang));
            tr!(lang, "finding.sum-not-compared", name = name, list = list).into_owned()
        })
    })
    .collect()
}

/// Areas in which nothing lies, though their neighbours are made up of parts: perhaps all of theirs were lost.
pub(super) fn no_parts(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let finding = |id: FeatureId| {
        Finding::new(subject, "no-parts", Severity::Warning, vec![id], |lang| {
            tr!(lang, "finding.no-parts", name = names(project, &[id], lang)).into_owned()
        })
    };
    subject.odd_levels().bare.iter().copied().map(finding).collect()
}

/// Areas of two levels side by side: a whole left from before it was divided, or parts whose whole is missing. Where both may be meant a
/// note says which have parts, or parts over more levels, and which have not.
pub(super) fn mixed_levels(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let finding = |MixedLevel { wholes, bare }: &MixedLevel, severity: Severity, key: &'static str| {
        let features = wholes.iter().chain(bare).take(MAX_FEATURES).copied().collect();
        let finding = Finding::new(subject, "mixed-levels", severity, features, |lang| {
            let (wholes, bare) = (names(project, wholes, lang), names(project, bare, lang));
            tr!(lang, key, wholes = wholes, bare = bare).into_owned()
        });
        finding.of_kind(key)
    };
    let OddLevels { mixed, in_part, .. } = subject.odd_levels();
    let unequal = project.levels_of_unequal_depth();
    let mixed = mixed.iter().map(|level| finding(level, Severity::Warning, "finding.mixed-levels"));
    let in_part = in_part.iter().map(|level| finding(level, Severity::Note, "finding.made-up-in-part"));
    let unequal = unequal.iter().map(|level| finding(level, Severity::Note, "finding.levels-of-unequal-depth"));
    mixed.chain(in_part).chain(unequal).collect()
}

/// Wholes of one part that covers all of them, as their neighbours show: a district of one parcel, or an area twice.
pub(super) fn whole_of_one_part(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let shown = project.wholes.iter().filter(|whole| whole.origin == Origin::Containment && whole.parts.len() == 1);
    let full = shown.filter(|whole| project.filled(whole.whole, &whole.parts) >= FULL);
    full.map(|whole| {
        Finding::new(subject, "whole-of-one-part", Severity::Warning, features(whole), |lang| {
            let (name, part) = (names(project, &[whole.whole], lang), names(project, &whole.parts, lang));
            tr!(lang, "finding.whole-of-one-part", name = name, part = part).into_owned()
        })
    })
    .collect()
}

fn features(whole: &Whole) -> Vec<FeatureId> {
    std::iter::once(whole.whole).chain(whole.parts.iter().copied()).collect()
}
