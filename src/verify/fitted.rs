//! Rule `fitted-limit`: boundary segments that were moved until the areas came out, so that their agreement proves nothing.
//! Must not know the areas.

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, list, tr};
use crate::project::{Feature, FeatureId};

pub(super) fn fitted_segment(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let fitted: Vec<FeatureId> = project.boundary_segments().filter(|&id| project.is_fitted(id)).collect();
    if fitted.is_empty() {
        return Vec::new();
    }
    let keys = fitted.iter().filter_map(|&id| project.feature(id));
    let keys: Vec<&str> = keys.map(Feature::key).collect();
    let message = |lang: Lang| tr!(lang, "finding.fitted-limit", list = list(&keys, lang)).into_owned();
    vec![Finding::new(subject, "fitted-limit", Severity::Note, fitted, message)]
}
