//! What features cover whose rings cross themselves or each other: each place once, so that what is uncertain stays their own.
//! Must not know neighbours.

use std::collections::{BTreeMap, BTreeSet};

use crate::geometry::LonLat;
use crate::geometry::overlay::{OverlayFailed, Region, Side, polygon_cover, regions_within};
use crate::project::{FeatureId, Project};

/// The features with such rings.
#[derive(Debug, Default)]
pub(super) struct Covers {
    /// The borders of what each covers, directed.
    pub(super) resolved: BTreeMap<FeatureId, Vec<Vec<LonLat>>>,
    /// Those of which that could not be found out.
    pub(super) failed: BTreeSet<FeatureId>,
}

impl Covers {
    /// Resolves some features by themselves: a polygon covers what its outer ring winds around, either way and however often, less
    /// what its holes wind around; a feature covers what any of its polygons does.
    pub(super) fn of(project: &Project, features: &BTreeSet<FeatureId>, most_pairs: &mut u64) -> Self {
        let mut covers = Self::default();
        for &id in features {
            match cover(project, id, most_pairs) {
                Ok(loops) => drop(covers.resolved.insert(id, loops)),
                Err(OverlayFailed) => drop(covers.failed.insert(id)),
            }
        }
        covers
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.resolved.is_empty() && self.failed.is_empty()
    }
}

fn cover(project: &Project, id: FeatureId, most_pairs: &mut u64) -> Result<Vec<Vec<LonLat>>, OverlayFailed> {
    let mut loops = Vec::new();
    let mut polygons = 0;
    for polygon in project.noded_shape(id).into_iter().flat_map(crate::geometry::Shape::polygons) {
        let rings: Vec<&[LonLat]> = polygon.rings().collect();
        loops.extend(borders(polygon_cover(&rings, most_pairs)?));
        polygons += 1;
    }
    if polygons > 1 { regions_within(&loops, Side::MoreThan(0), *most_pairs).map(borders) } else { Ok(loops) }
}

fn borders(regions: Vec<Region>) -> Vec<Vec<LonLat>> {
    regions.into_iter().flat_map(|region| region.rings).collect()
}

/// Whether directed borders that cross nowhere enclose a position: a ray from it crosses an odd number of them.
pub(super) fn holds(loops: &[Vec<LonLat>], at: LonLat) -> bool {
    let crosses = |edge: &&[LonLat]| {
        let (a, b) = (edge[0], edge[1]);
        (a.lat > at.lat) != (b.lat > at.lat) && at.lon < a.lon + (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat)
    };
    loops.iter().flat_map(|path| path.windows(2)).filter(crosses).count() % 2 == 1
}
