//! Moves the map by dragging it, by moving the pointer while Space is held, or by two fingers; enlarges it by a wheel or two fingers.
//! Must not know how far.

use super::{Cursor, Held, PointerEvent, Tool};
use crate::session::{Action, Session};

#[derive(Default)]
pub(super) struct Pan {
    grabs: bool,
}

impl Tool for Pan {
    fn take(&mut self, event: PointerEvent, held: Held, _session: &Session, actions: &mut Vec<Action>) -> bool {
        let by = match event {
            PointerEvent::Drag { by, .. } => {
                self.grabs = true;
                by
            }
            PointerEvent::Move(by) if held.space => by,
            PointerEvent::Scroll(by) => by,
            PointerEvent::Magnify { factor, at } => {
                actions.push(Action::Zoom { factor, at });
                return true;
            }
            PointerEvent::Release { .. } | PointerEvent::Abandon => {
                self.grabs = false;
                return false;
            }
            PointerEvent::Press(_) | PointerEvent::Move(_) | PointerEvent::Click { .. } | PointerEvent::Hover(_) => {
                return false;
            }
        };
        // A pointer held still drags nothing, and must not keep the window repainting.
        if by.iter().any(|by| *by != 0.0) {
            actions.push(Action::Pan(by));
        }
        true
    }

    fn cursor(&self, held: Held, _session: &Session) -> Option<Cursor> {
        match (held.space, self.grabs) {
            (true, _) => Some(Cursor::Grab),
            (false, true) => Some(Cursor::Grabbing),
            (false, false) => None,
        }
    }
}
