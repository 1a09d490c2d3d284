//! Asking for a file or folder: a path to type, and the system's own dialog where there is one.
//! Must not read what is chosen.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use egui::{Context, Key, TextEdit, Window};

use super::Look;
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::formats::FORMATS;
use crate::i18n::tr;

/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    pub(in crate::desktop) is_open: bool,
    path: String,
    chosen: Option<Receiver<Option<PathBuf>>>,
    /// The system's dialog gave nothing: cancelled, or there is none.
    came_back_empty: bool,
}

impl State {
    /// Shows the dialog while it is open.
    pub(in crate::desktop) fn show(&mut self, context: &Context, look: Look<'_>, wishes: &mut Vec<Wish>) {
        self.take_choice(context, wishes);
        let mut open = self.is_open;
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
                if self.came_back_empty {
                    look.quiet(ui, &tr!(lang, "open-dialog.no-dialog"));
                }
                ui.horizontal(|ui| {
                    let go = ui.button(tr!(lang, "open-dialog.open")).clicked() || entered;
                    if go && !self.path.trim().is_empty() {
                        wishes.push(Wish::Open(vec![PathBuf::from(self.path.trim())]));
                        self.is_open = false;
                    }
                    if ui.button(tr!(lang, "open-dialog.file")).clicked() {
                        self.ask(Self::pick_file);
                    }
                    if ui.button(tr!(lang, "open-dialog.folder")).clicked() {
                        self.ask(|| rfd::FileDialog::new().pick_folder());
                    }
                });
            });
        self.is_open &= open;
    }

    fn pick_file() -> Option<PathBuf> {
        let dialog = FORMATS
            .iter()
            .fold(rfd::FileDialog::new(), |dialog, format| dialog.add_filter(format.title, format.extensions));
        dialog.pick_file()
    }

    /// Asks the system, on a thread of its own so that the map stays alive meanwhile.
    fn ask(&mut self, pick: fn() -> Option<PathBuf>) {
        let (answer, chosen) = channel();
        let asking = thread::Builder::new().name("file-dialog".to_owned()).spawn(move || {
            // The window may be gone before the answer.
            let _ignored = answer.send(pick());
        });
        self.chosen = asking.is_ok().then_some(chosen);
        self.came_back_empty = asking.is_err();
    }

    fn take_choice(&mut self, context: &Context, wishes: &mut Vec<Wish>) {
        let Some(chosen) = &self.chosen else { return };
        match chosen.try_recv() {
            Ok(Some(path)) => {
                wishes.push(Wish::Open(vec![path]));
                self.is_open = false;
                self.chosen = None;
            }
            Ok(None) | Err(TryRecvError::Disconnected) => {
                self.came_back_empty = true;
                self.chosen = None;
            }
            Err(TryRecvError::Empty) => context.request_repaint_after(std::time::Duration::from_millis(100)),
        }
    }
}
