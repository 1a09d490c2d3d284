//! Search: the features and the policy items that hold all words of a query, in any language or script, or sound like it.
//! Must not know how hits are shown.

use std::collections::BTreeSet;

use geojson::{JsonObject, JsonValue};
use memchr::memmem::Finder;

use super::fold::folded;
use super::pinyin::Letters;
use super::{Feature, FeatureId, Layer, PolicyLevel, ProjectContent, Style};
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
    /// A feature of a layer that answers to a click, a road, a river, or a name around.
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
    /// It is the sound of a name or a title: their pinyin or its initials.
    SoundsAlike,
    /// They stand in an item's title, text, reasons and group heading together.
    TextContains,
    /// They stand in a feature's names and the values of its properties together.
    ValueContains,
    /// They are the name of something around, or its sound: it is no part of what is planned.
    Around,
}

/// The texts of everything that can be found, folded, in one: a text of its own for each would take several times the room.
#[derive(Debug, Default)]
pub(super) struct SearchIndex {
    /// What the entries say, one after another, each text between two new lines.
    texts: String,
    /// In the order of their texts.
    entries: Vec<Entry>,
}

/// Where in the texts the texts of a target stand: its names until the others begin, which end where the next entry begins.
#[derive(Debug)]
struct Entry {
    target: Target,
    names: usize,
    others: usize,
    /// Whether the names have Chinese characters.
    is_han: bool,
    /// Whether it is a name around.
    is_around: bool,
}

impl SearchIndex {
    pub(super) fn new(project: &ProjectContent) -> Self {
        let mut index = Self::default();
        for id in project.feature_ids().filter(|id| is_searched(&project.layers[id.layer])) {
            if let Some(feature) = project.feature(id) {
                let properties = feature.properties.read_once();
                let (mut values, is_around) = (BTreeSet::new(), project.layers[id.layer].style == Style::Name);
                let mut keep = |text: &str| {
                    values.insert(folded(text));
                };
                if !is_around {
                    properties.values().for_each(|value| leaves(value, &mut keep));
                }
                index.add((Target::Feature(id), is_around), &names_of(feature, &properties), &values);
            }
        }
        // At equal rank features stand before items.
        for (at, item) in project.items().enumerate() {
            let heading = project.policy_of(item).group(&item.group).map(|group| &group.title);
            let reasons = item.relevant.iter().map(|relevance| &relevance.reason);
            let others = std::iter::once(&item.text).chain(heading).chain(reasons).flat_map(all_folded).collect();
            let names = all_folded(&item.title).chain([folded(&item.id)]).collect();
            index.add((Target::Item(at), false), &names, &others);
        }
        index
    }

    fn add(&mut self, (target, is_around): (Target, bool), names: &BTreeSet<String>, others: &BTreeSet<String>) {
        let from = self.texts.len();
        self.texts.push('\n');
        self.push_all(names.iter());
        let to = self.texts.len();
        self.push_all(others.difference(names));
        let is_han = self.texts[from..to].contains(|c| c >= '\u{3400}');
        self.entries.push(Entry { target, names: from, others: to, is_han, is_around });
    }

    fn push_all<'a>(&mut self, texts: impl Iterator<Item = &'a String>) {
        for text in texts {
            self.texts.push_str(text);
            self.texts.push('\n');
        }
    }

    fn hits(&self, query: &Query<'_>) -> Vec<Hit> {
        let Some(longest) = query.words.iter().max_by_key(|word| word.len()) else { return Vec::new() };
        // One pass over all texts tells which entries have the longest word: the others are looked at for their sound alone.
        let finder = Finder::new(longest.as_bytes());
        let mut found = finder.find_iter(self.texts.as_bytes()).peekable();
        let mut hits = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let end = self.entries.get(at + 1).map_or(self.texts.len(), |next| next.names);
            let mut is_candidate = entry.is_han && query.may_sound();
            while found.next_if(|place| *place < end).is_some() {
                is_candidate = true;
            }
            if is_candidate {
                let (names, others) = (&self.texts[entry.names..entry.others], &self.texts[entry.others..end]);
                let rank = query.rank(entry, names, others);
                let rank = rank.map(|rank| if entry.is_around { Rank::Around } else { rank });
                hits.extend(rank.map(|rank| Hit { target: entry.target, rank }));
            }
        }
        hits.sort_by_key(|hit| hit.rank);
        hits
    }
}

/// What is searched for.
struct Query<'a> {
    /// All of it, folded, as it begins a text and as it is one: new lines part texts.
    begins: String,
    whole: String,
    words: BTreeSet<&'a str>,
    /// The words that may be pinyin.
    letters: Vec<(&'a str, Letters<'a>)>,
    /// All of it as pinyin.
    sound: Option<Letters<'a>>,
}

