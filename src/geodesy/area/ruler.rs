//! A method made ready for a place, and a shape measured by all of them.
//! Must not know formulas.

use super::{AREA_METHODS, AreaMethod, Measure, MeasurementFrame, Zone, plane};
use crate::geodesy::{Datum, TransverseMercator};
use crate::geometry::{LonLat, Polygon, Shape};

/// A method made ready for a place.
pub struct Ruler {
    /// The zone that it measures in, if it measures in a plane.
    pub zone: Option<Zone>,
    way: Way,
}

enum Way {
    Ring(fn(&[LonLat]) -> f64),
    Plane(Box<TransverseMercator>),
}

/// A shape's area by one method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MethodArea {
    /// The method's short name.
    pub method: &'static str,
    /// The datum of the map that the boundary is taken to have been traced on.
    pub traced_on: Datum,
    /// The zone, of a method that measures in a plane.
    pub zone: Option<Zone>,
    /// Area in square metres, a finite number.
    pub area_m2: f64,
}

impl AreaMethod {
    /// The method made ready for a place; none where it has no zone.
    #[must_use]
    pub fn ruler(&self, frame: &MeasurementFrame) -> Option<Ruler> {
        match self.measure {
            Measure::Ring(ring_m2) => Some(Ruler { zone: None, way: Way::Ring(ring_m2) }),
            Measure::Plane(zone) => {
                let zone = zone(frame)?;
                let plane = Box::new(zone.projection()?);
                Some(Ruler { zone: Some(zone), way: Way::Plane(plane) })
            }
        }
    }
}

impl Ruler {
    /// Area in square metres that a closed ring encloses: never negative, whatever the winding; not a number beyond the
    /// reach of a plane.
    #[must_use]
    pub fn ring_m2(&self, ring: &[LonLat]) -> f64 {
        match &self.way {
            Way::Ring(ring_m2) => ring_m2(ring),
            Way::Plane(plane) => plane::ring_m2(plane, ring),
        }
    }

    /// Area in square metres of all polygons of a shape; 0 for points and lines.
    #[must_use]
    pub fn shape_m2(&self, shape: Shape<'_>) -> f64 {
        shape_m2(shape, |ring| self.ring_m2(ring))
    }
}

/// The outer ring of each polygon less its holes, however any of them is wound.
pub(super) fn shape_m2(shape: Shape<'_>, ring_m2: impl Fn(&[LonLat]) -> f64) -> f64 {
    let polygon_m2 = |polygon: Polygon<'_>| {
        let mut rings = polygon.rings().map(&ring_m2);
        let exterior = rings.next().unwrap_or(0.0);
        rings.fold(exterior, |left, hole| left - hole)
    };
    shape.polygons().map(polygon_m2).sum()
}

/// A shape's area by every method that can measure it, in the order of [`AREA_METHODS`]: as it is, then as if it had been
/// traced on a map of each other datum that shifts its place.
#[must_use]
pub fn areas_by_method(shape: Shape<'_>, frame: &MeasurementFrame) -> Vec<MethodArea> {
    let rulers: Vec<(&'static str, Ruler)> =
        AREA_METHODS.iter().filter_map(|method| Some((method.id, method.ruler(frame)?))).collect();
    let datums = Datum::ALL.into_iter().filter(|&datum| frame.is_shifted_by(datum));
    datums.flat_map(|datum| on_datum(shape, &rulers, datum)).collect()
}

fn on_datum(shape: Shape<'_>, rulers: &[(&'static str, Ruler)], datum: Datum) -> Vec<MethodArea> {
    let mut sums = vec![0.0; rulers.len()];
    for polygon in shape.polygons() {
        for (at, ring) in polygon.rings().enumerate() {
            let ring: Vec<LonLat> = ring.iter().map(|&place| datum.to_wgs84(place)).collect();
            for ((_, ruler), sum_m2) in rulers.iter().zip(&mut sums) {
                let ring_m2 = ruler.ring_m2(&ring);
                *sum_m2 += if at == 0 { ring_m2 } else { -ring_m2 };
            }
        }
    }
    let measured = rulers.iter().zip(sums).filter(|(_, area_m2)| area_m2.is_finite());
    measured
        .map(|((method, ruler), area_m2)| MethodArea { method, traced_on: datum, zone: ruler.zone, area_m2 })
        .collect()
}
