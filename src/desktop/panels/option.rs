//! One entry of a list that opens, by pointer and by keyboard alike.
//! Must not know what is chosen.

use egui::{Button, Ui, WidgetText};

/// Shows an entry and says whether it was chosen, which puts the list away. When the list opens, the entry that is chosen now has the focus.
pub(super) fn option(ui: &mut Ui, is_chosen: bool, words: impl Into<WidgetText>) -> bool {
    let entry = ui.add(Button::selectable(is_chosen, words.into()));
    let frame = ui.ctx().cumulative_frame_nr();
    let before: Option<u64> = ui.data_mut(|data| {
        let before = data.get_temp(entry.id);
        data.insert_temp(entry.id, frame);
        before
    });
    if is_chosen && before.is_none_or(|before| before + 1 < frame) {
        entry.request_focus();
    }
    if entry.clicked() {
        ui.close();
    }
    entry.clicked()
}
