//! Rule `fitted-limit`: stretches of boundary that were moved until the areas came out, so that their agreement proves nothing.
//! Must not know the areas.

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, list, tr};
use crate::project::{Feature, FeatureId, Limit, Project, Style};

pub(super) fn fitted_limit(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let fitted: Vec<FeatureId> = limits(project).filter(|&id| is_fitted(project, id)).collect();
    if fitted.is_empty() {
        return Vec::new();
    }
    let keys = fitted.iter().filter_map(|&id| project.feature(id));
    let keys: Vec<&str> = keys.map(Feature::key).collect();
    let message = |lang: Lang| tr!(lang, "finding.fitted-limit", list = list(&keys, lang)).into_owned();
    vec![Finding::new(project, "fitted-limit", Severity::Note, fitted, message)]
}

/// The stretches that bound a feature: those that name it in `between`; for a whole, those between one of its parts and `outside`.
#[must_use]
pub fn limits_of(project: &Project, id: FeatureId) -> Vec<FeatureId> {
    let mut limits = limits(project).peekable();
    if limits.peek().is_none() {
        return Vec::new();
    }
    let key = |id| project.feature(id).map_or("", Feature::key);
    let whole = project.wholes.iter().find(|whole| whole.whole == id);
    let bounds = |&limit: &FeatureId| {
        let sides = project.feature(limit).map(|feature| Limit::of(feature).between).unwrap_or_default();
        match whole {
            Some(whole) => sides.contains(&"outside") && whole.parts.iter().any(|&part| sides.contains(&key(part))),
            None => sides.contains(&key(id)),
        }
    };
    limits.filter(bounds).collect()
}

/// Those of them that were fitted.
#[must_use]
pub fn fitted_limits_of(project: &Project, id: FeatureId) -> Vec<FeatureId> {
    limits_of(project, id).into_iter().filter(|&limit| is_fitted(project, limit)).collect()
}

fn limits(project: &Project) -> impl Iterator<Item = FeatureId> {
    let layers = project.layers.iter().enumerate().filter(|(_, layer)| layer.style == Style::Limit);
    layers.flat_map(|(layer, of)| (0..of.features.len()).map(move |feature| FeatureId { layer, feature }))
}

fn is_fitted(project: &Project, id: FeatureId) -> bool {
    project.feature(id).is_some_and(|feature| Limit::of(feature).line == Some("fitted"))
}
