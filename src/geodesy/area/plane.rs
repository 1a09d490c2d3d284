//! Area in the plane of a grid: what a drawing program says that was given projected coordinates.
//! Must not know which zone is the right one.

use crate::geodesy::TransverseMercator;
use crate::geometry::LonLat;

/// The shoelace formula over projected positions, from the first of them so that little cancels. Not a number where the plane
/// does not reach.
pub(super) fn ring_m2(plane: &TransverseMercator, ring: &[LonLat]) -> f64 {
    let Some(base) = ring.first().and_then(|&first| plane.east_north_m(first)) else {
        return if ring.is_empty() { 0.0 } else { f64::NAN };
    };
    let mut before = [0.0, 0.0];
    let mut twice_m2 = 0.0;
    for &at in ring {
        let Some([east, north]) = plane.east_north_m(at) else {
            return f64::NAN;
        };
        let here = [east - base[0], north - base[1]];
        twice_m2 += before[0] * here[1] - here[0] * before[1];
        before = here;
    }
    (twice_m2 / 2.0).abs()
}
