//! The names of features in a row, the first few of them and how many more there are.
//! Must not know what is said of them.

use crate::i18n::{Lang, list, printable, tr};
use crate::project::{FeatureId, Project};

/// Names told before the rest is only counted.
const NAMED: usize = 5;

/// The names of some features.
pub(super) fn names(project: &Project, features: &[FeatureId], lang: Lang) -> String {
    let name = |&id: &FeatureId| project.feature(id).map(|feature| printable(feature.name().get(lang)));
    let mut names: Vec<String> = features.iter().take(NAMED).filter_map(name).collect();
    if features.len() > NAMED {
        names.push(tr!(lang, "verify.more", count = features.len() - NAMED).into_owned());
    }
    list(&names.iter().map(String::as_str).collect::<Vec<_>>(), lang)
}
