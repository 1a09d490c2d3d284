//! Rule `missing-declared`: an area without a declared figure where most beside it have one.
//! Must not know the figures.

use std::collections::BTreeSet;

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, tr};
use crate::project::{FeatureId, Remark, RemarkKind};

/// The areas without a declared figure in a layer of which most areas have one, and those of a whole and its parts likewise. Where
/// few have one, those few are what is looked at: a city among the parcels that make it up.
pub(super) fn missing_declared(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let areal: Vec<FeatureId> = project.areal_ids().collect();
    let layers = areal.chunk_by(|a, b| a.layer == b.layer).map(<[FeatureId]>::to_vec);
    let wholes = project.wholes.iter().map(|whole| [&[whole.whole][..], &whole.parts].concat());
    // Where a cell is blank, that is said already.
    let blank: BTreeSet<FeatureId> = project.remarks.iter().filter_map(blank).collect();
    let mut missing = BTreeSet::new();
    for group in layers.chain(wholes) {
        let (with, without): (Vec<_>, Vec<_>) = group.into_iter().partition(|id| project.declared.contains_key(id));
        // Of a blank cell a note says that nothing is declared.
        let most = with.len() > without.len();
        missing.extend(without.into_iter().filter(|id| most && !blank.contains(id)));
    }
    let finding = |id| {
        let message = |lang: Lang| {
            let name = project.feature(id).map_or("", |feature| feature.name().get(lang));
            tr!(lang, "finding.missing-declared", name = name).into_owned()
        };
        Finding::new(subject, "missing-declared", Severity::Warning, vec![id], message)
    };
    missing.into_iter().map(finding).collect()
}

/// The feature of which a remark says that its cell is blank or cannot be read.
fn blank(remark: &Remark) -> Option<FeatureId> {
    match remark.kind {
        RemarkKind::BlankDeclared(_) | RemarkKind::UnreadableDeclared(..) => remark.feature,
        RemarkKind::Duplicate { .. }
        | RemarkKind::OddName(_)
        | RemarkKind::OddId(_)
        | RemarkKind::OddProperties(_)
        | RemarkKind::Misspelt { .. }
        | RemarkKind::Zeros(_)
        | RemarkKind::IdsFromProperty(_)
        | RemarkKind::EmptyField { .. }
        | RemarkKind::InNoLayer(_) => None,
    }
}
