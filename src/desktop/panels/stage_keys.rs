//! The keys of the stage, to which a user adds those that their clicker sends. What the table has stays.
//! Must not know what a key does.

use egui::{Context, Event, Grid, Key, Ui};

use super::{Dialog, PanelContext};
use crate::desktop::command::keys_text;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::desktop::stage::{STAGE_KEYS, StageKey, is_taken, written};
use crate::desktop::theme;
use crate::i18n::tr;
use crate::remembered::AddedKeys;

/// For which row the next key is meant.
#[derive(Default)]
pub(in crate::desktop) struct State {
    waiting: Option<&'static str>,
    /// The key that was pressed last although it does something already.
    refused: Option<String>,
}

impl State {
    /// Shows the panel while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        added: &AddedKeys,
        open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        if !*open {
            self.waiting = None;
            return;
        }
        self.listen(context, added, requests);
        let lang = panel.lang();
        let height = context.content_rect().height() * 0.8;
        Dialog::StageKeys.window(&tr!(lang, "stage-keys.title"), open).max_height(height).vscroll(true).show(
            context,
            |ui| {
                let width = (ui.ctx().content_rect().width() - 48.0).clamp(160.0, 560.0);
                ui.set_max_width(width);
                // In a narrow window the words wrap.
                let column = if width < 560.0 { (width - 40.0) / 3.0 } else { f32::INFINITY };
                panel.quiet(ui, &tr!(lang, "stage-keys.how"));
                if let Some(key) = &self.refused {
                    panel.warning(ui, &tr!(lang, "stage-keys.taken", key = key));
                }
                Grid::new("stage-keys").num_columns(3).striped(true).spacing([20.0, 6.0]).max_col_width(column).show(
                    ui,
                    |ui| {
                        for row in STAGE_KEYS {
                            self.row(ui, panel, row, added.get(row.id).map_or(&[], Vec::as_slice), requests);
                            ui.end_row();
                        }
                    },
                );
                focus::follow(ui, 0.0);
            },
        );
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        panel: PanelContext<'_>,
        row: &'static StageKey,
        added: &[String],
        requests: &mut Vec<Request>,
    ) {
        let lang = panel.lang();
        let keys: Vec<String> = row.shortcuts.iter().map(|keys| keys_text(ui.ctx(), *keys)).collect();
        ui.label(tr!(lang, format!("command.{}", row.id)));
        ui.label(theme::strong(&keys.join(" · "), 13.0));
        ui.horizontal(|ui| {
            for key in added {
                let name = tr!(lang, "stage-keys.remove", key = key);
                if ui.button(format!("{key} ×")).on_hover_text(&*name).clicked() {
                    requests.push(Request::StageKey { row: row.id, key: key.clone(), add: false });
                }
            }
            let waits = self.waiting == Some(row.id);
            let words = if waits { tr!(lang, "stage-keys.press") } else { tr!(lang, "stage-keys.add") };
            if ui.selectable_label(waits, words).clicked() {
                self.waiting = (!waits).then_some(row.id);
                self.refused = None;
            }
        });
    }

    /// Takes the next key for the row that waits for one; Esc takes none.
    fn listen(&mut self, context: &Context, added: &AddedKeys, requests: &mut Vec<Request>) {
        let Some(row) = self.waiting else { return };
        let pressed = context.input_mut(|input| {
            let mut pressed = None;
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, repeat: false, modifiers, .. } = event else { return true };
                pressed = Some((*key, *modifiers));
                false
            });
            pressed
        });
        let Some((key, modifiers)) = pressed else { return };
        self.waiting = None;
        let name = written(key, modifiers);
        let known = is_taken(key, modifiers) || added.values().any(|keys| keys.contains(&name));
        match (key, known) {
            (Key::Escape, _) => {}
            (_, true) => self.refused = Some(name),
            (_, false) => requests.push(Request::StageKey { row, key: name, add: true }),
        }
    }
}
