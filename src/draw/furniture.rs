//! What stands on the sheet and not on the ground: the scale bar, the north arrow.
//! Must not depend on what the map shows.

use super::board::{ScreenRect, round_box};
use super::words::Measure;
use crate::i18n::number;
use crate::picture::{ColourRole, Dash, Label, Pen, Projector, Sign};

/// The scale bar is at most this long, in points.
const LONGEST: f64 = 140.0;
/// How far it stands from the sheet's edges, in points.
const MARGIN: f32 = 22.0;
/// The north arrow's height, in points.
const ARROW: f32 = 28.0;
/// How far what stands behind them reaches beyond them, in points.
const AROUND: f32 = 9.0;
/// How much of the map what stands behind them hides: any data is pale behind it.
const BACKING: f32 = 0.88;
/// The height of their words, in points.
const WORDS: f32 = 12.0;

/// Whether a sheet is large enough for furniture.
fn has_room(projector: &Projector) -> bool {
    let [width, height] = projector.size;
    width >= 260.0 && height >= 140.0
}

/// What the furniture takes of the sheet.
pub(super) fn places(projector: &Projector) -> Vec<ScreenRect> {
    if !has_room(projector) {
        return Vec::new();
    }
    let [width, height] = projector.size;
    #[expect(clippy::cast_possible_truncation, reason = "a short bar")]
    let bar = [0.0, height - 56.0, MARGIN + LONGEST as f32 + 40.0, height];
    vec![bar, [width - MARGIN - 32.0, height - MARGIN - ARROW - 30.0, width, height]]
}

/// The scale bar and the north arrow, each on a backing that keeps it readable over any data.
pub(super) fn furniture(projector: &Projector, measure: Measure<'_>, signs: &mut Vec<Sign>) {
    if has_room(projector) {
        scale_bar(projector, measure, signs);
        north_arrow(projector, signs);
    }
}

/// What stands behind a piece of furniture.
fn backing(place: ScreenRect, signs: &mut Vec<Sign>) {
    let mut outline = round_box(place, 6.0);
    signs.push(Sign::Patch { points: outline.clone(), role: ColourRole::Halo, opacity: BACKING });
    outline.extend(outline.first().copied());
    let pen = Pen { role: ColourRole::Hairline, opacity: 1.0, width: 1.0, dash: Dash::Solid };
    signs.push(Sign::Stroke { points: outline, pen });
}

/// A bar of a round length, right for the latitude at the middle of the sheet.
fn scale_bar(projector: &Projector, measure: Measure<'_>, signs: &mut Vec<Sign>) {
    let length_m = round_down(LONGEST * projector.metres_per_point());
    #[expect(clippy::cast_possible_truncation, reason = "at most LONGEST points")]
    let length = (length_m / projector.metres_per_point()) as f32;
    let (left, bottom) = (MARGIN, projector.size[1] - MARGIN);
    let (text, line) = (length_text(length_m), bottom - 16.0);
    let right = left + length + measure(&text, WORDS, false) / 2.0;
    backing([left - AROUND - 4.0, line - WORDS / 2.0 - 5.0, right + AROUND, bottom + AROUND], signs);
    let points = vec![[left, bottom - 6.0], [left, bottom], [left + length, bottom], [left + length, bottom - 6.0]];
    let pen = Pen { role: ColourRole::Text, opacity: 1.0, width: 2.0, dash: Dash::Solid };
    signs.push(Sign::Stroke { points, pen });
    signs.push(words("0".to_owned(), [left, line], false));
    signs.push(words(text, [left + length, line], false));
}

fn north_arrow(projector: &Projector, signs: &mut Vec<Sign>) {
    let [width, height] = projector.size;
    let (x, bottom) = (width - MARGIN - 12.0, height - MARGIN);
    let (top, dent, half) = (bottom - ARROW, bottom - ARROW * 0.24, ARROW * 0.32);
    let (line, reach) = (top - 11.0, half + AROUND);
    backing([x - reach, line - WORDS / 2.0 - 5.0, x + reach, bottom + AROUND], signs);
    for side in [half, -half] {
        signs.push(Sign::Patch {
            points: vec![[x, top], [x + side, bottom], [x, dent]],
            role: ColourRole::Text,
            opacity: 1.0,
        });
    }
    signs.push(words("N".to_owned(), [x, line], true));
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
