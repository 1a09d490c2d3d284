//! Asking what to save the map as: the kind of file, a sheet or the map alone, how fine, and where.
//! Must not paint or write: it hands back a request.

use std::path::PathBuf;

use egui::{Context, Ui};

use super::picker::{Picker, dialog};
use super::{Dialog, PanelContext};
use crate::desktop::request::Request;
use crate::draw::PaperFormat;
use crate::i18n::tr;
use crate::paint::PAINTERS;

/// The resolutions to choose from, in DPI: a screen's, a fair print's, a fine print's.
const DPI: [u16; 4] = [96, 192, 300, 600];

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::desktop) struct ExportRequest {
    /// The painter's short name.
    pub(in crate::desktop) kind: &'static str,
    /// On which paper; none for the map alone.
    pub(in crate::desktop) sheet: Option<PaperFormat>,
    pub(in crate::desktop) dpi: u16,
    pub(in crate::desktop) path: PathBuf,
}

/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    kind: usize,
    sheet: Option<PaperFormat>,
    /// Its place among the finenesses.
    dpi: usize,
    /// A file that is there already and may be replaced if it is asked for once more.
    replacing: Option<PathBuf>,
    picker: Picker,
}

impl State {
    /// The dialog for a sheet to print; by default it is for the map alone, as a picture for a screen.
    pub(in crate::desktop) fn for_sheet() -> Self {
        let kind = PAINTERS.iter().position(|painter| painter.name == "pdf").unwrap_or(0);
        Self { kind, sheet: Some(PaperFormat::A4), dpi: 2, ..Self::default() }
    }

    /// Shows the dialog while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        is_open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        let (title, chosen) = (tr!(panel.lang(), "command.export"), self.picker.take());
        let chosen = dialog((Dialog::Export, &title), context, chosen, is_open, |ui| {
            self.choices(ui, panel);
            self.place(ui, panel)
        });
        let (kind, sheet, dpi) = (PAINTERS[self.kind].name, self.sheet, DPI[self.dpi]);
        requests.extend(chosen.map(|path| Request::Export(ExportRequest { kind, sheet, dpi, path })));
    }

    /// What to make.
    fn choices(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        ui.horizontal_wrapped(|ui| {
            ui.selectable_value(&mut self.sheet, None, tr!(lang, "export-dialog.map"));
            for format in PaperFormat::ALL {
                let name = tr!(lang, "export-dialog.sheet", format = format.id());
                ui.selectable_value(&mut self.sheet, Some(format), name);
            }
        });
        ui.horizontal_wrapped(|ui| {
            for (at, painter) in PAINTERS.iter().enumerate() {
                ui.selectable_value(&mut self.kind, at, painter.name.to_uppercase());
            }
        });
        // Only a file of pixels has any.
        if PAINTERS[self.kind].name == "png" {
            ui.horizontal_wrapped(|ui| {
                panel.quiet(ui, &tr!(lang, "export-dialog.dpi"));
                for (at, dpi) in DPI.iter().enumerate() {
                    ui.selectable_value(&mut self.dpi, at, dpi.to_string());
                }
            });
        }
    }

    /// Where to put it: a path to type, or the system's dialog.
    fn place(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<PathBuf> {
        let lang = panel.lang();
        let entered = self.picker.show(ui, panel, &tr!(lang, "export-dialog.path"));
        if self.replacing.is_some() && self.replacing == self.typed() {
            panel.warning(ui, &tr!(lang, "export-dialog.exists"));
        }
        ui.horizontal(|ui| {
            let go = ui.button(tr!(lang, "export-dialog.save")).clicked() || entered;
            if ui.button(tr!(lang, "export-dialog.file")).clicked() {
                self.ask(ui.ctx());
            }
            go.then(|| self.save_typed()).flatten()
        })
        .inner
    }

    /// The path as typed, with the usual ending if it has none.
    fn typed(&self) -> Option<PathBuf> {
        let path = self.picker.typed()?;
        Some(if path.extension().is_some() { path } else { path.with_extension(PAINTERS[self.kind].extension) })
    }

    /// The typed path; a file that is there is replaced only when that is asked for twice.
    fn save_typed(&mut self) -> Option<PathBuf> {
        let path = self.typed()?;
        if path.exists() && self.replacing.as_ref() != Some(&path) {
            self.replacing = Some(path);
            return None;
        }
        Some(path)
    }

    fn ask(&mut self, context: &Context) {
        let painter = PAINTERS[self.kind];
        let dialog = move || {
            rfd::FileDialog::new()
                .add_filter(painter.name.to_uppercase(), &[painter.extension])
                .set_file_name(format!("zonemap.{}", painter.extension))
                .save_file()
        };
        self.picker.ask(context, dialog);
    }
}
