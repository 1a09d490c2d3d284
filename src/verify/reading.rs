//! Rules about how files were read: declared figures, members that stand twice, ids and names of unexpected types.
//! Must not read anything again.

use std::collections::BTreeSet;

use serde_json::Value;

use super::finding::Source;
use super::{Finding, Severity, Subject};
use crate::geodesy::Declared;
use crate::i18n::{Lang, list_and_more, printable, tr};
use crate::project::{
    BoundarySegment, Feature, FeatureId, OUTSIDE, Project, Provenance, Remark, RemarkKind, unread_segment_properties,
};

/// The most features that a note names.
const MAX_NAMED: usize = 3;
/// The most features that a note points at.
const MAX_FEATURES: usize = 20;

/// Declared areas that cannot be read, each an error of its feature.
pub(super) fn unreadable_declared(subject: &Subject<'_>) -> Vec<Finding> {
    found(subject, "unreadable-declared", |remark, name, lang| {
        let RemarkKind::UnreadableDeclared(property, text) = &remark.kind else { return None };
        let (property, text) = (printable(property), printable(text));
        let what = tr!(lang, "expected.area-with-unit");
        let text =
            tr!(lang, "finding.unreadable-declared", name = name, property = property, what = what, found = text);
        Some((Severity::Error, text.into_owned()))
    })
}

/// How figures were taken that are not plain: a note for each kind.
pub(super) fn declared_reading(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let blank = project.remarks.iter().filter_map(|remark| {
        let RemarkKind::BlankDeclared(text) = &remark.kind else { return None };
        Some((remark.feature?, text.as_str()))
    });
    let declared = |is: fn(&Declared) -> bool| {
        let of_kind = project.declared.iter().filter(move |(_, declared)| is(declared));
        of_kind.map(|(id, declared)| (*id, declared.written())).collect::<Vec<_>>()
    };
    let kinds = [
        ("blank", "finding.blank-declared", blank.collect()),
        ("fixed-decimals", "finding.fixed-decimals-declared", declared(Declared::has_fixed_decimals)),
        ("computed", "finding.computed-declared", declared(Declared::is_computed)),
        ("approximate", "finding.approximate-declared", declared(Declared::is_approximate)),
    ];
    kinds.into_iter().filter_map(|(kind, key, figures)| note(subject, kind, key, &figures)).collect()
}

/// One note about figures of a kind; none where there are none.
fn note(subject: &Subject<'_>, kind: &str, key: &str, figures: &[(FeatureId, &str)]) -> Option<Finding> {
    let (_, first) = figures.first()?;
    let features: Vec<FeatureId> = figures.iter().map(|(id, _)| *id).take(MAX_FEATURES).collect();
    let message = |lang: Lang| {
        let names: Vec<String> =
            features.iter().take(MAX_NAMED).map(|id| printable(name_of(subject.project, *id, lang))).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let names = list_and_more(&names, figures.len().saturating_sub(MAX_NAMED), lang);
        tr!(lang, key, list = names, found = format!("\"{}\"", printable(first))).into_owned()
    };
    let mut finding = Finding::new(subject, "declared-reading", Severity::Note, features.clone(), message);
    finding.id = format!("declared-reading:{kind}");
    Some(finding)
}

/// Members that stand twice in one object: which counts is not defined, so that other programs may read another map.
pub(super) fn duplicate_member(subject: &Subject<'_>) -> Vec<Finding> {
    found(subject, "duplicate-member", |remark, name, lang| {
        let RemarkKind::Duplicate { member, first, differs, is_severe } = &remark.kind else { return None };
        let (member, first) = (printable(member), first.to_string());
        let last = remark.place.and_then(Provenance::position).map_or_else(String::new, |place| place.to_string());
        let text = if *differs {
            tr!(lang, "finding.duplicate-differs", name = name, member = member, first = first, last = last)
        } else {
            tr!(lang, "finding.duplicate-same", name = name, member = member, first = first, last = last)
        };
        Some((if *is_severe { Severity::Error } else { Severity::Warning }, text.into_owned()))
    })
}

