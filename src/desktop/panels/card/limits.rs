//! The tab of the limits: each stretch, what it follows, whether the text names it, how sure and how long it is.
//! Must not draw a line: the map does.

use egui::{Button, Ui};

use crate::desktop::panels::Look;
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::i18n::{displayed, tr};
use crate::project::{FeatureId, OUTSIDE};
use crate::report::{FeatureReport, LimitReport};
use crate::session::Action;

/// Every stretch around an area; a click selects it and flies there.
pub(super) fn list(
    ui: &mut Ui,
    look: Look<'_>,
    (report, limits): (&FeatureReport<'_>, &[FeatureId]),
    wishes: &mut Vec<Wish>,
) {
    if limits.is_empty() {
        look.quiet(ui, &tr!(look.lang(), "card.no-limits"));
        return;
    }
    uncertainty(ui, look, wishes);
    if ui.button(tr!(look.lang(), "table.copy")).clicked() {
        wishes.push(Wish::Copy(report.copied_limits(look.lang())));
    }
    for &limit in limits {
        let Some(stretch) = LimitReport::of(look.session.project(), limit) else { continue };
        look.boxed(ui, |ui| {
            let name = theme::strong(&format!("{} {}", stretch.key(), stretch.name(look.lang())), 14.0);
            if ui.add(Button::new(name).wrap().frame(false)).clicked() {
                wishes.push(Action::Select(Some(limit)).into());
                wishes.push(Action::FlyTo(limit).into());
            }
            details(ui, look, &stretch);
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
    let project = look.session.project();
    let Some(stretch) = LimitReport::of(project, id) else { return };
    look.quiet(ui, &stretch.key());
    details(ui, look, &stretch);
    uncertainty(ui, look, wishes);
    Look::heading(ui, &tr!(look.lang(), "limit.between"));
    for side in stretch.limit.between {
        match project.named(project.namespace_of(id), &side).next() {
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

fn details(ui: &mut Ui, look: Look<'_>, stretch: &LimitReport<'_>) {
    let lang = look.lang();
    ui.horizontal_wrapped(|ui| stretch.known(lang).iter().flatten().for_each(|word| look.chip(ui, word)));
    look.quiet(ui, &stretch.length(lang));
    if let Some(text) = stretch.accuracy(lang) {
        look.quiet(ui, &text);
    }
    if let Some(text) = stretch.fitted(lang) {
        look.warning(ui, &text);
    }
}
