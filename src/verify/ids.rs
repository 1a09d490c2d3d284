//! Rules `duplicate-id` and `missing-id`: can each feature be called by its id?
//! Must not know what else a feature has.

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, printable, tr};
use crate::project::{Feature, FeatureId, Layer};

/// Ids that stand at several features of one file, or at one and are what another goes by that has none. A feature that several layers show is
/// one feature.
pub(super) fn duplicate_id(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    // By its place in the file one goes that has none.
    let is_called = |id: &FeatureId| {
        project.layers[id.layer].file.is_some() || project.feature(*id).is_some_and(|feature| feature.id.is_some())
    };
    let called = |id: &FeatureId| (project.layers[id.layer].file, project.feature(*id).map_or("", Feature::key));
    let itself = |id: &FeatureId| project.itself(*id);
    // Put in order: a map of what is called how takes as much room again as all features.
    let mut ids: Vec<FeatureId> = project.feature_ids().filter(is_called).collect();
    ids.sort_by(|a, b| called(a).cmp(&called(b)).then_with(|| itself(a).cmp(&itself(b))));
    ids.dedup_by(|a, b| called(a) == called(b) && itself(a) == itself(b));
    let shared = ids.chunk_by(|a, b| called(a) == called(b)).filter(|ids| ids.len() > 1);
    shared
        .map(|ids| {
            let (_, key) = called(&ids[0]);
            let message = |lang: Lang| tr!(lang, "finding.duplicate-id", id = printable(key), count = ids.len());
            Finding::new(subject, "duplicate-id", Severity::Error, ids.to_vec(), |lang| message(lang).into_owned())
        })
        .collect()
}

/// Features without an id in layers that answer to a click; one finding where no feature of a layer has any.
pub(super) fn missing_id(subject: &Subject<'_>) -> Vec<Finding> {
    let asked = subject.project.layers.iter().enumerate().filter(|(_, layer)| layer.queryable);
    asked.flat_map(|(at, layer)| missing_in(subject, at, layer)).collect()
}

fn missing_in(subject: &Subject<'_>, at: usize, layer: &Layer) -> Vec<Finding> {
    let nameless = |(feature, it): (usize, &Feature)| it.id.is_none().then_some(FeatureId { layer: at, feature });
    let missing: Vec<FeatureId> = layer.data.features().iter().enumerate().filter_map(nameless).collect();
    if missing.len() > 1 && missing.len() == layer.data.features().len() {
        let message = |lang: Lang| tr!(lang, "finding.missing-ids", layer = layer.title.get(lang)).into_owned();
        let mut finding = Finding::new(subject, "missing-id", Severity::Warning, Vec::new(), message);
        finding.id = format!("missing-id:{}", layer.id);
        return vec![finding];
    }
    let one = |id: FeatureId| {
        let name = |lang| layer.data.features()[id.feature].name().get(lang);
        let message = |lang: Lang| tr!(lang, "finding.missing-id", name = name(lang)).into_owned();
        Finding::new(subject, "missing-id", Severity::Warning, vec![id], message)
    };
    missing.into_iter().map(one).collect()
}
