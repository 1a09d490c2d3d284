//! The outline of the show: all its stops in order, what is to be changed about each, and how it will panel.
//! Must not change the show: it hands back requests.

mod details;
mod list;

use std::path::Path;

use egui::{Align, Button, Context, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::{Dialog, PanelContext};
use crate::desktop::command::Command;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::desktop::thumbnails::Thumbnails;
use crate::i18n::{minutes, tr};
use crate::project::ShowPlan;
use crate::session::{Action, LayerState, Session, Settings};
use crate::show::Deck;
use crate::show::{Edit, edited};

/// The sheet that stops are shown on, in points.
const SHEET: [f32; 2] = [1600.0, 900.0];
/// The largest that the window is.
const LARGEST: [f32; 2] = [1080.0, 720.0];
/// The height of the line at the bottom.
const FOOT: f32 = 36.0;
/// So many changes can be taken back.
const UNDONE: usize = 100;

/// What the outline keeps from frame to frame.
#[derive(Default)]
pub(in crate::desktop) struct State {
    /// The id of the stop that is chosen.
    chosen: Option<String>,
    /// The plan as the project has it in its file.
    own: ShowPlan,
    /// The plans before each change, the latest last.
    before: Vec<ShowPlan>,
    /// The last change was of these words, so that typing is taken back as one.
    typing: Option<(String, &'static str)>,
    words: details::Words,
    /// Why the plan was not saved when that was asked for last.
    not_saved: Option<String>,
    staged: Option<Staged>,
}

/// The show as it will be, for its pictures.
struct Staged {
    plan: ShowPlan,
    settings: Settings,
    layers: Vec<LayerState>,
    deck: Deck,
    /// The stops as the project makes them by itself.
    unplanned: Deck,
    session: Session,
}

impl State {
    /// Begins anew for another project; `own` is the plan that stands in its file.
    pub(in crate::desktop) fn begin(&mut self, own: ShowPlan) {
        *self = Self { own, ..Self::default() };
    }

    /// The plan that stands in the project's file.
    pub(in crate::desktop) fn own(&self) -> &ShowPlan {
        &self.own
    }

    /// The plan stands in the project's file by now.
    pub(in crate::desktop) fn saved(&mut self, plan: ShowPlan) {
        self.own = plan;
        self.not_saved = None;
    }

    /// The plan could not be saved, which is said where that was asked for.
    pub(in crate::desktop) fn failed(&mut self, why: String) {
        self.not_saved = Some(why);
    }

    /// Shows the outline while it is open. `file` is the project's file; none where there is none to save in.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        pictures: &mut Thumbnails,
        file: Option<&Path>,
        open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        if !*open {
            return;
        }
        self.stage(panel.session);
        let space = context.content_rect().size() - vec2(32.0, 72.0);
        let size = space.min(LARGEST.into()).max(vec2(200.0, 160.0));
        Dialog::Outline.window(&tr!(panel.lang(), "outline.title"), open).fixed_size(size).show(context, |ui| {
            let space = ui.available_rect_before_wrap();
            ui.set_min_size(space.size());
            self.parts(ui, panel, space, pictures, file, requests);
        });
    }

    fn parts(
        &mut self,
        ui: &mut Ui,
        panel: PanelContext<'_>,
        space: Rect,
        pictures: &mut Thumbnails,
        file: Option<&Path>,
        requests: &mut Vec<Request>,
    ) {
        let Some(staged) = self.staged.take() else { return };
        let deck = &staged.deck;
        let chosen = deck.stops.iter().position(|stop| Some(&stop.id) == self.chosen.as_ref()).unwrap_or(0);
        let (mut upper, foot) = space.split_top_bottom_at_y(space.max.y - FOOT);
        if let Some(why) = &self.not_saved {
            let (rest, line) = upper.split_top_bottom_at_y(upper.max.y - FOOT);
            upper = rest;
            inside(ui, line, |ui| ui.horizontal_wrapped(|ui| panel.warning(ui, why)));
        }
        let (left, right) = upper.split_left_right_at_x(upper.min.x + (upper.width() * 0.38).clamp(150.0, 360.0));
        let mut edits = Vec::new();
        // The large picture first, so that it is painted first.
        let right = Rect::from_min_max(right.min + vec2(12.0, 0.0), pos2(right.max.x, right.max.y - 8.0));
        inside(ui, right, |ui| {
            self.words.show(ui, panel, &staged.session, deck, chosen, pictures, &mut edits, requests);
        });
        let left = Rect::from_min_max(left.min, pos2(left.max.x, left.max.y - 8.0));
        let now = inside(ui, left, |ui| list::show(ui, panel, &staged.session, deck, chosen, pictures, &mut edits));
        self.chosen = deck.stops.get(now).map(|stop| stop.id.clone());
        inside(ui, foot, |ui| self.foot(ui, panel, deck, file, requests));
        for (stop, edit) in edits {
            let edit = match edit {
                list::Asked::Edit(edit) => edit,
                list::Asked::Reset => Edit::As(Box::new(self.own.clone())),
            };
            self.change(panel.session, &staged, stop, &edit, requests);
        }
        self.staged = Some(staged);
    }

    /// Asks for a change, and keeps what was before it.
    fn change(&mut self, session: &Session, staged: &Staged, stop: usize, edit: &Edit, requests: &mut Vec<Request>) {
        let now = session.plan();
        let plan = edited(now, &staged.deck, (&staged.unplanned, &self.own), stop, edit);
        if plan == *now {
            return;
        }
        let typed = match edit {
            Edit::Title(..) => Some("title"),
            Edit::Notes(..) => Some("notes"),
            Edit::Seconds(_) => Some("seconds"),
            Edit::Move { .. } | Edit::Hide(_) | Edit::As(_) => None,
        };
        let typing = typed.and_then(|field| Some((staged.deck.stops.get(stop)?.id.clone(), field)));
        if typing.is_none() || typing != self.typing {
            self.before.push(now.clone());
            let spare = self.before.len().saturating_sub(UNDONE);
            self.before.drain(..spare);
        }
        self.typing = typing;
        requests.push(Action::PlanShow(plan).into());
    }

    /// The total, and what concerns all stops.
    fn foot(
        &mut self,
        ui: &mut Ui,
        panel: PanelContext<'_>,
        deck: &Deck,
        file: Option<&Path>,
        requests: &mut Vec<Request>,
    ) {
        let (lang, now) = (panel.lang(), panel.session.plan());
        ui.horizontal(|ui| {
            ui.set_height(FOOT);
            let total: f64 = deck.told().filter_map(|(_, stop)| stop.planned_s).map(f64::from).sum();
            let count = deck.told().count();
            ui.label(theme::strong(&tr!(lang, "outline.total", count = count, time = minutes(total)), 14.0));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let enabled =
                    |ui: &mut Ui, can: bool, key: &str| ui.add_enabled(can, Button::new(tr!(lang, key))).clicked();
                if enabled(ui, deck.shown().next().is_some(), "hand-out.short") {
                    requests.push(Command::HandOut.into());
                }
                if let Some(file) = file {
                    if enabled(ui, *now != self.own, "outline.save") {
                        requests.push(Request::SavePlan(file.to_owned()));
                    }
                } else {
                    panel.quiet(ui, &tr!(lang, "outline.kept")).on_hover_text(tr!(lang, "outline.kept-help"));
                }
                if enabled(ui, *now != self.own, "outline.reset-all") {
                    self.before.push(now.clone());
                    self.typing = None;
                    requests.push(Action::PlanShow(self.own.clone()).into());
                }
                if enabled(ui, !self.before.is_empty(), "outline.undo") {
                    self.typing = None;
                    requests.extend(self.before.pop().map(|plan| Action::PlanShow(plan).into()));
                }
            });
        });
    }

    /// Makes the show as it will be, unless nothing has changed since.
    fn stage(&mut self, session: &Session) {
        let same = |staged: &Staged| {
            staged.plan == *session.plan() && staged.settings == session.settings() && staged.layers == session.layers()
        };
        if !self.staged.as_ref().is_some_and(same) {
            self.staged = Some(Staged {
                plan: session.plan().clone(),
                settings: session.settings(),
                layers: session.layers().to_vec(),
                deck: session.deck(),
                unplanned: Deck::unplanned(session.project()),
                session: session.at_stop(0, None, SHEET),
            });
        }
    }
}

fn inside<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect));
    part.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
    add(&mut part)
}
