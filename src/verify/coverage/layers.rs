//! Which layers lie beside each other, so that their areas are compared, and which over one another, as land use lies over districts.
//! Must not know what is wrong between areas.

use std::collections::{BTreeMap, BTreeSet};

use super::covers::Covers;
use super::over::{How, LayersOver, lie_over};
use crate::geometry::{BoxIndex, Extent};
use crate::project::{FeatureId, Project};

/// The areas of all layers by what they are compared with.
pub(super) struct Layers {
    /// Those of layers of which none lies over another, a feature that several of them show once.
    pub(super) beside: Vec<Vec<FeatureId>>,
    /// A layer and its areas with those of others that it is not together with above, though it lies over none of them.
    pub(super) across: Vec<(usize, Vec<FeatureId>)>,
    /// The layers that lie over one another.
    pub(super) over: Vec<LayersOver>,
}

/// The areas of a layer, or of several together.
pub(super) struct Own {
    pub(super) layers: Vec<usize>,
    pub(super) all: Vec<FeatureId>,
    /// Those that no whole is around.
    tops: Vec<FeatureId>,
    /// Those that are no wholes.
    leaves: Vec<FeatureId>,
}

impl Layers {
    /// Sorts areas, which are in the order of their layers, by how their layers lie. What is in a whole is compared with what is in one, and
    /// what is in none with what is in none, so that no part is taken to lie over its whole.
    pub(super) fn of(
        project: &Project,
        all: &[FeatureId],
        is_top: &dyn Fn(&FeatureId) -> bool,
        is_leaf: &dyn Fn(&FeatureId) -> bool,
        covers: &Covers,
        most_pairs: &mut u64,
    ) -> Self {
        let own = |of_layer: &[FeatureId]| {
            let some = |wanted: &dyn Fn(&FeatureId) -> bool| of_layer.iter().copied().filter(|id| wanted(id)).collect();
            Own { layers: vec![of_layer[0].layer], all: of_layer.to_vec(), tops: some(is_top), leaves: some(is_leaf) }
        };
        let owns: Vec<Own> = all.chunk_by(|a, b| a.layer == b.layer).map(own).collect();
        let mut relations = Relations::of(project, &owns, covers, most_pairs);
        let (sets, apart) = relations.sets(owns.len());
        let mut across: BTreeMap<(usize, usize), Vec<FeatureId>> = BTreeMap::new();
        for pair in apart {
            let sets_of = pair.map(|at| set_of(&sets, at));
            // The one of the smaller set with all of the other that it does not lie over, so that what these fill is no gap.
            let turned = sets[sets_of[0]].len() < sets[sets_of[1]].len();
            let (lone, set) = if turned { (pair[0], sets_of[1]) } else { (pair[1], sets_of[0]) };
            across.entry((lone, set)).or_insert_with(|| {
                let others = sets[set].iter().copied().filter(|&other| !relations.is_over(lone, other));
                let with: Vec<&Own> = others.chain([lone]).map(|at| &owns[at]).collect();
                let by_tops = with.iter().any(|own| own.leaves.is_empty());
                let areas = with.iter().flat_map(|own| if by_tops { &own.tops } else { &own.leaves });
                project.once(areas.copied().collect::<BTreeSet<_>>().into_iter())
            });
            let Near { some, others } = Near::of(project, alike(&owns[pair[0]], &owns[pair[1]]));
            let features = some.first().into_iter().chain(others.first()).copied().collect();
            relations.told.push(LayersOver {
                layers: pair.map(|at| owns[at].layers.clone()),
                how: How::Apart,
                features,
            });
        }
        let across = across.into_iter().map(|((lone, _), members)| (owns[lone].layers[0], members)).collect();
        let shown = |set: &Vec<usize>| project.once(set.iter().flat_map(|&at| owns[at].all.iter().copied()));
        let sets = sets.iter().filter(|set| !set.is_empty());
        Self { beside: sets.map(shown).collect(), across, over: relations.told }
    }
}

impl Own {
    fn layer(&self) -> usize {
        self.layers[0]
    }

    /// The areas of several layers that make something up together.
    fn together(owns: &[Self], all: &BTreeSet<usize>) -> Self {
        let ids = |of: fn(&Self) -> &[FeatureId]| all.iter().flat_map(|&at| of(&owns[at])).copied().collect();
        Self {
            layers: all.iter().map(|&at| owns[at].layer()).collect(),
            all: ids(|own| &own.all),
            tops: ids(|own| &own.tops),
            leaves: ids(|own| &own.leaves),
        }
    }
}

/// How layers lie to each other, each by its place.
struct Relations {
    /// The pairs of which one lies over the other, the earlier first.
    over: BTreeSet<[usize; 2]>,
    /// The pairs beside each other, those first that have most to do with each other, whatever the order of the layers.
    beside: Vec<[usize; 2]>,
    /// What is to be told of them.
    told: Vec<LayersOver>,
}

