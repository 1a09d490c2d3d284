//! Areas that cover one place and that nobody compared: whatever the levels and layers of a project were taken for, none of them is passed over
//! in silence.
//! Must not know how layers and levels are told apart.

use std::collections::BTreeMap;

use super::covers::Covers;
use super::groups::Group;
use super::patch::patch;
use super::wound::covered;
use crate::geodesy::LONGEST_DEGREE_M;
use crate::geometry::overlay::{Side, regions_within};
use crate::geometry::{BoxIndex, Extent, LonLat, Shape};
use crate::project::{FeatureId, Project};
use crate::verify::Tolerances;

/// Areas of one layer, or of two, that cover something together though they were not compared and none is around the other.
pub(super) struct Uncompared {
    /// The two that cover most.
    pub(super) features: [FeatureId; 2],
    /// What such areas of these layers cover together, square metres.
    pub(super) area_m2: f64,
}

/// Which areas are compared, and how.
struct Comparison<'a> {
    project: &'a Project,
    groups: &'a [Group<'a>],
    /// The groups that each area is in, by their places.
    groups_of: BTreeMap<FeatureId, Vec<usize>>,
    /// Each area before all that it is a part of, on whatever level: what it covers outside them is found.
    lines: BTreeMap<FeatureId, Vec<FeatureId>>,
}

/// Every such pair of areas, those of two layers as one. `is_told` says of two layers whether they are known not to be compared.
pub(super) fn uncompared(
    project: &Project,
    all: &[FeatureId],
    groups: &[Group<'_>],
    covers: &Covers,
    is_told: &dyn Fn(usize, usize) -> bool,
    (tolerances, most_pairs): (&Tolerances, &mut u64),
) -> Vec<Uncompared> {
    // One group of all areas is all that most files have.
    let has_all = |group: &Group<'_>| all.iter().all(|id| group.members.binary_search(id).is_ok());
    if groups.iter().any(|group| group.across.is_none() && group.members.len() >= all.len() && has_all(group)) {
        return Vec::new();
    }
    let comparison = Comparison::of(project, all, groups);
    let boxes: Vec<Extent> = all.iter().map(|&id| project.noded_extent(id)).collect();
    let index = BoxIndex::new(&boxes);
    // Neighbours that share a border, whose boxes only touch, have nothing in common.
    let inset_deg = tolerances.touch_m / LONGEST_DEGREE_M / 2.0;
    let mut found: BTreeMap<[usize; 2], (f64, Uncompared)> = BTreeMap::new();
    for (at, &first) in all.iter().enumerate() {
        for second in index.meeting(boxes[at].grown(-inset_deg)).filter(|&other| other > at).map(|other| all[other]) {
            if is_told(first.layer, second.layer) || comparison.is_made(first, second) {
                continue;
            }
            let Some(area_m2) = shared_m2(project, [first, second], covers, (tolerances, most_pairs)) else { continue };
            let features = [first, second];
            let key = features.map(|id| id.layer);
            let (most_m2, all) = found.entry(key).or_insert((0.0, Uncompared { features, area_m2: 0.0 }));
            if area_m2 > *most_m2 {
                (*most_m2, all.features) = (area_m2, features);
            }
            all.area_m2 += area_m2;
        }
    }
    found.into_values().map(|(_, found)| found).collect()
}

impl<'a> Comparison<'a> {
    fn of(project: &'a Project, all: &[FeatureId], groups: &'a [Group<'a>]) -> Self {
        let mut groups_of: BTreeMap<FeatureId, Vec<usize>> = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            for &id in &group.members {
                groups_of.entry(id).or_default().push(at);
            }
        }
        let mut wholes_of: BTreeMap<FeatureId, Vec<FeatureId>> = BTreeMap::new();
        for whole in project.wholes.iter().filter(|whole| project.shape(whole.whole).is_some_and(Shape::is_areal)) {
            for &part in &whole.parts {
                wholes_of.entry(part).or_default().push(whole.whole);
            }
        }
        let line = |&id: &FeatureId| {
            let mut line = vec![id];
            let mut at = 0;
            while let Some(wholes) = line.get(at).map(|id| wholes_of.get(id)) {
                for &whole in wholes.into_iter().flatten() {
                    if !line.contains(&whole) {
                        line.push(whole);
                    }
                }
                at += 1;
            }
            (id, line)
        };
        Self { project, groups, groups_of, lines: all.iter().map(line).collect() }
    }

    /// Whether two areas were compared, or what they are parts of was, or one is around the other.
    fn is_made(&self, first: FeatureId, second: FeatureId) -> bool {
        let [firsts, seconds] = [first, second].map(|id| self.lines.get(&id).map_or(&[][..], Vec::as_slice));
        firsts.iter().any(|&one| seconds.iter().any(|&other| one != other && self.are_in_a_group(one, other)))
            || seconds.contains(&first)
            || firsts.contains(&second)
            || self.lies_within(first, second)
            || self.lies_within(second, first)
            || self.project.itself(first) == self.project.itself(second)
    }

    /// Whether an area lies in another as a whole: of one that reaches out of it, and is no part of it, that is not found otherwise.
    fn lies_within(&self, inner: FeatureId, outer: FeatureId) -> bool {
        self.project.areas_above(inner).any(|above| above == outer) && self.project.vertices_lie_in(inner, outer)
    }

    fn are_in_a_group(&self, one: FeatureId, other: FeatureId) -> bool {
        let Some((of_one, of_other)) = self.groups_of.get(&one).zip(self.groups_of.get(&other)) else { return false };
        of_one.iter().any(|at| of_other.contains(at) && self.groups[*at].asks(&[one, other]))
    }
}

/// What two areas cover together where that is wide enough to be anything, square metres; `None` for nothing, or what cannot be found out.
fn shared_m2(
    project: &Project,
    both: [FeatureId; 2],
    covers: &Covers,
    (tolerances, most_pairs): (&Tolerances, &mut u64),
) -> Option<f64> {
    let loops: Vec<Vec<LonLat>> = covered(project, covers, &both).iter().map(<[_]>::to_vec).collect();
    let vertices: usize = loops.iter().map(Vec::len).sum();
    // Where nothing is left the groups say so.
    *most_pairs = most_pairs.saturating_sub(u64::try_from(vertices).unwrap_or(u64::MAX));
    let regions = regions_within(&loops, Side::MoreThan(1), *most_pairs).ok()?;
    let wide = regions.iter().filter_map(|region| patch(region, tolerances, |_, _| both.to_vec(), |_, _| None));
    let area_m2: f64 = wide.map(|patch| patch.area_m2).sum();
    (area_m2 > 0.0).then_some(area_m2)
}
