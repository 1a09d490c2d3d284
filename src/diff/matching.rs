//! Which feature of one version is which of the other: by id, then by overlap.
//! Must not know what became of them.

use std::collections::{BTreeMap, BTreeSet};

use super::region::difference;
use super::rings::{box_tree, overlap_deg2, touching};
use crate::geometry::overlay::doubled_area;
use crate::geometry::{Polygon, Shape};
use crate::project::{FeatureId, Project, Whole};

/// How it is known that a feature of one version is a feature of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Both go by the same id, which no other area of either version has.
    Id,
    /// No other pair that is left shares more ground, and they share half of the larger of the two at least.
    Overlap,
    /// A line or point that lies in the same place, or a line that no other lies nearer to.
    Place,
    /// A feature without geometry of which the same is said.
    Words,
}

impl By {
    /// Short stable name, as in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Overlap => "overlap",
            Self::Place => "place",
            Self::Words => "words",
        }
    }
}

/// The areas of two versions, put together.
#[derive(Debug, Default)]
pub(super) struct Matched {
    pub(super) both: Vec<(FeatureId, FeatureId, By)>,
    pub(super) only_a: Vec<FeatureId>,
    pub(super) only_b: Vec<FeatureId>,
    pub(super) not_compared_a: Vec<FeatureId>,
    pub(super) not_compared_b: Vec<FeatureId>,
}

/// How much of the larger of two areas both must cover to be one by overlap.
const SHARED: f64 = 0.5;

pub(super) fn matched(a: &Project, b: &Project) -> Matched {
    let (mut only_a, mut only_b) = (areas(a), areas(b));
    let mut both = by_id(a, &only_a, b, &only_b);
    leave_out(&both, &mut only_a, &mut only_b);
    both.extend(by_overlap(a, &only_a, b, &only_b));
    leave_out(&both, &mut only_a, &mut only_b);
    let pairs: Vec<_> = both.iter().map(|&(at, to, _)| (at, to)).collect();
    let turned: Vec<_> = pairs.iter().map(|&(at, to)| (to, at)).collect();
    let not_compared_a = parts_untold(&a.wholes, &pairs, &b.wholes, &mut only_a);
    let not_compared_b = parts_untold(&b.wholes, &turned, &a.wholes, &mut only_b);
    Matched { both, only_a, only_b, not_compared_a, not_compared_b }
}

/// The areas that a user asks about; every area where no layer answers to a click. One that several layers show is there once.
fn areas(project: &Project) -> Vec<FeatureId> {
    let answering: Vec<FeatureId> = project.areal_ids().collect();
    if answering.is_empty() {
        project.once(project.feature_ids().filter(|&id| project.shape(id).is_some_and(Shape::is_areal)))
    } else {
        project.once(answering.into_iter())
    }
}

pub(super) fn leave_out(both: &[(FeatureId, FeatureId, By)], only_a: &mut Vec<FeatureId>, only_b: &mut Vec<FeatureId>) {
    let (in_a, in_b): (BTreeSet<_>, BTreeSet<_>) = both.iter().map(|&(at, to, _)| (at, to)).unzip();
    only_a.retain(|id| !in_a.contains(id));
    only_b.retain(|id| !in_b.contains(id));
}

/// Pairs whose id each version has exactly once. A feature that was written without an id has none to go by.
pub(super) fn by_id(
    a: &Project,
    ids_a: &[FeatureId],
    b: &Project,
    ids_b: &[FeatureId],
) -> Vec<(FeatureId, FeatureId, By)> {
    let (keyed_a, keyed_b) = (by_key(a, ids_a), by_key(b, ids_b));
    let both = keyed_a.into_iter().filter_map(|(key, at)| Some((at?, (*keyed_b.get(key)?)?, By::Id)));
    both.collect()
}

fn by_key<'a>(project: &'a Project, ids: &[FeatureId]) -> BTreeMap<&'a str, Option<FeatureId>> {
    let mut keyed: BTreeMap<&str, Option<FeatureId>> = BTreeMap::new();
    let with_id = ids.iter().filter_map(|&id| Some((id, project.feature(id).filter(|feature| feature.id.is_some())?)));
    for (id, feature) in with_id {
        keyed.entry(feature.key()).and_modify(|first| *first = None).or_insert(Some(id));
    }
    keyed
}

