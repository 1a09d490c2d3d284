//! The tab of the limits: each stretch, what it follows, whether the text names it, how sure and how long it is.
//! Must not draw a line: the map does.

use egui::{Button, Ui};

use crate::desktop::panels::PanelContext;
use crate::desktop::theme;
use crate::desktop::request::Request;
use crate::i18n::{displayed, tr};
use crate::project::{FeatureId, OUTSIDE};
use crate::report::{FeatureReport, LimitReport};
use crate::session::Action;

/// Every stretch around an area; a click selects it and flies there.
pub(super) fn list(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    (report, limits): (&FeatureReport<'_>, &[FeatureId]),
    requests: &mut Vec<Request>,
) {
    if limits.is_empty() {
        panel.quiet(ui, &tr!(panel.lang(), "card.no-limits"));
        return;
    }
    uncertainty(ui, panel, requests);
    if ui.button(tr!(panel.lang(), "table.copy")).clicked() {
        requests.push(Request::Copy(report.copied_limits(panel.lang())));
    }
    for &limit in limits {
        let Some(stretch) = LimitReport::of(panel.session.project(), limit) else { continue };
        panel.boxed(ui, |ui| {
            let name = theme::strong(&format!("{} {}", stretch.key(), stretch.name(panel.lang())), 14.0);
            if ui.add(Button::new(name).wrap().frame(false)).clicked() {
                requests.push(Action::Select(Some(limit)).into());
                requests.push(Action::FlyTo(limit).into());
            }
            details(ui, panel, &stretch);
        });
    }
}

/// Whether it is drawn how far each limit may be off.
pub(in crate::desktop::panels) fn uncertainty(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let mut shown = panel.session.settings().uncertainty;
    if ui.checkbox(&mut shown, tr!(panel.lang(), "limit.band")).changed() {
        requests.push(Action::Uncertainty(shown).into());
    }
}

/// A stretch by itself, with the areas it parts.
pub(super) fn one(ui: &mut Ui, panel: PanelContext<'_>, id: FeatureId, requests: &mut Vec<Request>) {
    let project = panel.session.project();
    let Some(stretch) = LimitReport::of(project, id) else { return };
    panel.quiet(ui, &stretch.key());
    details(ui, panel, &stretch);
    uncertainty(ui, panel, requests);
    PanelContext::heading(ui, &tr!(panel.lang(), "limit.between"));
    for side in stretch.limit.between {
        match project.named(project.namespace_of(id), &side).next() {
            Some(area) => {
                if ui.button(panel.name(area)).clicked() {
                    requests.push(Action::Select(Some(area)).into());
                }
            }
            None if side == OUTSIDE => {
                ui.label(tr!(panel.lang(), "limit.outside"));
            }
            None => {
                ui.label(displayed(&side));
            }
        }
    }
}

fn details(ui: &mut Ui, panel: PanelContext<'_>, stretch: &LimitReport<'_>) {
    let lang = panel.lang();
    ui.horizontal_wrapped(|ui| stretch.known(lang).iter().flatten().for_each(|word| panel.chip(ui, word)));
    panel.quiet(ui, &stretch.length(lang));
    if let Some(text) = stretch.accuracy(lang) {
        panel.quiet(ui, &text);
    }
    if let Some(text) = stretch.fitted(lang) {
        panel.warning(ui, &text);
    }
}
