//! A show that is asked for before there is a session: by the arguments of the program.
//! Must not know who asks.

/// A show to begin with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShowRequest {
    /// How many seconds each step is shown when it goes on by itself; none when it waits for the presenter.
    pub pace_s: Option<f64>,
}
