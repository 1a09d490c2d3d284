//! Lines: how much of each pixel a line of some width covers.
//! Must not know whose they are.

use super::fill::At;
use super::strip::Strip;

/// How an edge of a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Butts {
    /// Cut off square at its first point instead of round.
    pub(super) first: bool,
    /// Cut off square at its last point.
    pub(super) last: bool,
}

/// What a distance from an edge means for a pixel, 0 to 1.
pub(super) trait Profile: Copy {
    /// Farther away than this many pixels there is nothing.
    fn reach(self) -> f64;
    /// How much of a pixel is covered by an edge so far away, the square of the distance given.
    fn at(self, square: f32) -> f32;
}

/// A line of a width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    half: f32,
    most: f32,
}

impl Line {
    /// A line so many pixels wide; one thinner than a pixel is a pixel wide and the fainter for it.
    pub(super) fn new(width: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a width in pixels")]
        let width = width as f32;
        Self { half: width.max(1.0) / 2.0, most: width.min(1.0) }
    }
}

impl Profile for Line {
    fn reach(self) -> f64 {
        f64::from(self.half) + 0.5
    }

    #[inline]
    fn at(self, square: f32) -> f32 {
        (self.half + 0.5 - square.sqrt()).clamp(0.0, 1.0) * self.most
    }
}

impl Strip {
    /// Covers what is near an edge; what was covered more stays so.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "pixels")]
    pub(super) fn cover_edge(&mut self, a: At, b: At, profile: impl Profile, butts: Butts) {
        let reach = profile.reach();
        let first = self.top as f64;
        let [left, top, right, bottom] = self.clip.map(|side| side as f64);
        let (a, b) = ([a[0], a[1] - first], [b[0], b[1] - first]);
        let low = (a[1].min(b[1]) - reach).max(top);
        let high = (a[1].max(b[1]) + reach).min(bottom);
        if low >= high || a[0].min(b[0]) - reach >= right || a[0].max(b[0]) + reach <= left {
            return;
        }
        let edge = Edge::new(a, b, butts);
        let rows = self.clip[3];
        for row in low as usize..(high as usize + 1).min(rows) {
            let middle = row as f64 + 0.5;
            let [from, to] = edge.columns(middle, reach);
            // A column more does no harm.
            let (from, end) = (from.max(left) as usize, (to.max(0.0) as usize + 1).min(self.clip[2]));
            if from >= end {
                continue;
            }
            self.touch(row, from, end);
            let cover = &mut self.cover[row * self.width + from..row * self.width + end];
            edge.cover(cover, [from as f64 + 0.5, middle], profile);
        }
    }
}

/// An edge, made ready to tell distances from it.
struct Edge {
    a: At,
    b: At,
    along: [f32; 2],
    inverse_square: f32,
    length: f32,
    butts: Butts,
}

impl Edge {
    #[expect(clippy::cast_possible_truncation, reason = "directions and lengths near the image")]
    fn new(a: At, b: At, butts: Butts) -> Self {
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let square = dx * dx + dy * dy;
        let inverse_square = if square > 0.0 { (1.0 / square) as f32 } else { 0.0 };
        Self { a, b, along: [dx as f32, dy as f32], inverse_square, length: square.sqrt() as f32, butts }
    }

    /// The columns of a row that may be within reach.
    fn columns(&self, row: f64, reach: f64) -> [f64; 2] {
        let (a, b) = (self.a, self.b);
        let dy = b[1] - a[1];
        if dy.abs() < 1e-9 {
            return [a[0].min(b[0]) - reach, a[0].max(b[0]) + reach];
        }
        // The part of the edge no farther above or below than the reach.
        let at = |y: f64| a[0] + ((y - a[1]) / dy).clamp(0.0, 1.0) * (b[0] - a[0]);
        let (x0, x1) = (at(row - reach), at(row + reach));
        [x0.min(x1) - reach, x0.max(x1) + reach]
    }

    /// Covers a run of pixels of a row, the middle of the first one given.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "pixels near the edge")]
    fn cover(&self, cover: &mut [f32], middle: At, profile: impl Profile) {
        let [dx, dy] = self.along;
        let (x, y) = ((middle[0] - self.a[0]) as f32, (middle[1] - self.a[1]) as f32);
        if self.butts != Butts::default() {
            for (column, pixel) in cover.iter_mut().enumerate() {
                let x = x + column as f32;
                let share = (x * dx + y * dy) * self.inverse_square;
                let (ex, ey) = self.to_butted(x, y, share);
                *pixel = pixel.max(profile.at(ex * ex + ey * ey) * self.before_butts(share));
            }
            return;
        }
        // Without a branch, and each pixel for itself, so that several are worked out at once.
        for (column, pixel) in cover.iter_mut().enumerate() {
            let x = x + column as f32;
            let near = ((x * dx + y * dy) * self.inverse_square).clamp(0.0, 1.0);
            let (ex, ey) = (x - dx * near, y - dy * near);
            let inside = profile.at(ex * ex + ey * ey);
            *pixel = if inside > *pixel { inside } else { *pixel };
        }
    }

    /// The way from the edge to a pixel, the edge running on for ever at square ends.
    fn to_butted(&self, x: f32, y: f32, share: f32) -> (f32, f32) {
        let low = if self.butts.first { f32::NEG_INFINITY } else { 0.0 };
        let high = if self.butts.last { f32::INFINITY } else { 1.0 };
        let near = share.clamp(low, high);
        (x - self.along[0] * near, y - self.along[1] * near)
    }

    /// How much of a pixel lies before a square end.
    fn before_butts(&self, share: f32) -> f32 {
        let first = if self.butts.first { (share * self.length + 0.5).clamp(0.0, 1.0) } else { 1.0 };
        let last = if self.butts.last { ((1.0 - share) * self.length + 0.5).clamp(0.0, 1.0) } else { 1.0 };
        first * last
    }
}
