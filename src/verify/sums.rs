//! Rules `declared-sum` and `measured-sum`: do the parts make up the whole, as declared and as drawn?
//! Must not know why they might not.

use super::{Finding, Severity, Subject, Tolerances};
use crate::geodesy::{Declared, Interval, sum_km2_text};
use crate::i18n::{Lang, area_km2, number, tr};
use crate::project::{FeatureId, Project, Whole};

/// A whole beside its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct SumCheck<'a> {
    /// What makes up what.
    pub whole: &'a Whole,
    /// The whole's declared area.
    pub declared_whole: Option<&'a Declared>,
    /// The parts' declared areas; none unless every part has one.
    pub declared_parts: Option<Vec<&'a Declared>>,
    /// Whether the declared figures can add up, each being rounded; none unless all are declared.
    pub declared_agrees: Option<bool>,
    /// The whole's area by the reference method, square metres.
    pub measured_whole_m2: f64,
    /// The parts' areas together, square metres.
    pub measured_parts_m2: f64,
    /// Whether the two differ by no more than the tolerance.
    pub agrees: bool,
}

impl SumCheck<'_> {
    /// The parts together less the whole, square metres.
    #[must_use]
    pub fn difference_m2(&self) -> f64 {
        self.measured_parts_m2 - self.measured_whole_m2
    }

    /// The parts' declared areas added up, in km² with all their digits.
    #[must_use]
    pub fn declared_parts_km2(&self) -> Option<String> {
        self.declared_parts.as_deref().map(sum_km2_text)
    }
}

/// Every whole of a project beside its parts.
#[must_use]
pub fn sum_checks<'a>(project: &'a Project, tolerances: &Tolerances) -> Vec<SumCheck<'a>> {
    project.wholes.iter().map(|whole| sum_check(project, whole, tolerances)).collect()
}

fn sum_check<'a>(project: &'a Project, whole: &'a Whole, tolerances: &Tolerances) -> SumCheck<'a> {
    let declared = |id: &FeatureId| project.declared.get(id);
    let declared_whole = declared(&whole.whole);
    let declared_parts: Option<Vec<&Declared>> = whole.parts.iter().map(declared).collect();
    let declared_agrees = declared_whole
        .zip(declared_parts.as_ref())
        .map(|(whole, parts)| overlap(whole.interval(), sum_interval(parts)));
    let measured_whole_m2 = project.area_m2(whole.whole);
    let measured_parts_m2: f64 = whole.parts.iter().map(|&part| project.area_m2(part)).sum();
    let tolerance_m2 = tolerances.sum_m2.max(tolerances.sum_relative * measured_whole_m2);
    SumCheck {
        whole,
        declared_whole,
        declared_parts,
        declared_agrees,
        measured_whole_m2,
        measured_parts_m2,
        agrees: (measured_parts_m2 - measured_whole_m2).abs() <= tolerance_m2,
    }
}

/// What the true areas can add up to when each was rounded by itself.
fn sum_interval(parts: &[&Declared]) -> Interval {
    let intervals = parts.iter().map(|part| part.interval());
    intervals.fold(Interval { low_m2: 0.0, high_m2: 0.0 }, |sum, part| Interval {
        low_m2: sum.low_m2 + part.low_m2,
        high_m2: sum.high_m2 + part.high_m2,
    })
}

fn overlap(a: Interval, b: Interval) -> bool {
    a.low_m2 < b.high_m2 && b.low_m2 < a.high_m2
}

pub(super) fn declared_sum(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in sum_checks(subject.project, subject.tolerances) {
        let (Some(false), Some(whole), Some(parts)) =
            (check.declared_agrees, check.declared_whole, check.declared_parts_km2())
        else {
            continue;
        };
        findings.push(finding(subject.project, "declared-sum", check.whole, |lang, name| {
            let declared = whole.km2_text();
            tr!(lang, "finding.declared-sum", name = name, parts = parts, declared = declared).into_owned()
        }));
    }
    findings
}

pub(super) fn measured_sum(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in sum_checks(subject.project, subject.tolerances).into_iter().filter(|check| !check.agrees) {
        let off_m2 = check.difference_m2();
        let mut found = finding(subject.project, "measured-sum", check.whole, |lang, name| {
            tr!(
                lang,
                "finding.measured-sum",
                name = name,
                parts = area_km2(check.measured_parts_m2),
                whole = area_km2(check.measured_whole_m2),
                off = number(off_m2, 1),
            )
            .into_owned()
        });
        found.area_m2 = Some(off_m2.abs());
        findings.push(found);
    }
    findings
}

fn finding(project: &Project, rule: &'static str, whole: &Whole, message: impl Fn(Lang, &str) -> String) -> Finding {
    let features = std::iter::once(whole.whole).chain(whole.parts.iter().copied()).collect();
    Finding::new(project, rule, Severity::Error, features, |lang| {
        let name = project.feature(whole.whole).map_or("", |f| f.name().get(lang));
        message(lang, name)
    })
}
