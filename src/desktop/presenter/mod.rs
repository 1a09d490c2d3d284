//! The presenter's view: what the audience sees, what comes next, the notes, the time, all stops, and the buttons of the stage.
//! Must not change anything but what is its own: it hands back requests.
//!
//! A window draws it in one of two places. While [`State::is_open`], the application calls [`window`] once a frame with a closure
//! that draws what stands in the second window; its own window has the other of the two:
//!
//! ```text
//! in the first window    if state.is_swapped() { presenter::show(ui, …) } else { the stage }
//! in the closure         keys(ui); if state.is_swapped() { the stage } else { presenter::show(ui, …) }
//! ```

mod controls;
mod notes;
mod slide;
mod strip;
mod times;
mod window;

#[cfg(test)]
mod tests;

pub(in crate::desktop) use window::window;

use std::time::Duration;

use egui::{CentralPanel, Panel, Rect, Ui, UiBuilder, pos2, vec2};

use super::panels::PanelContext;
use super::request::Request;
use super::theme;
use super::thumbnails::Thumbnails;
use crate::i18n::{displayed, tr};
use crate::picture::ColourRole;
use crate::session::{Action, Session, Show, ShowAction};

/// How high the strip of stops is, as a part of what the bars leave.
const STRIP: f32 = 0.24;
/// The gap between the parts, in points.
const GAP: f32 = 12.0;
/// The height of the words over a picture.
const CAPTION: f32 = 24.0;

/// What the view keeps from frame to frame.
pub(in crate::desktop) struct State {
    is_open: bool,
    is_swapped: bool,
    second: window::Second,
    /// How large the notes are written, in points.
    notes: f32,
    /// The stop that the strip was last scrolled to.
    strip_at: Option<usize>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            is_open: false,
            is_swapped: false,
            second: window::Second::default(),
            notes: notes::SIZE,
            strip_at: None,
        }
    }
}

impl State {
    /// Whether there is a second window.
    pub(in crate::desktop) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether the first window has the presenter's view and the second the stage.
    pub(in crate::desktop) fn is_swapped(&self) -> bool {
        self.is_open && self.is_swapped
    }

    /// Whether the second window fills a display of its own; none while there is no second window.
    pub(in crate::desktop) fn fills_display(&self) -> Option<bool> {
        self.is_open.then_some(self.second.fills())
    }

    /// Opens the second window, or closes it.
    pub(in crate::desktop) fn toggle(&mut self) {
        if self.is_open {
            self.close();
        } else {
            self.is_open = true;
            self.second = window::Second::default();
        }
    }

    /// Closes the second window; the stage is in the first again. To be called when the show ends, too.
    pub(in crate::desktop) fn close(&mut self) {
        self.is_open = false;
        self.is_swapped = false;
        self.strip_at = None;
    }
}

/// Shows the presenter's view in all of a ui.
pub(in crate::desktop) fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut State,
    pictures: &mut Thumbnails,
    requests: &mut Vec<Request>,
) {
    let panel = PanelContext { session };
    let Some(show) = session.show() else {
        CentralPanel::default()
            .frame(panel.frame(16, 16))
            .show(ui, |ui| panel.quiet(ui, &tr!(panel.lang(), "presenter.no-show")));
        return;
    };
    Panel::top("presenter-times").frame(panel.frame(16, 8)).show(ui, |ui| times::show(ui, panel, show));
    Panel::bottom("presenter-controls").frame(panel.frame(16, 8)).show(ui, |ui| {
        controls::show(ui, panel, show, state, requests);
    });
    // What is asked for first is painted first, so the large pictures come before the strip.
    let free = ui.available_rect_before_wrap();
    let strip = (free.height() * STRIP).clamp(76.0, 180.0);
    let middle = Rect::from_min_max(free.min, pos2(free.max.x, free.max.y - strip)).shrink2(vec2(16.0, 8.0));
    ui.painter().rect_filled(free, 0.0, theme::colour(panel.palette().page));
    pictures_and_notes(ui, panel, show, middle, state, pictures, requests);
    Panel::bottom("presenter-strip").frame(panel.frame(16, 6)).exact_size(strip).show(ui, |ui| {
        strip::show(ui, panel, show, state, pictures, requests);
    });
    if !show.is_moving() {
        slide::prepare(ui, panel, show, pictures, vec2(middle.width() * 0.36, middle.height() * 0.5));
    }
    // The second hand moves once a second, and nothing else by itself.
    let now_s = ui.input(|input| input.time);
    let rest_s = 1.0 - show.elapsed_at_s(now_s).rem_euclid(1.0);
    ui.ctx().request_repaint_after(Duration::from_secs_f64(rest_s.max(0.05)));
}

/// What the audience sees at the left; what comes next and the notes at the right.
fn pictures_and_notes(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    show: &Show,
    middle: Rect,
    state: &mut State,
    pictures: &mut Thumbnails,
    requests: &mut Vec<Request>,
) {
    let sheet = panel.session.view().projector().size;
    let shape = sheet[0] / sheet[1].max(1.0);
    let left = ((middle.height() - CAPTION) * shape).clamp(middle.width() * 0.5, middle.width() * 0.64).max(1.0);
    let (now, right) = middle.split_left_right_at_x(middle.min.x + left);
    let right = Rect::from_min_max(right.min + vec2(GAP, 0.0), right.max);
    inside(ui, now, |ui| slide::now(ui, panel, show, pictures, requests));
    // The next picture is as wide as its column, unless the notes would have no room left.
    let tall = (right.width() / shape).min(right.height() * 0.5);
    let (next, notes) = right.split_top_bottom_at_y(right.min.y + tall + CAPTION);
    inside(ui, next, |ui| slide::next(ui, panel, show, pictures));
    inside(ui, Rect::from_min_max(notes.min + vec2(0.0, GAP / 2.0), notes.max), |ui| {
        notes::show(ui, panel, show.stop(), &mut state.notes);
    });
}

fn inside(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect));
    part.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
    add(&mut part);
}

/// Asks for something of the show; time goes on first, so that a step begins when its button is pressed.
fn ask(ui: &Ui, requests: &mut Vec<Request>, action: ShowAction) {
    requests.push(Action::Tick(ui.input(|input| input.time)).into());
    requests.push(Action::Show(action).into());
}

/// A line of words over a part of the view, cut off at its end.
fn caption(ui: &mut Ui, panel: PanelContext<'_>, what: &str, words: &str, role: ColourRole) {
    ui.horizontal(|ui| {
        ui.set_height(CAPTION - 4.0);
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(theme::strong(what, 13.5).color(panel.role(role)));
        ui.add(egui::Label::new(displayed(words)).truncate());
    });
}
