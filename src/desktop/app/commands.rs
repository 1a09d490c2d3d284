//! What the window does when it is asked by key or button: one arm for each command.
//! Must not know which key asked.

use std::path::PathBuf;

use egui::{Context, Popup, ViewportCommand};

use super::{App, NARROW};
use crate::desktop::command::Command;
use crate::desktop::messages::MessageKind;
use crate::desktop::panels::{
    Dialog, command_list, export, hand_out, map_menu, open, print, save_data, search, select_all,
};
use crate::formats::feature_text;
use crate::i18n::{Lang, displayed, tr};
use crate::session::{Action, ActiveTool, Panel, Selection};

/// How far an arrow key moves the map, in points; four times as far with Shift.
const STEP: f32 = 80.0;
/// So much of what was copied is told, in characters.
const TOLD_OF_COPY: usize = 60;

impl App {
    pub(super) fn run_command(&mut self, context: &Context, command: Command, far: bool) {
        let step = if far { 4.0 * STEP } else { STEP };
        match command {
            Command::Open => {
                self.open = open::State::beginning(self.remembered.recent());
                self.dialog = Some(Dialog::Open);
            }
            Command::Reload => self.open(self.paths.clone()),
            Command::PasteData => context.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::ReadAs => self.ask_reading(self.paths.clone(), None),
            Command::Export => self.open_export(),
            Command::HandOut => self.open_hand_out(),
            Command::SaveData => self.open_save_data(),
            Command::Print => self.open_print(),
            Command::Find => {
                self.apply(Action::HidePanels(false));
                // What was looked for before gives way to what is typed.
                select_all(context, search::State::field(), &self.search.words);
            }
            Command::Commands => {
                self.command_list = command_list::State::default();
                Dialog::Commands.toggle(&mut self.dialog);
            }
            Command::SelectTool => self.apply(Action::TakeTool(ActiveTool::Select)),
            Command::BoxTool => self.apply(Action::TakeTool(ActiveTool::BoxZoom)),
            Command::Fit => self.apply(Action::Fit),
            Command::FitSelection => {
                if let Some(id) = self.session.selected() {
                    self.apply(Action::FlyTo(id));
                }
            }
            Command::ZoomIn => self.apply(Action::ZoomMiddle { factor: 1.5 }),
            Command::ZoomOut => self.apply(Action::ZoomMiddle { factor: 1.0 / 1.5 }),
            Command::PanLeft => self.apply(Action::Pan([step, 0.0])),
            Command::PanRight => self.apply(Action::Pan([-step, 0.0])),
            Command::PanUp => self.apply(Action::Pan([0.0, step])),
            Command::PanDown => self.apply(Action::Pan([0.0, -step])),
            Command::Back => self.apply(Action::Back),
            Command::Forward => self.apply(Action::Forward),
            Command::Next => self.apply(Action::Step { back: false }),
            Command::Previous => self.apply(Action::Step { back: true }),
            Command::Cancel => self.cancel(context),
            Command::Copy => self.copy(context),
            Command::CopyMenu => self.dialog = Some(Dialog::CopyMenu),
            Command::MapMenu => {
                self.map_menu = map_menu::State::at_selection(&self.session);
                self.dialog = Some(Dialog::MapMenu);
            }
            Command::NextRegion => self.focus.go_round(context, false, self.canvas.features()),
            Command::PreviousRegion => self.focus.go_round(context, true, self.canvas.features()),
            Command::HidePanels => self.hide_panels(context),
            Command::Layers => {
                let shown = self.session.surroundings().layers.unwrap_or(context.content_rect().width() >= NARROW);
                self.apply(Action::ShowLayers(!shown));
            }
            Command::Symbology => self.open_symbology(None),
            Command::FullScreen => {
                let full = context.input(|input| input.viewport().fullscreen.unwrap_or(false));
                context.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            Command::Language => self.apply(Action::SetLanguage(next(self.session.lang()))),
            Command::Theme => self.apply(Action::SetTheme(self.session.theme().other())),
            Command::Motion => self.apply(Action::ReduceMotion(!self.session.settings().reduced_motion)),
            Command::Graticule => self.apply(Action::Graticule(!self.session.settings().graticule)),
            Command::Uncertainty => self.apply(Action::Uncertainty(!self.session.settings().uncertainty)),
            Command::Checks => self.toggle(Panel::Checks),
            Command::Compare => self.toggle(Panel::Comparison),
            Command::Swap => {
                self.apply(Action::Blink(false));
                self.apply(Action::Swap);
            }
            Command::Present => self.begin_show(),
            Command::PresentHere => self.begin_show_here(),
            Command::StageKeys => Dialog::StageKeys.toggle(&mut self.dialog),
            Command::Outline => Dialog::Outline.toggle(&mut self.dialog),
            Command::SelfCheck => Dialog::SelfCheck.toggle(&mut self.dialog),
            Command::Help => Dialog::Help.toggle(&mut self.dialog),
        }
    }

    /// Cancels what is being written, or else what is being opened; whether there was something.
    pub(super) fn stop(&mut self) -> bool {
        let key = match () {
            () if self.exporting.take().is_some() => "message.not-written",
            () if self.loading.take().is_some() => "message.opening-stopped",
            () => return false,
        };
        self.messages.tell(MessageKind::Hint, tr!(self.session.lang(), key));
        true
    }

    /// Closes what is open, one thing a press: a list or a menu, a dialog, a file that is being made or opened, the search, the tools, the comparison, the findings; then
    /// deselects. What stands around the map stays. The focus goes back to where it was before what is closed.
    fn cancel(&mut self, context: &Context) {
        if Popup::is_any_open(context) {
            Popup::close_all(context);
        } else if self.dialog.take().is_some() {
            context.memory_mut(egui::Memory::stop_text_input);
        } else if self.stop() {
            context.request_repaint();
        } else if self.search.is_listed() {
            self.search.close();
            context.memory_mut(|memory| memory.surrender_focus(search::State::field()));
            self.focus.go_back_from(search::State::field());
            return;
        } else if self.tools.close() {
            context.request_repaint();
        } else if self.session.active_tool() != ActiveTool::Select {
            self.apply(Action::TakeTool(ActiveTool::Select));
        } else if self.session.versions().current().is_some() {
            self.apply(Action::LookAtChange(None));
        } else if self.session.panel() == Panel::Comparison {
            self.apply(Action::Open(Panel::Card));
        } else if self.session.checks().current().is_some() {
            self.apply(Action::LookAt(None));
        } else if self.session.panel() == Panel::Checks {
            self.apply(Action::Open(Panel::Card));
        } else if self.session.selection() != Selection::Nothing {
            self.apply(Action::Select(None));
        } else {
            return;
        }
        self.focus.go_back();
    }

    /// Hides the panels and tells for a while how to bring them back, or brings them back.
    fn hide_panels(&mut self, context: &Context) {
        let hidden = !self.session.surroundings().hidden;
        self.apply(Action::HidePanels(hidden));
        self.messages.end_hints();
        if let Some(row) = Command::HidePanels.row().filter(|_| hidden) {
            let keys = row.keys(context);
            self.messages.tell(MessageKind::Hint, tr!(self.session.lang(), "message.panels-hidden", keys = keys));
        }
    }

    /// Opens the dialog for the map alone. It offers a file named as the project is.
    fn open_export(&mut self) {
        let title = self.session.project().title();
        self.export = export::State::beginning(self.folder(), title.get(self.session.lang()));
        self.dialog = Some(Dialog::Export);
    }

    /// Opens the dialog for files of the show.
    fn open_hand_out(&mut self) {
        let lang = self.session.lang();
        let title = self.session.project().title();
        self.hand_out = hand_out::State::beginning(self.folder(), title.get(lang), lang);
        self.dialog = Some(Dialog::HandOut);
    }

    /// Opens the dialog for a layer as data: that of what is selected, else the first of the plan.
    fn open_save_data(&mut self) {
        let project = self.session.project();
        let of_plan = || (0..project.layers.len()).find(|&at| !self.session.layer(at).style.is_base());
        let layer = self.session.selected().map(|id| id.layer).or_else(of_plan).unwrap_or_default();
        let title = project.layers.get(layer).map_or("", |layer| layer.title.get(self.session.lang())).to_owned();
        self.save_data = save_data::State::beginning(self.folder(), layer, &title);
        self.dialog = Some(Dialog::SaveData);
    }

    /// Opens the composer for sheets of paper.
    fn open_print(&mut self) {
        let title = self.session.project().title().get(self.session.lang()).to_owned();
        self.print = print::State::beginning(self.session.clone(), self.folder(), &title);
        self.dialog = Some(Dialog::Print);
    }

    /// The folder that a file was put in last, or else that of the project, or else the user's own.
    fn folder(&self) -> Option<PathBuf> {
        let beside = self.paths.first().and_then(|path| path.parent()).filter(|folder| !folder.as_os_str().is_empty());
        self.remembered.recent().saved_in().or(beside).or(self.home.as_deref()).map(PathBuf::from)
    }

    /// Puts something beside the map, or the card in its place.
    fn toggle(&mut self, panel: Panel) {
        let other = if self.session.panel() == panel { Panel::Card } else { panel };
        self.apply(Action::Open(other));
    }

    fn copy(&mut self, context: &Context) {
        let selected = self.session.selected();
        if let Some(text) = selected.and_then(|id| feature_text(self.session.project(), id)) {
            self.copy_text(context, text);
        }
    }

    /// Puts a text on the clipboard, and tells what it is, or how it begins.
    pub(super) fn copy_text(&mut self, context: &Context, text: String) {
        let line = text.trim().lines().next().unwrap_or_default();
        let begins: String = line.chars().take(TOLD_OF_COPY).collect();
        let rest = if begins.len() < text.trim().len() { "…" } else { "" };
        let what = format!("{}{rest}", displayed(&begins));
        self.messages.tell(MessageKind::Hint, tr!(self.session.lang(), "message.copied", what = what));
        context.copy_text(text);
    }
}

fn next(lang: Lang) -> Lang {
    match lang {
        Lang::ZhHant => Lang::ZhHans,
        Lang::ZhHans => Lang::En,
        Lang::En => Lang::ZhHant,
    }
}
