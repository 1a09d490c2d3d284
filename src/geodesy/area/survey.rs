//! The ellipsoidal area that the Chinese land survey prescribes: 国土调查办发〔2008〕32号, annex on theoretical sheet areas and parcel areas.
//! Must not know other methods.

use crate::geodesy::Ellipsoid;
use crate::geometry::LonLat;

/// With the ellipsoid that today's surveys put in.
pub(super) fn cgcs2000_m2(ring: &[LonLat]) -> f64 {
    ring_m2(Ellipsoid::CGCS2000, ring)
}

/// With the ellipsoid that the annex prints.
pub(super) fn xian80_m2(ring: &[LonLat]) -> f64 {
    ring_m2(Ellipsoid::XIAN80, ring)
}

fn ring_m2(ellipsoid: Ellipsoid, ring: &[LonLat]) -> f64 {
    let factors = factors(ellipsoid.e2());
    let Some(reference) = ring.first().map(|first| first.lon) else {
        return 0.0;
    };
    let signed: f64 = ring
        .windows(2)
        .map(|edge| {
            let middle = f64::midpoint(edge[0].lon, edge[1].lon);
            let width = (middle - reference).to_radians();
            width * strip(&factors, edge[0].lat.to_radians(), edge[1].lat.to_radians())
        })
        .sum();
    let b = ellipsoid.b_m();
    (2.0 * b * b * signed).abs()
}

/// The bracket of the formula: the trapezoid between two parallels over one radian of longitude, divided by 2 b².
fn strip(factors: &[f64; 5], from: f64, to: f64) -> f64 {
    let (half, middle) = ((to - from) / 2.0, f64::midpoint(from, to));
    [1.0, 3.0, 5.0, 7.0, 9.0]
        .iter()
        .zip([1.0, -1.0, 1.0, -1.0, 1.0])
        .zip(factors)
        .map(|((k, sign), factor): ((&f64, f64), &f64)| sign * factor * (k * half).sin() * (k * middle).cos())
        .sum()
}

/// A to E of the annex, in powers of the first eccentricity squared.
fn factors(e2: f64) -> [f64; 5] {
    let (e4, e6, e8) = (e2 * e2, e2 * e2 * e2, e2 * e2 * e2 * e2);
    [
        1.0 + 3.0 / 6.0 * e2 + 30.0 / 80.0 * e4 + 35.0 / 112.0 * e6 + 630.0 / 2304.0 * e8,
        1.0 / 6.0 * e2 + 15.0 / 80.0 * e4 + 21.0 / 112.0 * e6 + 420.0 / 2304.0 * e8,
        3.0 / 80.0 * e4 + 7.0 / 112.0 * e6 + 180.0 / 2304.0 * e8,
        1.0 / 112.0 * e6 + 45.0 / 2304.0 * e8,
        5.0 / 2304.0 * e8,
    ]
}
