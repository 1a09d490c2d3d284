//! A band inside an area along its edge, fading inwards.
//! Must not know whose area it is.

use super::strip::{Strip, UNTOUCHED};
use super::stroke::Profile;

/// How much of the band is left, inwards from the edge: full, then less and less.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glow {
    width: f32,
}

impl Glow {
    /// A band so many pixels wide.
    #[expect(clippy::cast_possible_truncation, reason = "a width in pixels")]
    pub(super) fn new(width: f64) -> Self {
        Self { width: width as f32 }
    }
}

impl Profile for Glow {
    fn reach(self) -> f64 {
        f64::from(self.width)
    }

    #[inline]
    fn at(self, square: f32) -> f32 {
        let left = (1.0 - square.sqrt() / self.width).max(0.0);
        left * (0.55 + 0.45 * left)
    }
}

/// Coverage set aside, to be a mask.
#[derive(Default)]
pub(super) struct Mask {
    cover: Vec<f32>,
    touched: Vec<[usize; 2]>,
}

impl Strip {
    /// Sets what is covered aside; the mask must have been used up.
    pub(super) fn take_cover(&mut self, mask: &mut Mask) {
        mask.cover.resize(self.cover.len(), 0.0);
        mask.touched.resize(self.touched.len(), UNTOUCHED);
        std::mem::swap(&mut self.cover, &mut mask.cover);
        std::mem::swap(&mut self.touched, &mut mask.touched);
    }

    /// Covers only what is under a mask, as much as the mask is, and uses it up.
    pub(super) fn keep_under(&mut self, mask: &mut Mask) {
        for row in 0..self.rows {
            let start = row * self.width;
            let [from, end] = self.touched[row];
            for at in start + from.min(end)..start + end {
                self.cover[at] *= mask.cover[at];
            }
            let [from, end] = std::mem::replace(&mut mask.touched[row], UNTOUCHED);
            mask.cover[start + from.min(end)..start + end].fill(0.0);
        }
    }
}
