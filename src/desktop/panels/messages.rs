//! What went wrong, kept until it is read and put away.
//! Must not go away by itself.

use egui::{Frame, Label, Margin, ScrollArea, Stroke, Ui};

use super::PanelContext;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::tr;
use crate::picture::ColourRole;

/// Shows the messages over the map's top edge, the newest first; each can be selected, copied and put away.
pub(in crate::desktop) fn show(ui: &mut Ui, panel: PanelContext<'_>, messages: &[String], requests: &mut Vec<Request>) {
    let frame = Frame::new()
        .fill(theme::colour(panel.palette().panel))
        .stroke(Stroke::new(1.5, panel.role(ColourRole::Boundary)))
        .corner_radius(8.0)
        .inner_margin(Margin::symmetric(12, 8));
    for (at, message) in messages.iter().enumerate().rev() {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical().id_salt(("message", at)).max_height(120.0).show(ui, |ui| {
                ui.add(Label::new(message).wrap().selectable(true));
            });
            ui.horizontal(|ui| {
                if ui.button(tr!(panel.lang(), "message.copy")).clicked() {
                    requests.push(Request::Copy(message.clone()));
                }
                if ui.button(tr!(panel.lang(), "message.dismiss")).clicked() {
                    requests.push(Request::Dismiss(at));
                }
            });
        });
    }
}
