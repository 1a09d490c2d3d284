//! Whether an area lies in another, as a part does however badly it was drawn, and a neighbour that reaches over it does not.
//! Must not know what makes up what.

use super::{FeatureId, ProjectContent};
use crate::geometry::overlay::{Region, Rings, Side, Winding, clipped, doubled_area, regions_within};
use crate::geometry::{LonLat, Polygon, Reach, Shape};

/// How much of an area's box must lie in that of the other, each way, since a neighbour may reach over it.
const MIN_NESTED: f64 = 0.8;

/// An area of which so many vertices lie in another does too.
const CORNERS: usize = 16;

/// A vertex may be off the border of the other by so much, degrees: a millimetre.
const OFF: Reach = Reach { lon: 1e-8, lat: 1e-8 };

/// Where more pairs of edges lie near each other an area is taken to lie in the other.
const MAX_PAIRS: u64 = 10_000_000;

impl ProjectContent {
    /// Whether most of an area's box and at least half of the area lie in another.
    pub(crate) fn lies_in(&self, inner: FeatureId, outer: FeatureId) -> bool {
        self.boxes_nest(inner, outer)
            && (self.goes_round() || self.vertices_lie_in(inner, outer) || self.part_lies_in(0.5, inner, outer))
    }

    /// Whether most of an area's box lies in that of another.
    pub(super) fn boxes_nest(&self, inner: FeatureId, outer: FeatureId) -> bool {
        let (Some(inner), Some(outer)) = (self.shape(inner), self.shape(outer)) else { return false };
        let (inner, outer) = (inner.extent(), outer.extent());
        let share = |low: f64, high: f64, [from, to]: [f64; 2]| (high.min(to) - low.max(from)) / (high - low);
        let shares = [
            share(inner.west, inner.east, [outer.west, outer.east]),
            share(inner.south, inner.north, [outer.south, outer.north]),
        ];
        shares.iter().all(|&share| share >= MIN_NESTED)
    }

    /// Whether vertices all around an area lie in another or on its border: the plain case, of which nothing has to be overlaid on.
    pub(crate) fn vertices_lie_in(&self, inner: FeatureId, outer: FeatureId) -> bool {
        let (Some(shape), Some(layer)) = (self.noded_shape(inner), self.layers.get(outer.layer)) else { return false };
        let step = shape.vertex_count().div_ceil(CORNERS).max(1);
        let rings = shape.polygons().flat_map(Polygon::rings);
        let mut vertices = rings.flatten().step_by(step);
        vertices.all(|&at| layer.data.side_within(outer.feature, at, OFF).is_within())
    }

    /// Whether so much of an area lies in another, as far as that can be found out.
    pub(super) fn part_lies_in(&self, part: f64, inner: FeatureId, outer: FeatureId) -> bool {
        let (Some(inner), Some(outer)) = (self.noded_shape(inner), self.noded_shape(outer)) else { return false };
        let borders = |shape: Shape<'_>| {
            let mut rings = Rings::default();
            rings.push(shape, Winding::Covers);
            rings
        };
        let mut loops: Vec<Vec<LonLat>> = borders(inner).iter().map(<[LonLat]>::to_vec).collect();
        let all: f64 = loops.iter().map(|ring| doubled_area(ring)).sum();
        let within = inner.extent();
        loops.extend(borders(outer).iter().map(|ring| clipped(ring, within)).filter(|ring| !ring.is_empty()));
        let shared = regions_within(&loops, Side::MoreThan(1), MAX_PAIRS);
        shared.is_ok_and(|shared| shared.iter().map(Region::doubled_area).sum::<f64>() >= part * all)
    }
}
