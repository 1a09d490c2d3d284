//! Area on an ellipsoid inside edges that are straight in longitude and latitude, as RFC 7946 section 3.1.1 draws them.
//! Must not know geodesics.

use crate::geodesy::Ellipsoid;
use crate::geometry::LonLat;

/// Nodes and weights of the 8-point Gauss–Legendre rule on [−1, 1], the positive half (Abramowitz and Stegun, table 25.4).
/// On an edge that spans ten degrees of latitude it is exact to 1e-12.
const GAUSS_LEGENDRE: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_5),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_3),
];

pub(super) fn cgcs2000_m2(ring: &[LonLat]) -> f64 {
    let ellipsoid = Ellipsoid::CGCS2000;
    let Some(first) = ring.first() else {
        return 0.0;
    };
    let base = authalic_q(ellipsoid, first.lat.to_radians());
    let signed: f64 = ring
        .windows(2)
        .map(|edge| {
            let width = (edge[1].lon - edge[0].lon).to_radians();
            width * (mean_q(ellipsoid, edge[0].lat, edge[1].lat) - base)
        })
        .sum();
    (signed * ellipsoid.a_m * ellipsoid.a_m / 2.0).abs()
}

/// The mean of q along an edge between two latitudes in degrees.
fn mean_q(ellipsoid: Ellipsoid, from: f64, to: f64) -> f64 {
    let (middle, half) = (f64::midpoint(from, to), (to - from) / 2.0);
    let at = |node: f64| authalic_q(ellipsoid, (middle + half * node).to_radians());
    let sum: f64 = GAUSS_LEGENDRE.iter().map(|&(node, weight)| weight * (at(node) + at(-node))).sum();
    sum / 2.0
}

/// q of Snyder 1987, Map Projections (USGS Professional Paper 1395), equation 3-12: a² q / 2 is the area from the
/// equator to a latitude over one radian of longitude.
fn authalic_q(ellipsoid: Ellipsoid, lat: f64) -> f64 {
    let e2 = ellipsoid.e2();
    let e = e2.sqrt();
    let s = lat.sin();
    (1.0 - e2) * (s / (1.0 - e2 * s * s) + (e * s).atanh() / e)
}
