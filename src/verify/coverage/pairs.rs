//! An overlap by the areas that make it: what each of them covers of it, and what each two of them cover together.
//! Must not know how wide an area has to be to count.

use super::covers::Covers;
use crate::geometry::overlay::{Region, Rings, Side, Winding, clipped, regions_within};
use crate::geometry::{Extent, LonLat};
use crate::project::{FeatureId, Project};

/// An overlap of more pairs than this, those of six areas, is told as one.
const MAX_PAIRS: usize = 15;

/// How far around a region the areas that may cover it are looked at, of the size of its box and degrees.
const AROUND: f64 = 0.01;
const AROUND_DEG: f64 = 1e-6;

/// A region that is covered more than once, and how to find out what an area covers of it.
pub(super) struct Shared<'a> {
    pub(super) project: &'a Project,
    pub(super) covers: &'a Covers,
    pub(super) region: &'a Region,
    /// Whether a place is wide enough to be anything.
    pub(super) counts: &'a dyn Fn(&Region) -> bool,
}

/// What an area covers of a region.
pub(super) struct Share {
    pub(super) id: FeatureId,
    pub(super) places: Vec<Region>,
}

impl Shared<'_> {
    /// What each of some areas covers of the region. `None` when it is too much work, which is counted in vertices.
    pub(super) fn shares(&self, candidates: &[FeatureId], left: &mut u64) -> Option<Vec<Share>> {
        let own = self.region.rings.as_slice();
        let share = |&id: &FeatureId| {
            // Where the area covers the region, which itself counts one, the number is two.
            let borders = self.borders(id, left)?;
            // Most of those whose box alone meets that of the region do not come near it.
            let places = match borders.as_slice() {
                [] => Vec::new(),
                borders => self.places(&[borders, own].concat(), 1, left)?,
            };
            Some(Share { id, places })
        };
        candidates.iter().map(share).collect()
    }

    /// Whether an area covers some of the region more than once by itself.
    pub(super) fn is_own_doing(&self, id: FeatureId, left: &mut u64) -> bool {
        let Some(borders) = self.borders(id, left) else { return false };
        let twice = self.places(&[borders.as_slice(), &self.region.rings].concat(), 2, left);
        twice.is_some_and(|places| !places.is_empty())
    }

    /// What each two of some areas cover together. `None` when no two of them do, when too many do, and when it is too much work.
    pub(super) fn by_pairs(&self, shares: &[Share], left: &mut u64) -> Option<Vec<(Region, [FeatureId; 2])>> {
        let (mut found, mut pairs) = (Vec::new(), 0);
        for (at, first) in shares.iter().enumerate() {
            for second in &shares[at + 1..] {
                let before = found.len();
                for (a, b) in first.places.iter().flat_map(|a| second.places.iter().map(move |b| (a, b))) {
                    if extent(a).intersects(&extent(b)) {
                        let both = self.places(&[a.rings.as_slice(), &b.rings].concat(), 1, left)?;
                        found.extend(both.into_iter().map(|place| (place, [first.id, second.id])));
                    }
                }
                pairs += usize::from(found.len() > before);
                if pairs > MAX_PAIRS {
                    return None;
                }
            }
        }
        (pairs > 0).then_some(found)
    }

    /// The places where some borders wind around more than so many times.
    fn places(&self, loops: &[Vec<LonLat>], level: i32, left: &mut u64) -> Option<Vec<Region>> {
        let vertices: usize = loops.iter().map(Vec::len).sum();
        *left = left.checked_sub(u64::try_from(vertices).unwrap_or(u64::MAX))?;
        let found = regions_within(loops, Side::MoreThan(level), *left).ok()?;
        let step_deg = self.region.step_deg;
        let found = found.into_iter().map(|place| Region { step_deg: place.step_deg.max(step_deg), ..place });
        Some(found.filter(|place| (self.counts)(place)).collect())
    }

    /// The borders of what an area covers around the region.
    fn borders(&self, id: FeatureId, left: &mut u64) -> Option<Vec<Vec<LonLat>>> {
        let mut rings = Rings::default();
        match (self.covers.resolved.get(&id), self.project.noded_shape(id)) {
            (Some(loops), _) => loops.iter().for_each(|path| rings.push_directed(path)),
            (None, Some(shape)) => rings.push(shape, Winding::Covers),
            (None, None) => {}
        }
        if self.project.goes_round() {
            rings.repeat_across_180();
        }
        let vertices: usize = rings.iter().map(<[LonLat]>::len).sum();
        *left = left.checked_sub(u64::try_from(vertices).unwrap_or(u64::MAX))?;
        let own = extent(self.region);
        let around = own.grown((own.east - own.west).max(own.north - own.south) * AROUND + AROUND_DEG);
        Some(rings.iter().map(|ring| clipped(ring, around)).filter(|ring| !ring.is_empty()).collect())
    }
}

/// The box around a region.
pub(super) fn extent(region: &Region) -> Extent {
    region.rings.first().map_or(Extent::EMPTY, |ring| Extent::of(ring))
}
