//! A show that is asked for before there is a session: by the arguments of the program.
//! Must not know who asks.

use super::super::{Action, Session};
use super::ShowAction;

/// A show to begin with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShowRequest {
    /// How many seconds each step is shown when it goes on by itself; none when it waits for the presenter.
    pub pace_s: Option<f64>,
}

impl Session {
    /// Begins a show that was asked for.
    pub fn begin_show(&mut self, request: ShowRequest) {
        self.apply(Action::Show(ShowAction::Start { stop: None, build: 0, elapsed_s: 0.0 }));
        self.apply(Action::Show(ShowAction::Pace(request.pace_s)));
    }
}
