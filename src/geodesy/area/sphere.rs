//! Area on a sphere, as most web tools have it: edges straight in longitude, with the mean sine of the latitudes (Chamberlain and Duquette 2007, JPL 07-03).
//! Must not know the ellipsoid.

use crate::geometry::LonLat;

/// The sphere of WGS 84's surface area.
pub(super) fn authalic_m2(ring: &[LonLat]) -> f64 {
    ring_m2(6_371_007.181, ring)
}

/// The IUGG mean radius (2a + b) / 3, which turf takes.
pub(super) fn mean_m2(ring: &[LonLat]) -> f64 {
    ring_m2(6_371_008.8, ring)
}

/// WGS 84's equatorial radius, which geojson-area and many map libraries take.
pub(super) fn equatorial_m2(ring: &[LonLat]) -> f64 {
    ring_m2(6_378_137.0, ring)
}

fn ring_m2(radius_m: f64, ring: &[LonLat]) -> f64 {
    let sine = |at: LonLat| at.lat.to_radians().sin();
    let Some(base) = ring.first().map(|&first| sine(first)) else {
        return 0.0;
    };
    let signed: f64 = ring
        .windows(2)
        .map(|edge| {
            let width = (edge[1].lon - edge[0].lon).to_radians();
            width * (f64::midpoint(sine(edge[0]), sine(edge[1])) - base)
        })
        .sum();
    (signed * radius_m * radius_m).abs()
}
