//! The scale of a sheet: the ratio, a bar in round numbers, and which way is north.
//! Must not know what the map shows.

use super::layout::{PaperFormat, SheetLayout};
use crate::draw::furniture::{length_text, round_down};
use crate::draw::setter::{Setter, TextStyle};
use crate::geodesy::Ellipsoid;
use crate::geometry::LonLat;
use crate::i18n::{grouped, number, tr};
use crate::picture::{ColourRole, Projector, Sign};
use crate::session::Session;

/// A point in metres: 1/72 inch.
const POINT_M: f64 = 0.0254 / 72.0;
/// What a scale may begin with.
const ROUND: [f64; 18] = [1.0, 1.2, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];

/// Metres on the ground under one point, along the parallel through the sheet's middle, on WGS 84: the radius of a parallel is
/// a cos φ / √(1 − e² sin² φ).
pub(super) fn ground_m(projector: &Projector) -> f64 {
    let sine = LonLat::from(projector.center).lat.to_radians().sin();
    projector.metres_per_point() / (1.0 - Ellipsoid::WGS84.e2() * sine * sine).sqrt()
}

/// How many times smaller than the ground the sheet is, along that parallel.
pub(super) fn ratio(projector: &Projector) -> f64 {
    ground_m(projector) / POINT_M
}

/// The least round ratio that is not below one.
pub(super) fn round_up(ratio: f64) -> f64 {
    let power = 10_f64.powf(ratio.log10().floor());
    let rounds = ROUND.map(|round| round * power);
    rounds.into_iter().find(|&round| round >= ratio * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

/// The sheet's size, for whoever prints it.
fn page(format: PaperFormat) -> String {
    let [width, height] = format.size().map(|points| number(f64::from(points) * POINT_M * 1000.0, 0));
    format!("{} ({width} × {height} mm)", format.id())
}

pub(super) fn scale(session: &Session, format: PaperFormat, layout: &SheetLayout, setter: &mut Setter<'_>) {
    let (projector, unit) = (session.view().projector(), setter.text_scale);
    let [left, top, right, _] = layout.scale;
    setter.stroke(vec![[left, top], [right, top]], ColourRole::SecondText, 0.5);
    let lat = number(LonLat::from(projector.center).lat, 2);
    setter.left(
        &format!("1 : {}", grouped(ratio(projector))),
        [left, top + 18.0 * unit],
        TextStyle::strong(12.0 * unit),
    );
    let note = tr!(session.lang(), "sheet.scale", page = page(format), lat = lat);
    let width = right - left - 32.0 * unit;
    let (style, lines) = setter.fitted(&note, width, 2, &[7.0, 6.5, 6.0, 5.5], TextStyle::quiet(0.0));
    for (line, middle) in lines.iter().zip([31.0, 40.0]) {
        setter.left(line, [left, top + middle * unit], style);
    }
    bar(projector, [left, top + 68.0 * unit], width, setter);
    north([right - 10.0 * unit, top + 24.0 * unit], setter);
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
    use super::{bare, grouped, round_up};

    #[test]
    fn scales_are_round_and_not_too_large() {
        for (ratio, round) in
            [(50_000.0, 50_000.0), (50_001.0, 60_000.0), (1.01, 1.2), (9.5e7, 1e8), (23_000.0, 25_000.0)]
        {
            assert!((round_up(ratio) / round - 1.0).abs() < 1e-9, "{ratio}: {}", round_up(ratio));
        }
    }

    #[test]
    fn figures_read_well() {
        assert_eq!(grouped(60_000.0), "60 000");
        assert_eq!(grouped(1_250_000.0), "1 250 000");
        assert_eq!(grouped(500.0), "500");
        let halves = [bare(0.0, 2000.0), bare(500.0, 1000.0), bare(10.0, 20.0), bare(100.0, 200.0)];
        assert_eq!(halves, ["0", "0.5", "10", "100"]);
    }
}
