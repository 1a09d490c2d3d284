//! An overlap of three areas and more taken apart: what each two of them cover together.
//! Must not know how large it is.

use super::covers::Covers;
use crate::geometry::LonLat;
use crate::geometry::overlay::{Region, Rings, Side, Winding, regions_within};
use crate::project::{FeatureId, Project};

/// Of more areas together the overlap is told as one: two by two they would be too many.
const MOST_TOGETHER: usize = 6;

/// What each two of some areas cover of a region. `None` for fewer than three of them or too many, and where it is too much work.
pub(super) fn by_pairs(
    project: &Project,
    covers: &Covers,
    region: &Region,
    features: &[FeatureId],
    most_pairs: &mut u64,
) -> Option<Vec<(Region, Vec<FeatureId>)>> {
    if !(3..=MOST_TOGETHER).contains(&features.len()) {
        return None;
    }
    let borders: Vec<Vec<Vec<LonLat>>> = features.iter().map(|&id| borders(project, covers, id)).collect();
    let mut found = Vec::new();
    for (at, first) in borders.iter().enumerate() {
        for (place, second) in borders.iter().enumerate().skip(at + 1) {
            // Where both cover the region, which itself counts one, the number is three.
            let loops = [first.as_slice(), second, &region.rings].concat();
            let edges: usize = loops.iter().map(Vec::len).sum();
            *most_pairs = most_pairs.checked_sub(u64::try_from(edges).unwrap_or(u64::MAX))?;
            let both = regions_within(&loops, Side::MoreThan(2), *most_pairs).ok()?;
            found.extend(both.into_iter().map(|region| (region, vec![features[at], features[place]])));
        }
    }
    Some(found)
}

fn borders(project: &Project, covers: &Covers, id: FeatureId) -> Vec<Vec<LonLat>> {
    if let Some(loops) = covers.resolved.get(&id) {
        return loops.clone();
    }
    let mut rings = Rings::default();
    if let Some(shape) = project.shape(id) {
        rings.push(shape, Winding::Covers);
    }
    rings.iter().map(<[LonLat]>::to_vec).collect()
}
