//! The window while a show is on: it begins and ends, is kept through a crash, and nothing is ever over it.
//! Must not decide what the stage shows.

use std::path::PathBuf;

use egui::{Context, Ui, ViewportCommand};

use super::App;
use crate::desktop::presenter;
use crate::desktop::stage::{self, Awake, Resume, Stage, StageAsk};
use crate::project::FeatureId;
use crate::session::{Action, ShowAction, ShowRequest};
use crate::show::{Aim, Stop};

impl App {
    /// The same window keeping its place in a show in a file, so that a show that broke off goes on where it was.
    #[must_use]
    pub fn keeping_place_in(mut self, file: PathBuf) -> Self {
        self.resume = Resume::at(&self.context, file);
        self
    }

    /// The same window with its show on from the beginning.
    #[must_use]
    pub(in crate::desktop) fn showing(mut self, request: ShowRequest) -> Self {
        self.begin_show();
        self.apply(Action::Show(ShowAction::Pace(request.pace_s)));
        self
    }

    /// Begins the show: where it broke off, or at its first stop.
    pub(super) fn begin_show(&mut self) {
        let start = self.resume.start(self.session.project());
        self.session.apply(Action::Show(start));
    }

    /// Begins the show at the stop about what is selected, or where it would begin anyway.
    pub(super) fn begin_show_here(&mut self) {
        let deck = self.session.deck();
        let about = self.session.selected().and_then(|id| deck.shown().find(|(_, stop)| is_about(stop, id)));
        match about.map(|(_, stop)| stop.id.clone()) {
            Some(id) => {
                let start = ShowAction::Start { stop: Some(id), build: 0, elapsed_s: 0.0 };
                self.session.apply(Action::Show(start));
            }
            None => self.begin_show(),
        }
    }

    /// Goes on the stage when a show is on, and off it when none is.
    pub(super) fn enter_or_leave_stage(&mut self, context: &Context) {
        let full = |full: bool| context.send_viewport_cmd(ViewportCommand::Fullscreen(full));
        match (self.session.show().is_some(), self.stage.is_some()) {
            (true, false) => {
                self.dialog = None;
                self.search.close();
                context.memory_mut(egui::Memory::stop_text_input);
                let was_full = context.input(|input| input.viewport().fullscreen.unwrap_or(false));
                self.stage = Some(Stage::new(was_full));
                self.awake.get_or_insert_with(|| Awake::ask(context));
                if self.remembered.presenter_view() && !self.presenter.is_open() {
                    self.presenter.toggle();
                }
                full(true);
            }
            (false, true) => {
                if let Some(stage) = self.stage.take().filter(|stage| !stage.was_full) {
                    full(stage.was_full);
                }
                self.presenter.close();
                self.awake = None;
                self.resume.leave();
            }
            _ => {}
        }
        self.resume.note(&self.session);
    }

    /// A frame of the stage: keys first, then what is seen.
    pub(super) fn show_stage(&mut self, ui: &mut Ui) {
        for ask in stage::pressed(ui, self.remembered.stage_keys()) {
            self.stage_ask(ui.ctx(), ask);
        }
        let (mut asks, mut actions, mut requests) = (Vec::new(), Vec::new(), Vec::new());
        let Self { session, stage, canvas, pictures, presenter, remembered, .. } = self;
        let Some(stage) = stage else { return };
        // The stage stands in one window and the presenter's view in the other.
        let mut one = |ui: &mut Ui, is_stage: bool, presenter: &mut presenter::State| {
            if is_stage {
                stage.show(ui, session, canvas, pictures, &mut actions);
            } else {
                presenter::show(ui, session, presenter, pictures, &mut requests);
            }
        };
        one(ui, !presenter.is_swapped(), presenter);
        let opened = presenter::window(ui.ctx(), session, presenter, |ui, presenter| {
            asks.extend(stage::pressed(ui, remembered.stage_keys()));
            one(ui, presenter.is_swapped(), presenter);
        });
        remembered.open_presenter_view(remembered.presenter_view() && opened);
        let acted = !(actions.is_empty() && requests.is_empty() && asks.is_empty());
        for ask in asks {
            self.stage_ask(ui.ctx(), ask);
        }
        for action in actions {
            self.session.apply(action);
        }
        for request in requests {
            self.dispatch(ui.ctx(), request);
        }
        if acted {
            ui.ctx().request_repaint();
        }
    }

    fn stage_ask(&mut self, context: &Context, ask: StageAsk) {
        // Time first, so that a step begins when its key is pressed.
        self.session.apply(Action::Tick(context.input(|input| input.time)));
        match ask {
            StageAsk::Show(action) => self.session.apply(Action::Show(action)),
            StageAsk::Row { down } => self.session.apply(Action::Show(stage::by_row(&self.session, down))),
            StageAsk::Language => self.run_command(context, crate::desktop::Command::Language, false),
            StageAsk::Theme => self.run_command(context, crate::desktop::Command::Theme, false),
            StageAsk::FullScreen => self.run_command(context, crate::desktop::Command::FullScreen, false),
            StageAsk::PresenterView => {
                self.presenter.toggle();
                self.remembered.open_presenter_view(self.presenter.is_open());
            }
            StageAsk::Nothing => {}
        }
        context.request_repaint();
    }
}

/// Whether a stop is about a feature.
fn is_about(stop: &Stop, id: FeatureId) -> bool {
    stop.selected == Some(id) || matches!(&stop.aim, Aim::Features(ids) if ids.contains(&id))
}
