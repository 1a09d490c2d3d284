//! Areas: how much of each pixel lies inside some closed contours.
//! Must not know whose they are.
//!
//! After R. Levien's font-rs: every edge adds, in each row it crosses, the signed area between itself and the pixel's right
//! side; summed up from the left that is the coverage. Contours that run clockwise count up, holes the other way down.

use super::strip::Strip;

/// Pixels from the image's top left corner.
pub(super) type At = [f64; 2];

impl Strip {
    /// Covers what lies inside closed contours, each a run of points that ends where it began.
    pub(super) fn cover_areas(&mut self, edges: impl Iterator<Item = [At; 2]>) {
        #[expect(clippy::cast_precision_loss, reason = "pixels of an image")]
        let [left, top, right, bottom] = self.clip.map(|side| side as f64);
        #[expect(clippy::cast_precision_loss, reason = "pixels of an image")]
        let first = self.top as f64;
        let mut reach = Reach::NONE;
        for [a, b] in edges {
            let (a, b) = ([a[0] - left, a[1] - first], [b[0] - left, b[1] - first]);
            for_inside(a, b, [right - left, top, bottom], |a, b| self.edge(a, b, &mut reach));
        }
        self.sum_areas(&reach);
    }

    /// Adds an edge that lies between the clip's sides, from its left one on.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "pixels")]
    fn edge(&mut self, a: At, b: At, reach: &mut Reach) {
        if (a[1] - b[1]).abs() <= 0.0 {
            return;
        }
        let (up, [x0, y0], [x1, y1]) = if a[1] < b[1] { (1.0_f32, a, b) } else { (-1.0, b, a) };
        let slope = (x1 - x0) / (y1 - y0);
        reach.add(x0.min(x1) as usize, x0.max(x1) as usize + 2, y0 as usize, (y1.ceil() as usize).max(y0 as usize + 1));
        let (mut x, mut y) = (x0, y0);
        let mut row = y0 as usize;
        while y < y1 && row < self.rows {
            let to = ((row + 1) as f64).min(y1);
            let next = if to >= y1 { x1 } else { x0 + (to - y0) * slope };
            let height = up * (to - y) as f32;
            let areas = &mut self.areas[row * (self.width + 2) + self.clip[0]..];
            add_row(areas, x.min(next) as f32, x.max(next) as f32, height);
            (x, y) = (next, to);
            row += 1;
        }
    }

    /// Turns signed areas into coverage.
    fn sum_areas(&mut self, reach: &Reach) {
        let [left, _, right, _] = self.clip;
        for row in reach.top..reach.bottom.min(self.rows) {
            let from = left + reach.left.min(right - left);
            let end = (left + reach.right).min(right);
            let start = row * (self.width + 2);
            let mut sum = 0.0_f32;
            let areas = &mut self.areas[start + from..start + end];
            for (area, cover) in areas.iter_mut().zip(&mut self.cover[row * self.width + from..]) {
                sum += *area;
                *area = 0.0;
                let inside = sum.abs().min(1.0);
                // Rounding leaves next to nothing where there is nothing.
                *cover = cover.max(if inside < 1e-3 { 0.0 } else { inside });
            }
            self.areas[start + end..start + (left + reach.right).min(self.width + 2).max(end)].fill(0.0);
            self.touch(row, from, end);
        }
    }
}

/// The columns and rows that edges reach.
struct Reach {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

impl Reach {
    const NONE: Self = Self { left: usize::MAX, right: 0, top: usize::MAX, bottom: 0 };

    fn add(&mut self, left: usize, right: usize, top: usize, bottom: usize) {
        self.left = self.left.min(left);
        self.right = self.right.max(right);
        self.top = self.top.min(top);
        self.bottom = self.bottom.max(bottom);
    }
}

/// Spreads an edge's height in a row over the pixels between its ends.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "inside a row"
)]
fn add_row(areas: &mut [f32], from: f32, to: f32, height: f32) {
    let first = from as usize;
    let last = to as usize;
    if first == last {
        let right = height * (1.0 - (f32::midpoint(from, to) - first as f32));
        areas[first] += right;
        areas[first + 1] += height - right;
        return;
    }
    // What is covered of a pixel is the edge's height so far, averaged over its width.
    let per_pixel = height / (to - from);
    let begin = 1.0 - (from - first as f32);
    let mut covered = 0.5 * per_pixel * begin * begin;
    areas[first] += covered;
    for (column, area) in areas.iter_mut().enumerate().take(last).skip(first + 1) {
        let now = per_pixel * (column as f32 + 0.5 - from);
        *area += now - covered;
        covered = now;
    }
    let end = to - last as f32;
    let now = height - 0.5 * per_pixel * end * end;
    areas[last] += now - covered;
    areas[last + 1] += height - now;
}

/// An edge cut to rows from `top` to `bottom`, and in three where it leaves the columns from 0 to `width`: what is beyond a
/// side counts as if it ran along that side.
fn for_inside(a: At, b: At, [width, top, bottom]: [f64; 3], mut each: impl FnMut(At, At)) {
    let (low, high) = (a[1].min(b[1]), a[1].max(b[1]));
    // A level edge leaves nothing to its right.
    if low >= bottom || high <= top || low >= high {
        return;
    }
    let at_row = |y: f64| a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
    let cut = |p: At| match p[1] {
        y if y < top => [at_row(top), top],
        y if y > bottom => [at_row(bottom), bottom],
        _ => p,
    };
    let (a, b) = (cut(a), cut(b));
    let inside = |x: f64| (0.0..=width).contains(&x);
    if inside(a[0]) && inside(b[0]) {
        each(a, b);
        return;
    }
    // The rows where it crosses a side, on the way from a to b.
    let mut shares = [0.0, width].map(|side| ((side - a[0]) / (b[0] - a[0])).clamp(0.0, 1.0));
    if shares[0] > shares[1] {
        shares.swap(0, 1);
    }
    let at = |share: f64| [(a[0] + (b[0] - a[0]) * share).clamp(0.0, width), a[1] + (b[1] - a[1]) * share];
    let share = |share: f64| if share.is_finite() { share } else { 0.0 };
    let ends = [0.0, share(shares[0]), share(shares[1]), 1.0];
    for two in ends.windows(2).filter(|two| two[1] > two[0]) {
        let middle = f64::midpoint(two[0], two[1]);
        let side = |x: f64| {
            if x < 0.0 {
                Some(0.0)
            } else if x > width {
                Some(width)
            } else {
                None
            }
        };
        let beyond = side(a[0] + (b[0] - a[0]) * middle);
        let end = |share: f64| beyond.map_or_else(|| at(share), |x| [x, at(share)[1]]);
        each(end(two[0]), end(two[1]));
    }
}
