//! A path to type, and the system's own file dialog, asked in the background so that the map stays alive meanwhile.
//! Must not know what the file is for.

use std::path::{Path, PathBuf};

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Context, Id, Key, Role, TextEdit, Ui, WidgetInfo};

use super::paste::paste_menu;
use super::{Dialog, PanelContext};
use crate::desktop::job::Job;
use crate::desktop::theme;
use crate::formats::FORMATS;
use crate::i18n::{Lang, tr};

/// Shows a dialog that asks for a path until there is one: from the system's dialog, or from what is in it.
pub(super) fn dialog(
    (dialog, title): (Dialog, &str),
    context: &Context,
    chosen: Option<PathBuf>,
    is_open: &mut bool,
    inside: impl FnOnce(&mut Ui) -> Option<PathBuf>,
) -> Option<PathBuf> {
    let (mut chosen, mut open) = (chosen, *is_open);
    dialog.window(title, &mut open).show(context, |ui| {
        ui.set_max_width((context.content_rect().width() - 48.0).clamp(160.0, 480.0));
        let typed = inside(ui);
        chosen = chosen.take().or(typed);
    });
    *is_open &= open && chosen.is_none();
    chosen
}

/// Gives a field of text the focus, with all of its text selected, so that what is typed takes its place.
pub(in crate::desktop) fn select_all(context: &Context, field: Id, text: &str) {
    let mut state = TextEditState::load(context, field).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
    state.store(context, field);
    context.memory_mut(|memory| memory.request_focus(field));
}

/// A field with a dialog that may be open.
#[derive(Default)]
pub(super) struct Picker {
    typed: String,
    /// Whether the field is to have the focus, and its text to be selected.
    begins: bool,
    asking: Option<Job<Option<PathBuf>>>,
    /// The system's dialog gave nothing: cancelled, or there is none.
    came_back_empty: bool,
}

impl Picker {
    /// A field with a path in it, selected.
    pub(super) fn offering(path: &Path) -> Self {
        Self { typed: path.to_string_lossy().into_owned(), begins: true, ..Self::default() }
    }

    /// A field with a path in it, without the focus.
    pub(super) fn holding(path: &Path) -> Self {
        Self { typed: path.to_string_lossy().into_owned(), ..Self::default() }
    }

    /// Puts another path into the field; the focus stays where it is.
    pub(super) fn hold(&mut self, path: &Path) {
        self.typed = path.to_string_lossy().into_owned();
    }

    /// Puts another path into the field, selected.
    pub(super) fn offer(&mut self, path: Option<PathBuf>) {
        if let Some(path) = path {
            self.typed = path.to_string_lossy().into_owned();
        }
        self.begins = true;
    }

    /// Shows the field under a name. Returns whether Enter was pressed in it.
    pub(super) fn show(&mut self, ui: &mut Ui, panel: PanelContext<'_>, name: &str) -> bool {
        let edit = TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY).hint_text(name);
        let field = ui.scope(|ui| {
            theme::show_selection(ui);
            ui.add(edit)
        });
        let field = field.inner;
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
        paste_menu(&field, panel, &self.typed);
        if std::mem::take(&mut self.begins) {
            select_all(ui.ctx(), field.id, &self.typed);
        }
        if self.came_back_empty {
            panel.quiet(ui, &tr!(panel.lang(), "open-dialog.no-dialog"));
        }
        field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// The same in a dialog, which has the keyboard: Enter also counts while nothing has the focus.
    pub(super) fn show_in_dialog(&mut self, ui: &mut Ui, panel: PanelContext<'_>, name: &str) -> bool {
        let free = ui.memory(|memory| memory.focused().is_none());
        self.show(ui, panel, name) || (free && ui.input(|input| input.key_pressed(Key::Enter)))
    }

    /// What was typed, if anything was.
    pub(super) fn typed(&self) -> Option<PathBuf> {
        Some(PathBuf::from(self.typed.trim())).filter(|path| !path.as_os_str().is_empty())
    }

    /// Asks the system for a file that can be opened.
    pub(super) fn ask_file(&mut self, context: &Context, lang: Lang) {
        let dialog = self.beside();
        let all: Vec<&str> = FORMATS.iter().flat_map(|format| format.extensions).copied().chain(["gz"]).collect();
        let dialog = dialog.add_filter(tr!(lang, "open-dialog.all-formats"), &all);
        let dialog = FORMATS.iter().fold(dialog, |dialog, format| dialog.add_filter(format.title, format.extensions));
        self.ask(context, || dialog.pick_file());
    }

    /// Asks the system for a folder.
    pub(super) fn ask_folder(&mut self, context: &Context) {
        let dialog = self.beside();
        self.ask(context, || dialog.pick_folder());
    }

    /// The system's dialog in the folder that is typed, or that what is typed lies in.
    pub(super) fn beside(&self) -> rfd::FileDialog {
        let dialog = rfd::FileDialog::new();
        let folders = self.typed().into_iter().flat_map(|path| [Some(path.clone()), path.parent().map(PathBuf::from)]);
        match folders.flatten().find(|folder| folder.is_dir()) {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        }
    }

    /// Asks the system.
    pub(super) fn ask(&mut self, context: &Context, pick: impl FnOnce() -> Option<PathBuf> + Send + 'static) {
        self.asking = Some(Job::begin(context, "file-dialog", |_| pick()));
        self.came_back_empty = false;
    }

    /// The answer, once.
    pub(super) fn take(&mut self) -> Option<PathBuf> {
        let chosen = Job::take(&mut self.asking)?.ok().flatten();
        self.came_back_empty = chosen.is_none();
        chosen
    }
}
