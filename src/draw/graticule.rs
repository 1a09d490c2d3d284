//! Meridians and parallels at round steps, and how each is called.
//! Must not know what else is on the map.

use super::board::{ScreenRect, around, overlap};
use super::words::Measure;
use crate::i18n::{Lang, tr};
use crate::picture::{ColourRole, Dash, Label, Pen, Projector, Sign};

/// Round steps, in tenths of a second of arc: from a tenth of a second to 30 degrees.
const STEPS: [i64; 25] = [
    1, 2, 5, 10, 20, 50, 100, 150, 300, 600, 1200, 3000, 6000, 9000, 18_000, 36_000, 72_000, 108_000, 180_000, 360_000,
    540_000, 720_000, 1_080_000, 1_620_000, 3_240_000,
];
/// Tenths of a second in a degree.
const TENTHS: f64 = 36_000.0;
/// Two lines are at least so far apart, in points.
const APART: f64 = 72.0;
/// The height of a name's glyphs at the map's edge, in points.
const LETTERS: f32 = 10.0;

/// Meridians and parallels of a sheet: each by where it crosses the sheet, and its name.
pub(super) struct Graticule {
    /// Each meridian with its distance from the left edge.
    pub(super) meridians: Vec<(f32, String)>,
    /// Each parallel with its distance from the top edge.
    pub(super) parallels: Vec<(f32, String)>,
}

/// How a line of the graticule looks.
pub(super) const PEN: Pen = Pen { role: ColourRole::SecondText, opacity: 0.28, width: 0.6, dash: Dash::Solid };

impl Graticule {
    /// The lines that cross a sheet; on Web Mercator each is straight. The step is the least that keeps meridians apart.
    pub(super) fn new(projector: &Projector, lang: Lang) -> Self {
        let (extent, points_per_tenth) = (projector.extent(), projector.points_per_world / 360.0 / TENTHS);
        #[expect(clippy::cast_precision_loss, reason = "steps are small")]
        let wide = |step: i64| step as f64 * points_per_tenth >= APART;
        let step = STEPS.into_iter().find(|&step| wide(step)).unwrap_or(STEPS[STEPS.len() - 1]);
        let meridian = |tenths: i64| {
            let at = crate::geometry::LonLat { lon: degrees(tenths), lat: extent.north };
            (projector.screen_from_lonlat(at)[0], longitude(tenths, step, lang))
        };
        let parallel = |tenths: i64| {
            let at = crate::geometry::LonLat { lon: extent.west, lat: degrees(tenths) };
            (projector.screen_from_lonlat(at)[1], latitude(tenths, step, lang))
        };
        Self {
            meridians: multiples(extent.west, extent.east, step).map(meridian).collect(),
            parallels: multiples(extent.south, extent.north, step).map(parallel).collect(),
        }
    }

    /// Its lines across a sheet of a size.
    pub(super) fn lines(&self, [width, height]: [f32; 2]) -> impl Iterator<Item = Sign> + '_ {
        let meridians = self.meridians.iter().map(move |&(x, _)| vec![[x, 0.0], [x, height]]);
        let parallels = self.parallels.iter().map(move |&(y, _)| vec![[0.0, y], [width, y]]);
        meridians.chain(parallels).map(|points| Sign::Stroke { points, pen: PEN })
    }

    /// Its names inside a sheet's upper and left edges, those left out that would stand over something.
    pub(super) fn names(&self, size: [f32; 2], taken: &[ScreenRect], measure: Measure<'_>) -> Vec<Sign> {
        let mut taken = taken.to_vec();
        let mut names = Vec::new();
        let meridians = self.meridians.iter().map(|(x, name)| (name, [*x, LETTERS], 0.0));
        let parallels = self.parallels.iter().map(|(y, name)| (name, [LETTERS, *y], -std::f32::consts::FRAC_PI_2));
        for (name, middle, angle) in meridians.chain(parallels) {
            let width = measure(name, LETTERS, false) + 8.0;
            let [across, down] = if angle < 0.0 { [LETTERS * 1.5, width] } else { [width, LETTERS * 1.5] };
            let place = around(middle, across, down);
            let on_sheet = place[0] >= 0.0 && place[1] >= 0.0 && place[2] <= size[0] && place[3] <= size[1];
            if on_sheet && !taken.iter().any(|other| overlap(other, &place)) {
                taken.push(place);
                names.push(Sign::Label(label(name.clone(), middle, LETTERS, angle)));
            }
        }
        names
    }
}

/// A name of a line.
pub(super) fn label(text: String, middle: [f32; 2], size: f32, angle: f32) -> Label {
    Label { role: ColourRole::SecondText, angle, ..Label::new(text, middle, size, false) }
}

