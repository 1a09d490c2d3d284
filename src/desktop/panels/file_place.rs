//! Where a new file is to be put: a path to type, or the system's dialog; one that is there is replaced only when that is asked for twice.
//! Must not know what is in the file.

use std::path::PathBuf;

use egui::{Context, Ui};

use super::PanelContext;
use super::picker::Picker;
use crate::i18n::tr;
use crate::paint::Painter;

/// What the files of a kind are called.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileKind {
    /// Short name, as systems show it in capitals.
    pub(super) name: &'static str,
    /// The usual ending.
    pub(super) extension: &'static str,
}

impl From<&Painter> for FileKind {
    fn from(painter: &Painter) -> Self {
        Self { name: painter.name, extension: painter.extension }
    }
}

/// The field and what was said about it.
#[derive(Default)]
pub(super) struct FilePlace {
    picker: Picker,
    /// A file that is there already and may be replaced if it is asked for once more.
    replacing: Option<PathBuf>,
    /// The endings of files of the same name that are written with it.
    others: Vec<&'static str>,
}

impl FilePlace {
    /// Offers a file with a title as its name, in a folder; with the focus, or without.
    pub(super) fn offering(folder: Option<PathBuf>, title: &str, kind: impl Into<FileKind>, has_focus: bool) -> Self {
        let kind = kind.into();
        let path = folder.unwrap_or_default().join(format!("{}.{}", file_name(title), kind.extension));
        let picker = if has_focus { Picker::offering(&path) } else { Picker::holding(&path) };
        Self { picker, ..Self::default() }
    }

    /// Offers the same name with the ending of another kind of file, unless it has another ending than its kind had.
    pub(super) fn rename(&mut self, from: impl Into<FileKind>, to: impl Into<FileKind>) {
        if let Some(path) = self.renamed(from.into(), to.into()) {
            self.picker.hold(&path);
        }
    }

    fn renamed(&self, from: FileKind, to: FileKind) -> Option<PathBuf> {
        let (path, ending) = (self.picker.typed()?, format!(".{}", from.extension));
        let name = path.file_name()?.to_str()?.strip_suffix(&ending)?.to_owned();
        Some(path.with_file_name(format!("{name}.{}", to.extension)))
    }

    /// Files of the same name with other endings are written with it.
    pub(super) fn with_others(&mut self, endings: Vec<&'static str>) {
        self.others = endings;
    }

    /// What the system's dialog gave, once.
    pub(super) fn take(&mut self) -> Option<PathBuf> {
        self.picker.take()
    }

    /// Gives the field the focus, its text selected.
    pub(super) fn focus(&mut self) {
        self.picker.offer(None);
    }

    /// Whether it warns that a file would be replaced.
    pub(super) fn warns(&self, kind: impl Into<FileKind>) -> bool {
        self.replacing.is_some() && self.replacing == self.typed(kind.into())
    }

    /// Shows the field and the buttons. Returns the path when it is asked to save there, by a button, by Enter in the field, or otherwise.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        panel: PanelContext<'_>,
        (kind, go): (impl Into<FileKind>, &str),
        entered: bool,
    ) -> Option<PathBuf> {
        let (lang, kind) = (panel.lang(), kind.into());
        let entered = self.picker.show_in_dialog(ui, panel, &tr!(lang, "export-dialog.path")) || entered;
        if self.warns(kind) {
            panel.warning(ui, &tr!(lang, "export-dialog.exists"));
        }
        ui.horizontal_wrapped(|ui| {
            let go = ui.button(go).clicked() || entered;
            if ui.button(tr!(lang, "export-dialog.file")).clicked() {
                self.ask(ui.ctx(), kind);
            }
            go.then(|| self.save_typed(kind)).flatten()
        })
        .inner
    }

    /// The path as typed, with the usual ending if it has none.
    fn typed(&self, kind: FileKind) -> Option<PathBuf> {
        let path = self.picker.typed()?;
        Some(if path.extension().is_some() { path } else { path.with_extension(kind.extension) })
    }

    /// The typed path; a file that is there is replaced only when that is asked for twice.
    fn save_typed(&mut self, kind: FileKind) -> Option<PathBuf> {
        let path = self.typed(kind)?;
        let replaces = path.exists() || self.others.iter().any(|ending| path.with_extension(ending).exists());
        if replaces && self.replacing.as_ref() != Some(&path) {
            self.focus();
            self.replacing = Some(path);
            return None;
        }
        Some(path)
    }

    fn ask(&mut self, context: &Context, kind: FileKind) {
        let name = self.typed(kind).and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        let name = name.unwrap_or_else(|| format!("zonemap.{}", kind.extension));
        let dialog = self.picker.beside().add_filter(kind.name.to_uppercase(), &[kind.extension]);
        self.picker.ask(context, move || dialog.set_file_name(name).save_file());
    }
}

/// A title as every system takes it for the name of a file, without its ending.
fn file_name(title: &str) -> String {
    const LONGEST: usize = 60;
    let fits = |glyph: char| !(glyph.is_control() || "/\\:*?\"<>|".contains(glyph));
    let kept = title.char_indices().nth(LONGEST).map_or(title, |(end, _)| {
        // Not within a word, where there is more than one.
        let word = title[..end].rfind(' ').unwrap_or(end);
        &title[..word]
    });
    let name: String = kept.chars().map(|glyph| if fits(glyph) { glyph } else { '-' }).collect();
    let name = name.trim().trim_matches('.');
    if name.is_empty() { "zonemap".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{FilePlace, file_name};
    use crate::export::painter_named;

    #[test]
    fn a_title_becomes_the_name_of_a_file() {
        assert_eq!(file_name("穗港智造合作區"), "穗港智造合作區");
        assert_eq!(file_name("a/b\\c: \"d\"\n"), "a-b-c- -d--");
        assert_eq!(file_name(".."), "zonemap");
        assert_eq!(file_name(&"長".repeat(500)).chars().count(), 60);
        let zone = "Guangzhou–Hong Kong Intelligent Manufacturing Cooperation Zone";
        assert_eq!(file_name(zone), "Guangzhou–Hong Kong Intelligent Manufacturing Cooperation");
    }

    #[test]
    fn another_kind_has_another_ending() {
        let [png, svg, pdf] = ["png", "svg", "pdf"].map(|name| painter_named(name).expect("a painter"));
        let mut place = FilePlace::offering(Some(PathBuf::from("/maps")), "Zone 1.5", png, true);
        assert_eq!(place.picker.typed().as_deref(), Some(Path::new("/maps/Zone 1.5.png")));
        place.rename(png, svg);
        assert_eq!(place.picker.typed().as_deref(), Some(Path::new("/maps/Zone 1.5.svg")));
        place.picker.offer(Some(PathBuf::from("/maps/mine")));
        place.rename(svg, pdf);
        let mine = place.picker.typed();
        assert_eq!(mine.as_deref(), Some(Path::new("/maps/mine")), "an ending that nobody typed is added at the end");
        let sheet = FilePlace::offering(None, "", pdf, false);
        assert_eq!(sheet.picker.typed().as_deref(), Some(Path::new("zonemap.pdf")));
    }
}