impl Relations {
    fn of(project: &Project, owns: &[Own], covers: &Covers, most_pairs: &mut u64) -> Self {
        let (mut over, mut told) = (BTreeSet::new(), Vec::new());
        let mut beside: Vec<(f64, [usize; 2])> = Vec::new();
        let siblings = Siblings::of(project, owns);
        let mut overlaid: BTreeMap<(usize, BTreeSet<usize>), bool> = BTreeMap::new();
        for second in 0..owns.len() {
            for first in 0..second {
                let pair = [&owns[first], &owns[second]];
                // Overlaid once for all siblings that one of them is.
                let mut lie_over_as_drawn = || {
                    let lies_over_all = siblings.with(first, second).is_some_and(|with| {
                        *overlaid.entry(with).or_insert_with_key(|(alone, all)| {
                            let all = Own::together(owns, all);
                            let found = lie_over(project, [&owns[*alone], &all], covers, most_pairs);
                            let is_over = found.is_some();
                            told.extend(found);
                            is_over
                        })
                    });
                    let found = if lies_over_all { None } else { lie_over(project, pair, covers, most_pairs) };
                    let is_over = lies_over_all || found.is_some();
                    told.extend(found);
                    is_over
                };
                let is_one_kind = project.are_of_one_kind(pair[0].layer(), pair[1].layer());
                if is_one_kind.map_or_else(&mut lie_over_as_drawn, |is_one| !is_one) {
                    over.insert([first, second]);
                } else if are_areas(project, pair) {
                    let Near { some, others } = Near::of(project, alike(pair[0], pair[1]));
                    let area_m2 = |ids: &[FeatureId]| ids.iter().map(|&id| project.area_m2(id)).sum::<f64>();
                    beside.extend((!some.is_empty()).then(|| (area_m2(&some).min(area_m2(&others)), [first, second])));
                }
            }
        }
        beside.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.cmp(b)));
        Self { over, beside: beside.into_iter().map(|(_, pair)| pair).collect(), told }
    }

    fn is_over(&self, a: usize, b: usize) -> bool {
        self.over.contains(&[a.min(b), a.max(b)])
    }

    /// So many layers in sets of which none lies over another of its set, some of them empty; and the pairs beside each other that are not in
    /// one set for that.
    fn sets(&self, count: usize) -> (Vec<Vec<usize>>, Vec<[usize; 2]>) {
        let mut sets: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
        let mut apart: Vec<[usize; 2]> = Vec::new();
        for &pair in &self.beside {
            let [one, other] = pair.map(|at| set_of(&sets, at));
            if one == other {
                continue;
            }
            if sets[one].iter().any(|&a| sets[other].iter().any(|&b| self.is_over(a, b))) {
                apart.push(pair);
            } else {
                let moved = std::mem::take(&mut sets[other]);
                sets[one].extend(moved);
                sets[one].sort_unstable();
            }
        }
        apart.sort_unstable();
        (sets, apart)
    }
}

/// Layers that make up wholes together, so that what lies over them may lie over each by a part.
struct Siblings(BTreeSet<[usize; 2]>);

impl Siblings {
    fn of(project: &Project, owns: &[Own]) -> Self {
        let place = |layer: usize| owns.iter().position(|own| own.layer() == layer);
        let mut pairs = BTreeSet::new();
        for whole in project.wholes.iter().filter(|_| owns.len() > 2) {
            let layers: BTreeSet<usize> = whole.parts.iter().filter_map(|part| place(part.layer)).collect();
            let with = |&one: &usize| layers.iter().filter(move |&&other| other != one).map(move |&other| [one, other]);
            pairs.extend(layers.iter().flat_map(with));
        }
        Self(pairs)
    }

    /// Of two layers of which one makes up wholes together with others the one that does not, and the other with these.
    fn with(&self, first: usize, second: usize) -> Option<(usize, BTreeSet<usize>)> {
        let of = |at: usize| self.0.range([at, 0]..[at + 1, 0]).map(|pair| pair[1]);
        [(first, second), (second, first)].into_iter().find_map(|(alone, other)| {
            let is_apart = of(other).next().is_some() && of(other).all(|sibling| sibling != alone);
            is_apart.then(|| (alone, of(other).chain([other]).collect()))
        })
    }
}

/// Which set a layer is in.
fn set_of(sets: &[Vec<usize>], at: usize) -> usize {
    sets.iter().position(|set| set.contains(&at)).unwrap_or(at)
}

/// Whether layers show areas of the plan, not the land and the water of its base.
pub(super) fn are_areas(project: &Project, pair: [&Own; 2]) -> bool {
    pair.iter().all(|own| own.layers.iter().all(|&layer| is_plan(project, layer)))
}

pub(super) fn is_plan(project: &Project, layer: usize) -> bool {
    project.layers.get(layer).is_some_and(|layer| layer.style.is_plan())
}

/// The areas of two layers that are on one level: those without parts, or where a layer has only wholes, those in no whole.
pub(super) fn alike<'o>(one: &'o Own, other: &'o Own) -> [&'o [FeatureId]; 2] {
    let both = [one, other];
    if both.iter().any(|own| own.leaves.is_empty()) { both.map(|own| &*own.tops) } else { both.map(|own| &*own.leaves) }
}

/// The areas of two layers whose boxes meet that of one of the other.
pub(super) struct Near {
    pub(super) some: Vec<FeatureId>,
    pub(super) others: Vec<FeatureId>,
}

impl Near {
    pub(super) fn of(project: &Project, [some, others]: [&[FeatureId]; 2]) -> Self {
        let meeting = |some: &[FeatureId], others: &[FeatureId]| {
            let boxes: Vec<Extent> = others.iter().map(|&id| project.noded_extent(id)).collect();
            let index = BoxIndex::new(&boxes);
            let meets = |&id: &FeatureId| index.meeting(project.noded_extent(id)).next().is_some();
            some.iter().copied().filter(meets).collect::<Vec<_>>()
        };
        let some = meeting(some, others);
        Self { others: meeting(others, &some), some }
    }
}
