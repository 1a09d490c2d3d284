//! Layers of which one lies over another, as land use lies over districts: which do, and what is told of it.
//! Must not know what is compared with what for that.

use std::collections::{BTreeMap, BTreeSet};

use super::covers::Covers;
use super::duplicate::{box_of, normal};
use super::layers::{Near, Own, alike, are_areas};
use super::wound::covered;
use crate::geometry::overlay::{Region, Side, difference_within, loose_edges, regions_within, traced};
use crate::geometry::{BoxIndex, Extent};
use crate::i18n::{area, list, number, tr};
use crate::project::{FeatureId, MAX_SHARED, Project, Style};
use crate::verify::names::names;
use crate::verify::{Finding, LAYERS_NOT_COMPARED, Severity, Subject};

/// One or two areas over a layer are as likely a mistake as a kind of their own.
const FEW: usize = 3;
/// So many pairs are looked at for one that shows how two layers lie.
const MAX_TRIED: usize = 1000;
/// The share of the one or the other from which that shows it.
const OVERLAPS: f64 = 0.01;

/// Two layers that were not compared, or not for all.
pub(crate) struct LayersOver {
    /// The larger, of several layers where these make something up together, and the smaller that lies over it or is beside it.
    pub(super) layers: [Vec<usize>; 2],
    pub(super) how: How,
    /// An area of the smaller, and one of the larger there.
    pub(super) features: Vec<FeatureId>,
}

impl LayersOver {
    /// Two layers of which nobody knows how they lie, or one: two areas of theirs, and what such areas cover together in square metres.
    pub(super) fn unknown(features: [FeatureId; 2], area_m2: f64) -> Self {
        Self { layers: features.map(|id| vec![id.layer]), how: How::Unknown(area_m2), features: features.to_vec() }
    }

    /// Whether it says of two layers that one lies over the other.
    pub(super) fn is_of(&self, one: usize, other: usize) -> bool {
        let [larger, smaller] = &self.layers;
        let is = |a, b| larger.contains(&a) && smaller.contains(&b);
        matches!(self.how, How::Over { .. }) && (is(one, other) || is(other, one))
    }
}

/// How two layers lie.
pub(super) enum How {
    /// The one over the other.
    Over {
        /// How much of the smaller does.
        shared: f64,
        /// How much that is, square metres.
        shared_m2: f64,
        /// How many areas of the smaller that is of, where others of it are on another level.
        some: Option<usize>,
        /// How many of them the larger has too, position for position, where that is most of them: a copy of it, no kind of its own.
        copies: Option<usize>,
        /// Whether the smaller has so few areas that these may be meant to lie beside the others, or is meant to make them up or be made up.
        is_doubtful: bool,
    },
    /// Beside each other, while one of them lies over layers that the other was put together with: slits were not closed.
    Apart,
    /// Neither, and yet areas of theirs cover so much together, square metres.
    Unknown(f64),
}

fn is_of_wholes(project: &Project, layer: usize) -> bool {
    project.layers.get(layer).is_some_and(|layer| layer.style == Style::Whole)
}

/// Whether one of two layers lies over the other. What cannot be found out is left to those that compare.
pub(super) fn lie_over(
    project: &Project,
    owns: [&Own; 2],
    covers: &Covers,
    most_pairs: &mut u64,
) -> Option<LayersOver> {
    if !are_areas(project, owns) {
        return None;
    }
    let [first, second] = alike(owns[0], owns[1]);
    let shown: BTreeSet<_> = first.iter().map(|&id| project.itself(id)).collect();
    let is_other = |id: &FeatureId| !shown.contains(&project.itself(*id));
    let second: Vec<FeatureId> = second.iter().copied().filter(is_other).collect();
    let total_m2 = |ids: &[FeatureId]| ids.iter().map(|&id| project.area_m2(id)).sum::<f64>();
    let (sizes, mut both) = ([first, &second].map(total_m2), [(owns[0], first), (owns[1], &second)]);
    if sizes[0] < sizes[1] {
        both.reverse();
    }
    let [larger, smaller] = both;
    let Near { some, others } = Near::of(project, [smaller.1, larger.1]);
    let least_m2 = MAX_SHARED * sizes[0].min(sizes[1]);
    let near_m2 = total_m2(&some);
    if some.is_empty() || near_m2 <= least_m2 {
        return None;
    }
    let shared_m2 = near_m2 * part_over(project, [&some, &others], covers, most_pairs)?;
    if shared_m2 <= least_m2 {
        return None;
    }
    let copies = copies(project, [&some, &others]);
    let copies = (2 * copies > smaller.1.len()).then_some(copies);
    Some(LayersOver {
        layers: [larger.0.layers.clone(), smaller.0.layers.clone()],
        how: How::Over {
            shared: shared_m2 / sizes[0].min(sizes[1]),
            shared_m2,
            some: (smaller.1.len() < smaller.0.all.len()).then_some(smaller.1.len()),
            copies,
            is_doubtful: smaller.1.len() < FEW
                || copies.is_some()
                || owns.iter().any(|own| own.layers.iter().any(|&layer| is_of_wholes(project, layer))),
        },
        features: one_over(project, [&some, &others], covers, most_pairs).to_vec(),
    })
}

