//! The words that findings between features have in common: names in a row, metres and square metres.
//! Must not know any rule.

use crate::i18n::{Lang, list, number};
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

/// A length in metres, or an area in square metres, with as many decimals as tell it from nothing.
pub(super) fn measure(value: f64) -> String {
    let decimals = if value < 0.1 { 4 } else { 2 };
    number(value, decimals)
}
