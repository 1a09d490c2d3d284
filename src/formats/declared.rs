//! Declared areas from the properties of features.
//! Must not know what `project.json` is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::{OpenError, OpenOptions, named};
use crate::geodesy::{AreaUnit, Declared};
use crate::project::{FeatureId, ProjectContent, Provenance, Remark, RemarkKind, SourcePosition};

/// The properties that are read unless the user names one.
pub(super) const PROPERTIES: [(&str, AreaUnit); 4] = [
    ("declared_km2", AreaUnit::Km2),
    ("declared_ha", AreaUnit::Ha),
    ("declared_mu", AreaUnit::Mu),
    ("declared_m2", AreaUnit::M2),
];

/// What people write where there is no figure, in small letters.
const BLANKS: [&str; 22] = [
    "",
    "-",
    "--",
    "—",
    "——",
    "–",
    "－",
    "―",
    "/",
    "／",
    "無",
    "无",
    "n/a",
    "na",
    "null",
    "none",
    "nil",
    "不適用",
    "不适用",
    "暫無",
    "暂无",
    "#n/a",
];

/// What a feature was read from: the path, and the text where it is one.
pub(super) type TextOf<'a> = dyn Fn(FeatureId) -> (&'a str, Option<&'a str>) + 'a;

/// Whether a property holds a declared area.
pub(super) fn is_declared(property: &str, options: &OpenOptions) -> bool {
    match &options.declared {
        Some((named, _)) => named == property,
        None => PROPERTIES.iter().any(|(known, _)| *known == property),
    }
}

/// Whether a text in place of a figure says that there is none.
pub(super) fn is_blank(text: &str) -> bool {
    BLANKS.contains(&text.trim().to_lowercase().as_str())
}

/// Takes declared areas from properties of the features. What `project.json` declares stands, unless the user names the property and a feature has it.
/// A figure that cannot be read is told of, and the others are read.
pub(super) fn from_properties(
    project: &mut ProjectContent,
    text_of: &TextOf<'_>,
    options: &OpenOptions,
) -> Result<(), OpenError> {
    if let Some((property, unit)) = &options.declared {
        let mut cells = Cells::of(project, property, *unit);
        if cells.is_empty() {
            let path = project.files.first().map_or("", |file| file.path.as_str());
            let features = project.feature_ids().filter_map(|id| project.feature(id));
            return Err(named::missing("expected.declared-property", property, path, features));
        }
        project.declared.extend(std::mem::take(&mut cells.declared));
        cells.remark(project, text_of);
        return Ok(());
    }
    let mut all = PROPERTIES.map(|(property, unit)| Cells::of(project, property, unit));
    for cells in &mut all {
        let (known, new): (Vec<_>, Vec<_>) =
            std::mem::take(&mut cells.declared).into_iter().partition(|(id, _)| project.declared.contains_key(id));
        for (id, declared) in known {
            if project.declared.get(&id).is_some_and(|known| !is_converted(&declared, known)) {
                project.declared_besides.entry(id).or_default().push(declared);
            }
        }
        // Made of all at once a map takes half the room.
        project.declared.append(&mut new.into_iter().collect());
    }
    for cells in &all {
        cells.remark(project, text_of);
    }
    Ok(())
}

/// Whether a figure is another one in its own unit, to as many digits as it has: 1910 ha is 19.1 km², 1912 ha a figure of its own, though an
/// area may round to both.
fn is_converted(declared: &Declared, from: &Declared) -> bool {
    declared.agrees_with(from) && declared.interval().contains(from.area_m2())
}

/// What a property holds at each feature that has it.
struct Cells<'a> {
    property: &'a str,
    declared: Vec<(FeatureId, Declared)>,
    blank: Vec<(FeatureId, String)>,
    unreadable: Vec<(FeatureId, String)>,
}