/// Ids, names, properties and sides of boundary segments of unexpected types: what could not be taken is missing.
pub(super) fn unexpected_type(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = odd_types(subject);
    findings.extend(subject.project.boundary_segments().flat_map(|segment| odd_segment(subject, segment)));
    findings
}

/// What is said of a boundary segment that cannot be read.
fn odd_segment(subject: &Subject<'_>, segment: FeatureId) -> Vec<Finding> {
    let unread = subject.project.feature(segment).map(unread_segment_properties).unwrap_or_default();
    let finding = |(property, found): (&str, &Value)| {
        let message = |lang: Lang| {
            let what = match property {
                "accuracy_m" => tr!(lang, "expected.accuracy"),
                "line" => tr!(lang, "expected.line-known"),
                "basis" => tr!(lang, "expected.basis"),
                _ => tr!(lang, "expected.between"),
            };
            let expected = tr!(lang, "open.expected", what = what, found = printable(&found.to_string()));
            let name = printable(name_of(subject.project, segment, lang));
            tr!(lang, "finding.unexpected-type", name = name, expected = expected).into_owned()
        };
        Finding::new(subject, "unexpected-type", Severity::Warning, vec![segment], message)
    };
    unread.into_iter().map(finding).collect()
}

/// Boundary segments whose `between` names what the project does not have.
pub(super) fn unknown_side(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let mut segments = project.boundary_segments().peekable();
    if segments.peek().is_none() {
        return Vec::new();
    }
    let features = project.layers.iter().flat_map(|layer| layer.data.features());
    let known: BTreeSet<&str> = features.map(Feature::key).chain([OUTSIDE]).collect();
    let unknown = |segment: FeatureId| {
        let sides = BoundarySegment::of(project.feature(segment)?).between.into_iter();
        let unknown: Vec<String> = sides.filter(|side| !known.contains(&**side)).map(|side| printable(&side)).collect();
        let named: Vec<&str> = unknown.iter().take(MAX_NAMED).map(String::as_str).collect();
        let message = |lang: Lang| {
            let (name, list) =
                (printable(name_of(project, segment, lang)), list_and_more(&named, unknown.len() - named.len(), lang));
            tr!(lang, "finding.unknown-side", name = name, list = list).into_owned()
        };
        (!unknown.is_empty()).then(|| Finding::new(subject, "unknown-side", Severity::Warning, vec![segment], message))
    };
    segments.filter_map(unknown).collect()
}

fn odd_types(subject: &Subject<'_>) -> Vec<Finding> {
    found(subject, "unexpected-type", |remark, name, lang| {
        let (what, found) = match &remark.kind {
            RemarkKind::OddName(found) => (tr!(lang, "expected.name"), found),
            RemarkKind::OddId(found) => (tr!(lang, "expected.id"), found),
            RemarkKind::OddProperties(found) => (tr!(lang, "expected.properties"), found),
            RemarkKind::UnreadableDeclared(..)
            | RemarkKind::BlankDeclared(_)
            | RemarkKind::Duplicate { .. }
            | RemarkKind::Misspelt { .. }
            | RemarkKind::Zeros(_)
            | RemarkKind::IdsFromProperty(_)
            | RemarkKind::EmptyField { .. }
            | RemarkKind::InNoLayer(_) => return None,
        };
        let expected = tr!(lang, "open.expected", what = what, found = printable(found));
        Some((Severity::Warning, tr!(lang, "finding.unexpected-type", name = name, expected = expected).into_owned()))
    })
}

