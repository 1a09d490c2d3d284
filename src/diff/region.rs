//! The ground that one version of an area covers and the other does not.
//! Must not know which feature it is.

use std::sync::Arc;

use super::{Place, Sign};
use crate::geodesy::{area_m2, distance_m};
use crate::geometry::overlay::{
    OverlayFailed, Region, Rings, Side, Winding, cancelled, doubled_area, regions, widest_circle,
};
use crate::geometry::{LonLat, Shape, ShapeKind, Shapes};

/// What the second of two shapes covers more, and what less, piece by piece.
pub(super) struct Difference {
    gained: Vec<Region>,
    lost: Vec<Region>,
}

/// Lays two shapes over each other. Edges that both have go away beforehand, so what is alike costs next to nothing.
///
/// # Errors
/// [`OverlayFailed`] when what is left could not be laid out.
pub(super) fn difference(a: Shape<'_>, b: Shape<'_>) -> Result<Difference, OverlayFailed> {
    let mut rings = Rings::with_capacity(a.vertex_count() + b.vertex_count());
    rings.push(b, Winding::Covers);
    rings.push(a, Winding::Uncovers);
    let loops = cancelled(rings.iter());
    if loops.is_empty() {
        return Ok(Difference { gained: Vec::new(), lost: Vec::new() });
    }
    Ok(Difference { gained: regions(&loops, Side::MoreThan(0))?, lost: regions(&loops, Side::LessThan(0))? })
}

impl Difference {
    /// How much only the first shape covers, in square degrees.
    pub(super) fn lost_deg2(&self) -> f64 {
        self.lost.iter().flat_map(|region| &region.rings).map(|ring| doubled_area(ring) / 2.0).sum()
    }

    /// Every piece, the largest first.
    pub(super) fn places(&self) -> Vec<Place> {
        let gained = self.gained.iter().map(|region| (Sign::Gained, region.rings.as_slice()));
        let lost = self.lost.iter().map(|region| (Sign::Lost, region.rings.as_slice()));
        largest_first(gained.chain(lost).filter_map(|(sign, rings)| place(sign, rings)).collect())
    }
}

/// The polygons of a shape as places, all gained or all lost, the largest first.
pub(super) fn whole(shape: Shape<'_>, sign: Sign) -> Vec<Place> {
    let rings = |polygon: crate::geometry::Polygon<'_>| polygon.rings().map(<[LonLat]>::to_vec).collect::<Vec<_>>();
    largest_first(shape.polygons().filter_map(|polygon| place(sign, &rings(polygon))).collect())
}

fn largest_first(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by(|a, b| b.area_m2.total_cmp(&a.area_m2));
    places
}

/// A place with its measures; none for rings that enclose nothing.
fn place(sign: Sign, rings: &[Vec<LonLat>]) -> Option<Place> {
    let mut shapes = Shapes::default();
    for ring in rings {
        for &at in ring {
            shapes.push(at, None);
        }
        shapes.end_path();
    }
    shapes.end_polygon();
    shapes.end_shape(ShapeKind::Polygon);
    let shape = shapes.get(0)?;
    let area_m2 = area_m2(shape);
    let circle = widest_circle(rings);
    let at = circle
        .map(|circle| circle.center)
        .or_else(|| shape.inner_point())
        .or_else(|| rings.first()?.first().copied())?;
    let width_m = circle.map_or(0.0, |circle| 2.0 * distance_m(circle.center, circle.border));
    (area_m2 > 0.0).then(|| Place { sign, area_m2, width_m, at, region: Arc::new(shapes) })
}
