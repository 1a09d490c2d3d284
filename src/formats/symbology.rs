//! By what a project's layers are coloured and labelled at first, and what to say where they cannot be.
//! Must not know a colour.

use super::assemble::Texts;
use crate::project::{Colouring, Dataset, LayerEntry, Remark, RemarkKind, SourcePosition};

/// At most so many areas have a colour each, unless the project says otherwise: of more some would have the same.
const MAX_EACH: usize = 6;

/// How the areas of a layer are told apart at first.
pub(super) fn colouring(entry: &LayerEntry, data: &Dataset) -> Colouring {
    let usual = if data.features().len() <= MAX_EACH { Colouring::Each } else { Colouring::One };
    entry.colour_by.clone().unwrap_or(usual)
}

/// That a layer is to be coloured or labelled by a field that none of its features has: each at its place in `project.json`.
pub(super) fn unknown_fields(entry: &LayerEntry, data: &Dataset, texts: &Texts<'_>) -> Vec<Remark> {
    let colour = entry.colour_by.as_ref().and_then(Colouring::field).map(|by| ("colour_by", by.field.as_str()));
    let label = entry.label_by.as_ref().and_then(|label| label.field()).map(|field| ("label_by", field));
    let is_unknown = |(_, field): &(&'static str, &str)| {
        let says =
            |feature: &crate::project::Feature| feature.properties.once(field).is_some_and(|value| !value.is_null());
        !data.features().iter().any(says)
    };
    let remark = |(member, field): (&'static str, &str)| {
        let (path, text) = texts.manifest();
        let place = SourcePosition::of_words(text, &["layers", &entry.id, member, field]);
        let kind = RemarkKind::EmptyField { layer: entry.id.clone(), member, field: field.to_owned() };
        Remark { path: path.to_owned(), place: Some(place.into()), feature: None, kind }
    };
    colour.into_iter().chain(label).filter(is_unknown).map(remark).collect()
}
