//! Rule `fitted-limit`: stretches of boundary that were moved until the areas came out, so that their agreement proves nothing.
//! Must not know the areas.

use super::{Finding, Severity};
use crate::i18n::{Lang, tr};
use crate::project::{FeatureId, Project, Style};

pub(super) fn fitted_limit(project: &Project) -> Vec<Finding> {
    let fitted: Vec<FeatureId> = project
        .feature_ids()
        .filter(|&id| project.layers[id.layer].style == Style::Limit && is_fitted(project, id))
        .collect();
    if fitted.is_empty() {
        return Vec::new();
    }
    let keys = fitted.iter().filter_map(|&id| project.feature(id));
    let list: Vec<&str> = keys.map(crate::project::Feature::key).collect();
    let list = list.join(", ");
    let message = |lang: Lang| tr!(lang, "finding.fitted-limit", list = list).into_owned();
    vec![Finding::new(project, "fitted-limit", Severity::Note, fitted, message)]
}

fn is_fitted(project: &Project, id: FeatureId) -> bool {
    let line = project.feature(id).and_then(|f| f.properties.get("line"));
    line.and_then(serde_json::Value::as_str) == Some("fitted")
}
