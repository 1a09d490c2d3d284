//! Every command by name: what is typed finds it, Enter does it.
//! Must not do it: it hands back a request.

use egui::{Button, Context, Id, Key, Modifiers, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::{Dialog, PanelContext};
use crate::desktop::command::{COMMANDS, CommandRow};
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{Lang, tr};
use crate::project::{folded, sounds_in};

/// How wide the list is, and how high at most, in points.
const WIDTH: f32 = 440.0;
const HEIGHT: f32 = 360.0;

/// What is typed, and which of what it finds is chosen.
#[derive(Default)]
pub(in crate::desktop) struct State {
    words: String,
    chosen: usize,
}

impl State {
    /// Shows the list while it is open; doing something closes it. As it `begins`, the field has the focus.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        begins: bool,
        open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        let mut done = None;
        let title = tr!(panel.lang(), "commands.title");
        Dialog::Commands.window(&title, open).show(context, |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 48.0));
            let [entered, moved] = self.field(ui, panel, begins);
            let found = found(&self.words, panel.lang(), ui.ctx());
            self.chosen = self.chosen.min(found.len().saturating_sub(1));
            done = found.get(self.chosen).copied().filter(|_| entered);
            let height = HEIGHT.min(ui.ctx().content_rect().height() * 0.55);
            ScrollArea::vertical().max_height(height).auto_shrink(false).show(ui, |ui| {
                ui.set_width(ui.available_width());
                if found.is_empty() {
                    panel.quiet(ui, &tr!(panel.lang(), "search.nothing"));
                }
                for (at, row) in found.iter().enumerate() {
                    if self.row(ui, panel, (at, row), moved) {
                        done = Some(row);
                    }
                }
                focus::follow(ui, 0.0);
            });
        });
        if let Some(row) = done.filter(|row| (row.enabled)(panel.session)) {
            requests.push(row.command.into());
            *open = false;
        }
    }

    /// The field, and the keys that it takes for the list; whether Enter was pressed, and whether another command was chosen.
    fn field(&mut self, ui: &mut Ui, panel: PanelContext<'_>, begins: bool) -> [bool; 2] {
        let id = Id::unique("commands-field");
        let focused = ui.memory(|memory| memory.has_focus(id));
        let pressed = |key| focused && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let [down, up, entered] = [Key::ArrowDown, Key::ArrowUp, Key::Enter].map(pressed);
        self.chosen = (self.chosen + usize::from(down)).saturating_sub(usize::from(up));
        let name = tr!(panel.lang(), "commands.hint");
        let field = TextEdit::singleline(&mut self.words).id(id).hint_text(&*name).desired_width(f32::INFINITY);
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, &*name));
        if begins {
            field.request_focus();
        }
        if field.changed() {
            self.chosen = 0;
        }
        [entered, down || up || field.changed()]
    }

    /// A command with its keys; whether it was clicked.
    fn row(&self, ui: &mut Ui, panel: PanelContext<'_>, (at, row): (usize, &CommandRow), moved: bool) -> bool {
        let enabled = (row.enabled)(panel.session);
        let (name, keys) = (row.name(panel.lang()), row.keys(ui.ctx()));
        let chosen = at == self.chosen;
        let spoken = tr!(panel.lang(), "tools.with-keys", name = &name, keys = &keys);
        let text = if enabled { name.into() } else { panel.quiet_text(&name) };
        let button = Button::selectable(chosen, text).shortcut_text(theme::strong(&keys, 12.0)).truncate();
        let row = ui.add_enabled(enabled, button.min_size([ui.available_width(), 0.0].into()));
        row.widget_info(|| WidgetInfo::selected(Role::Button, enabled, chosen, &*spoken));
        if chosen && moved {
            row.scroll_to_me(None);
        }
        row.clicked()
    }
}

/// The commands that hold all words of what is typed, in any language or among their keys; those in the window's language first, then others,
/// then those that sound like it in Chinese.
fn found(words: &str, lang: Lang, context: &Context) -> Vec<&'static CommandRow> {
    let words = folded(words);
    let words: Vec<&str> = words.split_whitespace().collect();
    let holds = |text: &str| words.iter().all(|word| text.contains(word));
    let sounds = |text: &str| words.iter().all(|word| text.contains(word) || sounds_in(word, text));
    let mut found: Vec<(usize, &CommandRow)> = Vec::new();
    for row in COMMANDS {
        let texts = |lang: Lang| folded(&format!("{} {}", row.name(lang), row.keys(context)));
        let own = || holds(&texts(lang));
        let other = || Lang::ALL.into_iter().any(|other| holds(&texts(other)));
        // Both ways of writing Chinese sound alike.
        let sound = || sounds(&texts(if lang == Lang::En { Lang::ZhHans } else { lang }));
        let rank = [&own as &dyn Fn() -> bool, &other, &sound].iter().position(|is_found| is_found());
        found.extend(rank.map(|rank| (rank, row)));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, row)| row).collect()
}
