//! How a stop's sheet is shared between words and map.
//! Must not know what the words say.

use crate::project::Layout;

/// Where the words stand and what is left for the map: left, top, right, bottom, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Where words may stand.
    pub words: [f32; 4],
    /// The part of the map that no word stands on.
    pub map: [f32; 4],
    /// So many times as large as on a sheet of 1600 by 900 points everything is.
    pub unit: f32,
}

/// The sheet that sizes are told for.
const SHEET: [f32; 2] = [1600.0, 900.0];
/// The margin around all words on it.
const MARGIN: f32 = 72.0;
/// Where the words end and where the map begins, as parts of the sheet's width.
const BESIDE: [f32; 2] = [0.40, 0.42];
const BOARD: [f32; 2] = [0.66, 0.68];
const COVER: [f32; 2] = [0.62, 0.40];

impl Room {
    /// The room on a sheet of some size.
    #[must_use]
    pub fn new(layout: Layout, [width, height]: [f32; 2]) -> Self {
        let unit = (width / SHEET[0]).min(height / SHEET[1]);
        let margin = MARGIN * unit;
        let [words, map] = match layout {
            Layout::Cover => COVER,
            Layout::Beside => BESIDE,
            Layout::Board => BOARD,
        };
        let gap = 40.0 * unit;
        Self {
            words: [margin, margin, width * words, height - margin],
            map: [width * map + gap, gap, width - gap, height - gap],
            unit,
        }
    }
}
