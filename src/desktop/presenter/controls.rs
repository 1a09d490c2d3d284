//! The buttons of the presenter's view: they ask for what the stage's keys ask for.
//! Must not do it.

use egui::{Align, Button, Layout, Ui};

use super::{State, ask};
use crate::desktop::panels::PanelContext;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::tr;
use crate::picture::ColourRole;
use crate::session::{Cover, Show, ShowAction};

pub(super) fn show(ui: &mut Ui, panel: PanelContext<'_>, show: &Show, state: &mut State, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    ui.horizontal_wrapped(|ui| {
        let buttons = [
            ("presenter.previous", false, ShowAction::Previous),
            ("presenter.forward", false, ShowAction::Next),
            ("presenter.black", show.cover == Some(Cover::Black), ShowAction::Cover(Cover::Black)),
            ("presenter.white", show.cover == Some(Cover::White), ShowAction::Cover(Cover::White)),
            ("presenter.freeze", show.is_frozen(), ShowAction::Freeze),
        ];
        for (key, on, action) in buttons {
            let mut words = theme::strong(&tr!(lang, key), 14.0);
            if on {
                words = words.color(panel.role(ColourRole::Error));
            }
            let button = Button::selectable(on, words).frame_when_inactive(true).min_size(egui::vec2(72.0, 30.0));
            if ui.add(button).clicked() {
                ask(ui, requests, action);
            }
        }
        if state.is_open {
            displays(ui, panel, state);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(Button::new(tr!(lang, "presenter.end")).min_size(egui::vec2(72.0, 30.0))).clicked() {
                ask(ui, requests, ShowAction::End);
            }
        });
    });
}

/// What there is to do about the two windows.
fn displays(ui: &mut Ui, panel: PanelContext<'_>, state: &mut State) {
    let lang = panel.lang();
    let button = |key: &str| Button::new(tr!(lang, key)).min_size(egui::vec2(0.0, 30.0));
    if ui.add(button("presenter.swap")).on_hover_text(tr!(lang, "presenter.swap-help")).clicked() {
        state.is_swapped = !state.is_swapped;
    }
    if ui.add(button("presenter.move")).on_hover_text(tr!(lang, "presenter.move-help")).clicked() {
        state.second.move_on();
    }
}
