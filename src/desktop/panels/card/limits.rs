//! The tab of the limits: each stretch, what it follows, whether the text names it, how sure and how long it is.
//! Must not draw a line: the map does.

use egui::{Button, Ui};

use crate::desktop::panels::{Look, texts};
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::geodesy::length_of;
use crate::i18n::{displayed, number, tr};
use crate::project::{FeatureId, Limit, OUTSIDE};
use crate::session::Action;
use crate::verify::limits_of;

/// Every stretch around an area; a click selects it and flies there.
pub(super) fn list(ui: &mut Ui, look: Look<'_>, id: FeatureId, wishes: &mut Vec<Wish>) {
    let limits = limits_of(look.session.project(), id);
    if limits.is_empty() {
        look.quiet(ui, &tr!(look.lang(), "card.no-limits"));
        return;
    }
    uncertainty(ui, look, wishes);
    if ui.button(tr!(look.lang(), "table.copy")).clicked() {
        wishes.push(Wish::Copy(texts::limits(look, id)));
    }
    for limit in limits {
        look.boxed(ui, |ui| {
            let name = theme::strong(&format!("{} {}", key_of(look, limit), look.name(limit)), 14.0);
            if ui.add(Button::new(name).wrap().frame(false)).clicked() {
                wishes.push(Action::Select(Some(limit)).into());
                wishes.push(Action::FlyTo(limit).into());
            }
            details(ui, look, limit);
        });
    }
}

/// Whether it is drawn how far each limit may be off.
pub(in crate::desktop::panels) fn uncertainty(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    let mut shown = look.session.settings().uncertainty;
    if ui.checkbox(&mut shown, tr!(look.lang(), "limit.band")).changed() {
        wishes.push(Action::Uncertainty(shown).into());
    }
}

/// A stretch by itself, with the areas it parts.
pub(super) fn one(ui: &mut Ui, look: Look<'_>, id: FeatureId, wishes: &mut Vec<Wish>) {
    look.quiet(ui, &key_of(look, id));
    details(ui, look, id);
    uncertainty(ui, look, wishes);
    let project = look.session.project();
    let Some(limit) = project.feature(id).map(Limit::of) else { return };
    Look::heading(ui, &tr!(look.lang(), "limit.between"));
    for side in limit.between {
        match project.named(&side).next() {
            Some(area) => {
                if ui.button(look.name(area)).clicked() {
                    wishes.push(Action::Select(Some(area)).into());
                }
            }
            None if side == OUTSIDE => {
                ui.label(tr!(look.lang(), "limit.outside"));
            }
            None => {
                ui.label(displayed(&side));
            }
        }
    }
}

fn key_of(look: Look<'_>, id: FeatureId) -> String {
    look.session.project().feature(id).map_or_else(String::new, |feature| displayed(feature.key()))
}

fn details(ui: &mut Ui, look: Look<'_>, id: FeatureId) {
    let (project, lang) = (look.session.project(), look.lang());
    let Some(limit) = project.feature(id).map(Limit::of) else { return };
    ui.horizontal_wrapped(|ui| {
        let known = [("basis", limit.basis), ("certainty", limit.line)];
        for (family, word) in known {
            if let Some(word) = word {
                look.chip(ui, &texts::known(look, family, word));
            }
        }
    });
    let length = number(project.shape(id).map_or(0.0, length_of) / 1000.0, 2);
    look.quiet(ui, &tr!(lang, "limit.length", length = length));
    if let Some(accuracy) = limit.accuracy_m {
        look.quiet(ui, &tr!(lang, "limit.accuracy", metres = number(accuracy, 0)));
    }
    if limit.line == Some("fitted") {
        look.warning(ui, &tr!(lang, "limit.fitted"));
    }
}
