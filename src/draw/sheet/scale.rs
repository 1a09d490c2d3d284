//! The scale of a sheet: the ratio, a bar in round numbers, and which way is north.
//! Must not know what the map shows.

use super::layout::SheetLayout;
use super::options::{SheetOptions, SheetPart};
use super::ratio::{POINT_M, ground_m, ratio};
use crate::draw::furniture::{length_text, round_down};
use crate::draw::setter::{Setter, TextStyle};
use crate::geometry::LonLat;
use crate::i18n::{grouped, number, tr};
use crate::picture::{ColourRole, Projector, Sign};
use crate::session::Session;

/// The sheet's size, for whoever prints it.
fn page(options: &SheetOptions) -> String {
    let [width, height] = options.size().map(|points| number(f64::from(points) * POINT_M * 1000.0, 0));
    format!("{} ({width} × {height} mm)", options.format.id())
}

pub(super) fn scale(session: &Session, options: &SheetOptions, layout: &SheetLayout, setter: &mut Setter<'_>) {
    let (projector, unit) = (session.view().projector(), setter.text_scale);
    let [left, top, right, _] = layout.scale;
    if options.shows(SheetPart::North) {
        north([right - 10.0 * unit, top + 24.0 * unit], setter);
    }
    if !options.shows(SheetPart::Scale) {
        return;
    }
    setter.stroke(vec![[left, top], [right, top]], ColourRole::SecondText, 0.5);
    let lat = number(LonLat::from(projector.center).lat, 2);
    setter.left(
        &format!("1 : {}", grouped(ratio(projector))),
        [left, top + 18.0 * unit],
        TextStyle::strong(12.0 * unit),
    );
    let note = tr!(session.lang(), "sheet.scale", page = page(options), lat = lat);
    let width = right - left - 32.0 * unit;
    let (style, lines) = setter.fitted(&note, width, 2, &[7.0, 6.5, 6.0, 5.5], TextStyle::quiet(0.0));
    for (line, middle) in lines.iter().zip([31.0, 40.0]) {
        setter.left(line, [left, top + middle * unit], style);
    }
    bar(projector, [left, top + 68.0 * unit], width, setter);
}

/// A bar of a round length in alternate boxes, its lower edge at a height.
fn bar(projector: &Projector, [left, bottom]: [f32; 2], width: f32, setter: &mut Setter<'_>) {
    let (unit, metres) = (setter.text_scale, ground_m(projector));
    let style = TextStyle::plain(7.5 * unit);
    // Room for half of the last figure.
    let length_m = round_down(f64::from(width - 16.0 * unit) * metres);
    let leading = length_m / 10_f64.powf(length_m.log10().floor());
    let (boxes, named): (u8, &[u8]) = if leading > 4.0 { (5, &[0, 5]) } else { (4, &[0, 2, 4]) };
    #[expect(clippy::cast_possible_truncation, reason = "a short bar")]
    let step = (length_m / metres) as f32 / f32::from(boxes);
    let at = |part: u8| left + 2.0 + step * f32::from(part);
    let top = bottom - 4.0 * unit;
    for part in (0..boxes).filter(|part| part % 2 == 0) {
        setter.patch([at(part), top, at(part + 1), bottom], ColourRole::Text, 1.0);
    }
    setter.outline([at(0), top, at(boxes), bottom], ColourRole::Text, 0.6);
    for &part in named {
        let reached_m = length_m * f64::from(part) / f64::from(boxes);
        let text = if part == boxes { length_text(length_m) } else { bare(reached_m, length_m) };
        setter.centred(&text, [at(part), top - 7.0 * unit], style, 0.0);
    }
}

/// A length without its unit, in the unit of the bar's end.
fn bare(reached_m: f64, length_m: f64) -> String {
    let value = if length_m >= 1000.0 { reached_m / 1000.0 } else { reached_m };
    // Half or a fifth of 1, 2 or 5 has one decimal at most below a power of ten.
    let decimals = (0..4).find(|&decimals| {
        let scaled = value * 10_f64.powi(decimals);
        (scaled - scaled.round()).abs() < 1e-6
    });
    number(value, usize::try_from(decimals.unwrap_or(3)).unwrap_or(0))
}

fn north([x, middle]: [f32; 2], setter: &mut Setter<'_>) {
    let unit = setter.text_scale;
    let (top, bottom, half) = (middle - 8.0 * unit, middle + 16.0 * unit, 8.0 * unit);
    let dent = bottom - 6.0 * unit;
    setter.signs.push(Sign::Patch {
        points: vec![[x, top], [x - half, bottom], [x, dent]],
        role: ColourRole::Text,
        opacity: 1.0,
    });
    setter.stroke(vec![[x, top], [x + half, bottom], [x, dent], [x - half, bottom], [x, top]], ColourRole::Text, 0.8);
    setter.centred("N", [x, top - 7.0 * unit], TextStyle::strong(10.0 * unit), 0.0);
}

#[cfg(test)]
mod tests {
    use super::{bare, grouped};

    #[test]
    fn figures_read_well() {
        assert_eq!(grouped(60_000.0), "60 000");
        assert_eq!(grouped(1_250_000.0), "1 250 000");
        assert_eq!(grouped(500.0), "500");
        let halves = [bare(0.0, 2000.0), bare(500.0, 1000.0), bare(10.0, 20.0), bare(100.0, 200.0)];
        assert_eq!(halves, ["0", "0.5", "10", "100"]);
    }
}
