//! Draws a box, with Shift held or while it is the active tool, and zooms to it.
//! Must not know how far that is.

use super::{ActiveTool, Cursor, Held, PointerEvent, Tool};
use crate::picture::{ColourRole, Dash, Pen, Sign};
use crate::session::{Action, Session};

#[derive(Default)]
pub(super) struct BoxZoom {
    /// Two corners of the box that is being drawn.
    drawn: Option<[[f32; 2]; 2]>,
}

/// Whether a press begins a box.
fn begins(held: Held, session: &Session) -> bool {
    held.shift || (session.active_tool() == ActiveTool::BoxZoom && !held.space)
}

impl Tool for BoxZoom {
    fn take(&mut self, event: PointerEvent, held: Held, session: &Session, actions: &mut Vec<Action>) -> bool {
        match (event, &mut self.drawn) {
            (PointerEvent::Press(at), drawn) if begins(held, session) => *drawn = Some([at; 2]),
            (PointerEvent::Drag { to, .. }, Some([_, corner])) => *corner = to.unwrap_or(*corner),
            (PointerEvent::Release { at }, Some([from, corner])) => {
                actions.push(Action::ZoomBox(*from, at.unwrap_or(*corner)));
                self.drawn = None;
            }
            (PointerEvent::Abandon, drawn) => *drawn = None,
            _ => return false,
        }
        true
    }

    fn sketch(&self) -> Vec<Sign> {
        let Some([[left, top], [right, bottom]]) = self.drawn else { return Vec::new() };
        let corners = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
        let pen = Pen { role: ColourRole::Boundary, opacity: 1.0, width: 1.5, dash: Dash::Solid };
        vec![
            Sign::Patch { points: corners[..4].to_vec(), role: ColourRole::Boundary, opacity: 0.12 },
            Sign::Stroke { points: corners.to_vec(), pen },
        ]
    }

    fn cursor(&self, held: Held, session: &Session) -> Option<Cursor> {
        (self.drawn.is_some() || begins(held, session)).then_some(Cursor::Crosshair)
    }
}
