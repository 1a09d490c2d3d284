//! The words that findings between features have in common: names in a row.
//! Must not know any rule.

use crate::i18n::{Lang, list};
use crate::project::{FeatureId, Project};

/// Names told before the rest is left out.
const NAMED: usize = 5;

/// The names of some features, the first few of them.
pub(in crate::verify) fn names(project: &Project, features: &[FeatureId], lang: Lang) -> String {
    let name = |&id: &FeatureId| project.feature(id).map(|feature| feature.name().get(lang));
    let mut names: Vec<&str> = features.iter().take(NAMED).filter_map(name).collect();
    if features.len() > NAMED {
        names.push("…");
    }
    list(&names, lang)
}
