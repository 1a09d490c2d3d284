//! The names of features in a row, the first few of them and how many more there are.
//! Must not know what is said of them.

use crate::i18n::{Lang, Localized, list, printable, tr};
use crate::project::{FeatureId, Project};

/// Names told before the rest is only counted.
const NAMED: usize = 5;

/// The names of some features, to be put in words.
pub(super) struct Names {
    named: Vec<Localized>,
    further: usize,
}

impl Names {
    pub(super) fn of(project: &Project, features: &[FeatureId]) -> Self {
        let named = features.iter().take(NAMED).filter_map(|&id| Some(project.feature(id)?.name().clone()));
        Self { named: named.collect(), further: features.len().saturating_sub(NAMED) }
    }

    pub(super) fn text(&self, lang: Lang) -> String {
        let mut names: Vec<String> = self.named.iter().map(|name| printable(name.get(lang))).collect();
        if self.further > 0 {
            names.push(tr!(lang, "verify.more", count = self.further).into_owned());
        }
        list(&names.iter().map(String::as_str).collect::<Vec<_>>(), lang)
    }
}

/// The names of some features in words.
pub(super) fn names(project: &Project, features: &[FeatureId], lang: Lang) -> String {
    Names::of(project, features).text(lang)
}
