//! The line between two versions on the map, to be dragged.
//! Must not draw what is on either side of it.

use egui::{CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::theme;
use crate::i18n::tr;
use crate::picture::{ColourRole, Palette};
use crate::session::{Action, Seen, Session};

/// How wide the line is for a hand, and how large its knob, in points.
const GRIP: f32 = 16.0;
const KNOB: f32 = 11.0;
/// How far down the map the knob is, as a share of it.
const KNOB_AT: f32 = 0.8;

/// Shows the knob of the line and reads how it is dragged.
pub(super) fn show(ui: &Ui, session: &Session, map: Rect, palette: &Palette, actions: &mut Vec<Action>) {
    let versions = session.versions();
    let Seen::Swipe(share) = versions.seen else { return };
    if versions.compared().is_none() {
        return;
    }
    // What a step leads to is in the middle, with its figure.
    let knob = pos2(map.left() + map.width() * share, map.top() + map.height() * KNOB_AT);
    let grip = Rect::from_center_size(knob, vec2(GRIP, map.height())).intersect(map);
    let response = ui.interact(grip, ui.scope_id().with("swipe"), Sense::drag());
    let name = tr!(session.lang(), "compare.line");
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &*name));
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        actions.push(Action::See(Seen::Swipe((at.x - map.left()) / map.width().max(1.0))));
    }
    let painter = ui.painter_at(map);
    let line = theme::colour(palette.colour(ColourRole::Selected));
    painter.circle(knob, KNOB, theme::colour(palette.panel), Stroke::new(2.0, line));
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| knob + vec2(side * x, y);
        painter.line(vec![at(3.0, -4.0), at(7.0, 0.0), at(3.0, 4.0)], Stroke::new(2.0, line));
    }
    let _shown = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
}
