//! Which borders of a coverage lie near a position, and along a region or a loop.
//! Must not know what is wrong there.

use std::collections::BTreeSet;

use super::laid::Laid;
use super::pairs::extent;
use super::wound::Piece;
use crate::geometry::overlay::{LooseEdge, Region};
use crate::geometry::{Extent, LonLat, Reach, nearest_on_line};
use crate::project::FeatureId;

/// What a vertex made by crossing edges may be off them, degrees: a tenth of a millimetre and the engine's grid.
const STEP: f64 = 4e-9;
/// The same in steps of that grid where these are longer.
const STEPS: f64 = 1.5;

/// Of regions with so few vertices, and so few borders near them, each of these is compared with each edge.
const FEW_CORNERS: usize = 64;
const FEW_NEAR: usize = 64;

/// Whether the box of an edge comes as near to a position as a border that passes it.
fn is_beside(edge: &LooseEdge, at: LonLat, step: f64) -> bool {
    Extent::of(&[edge.from, edge.to]).intersects(&around(Extent::of(&[at]), step))
}

fn around(extent: Extent, step: f64) -> Extent {
    Reach { lon: step, lat: step }.around(extent)
}

/// Whether an edge passes a position, which may be a vertex made by crossing edges.
pub(super) fn passes(edge: [LonLat; 2], at: LonLat) -> bool {
    passes_within(edge, at, STEP)
}

fn passes_within(edge: [LonLat; 2], at: LonLat, step: f64) -> bool {
    nearest_on_line(&edge, at)
        .is_some_and(|place| (place.lon - at.lon).powi(2) + (place.lat - at.lat).powi(2) <= step * step)
}

impl Laid<'_> {
    /// The members' polygons with a border along a region's.
    pub(super) fn along(&self, region: &Region) -> Vec<Piece> {
        let edges = region.rings.iter().flat_map(|ring| ring.windows(2));
        let middles = edges.map(|edge| edge[0].midpoint(edge[1]));
        let step = STEP.max(STEPS * region.step_deg);
        let mut found = BTreeSet::new();
        if region.rings.iter().map(Vec::len).sum::<usize>() <= FEW_CORNERS {
            // The borders beside few edges are looked up together.
            let near: Vec<&LooseEdge> = self.within(around(extent(region), step)).take(FEW_NEAR + 1).collect();
            if near.len() <= FEW_NEAR {
                for middle in middles {
                    let passing = near.iter().filter(|edge| {
                        is_beside(edge, middle, step) && passes_within([edge.from, edge.to], middle, step)
                    });
                    found.extend(passing.map(|edge| self.piece(edge)));
                }
                return found.into_iter().collect();
            }
        }
        for middle in middles {
            found.extend(
                self.near(middle, step)
                    .filter(|near| passes_within([near.from, near.to], middle, step))
                    .map(|edge| self.piece(edge)),
            );
        }
        found.into_iter().collect()
    }

    /// The features with a border that a loop runs along.
    pub(super) fn on(&self, path: &[LonLat]) -> BTreeSet<FeatureId> {
        let edges = path
            .iter()
            .flat_map(|&vertex| self.near(vertex, STEP).filter(move |edge| passes([edge.from, edge.to], vertex)));
        edges.map(|edge| self.piece(edge).0).collect()
    }

    /// The loose edges whose box comes within so many degrees of a position.
    pub(super) fn near(&self, at: LonLat, degrees: f64) -> impl Iterator<Item = &LooseEdge> {
        self.within(Reach { lon: degrees, lat: degrees }.around(Extent::of(&[at])))
    }

    /// The loose edges whose box meets another.
    pub(super) fn within(&self, extent: Extent) -> impl Iterator<Item = &LooseEdge> {
        self.index.meeting(extent).map(|at| &self.loose[at])
    }
}
