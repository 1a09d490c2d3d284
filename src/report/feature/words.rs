//! What is said of a feature, sentence by sentence.
//! Must not work anything out: the report has it.

use super::FeatureReport;
use crate::i18n::{Lang, declared_bounds, declared_text, declared_unit, displayed, list, number, tr};
use crate::project::{FeatureId, Project};
use crate::verify::{AreaUncertainty, uncertainty_of};

/// The uncertainty of a measured area, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sureness {
    /// In a few.
    pub text: String,
    /// What that is worth; none where it says itself.
    pub worth: Option<String>,
}

impl FeatureReport<'_> {
    /// Its name, safe to show.
    #[must_use]
    pub fn name(&self, lang: Lang) -> String {
        self.feature.displayed_name(lang)
    }

    /// Its name in the second language, where it has another there.
    #[must_use]
    pub fn second_name(&self, lang: Lang) -> Option<String> {
        self.feature.name().second(lang).map(displayed)
    }

    /// The title of its layer.
    #[must_use]
    pub fn layer_title(&self, lang: Lang) -> String {
        displayed(self.layer.title.get(lang))
    }

    /// The declared area as it was written, with its unit.
    #[must_use]
    pub fn declared_text(&self, lang: Lang) -> Option<String> {
        Self::declared_of(self.project, self.check.id, lang)
    }

    /// The same for who shows many features, of which nothing is measured for it.
    #[must_use]
    pub fn declared_of(project: &Project, id: FeatureId, lang: Lang) -> Option<String> {
        project.declared.get(&id).map(|declared| declared_text(declared, lang))
    }

    /// The measured area with its unit.
    #[must_use]
    pub fn measured_text(&self, lang: Lang) -> String {
        self.check.format(lang).text(self.check.measured_m2)
    }

    /// What was measured, and by what.
    #[must_use]
    pub fn measured(&self, lang: Lang) -> String {
        tr!(lang, "card.measured", area = self.measured_text(lang)).into_owned()
    }

    /// What is declared and what was measured.
    #[must_use]
    pub fn areas(&self, lang: Lang) -> String {
        let Some(declared) = self.declared_text(lang) else { return self.measured(lang) };
        tr!(lang, "copy.both-areas", declared = declared, measured = self.measured_text(lang)).into_owned()
    }

    /// That an area is declared of what has none; none where nothing is, or it has one.
    #[must_use]
    pub fn not_measured(&self, lang: Lang) -> Option<String> {
        let (declared, why) = (self.declared_text(lang)?, self.no_area?.words(lang));
        Some(tr!(lang, "verify.area-not-measured", declared = declared, why = why).into_owned())
    }

    /// What the declared figure stands for.
    #[must_use]
    pub fn stands_for(&self, lang: Lang) -> Option<String> {
        self.about_digits("table.stands-for", lang)
    }

    /// Whether the measured area agrees with the declared one, and with what that stands for.
    #[must_use]
    pub fn verdict(&self, lang: Lang) -> Option<String> {
        self.about_digits(if self.check.agrees? { "card.agrees" } else { "card.disagrees" }, lang)
    }

    fn about_digits(&self, key: &str, lang: Lang) -> Option<String> {
        let declared = self.check.declared?;
        let ([low, high], unit) = (declared_bounds(declared), declared_unit(declared, lang));
        let text = declared_text(declared, lang);
        Some(tr!(lang, key, declared = text, low = low, high = high, unit = unit).into_owned())
    }

    /// Its share of its whole.
    #[must_use]
    pub fn share_text(&self, lang: Lang) -> Option<String> {
        let part = self.share()?.part;
        Some(tr!(lang, "card.share", percent = number(part * 100.0, 1)).into_owned())
    }

    /// What agreement is worth where segments were fitted to the declared areas; none where none were.
    #[must_use]
    pub fn fitted(&self, lang: Lang) -> Option<String> {
        let fitted = self.fitted_segments();
        (!fitted.is_empty()).then(|| tr!(lang, "card.fitted", list = self.names(&fitted, lang)).into_owned())
    }

    /// How far the measured area may be off, in its unit; none where that is not known.
    #[must_use]
    pub fn plus_minus(&self, lang: Lang) -> Option<String> {
        let (known, format) = (uncertainty_of(self.project, self.check.id).known()?, self.check.format(lang));
        let independent = format.spread(known.independent_m2);
        Some(tr!(lang, "card.plus-minus", independent = independent, unit = format.symbol()).into_owned())
    }

    /// The uncertainty of the measured area, or why that is not known; none where nothing is recorded of its boundary.
    #[must_use]
    pub fn sureness(&self, lang: Lang) -> Option<Sureness> {
        let text = match uncertainty_of(self.project, self.check.id) {
            AreaUncertainty::Known(known) => {
                let format = self.check.format(lang);
                let [independent, correlated] =
                    [known.independent_m2, known.correlated_m2].map(|area_m2| format.spread(area_m2));
                let unit = format.symbol();
                let text = tr!(lang, "card.plus-minus", independent = independent, unit = unit).into_owned();
                let worth =
                    tr!(lang, "card.uncertainty", independent = independent, correlated = correlated, unit = unit);
                let fitted = self.fitted_segments();
                let also = (!fitted.is_empty())
                    .then(|| tr!(lang, "card.fitted-uncertainty", list = self.names(&fitted, lang)).into_owned());
                let worth = std::iter::once(worth.into_owned()).chain(also).collect::<Vec<_>>().join("\n\n");
                return Some(Sureness { text, worth: Some(worth) });
            }
            AreaUncertainty::NoSegments => return None,
            AreaUncertainty::PartOfBoundary(part) => {
                tr!(lang, "card.part-accuracy", percent = number(part * 100.0, 0))
            }
            AreaUncertainty::NoAccuracy(segments) => {
                tr!(lang, "card.no-accuracy", list = self.names(&segments, lang))
            }
        };
        Some(Sureness { text: text.into_owned(), worth: None })
    }

    /// What a voice calls it.
    #[must_use]
    pub fn spoken(&self, lang: Lang) -> String {
        let name = self.name(lang);
        if self.no_area.is_some() {
            return tr!(lang, "map.spoken-other", layer = self.layer_title(lang), name = name).into_owned();
        }
        let measured = || self.measured_text(lang);
        match (self.declared_text(lang), self.check.agrees) {
            (Some(declared), Some(true)) => tr!(lang, "map.spoken-agrees", name = name, declared = declared),
            (Some(declared), _) => {
                tr!(lang, "map.spoken-disagrees", name = name, declared = declared, measured = measured())
            }
            (None, _) => tr!(lang, "map.spoken-measured", name = name, measured = measured()),
        }
        .into_owned()
    }

    /// The names of segments in a row, one that several have once: what they follow.
    fn names(&self, ids: &[FeatureId], lang: Lang) -> String {
        let names = ids.iter().filter_map(|&id| self.project.feature(id)).map(|feature| feature.name().get(lang));
        let mut once: Vec<&str> = Vec::new();
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        displayed(&list(&once, lang))
    }
}
