//! Rule `fitted-limit`: boundary segments that were moved until the areas came out, so that their agreement proves nothing.
//! Must not know the areas.

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, list, tr};
use crate::project::FeatureId;

pub(super) fn fitted_segment(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let fitted: Vec<FeatureId> = project.boundary_segments().filter(|&id| project.is_fitted(id)).collect();
    if fitted.is_empty() {
        return Vec::new();
    }
    let message = |lang: Lang| {
        // By what they follow: an id tells a reader nothing.
        let names = fitted.iter().filter_map(|&id| project.feature(id));
        let names: Vec<&str> = names.map(|feature| feature.name().get(lang)).collect();
        tr!(lang, "finding.fitted-limit", list = list(&names, lang)).into_owned()
    };
    vec![Finding::new(subject, "fitted-limit", Severity::Note, fitted.clone(), message)]
}
