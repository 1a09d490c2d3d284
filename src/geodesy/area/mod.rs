//! The area methods, one row each: what different tools would call the area of the same ring.
//! Must not know declared figures.

mod geodesic;
mod lonlat_edges;
mod mercator;
mod sphere;
mod survey;

use crate::geometry::{LonLat, Polygon, Shape};

/// One way to measure an area.
pub struct AreaMethod {
    /// Short stable name, as in reports; `area-method.ID` is its key in the locale files.
    pub id: &'static str,
    /// Area in square metres that a closed ring encloses: never negative, whatever the winding.
    pub ring_m2: fn(&[LonLat]) -> f64,
}

/// The reference: ellipsoid WGS 84, geodesic edges. Every verdict uses it.
pub const ELLIPSOID: AreaMethod = AreaMethod { id: "ellipsoid", ring_m2: geodesic::wgs84_m2 };

/// All methods, the reference first.
pub const AREA_METHODS: &[AreaMethod] = &[
    ELLIPSOID,
    AreaMethod { id: "ellipsoid-cgcs2000", ring_m2: geodesic::cgcs2000_m2 },
    AreaMethod { id: "ellipsoid-lonlat-edges", ring_m2: lonlat_edges::cgcs2000_m2 },
    AreaMethod { id: "survey-2008", ring_m2: survey::cgcs2000_m2 },
    AreaMethod { id: "sphere-authalic", ring_m2: sphere::authalic_m2 },
    AreaMethod { id: "sphere-mean", ring_m2: sphere::mean_m2 },
    AreaMethod { id: "sphere-equatorial", ring_m2: sphere::equatorial_m2 },
    AreaMethod { id: "web-mercator", ring_m2: mercator::web_m2 },
];

/// A method by its short name.
#[must_use]
pub fn area_method(id: &str) -> Option<&'static AreaMethod> {
    AREA_METHODS.iter().find(|method| method.id == id)
}

impl AreaMethod {
    /// Area in square metres of a polygon: the outer ring less the holes, however any of them is wound.
    #[must_use]
    pub fn polygon_m2(&self, polygon: Polygon<'_>) -> f64 {
        let mut rings = polygon.rings().map(self.ring_m2);
        let exterior = rings.next().unwrap_or(0.0);
        rings.fold(exterior, |left, hole| left - hole)
    }

    /// Area in square metres of all polygons of a shape; 0 for points and lines.
    #[must_use]
    pub fn shape_m2(&self, shape: Shape<'_>) -> f64 {
        shape.polygons().map(|p| self.polygon_m2(p)).sum()
    }
}

/// Area in square metres of a shape by the reference method.
#[must_use]
pub fn area_m2(shape: Shape<'_>) -> f64 {
    ELLIPSOID.shape_m2(shape)
}
