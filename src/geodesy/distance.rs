//! Lengths along geodesics on WGS 84.
//! Must not know about tolerances in pixels.

use geo::{Distance as _, Geodesic, Point};

use super::{Ellipsoid, SHORTEST_DEGREE_M};
use crate::geometry::{Extent, LonLat, Part, Polygon, Shape};

/// Positions within so many degrees are as far apart as in the plane of the latitude between them, to a billionth.
const NEAR_DEG: f64 = 0.01;

/// Length in metres of the geodesic between two positions on WGS 84 (Karney 2013, Algorithms for geodesics, J. Geodesy 87).
#[must_use]
pub fn distance_m(a: LonLat, b: LonLat) -> f64 {
    let point = |p: LonLat| Point(p.into());
    Geodesic.distance(point(a), point(b))
}

/// The same for positions that are mostly near each other, to a billionth and in a small part of the time.
pub(crate) fn near_distance_m(a: LonLat, b: LonLat) -> f64 {
    let (east, north) = (b.lon - a.lon, b.lat - a.lat);
    let middle = f64::midpoint(a.lat, b.lat);
    if east.abs().max(north.abs()) > NEAR_DEG || middle.abs() > 80.0 {
        return distance_m(a, b);
    }
    let [east_m, north_m] = Ellipsoid::WGS84.degree_m(middle);
    let [x, y] = [east * east_m, north * north_m];
    // What `hypot` guards against, squares beyond all numbers, is not near.
    (x * x + y * y).sqrt()
}

/// Length in metres of a line, edge by edge along geodesics.
#[must_use]
pub fn length_m(line: &[LonLat]) -> f64 {
    line.windows(2).map(|edge| distance_m(edge[0], edge[1])).sum()
}

/// Length in metres of a shape's lines together; points and polygons have none.
#[must_use]
pub fn length_of(shape: Shape<'_>) -> f64 {
    let lengths = shape.parts().map(|part| match part {
        Part::Line(path) => length_m(path),
        Part::Points(_) | Part::Polygon(_) => 0.0,
    });
    lengths.sum()
}

/// Length in metres of the rings of a shape's polygons together, holes included.
#[must_use]
pub fn perimeter_m(shape: Shape<'_>) -> f64 {
    shape.polygons().flat_map(Polygon::rings).map(length_m).sum()
}

/// A box in degrees that holds every position within a distance in metres of `at`, and little more.
#[must_use]
pub fn degrees_around(at: LonLat, distance_m: f64) -> Extent {
    if distance_m <= 0.0 {
        return Extent::of(&[at]);
    }
    // So the box is not too small.
    let lat = distance_m / SHORTEST_DEGREE_M;
    // The parallel at the box's poleward side is the shortest; where the box reaches a pole every longitude counts.
    let poleward = at.lat.abs() + lat;
    let lon = if poleward < 90.0 { (lat / poleward.to_radians().cos()).min(180.0) } else { 180.0 };
    Extent { west: at.lon - lon, south: at.lat - lat, east: at.lon + lon, north: at.lat + lat }
}

/// A box in degrees that holds every position within a distance in metres of another box, and little more.
#[must_use]
pub fn around(extent: Extent, distance_m: f64) -> Extent {
    if extent.is_empty() {
        return extent;
    }
    let corners = [LonLat { lon: extent.west, lat: extent.south }, LonLat { lon: extent.east, lat: extent.north }];
    corners.into_iter().fold(extent, |all, corner| all.union(degrees_around(corner, distance_m)))
}
