//! The bar at the top: the project, the search, the language, the theme.
//! Must not search: it only holds the words.

use egui::containers::menu::MenuButton;
use egui::{Align2, Button, Label, Rect, Role, TextEdit, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::paste::paste_menu;
use super::{PanelContext, search};
use crate::desktop::command::Command;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{Lang, displayed, tr};
use crate::picture::{ColourRole, Theme};
use crate::session::Action;

/// A narrower bar than this has its buttons in a menu, in points.
const NARROW: f32 = 768.0;

/// So much of the bar is the search's before the title has more than it needs, in points.
const FIELD: f32 = 220.0;

pub(in crate::desktop) fn show(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    search: &mut search::State,
    requests: &mut Vec<Request>,
) {
    let lang = panel.lang();
    ui.horizontal_centered(|ui| {
        let width = ui.available_width();
        let folds = ui.ctx().content_rect().width() < NARROW;
        requests.extend(button(ui, lang, Button::new("≡"), (Command::Layers, "command.layers")));
        // The buttons are laid out last, at the right; they are as wide as they were in the frame before.
        let memory = ui.scope_id().with("buttons");
        let taken = ui.data(|data| data.get_temp::<f32>(memory)).unwrap_or(0.0);
        ui.scope(|ui| {
            // The title gives way to the search.
            let most = (ui.available_width() - taken - FIELD).clamp(120.0, (width * 0.34).max(120.0));
            ui.set_max_width(most);
            let title = displayed(panel.session.project().title().get(lang));
            ui.add(Label::new(theme::strong(&title, 17.0)).truncate());
        });
        let room = (ui.available_width() - taken - 3.0 * ui.spacing().item_spacing.x).max(60.0);
        let width = (width * 0.3).clamp(120.0, 440.0).min(room);
        // In the middle of the window, where title and buttons leave it there.
        let before = ui.ctx().content_rect().center().x - width / 2.0 - ui.cursor().left();
        ui.add_space(before.clamp(0.0, room - width));
        field(ui, panel, search, width);
        let rest = ui.available_rect_before_wrap();
        let place = Rect::from_min_max(pos2((rest.right() - taken).max(rest.left()), rest.top()), rest.max);
        let mut right = ui.new_child(UiBuilder::new().max_rect(place).layout(*ui.layout()));
        focus::one_stop(&right);
        if folds {
            menu(&mut right, panel, requests);
        } else {
            buttons(&mut right, panel, requests);
        }
        let now = right.min_rect().width();
        if (now - taken).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(memory, now));
            ui.ctx().request_discard("the buttons of the bar have another width");
        }
    });
}

fn field(ui: &mut Ui, panel: PanelContext<'_>, search: &mut search::State, width: f32) {
    let lang = panel.lang();
    let field = TextEdit::singleline(&mut search.words)
        .hint_text(tr!(lang, "search.hint"))
        .desired_width(width)
        .id(search::State::field());
    let response = ui.scope(|ui| {
        theme::show_selection(ui);
        ui.add(field)
    });
    let response = response.inner;
    response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, tr!(lang, "search.name")));
    // Who has only a mouse finds again what was copied from the map.
    paste_menu(&response, panel, &search.words);
    search.anchor = response.rect;
    if search.words.is_empty() && !response.has_focus() {
        key_in(ui, panel, response.rect);
    }
    search.read_keys(ui, &response);
}

/// The key that leads to the search, at the right end of its field where the hint leaves room.
fn key_in(ui: &Ui, panel: PanelContext<'_>, field: Rect) {
    let keys = Command::Find.row().map_or_else(String::new, |row| row.keys(ui.ctx()));
    let font = TextStyle::Small.resolve(ui.style());
    let quiet = panel.role(ColourRole::SecondText);
    let width = |text: String, font| ui.painter().layout_no_wrap(text, font, quiet).size().x;
    let hint = width(tr!(panel.lang(), "search.hint").into_owned(), TextStyle::Body.resolve(ui.style()));
    if hint + width(keys.clone(), font.clone()) + KEY_ROOM < field.width() {
        ui.painter().text(field.right_center() - vec2(10.0, 0.0), Align2::RIGHT_CENTER, keys, font, quiet);
    }
}

/// What the key in the field of the search needs beside itself and the hint, in points.
const KEY_ROOM: f32 = 36.0;

/// The commands that have a button, by their words in the bar and in full.
const COMMANDS: [(Command, &str, &str); 2] = [
    (Command::Open, "command.open-short", "command.open"),
    (Command::Export, "command.export-short", "command.export"),
];

/// Languages, theme, open, export, help; and the show, which stands out.
fn buttons(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    for other in Lang::ALL {
        language(ui, panel, other, &tr!(other, "lang.short"), requests);
    }
    let theme_sign = match panel.session.theme() {
        Theme::Light | Theme::Print => "●",
        Theme::Dark => "○",
    };
    let flat = |sign: &str| Button::new(sign).frame_when_inactive(false);
    requests.extend(button(ui, lang, flat(theme_sign), (Command::Theme, "command.theme")));
    for (command, short, name) in COMMANDS {
        requests.extend(button(ui, lang, flat(&tr!(lang, short)), (command, name)));
    }
    requests.extend(button(ui, lang, flat("?"), (Command::Help, "command.help")));
    ui.add_space(4.0);
    let words = theme::strong(&format!("▶ {}", tr!(lang, "command.present-short")), 13.5);
    let [accent, ink] = [panel.role(ColourRole::Boundary), theme::colour(panel.palette().panel)];
    let present = Button::new(words.color(ink)).fill(accent).corner_radius(6.0).min_size(vec2(0.0, PRESENT));
    requests.extend(button(ui, lang, present, (Command::Present, "command.present")));
}

/// The height of the button that starts the show, in points.
const PRESENT: f32 = 30.0;

/// The same in a menu, by their full names.
fn menu(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    let (button, _) = MenuButton::from_button(Button::new("…")).ui(ui, |ui| {
        line(ui, lang, Command::Present, "command.present", requests);
        for (command, _, name) in COMMANDS {
            line(ui, lang, command, name, requests);
        }
        for other in Lang::ALL {
            language(ui, panel, other, &tr!(other, "lang.name"), requests);
        }
        line(ui, lang, Command::Theme, "command.theme", requests);
        line(ui, lang, Command::Help, "command.help", requests);
    });
    let name = tr!(lang, "command.more");
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*name));
    let _shown = button.on_hover_text(name);
}

fn line(ui: &mut Ui, lang: Lang, command: Command, name: &str, requests: &mut Vec<Request>) {
    if ui.button(tr!(lang, name)).clicked() {
        requests.push(command.into());
        ui.close();
    }
}

/// Each language is called by its own name, so that its readers find it.
fn language(ui: &mut Ui, panel: PanelContext<'_>, other: Lang, text: &str, requests: &mut Vec<Request>) {
    let (chosen, name) = (panel.lang() == other, tr!(other, "lang.name"));
    let button = ui.selectable_label(chosen, text).on_hover_text(&*name);
    button.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &*name));
    if button.clicked() {
        requests.push(Action::SetLanguage(other).into());
    }
}

/// A button with a short sign, whose full name is spoken and shown over it.
fn button(ui: &mut Ui, lang: Lang, button: Button<'_>, (command, key): (Command, &str)) -> Option<Request> {
    let name = tr!(lang, key);
    let button = ui.add(button).on_hover_text(&*name);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*name));
    button.clicked().then_some(Request::Ask(command))
}