impl<'a> Cells<'a> {
    /// The areas that a property declares, in a unit unless its text names another.
    fn of(project: &ProjectContent, property: &'a str, unit: AreaUnit) -> Self {
        let mut cells = Self { property, declared: Vec::new(), blank: Vec::new(), unreadable: Vec::new() };
        for id in project.feature_ids() {
            let Some(value) = project.feature(id).and_then(|feature| feature.properties.once(property)) else {
                continue;
            };
            let text = figure_text(&value);
            let is_figure = matches!(value, Value::String(_) | Value::Number(_));
            match Declared::with_unit(&text, unit) {
                Ok(declared) if is_figure => cells.declared.push((id, declared)),
                _ if value.is_null() || is_blank(&text) => cells.blank.push((id, text.into_owned())),
                _ => cells.unreadable.push((id, text.into_owned())),
            }
        }
        cells
    }

    fn is_empty(&self) -> bool {
        self.declared.is_empty() && self.blank.is_empty() && self.unreadable.is_empty()
    }

    /// Tells of what holds no figure: a blank cell where nothing else declares an area, and every one that cannot be read.
    fn remark(&self, project: &mut ProjectContent, text_of: &TextOf<'_>) {
        let blank = self.blank.iter().filter(|(id, _)| !project.declared.contains_key(id));
        let blank = blank.map(|(id, text)| (*id, RemarkKind::BlankDeclared(text.clone())));
        let unreadable = self.unreadable.iter();
        let named = |text: &String| RemarkKind::UnreadableDeclared(self.property.to_owned(), text.clone());
        let told: Vec<(FeatureId, RemarkKind)> = blank.chain(unreadable.map(|(id, text)| (*id, named(text)))).collect();
        let key = format!("\"{}\"", self.property);
        let remarks = placed(project, told, text_of, &|_| Cow::Borrowed(&key));
        project.remarks.extend(remarks);
    }
}

/// Remarks about features: in a text each at the words that are looked for behind the beginning of its feature, or else at that; those of one
/// file are looked for in one pass over it.
pub(super) fn placed<'w>(
    project: &ProjectContent,
    told: Vec<(FeatureId, RemarkKind)>,
    text_of: &TextOf<'_>,
    words: &dyn Fn(&RemarkKind) -> Cow<'w, str>,
) -> Vec<Remark> {
    type Told<Place> = (Place, FeatureId, RemarkKind);
    type OfFile<'a> = (Option<&'a str>, Vec<Told<Option<Provenance>>>);
    let mut by_path: BTreeMap<&str, OfFile<'_>> = BTreeMap::new();
    for (id, kind) in told {
        let ((path, text), place) = (text_of(id), project.feature(id).and_then(|feature| feature.place));
        by_path.entry(path).or_insert((text, Vec::new())).1.push((place, id, kind));
    }
    let mut remarks = Vec::new();
    for (path, (text, mut told)) in by_path {
        told.sort_by_key(|(place, id, _)| (*place, *id));
        if let Some(text) = text {
            let begin = |(place, ..): &Told<Option<Provenance>>| place.and_then(Provenance::position);
            let begins: Vec<SourcePosition> = told.iter().filter_map(begin).collect();
            let found = SourcePosition::offsets_of_each(text, &begins).into_iter().zip(told);
            let found =
                found.map(|(from, (_, id, kind))| (from + text[from..].find(&*words(&kind)).unwrap_or(0), id, kind));
            let mut found: Vec<Told<usize>> = found.collect();
            found.sort_by_key(|(offset, id, _)| (*offset, *id));
            let offsets: Vec<usize> = found.iter().map(|(offset, ..)| *offset).collect();
            let places = SourcePosition::of_each(text, &offsets).into_iter().map(|at| Some(at.into()));
            told = places.zip(found).map(|(place, (_, id, kind))| (place, id, kind)).collect();
        }
        let remark = |(place, id, kind)| Remark { path: path.to_owned(), place, feature: Some(id), kind };
        remarks.extend(told.into_iter().map(remark));
    }
    remarks
}

/// A figure as it was meant: programs write round numbers with an exponent, which tells nothing of how finely they were rounded.
fn figure_text(value: &Value) -> Cow<'_, str> {
    let text = text_of_value(value);
    let number = value.as_f64().filter(|number| number.is_finite() && text.contains(['e', 'E']));
    number.map_or(text, |number| Cow::Owned(number.to_string()))
}

/// A text as it is, anything else as it stands in JSON.
pub(super) fn text_of_value(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            Cow::Owned(value.to_string())
        }
    }
}