/// Names that are nearly those that are read: what stands there is lost.
pub(super) fn misspelt_name(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let finding = |remark: &Remark| {
        let RemarkKind::Misspelt { is_property, found, expected, features } = &remark.kind else { return None };
        let message = |lang: Lang| {
            let named = features.iter().take(MAX_NAMED).map(|id| printable(name_of(project, *id, lang)));
            let named: Vec<String> = if features.is_empty() { vec![printable(&remark.path)] } else { named.collect() };
            let named: Vec<&str> = named.iter().map(String::as_str).collect();
            let list = list_and_more(&named, features.len().saturating_sub(MAX_NAMED), lang);
            let (found, expected) = (printable(found), printable(expected));
            if found == expected {
                // What no feature has is one of a file.
                let key = if features.is_empty() { "finding.misplaced-in-file" } else { "finding.misplaced-member" };
                tr!(lang, key, list = list, found = found).into_owned()
            } else if *is_property {
                tr!(lang, "finding.misspelt-property", list = list, found = found, expected = expected).into_owned()
            } else {
                tr!(lang, "finding.misspelt-member", list = list, found = found, expected = expected).into_owned()
            }
        };
        let pointed = features.iter().take(MAX_FEATURES).copied().collect();
        let mut finding = Finding::new(subject, "misspelt-name", Severity::Warning, pointed, message);
        finding.source = Some(Source { path: remark.path.clone(), place: remark.place });
        Some(finding)
    };
    project.remarks.iter().filter_map(finding).collect()
}

/// Files whose features have their ids in their properties.
pub(super) fn ids_from_property(subject: &Subject<'_>) -> Vec<Finding> {
    found(subject, "ids-from-property", |remark, name, lang| {
        let RemarkKind::IdsFromProperty(count) = remark.kind else { return None };
        Some((Severity::Note, tr!(lang, "finding.ids-from-property", name = name, count = count).into_owned()))
    })
}

/// Files with zero bytes behind their text, which were passed over.
pub(super) fn zero_bytes(subject: &Subject<'_>) -> Vec<Finding> {
    found(subject, "zero-bytes", |remark, name, lang| {
        let RemarkKind::Zeros(count) = remark.kind else { return None };
        Some((Severity::Note, tr!(lang, "finding.zero-bytes", name = name, count = count).into_owned()))
    })
}

/// Files of which no layer takes some features: nothing was checked of those.
pub(super) fn in_no_layer(subject: &Subject<'_>) -> Vec<Finding> {
    found(subject, "in-no-layer", |remark, name, lang| {
        let RemarkKind::InNoLayer(count) = remark.kind else { return None };
        Some((Severity::Warning, tr!(lang, "finding.in-no-layer", name = name, count = count).into_owned()))
    })
}

/// Layers that are to be coloured or labelled by a field in which no feature says anything.
pub(super) fn empty_fields(subject: &Subject<'_>) -> Vec<Finding> {
    found(subject, "empty-field", |remark, name, lang| {
        let RemarkKind::EmptyField { layer, member, field } = &remark.kind else { return None };
        let (layer, field) = (printable(layer), printable(field));
        let words =
            tr!(lang, "finding.empty-field", name = name, layer = layer, member = member, field = field).into_owned();
        Some((Severity::Warning, words))
    })
}

/// A finding for each remark that a rule has words for, at the place of the remark. `words` gets the feature's name, or the file's.
fn found(
    subject: &Subject<'_>,
    rule: &'static str,
    words: impl Fn(&Remark, &str, Lang) -> Option<(Severity, String)>,
) -> Vec<Finding> {
    let project = subject.project;
    let finding = |remark: &Remark| {
        let name = |lang| match remark.feature {
            Some(id) => printable(name_of(project, id, lang)),
            None => printable(&remark.path),
        };
        let text = |lang| words(remark, &name(lang), lang);
        let (severity, _) = text(Lang::En)?;
        let message = |lang| text(lang).map(|(_, message)| message).unwrap_or_default();
        let features = remark.feature.into_iter().collect();
        let mut finding = Finding::new(subject, rule, severity, features, message);
        finding.source = Some(Source { path: remark.path.clone(), place: remark.place });
        Some(finding)
    };
    project.remarks.iter().filter_map(finding).collect()
}

fn name_of(project: &Project, id: FeatureId, lang: Lang) -> &str {
    project.feature(id).map_or("", |feature: &Feature| feature.name().get(lang))
}
