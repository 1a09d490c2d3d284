//! What the pointer is on the stage: a bright dot, a light in the dark, or a lens that draws the picture anew, larger.
//! Must not know what is shown.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, ColorImage, Painter, Pos2, Rect, Shape, Stroke, TextureHandle, TextureOptions, Vec2, pos2, vec2};

use crate::desktop::theme;
use crate::paint::raster::{self, Part};
use crate::picture::{ColourRole, Palette, Picture, enlarged};
use crate::session::Aid;

/// How large the laser's dot, the spotlight and the lens are: their radius as a part of the shorter side of the stage.
const LASER: f32 = 0.012;
const SPOTLIGHT: f32 = 0.2;
const LENS: f32 = 0.24;
/// How many times the lens enlarges.
const ENLARGES: f32 = 2.5;
/// How dark it is around the spotlight.
const DARK: u8 = 190;
/// Round things have so many corners.
const CORNERS: u16 = 96;

/// The lens keeps what it painted last, and for how many pixels a point, while nothing moves.
#[derive(Default)]
pub(super) struct Aids {
    lens: Option<(TextureHandle, Picture, u32)>,
}

impl Aids {
    /// Paints an aid with its middle at the pointer.
    pub(super) fn show(
        &mut self,
        painter: &Painter,
        stage: Rect,
        at: Pos2,
        aid: Aid,
        picture: &Picture,
        palette: &Palette,
    ) {
        let side = stage.width().min(stage.height());
        match aid {
            Aid::Laser => laser(painter, at, side * LASER, theme::colour(palette.colour(ColourRole::Laser))),
            Aid::Spotlight => spotlight(painter, stage, at, side * SPOTLIGHT),
            Aid::Lens => self.lens(painter, stage, at, side * LENS, picture, palette),
        }
    }

    fn lens(&mut self, painter: &Painter, stage: Rect, at: Pos2, radius: f32, picture: &Picture, palette: &Palette) {
        let seen = enlarged(picture, (at - stage.min).into(), ENLARGES, [2.0 * radius; 2]);
        let scale = painter.pixels_per_point();
        let fresh = self.lens.as_ref().is_some_and(|(_, shown, of)| *of == scale.to_bits() && shown.is_like(&seen));
        if !fresh {
            let Ok(image) = raster::image(&seen, palette, f64::from(scale), Part::Whole) else { return };
            let image = ColorImage::from_rgba_premultiplied([image.width, image.height], &image.rgba);
            let texture = match self.lens.take() {
                Some((mut texture, ..)) => {
                    texture.set(image, TextureOptions::LINEAR);
                    texture
                }
                None => painter.ctx().load_texture("lens", image, TextureOptions::LINEAR),
            };
            self.lens = Some((texture, seen, scale.to_bits()));
        }
        let Some((texture, ..)) = &self.lens else { return };
        let mut mesh = Mesh::with_texture(texture.id());
        mesh.vertices.push(Vertex { pos: at, uv: pos2(0.5, 0.5), color: Color32::WHITE });
        for turn in turns() {
            let uv = pos2(0.5, 0.5) + turn * 0.5;
            mesh.vertices.push(Vertex { pos: at + turn * radius, uv, color: Color32::WHITE });
        }
        for corner in 0..u32::from(CORNERS) {
            mesh.add_triangle(0, 1 + corner, 1 + (corner + 1) % u32::from(CORNERS));
        }
        painter.add(mesh);
        let rim = |width: f32, role: ColourRole| Stroke::new(width, theme::colour(palette.colour(role)));
        painter.circle_stroke(at, radius, rim(6.0, ColourRole::Halo));
        painter.circle_stroke(at, radius, rim(2.5, ColourRole::SecondText));
    }
}

/// The directions of the corners of something round.
fn turns() -> impl Iterator<Item = Vec2> {
    (0..CORNERS).map(|corner| Vec2::angled(f32::from(corner) / f32::from(CORNERS) * std::f32::consts::TAU))
}

fn laser(painter: &Painter, at: Pos2, radius: f32, colour: Color32) {
    for (wider, strength) in [(2.6, 0.12), (1.9, 0.2), (1.35, 0.45)] {
        painter.circle_filled(at, radius * wider, colour.gamma_multiply(strength));
    }
    painter.circle_filled(at, radius, colour);
    painter.circle_filled(at, radius * 0.45, Color32::WHITE);
}

/// Darkness everywhere but around the pointer, with a soft edge.
fn spotlight(painter: &Painter, stage: Rect, at: Pos2, radius: f32) {
    let dark = Color32::from_black_alpha(DARK);
    let far = vec2(stage.width(), stage.height()).length() * 2.0;
    let mut mesh = Mesh::default();
    let rings = [(radius * 0.92, Color32::TRANSPARENT), (radius * 1.06, dark), (far, dark)];
    for (radius, color) in rings {
        mesh.vertices.extend(turns().map(|turn| Vertex { pos: at + turn * radius, uv: WHITE_UV, color }));
    }
    let count = u32::from(CORNERS);
    for ring in 0..2 {
        for corner in 0..count {
            let next = (corner + 1) % count;
            let [a, b, c, d] =
                [ring * count + corner, ring * count + next, (ring + 1) * count + corner, (ring + 1) * count + next];
            mesh.add_triangle(a, b, c);
            mesh.add_triangle(b, d, c);
        }
    }
    painter.with_clip_rect(stage).add(Shape::mesh(mesh));
}
