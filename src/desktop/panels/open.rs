//! Asking for a file or folder: a path to type, what was opened lately, and the system's own dialog where there is one.
//! Must not read what is chosen.

use std::path::PathBuf;

use egui::{Button, Context, RichText, Ui};

use super::picker::{Picker, dialog};
use super::{Dialog, PanelContext};
use crate::desktop::request::Request;
use crate::i18n::{printable, tr};
use crate::remembered::Recent;

/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    picker: Picker,
    /// What was opened lately, and whether it was there when the dialog opened.
    recent: Vec<(PathBuf, bool)>,
}

impl State {
    /// The dialog as it opens: it offers what was opened last, or else the folder that a file was last put in.
    pub(in crate::desktop) fn beginning(recent: &Recent) -> Self {
        let recent_paths: Vec<(PathBuf, bool)> = recent.opened().map(|path| (path.clone(), path.exists())).collect();
        let offered = recent_paths.iter().find(|(_, exists)| *exists).map(|(path, _)| path.clone());
        let offered = offered.or_else(|| recent.saved_in().map(|folder| folder.join("")));
        Self { picker: Picker::offering(&offered.unwrap_or_default()), recent: recent_paths }
    }

    /// Shows the dialog while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        is_open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        let (lang, chosen) = (panel.lang(), self.picker.take());
        let chosen = dialog((Dialog::Open, &tr!(lang, "command.open")), context, chosen, is_open, |ui| {
            ui.label(tr!(lang, "open-dialog.what"));
            let entered = self.picker.show_in_dialog(ui, panel, &tr!(lang, "open-dialog.path"));
            let typed = ui.horizontal_wrapped(|ui| {
                let go = ui.button(tr!(lang, "open-dialog.open")).clicked() || entered;
                if ui.button(tr!(lang, "open-dialog.file")).clicked() {
                    self.picker.ask_file(context, lang);
                }
                if ui.button(tr!(lang, "open-dialog.folder")).clicked() {
                    self.picker.ask_folder(context);
                }
                go.then(|| self.picker.typed()).flatten()
            });
            self.list(ui, panel).or(typed.inner)
        });
        requests.extend(chosen.map(|path| Request::Open(vec![path])));
    }

    /// What was opened lately; what is not there any more says so, and cannot be chosen.
    fn list(&self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<PathBuf> {
        if self.recent.is_empty() {
            return None;
        }
        let mut chosen = None;
        PanelContext::heading(ui, &tr!(panel.lang(), "open-dialog.recent"));
        for (path, exists) in &self.recent {
            let full = printable(&path.to_string_lossy());
            let words = if *exists {
                RichText::new(&full)
            } else {
                panel.quiet_text(&tr!(panel.lang(), "open-dialog.absent", path = full))
            };
            let button = ui.add_enabled(*exists, Button::new(words).truncate().frame(false));
            if button.on_hover_text(&full).on_disabled_hover_text(&full).clicked() {
                chosen = Some(path.clone());
            }
        }
        chosen
    }
}
