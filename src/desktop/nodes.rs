//! The features in view for keys and screen readers: Tab goes from one to the next, Enter selects.
//! Must not take the pointer from the map.

use egui::accesskit::Action as NodeAction;
use egui::{EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};

use super::theme;
use crate::draw::{outline, spots};
use crate::picture::{ColourRole, Palette};
use crate::project::FeatureId;
use crate::report::FeatureReport;
use crate::session::{Action, Session};

/// The side of the box that a feature has among what can have the focus, in points.
const SIDE: f32 = 32.0;

/// Gives each feature that answers to a click a place among what can have the focus; all of these and the `map` come back, the
/// selected one first.
pub(super) fn show(
    ui: &Ui,
    session: &Session,
    map: &Response,
    palette: &Palette,
    actions: &mut Vec<Action>,
) -> Vec<Id> {
    let (mut places, map) = (vec![map.id], map.rect);
    for spot in spots(session) {
        let rect = Rect::from_center_size(map.min + Vec2::from(spot.at), Vec2::splat(SIDE)).intersect(map);
        if !rect.is_positive() {
            continue;
        }
        let id = ui.scope_id().with(("feature", spot.id.layer, spot.id.feature));
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        let selected = session.selected() == Some(spot.id);
        let report = || FeatureReport::of(session.project(), spot.id);
        let spoken = || report().map_or_else(String::new, |report| report.spoken(session.lang()));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, spoken()));
        ui.ctx().accesskit_node_builder(id, |node| node.add_action(NodeAction::Click));
        let asked = ui.input(|input| input.has_accesskit_action_request(id, NodeAction::Click));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let entered = response.has_focus() && [Key::Enter, Key::Space].into_iter().any(pressed);
        if asked || entered {
            actions.push(Action::Select(Some(spot.id)));
        }
        if response.has_focus() {
            keep_arrows(ui, id);
            trace(ui, session, spot.id, map, palette);
        }
        let at = if selected { 0 } else { places.len() };
        places.insert(at, id);
    }
    places
}

/// Keeps the arrows for the map, which they move, while something on it has the focus.
pub(super) fn keep_arrows(ui: &Ui, id: Id) {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
}

/// Draws the outline of the feature that has the focus.
fn trace(ui: &Ui, session: &Session, id: FeatureId, map: Rect, palette: &Palette) {
    let painter = ui.painter().with_clip_rect(map);
    let lines = outline(session, id);
    for (role, width) in [(ColourRole::Halo, 7.0), (ColourRole::Boundary, 3.5)] {
        let stroke = Stroke::new(width, theme::colour(palette.colour(role)));
        for line in &lines {
            let points: Vec<Pos2> = line.iter().map(|&at| map.min + Vec2::from(at)).collect();
            painter.add(Shape::line(points, stroke));
        }
    }
}
