//! One entry of a list that opens, by pointer and by keyboard alike.
//! Must not know what is chosen.

use egui::{Button, Ui, WidgetText};

use crate::desktop::focus;

/// Shows an entry and says whether it was chosen, which puts the list away. When the list opens, the entry that is chosen now has the focus.
pub(super) fn option(ui: &mut Ui, is_chosen: bool, words: impl Into<WidgetText>) -> bool {
    let entry = ui.add(Button::selectable(is_chosen, words.into()));
    if is_chosen {
        focus::begin_at(&entry);
    }
    if entry.clicked() {
        ui.close();
    }
    entry.clicked()
}
