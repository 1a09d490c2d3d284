//! Asking for a file or folder: a path to type, and the system's own dialog where there is one.
//! Must not read what is chosen.

use std::path::PathBuf;

use egui::{Context, Key, TextEdit, Window};

use super::Look;
use super::picker::Picker;
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::formats::FORMATS;
use crate::i18n::tr;

/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    path: String,
    picker: Picker,
}

impl State {
    /// Shows the dialog while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        look: Look<'_>,
        is_open: &mut bool,
        wishes: &mut Vec<Wish>,
    ) {
        if let Some(path) = self.picker.take() {
            wishes.push(Wish::Open(vec![path]));
            *is_open = false;
        }
        let mut open = *is_open;
        let lang = look.lang();
        Window::new(theme::strong(&tr!(lang, "command.open"), 16.0))
            .id(egui::Id::unique("open"))
            .open(&mut open)
            .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
            .collapsible(false)
            .resizable(false)
            .show(context, |ui| {
                ui.set_max_width(480.0);
                ui.label(tr!(lang, "open-dialog.what"));
                let field = TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY);
                let field = ui.add(field.hint_text(tr!(lang, "open-dialog.path")));
                field.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::TextInput, true, tr!(lang, "open-dialog.path"))
                });
                let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if self.picker.came_back_empty {
                    look.quiet(ui, &tr!(lang, "open-dialog.no-dialog"));
                }
                ui.horizontal(|ui| {
                    let go = ui.button(tr!(lang, "open-dialog.open")).clicked() || entered;
                    if go && !self.path.trim().is_empty() {
                        wishes.push(Wish::Open(vec![PathBuf::from(self.path.trim())]));
                        *is_open = false;
                    }
                    if ui.button(tr!(lang, "open-dialog.file")).clicked() {
                        self.picker.ask(context, Self::pick_file);
                    }
                    if ui.button(tr!(lang, "open-dialog.folder")).clicked() {
                        self.picker.ask(context, || rfd::FileDialog::new().pick_folder());
                    }
                });
            });
        *is_open &= open;
    }

    fn pick_file() -> Option<PathBuf> {
        let dialog = FORMATS
            .iter()
            .fold(rfd::FileDialog::new(), |dialog, format| dialog.add_filter(format.title, format.extensions));
        dialog.pick_file()
    }
}
