//! Told once for what is opened: which characters of its names no font has, so that boxes stand in their place.
//! Must not know where the names are shown.

use std::collections::BTreeSet;

use super::App;
use crate::desktop::job::{Ended, Job};
use crate::desktop::messages::MessageKind;
use crate::i18n::{Lang, Localized, list, tr};
use crate::project::Project;
use crate::typography::missing;

/// So many characters are named.
const NAMED: usize = 8;

impl App {
    /// Begins to look through the names of what is shown.
    pub(super) fn look_for_glyphs(&mut self) {
        let project = self.session.project().clone();
        self.glyphs = Some(Job::begin(&self.context, "glyphs", move |_| missing(&characters(&project))));
    }

    /// What came of it. That it could not be looked for is told nobody: the map shows what there is.
    pub(super) fn take_glyphs(&mut self, ended: Ended<Vec<char>>) {
        let missing = ended.unwrap_or_default();
        if missing.is_empty() {
            return;
        }
        let lang = self.session.lang();
        let named: Vec<String> = missing.iter().take(NAMED).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        let words = tr!(lang, "message.no-glyphs", count = missing.len(), list = list(&named, lang));
        self.messages.tell(MessageKind::Warning, words);
    }
}

/// The characters of all names and titles, each once.
fn characters(project: &Project) -> String {
    let mut found = BTreeSet::new();
    let mut add = |text: &Localized| {
        for text in Lang::ALL.into_iter().filter_map(|lang| text.in_language(lang)).filter(|text| !text.is_ascii()) {
            found.extend(text.chars());
        }
    };
    add(&project.title());
    for layer in &project.layers {
        add(&layer.title);
        layer.data.features().iter().for_each(|feature| add(feature.name()));
    }
    found.into_iter().collect()
}
