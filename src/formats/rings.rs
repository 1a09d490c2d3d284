//! The rings of a shape put together to polygons, by how they wind or by which of them lies in which.
//! Must not know the file.

use super::gather::{Gather, Part, Path};
use crate::geometry::overlay::doubled_area;
use crate::geometry::{BoxIndex, Extent, LonLat, RingHits, Side};

/// Rings to ask which of them hold another.
struct Rings {
    all: Vec<Path>,
    sizes: Vec<f64>,
    hits: Vec<RingHits>,
    /// The larger rings around each.
    around: Vec<Vec<usize>>,
}

/// The polygons of some rings of which clockwise ones are outer rings, and the others holes in the smallest that holds them. Where one of those
/// is in no outer ring, a program has wound them without care, which is told: then they go by which lies in which.
pub(super) fn by_winding(rings: Vec<Path>, gather: &mut Gather) -> Vec<Part> {
    if rings.len() == 1 {
        return vec![Part::Polygon(rings)];
    }
    let rings = Rings::new(rings);
    let is_outer: Vec<bool> = rings.all.iter().map(|ring| doubled_area(&ring.at) <= 0.0).collect();
    let of = rings.holders(|at, other| is_outer[other] && !is_outer[at]);
    if (0..is_outer.len()).any(|at| !is_outer[at] && of[at].is_none()) {
        gather.warn("warning.rings-wound", 1);
        return rings.nested();
    }
    rings.put_together(of)
}

/// The polygons of some rings of which one that lies in an odd number of others is a hole.
pub(super) fn by_nesting(rings: Vec<Path>) -> Vec<Part> {
    if rings.len() == 1 { vec![Part::Polygon(rings)] } else { Rings::new(rings).nested() }
}

impl Rings {
    fn new(all: Vec<Path>) -> Self {
        let extents: Vec<Extent> = all.iter().map(|ring| Extent::of(&ring.at)).collect();
        let sizes = all.iter().map(|ring| doubled_area(&ring.at).abs()).collect();
        let hits = all.iter().map(|ring| RingHits::new(&ring.at)).collect();
        let index = BoxIndex::new(&extents);
        let mut rings = Self { all, sizes, hits, around: Vec::new() };
        rings.around = (0..rings.all.len()).map(|at| rings.around_one(at, &index)).collect();
        rings
    }

    fn around_one(&self, at: usize, index: &BoxIndex) -> Vec<usize> {
        let Some(&first) = self.all[at].at.first() else { return Vec::new() };
        let larger = |&other: &usize| other != at && self.sizes[other] > self.sizes[at];
        let met = index.meeting(Extent::of(&[first])).filter(larger);
        met.filter(|&other| self.holds(other, &self.all[at].at)).collect()
    }

    /// Whether a ring holds another: the first vertex of that which is not on its border, or all of it on the border.
    fn holds(&self, at: usize, ring: &[LonLat]) -> bool {
        let side = |&vertex: &LonLat| self.hits[at].side(&self.all[at].at, vertex);
        ring.iter().map(side).find(|side| *side != Side::Border).is_none_or(|side| side == Side::Inside)
    }

    /// The smallest ring around each of those that may hold it.
    fn holders(&self, may_hold: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
        let holder = |(at, around): (usize, &Vec<usize>)| {
            let others = around.iter().copied().filter(|&other| may_hold(at, other));
            others.min_by(|&a, &b| self.sizes[a].total_cmp(&self.sizes[b]))
        };
        self.around.iter().enumerate().map(holder).collect()
    }

    fn nested(self) -> Vec<Part> {
        let is_hole = |at: usize| self.around[at].len() % 2 == 1;
        let of = self.holders(|at, other| is_hole(at) && !is_hole(other));
        self.put_together(of)
    }

    /// Each ring with the holes that are in it.
    fn put_together(self, of: Vec<Option<usize>>) -> Vec<Part> {
        let mut polygons: Vec<Vec<Path>> = vec![Vec::new(); self.all.len()];
        for (at, ring) in self.all.iter().enumerate().filter(|(at, _)| of[*at].is_none()) {
            polygons[at].push(ring.clone());
        }
        for (ring, outer) in self.all.into_iter().zip(of) {
            if let Some(outer) = outer {
                polygons[outer].push(ring);
            }
        }
        polygons.into_iter().filter(|rings| !rings.is_empty()).map(Part::Polygon).collect()
    }
}
