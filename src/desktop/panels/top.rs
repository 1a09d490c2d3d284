//! The bar at the top: the project, the search, the language, the theme.
//! Must not search: it only holds the words.

use egui::{Align, Layout, TextEdit, Ui};

use super::{PanelContext, search};
use crate::desktop::command::Command;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{Lang, displayed, tr};
use crate::picture::Theme;
use crate::session::Action;

pub(in crate::desktop) fn show(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    search: &mut search::State,
    requests: &mut Vec<Request>,
) {
    let lang = panel.lang();
    ui.horizontal_centered(|ui| {
        let width = ui.available_width();
        requests.extend(button(ui, lang, "≡", Command::Layers, "command.layers"));
        ui.scope(|ui| {
            ui.set_max_width((width * 0.34).max(120.0));
            let title = displayed(panel.session.project().title().get(lang));
            ui.add(egui::Label::new(theme::strong(&title, 17.0)).truncate());
        });
        // The buttons on the right are laid out last, and were as wide in the frame before.
        let buttons = ui.scope_id().with("buttons");
        let taken = ui.data(|data| data.get_temp::<f32>(buttons)).unwrap_or(0.0) + 3.0 * ui.spacing().item_spacing.x;
        let room = (ui.available_width() - taken).max(60.0);
        let field = TextEdit::singleline(&mut search.words)
            .hint_text(tr!(lang, "search.hint"))
            .desired_width((width * 0.3).clamp(120.0, 440.0).min(room))
            .id(search::State::field());
        let response = ui.scope(|ui| {
            theme::show_selection(ui);
            ui.add(field)
        });
        let response = response.inner;
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SearchInput, true, tr!(lang, "search.name")));
        search.anchor = response.rect;
        search.read_keys(ui, &response);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right(ui, panel, requests);
            let taken = ui.min_rect().width();
            ui.data_mut(|data| data.insert_temp(buttons, taken));
        });
    });
}

/// From the right: help, theme, languages, export, open.
fn right(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    requests.extend(button(ui, lang, "?", Command::Help, "command.help"));
    let theme_sign = match panel.session.theme() {
        Theme::Light | Theme::Print => "●",
        Theme::Dark => "○",
    };
    requests.extend(button(ui, lang, theme_sign, Command::Theme, "command.theme"));
    for other in Lang::ALL.into_iter().rev() {
        // Each language is called by its own name, so that its readers find it.
        let (short, name) = (tr!(other, "lang.short"), tr!(other, "lang.name"));
        let button = ui.selectable_label(lang == other, short).on_hover_text(&*name);
        button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, lang == other, &*name));
        if button.clicked() {
            requests.push(Action::SetLanguage(other).into());
        }
    }
    requests.extend(button(ui, lang, &tr!(lang, "command.present-short"), Command::Present, "command.present"));
    requests.extend(button(ui, lang, &tr!(lang, "command.export-short"), Command::Export, "command.export"));
    requests.extend(button(ui, lang, &tr!(lang, "command.open-short"), Command::Open, "command.open"));
}

/// A button with a short sign, whose full name is spoken and shown over it.
fn button(ui: &mut Ui, lang: Lang, sign: &str, command: Command, key: &str) -> Option<Request> {
    let name = tr!(lang, key);
    let button = ui.button(sign).on_hover_text(&*name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &*name));
    button.clicked().then_some(Request::Ask(command))
}
