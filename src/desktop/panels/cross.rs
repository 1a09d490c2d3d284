//! The sign that closes, ends or puts away something: drawn, as a letter would differ by font.
//! Must not know what it closes.

use egui::{CornerRadius, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// How large the place is that can be pressed, and the sign in it, in points.
const SIDE: f32 = 22.0;
const SIGN: f32 = 10.0;

/// Shows the sign, which is called by what it does. Returns whether it was pressed.
pub(in crate::desktop) fn show(ui: &mut Ui, name: &str) -> bool {
    let (place, response) = ui.allocate_exact_size(Vec2::splat(SIDE), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let visuals = ui.style().interact(&response);
    let stroke = Stroke::new(1.75, visuals.text_color());
    if response.hovered() || response.has_focus() {
        let round = CornerRadius::same(4);
        ui.painter().rect(place, round, visuals.weak_bg_fill, visuals.bg_stroke, StrokeKind::Inside);
    }
    let arm = Vec2::splat(SIGN / 2.0);
    for arm in [arm, arm.rot90()] {
        ui.painter().line_segment([place.center() - arm, place.center() + arm], stroke);
    }
    response.on_hover_text(name).clicked()
}
