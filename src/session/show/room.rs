//! How a stop's sheet is shared between words and map.
//! Must not know what the words say.

use crate::show::Layout;

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

/// The sheet that sizes are told for, its longer side first.
const SHEET: [f32; 2] = [1600.0, 900.0];
/// The margin around all words on it, and on a sheet that stands upright.
const MARGIN: f32 = 72.0;
const UPRIGHT_MARGIN: f32 = 56.0;
/// Around the map.
const GAP: f32 = 40.0;
/// Below the map, for what stands at the foot.
const FOOT: f32 = 136.0;
/// Where the words end and where the map begins, as parts of the sheet's width.
const BESIDE: [f32; 2] = [0.40, 0.42];
const BOARD: [f32; 2] = [0.66, 0.68];
const COVER: [f32; 2] = [0.52, 0.48];
/// Where the words begin on a sheet that stands upright, below the map, as parts of its height.
const UPRIGHT: [f32; 3] = [0.44, 0.28, 0.48];

impl Room {
    /// The room on a sheet of some size.
    #[must_use]
    pub fn new(layout: Layout, [width, height]: [f32; 2]) -> Self {
        if height > width {
            return Self::upright(layout, [width, height]);
        }
        let unit = (width / SHEET[0]).min(height / SHEET[1]);
        let [margin, gap, foot] = [MARGIN, GAP, FOOT].map(|points| points * unit);
        let [words, map] = match layout {
            Layout::Cover => COVER,
            Layout::Beside => BESIDE,
            Layout::Board => BOARD,
        };
        Self {
            words: [margin, margin, width * words, height - margin],
            map: [width * map + gap, gap, width - gap, height - foot],
            unit,
        }
    }

    /// The map above, the words below it.
    fn upright(layout: Layout, [width, height]: [f32; 2]) -> Self {
        let unit = (width / SHEET[1]).min(height / SHEET[0]);
        let [margin, gap] = [UPRIGHT_MARGIN, GAP].map(|points| points * unit);
        let [beside, board, cover] = UPRIGHT;
        let words = height
            * match layout {
                Layout::Cover => cover,
                Layout::Beside => beside,
                Layout::Board => board,
            };
        Self {
            words: [margin, words, width - margin, height - margin],
            map: [gap, gap, width - gap, words - gap],
            unit,
        }
    }
}
