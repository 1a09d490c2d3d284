//! Asking for a file or folder: a path to type, and the system's own dialog where there is one.
//! Must not read what is chosen.

use egui::Context;

use super::picker::{Picker, dialog};
use super::{Dialog, PanelContext};
use crate::desktop::request::Request;
use crate::i18n::tr;

/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    picker: Picker,
}

impl State {
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
            let entered = self.picker.show(ui, panel, &tr!(lang, "open-dialog.path"));
            ui.horizontal(|ui| {
                let go = ui.button(tr!(lang, "open-dialog.open")).clicked() || entered;
                if ui.button(tr!(lang, "open-dialog.file")).clicked() {
                    self.picker.ask_file(context);
                }
                if ui.button(tr!(lang, "open-dialog.folder")).clicked() {
                    self.picker.ask(context, || rfd::FileDialog::new().pick_folder());
                }
                go.then(|| self.picker.typed()).flatten()
            })
            .inner
        });
        requests.extend(chosen.map(|path| Request::Open(vec![path])));
    }
}
