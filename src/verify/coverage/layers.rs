//! Which layers lie beside each other, so that their areas are compared, and which over one another, as land use lies over districts.
//! Must not know what is wrong between areas.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::covers::Covers;
use super::wound::covered;
use crate::geometry::overlay::{Region, Side, difference_within, loose_edges, regions_within, traced};
use crate::geometry::{BoxIndex, Extent};
use crate::i18n::{area, number, tr};
use crate::project::{FeatureId, MOST_SHARED, Project, Style};
use crate::verify::{Finding, Severity, Subject};

/// One or two areas over a layer are as likely a mistake as a kind of their own.
const FEW: usize = 3;

/// Two layers that were not compared, since the one lies over the other.
pub(crate) struct LayersOver {
    /// The larger, and the smaller that lies over it.
    layers: [usize; 2],
    /// How much of the smaller does.
    shared: f64,
    /// How much that is, square metres.
    shared_m2: f64,
    /// Whether the smaller has so few areas that these may be meant to lie beside the others, or is meant to make them up or be made up.
    is_doubtful: bool,
    /// An area of the smaller that does, and one of the larger there.
    features: Vec<FeatureId>,
}

/// The areas of all layers by what they are compared with.
pub(super) struct Layers {
    /// Those of layers of which none lies over another, a feature that several of them show once.
    pub(super) beside: Vec<Vec<FeatureId>>,
    /// Those of two layers that are not together above, though neither lies over the other.
    pub(super) across: Vec<Vec<FeatureId>>,
    /// The layers that lie over one another.
    pub(super) over: Vec<LayersOver>,
}

/// The areas of a layer.
struct Own {
    layer: usize,
    all: Vec<FeatureId>,
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
        let mut together: Vec<Vec<Own>> = Vec::new();
        let (mut across, mut over) = (Vec::new(), Vec::new());
        for of_layer in all.chunk_by(|a, b| a.layer == b.layer) {
            let some = |wanted: &dyn Fn(&FeatureId) -> bool| of_layer.iter().copied().filter(|id| wanted(id)).collect();
            let (tops, leaves) = (some(is_top), some(is_leaf));
            let own = Own { layer: of_layer[0].layer, all: of_layer.to_vec(), tops, leaves };
            let over_each: Vec<Vec<Option<LayersOver>>> = together
                .iter()
                .map(|others| others.iter().map(|other| lie_over(project, [other, &own], covers, most_pairs)).collect())
                .collect();
            let is_beside = |at: usize| over_each[at].iter().all(Option::is_none);
            let chosen = beside(project, &together, &own, &is_beside, &over);
            let mut apart = Vec::new();
            for ((at, others), found) in together.iter().enumerate().zip(over_each) {
                if !chosen.contains(&at) {
                    apart.extend(others.iter().zip(&found).filter(|(_, over)| over.is_none()).map(|(other, _)| other));
                }
                over.extend(found.into_iter().flatten());
            }
            across.extend(apart.into_iter().filter_map(|other| pair(project, other, &own)));
            let (with, without): (Vec<_>, Vec<_>) =
                together.into_iter().enumerate().partition(|(at, _)| chosen.contains(at));
            together = without.into_iter().map(|(_, layers)| layers).collect();
            let mut with: Vec<Own> = with.into_iter().flat_map(|(_, layers)| layers).chain([own]).collect();
            with.sort_by_key(|own| own.layer);
            together.push(with);
        }
        let shown = |layers: &Vec<Own>| once(project, layers.iter().flat_map(|own| own.all.iter().copied()));
        Self { beside: together.iter().map(shown).collect(), across, over }
    }
}

/// Which sets of layers one is put together with, of those over none of which it lies: all that it is near and that can be together,
/// those first that it has most to do with.
fn beside(
    project: &Project,
    together: &[Vec<Own>],
    own: &Own,
    is_beside: &dyn Fn(usize) -> bool,
    over: &[LayersOver],
) -> Vec<usize> {
    let mut places: Vec<(usize, usize)> = (0..together.len())
        .filter(|&at| is_beside(at) && are_areas(project, &together[at], own))
        .map(|at| (Near::count(project, &together[at], own), at))
        .filter(|(near, _)| *near > 0)
        .collect();
    places.sort_by_key(|&(near, at)| (Reverse(near), at));
    let mut chosen: Vec<usize> = Vec::new();
    for (_, at) in places {
        if !chosen.iter().any(|&other| are_over(over, &together[at], &together[other])) {
            chosen.push(at);
        }
    }
    chosen
}

/// Whether layers show areas of the plan, not the land and the water of its base.
fn are_areas(project: &Project, others: &[Own], own: &Own) -> bool {
    others.iter().chain([own]).all(|own| is_plan(project, own.layer))
}

pub(super) fn is_plan(project: &Project, layer: usize) -> bool {
    project.layers.get(layer).is_some_and(|layer| matches!(layer.style, Style::Area | Style::Whole))
}

fn is_of_wholes(project: &Project, layer: usize) -> bool {
    project.layers.get(layer).is_some_and(|layer| layer.style == Style::Whole)
}

