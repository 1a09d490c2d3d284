//! The map: a picture painted with egui's meshes and lines, and the pointer over it.
//! Must not decide what is shown.

use egui::{Align2, Color32, Mesh, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};

use super::mesh::{Meshes, Triangles};
use super::theme;
use crate::draw::draw;
use crate::i18n::tr;
use crate::picture::{Dash, Ink, Item, Label, Palette, Pen, Picture, Projector};
use crate::session::{Action, Session};

/// The map's widget.
#[derive(Default)]
pub(super) struct Canvas {
    meshes: Meshes,
}

impl Canvas {
    /// Paints the session's picture and reads the pointer.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, palette: &Palette, actions: &mut Vec<Action>) {
        let (response, painter) = ui.allocate_painter(ui.available_size(), Sense::click_and_drag());
        let name = tr!(session.lang(), "window.map").into_owned();
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        // A window may be folded to nothing; a sheet is a point at least.
        let size: [f32; 2] = response.rect.size().max(Vec2::splat(1.0)).into();
        if session.view().has_size(size) {
            let brush = Brush { painter: &painter, palette, corner: response.rect.min };
            brush.picture(&draw(session), &mut self.meshes);
        } else {
            // The first frame, and the first of another size, only tells the session how large the map is.
            actions.push(Action::Resize(size));
        }
        pointer(ui, &response, actions);
    }
}

fn pointer(ui: &Ui, response: &Response, actions: &mut Vec<Action>) {
    let on_map = |at: Pos2| -> [f32; 2] { (at - response.rect.min).into() };
    // A pointer held still drags nothing, and must not keep the window repainting.
    if response.dragged() && response.drag_delta() != Vec2::ZERO {
        actions.push(Action::Pan(response.drag_delta().into()));
    }
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
        actions.push(Action::Click(on_map(at)));
    }
    let Some(at) = response.hover_pos() else { return };
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
    let factor = f64::from(pinch) * f64::from(scroll / 200.0).exp();
    if (factor - 1.0).abs() > f64::EPSILON {
        actions.push(Action::Zoom { factor, at: on_map(at) });
    }
}

/// Paints things at their places on the screen.
struct Brush<'a> {
    painter: &'a Painter,
    palette: &'a Palette,
    corner: Pos2,
}

impl Brush<'_> {
    fn picture(&self, picture: &Picture<'_>, meshes: &mut Meshes) {
        let projector = &picture.projector;
        self.painter.rect_filled(self.painter.clip_rect(), 0.0, self.colour(picture.background, 1.0));
        for item in &picture.items {
            match item {
                Item::Fill { id, polygon, ink, opacity } => {
                    self.fill(projector, meshes.of(*id, *polygon), self.colour(*ink, *opacity));
                }
                Item::Line { path, pen } => {
                    let points = path.iter().map(|&at| self.at(projector.screen_from_lonlat(at)));
                    self.line(points.collect(), pen);
                }
                Item::Stroke { points, pen } => self.line(points.iter().map(|&p| self.at(p)).collect(), pen),
                Item::Dot { at, ink, radius } => {
                    let middle = self.at(projector.screen_from_lonlat(*at));
                    self.painter.circle_filled(middle, *radius, self.colour(*ink, 1.0));
                }
                Item::Label(label) => self.label(label),
            }
        }
    }

    fn at(&self, point: [f32; 2]) -> Pos2 {
        self.corner + Vec2::from(point)
    }

    fn colour(&self, ink: Ink, opacity: f32) -> Color32 {
        theme::colour(self.palette.colour(ink)).gamma_multiply(opacity)
    }

    fn fill(&self, projector: &Projector, triangles: &Triangles, colour: Color32) {
        let mut mesh = Mesh::default();
        for &corner in &triangles.corners {
            mesh.colored_vertex(self.at(projector.screen_from_world(corner)), colour);
        }
        mesh.indices.clone_from(&triangles.indices);
        self.painter.add(mesh);
    }

    fn line(&self, points: Vec<Pos2>, pen: &Pen) {
        let stroke = Stroke::new(pen.width, self.colour(pen.ink, pen.opacity));
        let dashes = match pen.dash {
            Dash::Solid => {
                self.painter.add(Shape::line(points, stroke));
                return;
            }
            Dash::Dashed => [4.0, 2.5],
            Dash::Dotted => [0.8, 2.2],
        };
        let [dash, gap] = dashes.map(|widths| widths * pen.width);
        // A line far longer than the screen would be broken into more dashes than anyone sees.
        let visible =
            points.windows(2).filter(|edge| Rect::from_two_pos(edge[0], edge[1]).intersects(self.painter.clip_rect()));
        for edge in visible {
            self.painter.extend(Shape::dashed_line(edge, stroke, dash, gap));
        }
    }

    /// Words with a halo: painted round about in the halo's colour, then once in their own.
    fn label(&self, label: &Label) {
        let font = if label.strong { theme::strong_font(label.size) } else { egui::FontId::proportional(label.size) };
        let middle = self.at(label.middle);
        let galley = self.painter.layout_no_wrap(label.text.clone(), font, self.colour(label.ink, 1.0));
        let corner = Align2::CENTER_CENTER.anchor_size(middle, galley.size()).min;
        let halo = self.colour(Ink::Halo, 0.8);
        for step in 0..8_u8 {
            let angle = f32::from(step) * std::f32::consts::FRAC_PI_4;
            let at = corner + Vec2::angled(angle) * 1.6;
            self.painter.galley_with_override_text_color(at, galley.clone(), halo);
        }
        self.painter.galley(corner, galley, Color32::PLACEHOLDER);
    }
}
