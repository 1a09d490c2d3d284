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
/// Where the words at the left end and where the map begins, as parts of the sheet's width.
const BOARD: [f32; 2] = [0.66, 0.68];
const COVER: [f32; 2] = [0.52, 0.48];
const FIGURES: [f32; 2] = [0.54, 0.61];
/// Where the words at the right begin, as a part of the sheet's width; and how wide they are at most.
const BESIDE: f32 = 0.65;
const WIDEST: f32 = 600.0;
/// From the map to such words.
const BEFORE: f32 = 92.0;
/// Where the cards at the foot begin, as a part of the sheet's height.
const CARDS: f32 = 0.58;
/// Where the words begin on a sheet that stands upright, below the map, as parts of its height.
const UPRIGHT: f32 = 0.44;
const UPRIGHT_BOARD: f32 = 0.28;
const UPRIGHT_COVER: f32 = 0.48;
const UPRIGHT_CARDS: f32 = 0.36;

impl Room {
    /// The room on a sheet of some size.
    #[must_use]
    pub fn new(layout: Layout, [width, height]: [f32; 2]) -> Self {
        if height > width {
            return Self::upright(layout, [width, height]);
        }
        let unit = (width / SHEET[0]).min(height / SHEET[1]);
        let [margin, gap, foot] = [MARGIN, GAP, FOOT].map(|points| points * unit);
        let at_left = |[words, map]: [f32; 2]| {
            let words = [margin, margin, width * words, height - margin];
            (words, [width * map + gap, gap, width - gap, height - foot])
        };
        let whole = [margin, margin, width - margin, height - margin];
        let (words, map) = match layout {
            Layout::Cover => at_left(COVER),
            Layout::Board => at_left(BOARD),
            Layout::Figures => at_left(FIGURES),
            Layout::Beside => {
                let left = (width * BESIDE).max(width - margin - WIDEST * unit);
                ([left, margin, width - margin, height - margin], [gap, gap, left - BEFORE * unit, height - foot])
            }
            Layout::Cards => (whole, [gap, gap, width - gap, height * CARDS]),
            Layout::Timeline => (whole, [gap, gap, width - gap, height - foot]),
        };
        Self { words, map, unit }
    }

    /// The map above, the words below it.
    fn upright(layout: Layout, [width, height]: [f32; 2]) -> Self {
        let unit = (width / SHEET[1]).min(height / SHEET[0]);
        let [margin, gap] = [UPRIGHT_MARGIN, GAP].map(|points| points * unit);
        let words = height
            * match layout {
                Layout::Cover => UPRIGHT_COVER,
                Layout::Beside | Layout::Figures => UPRIGHT,
                Layout::Board => UPRIGHT_BOARD,
                Layout::Cards => UPRIGHT_CARDS,
                Layout::Timeline => {
                    let words = [margin, margin, width - margin, height - margin];
                    return Self { words, map: [gap, gap, width - gap, height - gap], unit };
                }
            };
        Self {
            words: [margin, words, width - margin, height - margin],
            map: [gap, gap, width - gap, words - 2.0 * gap],
            unit,
        }
    }
}
