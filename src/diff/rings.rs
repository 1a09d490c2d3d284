//! The rings of a shape, all wound one way, and which ring of one version is which of another.
//! Must not know what becomes of their coordinates.

use std::collections::{BTreeMap, HashMap};

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::geometry::overlay::doubled_area;
use crate::geometry::{Bits, Extent, LonLat, Shape, open_ring};

/// A ring without its closing position: an outer one counter-clockwise, a hole clockwise, whatever the file's winding.
#[derive(Clone, Debug)]
pub(super) struct Ring {
    pub(super) positions: Vec<LonLat>,
    is_outer: bool,
}

impl Ring {
    /// All rings of a shape's polygons.
    pub(super) fn all(shape: Shape<'_>) -> Vec<Self> {
        let of_polygon = |polygon: crate::geometry::Polygon<'_>| {
            let rings: Vec<Self> = polygon.rings().enumerate().map(|(at, ring)| Self::new(ring, at == 0)).collect();
            rings
        };
        shape.polygons().flat_map(of_polygon).collect()
    }

    fn new(closed: &[LonLat], is_outer: bool) -> Self {
        let mut positions = open_ring(closed).to_vec();
        if (doubled_area(closed) > 0.0) != is_outer {
            positions.reverse();
        }
        Self { positions, is_outer }
    }
}

/// Which ring of `a` is which of `b`: those with the most coordinates in common, then those whose boxes overlap most.
/// A ring without a partner stands alone.
pub(super) fn pairs(a: &[Ring], b: &[Ring]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut partner_of_a: Vec<Option<usize>> = vec![None; a.len()];
    let mut taken_b = vec![false; b.len()];
    let mut take = |at: usize, to: usize| {
        if partner_of_a[at].is_none() && !taken_b[to] && a[at].is_outer == b[to].is_outer {
            partner_of_a[at] = Some(to);
            taken_b[to] = true;
        }
    };
    for (at, to) in by_coordinates(a, b) {
        take(at, to);
    }
    for (at, to) in by_boxes(a, b) {
        take(at, to);
    }
    let paired = partner_of_a.into_iter().enumerate().map(|(at, to)| (Some(at), to));
    let alone = taken_b.iter().enumerate().filter(|(_, taken)| !**taken).map(|(to, _)| (None, Some(to)));
    paired.chain(alone).collect()
}

/// Pairs of rings with a coordinate in common, those with the most first.
fn by_coordinates(a: &[Ring], b: &[Ring]) -> Vec<(usize, usize)> {
    let mut ring_of: HashMap<Bits, usize> = HashMap::new();
    for (at, ring) in a.iter().enumerate() {
        ring_of.extend(ring.positions.iter().map(|&position| (position.bits(), at)));
    }
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (to, ring) in b.iter().enumerate() {
        for at in ring.positions.iter().filter_map(|&position| ring_of.get(&position.bits())) {
            *counts.entry((*at, to)).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = counts.into_iter().collect();
    pairs.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    pairs.into_iter().map(|(pair, _)| pair).collect()
}

/// Pairs of rings whose boxes overlap, those that overlap most first.
fn by_boxes(a: &[Ring], b: &[Ring]) -> Vec<(usize, usize)> {
    let boxes: Vec<Extent> = a.iter().map(|ring| Extent::of(&ring.positions)).collect();
    let tree = box_tree(boxes.iter().copied().enumerate());
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (to, ring) in b.iter().enumerate() {
        let extent = Extent::of(&ring.positions);
        pairs.extend(touching(&tree, extent).map(|at| (overlap_deg2(boxes[at], extent), at, to)));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0));
    pairs.into_iter().map(|(_, at, to)| (at, to)).collect()
}

/// Boxes in a tree, each with its number.
pub(super) type BoxTree = RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>;

/// A tree of boxes that are not empty.
pub(super) fn box_tree(boxes: impl Iterator<Item = (usize, Extent)>) -> BoxTree {
    let held = boxes.filter(|(_, extent)| !extent.is_empty()).map(|(at, extent)| {
        let vertices = Rectangle::from_corners([extent.west, extent.south], [extent.east, extent.north]);
        GeomWithData::new(vertices, at)
    });
    RTree::bulk_load(held.collect())
}

/// The numbers of the boxes that share at least a point with another box, from the least.
pub(super) fn touching(tree: &BoxTree, extent: Extent) -> impl Iterator<Item = usize> {
    let around = AABB::from_corners([extent.west, extent.south], [extent.east, extent.north]);
    let mut found: Vec<usize> = if extent.is_empty() {
        Vec::new()
    } else {
        tree.locate_in_envelope_intersecting(around).map(|held| held.data).collect()
    };
    found.sort_unstable();
    found.into_iter()
}

/// The area in square degrees that two boxes share.
pub(super) fn overlap_deg2(a: Extent, b: Extent) -> f64 {
    let wide = a.east.min(b.east) - a.west.max(b.west);
    let high = a.north.min(b.north) - a.south.max(b.south);
    wide.max(0.0) * high.max(0.0)
}
