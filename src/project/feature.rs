//! A feature: its id, its names, its properties as they were written.
//! Must not know its geometry, which its layer keeps.

use geojson::feature::Id;

use super::{Members, Provenance};
use crate::i18n::{Lang, Localized, displayed};

/// Whole numbers below this have a double each.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Which feature of a project: the layer's place and the feature's place in it, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureId {
    /// The layer's place.
    pub layer: usize,
    /// The feature's place in its layer.
    pub feature: usize,
}

/// A thing on the map, apart from its geometry.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// The id as it was written: a text, a number, or none.
    pub id: Option<Id>,
    /// The properties as they were written, numbers digit for digit.
    pub properties: Members,
    /// Members of the feature object that RFC 7946 does not define, if there are any.
    pub foreign_members: Option<Box<Members>>,
    /// Where it stands in its file.
    pub place: Option<Provenance>,
    position: usize,
    /// What it goes by where its id is no text.
    key: Box<str>,
    name: Localized,
}

impl Feature {
    /// A feature at a position of its file, from 0. One without an id is called by that position, `#1` being the first; one without a name, by its id.
    #[must_use]
    pub fn new(
        id: Option<Id>,
        properties: impl Into<Members>,
        foreign_members: Option<Box<Members>>,
        name: Option<Localized>,
        position: usize,
    ) -> Self {
        let key = match &id {
            Some(Id::String(_)) => String::new(),
            Some(Id::Number(number)) => number_text(number),
            None => format!("#{}", position + 1),
        };
        let name = name.unwrap_or_else(|| Localized::plain(key_of(id.as_ref(), &key)));
        let key = key.into();
        let properties = properties.into();
        Self { id, properties, foreign_members, place: None, position, key, name }
    }

    /// Its name in a language, on one line and with nothing in it that could deceive, as a window shows it; its id where nothing of
    /// the name can be seen.
    #[must_use]
    pub fn displayed_name(&self, lang: Lang) -> String {
        let name = displayed(self.name.get(lang));
        if name.is_empty() { displayed(self.key()) } else { name }
    }

    /// The same feature by another id; its name stays, unless that was the id.
    #[must_use]
    pub fn identified(self, id: Id) -> Self {
        let position = self.position;
        self.called(Some(id), position)
    }

    /// The same feature at another position of its file; its name stays, unless that was its number.
    #[must_use]
    pub fn counted_at(self, position: usize) -> Self {
        let id = self.id.clone();
        self.called(id, position)
    }

    fn called(self, id: Option<Id>, position: usize) -> Self {
        let name = (self.name != Localized::plain(self.key())).then_some(self.name);
        let again = Self::new(id, self.properties, self.foreign_members, name, position);
        Self { place: self.place, ..again }
    }

    /// The same feature as it stands at a place of its file.
    #[must_use]
    pub fn read_at(self, place: Provenance) -> Self {
        Self { place: Some(place), ..self }
    }

    /// The same feature by another name.
    #[must_use]
    pub fn named(mut self, name: Localized) -> Self {
        self.name = name;
        self
    }

    /// Which feature of its file it is, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.position + 1
    }

    /// What other files call it by.
    #[must_use]
    pub fn key(&self) -> &str {
        key_of(self.id.as_ref(), &self.key)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Localized {
        &self.name
    }
}

/// A number as an id: 1.0 is 1, as JSON has but one kind of numbers.
fn number_text(number: &serde_json::Number) -> String {
    let whole = number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() < EXACT);
    whole.map_or_else(|| number.to_string(), |value| value.to_string())
}

/// An id that is a text, or else what stands for it.
fn key_of<'a>(id: Option<&'a Id>, other: &'a str) -> &'a str {
    match id {
        Some(Id::String(text)) => text,
        Some(Id::Number(_)) | None => other,
    }
}
