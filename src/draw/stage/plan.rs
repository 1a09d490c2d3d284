//! Where everything stands on the stage, in points of a sheet of 1600 by 900: what is set for it is enlarged at the end.
//! Must not know what is said.

use crate::draw::board::Place;
use crate::picture::{Fade, Ink};
use crate::project::Layout;
use crate::session::Room;

/// What stands at the foot, the stop's number on the left, is so high.
const FOOT: f32 = 48.0;
/// The stop's number and the row of dashes are at most so wide.
const PROGRESS: f32 = 568.0;
/// How strongly the map is covered behind the words.
pub(super) const COVERED: f32 = 0.9;
/// The same at the words' right end.
pub(super) const COVERED_LEAST: f32 = 0.8;

/// The plan of a stage.
pub(super) struct Plan {
    /// The sheet.
    pub(super) size: [f32; 2],
    /// How many times larger the real sheet is.
    pub(super) unit: f32,
    /// What the map has for itself.
    pub(super) map: Place,
    /// Where the stop's words stand.
    pub(super) words: Place,
    /// The stop's number.
    pub(super) progress: Place,
    /// The notice.
    pub(super) notice: Place,
    layout: Layout,
}

impl Plan {
    /// For a sheet in points.
    pub(super) fn new(layout: Layout, size: [f32; 2]) -> Self {
        let unit = Room::new(layout, size).unit;
        let size = size.map(|side| side / unit);
        let Room { words, map, .. } = Room::new(layout, size);
        let [left, top, right, bottom] = words;
        let progress_end = if is_upright(size) { size[0] * 0.45 } else { left + PROGRESS };
        let notice_begin = if is_upright(size) { size[0] * 0.5 } else { map[0].max(progress_end + 40.0) };
        let notice_end = if is_upright(size) { right } else { map[2] };
        Self {
            size,
            unit,
            map,
            words: [left, top, right, bottom - FOOT],
            progress: [left, bottom - 16.0, progress_end, bottom + 24.0],
            notice: [notice_begin, bottom - 24.0, notice_end, size[1] - 32.0],
            layout,
        }
    }

    /// What of the map belongs to the words: no name of the map stands there.
    pub(super) fn worded(&self) -> Vec<Place> {
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
            ink: Ink::Halo,
            stops: vec![[0.0, 0.0], [0.45, 0.55], [1.0, 0.8]],
            down: true,
        };
        let stops = |at: [f32; 4], side: f32| -> Vec<[f32; 2]> {
            let strengths = [COVERED, COVERED, COVERED_LEAST, 0.28];
            let mut stops: Vec<[f32; 2]> = at.iter().zip(strengths).map(|(x, s)| [x / side, s]).collect();
            stops.push([1.0, 0.0]);
            stops
        };
        let words = if is_upright(self.size) {
            // From the sheet's foot up.
            let end = height - top + 180.0;
            let up = stops([0.0, height - top - 24.0, height - top + 16.0, height - top + 90.0], end);
            let down = up.iter().rev().map(|[at, strength]| [1.0 - at, *strength]).collect();
            Fade { place: [0.0, height - end, width, height], ink: Ink::Halo, stops: down, down: true }
        } else {
            let end = right + if self.layout == Layout::Cover { 320.0 } else { 200.0 };
            let stops = stops([0.0, right - 120.0, right, right + 80.0], end);
            Fade { place: [0.0, 0.0, end, height], ink: Ink::Halo, stops, down: false }
        };
        [words, foot]
    }
}

fn is_upright([width, height]: [f32; 2]) -> bool {
    height > width
}
