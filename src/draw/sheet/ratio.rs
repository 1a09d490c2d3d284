//! The scale of a sheet as a ratio: how it is measured, read, made round.
//! Must not know what stands on the sheet.

use unicode_normalization::UnicodeNormalization as _;

use crate::geodesy::Ellipsoid;
use crate::geometry::LonLat;
use crate::picture::{EQUATOR_M, Projector};

/// A point in metres: 1/72 inch.
pub(super) const POINT_M: f64 = 0.0254 / 72.0;
/// What a scale may begin with.
const ROUND: [f64; 18] = [1.0, 1.2, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];
/// The largest and the smallest scale that may be asked for, as the second number of the ratio.
pub const SCALES: [f64; 2] = [100.0, 1e8];
/// Scales to choose from: those of the national map series and larger ones.
pub const USUAL_SCALES: [f64; 14] = [500.0, 1e3, 2e3, 5e3, 1e4, 2e4, 2.5e4, 5e4, 1e5, 2e5, 2.5e5, 5e5, 1e6, 2.5e6];

/// Metres of ground per metre of Web Mercator at a latitude, along the parallel on WGS 84, times the radius: a parallel's length
/// in parts of the equator's is cos φ / √(1 − e² sin² φ).
fn shrinkage(lat: f64) -> f64 {
    let (sine, cosine) = lat.to_radians().sin_cos();
    cosine / (1.0 - Ellipsoid::WGS84.e2() * sine * sine).sqrt()
}

/// Metres on the ground under one point, along the parallel through the sheet's middle.
pub(super) fn ground_m(projector: &Projector) -> f64 {
    EQUATOR_M * shrinkage(LonLat::from(projector.center).lat) / projector.points_per_world
}

/// How many times smaller than the ground the sheet is, along that parallel.
pub(super) fn ratio(projector: &Projector) -> f64 {
    ground_m(projector) / POINT_M
}

/// How many points the Earth's circumference is long on a sheet of a ratio in the middle of which is a latitude.
pub(super) fn points_per_world(ratio: f64, lat: f64) -> f64 {
    EQUATOR_M * shrinkage(lat) / (ratio * POINT_M)
}

/// The least round ratio that is not below one.
pub(super) fn round_up(ratio: f64) -> f64 {
    let power = 10_f64.powf(ratio.log10().floor());
    let rounds = ROUND.map(|round| round * power);
    rounds.into_iter().find(|&round| round >= ratio * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

/// The next of the usual scales that shows more ground, or less; beyond them twice or half as much.
#[must_use]
pub fn next_scale(ratio: f64, more_ground: bool) -> f64 {
    let beyond = if more_ground { ratio * 2.0 } else { ratio / 2.0 };
    let found = if more_ground {
        USUAL_SCALES.into_iter().find(|&usual| usual > ratio * 1.001)
    } else {
        USUAL_SCALES.into_iter().rev().find(|&usual| usual < ratio * 0.999)
    };
    found.unwrap_or(beyond).clamp(SCALES[0], SCALES[1])
}

/// A scale as people write it: `1:10000`, `1 : 10 000`, `10,000`, `1：1万`, `2.5萬`, `1/5000`. None for what is none, and for one out of [`SCALES`].
#[must_use]
pub fn read_scale(text: &str) -> Option<f64> {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '\'' | '’' | '，')).collect();
    let ratio = match text.split_once([':', '/', '比', '∶']) {
        Some(("1" | "一", ratio)) => ratio,
        Some(_) => return None,
        None => text.as_str(),
    };
    let units = [("百万", 1e6), ("百萬", 1e6), ("十万", 1e5), ("十萬", 1e5), ("万", 1e4), ("萬", 1e4), ("千", 1e3)];
    let (digits, unit) =
        units.into_iter().find_map(|(word, unit)| Some((ratio.strip_suffix(word)?, unit))).unwrap_or((ratio, 1.0));
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value = digits.parse::<f64>().ok().filter(|_| is_number)? * unit;
    (SCALES[0]..=SCALES[1]).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{next_scale, read_scale, round_up};

    #[test]
    fn scales_are_round_and_not_too_large() {
        for (ratio, round) in
            [(50_000.0, 50_000.0), (50_001.0, 60_000.0), (1.01, 1.2), (9.5e7, 1e8), (23_000.0, 25_000.0)]
        {
            assert!((round_up(ratio) / round - 1.0).abs() < 1e-9, "{ratio}: {}", round_up(ratio));
        }
    }

    #[test]
    fn a_scale_is_read_as_people_write_it() {
        for text in [
            "1:10000",
            "1 : 10 000",
            "10000",
            "10,000",
            "1:10\u{a0}000",
            "1/10000",
            "1:1万",
            "1：1萬",
            "１：１００００",
            "1比10000",
            "1:10千",
            "1万",
        ] {
            assert_eq!(read_scale(text), Some(1e4), "{text}");
        }
        for (text, ratio) in [("1:2.5万", 25_000.0), ("1:50萬", 5e5), ("1:100万", 1e6), ("1:百万", 0.0), ("500", 500.0)]
        {
            assert_eq!(read_scale(text), Some(ratio).filter(|ratio| *ratio > 0.0), "{text}");
        }
        for text in [
            "",
            "1:",
            "0",
            "-5000",
            "2:10000",
            "abc",
            "1:10.000",
            "1e4",
            "inf",
            "NaN",
            "50",
            "1:999999999",
            "1:1:5000",
            "万",
        ] {
            assert_eq!(read_scale(text), None, "{text}");
        }
    }

    #[test]
    fn one_scale_leads_to_the_next() {
        assert!((next_scale(12_000.0, true) - 2e4).abs() < 1e-6);
        assert!((next_scale(1e4, true) - 2e4).abs() < 1e-6);
        assert!((next_scale(1e4, false) - 5e3).abs() < 1e-6);
        assert!((next_scale(1e8, true) - 1e8).abs() < 1e-6);
        assert!((next_scale(100.0, false) - 100.0).abs() < 1e-6);
    }
}
