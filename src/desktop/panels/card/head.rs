//! The head of a card: names, the declared area, the measured one and what its agreement is worth.
//! Must not know the policy.

use egui::{Button, Grid, Label, ProgressBar, Sense, Ui, vec2};

use super::uncertainty;
use crate::desktop::panels::Look;
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::geodesy::Declared;
use crate::i18n::{
    AreaFormat, Localized, declared_bounds, declared_figure, declared_text, declared_unit, displayed, list, number, tr,
};
use crate::project::{Feature, FeatureId, Item, Kind};
use crate::session::{Action, Tab};
use crate::verify::{NoArea, fitted_limits_of};

pub(super) fn show(ui: &mut Ui, look: Look<'_>, id: FeatureId, wishes: &mut Vec<Wish>) {
    let (project, lang) = (look.session.project(), look.lang());
    if let Some(colour) = look.category(id) {
        let (band, painter) = ui.allocate_painter(vec2(ui.available_width(), 5.0), Sense::hover());
        painter.rect_filled(band.rect, 2.0, colour);
    }
    if let Some((at, count)) = look.session.stack_place() {
        look.quiet(ui, &tr!(lang, "card.stack", at = at, count = count));
    }
    look.quiet(ui, &displayed(project.layers[id.layer].title.get(lang)));
    ui.label(theme::strong(&look.name(id), 22.0));
    let Some(feature) = project.feature(id) else { return };
    if let Some(second) = feature.name().second(lang) {
        look.quiet(ui, &displayed(second));
    }
    if let Some(core) = core(look, feature) {
        ui.label(displayed(core.title.get(lang)));
    }
    areas(ui, look, id, wishes);
}

/// What the policy says the area consists of.
fn core<'a>(look: Look<'a>, feature: &Feature) -> Option<&'a Item> {
    let mut items = look.session.project().policy.items.iter();
    items.find(|item| item.kind == Kind::Extent && item.feature.as_deref() == Some(feature.key()))
}

fn areas(ui: &mut Ui, look: Look<'_>, id: FeatureId, wishes: &mut Vec<Wish>) {
    let project = look.session.project();
    if let Some(why) = NoArea::of(project, id) {
        if let Some(declared) = project.declared.get(&id) {
            let (declared, why) = (declared_text(declared, look.lang()), why.words(look.lang()));
            look.warning(ui, &tr!(look.lang(), "verify.area-not-measured", declared = declared, why = why));
        }
        return;
    }
    let measured_m2 = project.area_m2(id);
    match project.declared.get(&id) {
        Some(declared) => {
            ui.horizontal(|ui| {
                let figure = declared_figure(declared);
                let figure = Button::new(theme::strong(&figure, letters_of(&figure))).frame(false);
                if ui.add(figure).on_hover_text(tr!(look.lang(), "card.which-method")).clicked() {
                    wishes.push(Action::Turn(Tab::Areas).into());
                }
                ui.label(theme::strong(&declared_unit(declared, look.lang()), 18.0));
                look.chip(ui, &tr!(look.lang(), "card.declared"));
            });
            measured(ui, look, id, measured_m2);
            verdict(ui, look, declared, measured_m2);
        }
        None => measured(ui, look, id, measured_m2),
    }
    share(ui, look, id, measured_m2);
    fitted(ui, look, id);
}

/// How high a figure's letters are: lower where it has many digits, so that it and its unit have room on one line.
fn letters_of(figure: &str) -> f32 {
    const FEW: f32 = 7.0;
    #[expect(clippy::cast_precision_loss, reason = "a few letters")]
    let count = figure.chars().count() as f32;
    (44.0 * FEW / count.max(FEW)).max(16.0)
}

fn measured(ui: &mut Ui, look: Look<'_>, id: FeatureId, measured_m2: f64) {
    let format = AreaFormat::of(look.session.project().declared.get(&id), measured_m2, look.lang());
    ui.horizontal_wrapped(|ui| {
        ui.label(tr!(look.lang(), "card.measured", area = format.text(measured_m2)));
        uncertainty::show(ui, look, id, &format);
    });
}

fn verdict(ui: &mut Ui, look: Look<'_>, declared: &Declared, measured_m2: f64) {
    let lang = look.lang();
    let ([low, high], unit) = (declared_bounds(declared), declared_unit(declared, lang));
    if declared.interval().contains(measured_m2) {
        look.quiet(ui, &tr!(lang, "card.agrees", low = low, high = high, unit = unit));
    } else {
        look.warning(ui, &tr!(lang, "card.disagrees", low = low, high = high, unit = unit));
    }
}

/// A part's share of its whole, as a bar.
fn share(ui: &mut Ui, look: Look<'_>, id: FeatureId, measured_m2: f64) {
    let project = look.session.project();
    let mut wholes = project.wholes.iter().filter(|whole| whole.parts.contains(&id));
    let Some(whole) = wholes.next() else { return };
    let declared = |id| project.declared.get(&id).map(Declared::area_m2);
    let (part_m2, whole_m2) = match (declared(id), declared(whole.whole)) {
        (Some(part), Some(whole)) => (part, whole),
        (_, _) => (measured_m2, project.area_m2(whole.whole)),
    };
    if whole_m2 <= 0.0 {
        return;
    }
    let part = part_m2 / whole_m2;
    #[expect(clippy::cast_possible_truncation, reason = "the length of a bar on the screen")]
    let bar = ProgressBar::new(part as f32).desired_height(7.0);
    ui.add(bar.fill(look.category(id).unwrap_or(ui.visuals().selection.bg_fill)));
    look.quiet(ui, &tr!(look.lang(), "card.share", percent = number(part * 100.0, 1)));
}

/// What the agreement is worth: nothing where the limits were fitted to the declared areas.
fn fitted(ui: &mut Ui, look: Look<'_>, id: FeatureId) {
    let project = look.session.project();
    let fitted = fitted_limits_of(project, id);
    let names: Vec<&str> = fitted.iter().filter_map(|&limit| project.feature(limit)).map(Feature::key).collect();
    if !names.is_empty() {
        look.warning(ui, &tr!(look.lang(), "card.fitted", list = list(&names, look.lang())));
    }
}

/// The properties as they were written, but those that the card has shown already.
pub(super) fn properties(ui: &mut Ui, look: Look<'_>, id: FeatureId) {
    let shown =
        ["name", "role", "declared_km2", "declared_ha", "declared_mu", "declared_m2", "alt_name", "level", "kind"];
    let Some(feature) = look.session.project().feature(id) else { return };
    let properties: Vec<_> = feature.properties.iter().filter(|(key, _)| !shown.contains(&key.as_str())).collect();
    if properties.is_empty() {
        return;
    }
    Look::heading(ui, &tr!(look.lang(), "card.properties"));
    Grid::new("properties").num_columns(2).striped(true).show(ui, |ui| {
        for (key, value) in properties {
            look.quiet(ui, &displayed(key));
            let texts: Option<Localized> = serde_json::from_value(value.clone()).ok();
            let text = texts.map_or_else(|| value.to_string(), |texts| texts.get(look.lang()).to_owned());
            ui.add(Label::new(displayed(&text)).wrap());
            ui.end_row();
        }
    });
}
