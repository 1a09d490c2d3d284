//! A list that opens, one entry of it, and a box to tick, by pointer and by keyboard alike.
//! Must not know what is chosen.

use egui::{Button, ComboBox, Response, Role, Stroke, Ui, WidgetInfo, WidgetText};

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

/// A list that opens, as wide as there is room: what is chosen, of options each in its words. The name is for who hears it.
pub(super) fn list<T: Clone + PartialEq>(ui: &mut Ui, name: &str, chosen: &mut T, options: Vec<(T, String)>) {
    let words = options.iter().find(|(option, _)| option == chosen).map(|(_, words)| words.clone()).unwrap_or_default();
    let list = ComboBox::from_id_salt(name).width(ui.available_width()).truncate().selected_text(&words);
    let list = list.show_ui(ui, |ui| {
        for (choice, words) in options {
            if option(ui, choice == *chosen, words) {
                *chosen = choice;
            }
        }
    });
    list.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name} {words}")));
}

/// A box to tick, whose edge is seen on any ground also while it is empty.
pub(super) fn tick(ui: &mut Ui, is_on: &mut bool, words: impl Into<String>) -> Response {
    let usual = ui.visuals().widgets.clone();
    let edge = Stroke::new(1.0, ui.visuals().weak_text_color());
    let widgets = &mut ui.visuals_mut().widgets;
    (widgets.inactive.bg_stroke, widgets.noninteractive.bg_stroke) = (edge, edge);
    let response = ui.checkbox(is_on, words.into());
    ui.visuals_mut().widgets = usual;
    response
}
