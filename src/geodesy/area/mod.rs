//! The area methods, one row each: what different tools would call the area of the same ring.
//! Must not know declared figures.

mod frame;
mod geodesic;
mod lonlat_edges;
mod many;
mod mercator;
mod plane;
mod reference;
mod ruler;
mod sphere;
mod survey;

pub use frame::{Grid, MeasurementFrame, Zone};
pub use lonlat_edges::{lonlat_area_m2, straight_net_m2};
pub use many::areas_m2;
pub use ruler::{MethodArea, Ruler, areas_by_method};

use crate::geometry::{LonLat, Shape};

/// One way to measure an area.
pub struct AreaMethod {
    /// Short stable name, as in reports; `area-method.ID` is its key in the locale files.
    pub id: &'static str,
    /// How it is done.
    pub measure: Measure,
}

/// How a method measures.
#[derive(Clone, Copy)]
pub enum Measure {
    /// Square metres that a closed ring of longitudes and latitudes encloses: never negative, whatever the winding.
    Ring(fn(&[LonLat]) -> f64),
    /// The same in the plane of a zone, which depends on the place; none where the method has no zone.
    Plane(fn(&MeasurementFrame) -> Option<Zone>),
}

/// The reference: ellipsoid WGS 84, geodesic edges. Every verdict uses it.
pub const ELLIPSOID: AreaMethod = AreaMethod { id: "ellipsoid", measure: Measure::Ring(reference::ring_m2) };

/// All methods, the reference first.
pub const AREA_METHODS: &[AreaMethod] = &[
    ELLIPSOID,
    AreaMethod { id: "ellipsoid-cgcs2000", measure: Measure::Ring(geodesic::cgcs2000_m2) },
    AreaMethod { id: "ellipsoid-lonlat-edges", measure: Measure::Ring(lonlat_edges::cgcs2000_m2) },
    AreaMethod { id: "survey-2008", measure: Measure::Ring(survey::cgcs2000_m2) },
    AreaMethod { id: "survey-2008-xian80", measure: Measure::Ring(survey::xian80_m2) },
    AreaMethod { id: "gk3", measure: Measure::Plane(Zone::gk3) },
    AreaMethod { id: "gk3-west", measure: Measure::Plane(Zone::gk3_west) },
    AreaMethod { id: "gk3-east", measure: Measure::Plane(Zone::gk3_east) },
    AreaMethod { id: "gk3-declared", measure: Measure::Plane(Zone::gk3_declared) },
    AreaMethod { id: "gk6", measure: Measure::Plane(Zone::gk6) },
    AreaMethod { id: "utm", measure: Measure::Plane(Zone::utm) },
    AreaMethod { id: "utm-neighbour", measure: Measure::Plane(Zone::utm_neighbour) },
    AreaMethod { id: "sphere-authalic", measure: Measure::Ring(sphere::authalic_m2) },
    AreaMethod { id: "sphere-mean", measure: Measure::Ring(sphere::mean_m2) },
    AreaMethod { id: "sphere-equatorial", measure: Measure::Ring(sphere::equatorial_m2) },
    AreaMethod { id: "web-mercator", measure: Measure::Ring(mercator::web_m2) },
];

/// A method by its short name.
#[must_use]
pub fn area_method(id: &str) -> Option<&'static AreaMethod> {
    AREA_METHODS.iter().find(|method| method.id == id)
}

/// Area in square metres of a shape by the reference method.
///
/// ```
/// use zonemap::geodesy::area_m2;
/// use zonemap::geometry::{LonLat, ShapeKind, Shapes};
///
/// let mut shapes = Shapes::default();
/// for (lon, lat) in [(0.0, 0.0), (90.0, 0.0), (0.0, 90.0), (0.0, 0.0)] {
///     shapes.push(LonLat { lon, lat }, None);
/// }
/// shapes.end_path();
/// shapes.end_polygon();
/// shapes.end_shape(ShapeKind::Polygon);
/// // An eighth of the ellipsoid, whose area is 510,065,621.724 km² (NGA.STND.0036, WGS 84).
/// let area_m2 = shapes.get(0).map_or(0.0, area_m2);
/// assert!((area_m2 - 510_065_621.724e6 / 8.0).abs() < 1e3);
/// ```
#[must_use]
pub fn area_m2(shape: Shape<'_>) -> f64 {
    ruler::shape_m2(shape, reference::ring_m2)
}
