//! Where everything stands on the stage, in points of a sheet of 1600 by 900: what is set for it is enlarged at the end.
//! Must not know what is said.

use crate::draw::board::ScreenRect;
use crate::picture::{ColourRole, Fade};
use crate::session::Room;
use crate::show::Layout;

/// What stands at the foot, the stop's number on the left, is so high.
const FOOT: f32 = 48.0;
/// The stop's number and the row of dashes are at most so wide.
const PROGRESS: f32 = 568.0;
/// How strongly the map is covered behind the words.
const COVERED: f32 = 0.9;
/// From so far before the words' end to so far beyond it the map comes out, in points.
const FADE: [f32; 2] = [100.0, 240.0];
/// In how many steps the fading is told.
const STEPS: u8 = 10;

/// The layout of a stage.
pub(super) struct StageLayout {
    /// The sheet.
    pub(super) size: [f32; 2],
    /// How many times larger the real sheet is.
    pub(super) unit: f32,
    /// What the map has for itself.
    pub(super) map: ScreenRect,
    /// Where the stop's words stand.
    pub(super) words: ScreenRect,
    /// The stop's number.
    pub(super) progress: ScreenRect,
    /// The notice.
    pub(super) notice: ScreenRect,
}

impl StageLayout {
    /// For a sheet in points.
    pub(super) fn new(layout: Layout, size: [f32; 2]) -> Self {
        let unit = Room::new(layout, size).unit;
        let size = size.map(|side| side / unit);
        let Room { words, map, .. } = Room::new(layout, size);
        let [left, top, right, bottom] = words;
        let progress_end = if is_upright(size) { size[0] * 0.45 } else { left + PROGRESS };
        let notice_begin = if is_upright(size) { size[0] * 0.5 } else { progress_end + 40.0 };
        let notice_end = if is_upright(size) { right } else { map[2] };
        Self {
            size,
            unit,
            map,
            words: [left, top, right, bottom - FOOT],
            progress: [left, bottom - 16.0, progress_end, bottom + 24.0],
            notice: [notice_begin, bottom - 24.0, notice_end, size[1] - 32.0],
        }
    }

    /// What of the map belongs to the words: no name of the map stands there.
    pub(super) fn worded(&self) -> Vec<ScreenRect> {
        let [left, top, right, bottom] = self.words;
        let [width, height] = self.size;
        let words =
            if is_upright(self.size) { [0.0, top - 16.0, width, height] } else { [0.0, 0.0, right + 24.0, height] };
        debug_assert!(left >= words[0] && bottom <= words[3], "the words are in their own part");
        let [begin, _, end, low] = self.notice;
        vec![words, [begin - 24.0, self.map[3] + 8.0, end + 40.0, low.max(height)]]
    }

    /// What covers the map towards the words, and at the foot.
    pub(super) fn scrims(&self) -> [Fade; 2] {
        let ([width, height], [_, top, right, _]) = (self.size, self.words);
        let foot = Fade {
            place: [0.0, height - 160.0, width, height],
            role: ColourRole::Halo,
            stops: vec![[0.0, 0.0], [0.25, 0.4], [0.4, 0.75], [1.0, 0.88]],
            down: true,
        };
        let [before, beyond] = FADE;
        let (place, stops, down) = if is_upright(self.size) {
            let end = height - top + beyond * 0.6;
            let up = fading((height - top) / end);
            let stops = up.iter().rev().map(|[at, strength]| [1.0 - at, *strength]).collect();
            ([0.0, height - end, width, height], stops, true)
        } else {
            let end = right + beyond;
            ([0.0, 0.0, end, height], fading((right - before) / end), false)
        };
        let words = Fade { place, role: ColourRole::Halo, stops, down };
        [words, foot]
    }
}

/// Covered up to a part of the way, then smoothly less and less.
fn fading(from: f32) -> Vec<[f32; 2]> {
    let step = |step: u8| {
        let part = f32::from(step) / f32::from(STEPS);
        [from + (1.0 - from) * part, COVERED * (1.0 - part * part * (3.0 - 2.0 * part))]
    };
    [[0.0, COVERED]].into_iter().chain((0..=STEPS).map(step)).collect()
}

fn is_upright([width, height]: [f32; 2]) -> bool {
    height > width
}
