//! Asking which layer to save as data, in which format and coordinate reference system, and where to.
//! Must not write: it hands back a request.

use std::path::PathBuf;

use egui::{Context, Ui};

use super::file_place::{FileKind, FilePlace};
use super::option::list;
use super::picker::dialog;
use super::{Dialog, PanelContext};
use crate::crs::Crs;
use crate::desktop::request::Request;
use crate::formats::{Format, WriteOptions, systems_to_write, writable};
use crate::i18n::{displayed, tr};

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::desktop) struct SaveDataRequest {
    /// The format's id.
    pub(in crate::desktop) format: &'static str,
    pub(in crate::desktop) options: WriteOptions,
    pub(in crate::desktop) path: PathBuf,
}

/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    /// Its place among the formats that can be written.
    format: usize,
    /// The layer's place.
    layer: usize,
    /// The system; none for the first of those that suit.
    system: Option<Crs>,
    place: FilePlace,
}

impl State {
    /// The dialog for a layer. It offers a file with the layer's name, in a folder.
    pub(in crate::desktop) fn beginning(folder: Option<PathBuf>, layer: usize, title: &str) -> Self {
        let format = writable().position(|format| format.id == "geojson").unwrap_or_default();
        let place = formats()
            .nth(format)
            .map_or_else(FilePlace::default, |(_, kind)| FilePlace::offering(folder, title, kind, true));
        Self { format, layer, place, ..Self::default() }
    }

    /// Shows the dialog while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        is_open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        let (lang, title, chosen) = (panel.lang(), tr!(panel.lang(), "command.save-data"), self.place.take());
        let Some((format, kind)) = formats().nth(self.format) else { return };
        let layer = panel.session.project().layers.get(self.layer).map(|layer| layer.id.clone());
        let chosen = dialog((Dialog::SaveData, &title), context, chosen, is_open, |ui| {
            self.choices(ui, panel, format, layer.as_deref());
            let kind = formats().nth(self.format).map_or(kind, |(_, kind)| kind);
            self.place.show(ui, panel, (kind, &tr!(lang, "export-dialog.save")), false)
        });
        let options = WriteOptions { crs: self.system, layer, lang, tabs: false };
        requests.extend(chosen.map(|path| Request::SaveData(SaveDataRequest { format: format.id, options, path })));
    }

    /// What to write, and how.
    fn choices(&mut self, ui: &mut Ui, panel: PanelContext<'_>, format: &Format, layer: Option<&str>) {
        let (lang, project) = (panel.lang(), panel.session.project());
        let before = self.format;
        panel.quiet(ui, &tr!(lang, "save-data.format"));
        ui.horizontal_wrapped(|ui| {
            for (at, (format, _)) in formats().enumerate() {
                ui.selectable_value(&mut self.format, at, short(format));
            }
        });
        let layers = panel.session.drawn_order().into_iter().rev();
        let title =
            |at: usize| project.layers.get(at).map(|layer| displayed(layer.title.get(lang))).unwrap_or_default();
        let layers = layers.map(|at| (at, title(at)));
        let name = tr!(lang, "save-data.layer");
        panel.quiet(ui, &name);
        list(ui, &name, &mut self.layer, layers.collect());
        let systems = systems_to_write(project, format, layer);
        if !self.system.is_some_and(|system| systems.contains(&system)) {
            self.system = systems.first().copied();
        }
        let named = |crs: Crs| (Some(crs), format!("{} ({})", crs.title(lang), crs.name()));
        let systems = systems.into_iter().map(named).collect();
        let name = tr!(lang, "save-data.system");
        panel.quiet(ui, &name);
        list(ui, &name, &mut self.system, systems);
        let kinds = |at: usize| formats().nth(at).map(|(_, kind)| kind);
        if let Some((from, to)) = kinds(before).zip(kinds(self.format)).filter(|_| before != self.format) {
            self.place.rename(from, to);
            self.place.focus();
        }
    }
}

/// The formats that can be written, each with how its files are called.
fn formats() -> impl Iterator<Item = (&'static Format, FileKind)> {
    writable().map(|format| {
        let extension = format.extensions.first().copied().unwrap_or_default();
        (format, FileKind { name: format.id, extension })
    })
}

/// What people call a format, without the standard that it is of.
fn short(format: &Format) -> &'static str {
    format.title.split(" (").next().unwrap_or(format.title)
}
