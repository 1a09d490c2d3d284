//! The window's presenter's view, outline and self-check: what they ask for, done.
//! Must not decide what any of them shows.

use std::path::Path;

use egui::{Context, Vec2};

use super::App;
use crate::desktop::panels::{Dialog, PanelContext, rehearsal};
use crate::desktop::plans;
use crate::desktop::request::Request;
use crate::desktop::stage::Awake;
use crate::i18n::{printable, tr};
use crate::rehearsal::{Around, Screen};
use crate::session::Action;

impl App {
    /// The outline and the self-check, while they are open; never over a show.
    pub(super) fn show_outline(&mut self, context: &Context, requests: &mut Vec<Request>) {
        if self.session.show().is_some() {
            return;
        }
        let file = plans::file_of(&self.paths);
        let Self { dialog, session, pictures, outline, .. } = self;
        let panel = PanelContext { session };
        Dialog::Outline.show(dialog, |open| outline.show(context, panel, pictures, file.as_deref(), open, requests));
        if self.dialog == Some(Dialog::SelfCheck) {
            self.awake.get_or_insert_with(|| Awake::ask(context));
            let around = self.around(context);
            let Self { dialog, session, rehearsal, .. } = self;
            Dialog::SelfCheck.show(dialog, |open| rehearsal.show(context, PanelContext { session }, &around, open));
        } else {
            self.awake = None;
            self.rehearsal = rehearsal::State::default();
        }
    }

    /// What is around the show: the display, the painter, what keeps it going.
    fn around(&mut self, context: &Context) -> Around {
        let (points, pixels_per_point) = context.input(|input| {
            let window = input.viewport();
            (window.monitor_size, window.native_pixels_per_point.unwrap_or(input.pixels_per_point))
        });
        Around {
            display: points.map(|points: Vec2| (points * pixels_per_point).into()),
            pixels_per_point,
            second_display: self.presenter.fills_display(),
            card: self.canvas.is_painted_by_card(),
            resume: self.resume.works(),
            screen: self.awake.as_mut().map_or(Screen::Unknown, |awake| awake.state().clone()),
        }
    }

    /// Takes over what is remembered of a project's show that was just opened.
    pub(super) fn begin_outline(&mut self) {
        self.outline.begin(self.session.project().show_plan());
        if let Some(plan) = self.remembered.plan(self.session.project()) {
            self.session.apply(Action::PlanShow(plan));
        }
    }

    /// Writes the plan of the show into the project's file.
    pub(super) fn save_plan(&mut self, file: &Path) {
        let (lang, path) = (self.session.lang(), printable(&file.to_string_lossy()));
        let plan = self.session.plan().clone();
        match plans::save(file, &plan, lang) {
            Ok(()) => {
                self.outline.saved(plan);
                self.messages.made(tr!(lang, "outline.saved", path = path), file.to_owned());
            }
            Err(why) => self.outline.failed(tr!(lang, "outline.not-saved", path = path, why = why).into_owned()),
        }
    }
}
