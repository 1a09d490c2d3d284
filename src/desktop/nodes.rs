//! The features in view for keys and screen readers: Tab goes from one to the next, Enter selects.
//! Must not take the pointer from the map.

use egui::accesskit::Action as NodeAction;
use egui::{Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::theme;
use crate::draw::spots;
use crate::picture::{ColourRole, Palette};
use crate::report::FeatureReport;
use crate::session::{Action, Session};

/// The side of the box around a feature that has the focus, in points.
const SIDE: f32 = 32.0;

/// Gives each feature that answers to a click a place among what can have the focus.
pub(super) fn show(ui: &Ui, session: &Session, map: Rect, palette: &Palette, actions: &mut Vec<Action>) {
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
        let entered = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if asked || entered {
            actions.push(Action::Select(Some(spot.id)));
        }
        if response.has_focus() {
            let ring = |role: ColourRole, width: f32| {
                let stroke = Stroke::new(width, theme::colour(palette.colour(role)));
                ui.painter().rect_stroke(rect, 6.0, stroke, StrokeKind::Inside);
            };
            ring(ColourRole::Halo, 5.0);
            ring(ColourRole::Boundary, 2.5);
        }
    }
}
