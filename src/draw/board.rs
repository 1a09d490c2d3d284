//! Which parts of the sheet are taken, so that no words stand over others.
//! Must not know what stands there.

/// A box of the sheet: left, top, right, bottom, in points.
pub(super) type ScreenRect = [f32; 4];

/// The side of a cell of the board, in points.
const CELL: f32 = 64.0;
/// A sheet is at most so many cells wide or high; what lies beyond is in the last.
const MAX_CELLS: f32 = 160.0;

/// The sheet with its taken boxes, each in all cells that it touches; outside the sheet the nearest cell is asked.
pub(super) struct Board {
    size: [f32; 2],
    across: usize,
    cells: Vec<Vec<ScreenRect>>,
}

impl Board {
    /// An empty sheet.
    pub(super) fn new(size: [f32; 2]) -> Self {
        let [across, down] = size.map(|side| index(side, MAX_CELLS) + 1);
        Self { size, across, cells: vec![Vec::new(); across * down] }
    }

    /// Whether a box lies on the sheet and over nothing that is taken.
    pub(super) fn is_free(&self, place: &ScreenRect) -> bool {
        let [width, height] = self.size;
        let on_sheet = place[0] >= 2.0 && place[1] >= 2.0 && place[2] <= width - 2.0 && place[3] <= height - 2.0;
        on_sheet && self.cells_of(place).all(|cell| !self.cells[cell].iter().any(|taken| overlap(taken, place)))
    }

    /// Takes a box, on the sheet or not.
    pub(super) fn take(&mut self, place: ScreenRect) {
        for cell in self.cells_of(&place) {
            self.cells[cell].push(place);
        }
    }

    fn cells_of(&self, place: &ScreenRect) -> impl Iterator<Item = usize> + use<> {
        let across = self.across;
        let [width, height] = self.size;
        let [left, right] = [place[0], place[2]].map(|x| index(x.min(width), MAX_CELLS));
        let [top, bottom] = [place[1], place[3]].map(|y| index(y.min(height), MAX_CELLS));
        (top..=bottom).flat_map(move |y| (left..=right).map(move |x| y * across + x))
    }
}

/// The cell of a coordinate.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of cells, clamped")]
fn index(coordinate: f32, most: f32) -> usize {
    (coordinate / CELL).clamp(0.0, most) as usize
}

/// Whether two boxes share more than an edge.
pub(super) fn overlap(a: &ScreenRect, b: &ScreenRect) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// The box of a width and a height around a point.
pub(super) fn around([x, y]: [f32; 2], width: f32, height: f32) -> ScreenRect {
    [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0]
}

/// The outline of a box with round corners, clockwise.
pub(super) fn round_box([left, top, right, bottom]: ScreenRect, radius: f32) -> Vec<[f32; 2]> {
    const STEPS: u8 = 6;
    let radius = radius.min((right - left) / 2.0).min((bottom - top) / 2.0).max(0.0);
    let middles = [
        ([right - radius, top + radius], 3.0_f32),
        ([right - radius, bottom - radius], 0.0),
        ([left + radius, bottom - radius], 1.0),
        ([left + radius, top + radius], 2.0),
    ];
    let corner = |([x, y], quarter): ([f32; 2], f32)| {
        (0..=STEPS).map(move |step| {
            let turn = (quarter + f32::from(step) / f32::from(STEPS)) * std::f32::consts::FRAC_PI_2;
            [x + radius * turn.cos(), y + radius * turn.sin()]
        })
    };
    middles.into_iter().flat_map(corner).collect()
}

#[cfg(test)]
mod tests {
    use super::{Board, ScreenRect, overlap};
    use proptest::prelude::*;

    fn places() -> impl Strategy<Value = Vec<ScreenRect>> {
        let place = (-100.0_f32..900.0, -100.0_f32..700.0, 1.0_f32..200.0, 1.0_f32..90.0);
        proptest::collection::vec(place.prop_map(|(x, y, w, h)| [x, y, x + w, y + h]), 1..40)
    }

    proptest! {
        /// The oracle looks at every box that was taken.
        #[test]
        fn the_cells_hide_no_box(taken in places(), asked in places()) {
            let mut board = Board::new([800.0, 600.0]);
            for place in &taken {
                board.take(*place);
            }
            for place in asked {
                let on_sheet = place[0] >= 2.0 && place[1] >= 2.0 && place[2] <= 798.0 && place[3] <= 598.0;
                let free = on_sheet && !taken.iter().any(|other| overlap(other, &place));
                prop_assert_eq!(board.is_free(&place), free);
            }
        }
    }
}