impl<'a> Query<'a> {
    /// A query by its folded text, and by its letters without spaces and apostrophes.
    fn new(folded: &'a str, joined: &'a str) -> Self {
        let words: BTreeSet<&str> = folded.split_whitespace().collect();
        let letters = words.iter().filter_map(|word| Some((*word, Letters::new(word)?))).collect();
        Self {
            begins: format!("\n{folded}"),
            whole: format!("\n{folded}\n"),
            words,
            letters,
            sound: Letters::new(joined),
        }
    }

    fn may_sound(&self) -> bool {
        self.sound.is_some() || !self.letters.is_empty()
    }

    fn rank(&self, entry: &Entry, names: &str, others: &str) -> Option<Rank> {
        if names.contains(&self.whole) {
            return Some(Rank::Exact);
        }
        let (contains, told) = match entry.target {
            Target::Feature(_) if names.contains(&self.begins) => return Some(Rank::NamePrefix),
            Target::Feature(_) => (Rank::NameContains, Rank::ValueContains),
            Target::Item(_) => (Rank::TitleContains, Rank::TextContains),
        };
        let is_in_names = |word: &&str| names.contains(*word);
        if self.words.iter().all(is_in_names) {
            return Some(contains);
        }
        if entry.is_han && self.sounds_like(names) {
            return Some(Rank::SoundsAlike);
        }
        self.words.iter().all(|word| is_in_names(word) || others.contains(*word)).then_some(told)
    }

    /// Whether all of it, or each word of it that is not in them, is the sound of some names.
    fn sounds_like(&self, names: &str) -> bool {
        let by_sound =
            |word: &str| self.letters.iter().any(|(other, letters)| *other == word && letters.sound_in(names));
        self.sound.is_some_and(|sound| sound.sound_in(names))
            || (self.words.len() > 1 && self.words.iter().all(|word| names.contains(*word) || by_sound(word)))
    }
}

fn is_searched(layer: &Layer) -> bool {
    layer.queryable || matches!(layer.style, Style::Road | Style::River | Style::Name)
}

/// A text in all its languages.
fn all_folded(text: &Localized) -> impl Iterator<Item = String> {
    Lang::ALL.into_iter().filter_map(|lang| text.in_language(lang)).map(folded)
}

/// What a feature is called, its key too.
fn names_of(feature: &Feature, properties: &JsonObject) -> BTreeSet<String> {
    let further = NAME_PROPERTIES.iter().filter_map(|&name| properties.get(name));
    let further = further.filter_map(|value| serde_json::from_value::<Localized>(value.clone()).ok());
    let further = further.flat_map(|text| all_folded(&text).collect::<Vec<_>>());
    further.chain(all_folded(feature.name())).chain([folded(feature.key())]).collect()
}

/// The texts and the numbers of a value, those inside lists and objects too.
fn leaves(value: &JsonValue, each: &mut impl FnMut(&str)) {
    match value {
        JsonValue::String(text) => each(text),
        JsonValue::Number(number) => each(&number.to_string()),
        JsonValue::Array(values) => values.iter().for_each(|value| leaves(value, each)),
        JsonValue::Object(members) => members.values().for_each(|value| leaves(value, each)),
        JsonValue::Null | JsonValue::Bool(_) => {}
    }
}

impl ProjectContent {
    /// The features and policy items that hold all words of a query, best first; none for an empty one. Names, texts and the values of
    /// properties count, in all languages, whatever the case, the width, the accents and the script, and names also by their pinyin or its
    /// initials. The first call builds an index.
    ///
    /// ```
    /// use zonemap::formats::{OpenOptions, open_builtin};
    ///
    /// let project = open_builtin(&OpenOptions::default())?;
    /// // In whatever script the words are, and by their sound.
    /// assert_eq!(project.search("智能制造").len(), project.search("智能製造").len());
    /// assert!(!project.search("manufacturing").is_empty() && !project.search("znzz").is_empty());
    /// # Ok::<(), zonemap::formats::OpenError>(())
    /// ```
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Hit> {
        let query = folded(query);
        let joined = query.replace([' ', '\''], "");
        self.search_index().hits(&Query::new(&query, &joined))
    }

    /// Builds the index of [`search`](Self::search), unless it is there: for who will search soon and has the time now.
    pub fn prepare_search(&self) {
        self.search_index();
    }

    /// The property of a feature whose value holds a word of a query that the feature's names do not hold, with that value as it was written.
    #[must_use]
    pub fn value_found(&self, id: FeatureId, query: &str) -> Option<(String, String)> {
        let (feature, query) = (self.feature(id)?, folded(query));
        let properties = feature.properties.read_once();
        let names = names_of(feature, &properties);
        let is_told = |word: &&str| !names.iter().any(|name| name.contains(*word));
        let words: Vec<&str> = query.split_whitespace().filter(is_told).collect();
        properties.iter().find_map(|(name, value)| {
            let mut found = None;
            leaves(value, &mut |text| {
                let form = folded(text);
                if found.is_none() && words.iter().any(|word| form.contains(word)) {
                    found = Some((name.clone(), text.to_owned()));
                }
            });
            found
        })
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
