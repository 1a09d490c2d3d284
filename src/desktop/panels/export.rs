//! Asking what to save the map as: the kind of file, how fine, and where. Finished sheets have a dialog of their own.
//! Must not paint or write: it hands back a request.

use std::path::PathBuf;

use egui::{Context, Ui};

use super::file_place::FilePlace;
use super::picker::dialog;
use super::{Dialog, PanelContext};
use crate::desktop::request::Request;
use crate::i18n::tr;
use crate::paint::PAINTERS;

/// The resolutions to choose from, in DPI: a screen's, a fair print's, a fine print's.
pub(super) const DPI: [u16; 4] = [96, 192, 300, 600];

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::desktop) struct ExportRequest {
    /// The painter's short name.
    pub(in crate::desktop) kind: &'static str,
    pub(in crate::desktop) dpi: u16,
    pub(in crate::desktop) path: PathBuf,
}

/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    kind: usize,
    /// Its place among the finenesses.
    dpi: usize,
    place: FilePlace,
}

impl State {
    /// The dialog for the map as a picture for a screen. It offers a file with a title as its name, in a folder.
    pub(in crate::desktop) fn beginning(folder: Option<PathBuf>, title: &str) -> Self {
        Self { place: FilePlace::offering(folder, title, &PAINTERS[0], true), ..Self::default() }
    }

    /// Shows the dialog while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        is_open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        let (lang, title, chosen) = (panel.lang(), tr!(panel.lang(), "command.export"), self.place.take());
        let chosen = dialog((Dialog::Export, &title), context, chosen, is_open, |ui| {
            self.choices(ui, panel);
            self.place.show(ui, panel, (&PAINTERS[self.kind], &tr!(lang, "export-dialog.save")), false)
        });
        let (kind, dpi) = (PAINTERS[self.kind].name, DPI[self.dpi]);
        requests.extend(chosen.map(|path| Request::Export(ExportRequest { kind, dpi, path })));
    }

    /// What to make.
    fn choices(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let before = (self.kind, self.dpi);
        kinds(ui, &mut self.kind);
        resolutions(ui, panel, self.kind, &mut self.dpi);
        if before != (self.kind, self.dpi) {
            self.place.rename(&PAINTERS[before.0], &PAINTERS[self.kind]);
            self.place.focus();
        }
    }
}

/// The kinds of file.
pub(super) fn kinds(ui: &mut Ui, kind: &mut usize) {
    ui.horizontal_wrapped(|ui| {
        for (at, painter) in PAINTERS.iter().enumerate().filter(|(_, painter)| painter.slides.is_none()) {
            ui.selectable_value(kind, at, painter.name.to_uppercase());
        }
    });
}

/// How fine a file of pixels is; only such a file has any.
pub(super) fn resolutions(ui: &mut Ui, panel: PanelContext<'_>, kind: usize, dpi: &mut usize) {
    if PAINTERS[kind].name == "png" {
        ui.horizontal_wrapped(|ui| {
            panel.quiet(ui, &tr!(panel.lang(), "export-dialog.dpi"));
            for (at, value) in DPI.iter().enumerate() {
                ui.selectable_value(dpi, at, value.to_string());
            }
        });
    }
}
