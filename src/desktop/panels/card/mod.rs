//! The card: what is known of the selected feature, under four tabs.
//! Must not look anything up: the report of the feature has it.

mod areas;
mod boundary;
mod head;
mod item;
mod measures;
mod overview;

pub(super) use boundary::uncertainty;

use egui::{Button, ScrollArea, Ui};

use super::PanelContext;
use crate::desktop::request::Request;
use crate::i18n::tr;
use crate::project::FeatureId;
use crate::report::FeatureReport;
use crate::session::{Action, Panel, Selection, Session, Tab};

/// Whether the card has something to tell besides what is known of the project.
pub(in crate::desktop) fn is_about_something(session: &Session) -> bool {
    session.selection() != Selection::Nothing || session.checks().current().is_some()
}

/// Shows the card: of what is selected, or else of the project.
pub(in crate::desktop) fn show(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        back_to_findings(ui, panel, requests);
        opened_item(ui, panel, requests);
        match panel.session.selected() {
            // Another feature's card begins at its own folds.
            Some(id) => {
                ui.push_id((id.layer, id.feature), |ui| feature(ui, panel, id, requests));
            }
            None => overview::show(ui, panel, requests),
        }
    });
}

/// The way back to the finding that is looked at while a card is read.
fn back_to_findings(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let checks = panel.session.checks();
    if let Some((at, _)) = checks.current() {
        let listed = checks.listed();
        let place = listed.iter().position(|&other| other == at).map_or(0, |place| place + 1);
        if ui.button(tr!(panel.lang(), "checks.back", at = place, count = listed.len())).clicked() {
            requests.push(Action::Open(Panel::Checks).into());
        }
    }
}

/// A policy item that the search opened, in full, above the card of what it is about.
fn opened_item(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    if let Some((_, item)) = panel.session.open_item_shown() {
        item::opened(ui, panel, item, requests);
        ui.add_space(12.0);
        ui.separator();
    }
}

fn feature(ui: &mut Ui, panel: PanelContext<'_>, id: FeatureId, requests: &mut Vec<Request>) {
    let Some(report) = FeatureReport::of(panel.session.project(), id) else { return };
    head::show(ui, panel, &report, requests);
    if report.is_boundary_segment() {
        boundary::one(ui, panel, id, requests);
        return;
    }
    let card = report.card();
    if report.no_area.is_some() {
        measures::focus(ui, panel, &card);
        measures::measures(ui, panel, &card);
        head::properties(ui, panel, &report);
        return;
    }
    let segments = report.boundary_segments();
    tabs(ui, panel, [card.focus.len(), card.measures.len(), segments.len()], requests);
    ui.add_space(6.0);
    match panel.session.tab() {
        Tab::Focus => {
            measures::focus(ui, panel, &card);
            head::properties(ui, panel, &report);
        }
        Tab::Measures => measures::measures(ui, panel, &card),
        Tab::Boundary => boundary::list(ui, panel, (&report, &segments), requests),
        Tab::Areas => areas::show(ui, panel, &report, requests),
    }
}

/// The tabs, with how much there is under those of the focus, the measures and the segments.
fn tabs(ui: &mut Ui, panel: PanelContext<'_>, [focus, measures, segments]: [usize; 3], requests: &mut Vec<Request>) {
    let count = |tab| match tab {
        Tab::Focus => Some(focus),
        Tab::Measures => Some(measures),
        Tab::Boundary => Some(segments),
        Tab::Areas => None,
    };
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for tab in Tab::ALL {
            let name = tr!(panel.lang(), format!("tab.{}", tab.id()));
            let text = count(tab).map_or_else(|| name.to_string(), |count| format!("{name} {count}"));
            let chosen = panel.session.tab() == tab;
            if ui.add(Button::selectable(chosen, text)).clicked() {
                requests.push(Action::OpenTab(tab).into());
            }
        }
    });
    ui.separator();
}
