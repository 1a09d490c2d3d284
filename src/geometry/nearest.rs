//! The place on a line nearest to a position, near enough to it that the Earth's curve does not show.
//! Must not know metres: distances are the ellipsoid's business.

use super::LonLat;

/// First eccentricity squared of WGS 84 (EPSG:7030): how flat the Earth is, whatever its size.
const E2: f64 = 0.006_694_379_990_141_3;

/// The place on a line nearest to a position, in the plane that touches the ellipsoid there. How far it is comes out right to one
/// part in 6 000 km / (d tan φ) at `d` metres and latitude φ: one in 60 000 at 100 m and 45°. `None` for a line without positions.
#[must_use]
pub fn nearest_on_line(line: &[LonLat], at: LonLat) -> Option<LonLat> {
    // A degree of longitude in degrees of latitude: cos φ by N / M, the radii of curvature across and along the meridian.
    let (sin, cos) = at.lat.to_radians().sin_cos();
    let shrink = cos * (1.0 - E2 * sin * sin) / (1.0 - E2);
    let squared = |p: LonLat| {
        let (x, y) = ((p.lon - at.lon) * shrink, p.lat - at.lat);
        x * x + y * y
    };
    let ends = line.first().copied().into_iter();
    let on_edges = line.windows(2).map(|edge| nearest_on_edge(edge[0], edge[1], at, shrink));
    ends.chain(on_edges).min_by(|a, b| squared(*a).total_cmp(&squared(*b)))
}

fn nearest_on_edge(a: LonLat, b: LonLat, at: LonLat, shrink: f64) -> LonLat {
    let (dx, dy) = ((b.lon - a.lon) * shrink, b.lat - a.lat);
    let length_squared = dx * dx + dy * dy;
    if length_squared <= 0.0 {
        return a;
    }
    let along = ((at.lon - a.lon) * shrink * dx + (at.lat - a.lat) * dy) / length_squared;
    let t = along.clamp(0.0, 1.0);
    LonLat { lon: a.lon + t * (b.lon - a.lon), lat: a.lat + t * (b.lat - a.lat) }
}
