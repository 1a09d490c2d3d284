//! What the window tells of its own work, over the map's upper edge: what was made, what to do, what went wrong.
//! Must not decide how long anything is told.

use egui::{Align, Color32, Frame, Layout, Margin, ScrollArea, Stroke, Ui};

use super::{PanelContext, cross};
use crate::desktop::messages::{Message, MessageKind};
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::draw::{level_role, level_sign};
use crate::i18n::tr;
use crate::picture::ColourRole;
use crate::verify::Severity;

/// Shows the messages, the newest first. Errors can be selected, copied and put away; what passes has a × beside it.
pub(in crate::desktop) fn show(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    messages: &[Message],
    requests: &mut Vec<Request>,
) {
    for (at, message) in messages.iter().enumerate().rev() {
        let (sign, colour) = look(panel, message.kind);
        let frame = Frame::new()
            .fill(theme::colour(panel.palette().panel))
            .stroke(Stroke::new(1.5, colour))
            .corner_radius(8.0)
            .inner_margin(Margin::symmetric(12, 8));
        ui.push_id(("message", at), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_top(|ui| {
                    ui.label(theme::strong(sign, 16.0).color(colour));
                    if message.kind.is_passing() {
                        passing(ui, panel, (at, message), requests);
                    } else {
                        staying(ui, panel, (at, message), requests);
                    }
                });
            });
        });
    }
}

/// The sign and the colour of a kind.
fn look(panel: PanelContext<'_>, kind: MessageKind) -> (&'static str, Color32) {
    let of = |level| (level_sign(level), panel.role(level_role(level)));
    match kind {
        MessageKind::Made => ("✓", panel.role(ColourRole::Agrees)),
        MessageKind::Hint => of(Severity::Note),
        MessageKind::Warning => of(Severity::Warning),
        MessageKind::Error => of(Severity::Error),
    }
}

/// What leaves by itself: the words, and at their right what can be done about them.
fn passing(ui: &mut Ui, panel: PanelContext<'_>, (at, message): (usize, &Message), requests: &mut Vec<Request>) {
    let lang = panel.lang();
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        let name = tr!(lang, "message.dismiss");
        if cross::show(ui, &name) {
            requests.push(Request::Dismiss(at));
        }
        ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
            PanelContext::prose(ui, &message.text);
            if let Some(file) = &message.file
                && ui.button(tr!(lang, "message.reveal")).clicked()
            {
                requests.push(Request::Reveal(file.clone()));
            }
        });
    });
}

/// What stays until it is read.
fn staying(ui: &mut Ui, panel: PanelContext<'_>, (at, message): (usize, &Message), requests: &mut Vec<Request>) {
    ui.vertical(|ui| {
        ScrollArea::vertical().max_height(120.0).show(ui, |ui| {
            PanelContext::prose(ui, &message.text);
        });
        ui.horizontal(|ui| {
            if ui.button(tr!(panel.lang(), "message.copy")).clicked() {
                requests.push(Request::Copy(message.text.clone()));
            }
            if ui.button(tr!(panel.lang(), "message.dismiss")).clicked() {
                requests.push(Request::Dismiss(at));
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{MessageKind, PanelContext, look};
    use crate::picture::Theme;
    use crate::session::{Session, Settings};

    #[test]
    fn kinds_differ_by_sign_and_by_colour() {
        for theme in [Theme::Light, Theme::Dark] {
            let session = Session::new(crate::project::Project::default(), Settings { theme, ..Settings::default() });
            let kinds = [MessageKind::Made, MessageKind::Hint, MessageKind::Warning, MessageKind::Error];
            let looks = kinds.map(|kind| look(PanelContext { session: &session }, kind));
            assert_eq!(looks.map(|(sign, _)| sign).iter().collect::<BTreeSet<_>>().len(), kinds.len());
            assert_eq!(looks.map(|(_, colour)| colour.to_array()).iter().collect::<BTreeSet<_>>().len(), kinds.len());
        }
    }
}
