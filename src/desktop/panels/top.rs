//! The bar at the top: the project, the search, the language, the theme.
//! Must not search: it only holds the words.

use egui::containers::menu::MenuButton;
use egui::{Button, Label, Rect, Role, TextEdit, Ui, UiBuilder, WidgetInfo, pos2};

use super::{PanelContext, search};
use crate::desktop::command::Command;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{Lang, displayed, tr};
use crate::picture::Theme;
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
        requests.extend(button(ui, lang, "≡", Command::Layers, "command.layers"));
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
        field(ui, panel, search, (width * 0.3).clamp(120.0, 440.0).min(room));
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
    search.anchor = response.rect;
    search.read_keys(ui, &response);
}

/// The commands that have a button, by their words in the bar and in full.
const COMMANDS: [(Command, &str, &str); 3] = [
    (Command::Open, "command.open-short", "command.open"),
    (Command::Export, "command.export-short", "command.export"),
    (Command::Present, "command.present-short", "command.present"),
];

/// Open, export, present, languages, theme, help.
fn buttons(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    for (command, short, name) in COMMANDS {
        requests.extend(button(ui, lang, &tr!(lang, short), command, name));
    }
    for other in Lang::ALL {
        language(ui, panel, other, &tr!(other, "lang.short"), requests);
    }
    let theme_sign = match panel.session.theme() {
        Theme::Light | Theme::Print => "●",
        Theme::Dark => "○",
    };
    requests.extend(button(ui, lang, theme_sign, Command::Theme, "command.theme"));
    requests.extend(button(ui, lang, "?", Command::Help, "command.help"));
}

/// The same in a menu, by their full names.
fn menu(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    let (button, _) = MenuButton::from_button(Button::new("…")).ui(ui, |ui| {
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
fn button(ui: &mut Ui, lang: Lang, sign: &str, command: Command, key: &str) -> Option<Request> {
    let name = tr!(lang, key);
    let button = ui.button(sign).on_hover_text(&*name);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*name));
    button.clicked().then_some(Request::Ask(command))
}
