//! Rules `layer-left-out` and `outside-whole`: areas that are compared with no others, or that the whole which the user named does not have.
//! Must not know how areas are compared.

use std::collections::BTreeSet;

use super::names::names;
use super::nothing::has_areas;
use super::{Finding, Severity, Subject};
use crate::geometry::Shape;
use crate::i18n::{Lang, tr};
use crate::project::{FeatureId, Layer, Origin, Project, Whole};

/// The most features that a finding points at.
const MAX_FEATURES: usize = 20;

/// Layers of areas that answer to no click: those of their areas of which nothing is said are compared with no others. A note for each.
pub(super) fn layer_left_out(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    if !has_areas(project) {
        return Vec::new();
    }
    let of_wholes: BTreeSet<FeatureId> = project.wholes.iter().flat_map(of_whole).collect();
    let is_said = |id: &FeatureId| project.declared.contains_key(id) || of_wholes.contains(id);
    let hidden = project.layers.iter().enumerate().filter(|(_, layer)| !layer.queryable && layer.style.is_plan());
    let finding = |(at, layer): (usize, &Layer)| {
        let areal = (0..layer.data.features().len()).map(|feature| FeatureId { layer: at, feature });
        let areal = areal.filter(|&id| project.shape(id).is_some_and(Shape::is_areal));
        let left: Vec<FeatureId> = areal.filter(|id| !is_said(id)).collect();
        let (first, count) = (left.first().copied()?, left.len());
        let message =
            |lang: Lang| tr!(lang, "finding.layer-left-out", layer = layer.title.get(lang), count = count).into_owned();
        let mut finding = Finding::new(subject, "layer-left-out", Severity::Note, vec![first], message);
        finding.id = format!("layer-left-out:{}", layer.id);
        finding.features = left.into_iter().take(MAX_FEATURES).collect();
        Some(finding)
    };
    hidden.filter_map(finding).collect()
}

/// Areas that belong to nothing beside a whole which the user said the others make up.
pub(super) fn outside_whole(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let Some(named) = project.wholes.iter().find(|whole| whole.origin == Origin::Named) else { return Vec::new() };
    let outside = beside(project, named.whole);
    let Some(count) = Some(outside.len()).filter(|count| *count > 0) else { return Vec::new() };
    let message = |lang: Lang| {
        let (name, list) = (names(project, &[named.whole], lang), names(project, &outside, lang));
        tr!(lang, "finding.outside-whole", name = name, count = count, list = list).into_owned()
    };
    let mut finding = Finding::new(subject, "outside-whole", Severity::Warning, vec![named.whole], message);
    finding.features = outside.iter().take(MAX_FEATURES).copied().collect();
    vec![finding]
}

/// The areas that are neither whole nor part of one and lie neither in the whole nor around it. A feature that several layers show is one.
fn beside(project: &Project, whole: FeatureId) -> Vec<FeatureId> {
    let itself = |id: FeatureId| project.itself(id);
    let mut known: BTreeSet<_> = project.wholes.iter().flat_map(of_whole).map(itself).collect();
    let areas =
        project.areal_ids().filter(|id| project.layers.get(id.layer).is_some_and(|layer| layer.style.is_plan()));
    let is_beside = |id: &FeatureId| !project.lies_in(*id, whole) && !project.lies_in(whole, *id);
    areas.filter(|&id| known.insert(itself(id))).filter(is_beside).collect()
}

fn of_whole(whole: &Whole) -> impl Iterator<Item = FeatureId> {
    whole.parts.iter().copied().chain([whole.whole])
}
