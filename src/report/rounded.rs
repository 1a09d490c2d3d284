//! Figures and positions with the digits that all reports have.
//! Must not know what they are of.

use crate::geodesy::LONGEST_DEGREE_M;
use crate::geometry::LonLat;

/// Square metres to three decimals: finer than any figure claims, and the same on every machine.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3 + 0.0
}

/// A position as reports have it, longitude and latitude: to 1e-7 degrees, a centimetre, as in the names of findings; where what is there is
/// narrower, to so many more decimals that it stays inside.
pub(super) fn rounded_position(at: LonLat, width_m: Option<f64>) -> [f64; 2] {
    const USUAL: f64 = 7.0;
    const MAX: f64 = 12.0;
    /// The last digit may be half a step off. An eighth of the width is room for that both ways.
    const STEPS_M: f64 = 4.0 * LONGEST_DEGREE_M;
    let needed = width_m.filter(|width_m| *width_m > 0.0).map_or(USUAL, |width_m| (STEPS_M / width_m).log10().ceil());
    let scale = 10_f64.powf(needed.clamp(USUAL, MAX));
    let at = at.on_globe();
    [at.lon, at.lat].map(|degrees| (degrees * scale).round() / scale)
}
