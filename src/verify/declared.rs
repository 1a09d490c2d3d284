//! Rules `declared-twice` and `nothing-declared`: is there one declared figure to compare with?
//! Must not compare it.

use super::nothing::has_areas;
use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, declared_text, tr};

pub(super) fn declared_twice(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let both = project
        .declared_besides
        .iter()
        .filter_map(|(&id, others)| Some((id, project.feature(id)?, project.declared.get(&id)?, others)))
        .flat_map(|(id, feature, declared, others)| others.iter().map(move |other| (id, feature, declared, other)));
    both.filter(|(_, _, declared, other)| !declared.agrees_with(other))
        .map(|(id, feature, declared, other)| {
            Finding::new(subject, "declared-twice", Severity::Error, vec![id], |lang| {
                let name = feature.name().get(lang);
                let (text, other) = (declared_text(declared, lang), declared_text(other, lang));
                tr!(lang, "finding.declared-twice", name = name, declared = text, other = other).into_owned()
            })
        })
        .collect()
}

pub(super) fn nothing_declared(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    // Without any area nothing is measured, which is told by itself.
    if !project.declared.is_empty() || !has_areas(project) {
        return Vec::new();
    }
    let message = |lang: Lang| tr!(lang, "finding.nothing-declared").into_owned();
    vec![Finding::new(subject, "nothing-declared", Severity::Warning, Vec::new(), message)]
}
