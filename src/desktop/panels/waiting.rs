//! A sign that something is being worked on: dots that take turns, a few times a second, as the work needs the processor more than they do.
//! Must not know what is worked on.

use std::time::Duration;

use egui::{Response, Role, Sense, Ui, WidgetInfo, vec2};

/// The dots, how far apart they are and how large, points.
const DOTS: u8 = 3;
const APART: f32 = 8.0;
const RADIUS: f32 = 2.5;
/// How long each has its turn.
const TURN: Duration = Duration::from_millis(300);
/// How strong those are that wait for theirs.
const WAITING: f32 = 0.3;

/// Shows the dots.
pub(in crate::desktop) fn show(ui: &mut Ui) -> Response {
    let height = ui.spacing().interact_size.y;
    let (space, response) = ui.allocate_exact_size(vec2(APART * f32::from(DOTS), height), Sense::hover());
    response.widget_info(|| WidgetInfo::new(Role::ProgressIndicator));
    if ui.is_rect_visible(space) {
        ui.ctx().request_repaint_after(TURN);
        let turns = (ui.input(|input| input.time) / TURN.as_secs_f64()).rem_euclid(f64::from(DOTS));
        let colour = ui.visuals().strong_text_color();
        for dot in 0..DOTS {
            let has_turn = turns >= f64::from(dot) && turns < f64::from(dot) + 1.0;
            let colour = if has_turn { colour } else { colour.gamma_multiply(WAITING) };
            let center = space.left_center() + vec2(APART * (f32::from(dot) + 0.5), 0.0);
            ui.painter().circle_filled(center, RADIUS, colour);
        }
    }
    response
}
