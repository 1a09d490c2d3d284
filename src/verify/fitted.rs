//! Rule `fitted-limit`: stretches of boundary that were moved until the areas came out, so that their agreement proves nothing.
//! Must not know the areas.

use serde_json::Value;

use super::{Finding, Severity};
use crate::i18n::{Lang, list, tr};
use crate::project::{Feature, FeatureId, Project, Style};

pub(super) fn fitted_limit(project: &Project) -> Vec<Finding> {
    let fitted: Vec<FeatureId> = fitted_limits(project).collect();
    if fitted.is_empty() {
        return Vec::new();
    }
    let keys = fitted.iter().filter_map(|&id| project.feature(id));
    let keys: Vec<&str> = keys.map(Feature::key).collect();
    let message = |lang: Lang| tr!(lang, "finding.fitted-limit", list = list(&keys, lang)).into_owned();
    vec![Finding::new(project, "fitted-limit", Severity::Note, fitted, message)]
}

/// The fitted stretches that bound a feature: those that name it in `between`; for a whole, those between one of its parts and `outside`.
#[must_use]
pub fn fitted_limits_of(project: &Project, id: FeatureId) -> Vec<FeatureId> {
    let key = |id| project.feature(id).map_or("", Feature::key);
    let whole = project.wholes.iter().find(|whole| whole.whole == id);
    let bounds = |limit: FeatureId| {
        let between = project.feature(limit).and_then(|f| f.properties.get("between")?.as_array());
        let sides: Vec<&str> = between.into_iter().flatten().filter_map(Value::as_str).collect();
        match whole {
            Some(whole) => sides.contains(&"outside") && whole.parts.iter().any(|&part| sides.contains(&key(part))),
            None => sides.contains(&key(id)),
        }
    };
    fitted_limits(project).filter(|&limit| bounds(limit)).collect()
}

fn fitted_limits(project: &Project) -> impl Iterator<Item = FeatureId> {
    project.feature_ids().filter(|&id| project.layers[id.layer].style == Style::Limit && is_fitted(project, id))
}

fn is_fitted(project: &Project, id: FeatureId) -> bool {
    let line = project.feature(id).and_then(|f| f.properties.get("line"));
    line.and_then(Value::as_str) == Some("fitted")
}
