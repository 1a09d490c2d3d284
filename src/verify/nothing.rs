//! Rules `nothing-to-verify`, `no-geometry` and `closed-line`: is there anything that areas, sums and boundaries could be checked on?
//! Must not check them.

use std::collections::BTreeMap;

use super::names::names;
use super::{Finding, NOTHING_TO_VERIFY, NoArea, Severity, Subject};
use crate::geometry::Shape;
use crate::i18n::{Lang, tr};
use crate::project::{FeatureId, Layer, Project};

/// A project without a single area that is checked is no success; nor is a layer without a feature among others.
pub(super) fn nothing_to_verify(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    if !has_areas(project) {
        let message = |lang: Lang| tr!(lang, "finding.nothing-to-verify", why = words(project, lang)).into_owned();
        return vec![Finding::new(subject, NOTHING_TO_VERIFY, Severity::Error, Vec::new(), message)];
    }
    project.layers.iter().filter(|layer| layer.data.features().is_empty()).map(|layer| empty(subject, layer)).collect()
}

/// Whether a project has an area that rules look at.
pub(super) fn has_areas(project: &Project) -> bool {
    let declared = || project.declared.keys().filter_map(|&id| project.shape(id)).any(Shape::is_areal);
    project.areal_ids().next().is_some() || declared()
}

/// Why no area of a project can be measured, in words; none where some can.
#[must_use]
pub fn nothing_to_measure(project: &Project, lang: Lang) -> Option<String> {
    (!has_areas(project)).then(|| words(project, lang))
}

fn words(project: &Project, lang: Lang) -> String {
    tr!(lang, why_nothing(project), count = project.feature_ids().count()).into_owned()
}

/// The key of the words.
fn why_nothing(project: &Project) -> &'static str {
    let mut shapes = project.feature_ids().filter_map(|id| project.shape(id)).peekable();
    if shapes.peek().is_none() {
        return "nothing.no-feature";
    }
    let (mut any_areal, mut any_position) = (false, false);
    for shape in shapes {
        any_areal |= shape.is_areal();
        any_position |= shape.vertex_count() > 0;
    }
    match (any_areal, any_position) {
        (true, _) => "nothing.only-base",
        (false, true) => "nothing.only-lines",
        (false, false) => "nothing.no-geometry",
    }
}

fn empty(subject: &Subject<'_>, layer: &Layer) -> Finding {
    let message = |lang: Lang| tr!(lang, "finding.empty-layer", layer = layer.title.get(lang)).into_owned();
    let mut finding = Finding::new(subject, NOTHING_TO_VERIFY, Severity::Warning, Vec::new(), message);
    finding.id = format!("nothing-to-verify:{}", layer.id);
    finding.of_kind("empty-layer")
}

/// The features without any position, one finding for each file. A feature that several layers show is one feature.
pub(super) fn no_geometry(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let mut by_file: BTreeMap<Option<usize>, Vec<FeatureId>> = BTreeMap::new();
    let is_none = |id: &FeatureId| NoArea::of(project, *id) == Some(NoArea::NoGeometry);
    for id in project.once(project.feature_ids().filter(is_none)) {
        by_file.entry(project.layers[id.layer].file).or_default().push(id);
    }
    by_file.into_values().filter_map(|ids| without_geometry(subject, ids)).collect()
}

/// Lines that end where they begin, where areas are meant and others are drawn as such: one finding for each layer. That of a declared
/// area is an error of its own.
pub(super) fn closed_line(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let mut findings = Vec::new();
    for (at, layer) in project.layers.iter().enumerate() {
        let means_areas = layer.style.is_plan() && layer.data.shapes().iter().any(Shape::is_areal);
        let ids = (0..layer.data.features().len()).map(|feature| FeatureId { layer: at, feature });
        let is_closed = |&id: &FeatureId| NoArea::of(project, id) == Some(NoArea::ClosedLine);
        let closed: Vec<FeatureId> = ids.filter(is_closed).filter(|id| !project.declared.contains_key(id)).collect();
        if !means_areas || closed.is_empty() {
            continue;
        }
        let message = |lang: Lang| {
            tr!(lang, "finding.closed-line", count = closed.len(), list = names(project, &closed, lang)).into_owned()
        };
        let mut finding = Finding::new(subject, "closed-line", Severity::Warning, closed.clone(), message);
        finding.id = format!("closed-line:{}", layer.id);
        findings.push(finding);
    }
    findings
}

fn without_geometry(subject: &Subject<'_>, ids: Vec<FeatureId>) -> Option<Finding> {
    let project = subject.project;
    let layer = project.layers.get(ids.first()?.layer)?;
    let (count, some) = (ids.len(), ids.clone());
    let message =
        |lang: Lang| tr!(lang, "finding.no-geometry", count = count, list = names(project, &some, lang)).into_owned();
    let mut finding = Finding::new(subject, "no-geometry", Severity::Warning, ids, message);
    finding.id = format!("no-geometry:{}", layer.id);
    Some(finding)
}
