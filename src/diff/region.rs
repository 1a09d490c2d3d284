//! The ground that one version of an area covers and the other does not.
//! Must not know which feature it is.

use std::sync::Arc;

use super::{ChangedArea, Sign};
use crate::geodesy::{RegionSize, area_m2};
use crate::geometry::overlay::{OverlayFailed, Region, Rings, Winding, both_sides, cancelled, doubled_area};
use crate::geometry::{LonLat, Shape, Shapes};

/// Two versions with more pairs of edges near each other are not overlaid: it would take minutes.
const MAX_PAIRS: u64 = 200_000_000;

/// What the second of two shapes covers more, and what less, piece by piece.
pub(super) struct Difference {
    added: Vec<Region>,
    removed: Vec<Region>,
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
        return Ok(Difference { added: Vec::new(), removed: Vec::new() });
    }
    let sides = both_sides(&loops, 0, &mut { MAX_PAIRS });
    if sides.failed.is_empty() { Ok(Difference { added: sides.more, removed: sides.less }) } else { Err(OverlayFailed) }
}

impl Difference {
    /// How much only the first shape covers, in square degrees.
    pub(super) fn removed_deg2(&self) -> f64 {
        self.removed.iter().flat_map(|region| &region.rings).map(|ring| doubled_area(ring) / 2.0).sum()
    }

    /// Every piece, the largest first.
    pub(super) fn places(&self) -> Vec<ChangedArea> {
        let added = self.added.iter().map(|region| (Sign::Added, region.rings.as_slice()));
        let removed = self.removed.iter().map(|region| (Sign::Removed, region.rings.as_slice()));
        largest_first(added.chain(removed).filter_map(|(sign, rings)| found_place(sign, rings)).collect())
    }
}

/// The polygons of a shape as places, all added or all removed, the largest first, with the areas that their feature has.
pub(super) fn whole(shape: Shape<'_>, sign: Sign) -> Vec<ChangedArea> {
    let place = |polygon: crate::geometry::Polygon<'_>| {
        let rings: Vec<Vec<LonLat>> = polygon.rings().map(<[LonLat]>::to_vec).collect();
        let region = Shapes::of_polygon(&rings);
        let area_m2 = area_m2(region.get(0)?);
        let size = RegionSize::of(&rings);
        let first = || rings.first()?.first().copied();
        let at = size.map(|size| size.center).or_else(|| region.get(0)?.inner_point()).or_else(first)?;
        let width_m = size.map_or(0.0, |size| size.width_m);
        (area_m2 > 0.0).then(|| ChangedArea { sign, area_m2, width_m, at, region: Arc::new(region) })
    };
    largest_first(shape.polygons().filter_map(place).collect())
}

fn largest_first(mut places: Vec<ChangedArea>) -> Vec<ChangedArea> {
    places.sort_by(|a, b| b.area_m2.total_cmp(&a.area_m2));
    places
}

/// A place that overlay found, with its measures in the same model of an edge; none for rings that enclose nothing.
fn found_place(sign: Sign, rings: &[Vec<LonLat>]) -> Option<ChangedArea> {
    let RegionSize { area_m2, width_m, center: at } = RegionSize::of(rings)?;
    Some(ChangedArea { sign, area_m2, width_m, at, region: Arc::new(Shapes::of_polygon(rings)) })
}
