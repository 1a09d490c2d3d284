//! The rings of a shape put together to polygons: clockwise ones are outer rings, the others holes in the smallest that holds them.
//! Must not know the file.

use crate::formats::gather::{Gather, Part, Path};
use crate::geometry::overlay::doubled_area;
use crate::geometry::{BoxIndex, Extent, LonLat, RingHits, Side};

/// Rings to ask which of them hold another.
struct Rings {
    all: Vec<Path>,
    sizes: Vec<f64>,
    hits: Vec<RingHits>,
    index: BoxIndex,
}

/// The polygons of some rings. Where a ring that winds as holes do is in no outer one, a program has wound them without care, which is told:
/// then a ring is a hole that lies in an odd number of others.
pub(super) fn polygons(rings: Vec<Path>, gather: &mut Gather) -> Vec<Part> {
    if rings.len() == 1 {
        return vec![Part::Polygon(rings)];
    }
    let rings = Rings::new(rings);
    let is_outer: Vec<bool> = rings.all.iter().map(|ring| doubled_area(&ring.at) <= 0.0).collect();
    let around: Vec<Vec<usize>> = (0..is_outer.len()).map(|at| rings.around(at)).collect();
    let by_winding = |at: usize, other: usize| is_outer[other] && !is_outer[at];
    let mut of = rings.holders(&around, by_winding);
    if (0..is_outer.len()).any(|at| !is_outer[at] && of[at].is_none()) {
        gather.warn("warning.rings-wound", 1);
        let is_hole = |at: usize| around[at].len() % 2 == 1;
        of = rings.holders(&around, |at, other| is_hole(at) && !is_hole(other));
    }
    let mut polygons: Vec<Vec<Path>> = vec![Vec::new(); rings.all.len()];
    for (at, ring) in rings.all.iter().enumerate().filter(|(at, _)| of[*at].is_none()) {
        polygons[at].push(ring.clone());
    }
    for (ring, outer) in rings.all.into_iter().zip(of) {
        if let Some(outer) = outer {
            polygons[outer].push(ring);
        }
    }
    polygons.into_iter().filter(|rings| !rings.is_empty()).map(Part::Polygon).collect()
}

impl Rings {
    fn new(all: Vec<Path>) -> Self {
        let extents: Vec<Extent> = all.iter().map(|ring| Extent::of(&ring.at)).collect();
        let sizes = all.iter().map(|ring| doubled_area(&ring.at).abs()).collect();
        let hits = all.iter().map(|ring| RingHits::new(&ring.at)).collect();
        let index = BoxIndex::new(&extents);
        Self { all, sizes, hits, index }
    }

    /// The larger rings that hold a ring.
    fn around(&self, at: usize) -> Vec<usize> {
        let Some(&first) = self.all[at].at.first() else { return Vec::new() };
        let larger = |&other: &usize| other != at && self.sizes[other] > self.sizes[at];
        let met = self.index.meeting(Extent::of(&[first])).filter(larger);
        met.filter(|&other| self.holds(other, &self.all[at].at)).collect()
    }

    /// Whether a ring holds another: the first vertex of that which is not on its border, or all of it on the border.
    fn holds(&self, at: usize, ring: &[LonLat]) -> bool {
        let side = |&vertex: &LonLat| self.hits[at].side(&self.all[at].at, vertex);
        ring.iter().map(side).find(|side| *side != Side::Border).is_none_or(|side| side == Side::Inside)
    }

    /// The smallest ring around each of those that may hold it.
    fn holders(&self, around: &[Vec<usize>], may_hold: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
        let holder = |(at, around): (usize, &Vec<usize>)| {
            let others = around.iter().copied().filter(|&other| may_hold(at, other));
            others.min_by(|&a, &b| self.sizes[a].total_cmp(&self.sizes[b]))
        };
        around.iter().enumerate().map(holder).collect()
    }
}
