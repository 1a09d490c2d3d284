//! Rule `missing-declared`: an area without a declared figure among others that have one.
//! Must not know the figures.

use std::collections::BTreeSet;

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, tr};
use crate::project::FeatureId;

/// The areas of a layer of which another has a declared figure, and those of a whole and its parts likewise.
pub(super) fn missing_declared(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let areal: Vec<FeatureId> = project.areal_ids().collect();
    let layers = areal.chunk_by(|a, b| a.layer == b.layer).map(<[FeatureId]>::to_vec);
    let wholes = project.wholes.iter().map(|whole| [&[whole.whole][..], &whole.parts].concat());
    let mut missing = BTreeSet::new();
    for group in layers.chain(wholes) {
        let (with, without): (Vec<_>, Vec<_>) = group.into_iter().partition(|id| project.declared.contains_key(id));
        missing.extend(without.into_iter().filter(|_| !with.is_empty()));
    }
    let finding = |id| {
        let message = |lang: Lang| {
            let name = project.feature(id).map_or("", |feature| feature.name().get(lang));
            tr!(lang, "finding.missing-declared", name = name).into_owned()
        };
        Finding::new(project, "missing-declared", Severity::Warning, vec![id], message)
    };
    missing.into_iter().map(finding).collect()
}
