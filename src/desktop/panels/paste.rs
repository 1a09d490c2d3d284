//! Pasting into a field with the mouse alone.
//! Must not know what the field is for.

use egui::{Response, ViewportCommand};

use super::{PanelContext, select_all};
use crate::i18n::tr;

/// A menu at the right mouse button that puts what was copied in the place of a field's text.
pub(super) fn paste_menu(field: &Response, panel: PanelContext<'_>, text: &str) {
    field.context_menu(|ui| {
        if ui.button(tr!(panel.lang(), "search.paste")).clicked() {
            select_all(ui.ctx(), field.id, text);
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            ui.close();
        }
    });
}
