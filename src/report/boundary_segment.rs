//! The report of a boundary segment: what it follows, how that is known, how long it is and its accuracy.
//! Must not know the areas that it bounds.

use serde_json::Value;

use crate::geodesy::length_of;
use crate::i18n::{Lang, displayed, known_word, number, tr};
use crate::project::{BoundarySegment, Certainty, Feature, FeatureId, Project};

/// What there is to say of a segment.
#[derive(Clone, Debug)]
pub struct SegmentReport<'a> {
    feature: &'a Feature,
    /// What its properties say.
    pub boundary: BoundarySegment<'a>,
    length_m: f64,
}

impl<'a> SegmentReport<'a> {
    /// The report of a feature as a segment; none for one that there is not.
    #[must_use]
    pub fn of(project: &'a Project, id: FeatureId) -> Option<Self> {
        let feature = project.feature(id)?;
        Some(Self {
            feature,
            boundary: BoundarySegment::of(feature),
            length_m: project.shape(id).map_or(0.0, length_of),
        })
    }

    /// Its id, safe to show.
    #[must_use]
    pub fn key(&self) -> String {
        displayed(self.feature.key())
    }

    /// Its name, which says what it follows.
    #[must_use]
    pub fn name(&self, lang: Lang) -> String {
        self.feature.displayed_name(lang)
    }

    /// Whether the source names what it follows, and how exactly the line is known; each only where that is said.
    #[must_use]
    pub fn known(&self, lang: Lang) -> [Option<String>; 2] {
        [("basis", "basis"), ("certainty", "line")].map(|(family, property)| {
            let word = self.feature.properties.get(property).and_then(Value::as_str);
            word.map(|word| known_word(family, word, lang))
        })
    }

    fn length_km(&self) -> String {
        number(self.length_m / 1000.0, 2)
    }

    /// How long it is.
    #[must_use]
    pub fn length(&self, lang: Lang) -> String {
        tr!(lang, "boundary.length", length = self.length_km()).into_owned()
    }

    /// How far off it may be, where that is said.
    #[must_use]
    pub fn accuracy(&self, lang: Lang) -> Option<String> {
        let metres = number(self.boundary.accuracy_m?, 0);
        Some(tr!(lang, "boundary.accuracy", metres = metres).into_owned())
    }

    /// What it is worth where it was moved until the areas came out.
    #[must_use]
    pub fn fitted(&self, lang: Lang) -> Option<String> {
        (self.boundary.line == Some(Certainty::Fitted)).then(|| tr!(lang, "boundary.fitted").into_owned())
    }

    /// All that as cells of a table.
    #[must_use]
    pub fn cells(&self, lang: Lang) -> [String; 6] {
        let [basis, line] = self.known(lang).map(Option::unwrap_or_default);
        let accuracy = self.boundary.accuracy_m.map_or_else(String::new, |metres| number(metres, 0));
        [self.key(), self.name(lang), basis, line, self.length_km(), accuracy]
    }
}
