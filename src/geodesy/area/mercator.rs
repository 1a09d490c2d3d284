//! Area in the plane of Web Mercator (EPSG:3857): what a web map's pixels would say.
//! Must not know the true figure of the Earth.

use crate::geometry::LonLat;

const RADIUS_M: f64 = 6_378_137.0;

pub(super) fn web_m2(ring: &[LonLat]) -> f64 {
    let northing = |at: LonLat| at.lat.to_radians().sin().atanh();
    let Some(base) = ring.first().map(|&first| northing(first)) else {
        return 0.0;
    };
    let signed: f64 = ring
        .windows(2)
        .map(|edge| {
            let width = (edge[1].lon - edge[0].lon).to_radians();
            width * (f64::midpoint(northing(edge[0]), northing(edge[1])) - base)
        })
        .sum();
    (signed * RADIUS_M * RADIUS_M).abs()
}
