//! What stands on the sheet and not on the ground: the scale bar.
//! Must not depend on what the map shows.

use crate::i18n::number;
use crate::picture::{Dash, Ink, Item, Label, Pen, Projector};

/// The scale bar is at most this long, in points.
const LONGEST: f64 = 140.0;
/// How far it stands from the sheet's edges, in points.
const MARGIN: f32 = 20.0;

/// A bar of a round length, right for the latitude at the middle of the sheet.
pub(super) fn scale_bar(projector: &Projector, items: &mut Vec<Item<'_>>) {
    let length_m = round_down(LONGEST * projector.metres_per_point());
    #[expect(clippy::cast_possible_truncation, reason = "at most LONGEST points")]
    let length = (length_m / projector.metres_per_point()) as f32;
    let (left, bottom) = (MARGIN, projector.size[1] - MARGIN);
    let points = vec![[left, bottom - 5.0], [left, bottom], [left + length, bottom], [left + length, bottom - 5.0]];
    for (ink, width) in [(Ink::Halo, 4.0), (Ink::Text, 1.5)] {
        let pen = Pen { ink, opacity: 1.0, width, dash: Dash::Solid };
        items.push(Item::Stroke { points: points.clone(), pen });
    }
    items.push(Item::Label(Label {
        middle: [left + length / 2.0, bottom - 14.0],
        text: length_text(length_m),
        ink: Ink::Text,
        size: 12.0,
        strong: false,
    }));
}

/// The greatest of 1, 2 and 5 times a power of ten that is not above a value.
fn round_down(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    let steps = [5.0, 2.0, 1.0].map(|step| step * power);
    steps.into_iter().find(|&step| step <= value).unwrap_or(power)
}

fn length_text(length_m: f64) -> String {
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
