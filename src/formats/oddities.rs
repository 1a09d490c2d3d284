//! What is odd about a file that could be read: gathered while it is read, placed, and told of the features it is about.
//! Must not know how severe it is.

use std::collections::BTreeMap;

use geojson::feature::Id;
use serde_json::Value;

use super::geojson::{self as text_format, members_twice, name};
use super::{Collection, OpenOptions, declared};
use crate::project::{Feature, FeatureId, ProjectContent, Provenance, Remark, RemarkKind, SourcePosition};

/// Something odd, as the reader of a format found it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Oddity {
    /// Which feature of the file it is about, if any.
    pub(super) feature: Option<usize>,
    /// Where it stands in the text.
    pub(super) offset: usize,
    /// What.
    pub(super) kind: OddityKind,
}

/// What is odd.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OddityKind {
    /// An object that begins there holds a member twice.
    Twice(Holder),
    /// A name of an unexpected type.
    Name(String),
    /// An id of an unexpected type.
    Id(String),
    /// Properties of an unexpected type.
    Properties(String),
    /// A member that is nearly one that is read, outside features: its name, and that one.
    Misspelt(String, &'static str),
}

/// What an object is that holds a member twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// One of the format.
    Format,
    /// A system of positions, or what is in it.
    Crs,
    /// The properties of a feature.
    Properties,
    /// A value that somebody keeps.
    Value,
}

/// A remark that does not know which feature of a project it is about, only where that stands in its file.
#[derive(Clone, Debug)]
pub(super) struct Odd {
    feature: Option<Provenance>,
    remark: Remark,
}

/// Members of the format in which two different values mean two different maps.
const SEVERE: [&str; 8] = ["type", "id", "geometry", "geometries", "coordinates", "properties", "features", "crs"];

/// What is odd about a file, each at its place. Which properties decide what is checked: those that are declared figures, ids, or what a layer
/// selects by.
pub(super) fn of(path: &str, text: &str, collection: &Collection, options: &OpenOptions, selects: &[&str]) -> Vec<Odd> {
    let id = match &options.id_property {
        Some(property) => property,
        None if collection.features.iter().all(|feature| feature.id.is_none()) => "id",
        None => "",
    };
    let decides =
        |property: &str| declared::is_declared(property, options) || property == id || selects.contains(&property);
    let told: Vec<Told> = collection.oddities.iter().flat_map(|oddity| told(text, oddity, &decides)).collect();
    let mut offsets: Vec<usize> =
        told.iter().flat_map(|told| [told.offset, told.first.unwrap_or(told.offset)]).collect();
    offsets.sort_unstable();
    let places: BTreeMap<usize, SourcePosition> =
        offsets.iter().copied().zip(SourcePosition::of_each(text, &offsets)).collect();
    let odd = |told: Told| {
        let mut kind = told.kind;
        if let (RemarkKind::Duplicate { first, .. }, Some(offset)) = (&mut kind, told.first) {
            *first = places[&offset];
        }
        let remark = Remark { path: path.to_owned(), place: Some(places[&told.offset].into()), feature: None, kind };
        Odd { feature: told.feature.and_then(|feature| collection.features.get(feature)?.place), remark }
    };
    told.into_iter().map(odd).collect()
}

/// A remark whose places are offsets.
struct Told {
    feature: Option<usize>,
    offset: usize,
    first: Option<usize>,
    kind: RemarkKind,
}

fn told(text: &str, oddity: &Oddity, decides: &dyn Fn(&str) -> bool) -> Vec<Told> {
    let one = |kind| vec![Told { feature: oddity.feature, offset: oddity.offset, first: None, kind }];
    match &oddity.kind {
        OddityKind::Name(found) => one(RemarkKind::OddName(found.clone())),
        OddityKind::Id(found) => one(RemarkKind::OddId(found.clone())),
        OddityKind::Properties(found) => one(RemarkKind::OddProperties(found.clone())),
        OddityKind::Misspelt(found, expected) => one(RemarkKind::Misspelt {
            is_property: false,
            found: found.clone(),
            expected: (*expected).to_owned(),
            features: Vec::new(),
        }),
        OddityKind::Twice(holder) => {
            let is_severe = |member: &str| match holder {
                Holder::Format => SEVERE.contains(&member),
                Holder::Crs => true,
                Holder::Properties => decides(member),
                Holder::Value => false,
            };
            let told = |twice: text_format::Twice| Told {
                feature: oddity.feature,
                offset: twice.last,
                first: Some(twice.first),
                kind: duplicate(SourcePosition { line: 1, column: 1 }, twice.differs && is_severe(&twice.name), twice),
            };
            members_twice(text, oddity.offset).into_iter().map(told).collect()
        }
    }
}

