//! Search: the features and the policy items that hold all words of a query, in any language or script.
//! Must not know how hits are shown.

use std::collections::BTreeSet;

use super::fold::folded;
use super::{Feature, FeatureId, Layer, PolicyItem, PolicyLevel, ProjectContent, Style};
use crate::i18n::{Lang, Localized};

/// Properties that hold further names of a feature, beside the one that names it.
const NAME_PROPERTIES: [&str; 2] = ["alt_name", "follows"];

/// What a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The feature or the item.
    pub target: Target,
    /// How well it fits.
    pub rank: Rank,
}

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A feature of a layer that answers to a click, a road or a river.
    Feature(FeatureId),
    /// A policy item, by its place among all items.
    Item(usize),
}

/// How well a hit fits the query, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The query is a name, a key, or an item's title or id.
    Exact,
    /// A feature's name begins with it.
    NamePrefix,
    /// A feature's names hold all its words.
    NameContains,
    /// An item's title holds them.
    TitleContains,
    /// They stand in an item's title, text, reasons and group heading together.
    TextContains,
}

/// The texts of everything that can be found, folded.
#[derive(Debug)]
pub(super) struct SearchIndex {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    target: Target,
    /// A feature's names and key, an item's titles and id.
    names: BTreeSet<String>,
    /// What else an item says.
    texts: BTreeSet<String>,
}

impl SearchIndex {
    pub(super) fn new(project: &ProjectContent) -> Self {
        let features = project.feature_ids().filter(|id| is_searched(&project.layers[id.layer]));
        let features = features.filter_map(|id| Some(feature_entry(id, project.feature(id)?)));
        let items = project.items().enumerate().map(|(at, item)| item_entry(at, item, project));
        // A stable sort keeps this order: at equal rank features stand before items.
        Self { entries: features.chain(items).collect() }
    }
}

fn is_searched(layer: &Layer) -> bool {
    layer.queryable || matches!(layer.style, Style::Road | Style::River)
}

/// A text in all its languages.
fn all_folded(text: &Localized) -> impl Iterator<Item = String> {
    Lang::ALL.into_iter().filter_map(|lang| text.in_language(lang)).map(folded)
}

fn feature_entry(id: FeatureId, feature: &Feature) -> Entry {
    let further = NAME_PROPERTIES.iter().filter_map(|&name| feature.properties.get(name));
    let further = further.filter_map(|value| serde_json::from_value(value.clone()).ok());
    let mut names: BTreeSet<String> =
        further.flat_map(|text: Localized| all_folded(&text).collect::<Vec<_>>()).collect();
    names.extend(all_folded(feature.name()));
    names.insert(folded(feature.key()));
    Entry { target: Target::Feature(id), names, texts: BTreeSet::new() }
}

fn item_entry(at: usize, item: &PolicyItem, project: &ProjectContent) -> Entry {
    let mut names: BTreeSet<String> = all_folded(&item.title).collect();
    names.insert(folded(&item.id));
    let heading = project.policy_of(item).group(&item.group).map(|group| &group.title);
    let reasons = item.relevant.iter().map(|relevance| &relevance.reason);
    let texts = std::iter::once(&item.text).chain(heading).chain(reasons).flat_map(all_folded).collect();
    Entry { target: Target::Item(at), names, texts }
}

impl Entry {
    fn rank(&self, query: &str, words: &BTreeSet<&str>) -> Option<Rank> {
        if self.names.contains(query) {
            return Some(Rank::Exact);
        }
        let named = |word: &str| self.names.iter().any(|name| name.contains(word));
        let in_names = words.iter().all(|word| named(word));
        match self.target {
            Target::Feature(_) if self.names.iter().any(|name| name.starts_with(query)) => Some(Rank::NamePrefix),
            Target::Feature(_) => in_names.then_some(Rank::NameContains),
            Target::Item(_) if in_names => Some(Rank::TitleContains),
            Target::Item(_) => {
                let told = |word: &str| self.texts.iter().any(|text| text.contains(word));
                words.iter().all(|word| named(word) || told(word)).then_some(Rank::TextContains)
            }
        }
    }
}

impl ProjectContent {
    /// The features and policy items that hold all words of a query, best first; none for an empty one. Names and texts count in all
    /// languages, whatever the case, the width, the accents and the script. The first call builds an index.
    ///
    /// ```
    /// use zonemap::formats::{OpenOptions, open_builtin};
    ///
    /// let project = open_builtin(&OpenOptions::default())?;
    /// // In whatever script the words are.
    /// assert_eq!(project.search("智能制造").len(), project.search("智能製造").len());
    /// assert!(!project.search("manufacturing").is_empty());
    /// # Ok::<(), zonemap::formats::OpenError>(())
    /// ```
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Hit> {
        let query = folded(query);
        let words: BTreeSet<&str> = query.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        let hit = |entry: &Entry| Some(Hit { target: entry.target, rank: entry.rank(&query, &words)? });
        let mut hits: Vec<Hit> = self.search_index().entries.iter().filter_map(hit).collect();
        hits.sort_by_key(|hit| hit.rank);
        hits
    }

    /// The feature that a policy item is best shown at: the one it is about, else the first place it speaks of, else, for an item about the
    /// zone or its parts, the whole. None for other items, and for one there is not.
    #[must_use]
    pub fn feature_of_item(&self, index: usize) -> Option<FeatureId> {
        let item = self.items().nth(index)?;
        let mut keys = item.feature.iter().chain(&item.places);
        let whole = || {
            let of_the_zone = matches!(item.level, PolicyLevel::Zone | PolicyLevel::SubArea);
            self.wholes_of(item.namespace).next().filter(|_| of_the_zone).map(|whole| whole.whole)
        };
        keys.find_map(|key| self.named(item.namespace, key).next()).or_else(whole)
    }
}