/// Areas of two layers that are to be compared, if any.
fn pair(project: &Project, one: &Own, other: &Own) -> Option<Vec<FeatureId>> {
    if !are_areas(project, std::slice::from_ref(one), other) {
        return None;
    }
    let [some, others] = alike(one, other);
    let both = once(project, some.iter().chain(others).copied());
    let near = Near::of(project, [some, others]);
    (!near.some.is_empty()).then_some(both)
}

/// The areas of two layers that are on one level: those without parts, or where a layer has only wholes, those in no whole.
fn alike<'o>(one: &'o Own, other: &'o Own) -> [&'o [FeatureId]; 2] {
    let both = [one, other];
    if both.iter().any(|own| own.leaves.is_empty()) { both.map(|own| &*own.tops) } else { both.map(|own| &*own.leaves) }
}

/// Features, one that several layers of a file show only where it is first.
pub(super) fn once(project: &Project, ids: impl Iterator<Item = FeatureId>) -> Vec<FeatureId> {
    let mut seen = BTreeSet::new();
    ids.filter(|&id| project.in_file(id).is_none_or(|itself| seen.insert(itself))).collect()
}

/// The areas of two layers whose boxes meet that of one of the other.
struct Near {
    some: Vec<FeatureId>,
    others: Vec<FeatureId>,
}

/// Whether a layer of some lies over one of others.
fn are_over(over: &[LayersOver], some: &[Own], others: &[Own]) -> bool {
    let has = |layers: &[Own], layer: usize| layers.iter().any(|own| own.layer == layer);
    over.iter()
        .map(|over| over.layers)
        .any(|[one, other]| has(some, one) && has(others, other) || has(some, other) && has(others, one))
}

impl Near {
    /// How many areas of a layer and of others have boxes that meet.
    fn count(project: &Project, others: &[Own], own: &Own) -> usize {
        let near = others.iter().map(|other| Self::of(project, alike(other, own)));
        near.map(|near| near.some.len() + near.others.len()).sum()
    }

    fn of(project: &Project, [some, others]: [&[FeatureId]; 2]) -> Self {
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

/// Whether one of two layers lies over the other. What cannot be found out is left to those that compare.
fn lie_over(project: &Project, owns: [&Own; 2], covers: &Covers, most_pairs: &mut u64) -> Option<LayersOver> {
    if !are_areas(project, std::slice::from_ref(owns[0]), owns[1]) {
        return None;
    }
    let [first, second] = alike(owns[0], owns[1]);
    let shown: BTreeSet<_> = first.iter().filter_map(|&id| project.in_file(id)).collect();
    let is_other = |id: &FeatureId| project.in_file(*id).is_none_or(|itself| !shown.contains(&itself));
    let second: Vec<FeatureId> = second.iter().copied().filter(is_other).collect();
    let total_m2 = |ids: &[FeatureId]| ids.iter().map(|&id| project.area_m2(id)).sum::<f64>();
    let (sizes, mut both) = ([first, &second].map(total_m2), [(owns[0].layer, first), (owns[1].layer, &second)]);
    if sizes[0] < sizes[1] {
        both.reverse();
    }
    let [larger, smaller] = both;
    let Near { some, others } = Near::of(project, [smaller.1, larger.1]);
    let least_m2 = MOST_SHARED * sizes[0].min(sizes[1]);
    let near_m2 = total_m2(&some);
    if some.is_empty() || near_m2 <= least_m2 {
        return None;
    }
    let shared_m2 = near_m2 * part_over(project, [&some, &others], covers, most_pairs)?;
    (shared_m2 > least_m2).then(|| LayersOver {
        layers: [larger.0, smaller.0],
        shared: shared_m2 / sizes[0].min(sizes[1]),
        shared_m2,
        is_doubtful: smaller.1.len() < FEW || owns.iter().any(|own| is_of_wholes(project, own.layer)),
        features: vec![some[0], others[0]],
    })
}

/// How much of what some areas cover others cover too.
fn part_over(project: &Project, areas: [&[FeatureId]; 2], covers: &Covers, most_pairs: &mut u64) -> Option<f64> {
    let [some, others] = areas.map(|ids| traced(&loose_edges(&covered(project, covers, ids))));
    let doubled = |regions: Vec<Region>| regions.iter().map(Region::doubled_area).sum::<f64>();
    let all = doubled(regions_within(&some, Side::MoreThan(0), *most_pairs).ok()?);
    let bare = doubled(difference_within(&some, &others, most_pairs).ok()?);
    (all > 0.0).then(|| 1.0 - bare / all)
}

pub(crate) fn layers_not_compared(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let finding = |over: &LayersOver| {
        let severity = if over.is_doubtful { Severity::Warning } else { Severity::Note };
        Finding::new(subject, "layers-not-compared", severity, over.features.clone(), |lang| {
            let [larger, smaller] = over.layers.map(|layer| project.layers[layer].title.get(lang));
            let (percent, area) = (number(over.shared * 100.0, 0), area(over.shared_m2, lang));
            tr!(lang, "finding.layers-not-compared", larger = larger, smaller = smaller, percent = percent, area = area)
                .into_owned()
        })
    };
    subject.layers_over().iter().map(finding).collect()
}
