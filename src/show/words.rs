//! Words that stops are made of: blocks, lists of names, pages, notes.
//! Must not know what any stop is about.

use super::stop::{Block, Content};
use crate::i18n::{Lang, Localized, grouped, list_and_more, tr};
use crate::project::{Basis, BoundarySegment, Feature, FeatureId, Namespace, PolicyItem, Project, Source};

/// The most names of features in one list.
const MAX_NAMES: usize = 6;

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
    pub(super) fn item(build: usize, item: &PolicyItem, in_full: bool) -> Self {
        let text = if in_full { item.text.clone() } else { Localized::default() };
        Self::new(build, Content::Point { head: item.title.clone(), text, tie: item.listed_tie(), icon: None })
    }
}

/// Names in a row, each once and at most so many, and how many more there are.
pub(super) fn some_of(names: &[&str], most: usize, lang: Lang) -> String {
    let mut each: Vec<&str> = Vec::new();
    for &name in names {
        if !each.contains(&name) {
            each.push(name);
        }
    }
    let more = each.len().saturating_sub(most);
    each.truncate(most);
    list_and_more(&each, more, lang)
}

/// The names of features in a row.
pub(super) fn names(project: &Project, ids: &[FeatureId], lang: Lang) -> String {
    let features = ids.iter().filter_map(|&id| project.feature(id));
    some_of(&features.map(|feature| feature.name().get(lang)).collect::<Vec<_>>(), MAX_NAMES, lang)
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

/// How far off places may be, the least exactly known of them, where that is recorded; and whether they are the source's at all.
pub(super) fn accuracy(project: &Project, own: &Namespace, places: &[FeatureId]) -> Option<Block> {
    let features: Vec<&Feature> = places.iter().filter_map(|&id| project.feature(id)).collect();
    let most_m = features.iter().filter_map(|feature| BoundarySegment::of(feature).accuracy_m).reduce(f64::max)?;
    let keys: Vec<&str> = features.into_iter().map(Feature::key).collect();
    let about = |item: &&PolicyItem| item.feature.as_deref().is_some_and(|key| keys.contains(&key));
    let added = own.policy.items.iter().filter(about).any(|item| item.basis == Basis::Inferred);
    let key = if added { "stage.accuracy-added" } else { "stage.accuracy" };
    let text = |lang: Lang| tr!(lang, key, metres = grouped(most_m)).into_owned();
    Some(Block::remark(0, Localized::each(text)))
}

/// The policy's source with its date.
pub(super) fn source_line(source: &Source) -> Localized {
    if source.date.is_empty() || source.title.is_empty() {
        return source.title.clone();
    }
    let title = &source.title;
    Localized::each(|lang| tr!(lang, "stage.source", source = title.get(lang), date = source.date).into_owned())
}

/// What only the presenter sees, line by line.
#[derive(Default)]
pub(super) struct Notes(Vec<Localized>);

impl Notes {
    pub(super) fn add(&mut self, line: Localized) {
        self.0.push(line);
    }

    /// What an item says in full, what is to be known of its wording, and why it is thought relevant to what.
    pub(super) fn item(&mut self, project: &Project, item: &PolicyItem) {
        self.add(Localized::each(|lang| {
            tr!(lang, "stage.noted", title = item.title.get(lang), text = item.text.get(lang)).into_owned()
        }));
        self.0.extend(item.note.clone());
        for relevance in &item.relevant {
            let name = project.named(item.namespace, &relevance.feature).next().and_then(|id| project.feature(id));
            let Some(name) = name.map(Feature::name) else { continue };
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
