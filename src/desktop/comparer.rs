//! Comparing what is shown with another version, for the window: at once where that is quick, else on a thread of its own.
//! Must not know how two versions are compared, nor show anything.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::loader::{NotLoaded, Other, STACK, load_other};
use crate::diff::compare;
use crate::session::{Compared, Session};
use crate::threads;

/// The other version and how it differs, or why there is none.
pub(super) type Outcome = Result<Compared, NotLoaded>;

/// Opens the other version and compares the session's project with it; what breaks is told and takes nothing with it.
pub(super) fn compared(session: &Session, other: &Other) -> Outcome {
    let work = || {
        let second = load_other(other).map_err(NotLoaded::Open)?.beside(session.project());
        let comparison = compare(session.project(), &second, 0.0);
        Ok(Compared::new(session.project(), second, comparison))
    };
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(NotLoaded::Broke))
}

/// A comparison under way.
pub(super) struct Comparer {
    done: Receiver<Outcome>,
}

impl Comparer {
    /// Begins to compare a copy of the session's project.
    pub(super) fn begin(session: &Session, other: Other) -> Self {
        let (tell, done) = channel();
        let session = session.clone();
        threads::apart("comparer", STACK, move || {
            // The window may be gone, or show something else by now.
            let _ignored = tell.send(compared(&session, &other));
        });
        Self { done }
    }

    /// How it ended, once it has.
    pub(super) fn poll(&self) -> Option<Outcome> {
        match self.done.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(NotLoaded::Broke)),
        }
    }
}
