//! The card: what is known of the selected feature, under tabs.
//! Must not look anything up: the report of the feature has it.

mod areas;
mod attributes;
mod boundary;
mod head;
mod item;
mod measures;
mod overview;

pub(super) use boundary::uncertainty;
pub(super) use overview::words as overview_words;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Button, Rect, ScrollArea, Shape, Ui, UiBuilder, pos2, vec2};

use super::PanelContext;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::tr;
use crate::picture::ColourRole;
use crate::project::FeatureId;
use crate::report::FeatureReport;
use crate::session::{Action, Panel, Selection, Session, Tab};

/// How high the title is that stays in view over the tabs, in points.
const TITLE: f32 = 32.0;

/// Whether the card has something to tell besides what is known of the project.
pub(in crate::desktop) fn is_about_something(session: &Session) -> bool {
    session.selection() != Selection::Nothing || session.checks().current().is_some()
}

/// Shows the card: of what is selected, or else of the project.
pub(in crate::desktop) fn show(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        back_to_findings(ui, panel, requests);
        opened_item(ui, panel, requests);
        let mut pinned = 0.0;
        if let Some(id) = panel.session.selected() {
            // Another feature's card begins at its own folds.
            pinned = ui.push_id((id.layer, id.feature), |ui| feature(ui, panel, id, requests)).inner;
        } else {
            overview::show(ui, panel, requests);
        }
        focus::follow(ui, pinned);
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

/// A feature's card; how much of it stays in view above the rest, in points.
fn feature(ui: &mut Ui, panel: PanelContext<'_>, id: FeatureId, requests: &mut Vec<Request>) -> f32 {
    let Some(report) = FeatureReport::of(panel.session.project(), id) else { return 0.0 };
    head::show(ui, panel, &report, requests);
    if report.is_boundary_segment() {
        boundary::one(ui, panel, id, requests);
        return 0.0;
    }
    let (card, rows) = (report.card(), report.attributes(panel.lang()));
    if report.no_area.is_some() {
        if panel.session.project().items().next().is_some() {
            measures::focus(ui, panel, &card);
            measures::measures(ui, panel, &card);
        }
        if !rows.is_empty() {
            PanelContext::heading(ui, &tr!(panel.lang(), "card.properties"));
        }
        attributes::table(ui, panel, &report, &rows, requests);
        return 0.0;
    }
    let segments = report.boundary_segments();
    let is_spoken_of = !(card.focus.is_empty() && card.facts.is_empty() && card.measures.is_empty());
    // An id alone is worth a tab only where there is nothing else.
    let is_id_alone = rows.len() == 1 && report.feature.id.is_some();
    let counted = [
        (Tab::Focus, card.focus.len(), card.facts.len()),
        (Tab::Measures, card.measures.len(), 0),
        (Tab::Boundary, segments.len(), 0),
        (Tab::Attributes, if is_id_alone && is_spoken_of { 0 } else { rows.len() }, 0),
    ];
    let (shown, pinned) = pinned(ui, panel, &report.name(panel.lang()), |ui| tabs(ui, panel, &counted, requests));
    ui.add_space(6.0);
    match shown {
        Tab::Focus => measures::focus(ui, panel, &card),
        Tab::Measures => measures::measures(ui, panel, &card),
        Tab::Boundary => boundary::list(ui, panel, (&report, &segments), requests),
        Tab::Areas => areas::show(ui, panel, &report, requests),
        Tab::Attributes => attributes::table(ui, panel, &report, &rows, requests),
    }
    pinned
}

/// Shows something that never leaves the upper end of what scrolls: once the rest has gone by, it stands there below a small title, and
/// what follows is cut off below it. What came of it, and how high both are then, in points.
fn pinned<R>(ui: &mut Ui, panel: PanelContext<'_>, title: &str, add: impl FnOnce(&mut Ui) -> R) -> (R, f32) {
    let (flows, clip) = (ui.cursor().min, ui.clip_rect());
    let top = flows.y.max(clip.top() + TITLE);
    let is_pinned = top > flows.y;
    let (below, painter) = (ui.painter().add(Shape::Noop), ui.painter().clone());
    let place = Rect::from_min_max(pos2(flows.x, top), pos2(ui.max_rect().right(), f32::INFINITY));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(place));
    let came = add(&mut inside);
    let height = inside.min_rect().height();
    ui.allocate_space(vec2(ui.available_width(), height));
    let bottom = top + height;
    if is_pinned {
        let cover = Rect::from_min_max(clip.min, pos2(clip.right(), bottom));
        painter.set(below, Shape::rect_filled(cover, 0.0, theme::colour(panel.palette().panel)));
        let mut job = LayoutJob::simple(title.to_owned(), theme::strong_font(15.0), panel.role(ColourRole::Text), 0.0);
        job.wrap = TextWrapping::truncate_at_width(place.width());
        let galley = painter.layout_job(job);
        painter.galley(pos2(flows.x, clip.top() + 8.0), galley, panel.role(ColourRole::Text));
        ui.set_clip_rect(clip.with_min_y(bottom));
    }
    (came, if is_pinned { bottom - clip.top() } else { TITLE + height })
}

/// The tabs that have content, with how much there is under those that have a count, and what is not counted; the one to show, which is the
/// session's if that is among them. What a policy says comes first; where it says nothing, the attributes do.
fn tabs(ui: &mut Ui, panel: PanelContext<'_>, counted: &[(Tab, usize, usize)], requests: &mut Vec<Request>) -> Tab {
    let row = |tab: Tab| counted.iter().find(|(known, ..)| *known == tab);
    let count = |tab: Tab| row(tab).map(|(_, count, _)| *count);
    let is_there = |tab: &Tab| row(*tab).is_none_or(|(_, count, more)| count + more > 0);
    let mut there: Vec<Tab> = Tab::ALL.into_iter().filter(is_there).collect();
    if !there.contains(&Tab::Focus) && !there.contains(&Tab::Measures) {
        there.sort_by_key(|&tab| tab != Tab::Attributes);
    }
    let chosen = Some(panel.session.tab()).filter(|tab| there.contains(tab)).or(there.first().copied());
    let chosen = chosen.unwrap_or(Tab::Areas);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        focus::one_stop(ui);
        for tab in there {
            let name = tr!(panel.lang(), format!("tab.{}", tab.id()));
            let text = count(tab)
                .filter(|&count| count > 0)
                .map_or_else(|| name.to_string(), |count| format!("{name} {count}"));
            if ui.add(Button::selectable(chosen == tab, text)).clicked() {
                requests.push(Action::OpenTab(tab).into());
            }
        }
    });
    ui.separator();
    chosen
}
