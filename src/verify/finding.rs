//! Something a rule found: what, how grave, where.
//! Must not know how it is reported.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::geometry::LonLat;
use crate::i18n::{Lang, Localized};
use crate::project::{FeatureId, Project};

/// How grave a finding is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The project is wrong, or was not checked: exit code 1.
    Error,
    /// Probably wrong.
    Warning,
    /// Worth knowing.
    Note,
}

/// Something a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's short name.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What was found, in plain words.
    pub message: Localized,
    /// The features concerned.
    pub features: Vec<FeatureId>,
    /// A place to look at.
    pub at: Option<LonLat>,
    /// The size of what is wrong, square metres, where it has one.
    pub area_m2: Option<f64>,
}

impl Finding {
    /// A finding about some features, with its message in every language.
    pub(super) fn new(
        project: &Project,
        rule: &'static str,
        severity: Severity,
        features: Vec<FeatureId>,
        message: impl Fn(Lang) -> String,
    ) -> Self {
        let at = features
            .first()
            .and_then(|&id| project.shape(id))
            .and_then(|shape| shape.inner_point().or_else(|| shape.parts().next()?.first()));
        Self { rule, severity, message: Localized::each(message), features, at, area_m2: None }
    }

    /// A name that stays the same as long as the same rule finds the same of the same features.
    #[must_use]
    pub fn id(&self, project: &Project) -> String {
        let keys = self.features.iter().filter_map(|&id| project.feature(id));
        let keys: Vec<&str> = keys.map(crate::project::Feature::key).collect();
        if keys.is_empty() { self.rule.to_owned() } else { format!("{}:{}", self.rule, keys.join("+")) }
    }
}
