//! The names of features in a row, the first few of them and how many more there are.
//! Must not know what is said of them.

use crate::i18n::{Lang, printable, tr};
use crate::project::{FeatureId, Project};

/// Names told before the rest is only counted.
const NAMED: usize = 5;

/// The names of some features.
pub(super) fn names(project: &Project, features: &[FeatureId], lang: Lang) -> String {
    let comma = tr!(lang, "lang.list-comma");
    let mut names = String::new();
    let told = features.iter().take(NAMED).filter_map(|&id| project.feature(id));
    for (place, feature) in told.enumerate() {
        if place > 0 {
            names.push_str(&comma);
        }
        names.push_str(&printable(feature.name().get(lang)));
    }
    if features.len() > NAMED {
        names.push_str(&comma);
        names.push_str(&tr!(lang, "verify.more", count = features.len() - NAMED));
    }
    names
}
