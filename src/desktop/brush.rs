//! The signs of a picture painted with egui's lines, meshes and glyphs.
//! Must not decide what is shown.

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Shape, Stroke, Vec2};

use super::theme;
use crate::picture::{ColourRole, Fade, Label, Palette, Pen, Run, Sign, dashes};

/// Paints things at their places on the screen.
pub(super) struct Brush<'a> {
    pub(super) painter: &'a Painter,
    pub(super) palette: &'a Palette,
    /// Where the sheet's top left corner is on the screen.
    pub(super) corner: Pos2,
}

/// The font of words on the map.
fn font(size: f32, strong: bool) -> FontId {
    if strong { theme::strong_font(size) } else { FontId::proportional(size) }
}

impl Brush<'_> {
    pub(super) fn signs(&self, signs: &[Sign]) {
        let both_labels = |a: &Sign, b: &Sign| matches!((a, b), (Sign::Label(_), Sign::Label(_)));
        // The glyphs of a name stand over the halos of all its glyphs.
        for run in signs.chunk_by(both_labels) {
            for sign in run {
                if let Sign::Label(label) = sign {
                    self.label(label, true);
                }
            }
            for sign in run {
                self.sign(sign);
            }
        }
    }

    fn sign(&self, sign: &Sign) {
        match sign {
            Sign::Stroke { points, pen } => self.line(points, pen),
            Sign::Patch { points, role, opacity } => {
                let points = points.iter().map(|&point| self.corner + Vec2::from(point)).collect();
                self.painter.add(Shape::convex_polygon(points, self.colour(*role, *opacity), Stroke::NONE));
            }
            Sign::Fade(fade) => self.fade(fade),
            Sign::Label(label) => self.label(label, false),
        }
    }

    fn colour(&self, role: ColourRole, opacity: f32) -> Color32 {
        theme::colour(self.palette.colour(role)).gamma_multiply(opacity)
    }

    /// A strip of boxes that share their corners, each corner of its own strength.
    fn fade(&self, fade: &Fade) {
        let [left, top, right, bottom] = fade.place;
        let mut mesh = Mesh::default();
        for ([at, opacity], pair) in fade.stops.iter().zip(0_u32..) {
            let [x, y] = [left + (right - left) * at, top + (bottom - top) * at];
            let ends = if fade.down { [[left, y], [right, y]] } else { [[x, top], [x, bottom]] };
            for end in ends {
                mesh.colored_vertex(self.corner + Vec2::from(end), self.colour(fade.role, *opacity));
            }
            if let Some(before) = pair.checked_sub(1) {
                let [a, b] = [before * 2, pair * 2];
                mesh.add_triangle(a, a + 1, b);
                mesh.add_triangle(a + 1, b, b + 1);
            }
        }
        self.painter.add(mesh);
    }

    fn line(&self, points: &[[f32; 2]], pen: &Pen) {
        let stroke = Stroke::new(pen.width, self.colour(pen.role, pen.opacity));
        let Some([dash, gap]) = pen.pattern() else {
            let points = seamless(points).into_iter().map(|point| self.corner + Vec2::from(point)).collect();
            self.painter.add(Shape::line(points, stroke));
            return;
        };
        let run = Run { points: points.iter().map(|point| point.map(f64::from)).collect(), start: 0.0 };
        for dash in dashes(&run, dash, gap) {
            #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
            let points = dash.iter().map(|point| self.corner + Vec2::from(point.map(|c| c as f32))).collect();
            self.painter.add(Shape::line(points, stroke));
        }
    }

    /// Words, or the halo around them: the same words round about in the halo's colour.
    fn label(&self, label: &Label, halo: bool) {
        let strength = label.opacity;
        let colour = if halo {
            self.colour(ColourRole::Halo, Label::HALO * strength)
        } else {
            self.colour(label.role, strength)
        };
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
        let reach = label.halo_reach();
        for step in 0..8_u8 {
            let mut copy = text.clone();
            copy.pos += Vec2::angled(f32::from(step) * std::f32::consts::FRAC_PI_4) * reach;
            self.painter.add(copy);
        }
    }
}

/// A closed line begun half-way along its first edge instead of at a corner, so that no corner is left open.
fn seamless(points: &[[f32; 2]]) -> Vec<[f32; 2]> {
    let mut points = points.to_vec();
    let closed = points.len() > 3 && points.first() == points.last();
    if closed {
        let middle = [0, 1].map(|axis: usize| f32::midpoint(points[0][axis], points[1][axis]));
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
        let ring = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]];
        assert_eq!(seamless(&ring), [[2.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0], [2.0, 0.0]]);
        assert_eq!(seamless(&[[0.0, 0.0], [4.0, 0.0]]).len(), 2);
    }
}
