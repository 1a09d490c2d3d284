//! Which parts of the sheet are taken, so that no words stand over others.
//! Must not know what stands there.

use std::collections::BTreeMap;

/// A box of the sheet: left, top, right, bottom, in points.
pub(super) type Place = [f32; 4];

/// The side of a cell of the board, in points.
const CELL: f32 = 96.0;

/// The sheet with its taken boxes.
pub(super) struct Board {
    size: [f32; 2],
    cells: BTreeMap<[i32; 2], Vec<Place>>,
}

impl Board {
    /// An empty sheet.
    pub(super) fn new(size: [f32; 2]) -> Self {
        Self { size, cells: BTreeMap::new() }
    }

    /// Whether a box lies on the sheet and over nothing that is taken.
    pub(super) fn is_free(&self, place: &Place) -> bool {
        let [width, height] = self.size;
        let on_sheet = place[0] >= 2.0 && place[1] >= 2.0 && place[2] <= width - 2.0 && place[3] <= height - 2.0;
        on_sheet && self.is_clear(place)
    }

    /// Whether a box lies over nothing that is taken, on the sheet or not.
    pub(super) fn is_clear(&self, place: &Place) -> bool {
        cells(place).all(|cell| self.cells.get(&cell).is_none_or(|taken| !any_overlap(taken, place)))
    }

    /// Takes a box, on the sheet or not.
    pub(super) fn take(&mut self, place: Place) {
        for cell in cells(&place) {
            self.cells.entry(cell).or_default().push(place);
        }
    }
}

fn any_overlap(taken: &[Place], place: &Place) -> bool {
    taken.iter().any(|other| overlap(other, place))
}

/// Whether two boxes share more than an edge.
pub(super) fn overlap(a: &Place, b: &Place) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// The box of a width and a height around a point.
pub(super) fn around([x, y]: [f32; 2], width: f32, height: f32) -> Place {
    [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0]
}

/// The cells that a box touches; of a box far larger than any sheet, only the first.
fn cells(place: &Place) -> impl Iterator<Item = [i32; 2]> {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of cells, cut to what a sheet has")]
    let [left, top, right, bottom] = place.map(|side| (side / CELL).clamp(-2.0, 200.0).floor() as i32);
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| [x, y]))
}