/// That so many NULs stood behind a text, as a disk leaves them that lost what was written last; nothing where none did.
pub(super) fn zeros(path: &str, text: &str, count: usize) -> Option<Remark> {
    let place = Some(SourcePosition::at(text, text.len()).into());
    (count > 0).then(|| Remark { path: path.to_owned(), place, feature: None, kind: RemarkKind::Zeros(count) })
}

/// What is to be said of a member that stands twice.
pub(super) fn duplicate(first: SourcePosition, is_severe: bool, twice: text_format::Twice) -> RemarkKind {
    RemarkKind::Duplicate { first, differs: twice.differs, is_severe, member: twice.name }
}

/// Tells a project what is odd about the files whose features it now has.
pub(super) fn attach(project: &mut ProjectContent, odd: Vec<Odd>) {
    if odd.is_empty() {
        return;
    }
    let mut known: BTreeMap<(&str, Provenance), FeatureId> = BTreeMap::new();
    for id in project.feature_ids() {
        let place = project.feature(id).and_then(|feature| feature.place);
        if let Some((file, place)) = project.file_of(id).zip(place) {
            known.entry((&file.path, place)).or_insert(id);
        }
    }
    let remark = |Odd { feature, remark }: Odd| {
        let feature = feature.and_then(|place| known.get(&(remark.path.as_str(), place)).copied());
        Remark { feature, ..remark }
    };
    let remarks: Vec<Remark> = odd.into_iter().map(remark).collect();
    project.remarks.extend(remarks);
}

/// Gives features the ids and names that the user's properties hold. Where no feature has an id but some have one in their
/// property `id`, where other programs put it, that is taken and said. How many features have an id by it.
pub(super) fn identify(path: &str, collection: &mut Collection, options: &OpenOptions) -> usize {
    if let Some(property) = &options.name_property {
        let features = std::mem::take(&mut collection.features);
        let called = features.into_iter().map(|feature| called(path, feature, property, &mut collection.odd));
        let called: Vec<Feature> = called.collect();
        collection.features = called;
    }
    if let Some(property) = &options.id_property {
        return take_ids(collection, property);
    }
    if collection.features.iter().any(|feature| feature.id.is_some()) {
        return 0;
    }
    // Ids that are not unique are taken too: rule `duplicate-id` is to tell of them.
    let count = collection.features.iter().filter(|feature| id_of(feature, "id").is_some()).count();
    if count == 0 {
        return 0;
    }
    let place = collection.features.first().and_then(|feature| feature.place);
    let kind = RemarkKind::IdsFromProperty(count);
    collection.odd.push(Odd { feature: None, remark: Remark { path: path.to_owned(), place, feature: None, kind } });
    take_ids(collection, "id")
}

fn take_ids(collection: &mut Collection, property: &str) -> usize {
    let mut count = 0;
    let features = std::mem::take(&mut collection.features).into_iter();
    let identified = features.map(|feature| match id_of(&feature, property) {
        Some(id) => {
            count += 1;
            feature.identified(id)
        }
        None => feature,
    });
    collection.features = identified.collect();
    count
}

/// The id that a property holds: a text or a number.
fn id_of(feature: &Feature, property: &str) -> Option<Id> {
    match feature.properties.once(property)? {
        Value::String(text) if !text.is_empty() => Some(Id::String(text)),
        Value::Number(number) => Some(Id::Number(number)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A feature by the name that a property gives it, if that is one. A name of an unexpected type is told of.
pub(super) fn called(path: &str, feature: Feature, property: &str, odd: &mut Vec<Odd>) -> Feature {
    let Some(value) = feature.properties.once(property) else { return feature };
    let (name, is_odd) = name(&value);
    // The reader of the file has told of the usual property already.
    if is_odd && property != "name" {
        let (place, kind) = (feature.place, RemarkKind::OddName(value.to_string()));
        odd.push(Odd { feature: place, remark: Remark { path: path.to_owned(), place, feature: None, kind } });
    }
    match name {
        Some(name) => feature.named(name),
        None => feature,
    }
}
