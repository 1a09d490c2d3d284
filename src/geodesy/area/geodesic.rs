//! Area on an ellipsoid inside edges that are geodesics: the reference.
//! Must not know which figure is the verdict's.

use std::sync::LazyLock;

use geographiclib_rs::{Geodesic, PolygonArea, Winding, capability};

use crate::geodesy::Ellipsoid;
use crate::geometry::LonLat;

static WGS84: LazyLock<Geodesic> = LazyLock::new(|| geodesic(Ellipsoid::WGS84));
static CGCS2000: LazyLock<Geodesic> = LazyLock::new(|| geodesic(Ellipsoid::CGCS2000));

fn geodesic(ellipsoid: Ellipsoid) -> Geodesic {
    Geodesic::new(ellipsoid.a_m, ellipsoid.f)
}

pub(super) fn wgs84_m2(ring: &[LonLat]) -> f64 {
    ring_m2(&WGS84, ring)
}

pub(super) fn cgcs2000_m2(ring: &[LonLat]) -> f64 {
    ring_m2(&CGCS2000, ring)
}

/// Area in square metres between an edge on WGS 84 and the equator: positive for an eastward edge north of it.
pub(super) fn edge_wgs84_m2(from: LonLat, to: LonLat) -> f64 {
    let (.., under_m2) = WGS84._gen_inverse_azi(from.lat, from.lon, to.lat, to.lon, capability::AREA);
    under_m2
}

/// Karney 2013, Algorithms for geodesics, J. Geodesy 87, section 6. The signed area is taken, then its size:
/// the unsigned one of a clockwise ring would be the rest of the Earth.
fn ring_m2(geodesic: &Geodesic, ring: &[LonLat]) -> f64 {
    let Some((_closing, positions)) = ring.split_last() else {
        return 0.0;
    };
    let mut area = PolygonArea::new(geodesic, Winding::CounterClockwise);
    for at in positions {
        area.add_point(at.lat, at.lon);
    }
    let (_perimeter_m, signed_m2, _count) = area.compute(true);
    signed_m2.abs()
}
