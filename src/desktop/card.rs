//! The card: what is known of the selected feature.
//! Must not look anything up but through the session's project.

use egui::collapsing_header::CollapsingState;
use egui::{Button, Label, RichText, ScrollArea, Ui};

use super::theme;
use crate::geodesy::Declared;
use crate::i18n::{Lang, Localized, area_km2, list, printable, tr};
use crate::picture::{Ink, Palette};
use crate::project::{Card, Feature, FeatureId, Item, Measure, Policy, Tie};
use crate::session::Session;
use crate::verify::fitted_limits_of;

/// Shows the card, or what to do to get one.
pub(super) fn card(ui: &mut Ui, session: &Session, palette: &Palette) {
    let project = session.project();
    let selected = session.selected().and_then(|id| Some((id, project.feature(id)?)));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| match selected {
        None => {
            ui.label(tr!(session.lang(), "card.nothing-selected"));
        }
        Some((id, feature)) => {
            // Another feature's card begins at its own folds.
            ui.push_id((id.layer, id.feature), |ui| CardUi { session, palette }.show(ui, id, feature));
        }
    });
}

struct CardUi<'a> {
    session: &'a Session,
    palette: &'a Palette,
}

impl CardUi<'_> {
    fn show(&self, ui: &mut Ui, id: FeatureId, feature: &Feature) {
        let (lang, project) = (self.session.lang(), self.session.project());
        if let Some((at, count)) = self.session.stack_place() {
            self.quiet(ui, &tr!(lang, "card.stack", at = at, count = count));
        }
        self.quiet(ui, project.layers[id.layer].title.get(lang));
        ui.label(theme::strong(&printable(feature.name().get(lang)), 22.0));
        self.second_name(ui, feature.name());
        self.areas(ui, id);
        let card = project.card(id);
        self.items(ui, "card.focus", &card.focus);
        self.measures(ui, &card, Tie::Stated, "card.stated");
        self.measures(ui, &card, Tie::Inferred, "card.inferred");
        self.measures(ui, &card, Tie::ZoneWide, "card.zone-wide");
        self.facts(ui, &card);
        self.properties(ui, id, feature);
    }

    fn lang(&self) -> Lang {
        self.session.lang()
    }

    fn quiet(&self, ui: &mut Ui, text: &str) {
        ui.label(RichText::new(text).color(theme::colour(self.palette.colour(Ink::SecondText))));
    }

    /// The name in another language below: English under Chinese, Traditional Chinese under English.
    fn second_name(&self, ui: &mut Ui, name: &Localized) {
        let other = if self.lang() == Lang::En { Lang::ZhHant } else { Lang::En };
        let second = name.in_language(other).filter(|text| *text != name.get(self.lang()));
        if let Some(second) = second {
            self.quiet(ui, second);
        }
    }

    fn areas(&self, ui: &mut Ui, id: FeatureId) {
        let (lang, project) = (self.lang(), self.session.project());
        if !project.shape(id).is_some_and(crate::geometry::Shape::is_areal) {
            return;
        }
        let measured_m2 = project.area_m2(id);
        if let Some(declared) = project.declared.get(&id) {
            self.declared(ui, declared, measured_m2);
            self.fitted(ui, id);
        } else {
            ui.label(tr!(lang, "card.measured", area = area_km2(measured_m2)));
        }
    }

    fn declared(&self, ui: &mut Ui, declared: &Declared, measured_m2: f64) {
        let lang = self.lang();
        ui.horizontal(|ui| {
            ui.label(theme::strong(&format!("{} km²", declared.km2_text()), 32.0));
            self.quiet(ui, &tr!(lang, "card.declared"));
        });
        let [low, high] = declared.interval_km2();
        let agrees = declared.interval().contains(measured_m2);
        let key = if agrees { "card.agrees" } else { "card.disagrees" };
        ui.label(tr!(lang, "card.measured", area = area_km2(measured_m2)));
        self.quiet(ui, &tr!(lang, key, low = low, high = high));
    }

    /// What the agreement is worth: nothing where the limits were fitted to the declared areas.
    fn fitted(&self, ui: &mut Ui, id: FeatureId) {
        let project = self.session.project();
        let fitted = fitted_limits_of(project, id);
        let names: Vec<&str> = fitted.iter().filter_map(|&limit| project.feature(limit)).map(Feature::key).collect();
        if !names.is_empty() {
            let text = tr!(self.lang(), "card.fitted", list = list(&names, self.lang()));
            ui.label(RichText::new(text).color(theme::colour(self.palette.colour(Ink::Limit))));
        }
    }

    /// The properties as they were written, but those that the card has shown already.
    fn properties(&self, ui: &mut Ui, id: FeatureId, feature: &Feature) {
        let shown = ["name", "role", "declared_km2", "alt_name"];
        let properties: Vec<_> = feature.properties.iter().filter(|(key, _)| !shown.contains(&key.as_str())).collect();
        if properties.is_empty() {
            return;
        }
        Self::heading(ui, &tr!(self.lang(), "card.properties"));
        egui::Grid::new(("properties", id.layer, id.feature)).num_columns(2).striped(true).show(ui, |ui| {
            for (key, value) in properties {
                self.quiet(ui, &printable(key));
                let texts: Option<Localized> = serde_json::from_value(value.clone()).ok();
                let text = texts.map_or_else(|| value.to_string(), |texts| texts.get(self.lang()).to_owned());
                ui.add(Label::new(printable(&text)).wrap());
                ui.end_row();
            }
        });
    }

    fn heading(ui: &mut Ui, text: &str) {
        ui.add_space(10.0);
        ui.label(theme::strong(text, 15.0));
    }

    fn items(&self, ui: &mut Ui, key: &str, items: &[&Item]) {
        if items.is_empty() {
            return;
        }
        let heading = tr!(self.lang(), key);
        Self::heading(ui, &tr!(self.lang(), "card.counted", what = heading, count = items.len()));
        for item in items {
            self.item(ui, item, None);
        }
    }

    /// The measures with one tie: the few stated ones open, the others folded by group.
    fn measures(&self, ui: &mut Ui, card: &Card<'_>, tie: Tie, key: &str) {
        let measures: Vec<&Measure<'_>> = card.tied(tie).collect();
        if measures.is_empty() {
            return;
        }
        let heading = tr!(self.lang(), key);
        Self::heading(ui, &tr!(self.lang(), "card.counted", what = heading, count = measures.len()));
        if tie == Tie::Stated {
            for measure in measures {
                self.item(ui, measure.item, measure.reason);
            }
            return;
        }
        let items: Vec<(&Item, Option<&Localized>)> = measures.iter().map(|m| (m.item, m.reason)).collect();
        self.folded(ui, key, &items);
    }

    fn facts(&self, ui: &mut Ui, card: &Card<'_>) {
        if card.facts.is_empty() {
            return;
        }
        let heading = tr!(self.lang(), "card.facts");
        Self::heading(ui, &tr!(self.lang(), "card.counted", what = heading, count = card.facts.len()));
        let items: Vec<(&Item, Option<&Localized>)> = card.facts.iter().map(|item| (*item, None)).collect();
        self.folded(ui, "card.facts", &items);
    }

    /// Items under the headings of their groups, each group folded.
    fn folded(&self, ui: &mut Ui, section: &str, items: &[(&Item, Option<&Localized>)]) {
        let policy: &Policy = &self.session.project().policy;
        for run in items.chunk_by(|(a, _), (b, _)| a.group == b.group) {
            let Some((first, _)) = run.first() else { continue };
            let title = policy.group(&first.group).map_or("", |group| group.title.get(self.lang()));
            let heading = tr!(self.lang(), "card.counted", what = title, count = run.len());
            let id = ui.make_persistent_id((section, &first.group));
            let mut fold = CollapsingState::load_with_default_open(ui.ctx(), id, false);
            let sign = if fold.is_open() { "▼" } else { "▶" };
            let button = Button::new(format!("{sign} {heading}")).wrap().frame(false);
            if ui.add(button).clicked() {
                fold.toggle(ui);
            }
            fold.show_body_unindented(ui, |ui| run.iter().for_each(|(item, reason)| self.item(ui, item, *reason)));
        }
    }

    fn item(&self, ui: &mut Ui, item: &Item, reason: Option<&Localized>) {
        let lang = self.lang();
        let frame = egui::Frame::new()
            .fill(theme::colour(self.palette.chip).gamma_multiply(0.5))
            .corner_radius(6.0)
            .inner_margin(10.0);
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.label(theme::strong(item.title.get(lang), 14.0));
            ui.label(item.text.get(lang));
            if let Some(reason) = reason {
                self.quiet(ui, &tr!(lang, "card.inferred-because", reason = reason.get(lang)));
            }
            if let Some(note) = &item.note {
                self.quiet(ui, note.get(lang));
            }
        });
    }
}
