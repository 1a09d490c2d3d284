//! The map's map as a texture, painted by the processor and kept while nothing on it changes.
//! Must not decide what is shown.

use egui::{Color32, ColorImage, Context, Painter, Rect, TextureHandle, TextureOptions, pos2, vec2};

use super::lod_levels::LodLevels;
use crate::paint::raster::{self, Image, Part};
use crate::picture::{ColourRole, Item, Picture, Projector, Theme};

/// The map painted last.
#[derive(Default)]
pub(super) struct MapPixmap {
    levels: LodLevels,
    /// What was painted, in pieces that the graphics side takes, each with its box in pixels.
    pieces: Vec<(Rect, TextureHandle)>,
    painted: Option<Painted>,
}

/// All that a painted map depends on.
#[derive(PartialEq)]
struct Painted {
    theme: Theme,
    background: ColourRole,
    projector: Projector,
    items: Vec<Item>,
    levels: Vec<usize>,
    pixels_per_point: f32,
}

impl MapPixmap {
    /// Paints a picture's map into a box of the window.
    pub(super) fn show(&mut self, painter: &Painter, rect: Rect, picture: &Picture, theme: Theme) {
        let context = painter.ctx();
        let pixels_per_point = painter.pixels_per_point();
        let wanted = Painted {
            theme,
            background: picture.background,
            projector: picture.projector,
            items: picture.map.clone(),
            levels: self.levels.of(context, picture, f64::from(pixels_per_point)),
            pixels_per_point,
        };
        if self.painted.as_ref() != Some(&wanted) {
            self.paint(context, picture, &wanted);
            self.painted = Some(wanted);
        }
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        for (pixels, texture) in &self.pieces {
            let piece = (*pixels / pixels_per_point).translate(rect.min.to_vec2());
            painter.image(texture.id(), piece, whole, Color32::WHITE);
        }
    }

    fn paint(&mut self, context: &Context, picture: &Picture, wanted: &Painted) {
        let scale = f64::from(wanted.pixels_per_point);
        // A window larger than an image can be keeps the map it had.
        let Ok(image) = raster::image(picture, wanted.theme.palette(), scale, Part::Map) else { return };
        let most = context.input(|input| input.max_texture_side).max(1);
        let mut before = std::mem::take(&mut self.pieces).into_iter();
        for top in (0..image.height).step_by(most) {
            for left in (0..image.width).step_by(most) {
                let piece = piece(&image, [left, top], most);
                #[expect(clippy::cast_precision_loss, reason = "pixels of a window")]
                let [at, size] = [[left, top], piece.size].map(|pair| pair.map(|c| c as f32));
                let texture = match before.next() {
                    Some((_, mut texture)) => {
                        texture.set(piece, TextureOptions::NEAREST);
                        texture
                    }
                    None => context.load_texture("map", piece, TextureOptions::NEAREST),
                };
                self.pieces.push((Rect::from_min_size(at.into(), vec2(size[0], size[1])), texture));
            }
        }
    }
}

/// A painted image as a texture, for a picture beside the map.
pub(in crate::desktop) fn texture(context: &Context, name: &str, image: &Image) -> TextureHandle {
    let pixels = ColorImage::from_rgba_premultiplied([image.width, image.height], &image.rgba);
    context.load_texture(name, pixels, TextureOptions::LINEAR)
}

/// A piece of an image, no side longer than the most.
fn piece(image: &Image, [left, top]: [usize; 2], most: usize) -> ColorImage {
    let size = [most.min(image.width - left), most.min(image.height - top)];
    if size[0] == image.width {
        let bytes = &image.rgba[top * image.width * 4..(top + size[1]) * image.width * 4];
        return ColorImage::from_rgba_premultiplied(size, bytes);
    }
    let rows = (top..top + size[1]).map(|row| (row * image.width + left) * 4);
    let bytes: Vec<u8> = rows.flat_map(|at| &image.rgba[at..at + size[0] * 4]).copied().collect();
    ColorImage::from_rgba_premultiplied(size, &bytes)
}
