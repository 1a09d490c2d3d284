//! The card: what is known of the selected feature, under four tabs.
//! Must not look anything up: the report of the feature has it.

mod areas;
mod head;
mod item;
mod limits;
mod measures;

pub(super) use limits::uncertainty;

use egui::{Button, ScrollArea, Ui};

use super::Look;
use crate::desktop::wish::Wish;
use crate::i18n::tr;
use crate::project::{FeatureId, Style};
use crate::report::FeatureReport;
use crate::session::{Action, Panel, Tab};

/// Shows the card, or what to do to get one.
pub(in crate::desktop) fn show(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        back_to_findings(ui, look, wishes);
        opened_item(ui, look, wishes);
        match look.session.selected() {
            // Another feature's card begins at its own folds.
            Some(id) => {
                ui.push_id((id.layer, id.feature), |ui| feature(ui, look, id, wishes));
            }
            None => {
                look.quiet(ui, &tr!(look.lang(), "card.nothing-selected"));
            }
        }
    });
}

/// The way back to the finding that is looked at while a card is read.
fn back_to_findings(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    let checks = look.session.checks();
    if let Some((at, _)) = checks.current() {
        let listed = checks.listed();
        let place = listed.iter().position(|&other| other == at).map_or(0, |place| place + 1);
        if ui.button(tr!(look.lang(), "checks.back", at = place, count = listed.len())).clicked() {
            wishes.push(Action::Open(Panel::Checks).into());
        }
    }
}

/// A policy item that the search opened, in full, above the card of what it is about.
fn opened_item(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    if let Some((_, item)) = look.session.open_item_shown() {
        item::opened(ui, look, item, wishes);
        ui.add_space(12.0);
        ui.separator();
    }
}

fn feature(ui: &mut Ui, look: Look<'_>, id: FeatureId, wishes: &mut Vec<Wish>) {
    let Some(report) = FeatureReport::of(look.session.project(), id) else { return };
    head::show(ui, look, &report, wishes);
    if report.layer.style == Style::Limit {
        limits::one(ui, look, id, wishes);
        return;
    }
    let card = report.card();
    if report.no_area.is_some() {
        measures::focus(ui, look, &card);
        measures::measures(ui, look, &card);
        head::properties(ui, look, &report);
        return;
    }
    let limits = report.limits();
    tabs(ui, look, [card.focus.len(), card.measures.len(), limits.len()], wishes);
    ui.add_space(6.0);
    match look.session.tab() {
        Tab::Focus => {
            measures::focus(ui, look, &card);
            head::properties(ui, look, &report);
        }
        Tab::Measures => measures::measures(ui, look, &card),
        Tab::Limits => limits::list(ui, look, (&report, &limits), wishes),
        Tab::Areas => areas::show(ui, look, &report, wishes),
    }
}

/// The tabs, with how much there is under those of the focus, the measures and the limits.
fn tabs(ui: &mut Ui, look: Look<'_>, [focus, measures, limits]: [usize; 3], wishes: &mut Vec<Wish>) {
    let count = |tab| match tab {
        Tab::Focus => Some(focus),
        Tab::Measures => Some(measures),
        Tab::Limits => Some(limits),
        Tab::Areas => None,
    };
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for tab in Tab::ALL {
            let name = tr!(look.lang(), format!("tab.{}", tab.id()));
            let text = count(tab).map_or_else(|| name.to_string(), |count| format!("{name} {count}"));
            let chosen = look.session.tab() == tab;
            if ui.add(Button::selectable(chosen, text)).clicked() {
                wishes.push(Action::Turn(tab).into());
            }
        }
    });
    ui.separator();
}
