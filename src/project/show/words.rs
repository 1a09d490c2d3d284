//! Words that stops are made of: blocks, lists of names, pages, notes.
//! Must not know what any stop is about.

use super::stop::{Block, Content};
use crate::i18n::{Lang, Localized, list, tr};
use crate::project::{FeatureId, Item, Limit, Project, Tie};

/// The most names in one list.
const MOST_NAMES: usize = 6;

impl Block {
    pub(super) fn new(build: usize, content: Content) -> Self {
        Self { build, content }
    }

    pub(super) fn heading(build: usize, text: Localized) -> Self {
        Self::new(build, Content::Heading(text))
    }

    pub(super) fn remark(build: usize, text: Localized) -> Self {
        Self::new(build, Content::Remark(text))
    }

    /// A point that says what an item says, in a few words or in full.
    pub(super) fn item(build: usize, item: &Item, in_full: bool) -> Self {
        let text = if in_full { item.text.clone() } else { Localized::default() };
        Self::new(build, Content::Point { head: item.title.clone(), text, tie: item.tie })
    }
}

/// Names in a row, each once, and how many more there are.
pub(super) fn some_of(names: &[&str], lang: Lang) -> String {
    let mut each: Vec<&str> = Vec::new();
    for &name in names {
        if !each.contains(&name) {
            each.push(name);
        }
    }
    let more = each.len().saturating_sub(MOST_NAMES);
    each.truncate(MOST_NAMES);
    let some = list(&each, lang);
    if more == 0 { some } else { tr!(lang, "stage.more-names", list = some, count = more).into_owned() }
}

/// The names of features in a row.
pub(super) fn names(project: &Project, ids: &[FeatureId], lang: Lang) -> String {
    let features = ids.iter().filter_map(|&id| project.feature(id));
    some_of(&features.map(|feature| feature.name().get(lang)).collect::<Vec<_>>(), lang)
}

/// A title with the number of its page, when there is more than one.
pub(super) fn paged(title: &Localized, at: usize, count: usize) -> Localized {
    if count < 2 {
        return title.clone();
    }
    Localized::each(|lang| tr!(lang, "stage.page", title = title.get(lang), at = at + 1, count = count).into_owned())
}

/// The id of a page: that of the first, or with its number.
pub(super) fn numbered(first: &str, at: usize) -> String {
    if at == 0 { first.to_owned() } else { format!("{}-{}", first.strip_suffix("-1").unwrap_or(first), at + 1) }
}

/// How much is not shown, if anything.
pub(super) fn left_out_block(build: usize, count: usize) -> Option<Block> {
    let text = |lang: Lang| tr!(lang, "stage.more-items", count = count).into_owned();
    (count > 0).then(|| Block::remark(build, Localized::each(text)))
}

/// The word for a tie.
pub(super) fn tie_word(tie: Tie, lang: Lang) -> String {
    let word = match tie {
        Tie::Stated => tr!(lang, "tie.stated"),
        Tie::ZoneWide => tr!(lang, "tie.zone-wide"),
        Tie::Inferred => tr!(lang, "tie.inferred"),
    };
    word.into_owned()
}

/// What an inferred tie means, where one of the items has it.
pub(super) fn inferred_tie(build: usize, items: &[&Item]) -> Option<Block> {
    let inferred = items.iter().any(|item| item.tie == Some(Tie::Inferred));
    inferred.then(|| Block::remark(build, Localized::each(|lang| tr!(lang, "stage.inferred-tie").into_owned())))
}

/// How far off places may be, the least exactly known of them, where that is recorded.
pub(super) fn accuracy(project: &Project, places: &[FeatureId]) -> Option<Block> {
    let known = places.iter().filter_map(|&id| project.feature(id)).filter_map(|feature| Limit::of(feature).accuracy_m);
    let most_m = known.reduce(f64::max)?;
    let metres = crate::i18n::number(most_m, 0);
    Some(Block::remark(0, Localized::each(|lang| tr!(lang, "stage.accuracy", metres = metres).into_owned())))
}

/// What only the presenter sees, line by line.
#[derive(Default)]
pub(super) struct Notes(Vec<Localized>);

impl Notes {
    pub(super) fn add(&mut self, line: Localized) {
        self.0.push(line);
    }

    /// What an item says in full, what is to be known of its wording, and why it is thought relevant to what.
    pub(super) fn item(&mut self, project: &Project, item: &Item) {
        self.add(Localized::each(|lang| {
            tr!(lang, "stage.noted", title = item.title.get(lang), text = item.text.get(lang)).into_owned()
        }));
        self.0.extend(item.note.clone());
        for relevance in &item.relevant {
            let name = project.named(&relevance.feature).next().and_then(|id| project.feature(id));
            let Some(name) = name.map(crate::project::Feature::name) else { continue };
            let reason = |lang: Lang| relevance.reason.get(lang);
            self.add(Localized::each(|lang| {
                tr!(lang, "card.relevant-to", name = name.get(lang), reason = reason(lang)).into_owned()
            }));
        }
    }

    pub(super) fn text(self) -> Localized {
        let line = |lang: Lang| self.0.iter().map(move |line| line.get(lang)).filter(|line| !line.is_empty());
        let text = Localized::each(|lang| line(lang).collect::<Vec<_>>().join("\n"));
        if text.is_empty() { Localized::default() } else { text }
    }
}