/// Pairs that share the most ground, the largest share first. Ground is compared in square degrees, which between
/// areas that overlap comes to the same.
fn by_overlap(a: &Project, ids_a: &[FeatureId], b: &Project, ids_b: &[FeatureId]) -> Vec<(FeatureId, FeatureId, By)> {
    let shapes =
        |project, ids: &[FeatureId]| -> Vec<_> { ids.iter().filter_map(|&id| Sized::of(project, id)).collect() };
    let (sized_a, sized_b): (Vec<Sized<'_>>, Vec<Sized<'_>>) = (shapes(a, ids_a), shapes(b, ids_b));
    let tree = box_tree(sized_b.iter().map(|sized| sized.shape.extent()).enumerate());
    let mut pairs: Vec<(f64, FeatureId, FeatureId)> = Vec::new();
    for of_a in &sized_a {
        for of_b in touching(&tree, of_a.shape.extent()).map(|at| &sized_b[at]) {
            pairs.extend(of_a.shared_deg2(of_b).map(|shared| (shared, of_a.id, of_b.id)));
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0));
    each_once(pairs, By::Overlap)
}

/// Of pairs in order, the best first, those neither of which is in an earlier one.
pub(super) fn each_once(pairs: Vec<(f64, FeatureId, FeatureId)>, by: By) -> Vec<(FeatureId, FeatureId, By)> {
    let (mut taken_a, mut taken_b) = (BTreeSet::new(), BTreeSet::new());
    let mut both = Vec::new();
    for (_, at, to) in pairs {
        if !taken_a.contains(&at) && !taken_b.contains(&to) {
            taken_a.insert(at);
            taken_b.insert(to);
            both.push((at, to, by));
        }
    }
    both
}

/// A feature with its size in square degrees.
struct Sized<'a> {
    id: FeatureId,
    shape: Shape<'a>,
    deg2: f64,
}

impl<'a> Sized<'a> {
    fn of(project: &'a Project, id: FeatureId) -> Option<Self> {
        let shape = project.shape(id)?;
        Some(Self { id, shape, deg2: shape.polygons().map(polygon_deg2).sum() })
    }

    /// The ground that two features share in square degrees, if it is enough to make them one.
    fn shared_deg2(&self, other: &Self) -> Option<f64> {
        let enough = SHARED * self.deg2.max(other.deg2);
        // Most neighbours share too little even of their boxes.
        if overlap_deg2(self.shape.extent(), other.shape.extent()) < enough {
            return None;
        }
        let shared = self.deg2 - difference(self.shape, other.shape).ok()?.removed_deg2();
        (shared >= enough && shared > 0.0).then_some(shared)
    }
}

fn polygon_deg2(polygon: Polygon<'_>) -> f64 {
    let mut rings = polygon.rings().map(|ring| doubled_area(ring).abs() / 2.0);
    let outer = rings.next().unwrap_or(0.0);
    rings.fold(outer, |left, hole| left - hole)
}

/// Takes out of `only` the parts of each whole that has a partner, none of whose parts the other version has, and whose partner
/// is not made up of parts there either.
fn parts_untold(
    wholes: &[Whole],
    pairs: &[(FeatureId, FeatureId)],
    other_wholes: &[Whole],
    only: &mut Vec<FeatureId>,
) -> Vec<FeatureId> {
    let partners: BTreeMap<FeatureId, FeatureId> = pairs.iter().copied().collect();
    let made_up: BTreeSet<FeatureId> = other_wholes.iter().map(|whole| whole.whole).collect();
    let untold = |whole: &&Whole| {
        let partner = partners.get(&whole.whole);
        partner.is_some_and(|partner| !made_up.contains(partner))
            && whole.parts.iter().all(|part| !partners.contains_key(part))
    };
    let parts: BTreeSet<FeatureId> =
        wholes.iter().filter(untold).flat_map(|whole| whole.parts.iter().copied()).collect();
    let (left_out, kept) = only.iter().partition(|id| parts.contains(id));
    *only = kept;
    left_out
}
