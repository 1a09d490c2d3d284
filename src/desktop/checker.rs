//! Checking a project for the window: at once where that is quick, else on a thread of its own.
//! Must not know a rule, nor show anything.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::loader::STACK;
use crate::project::Layer;
use crate::session::{Checked, Findings, Session};
use crate::threads;
use crate::verify::{Tolerances, check};

/// A project of up to so many vertices is checked in less time than a frame may take.
const QUICK_VERTICES: usize = 10_000;

/// Whether a window need not show anything before the check is done.
pub(super) fn is_quick(session: &Session) -> bool {
    session.project().layers.iter().map(|layer: &Layer| layer.shapes.vertex_count()).sum::<usize>() <= QUICK_VERTICES
}

/// What the rules find; a rule that breaks takes the check with it, and nothing else.
pub(super) fn checked(session: &Session) -> Checked {
    let found =
        panic::catch_unwind(AssertUnwindSafe(|| Findings::new(check(session.project(), &Tolerances::default()))));
    found.map_or(Checked::Broke, Checked::Done)
}

/// A check under way.
pub(super) struct Checking {
    done: Receiver<Checked>,
}

impl Checking {
    /// Begins to check a copy of the session's project.
    pub(super) fn begin(session: &Session) -> Self {
        let (tell, done) = channel();
        let session = session.clone();
        threads::apart("checker", STACK, move || {
            // The window may be gone, or show something else by now.
            let _ignored = tell.send(checked(&session));
        });
        Self { done }
    }

    /// How it ended, once it has.
    pub(super) fn poll(&self) -> Option<Checked> {
        match self.done.try_recv() {
            Ok(checked) => Some(checked),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Checked::Broke),
        }
    }
}
