//! The list of keys, read from the table of commands.
//! Must not name a key itself.

use egui::{Context, Grid, KeyboardShortcut, Ui};

use super::{Dialog, PanelContext};
use crate::desktop::command::{COMMANDS, keys_text};
use crate::desktop::focus;
use crate::desktop::stage::STAGE_KEYS;
use crate::desktop::theme;
use crate::i18n::{escaped, tr};
use crate::logging;
use crate::session::TOOLS;

/// Beside and between the two columns, in points.
const AROUND: f32 = 80.0;

/// Shows the help while it is open. `open` becomes false when it is closed.
pub(in crate::desktop) fn show(context: &Context, panel: PanelContext<'_>, open: &mut bool) {
    let lang = panel.lang();
    let screen = context.content_rect();
    let height = screen.height() * 0.8;
    // Two columns and what is around them: in a narrow window the words wrap.
    let column = ((screen.width() - AROUND) / 2.0).max(80.0);
    let window = Dialog::Help.window(&tr!(lang, "help.title"), open);
    // As high as it may be: without this, a window begins at some height of its own.
    let window = window.default_height(height).max_height(height).vscroll(true);
    window.show(context, |ui| {
        Grid::new("keys").num_columns(2).striped(true).spacing([24.0, 6.0]).max_col_width(column).show(ui, |ui| {
            let command = |ui: &mut Ui, shortcuts: &[KeyboardShortcut], id: &str| {
                let keys: Vec<String> = shortcuts.iter().map(|keys| keys_text(ui.ctx(), *keys)).collect();
                ui.label(theme::strong(&keys.join(" · "), 13.0));
                ui.label(tr!(lang, format!("command.{id}")));
                ui.end_row();
            };
            for row in COMMANDS {
                command(ui, row.shortcuts, row.id);
            }
            ui.label(theme::strong(&tr!(lang, "help.stage"), 14.0));
            ui.end_row();
            for row in STAGE_KEYS {
                command(ui, row.shortcuts, row.id);
            }
            for gesture in TOOLS.iter().flat_map(|row| row.gestures).chain(&["menu", "tab"]) {
                ui.label(theme::strong(&tr!(lang, format!("gesture.{gesture}.do")), 13.0));
                ui.label(tr!(lang, format!("gesture.{gesture}.what")));
                ui.end_row();
            }
        });
        if let Some(file) = logging::kept_in() {
            ui.separator();
            ui.label(tr!(lang, "help.log", path = escaped(&file.to_string_lossy())));
        }
        focus::read_on(ui);
    });
}
