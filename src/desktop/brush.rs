//! A picture painted with egui's meshes, lines and letters.
//! Must not decide what is shown.

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Shape, Stroke, Vec2};

use super::band::{Edge, on_screen};
use super::mesh::{Meshes, Triangles};
use super::theme;
use crate::picture::{Dash, Ink, Item, Label, Palette, Pen, Picture, Point, Projector, dashes, visible_runs};

/// Lines are cut this far outside the sheet, in points, so that no end of one is seen.
const MARGIN: f64 = 24.0;

/// Paints things at their places on the screen.
pub(super) struct Brush<'a> {
    pub(super) painter: &'a Painter,
    pub(super) palette: &'a Palette,
    /// Where the sheet's top left corner is on the screen.
    pub(super) corner: Pos2,
}

/// The font of words on the map.
pub(super) fn font(size: f32, strong: bool) -> FontId {
    if strong { theme::strong_font(size) } else { FontId::proportional(size) }
}

impl Brush<'_> {
    pub(super) fn picture(&self, picture: &Picture<'_>, meshes: &mut Meshes) {
        let projector = &picture.projector;
        self.painter.rect_filled(self.painter.clip_rect(), 0.0, self.colour(picture.background, 1.0));
        let both_labels = |a: &Item<'_>, b: &Item<'_>| matches!((a, b), (Item::Label(_), Item::Label(_)));
        // The letters of a name stand over the halos of all its letters.
        for run in picture.items.chunk_by(both_labels) {
            for item in run {
                if let Item::Label(label) = item {
                    self.label(label, true);
                }
            }
            for item in run {
                self.item(projector, item, meshes);
            }
        }
    }

    fn item(&self, projector: &Projector, item: &Item<'_>, meshes: &mut Meshes) {
        match item {
            Item::Fill { id, polygon, ink, opacity } => {
                self.fill(projector, meshes.of(*id, *polygon), self.colour(*ink, *opacity));
            }
            Item::Glow { id, polygon, ink, opacity, width } => {
                self.glow(projector, meshes.of(*id, *polygon), self.colour(*ink, *opacity), f64::from(*width));
            }
            Item::Line { path, pen } => {
                self.line(path.iter().map(|&at| projector.point_from_lonlat(at)), projector, pen);
            }
            Item::Stroke { points, pen } => {
                self.line(points.iter().map(|point| point.map(f64::from)), projector, pen);
            }
            Item::Patch { points, ink } => {
                let points = points.iter().map(|&point| self.corner + Vec2::from(point)).collect();
                self.painter.add(Shape::convex_polygon(points, self.colour(*ink, 1.0), Stroke::NONE));
            }
            Item::Dot { at, ink, radius } => {
                let middle = self.corner + Vec2::from(projector.screen_from_lonlat(*at));
                self.painter.circle_filled(middle, *radius, self.colour(*ink, 1.0));
            }
            Item::Label(label) => self.label(label, false),
        }
    }

    fn colour(&self, ink: Ink, opacity: f32) -> Color32 {
        theme::colour(self.palette.colour(ink)).gamma_multiply(opacity)
    }

    fn fill(&self, projector: &Projector, triangles: &Triangles, colour: Color32) {
        let mut mesh = Mesh::default();
        for &corner in &triangles.corners {
            mesh.colored_vertex(self.corner + Vec2::from(projector.screen_from_world(corner)), colour);
        }
        mesh.indices.clone_from(&triangles.indices);
        let feather = f64::from(1.0 / self.painter.pixels_per_point());
        let bounds = projector.bounds(MARGIN);
        for edge in edges(projector, triangles) {
            edge.feather(&mut mesh, bounds, self.corner, feather, colour);
        }
        self.painter.add(mesh);
    }

    fn glow(&self, projector: &Projector, triangles: &Triangles, colour: Color32, width: f64) {
        let mut mesh = Mesh::default();
        for edge in edges(projector, triangles) {
            edge.glow(&mut mesh, projector.bounds(MARGIN), self.corner, width, colour);
        }
        self.painter.add(mesh);
    }

    fn line(&self, line: impl IntoIterator<Item = Point>, projector: &Projector, pen: &Pen) {
        let stroke = Stroke::new(pen.width, self.colour(pen.ink, pen.opacity));
        let width = f64::from(pen.width);
        let dashing = match pen.dash {
            Dash::Solid => None,
            Dash::Dashed => Some([4.0 * width, 2.5 * width]),
            Dash::Dotted => Some([1.0 * width, 1.8 * width]),
        };
        for run in visible_runs(line, projector.bounds(MARGIN)) {
            match dashing {
                None => self.stroke(&seamless(run.points), stroke),
                Some([dash, gap]) => {
                    for dash in &dashes(&run, dash, gap) {
                        self.stroke(dash, stroke);
                    }
                }
            }
        }
    }

    fn stroke(&self, points: &[Point], stroke: Stroke) {
        let points: Vec<Pos2> = points.iter().map(|&point| on_screen(self.corner, point)).collect();
        self.painter.add(Shape::line(points, stroke));
    }

    /// Words, or the halo around them: the same words round about in the halo's colour.
    fn label(&self, label: &Label, halo: bool) {
        let colour = if halo { self.colour(Ink::Halo, 0.75) } else { self.colour(label.ink, 1.0) };
        let format = TextFormat {
            italics: label.slanted,
            ..TextFormat::simple(font(label.size, label.strong), Color32::PLACEHOLDER)
        };
        let galley = self.painter.layout_job(LayoutJob::single_section(label.text.clone(), format));
        let middle = self.corner + Vec2::from(label.middle);
        let corner = Align2::CENTER_CENTER.anchor_size(middle, galley.size()).min;
        let text = TextShape::new(corner, galley, colour).with_angle_and_anchor(label.angle, Align2::CENTER_CENTER);
        if !halo {
            self.painter.add(text);
            return;
        }
        let reach = (label.size * 0.12).clamp(1.2, 2.2);
        for step in 0..8_u8 {
            let mut copy = text.clone();
            copy.pos += Vec2::angled(f32::from(step) * std::f32::consts::FRAC_PI_4) * reach;
            self.painter.add(copy);
        }
    }
}

/// A polygon's rings on the sheet.
fn edges(projector: &Projector, triangles: &Triangles) -> impl Iterator<Item = Edge> {
    let rings = triangles.rings.iter().enumerate();
    rings.filter_map(|(i, ring)| Edge::new(ring.iter().map(|&at| projector.point_from_world(at)), i > 0))
}

/// A closed line begun half-way along its first edge instead of at a corner, so that no corner is left open.
fn seamless(mut points: Vec<Point>) -> Vec<Point> {
    let closed = points.len() > 3 && points.first() == points.last();
    if closed {
        let middle = [0, 1].map(|axis: usize| f64::midpoint(points[0][axis], points[1][axis]));
        points[0] = middle;
        points.push(middle);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::seamless;

    #[test]
    fn a_ring_begins_on_an_edge_and_keeps_its_corners() {
        let ring = vec![[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]];
        assert_eq!(seamless(ring), [[2.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0], [2.0, 0.0]]);
        assert_eq!(seamless(vec![[0.0, 0.0], [4.0, 0.0]]).len(), 2);
    }
}
