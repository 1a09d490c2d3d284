//! Rule `fitted-limit`: stretches of boundary that were moved until the areas came out, so that their agreement proves nothing.
//! Must not know the areas.

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, list, tr};
use crate::project::{Feature, FeatureId, Project};

pub(super) fn fitted_limit(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let fitted: Vec<FeatureId> = project.limits().filter(|&id| project.is_fitted(id)).collect();
    if fitted.is_empty() {
        return Vec::new();
    }
    let keys = fitted.iter().filter_map(|&id| project.feature(id));
    let keys: Vec<&str> = keys.map(Feature::key).collect();
    let message = |lang: Lang| tr!(lang, "finding.fitted-limit", list = list(&keys, lang)).into_owned();
    vec![Finding::new(subject, "fitted-limit", Severity::Note, fitted, message)]
}

/// The stretches that bound a feature.
#[must_use]
pub fn limits_of(project: &Project, id: FeatureId) -> Vec<FeatureId> {
    project.limits_of(id)
}

/// Those of them that were fitted.
#[must_use]
pub fn fitted_limits_of(project: &Project, id: FeatureId) -> Vec<FeatureId> {
    project.limits_of(id).into_iter().filter(|&limit| project.is_fitted(limit)).collect()
}
