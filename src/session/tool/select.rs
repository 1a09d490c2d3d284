//! Asks what is at a click, and what is below the pointer; enlarges at the second of two quick clicks.
//! Must not know what is there.

use super::{Cursor, Held, PointerEvent, Tool};
use crate::picture::Projector;
use crate::session::{Action, Session};

/// How many times a double click enlarges.
const DOUBLE_CLICK: f64 = 2.0;

#[derive(Default)]
pub(super) struct Select {
    /// Where the pointer was last told to be, and what was in view then.
    told: Option<([f32; 2], Projector)>,
}

impl Tool for Select {
    fn take(&mut self, event: PointerEvent, _held: Held, session: &Session, actions: &mut Vec<Action>) -> bool {
        if let PointerEvent::Click { at, again } = event {
            // The second of two quick clicks does not step down as a slow second click does.
            actions.push(if again { Action::Zoom { factor: DOUBLE_CLICK, at } } else { Action::Click(at) });
            return true;
        }
        let PointerEvent::Hover(at) = event else { return false };
        // Told when it is elsewhere, or something else is under it.
        let now = at.map(|at| (at, *session.view().projector()));
        if now != self.told && !session.view().is_flying() {
            self.told = now;
            actions.push(Action::Hover(at));
        }
        true
    }

    fn cursor(&self, _held: Held, session: &Session) -> Option<Cursor> {
        session.hovered().map(|_| Cursor::Pointing)
    }
}
