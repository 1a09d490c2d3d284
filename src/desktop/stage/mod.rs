//! The stage in the window: the whole of it is the picture, the keys are a presenter's, and nothing else is ever over it.
//! Must not decide what a stop shows (draw does) or what an action does (the session does).

mod aids;
mod awake;
mod keys;
mod overview;
mod resume;

pub(super) use awake::Awake;
pub use keys::{STAGE_KEYS, StageKey};
pub(super) use keys::{StageAsk, by_row, is_taken, pressed, written};
pub(super) use resume::Resume;

use std::time::Duration;

use egui::{CentralPanel, CursorIcon, Frame, Pos2, Rect, Ui, Vec2};

use super::canvas::Canvas;
use super::thumbnails::Thumbnails;
use crate::draw::stage::opened_at;
use crate::picture::Picture;
use crate::session::{Action, Session, ShowAction};
use aids::Aids;

/// The pointer hides when it has not moved for so long, in seconds.
const IDLE_S: f64 = 2.0;

/// What the stage keeps from frame to frame while a show is on.
pub(super) struct Stage {
    aids: Aids,
    /// Whether the window filled the screen before the show.
    pub(super) was_full: bool,
    /// Where the pointer was last seen to move, and when.
    pointer: Option<(Pos2, f64)>,
}

impl Stage {
    pub(super) fn new(was_full: bool) -> Self {
        Self { aids: Aids::default(), was_full, pointer: None }
    }

    /// Shows the stage in all of a window, and says what was done on it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        canvas: &mut Canvas,
        pictures: &mut Thumbnails,
        actions: &mut Vec<Action>,
    ) {
        let seen = session.audience();
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            let stage = ui.available_rect_before_wrap();
            let before = actions.len();
            let picture = canvas.show(ui, seen, actions);
            for action in &mut actions[before..] {
                if let Action::Click(at) = action
                    && let Some(stop) = opened_at(seen, *at)
                {
                    *action = Action::Show(ShowAction::Visit(stop));
                }
            }
            if session.show().is_some_and(crate::session::Show::is_frozen) {
                // What is kept in view answers to nothing but the window's size.
                let kept = |action: &Action| matches!(action, Action::Resize(_) | Action::Tick(_));
                let asked = actions.split_off(before);
                actions.extend(asked.into_iter().filter(kept));
            }
            let mut chosen = Vec::new();
            overview::show(ui, seen, stage, pictures, &mut chosen);
            actions.extend(chosen.into_iter().map(Action::Show));
            self.pointer(ui, seen, stage, picture.as_ref(), actions);
        });
        wait(ui, session, actions);
    }

    /// The pointer, or what it has become; hidden when it rests. An aid that is led from the presenter's view is here as well.
    fn pointer(
        &mut self,
        ui: &Ui,
        session: &Session,
        stage: Rect,
        picture: Option<&Picture>,
        actions: &mut Vec<Action>,
    ) {
        let Some(show) = session.show() else { return };
        let here = ui.input(|input| input.pointer.hover_pos()).filter(|at| stage.contains(*at));
        let led = show.pointer.map(|at| stage.min + Vec2::from(at));
        let aid = show.aid.filter(|_| show.cover.is_none() && show.overview.is_none());
        if let (Some(aid), Some(at), Some(picture)) = (aid, here.or(led), picture) {
            self.aids.show(ui.painter(), stage, at, aid, picture, session.theme().palette());
        }
        let Some(here) = here else { return };
        if aid.is_some() {
            let at = Some((here - stage.min).into());
            if show.pointer != at {
                actions.push(Action::Show(ShowAction::Point(at)));
            }
            ui.ctx().set_cursor_icon(CursorIcon::None);
        } else {
            self.rest(ui, here);
        }
    }

    /// Hides a pointer that has not moved for a while.
    fn rest(&mut self, ui: &Ui, here: Pos2) {
        let now_s = ui.input(|input| input.time);
        if self.pointer.is_none_or(|(before, _)| before != here) {
            self.pointer = Some((here, now_s));
        }
        let rested_s = self.pointer.map_or(0.0, |(_, moved_s)| now_s - moved_s);
        if rested_s >= IDLE_S {
            ui.ctx().set_cursor_icon(CursorIcon::None);
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(IDLE_S - rested_s));
        }
    }
}

/// Lets time go on while something moves, and wakes up when the show is to go on by itself.
fn wait(ui: &Ui, session: &Session, actions: &mut Vec<Action>) {
    let Some(show) = session.show() else { return };
    let now_s = ui.input(|input| input.time);
    if show.is_moving() {
        actions.push(Action::Tick(now_s));
        ui.ctx().request_repaint();
    } else if let Some(due_s) = show.due_s() {
        actions.push(Action::Tick(now_s));
        ui.ctx().request_repaint_after(Duration::from_secs_f64(due_s.max(0.01)));
    }
}
