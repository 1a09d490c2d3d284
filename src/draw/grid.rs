//! A fine grid over a part of the sheet: through which cells a line passes, and which are inside rings.
//! Must not know what the lines are.

use super::board::ScreenRect;
use crate::picture::Point;

/// Square cells, row by row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    corner: Point,
    pub(super) cell: f64,
    pub(super) across: usize,
    pub(super) down: usize,
}

impl Grid {
    /// Cells of about a size over a box: left, top, right, bottom.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a box of a sheet has few cells")]
    pub(super) fn new([left, top, right, bottom]: [f64; 4], cell: f64) -> Self {
        let count = |length: f64| (length / cell).floor().clamp(1.0, 4096.0) as usize;
        Self { corner: [left, top], cell, across: count(right - left), down: count(bottom - top) }
    }

    pub(super) fn count(&self) -> usize {
        self.across * self.down
    }

    /// The middle of a cell, on the sheet.
    #[expect(clippy::cast_precision_loss, reason = "a small grid")]
    pub(super) fn middle(&self, cell: usize) -> Point {
        let at = [cell % self.across, cell / self.across];
        [0, 1].map(|axis: usize| self.corner[axis] + (at[axis] as f64 + 0.5) * self.cell)
    }

    /// A point of the sheet in cells.
    pub(super) fn in_cells(&self, at: Point) -> Point {
        [0, 1].map(|axis: usize| (at[axis] - self.corner[axis]) / self.cell)
    }

    /// Every cell that an edge touches, its ends in cells.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "clamped")]
    pub(super) fn touched(&self, [ax, ay]: Point, [bx, by]: Point, mut mark: impl FnMut(usize)) {
        let (across, down) = (self.across as f64, self.down as f64);
        let ([left, right], [top, bottom]) = ([ax.min(bx), ax.max(bx)], [ay.min(by), ay.max(by)]);
        if bottom < 0.0 || top >= down || right < 0.0 || left >= across {
            return;
        }
        let rows = [top.max(0.0) as usize, bottom.min(down - 1.0) as usize];
        if rows[0] == rows[1] && top >= 0.0 && bottom < down {
            let columns = (left.max(0.0) as usize)..=(right.min(across - 1.0) as usize);
            columns.for_each(|column| mark(rows[0] * self.across + column));
            return;
        }
        let slope = Some((bx - ax) / (by - ay)).filter(|slope| slope.is_finite());
        for row in rows[0]..=rows[1] {
            // The part of the edge in this row.
            let [from, to] = match slope {
                None => [ax, bx],
                Some(slope) => [row as f64, row as f64 + 1.0].map(|y| ax + slope * (y.clamp(top, bottom) - ay)),
            };
            if from.max(to) < 0.0 || from.min(to) >= across {
                continue;
            }
            let columns = (from.min(to).max(0.0) as usize)..=(from.max(to).min(across - 1.0) as usize);
            columns.for_each(|column| mark(row * self.across + column));
        }
    }

    /// In each row whose middle an edge crosses, the first cell whose middle is right of the edge, if there is one.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "clamped")]
    pub(super) fn crossed(&self, [ax, ay]: Point, [bx, by]: Point, mut mark: impl FnMut(usize)) {
        let (across, down) = (self.across as f64, self.down as f64);
        // Half-open, so that a corner between two edges counts once.
        let first = |coordinate: f64, count: f64| (coordinate.clamp(0.0, count) + 0.5) as usize;
        let [from, to] = [ay.min(by), ay.max(by)].map(|y| first(y, down).min(self.down));
        for row in from..to {
            let column = first(ax + (row as f64 + 0.5 - ay) / (by - ay) * (bx - ax), across);
            if column < self.across {
                mark(row * self.across + column);
            }
        }
    }

    /// The first and last column and row that a box touches; none for one that is not all on the grid.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "checked")]
    fn columns_and_rows(&self, place: &ScreenRect) -> Option<[usize; 4]> {
        let [left, top, right, bottom] = place.map(f64::from);
        let ([left, top], [right, bottom]) = (self.in_cells([left, top]), self.in_cells([right, bottom]));
        let within = left >= 0.0 && top >= 0.0 && right <= self.across as f64 && bottom <= self.down as f64;
        let last = |side: f64, count: usize| (side as usize).min(count - 1);
        within.then(|| [left as usize, top as usize, last(right, self.across), last(bottom, self.down)])
    }
}

/// How many cells are marked in any box, by sums from the first cell on (a summed-area table).
pub(super) struct Sums {
    grid: Grid,
    sums: Vec<u32>,
}

impl Sums {
    pub(super) fn new(grid: Grid, marked: &[bool]) -> Self {
        let wide = grid.across + 1;
        let mut sums = vec![0; wide * (grid.down + 1)];
        for row in 0..grid.down {
            let mut so_far = 0;
            for column in 0..grid.across {
                so_far += u32::from(marked[row * grid.across + column]);
                sums[(row + 1) * wide + column + 1] = sums[row * wide + column + 1] + so_far;
            }
        }
        Self { grid, sums }
    }

    /// How many marked cells a box touches; none for a box that is not all on the grid.
    pub(super) fn within(&self, place: &ScreenRect) -> Option<u32> {
        let [left, top, right, bottom] = self.grid.columns_and_rows(place)?;
        let wide = self.grid.across + 1;
        let sum = |column: usize, row: usize| self.sums[row * wide + column];
        Some(sum(right + 1, bottom + 1) + sum(left, top) - sum(left, bottom + 1) - sum(right + 1, top))
    }
}

#[cfg(test)]
mod tests {
    use super::{Grid, Sums};
    use crate::picture::clipped;
    use proptest::prelude::*;

    fn point() -> impl Strategy<Value = [f64; 2]> {
        [-60.0..260.0, -60.0..160.0]
    }

    proptest! {
        /// The oracle clips the edge to each cell.
        #[test]
        fn no_touched_cell_is_missed(a in point(), b in point()) {
            let grid = Grid::new([0.0, 0.0, 200.0, 100.0], 7.0);
            let mut touched = vec![false; grid.count()];
            grid.touched(grid.in_cells(a), grid.in_cells(b), |cell| touched[cell] = true);
            for (cell, touched) in touched.iter().enumerate() {
                let [x, y] = grid.middle(cell);
                let inner = 3.5 - 1e-6;
                if clipped(a, b, [x - inner, y - inner, x + inner, y + inner]).is_some() {
                    prop_assert!(touched, "cell {cell}");
                }
                let outer = 3.5 + 1e-6;
                if clipped(a, b, [x - outer, y - outer, x + outer, y + outer]).is_none() {
                    prop_assert!(!touched, "cell {cell}");
                }
            }
        }

        /// The oracle counts the cells one by one.
        #[test]
        fn sums_are_of_the_cells(seed in proptest::collection::vec(any::<bool>(), 28 * 14), x in 0.0_f32..150.0, y in 0.0_f32..70.0) {
            let grid = Grid::new([0.0, 0.0, 200.0, 100.0], 7.0);
            let place = [x, y, x + 31.0, y + 17.0];
            let counted = (0..grid.count()).filter(|&cell| {
                let ([mx, my], [x, y]) = (grid.middle(cell), [x, y].map(f64::from));
                seed[cell] && mx + 3.5 > x && mx - 3.5 <= x + 31.0 && my + 3.5 > y && my - 3.5 <= y + 17.0
            });
            let expected = counted.count();
            prop_assert_eq!(Sums::new(grid, &seed).within(&place).map(|sum| sum as usize), Some(expected));
        }
    }
}
