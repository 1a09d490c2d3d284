//! What stands on the sheet and not on the ground: the scale bar, the north arrow.
//! Must not depend on what the map shows.

use super::board::{ScreenRect, round_box};
use super::words::Measure;
use crate::i18n::number;
use crate::picture::{ColourRole, Dash, Label, Pen, Projector, Sign};

/// The scale bar is at most this long, in points, and no longer than this part of the sheet.
const LONGEST: f32 = 140.0;
const PART: f32 = 0.3;
/// How far the chip that both stand on is from the sheet's edges, in points.
const MARGIN: f32 = 14.0;
/// Its height, and how far its ends are from what stands on it, in points.
const HEIGHT: f32 = 32.0;
const AROUND: f32 = 12.0;
/// Between the bar and its words, between these and the arrow, between that and its letter, in points.
const GAPS: [f32; 3] = [8.0, 16.0, 4.0];
/// How high the ticks at the ends of the bar are, in points.
const TICK: f32 = 7.0;
/// The north arrow's width and height, in points.
const ARROW: [f32; 2] = [12.0, 16.0];
/// How much of the map the chip hides: any data is pale behind it.
const BACKING: f32 = 0.88;
/// The height of the words, in points, and how wide those beside the bar and the letter are at most together.
const WORDS: f32 = 12.0;
const WORDS_WIDTH: f32 = 84.0;

/// Whether a sheet is large enough for furniture.
fn has_room(projector: &Projector) -> bool {
    let [width, height] = projector.size;
    width >= 260.0 && height >= 140.0
}

/// The longest that the bar may be on a sheet, in points.
fn longest(projector: &Projector) -> f32 {
    LONGEST.min(PART * projector.size[0])
}

/// What the furniture takes of the sheet.
pub(super) fn places(projector: &Projector) -> Vec<ScreenRect> {
    if !has_room(projector) {
        return Vec::new();
    }
    let [width, height] = projector.size;
    let taken = longest(projector) + WORDS_WIDTH + GAPS.iter().sum::<f32>() + ARROW[0] + 2.0 * AROUND + MARGIN;
    vec![[width - taken, height - HEIGHT - 2.0 * MARGIN, width, height]]
}

/// The scale bar and the north arrow at the lower right, on one chip that keeps them readable over any data. The bar has a round length,
/// right for the latitude at the middle of the sheet.
pub(super) fn furniture(projector: &Projector, measure: Measure<'_>, signs: &mut Vec<Sign>) {
    if !has_room(projector) {
        return;
    }
    let length_m = round_down(f64::from(longest(projector)) * projector.metres_per_point());
    #[expect(clippy::cast_possible_truncation, reason = "at most LONGEST points")]
    let length = (length_m / projector.metres_per_point()) as f32;
    let text = length_text(length_m);
    let [text_width, letter] = [measure(&text, WORDS, false), measure(NORTH, WORDS, true)];
    let whole = length + text_width + ARROW[0] + letter + GAPS.iter().sum::<f32>() + 2.0 * AROUND;
    let [right, bottom] = projector.size.map(|side| side - MARGIN);
    let (left, middle) = (right - whole, bottom - HEIGHT / 2.0);
    backing([left, bottom - HEIGHT, right, bottom], signs);
    let bar = left + AROUND;
    scale_bar([bar, bar + length], middle + TICK / 2.0, signs);
    let beside = bar + length + GAPS[0];
    signs.push(words(text, [beside + text_width / 2.0, middle], false));
    let arrow = beside + text_width + GAPS[1];
    north_arrow([arrow + ARROW[0] / 2.0, middle], signs);
    signs.push(words(NORTH.to_owned(), [right - AROUND - letter / 2.0, middle], true));
}

/// The letter of the north, as maps in all our languages have it.
const NORTH: &str = "N";

/// What stands behind the furniture.
fn backing(place: ScreenRect, signs: &mut Vec<Sign>) {
    let mut outline = round_box(place, 8.0);
    signs.push(Sign::Patch { points: outline.clone(), role: ColourRole::Halo, opacity: BACKING });
    outline.extend(outline.first().copied());
    let pen = Pen { role: ColourRole::Hairline, opacity: 1.0, width: 1.0, dash: Dash::Solid };
    signs.push(Sign::Stroke { points: outline, pen });
}

/// A line with a tick at either end.
fn scale_bar([left, right]: [f32; 2], line: f32, signs: &mut Vec<Sign>) {
    let points = vec![[left, line - TICK], [left, line], [right, line], [right, line - TICK]];
    let pen = Pen { role: ColourRole::Text, opacity: 1.0, width: 2.0, dash: Dash::Solid };
    signs.push(Sign::Stroke { points, pen });
}

fn north_arrow([x, middle]: [f32; 2], signs: &mut Vec<Sign>) {
    let [half, top, bottom] = [ARROW[0] / 2.0, middle - ARROW[1] / 2.0, middle + ARROW[1] / 2.0];
    for side in [half, -half] {
        let points = vec![[x, top], [x + side, bottom], [x, bottom - ARROW[1] * 0.24]];
        signs.push(Sign::Patch { points, role: ColourRole::Text, opacity: 1.0 });
    }
}

fn words(text: String, middle: [f32; 2], strong: bool) -> Sign {
    Sign::Label(Label::new(text, middle, WORDS, strong))
}

/// The greatest of 1, 2 and 5 times a power of ten that is not above a value.
pub(super) fn round_down(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    let steps = [5.0, 2.0, 1.0].map(|step| step * power);
    steps.into_iter().find(|&step| step <= value).unwrap_or(power)
}

pub(super) fn length_text(length_m: f64) -> String {
    if length_m >= 1000.0 {
        return format!("{} km", number(length_m / 1000.0, 0));
    }
    let decimals = if length_m < 1.0 { 2 } else { 0 };
    format!("{} m", number(length_m, decimals))
}

#[cfg(test)]
mod tests {
    use super::{length_text, round_down};

    #[test]
    fn bars_have_round_lengths() {
        for (value, round) in [(9.99, 5.0), (1.0, 1.0), (2345.0, 2000.0), (0.07, 0.05)] {
            assert!((round_down(value) - round).abs() < 1e-12, "{value}");
        }
        assert_eq!(length_text(2000.0), "2 km");
        assert_eq!(length_text(500.0), "500 m");
    }
}
