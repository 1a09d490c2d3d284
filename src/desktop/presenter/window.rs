//! The second window of a show.
//! Must not know what stands in it.
//!
//! It opens over the whole of a second display, where there is one; then the stage belongs there, and the two windows exchange what
//! they show. Where there is one display it is a window like any other.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use egui::{Context, Ui, ViewportBuilder, ViewportId};

use super::State;
use crate::i18n::{displayed, tr};
use crate::session::Session;

/// How large the window is where it has no display of its own, in points, and how small it may be made.
const SIZE: [f32; 2] = [1120.0, 720.0];
const MIN: [f32; 2] = [640.0, 400.0];
/// After so many frames a window that does not fill a display by now is not going to.
const SETTLED: u32 = 60;

/// What is known of the second window.
pub(super) struct Second {
    /// The display that it is to fill, as the system counts them.
    display: usize,
    frames: u32,
    /// Whether it filled a display of its own when it was opened.
    fills: bool,
}

impl Default for Second {
    fn default() -> Self {
        // The first display is the one that the program was started on, as a rule.
        Self { display: 1, frames: 0, fills: false }
    }
}

impl Second {
    /// Whether it filled a display of its own when it was opened.
    pub(super) fn fills(&self) -> bool {
        self.fills
    }

    /// To the other display.
    pub(super) fn move_on(&mut self) {
        self.display = 1 - self.display.min(1);
    }
}

/// Shows the second window while it is open, with what `draw` draws in it. Returns false when the system gives no window; then
/// there is none, and the show goes on in the first.
pub(in crate::desktop) fn window(
    context: &Context,
    session: &Session,
    state: &mut State,
    mut draw: impl FnMut(&mut Ui, &mut State),
) -> bool {
    if !state.is_open {
        return true;
    }
    let title =
        tr!(session.lang(), "presenter.title", title = displayed(session.project().title().get(session.lang())));
    let builder = ViewportBuilder::default()
        .with_title(title)
        .with_app_id("zonemap")
        .with_inner_size(SIZE)
        .with_min_inner_size(MIN)
        .with_monitor(state.second.display);
    let (id, mut shown) = (ViewportId::from_hash_of("presenter"), false);
    // Where there is no window to be had, egui breaks instead of saying so.
    let done = catch_unwind(AssertUnwindSafe(|| {
        context.show_viewport_immediate(id, builder, |ui, _class| {
            shown = true;
            settle(ui, state);
            draw(ui, state);
        });
    }));
    match done {
        Ok(()) => true,
        Err(broken) if shown => resume_unwind(broken),
        Err(_) => {
            state.close();
            false
        }
    }
}

/// Reads how the window is: closed by the user, or on a display of its own.
fn settle(ui: &Ui, state: &mut State) {
    let (closed, fills) = ui.input(|input| {
        let window = input.viewport();
        (window.close_requested(), window.fullscreen.unwrap_or(false))
    });
    if closed {
        state.close();
        return;
    }
    let second = &mut state.second;
    if second.frames < SETTLED {
        second.frames += 1;
        if fills && !second.fills {
            second.fills = true;
            state.is_swapped = true;
        }
    }
}
