//! A picture as pixels, painted by the processor: for files, and for windows without a graphics card.
//! Must not decide what is shown.
//!
//! The sheet is cut into strips, one after the other taken by as many threads as there are cores; a pixel's colour does not
//! depend on the strip it is in. Areas are filled by exact coverage: each edge adds the signed area it leaves to its right,
//! and a sum along the row makes coverage of it. Lines are painted by distance: a pixel is covered by how near it is to the
//! nearest edge, so joints are round and nothing is painted twice.

mod fill;
mod glow;
mod map;
mod signs;
mod strip;
mod stroke;

use std::sync::Mutex;

use self::signs::Words;
use self::strip::Strip;
use super::{PaintError, Paper};
use crate::picture::{Item, Palette, Picture};
use crate::threads;

/// The most pixels a side of an image may have.
pub const MAX_PIXELS: u32 = 16_384;
/// A strip's height in pixels.
const STRIP: usize = 64;

/// An opaque image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Red, green, blue and an opacity of 255 for each pixel, row by row from the top.
    pub rgba: Vec<u8>,
}

/// Which part of a picture is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything.
    Whole,
    /// What is on the map, for a window that paints signs itself.
    Map,
}

/// Makes every level of detail that a picture needs, so that it is painted as finely as it can be.
pub fn prepare(picture: &Picture, pixels_per_point: f64) {
    let world_per_pixel = 1.0 / (picture.projector.points_per_world * pixels_per_point);
    for slice in picture.map.iter().filter_map(Item::slice) {
        let _ = slice.lod.level(slice.lod.detail(world_per_pixel));
    }
}

/// Paints a picture, so many pixels a point, with the levels of detail that are there.
///
/// # Errors
///
/// [`PaintError::TooLarge`] for a side of more than [`MAX_PIXELS`].
pub fn image(picture: &Picture, palette: &Palette, pixels_per_point: f64, part: Part) -> Result<Image, PaintError> {
    let [width, height] = pixels(picture, pixels_per_point)?;
    let mut rgba = vec![0; width * height * 4];
    paint(picture, palette, pixels_per_point, part, width, &mut rgba);
    Ok(Image { width, height, rgba })
}

/// Paints a picture into a file of the PNG format.
pub(super) fn png(picture: &Picture, paper: &Paper) -> Result<Vec<u8>, PaintError> {
    prepare(picture, paper.pixels_per_point);
    let image = image(picture, paper.theme.palette(), paper.pixels_per_point, Part::Whole)?;
    png_of(&image, paper.pixels_per_point)
}

/// Puts an image into a file of the PNG format.
///
/// # Errors
///
/// [`PaintError::Library`] when it cannot be written.
pub fn png_of(image: &Image, pixels_per_point: f64) -> Result<Vec<u8>, PaintError> {
    let library = |error: png::EncodingError| PaintError::Library(error.to_string());
    let side = |pixels: usize| u32::try_from(pixels).unwrap_or(MAX_PIXELS);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side(image.width), side(image.height));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: pixels_per_metre(pixels_per_point),
        yppu: pixels_per_metre(pixels_per_point),
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(library)?;
    let rgb: Vec<u8> = image.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    writer.write_image_data(&rgb).map_err(library)?;
    writer.finish().map_err(library)?;
    Ok(bytes)
}

/// A point of a picture is a 96th of an inch.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn pixels_per_metre(pixels_per_point: f64) -> u32 {
    (pixels_per_point * 96.0 / 0.0254).round() as u32
}

fn pixels(picture: &Picture, pixels_per_point: f64) -> Result<[usize; 2], PaintError> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, and is judged below")]
    let [width, height] = picture.size.map(|side| (f64::from(side) * pixels_per_point).round().max(1.0) as u64);
    if width.max(height) > u64::from(MAX_PIXELS) {
        return Err(PaintError::TooLarge { width, height, most: MAX_PIXELS });
    }
    let side = |pixels: u64| usize::try_from(pixels).unwrap_or(usize::MAX);
    Ok([side(width), side(height)])
}

/// Paints strip by strip.
fn paint(picture: &Picture, palette: &Palette, scale: f64, part: Part, width: usize, rgba: &mut [u8]) {
    let words = (part == Part::Whole).then(|| Words::of(&picture.signs, picture.lang, scale));
    let strips = Mutex::new(rgba.chunks_mut(width * STRIP * 4).enumerate());
    let work = || {
        let mut strip = Strip::new(width);
        loop {
            let next = strips.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
            let Some((at, rows)) = next else { return };
            strip.begin(at * STRIP, rows, palette.colour(picture.background));
            map::map(&mut strip, picture, palette, scale);
            if let Some(words) = &words {
                signs::signs(&mut strip, picture, words, palette, scale);
            }
            strip.write(rows);
        }
    };
    threads::share(threads::cores(), work);
}