/// One of some areas, and one of others that it lies over.
fn one_over(
    project: &Project,
    [some, others]: [&[FeatureId]; 2],
    covers: &Covers,
    most_pairs: &mut u64,
) -> [FeatureId; 2] {
    let boxes: Vec<Extent> = others.iter().map(|&id| project.noded_extent(id)).collect();
    let index = BoxIndex::new(&boxes);
    let meeting = |&one: &FeatureId| index.meeting(project.noded_extent(one)).map(move |other| [one, others[other]]);
    let mut shares = |one, other| part_over(project, [&[one], &[other]], covers, most_pairs).unwrap_or(0.0);
    let mut lie_over = |&[one, other]: &[FeatureId; 2]| shares(one, other).max(shares(other, one)) > OVERLAPS;
    some.iter().flat_map(meeting).take(MAX_TRIED).find(|pair| lie_over(pair)).unwrap_or([some[0], others[0]])
}

/// How many of some areas are among others too, with the very same geometry.
fn copies(project: &Project, [some, others]: [&[FeatureId]; 2]) -> usize {
    let boxed = |ids: &[FeatureId]| {
        let mut boxed: BTreeMap<[u64; 4], Vec<FeatureId>> = BTreeMap::new();
        for &id in ids {
            if let Some(shape) = project.shape(id) {
                boxed.entry(box_of(shape)).or_default().push(id);
            }
        }
        boxed
    };
    let others = boxed(others);
    let is_same = |one: FeatureId, other: FeatureId| project.shape(one).map(normal) == project.shape(other).map(normal);
    let is_copy = |&one: &FeatureId| {
        let alike = project.shape(one).and_then(|shape| others.get(&box_of(shape)));
        alike.is_some_and(|alike| alike.iter().any(|&other| is_same(one, other)))
    };
    some.iter().filter(|one| is_copy(one)).count()
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
        let severity = match over.how {
            How::Over { is_doubtful: true, .. } | How::Unknown(_) => Severity::Warning,
            How::Over { .. } | How::Apart => Severity::Note,
        };
        let kind = match over.how {
            How::Over { .. } => LAYERS_NOT_COMPARED,
            How::Apart => "slits-not-closed",
            How::Unknown(_) => "areas-not-compared",
        };
        let finding = Finding::new(subject, LAYERS_NOT_COMPARED, severity, over.features.clone(), |lang| {
            let titles = over.layers.each_ref().map(|layers| {
                let titles: Vec<&str> = layers.iter().map(|&layer| project.layers[layer].title.get(lang)).collect();
                list(&titles, lang)
            });
            let [larger, smaller] = &titles;
            match over.how {
                How::Over { copies: Some(count), .. } => {
                    tr!(lang, "finding.layer-copied", count = count, larger = larger, smaller = smaller)
                }
                How::Over { shared, shared_m2, some, .. } => {
                    let (percent, area) = (number(shared * 100.0, 0), area(shared_m2, lang));
                    let smaller = match some {
                        Some(1) => tr!(lang, "finding.area-of-layer", title = smaller),
                        Some(count) => tr!(lang, "finding.areas-of-layer", count = count, title = smaller),
                        None => tr!(lang, "finding.layer-titled", title = smaller),
                    };
                    tr!(
                        lang,
                        "finding.layers-not-compared",
                        larger = larger,
                        smaller = smaller,
                        percent = percent,
                        area = area
                    )
                }
                How::Apart => tr!(lang, "finding.slits-not-closed", one = larger, other = smaller),
                How::Unknown(area_m2) => {
                    let (area, both) = (area(area_m2, lang), names(project, &over.features, lang));
                    let layers = if larger == smaller {
                        larger.clone()
                    } else {
                        list(&[larger.as_str(), smaller.as_str()], lang)
                    };
                    tr!(lang, "finding.areas-not-compared", layers = layers, area = area, list = both)
                }
            }
            .into_owned()
        });
        finding.of_kind(kind)
    };
    subject.layers_over().iter().map(finding).collect()
}
