//! Rules `part-outside` and `whole-unequal-union`: do the parts cover their whole, and nothing else?
//! Must not know areas as declared or added up.

use super::laid::{Found, Laid};
use super::patch::PatchWords;
use crate::i18n::{Lang, area, tr};
use crate::project::{FeatureId, Whole};
use crate::verify::names::{Names, names};
use crate::verify::{Finding, Severity, Subject};

fn of_wholes<'s, 'a>(subject: &'s Subject<'a>) -> impl Iterator<Item = (&'s Laid<'a>, &'a Whole, &'s Found)> {
    let laid = subject.coverages().iter();
    laid.filter_map(|laid| Some((laid, laid.group.whole?, &laid.found)))
}

pub(crate) fn part_outside(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, whole, found) in of_wholes(subject) {
        findings.extend(found.outside.iter().map(|patch| {
            let mut features = patch.features.clone();
            features.push(whole.whole);
            let name = Names::of(subject.project, &[whole.whole]);
            let say = move |lang: Lang, PatchWords { list, area, width }: PatchWords| {
                tr!(lang, "finding.part-outside", list = list, name = name.text(lang), area = area, width = width)
            };
            patch.finding(subject, "part-outside", Severity::Error, features, say)
        }));
    }
    findings
}

pub(crate) fn whole_unequal_union(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let unequal = of_wholes(subject).filter(|(_, _, found)| !found.gaps.is_empty() || !found.outside.is_empty());
    unequal
        .map(|(laid, whole, found)| {
            let gaps_m2: f64 = found.gaps.iter().map(|patch| patch.area_m2).sum();
            let outside_m2: f64 = found.outside.iter().map(|patch| patch.area_m2).sum();
            let features: Vec<FeatureId> =
                std::iter::once(whole.whole).chain(laid.group.members.iter().copied()).collect();
            let mut finding = Finding::new(subject, "whole-unequal-union", Severity::Error, features, |lang| {
                let name = names(project, &[whole.whole], lang);
                let (gaps, outside) = (area(gaps_m2, lang), area(outside_m2, lang));
                tr!(lang, "finding.whole-unequal-union", name = name, gaps = gaps, outside = outside).into_owned()
            });
            finding.area_m2 = Some(gaps_m2 + outside_m2);
            finding
        })
        .collect()
}
