//! Where everything stands on the stage, in points of a sheet of 1600 by 900: what is set for it is enlarged at the end.
//! Must not know what is said.

use crate::draw::board::ScreenRect;
use crate::picture::{ColourRole, Fade};
use crate::session::Room;
use crate::show::Layout;

/// What stands at the foot, the stop's number on the left, is so high.
const FOOT: f32 = 48.0;
/// What the notice stands in where it has lines of its own.
const NOTICE: f32 = 64.0;
/// The stop's number and the row of dashes are at most so wide.
const PROGRESS: f32 = 568.0;
/// How strongly the map is covered behind the words.
const COVERED: f32 = 0.9;
/// From so far before the words' end to so far beyond it the map comes out, in points.
const FADE: [f32; 2] = [100.0, 240.0];
/// In how many steps the fading is told.
const STEPS: u8 = 10;

/// How strongly all of the map is covered by a timeline.
const FAINT: f32 = 0.86;

/// The layout of a stage.
pub(super) struct StageLayout {
    layout: Layout,
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
        // Above words that stand beside the map there is as much free as at their left elsewhere.
        let begin = if is_upright(size) { left } else { top };
        // On a sheet that stands upright the notice has lines of its own below the number.
        let above = if is_upright(size) { NOTICE } else { 0.0 };
        let progress_end = if is_upright(size) { right } else { begin + PROGRESS };
        let [notice_begin, notice_end] =
            if is_upright(size) { [left, right] } else { [progress_end + 40.0, size[0] - EDGE] };
        Self {
            layout,
            size,
            unit,
            map,
            words: [left, top, right, bottom - FOOT - above],
            progress: [begin, bottom - 16.0 - above, progress_end, bottom + 24.0 - above],
            notice: [notice_begin, bottom - 24.0, notice_end, size[1] - 32.0],
        }
    }

    /// What of the map belongs to the words: no name of the map stands there. Cards take what they need themselves.
    pub(super) fn worded(&self) -> Vec<ScreenRect> {
        let [left, top, right, _] = self.words;
        let [width, height] = self.size;
        let words = match self.layout {
            Layout::Timeline => [0.0, 0.0, width, height],
            _ if is_upright(self.size) => [0.0, top - 16.0, width, height],
            Layout::Cards => [0.0, self.map[3] + 8.0, width, height],
            Layout::Beside => [left - 80.0, 0.0, width, height],
            Layout::Figures => [0.0, 0.0, right + 120.0, height],
            Layout::Cover | Layout::Board => [0.0, 0.0, right + 24.0, height],
        };
        let [begin, _, end, low] = self.notice;
        let number = [0.0, self.progress[1] - 16.0, self.progress[2], height];
        vec![words, [begin - 24.0, self.notice[1] - 32.0, end + EDGE, low.max(height)], number]
    }

    /// What covers the map towards the words, and at the foot.
    pub(super) fn scrims(&self) -> Vec<Fade> {
        let ([width, height], [left, top, right, _]) = (self.size, self.words);
        let foot =
            fade([0.0, height - 160.0, width, height], vec![[0.0, 0.0], [0.25, 0.4], [0.4, 0.75], [1.0, 0.88]], true);
        let [before, beyond] = FADE;
        let words = match self.layout {
            Layout::Timeline => vec![fade([0.0, 0.0, width, height], vec![[0.0, FAINT], [1.0, FAINT]], true)],
            _ if is_upright(self.size) => {
                let end = height - top + beyond * 0.35;
                vec![fade([0.0, height - end, width, height], turned(&fading((height - top + 12.0) / end)), true)]
            }
            Layout::Cards => {
                let end = height - self.map[3] + beyond * 0.25;
                let low = height - self.map[3] - before * 0.3;
                let low = fade([0.0, height - end, width, height], turned(&fading(low / end)), true);
                let wide = width * CARDS_TITLE + beyond;
                vec![low, fade([0.0, 0.0, wide, height], fading((wide - beyond) / wide), false)]
            }
            Layout::Beside => {
                let wide = width - left + beyond * 0.46;
                vec![fade(
                    [width - wide, 0.0, width, height],
                    turned(&fading((width - left + before * 0.3) / wide)),
                    false,
                )]
            }
            Layout::Cover | Layout::Board | Layout::Figures => {
                let end = right + beyond;
                vec![fade([0.0, 0.0, end, height], fading((right - before) / end), false)]
            }
        };
        words.into_iter().chain([foot]).collect()
    }
}

/// The title above cards takes so much of the width.
pub(super) const CARDS_TITLE: f32 = 0.38;
/// From the notice to the right edge of the sheet.
const EDGE: f32 = 40.0;

fn fade(place: ScreenRect, stops: Vec<[f32; 2]>, down: bool) -> Fade {
    Fade { place, role: ColourRole::Halo, stops, down }
}

/// The same from the other end.
fn turned(stops: &[[f32; 2]]) -> Vec<[f32; 2]> {
    stops.iter().rev().map(|[at, strength]| [1.0 - at, *strength]).collect()
}

/// Covered up to a part of the way, then smoothly less and less.
fn fading(from: f32) -> Vec<[f32; 2]> {
    let step = |step: u8| {
        let part = f32::from(step) / f32::from(STEPS);
        [from + (1.0 - from) * part, COVERED * (1.0 - part * part * (3.0 - 2.0 * part))]
    };
    [[0.0, COVERED]].into_iter().chain((0..=STEPS).map(step)).collect()
}

/// Whether a sheet stands on its short side.
pub(super) fn is_upright([width, height]: [f32; 2]) -> bool {
    height > width
}
