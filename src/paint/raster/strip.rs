//! A few rows of pixels, with the room to work out how much of each is covered.
//! Must not know what covers them.

use crate::picture::Rgb;

/// A box of pixels inside a strip, in the strip's own rows: left, top, right, bottom; the last two are one past.
pub(super) type Clip = [usize; 4];

/// No part of a row.
pub(super) const UNTOUCHED: [usize; 2] = [usize::MAX, 0];

/// Rows of an image that are being painted.
pub(super) struct Strip {
    pub(super) width: usize,
    pub(super) rows: usize,
    /// The image's row that is the strip's first.
    pub(super) top: usize,
    /// What may be painted on.
    pub(super) clip: Clip,
    pixels: Vec<[u8; 4]>,
    /// Signed areas, for fills; all 0 between two of them.
    pub(super) areas: Vec<f32>,
    /// How much of each pixel is covered, 0 to 1; all 0 between two items.
    pub(super) cover: Vec<f32>,
    /// Which part of each row of `cover` may not be 0: from, and one past.
    pub(super) touched: Vec<[usize; 2]>,
}

impl Strip {
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            rows: 0,
            top: 0,
            clip: [0; 4],
            pixels: Vec::new(),
            areas: Vec::new(),
            cover: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// Begins other rows, all of one colour.
    pub(super) fn begin(&mut self, top: usize, bytes: &[u8], Rgb(r, g, b): Rgb) {
        self.top = top;
        self.rows = bytes.len() / 4 / self.width;
        self.clip = [0, 0, self.width, self.rows];
        self.pixels.clear();
        self.pixels.resize(self.width * self.rows, [r, g, b, u8::MAX]);
        // A row of areas has room for what the last pixel leaves to its right.
        self.areas.resize((self.width + 2) * self.rows, 0.0);
        self.cover.resize(self.width * self.rows, 0.0);
        self.touched.resize(self.rows, UNTOUCHED);
    }

    pub(super) fn write(&self, bytes: &mut [u8]) {
        bytes.copy_from_slice(self.pixels.as_flattened());
    }

    /// The clip as pixels of the image: left, top, right, bottom.
    pub(super) fn window(&self) -> [f64; 4] {
        #[expect(clippy::cast_precision_loss, reason = "pixels of an image")]
        let [left, top, right, bottom] = self.clip.map(|side| side as f64);
        #[expect(clippy::cast_precision_loss, reason = "pixels of an image")]
        let from = self.top as f64;
        [left, top + from, right, bottom + from]
    }

    /// Keeps to a box of the image, in pixels.
    pub(super) fn keep_to(&mut self, [left, top, right, bottom]: [f64; 4]) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, and is cut to the strip"
        )]
        let [left, top, right, bottom] = [left, top, right, bottom].map(|side| side.round().max(0.0) as usize);
        let row = |row: usize| row.saturating_sub(self.top).min(self.rows);
        self.clip = [left.min(self.width), row(top), right.min(self.width), row(bottom)];
    }

    /// A part of a row may be covered.
    pub(super) fn touch(&mut self, row: usize, from: usize, end: usize) {
        let touched = &mut self.touched[row];
        *touched = [touched[0].min(from), touched[1].max(end)];
    }

    /// Paints what is covered, and covers nothing again.
    pub(super) fn role(&mut self, colour: Rgb, opacity: f32) {
        for (row, touched) in self.touched.iter_mut().enumerate() {
            let [from, end] = std::mem::replace(touched, UNTOUCHED);
            if from >= end {
                continue;
            }
            let range = row * self.width + from..row * self.width + end;
            // Several at once, since most of a row is not covered at all.
            for (pixels, covers) in self.pixels[range.clone()].chunks_mut(8).zip(self.cover[range].chunks_mut(8)) {
                if covers.iter().sum::<f32>() > 0.0 {
                    for (pixel, cover) in pixels.iter_mut().zip(covers) {
                        blend(pixel, colour, *cover * opacity);
                        *cover = 0.0;
                    }
                }
            }
        }
    }
}

/// A colour over another, in the encoded values, as screens and other painters do.
#[inline]
fn blend(pixel: &mut [u8; 4], Rgb(r, g, b): Rgb, opacity: f32) {
    #[expect(clippy::cast_possible_truncation, reason = "0 to 256")]
    let part = (opacity * 256.0 + 0.5) as i32;
    for (under, over) in pixel.iter_mut().zip([r, g, b, u8::MAX]) {
        let mixed = i32::from(*under) + (((i32::from(over) - i32::from(*under)) * part + 128) >> 8);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
        let mixed = mixed as u8;
        *under = mixed;
    }
}