#[expect(clippy::cast_precision_loss, reason = "at most 540 degrees in tenths of a second")]
fn degrees(tenths: i64) -> f64 {
    tenths as f64 / TENTHS
}

/// The multiples of a step between two angles in degrees.
#[expect(clippy::cast_possible_truncation, reason = "at most 540 degrees in tenths of a second")]
fn multiples(from: f64, to: f64, step: i64) -> impl Iterator<Item = i64> {
    let (first, last) = ((from * TENTHS).ceil() as i64, (to * TENTHS).floor() as i64);
    let (first, last) = (first.div_euclid(step) + i64::from(first.rem_euclid(step) > 0), last.div_euclid(step));
    (first..=last).map(move |multiple| multiple * step)
}

fn longitude(tenths: i64, step: i64, lang: Lang) -> String {
    const HALF: i64 = 180 * 36_000;
    let on_the_globe = if tenths.abs() <= HALF { tenths } else { (tenths + HALF).rem_euclid(2 * HALF) - HALF };
    let angle = angle(on_the_globe, step);
    match on_the_globe {
        0 | HALF => angle,
        west if west < 0 && west > -HALF => tr!(lang, "position.west", angle = angle).into_owned(),
        east if east > 0 => tr!(lang, "position.east", angle = angle).into_owned(),
        _ => angle,
    }
}

fn latitude(tenths: i64, step: i64, lang: Lang) -> String {
    let angle = angle(tenths, step);
    match tenths {
        0 => angle,
        south if south < 0 => tr!(lang, "position.south", angle = angle).into_owned(),
        _ => tr!(lang, "position.north", angle = angle).into_owned(),
    }
}

/// The size of an angle, no finer than the step asks for.
fn angle(tenths: i64, step: i64) -> String {
    let size = tenths.abs();
    let (whole, minutes, seconds, rest) = (size / 36_000, size / 600 % 60, size / 10 % 60, size % 10);
    if step % 36_000 == 0 {
        format!("{whole}°")
    } else if step % 600 == 0 {
        format!("{whole}°{minutes:02}′")
    } else if step % 10 == 0 {
        format!("{whole}°{minutes:02}′{seconds:02}″")
    } else {
        format!("{whole}°{minutes:02}′{seconds:02}.{rest}″")
    }
}

#[cfg(test)]
mod tests {
    use super::{Graticule, longitude, multiples};
    use crate::geometry::LonLat;
    use crate::i18n::Lang;
    use crate::picture::{Projector, World};

    fn projector(lon: f64, lat: f64, points_per_world: f64) -> Projector {
        Projector { center: World::from(LonLat { lon, lat }), points_per_world, size: [568.0, 368.0] }
    }

    #[test]
    fn lines_lie_where_their_names_say() {
        // 100 points to a minute: every minute is a line.
        let graticule = Graticule::new(&projector(113.5, 23.1, 100.0 * 60.0 * 360.0), Lang::En);
        let names: Vec<&str> = graticule.meridians.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["113°28′E", "113°29′E", "113°30′E", "113°31′E", "113°32′E"]);
        assert!((graticule.meridians[2].0 - 284.0).abs() < 0.01, "the middle one");
        assert!((graticule.meridians[3].0 - 384.0).abs() < 0.01);
        let (y, name) = graticule.parallels.iter().find(|(_, name)| name == "23°06′N").expect("23.1 degrees");
        assert!((y - 184.0).abs() < 0.01, "{name} at {y}");
    }

    #[test]
    fn at_any_scale_there_are_lines_and_not_too_many() {
        for lat in [0.0, 23.1, -60.0, 80.0] {
            for power in 8..31 {
                let graticule = Graticule::new(&projector(113.52, lat, 2_f64.powi(power)), Lang::ZhHant);
                let count = [graticule.meridians.len(), graticule.parallels.len()];
                assert!(count.iter().all(|&count| count < 40), "{lat} 2^{power}: {count:?}");
                assert!(count[0] >= 2, "{lat} 2^{power}: {count:?}");
                for pair in graticule.meridians.windows(2) {
                    assert!(pair[1].0 - pair[0].0 > 59.0, "{lat} 2^{power}");
                }
            }
        }
    }

    #[test]
    fn meridians_have_their_own_names_beyond_the_date_line() {
        assert_eq!(longitude(181 * 36_000, 36_000, Lang::En), "179°W");
        assert_eq!(longitude(-181 * 36_000, 36_000, Lang::ZhHant), "東經179°");
        assert_eq!(longitude(0, 36_000, Lang::En), "0°");
        assert_eq!(longitude(-180 * 36_000, 36_000, Lang::En), "180°");
        assert_eq!(multiples(-1.0, 1.0, 18_000).collect::<Vec<_>>(), [-36_000, -18_000, 0, 18_000, 36_000]);
    }
}
