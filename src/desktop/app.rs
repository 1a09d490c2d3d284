//! The window's layout: bars, map and card; each reads the session and hands back actions.
//! Must not change the session but by actions.

use egui::{CentralPanel, Frame, Key, Margin, Panel, Ui};

use super::canvas::Canvas;
use super::{card, fonts, theme};
use crate::i18n::{Lang, map_review, tr};
use crate::picture::{LIGHT, Palette};
use crate::session::{Action, Session};

/// The whole window.
pub struct App {
    session: Session,
    canvas: Canvas,
    palette: Palette,
    /// The language whose fonts are set.
    spoken: Lang,
}

impl App {
    /// The window on a session.
    #[must_use]
    pub fn new(context: &egui::Context, session: Session) -> Self {
        let palette = LIGHT;
        let spoken = session.lang();
        context.set_fonts(fonts::definitions(spoken));
        theme::set(context, &palette);
        Self { session, canvas: Canvas::default(), palette, spoken }
    }

    /// What the window shows.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Does what a user could have done.
    pub fn apply(&mut self, action: Action) {
        self.session.apply(action);
    }

    fn panels(&mut self, ui: &mut Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        let bar = Frame::new().fill(theme::colour(self.palette.panel)).inner_margin(Margin::symmetric(16, 8));
        Panel::top("top").frame(bar).show(ui, |ui| top_bar(ui, &self.session, &mut actions));
        Panel::bottom("status").frame(bar).show(ui, |ui| status_bar(ui, &self.session));
        let side = bar.inner_margin(Margin::same(16));
        let width = (ui.available_width() * 0.45).min(400.0);
        Panel::right("card").frame(side).exact_size(width).show(ui, |ui| card::card(ui, &self.session, &self.palette));
        CentralPanel::default()
            .frame(Frame::new())
            .show(ui, |ui| self.canvas.show(ui, &self.session, &self.palette, &mut actions));
        actions
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let mut actions = keys(ui);
        actions.extend(self.panels(ui));
        let acted = !actions.is_empty();
        for action in actions {
            self.session.apply(action);
        }
        if self.spoken != self.session.lang() {
            self.spoken = self.session.lang();
            ui.ctx().set_fonts(fonts::definitions(self.spoken));
            let title = self.session.project().title.get(self.spoken).to_owned();
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Title(title));
        }
        if acted {
            ui.ctx().request_repaint();
        }
    }
}

fn top_bar(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        for lang in Lang::ALL {
            // Each language is called by its own name, so that its readers find it.
            let name = tr!(lang, "lang.name");
            if ui.selectable_label(session.lang() == lang, name).clicked() {
                actions.push(Action::Speak(lang));
            }
        }
        ui.separator();
        let title = session.project().title.get(session.lang());
        ui.add(egui::Label::new(theme::strong(title, 16.0)).truncate());
    });
}

fn status_bar(ui: &mut Ui, session: &Session) {
    let (project, lang) = (session.project(), session.lang());
    if project.notice.is_empty() {
        return;
    }
    let review = map_review(&project.map_review_number, lang);
    let gap = if lang == Lang::En { " " } else { "" };
    let notice = format!("{}{gap}{review}", project.notice.get(lang));
    ui.label(egui::RichText::new(notice).color(theme::colour(LIGHT.colour(crate::picture::Ink::Limit))));
}

fn keys(ui: &Ui) -> Vec<Action> {
    const STEP: f32 = 80.0;
    let bound = [
        (Key::Plus, Action::ZoomMiddle { factor: 1.5 }),
        (Key::Equals, Action::ZoomMiddle { factor: 1.5 }),
        (Key::Minus, Action::ZoomMiddle { factor: 1.0 / 1.5 }),
        (Key::Num0, Action::Fit),
        (Key::Home, Action::Fit),
        (Key::ArrowLeft, Action::Pan([STEP, 0.0])),
        (Key::ArrowRight, Action::Pan([-STEP, 0.0])),
        (Key::ArrowUp, Action::Pan([0.0, STEP])),
        (Key::ArrowDown, Action::Pan([0.0, -STEP])),
        (Key::Escape, Action::Select(None)),
    ];
    let pressed = |key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
    bound.into_iter().filter(|&(key, _)| pressed(key)).map(|(_, action)| action).collect()
}
