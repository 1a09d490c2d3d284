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
    /// The dialog for a sheet to print, or for the map alone, as a picture for a screen. It offers a file with a title as its name, in a folder.
    pub(in crate::desktop) fn beginning(for_sheet: bool, folder: Option<PathBuf>, title: &str) -> Self {
        let mut state = Self::default();
        if for_sheet {
            let kind = PAINTERS.iter().position(|painter| painter.name == "pdf").unwrap_or(0);
            state = Self { kind, sheet: Some(PaperFormat::A4), dpi: 2, ..state };
        }
        let name = format!("{}.{}", file_name(title), PAINTERS[state.kind].extension);
        state.picker = Picker::offering(&folder.unwrap_or_default().join(name));
        state
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
        let before = (self.kind, self.sheet, self.dpi);
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
        if before != (self.kind, self.sheet, self.dpi) {
            self.picker.offer(self.renamed(before.0));
        }
    }

    /// The typed path with the ending of the kind; none unless it has that of another kind.
    fn renamed(&self, other: usize) -> Option<PathBuf> {
        let (path, ending) = (self.picker.typed()?, format!(".{}", PAINTERS[other].extension));
        let name = path.file_name()?.to_str()?.strip_suffix(&ending)?.to_owned();
        Some(path.with_file_name(format!("{name}.{}", PAINTERS[self.kind].extension)))
    }

    /// Where to put it: a path to type, or the system's dialog.
    fn place(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<PathBuf> {
        let lang = panel.lang();
        let entered = self.picker.show_in_dialog(ui, panel, &tr!(lang, "export-dialog.path"));
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
            self.picker.offer(None);
            self.replacing = Some(path);
            return None;
        }
        Some(path)
    }

    fn ask(&mut self, context: &Context) {
        let painter = PAINTERS[self.kind];
        let name = self.typed().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        let name = name.unwrap_or_else(|| format!("zonemap.{}", painter.extension));
        let dialog = self.picker.beside().add_filter(painter.name.to_uppercase(), &[painter.extension]);
        self.picker.ask(context, move || dialog.set_file_name(name).save_file());
    }
}

/// A title as every system takes it for the name of a file, without its ending.
fn file_name(title: &str) -> String {
    const LONGEST: usize = 60;
    let fits = |glyph: char| !(glyph.is_control() || "/\\:*?\"<>|".contains(glyph));
    let name: String = title.chars().take(LONGEST).map(|glyph| if fits(glyph) { glyph } else { '-' }).collect();
    let name = name.trim().trim_matches('.');
    if name.is_empty() { "zonemap".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{PAINTERS, State, file_name};

    #[test]
    fn a_title_becomes_the_name_of_a_file() {
        assert_eq!(file_name("穗港智造合作區"), "穗港智造合作區");
        assert_eq!(file_name("a/b\\c: \"d\"\n"), "a-b-c- -d--");
        assert_eq!(file_name(".."), "zonemap");
        assert_eq!(file_name(&"長".repeat(500)).chars().count(), 60);
    }

    #[test]
    fn another_kind_has_another_ending() {
        let mut state = State::beginning(false, Some(PathBuf::from("/maps")), "Zone 1.5");
        let png = state.kind;
        assert_eq!(state.picker.typed().as_deref(), Some(Path::new("/maps/Zone 1.5.png")));
        state.kind = PAINTERS.iter().position(|painter| painter.name == "svg").expect("SVG");
        assert_eq!(state.renamed(png).as_deref(), Some(Path::new("/maps/Zone 1.5.svg")));
        state.picker.offer(Some(PathBuf::from("/maps/mine")));
        assert_eq!(state.renamed(png), None, "an ending that nobody typed is added at the end");
        let sheet = State::beginning(true, None, "");
        assert_eq!(sheet.picker.typed().as_deref(), Some(Path::new("zonemap.pdf")));
    }
}
