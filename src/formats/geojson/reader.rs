//! Features with their members, and the CRS.
//! Must not know how coordinates are read, or by how many at once.

use geojson::feature::Id;
use geojson::{JsonObject, JsonValue};

use super::geometry::kind;
use super::scanner::Scanner;
use crate::crs::Frame;
use crate::formats::Collection;
use crate::formats::error::ReadError;
use crate::geometry::{LonLat, Mark, ShapeKind, Shapes};
use crate::i18n::Localized;
use crate::project::{Defect, DefectKind, Feature};

/// What has been read of a text.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) shapes: Shapes,
    /// Fourth and further numbers of positions, which mean nothing in RFC 7946 and are not kept.
    pub(super) dropped_numbers: usize,
    /// How positions are to be read, when that is not as RFC 7946 says.
    pub(super) frame: Option<Frame>,
    drafts: Vec<Draft>,
    /// What was put right in rings, and where in the text.
    defects: Vec<(Defect, usize)>,
    /// The last CRS that a `crs` member named.
    crs: Option<&'static str>,
}

/// How far has been read, to come back to.
#[derive(Clone, Copy)]
pub(super) struct Before {
    shapes: Mark,
    defects: usize,
}

/// A feature that does not know its place among the others.
#[derive(Default)]
struct Draft {
    id: Option<Id>,
    properties: JsonObject,
    foreign: JsonObject,
    name: Option<Localized>,
    offset: usize,
}

impl Reader {
    /// A reader that has read nothing.
    pub(super) fn new(frame: &Frame) -> Self {
        Self { frame: (*frame != Frame::default()).then_some(*frame), ..Self::default() }
    }

    /// Adds what was read of a later part of the same text.
    pub(super) fn append(&mut self, later: Self) {
        self.shapes.append(&later.shapes);
        let before = self.drafts.len();
        let lifted =
            |(defect, offset): (Defect, usize)| (Defect { feature: defect.feature + before, ..defect }, offset);
        self.defects.extend(later.defects.into_iter().map(lifted));
        self.dropped_numbers += later.dropped_numbers;
        self.drafts.extend(later.drafts);
        self.crs = later.crs.or(self.crs);
    }

    pub(super) fn mark(&self) -> Before {
        Before { shapes: self.shapes.mark(), defects: self.defects.len() }
    }

    /// Takes back what was read of the open feature's geometry since a mark.
    pub(super) fn rewind(&mut self, to: Before) {
        self.shapes.rewind(to.shapes);
        self.defects.truncate(to.defects);
    }

    /// Keeps what was put right in the ring that comes next, and stands at an offset of the text.
    pub(super) fn defect(&mut self, kind: DefectKind, at: Option<LonLat>, offset: usize) {
        self.defect_from(kind, at, offset, self.shapes.open_shape().len());
    }

    /// The same of a ring that begins with a position of the open feature's.
    pub(super) fn defect_from(&mut self, kind: DefectKind, at: Option<LonLat>, offset: usize, position: usize) {
        self.defects.push((Defect { feature: self.drafts.len(), kind, position, at, place: None }, offset));
    }

    /// Counts the positions of a hole that went with the outer ring left out last.
    pub(super) fn left_out(&mut self, more: usize) {
        if let Some((Defect { kind: DefectKind::TooFew { left_out, .. }, .. }, _)) = self.defects.last_mut() {
            *left_out += more;
        }
    }

    pub(super) fn finish(self) -> Collection {
        let mut collection = Collection { shapes: self.shapes, ..Collection::default() };
        (collection.crs, collection.crs_from) = match self.crs {
            Some(crs) => (crs, "crs-from.member"),
            None => ("EPSG:4326", "crs-from.rfc7946"),
        };
        if self.dropped_numbers > 0 {
            collection.warnings.push(("warning.dropped-numbers", self.dropped_numbers));
        }
        collection.defects = self.defects;
        collection.offsets = self.drafts.iter().map(|draft| draft.offset).collect();
        let numbered = self.drafts.into_iter().enumerate();
        collection.features = numbered
            .map(|(place, draft)| Feature::new(draft.id, draft.properties, draft.foreign, draft.name, place))
            .collect();
        collection
    }

    /// The `crs` member of GeoJSON 2008, which RFC 7946 took away. A longitude and latitude by any of its names is read.
    pub(super) fn crs(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let start = scan.place();
        let value: JsonValue = scan.value()?;
        // What the user says stands above it.
        let overruled = self.frame.is_some_and(|frame| frame.crs.is_some());
        if value.is_null() || overruled {
            return Ok(());
        }
        let name = value.pointer("/properties/name").and_then(JsonValue::as_str);
        let known = name.and_then(|name| {
            let last = name.rsplit([':', '/']).next()?;
            match last {
                "CRS84" | "CRS84h" | "4326" => Some("EPSG:4326"),
                "4490" => Some("EPSG:4490"),
                _ => None,
            }
        });
        let found = || name.map_or_else(|| value.to_string(), str::to_owned);
        self.crs = Some(known.ok_or_else(|| scan.expected(start, "expected.crs", found()))?);
        Ok(())
    }

    /// A feature object.
    pub(super) fn feature(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let mut draft = Draft { offset: scan.open(b'{', "expected.type")?, ..Draft::default() };
        let (mut is_feature, mut shape) = (false, ShapeKind::None);
        let before = self.mark();
        while let Some(member) = scan.member()? {
            match &*member {
                "type" => {
                    feature_kind(scan)?;
                    is_feature = true;
                }
                "id" => draft.id = id(scan)?,
                "properties" => {
                    let start = scan.place();
                    draft.properties = properties(scan)?;
                    draft.name = name(scan, start, &draft.properties)?;
                }
                "geometry" => {
                    self.rewind(before);
                    shape = self.geometry_or_null(scan)?;
                }
                "bbox" => scan.skip()?,
                other => {
                    if other == "crs" {
                        self.crs(&mut scan.clone())?;
                    }
                    draft.foreign.insert(other.to_owned(), scan.value()?);
                }
            }
        }
        if !is_feature {
            return Err(scan.expected(draft.offset, "expected.type", "{…}"));
        }
        self.shapes.end_shape(shape);
        self.drafts.push(draft);
        Ok(())
    }

    /// A geometry by itself becomes a feature without properties.
    pub(super) fn bare_geometry(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let offset = scan.place();
        let shape = self.geometry(scan, "expected.type", 0)?;
        self.shapes.end_shape(shape);
        self.drafts.push(Draft { offset, ..Draft::default() });
        Ok(())
    }

    fn geometry_or_null(&mut self, scan: &mut Scanner<'_>) -> Result<ShapeKind, ReadError> {
        if scan.next() == b'n' {
            return scan.value().map(|()| ShapeKind::None);
        }
        self.geometry(scan, "expected.geometry", 0)
    }
}

fn feature_kind(scan: &mut Scanner<'_>) -> Result<(), ReadError> {
    let start = scan.place();
    let kind = kind(scan)?;
    if kind == "Feature" { Ok(()) } else { Err(scan.expected(start, "expected.feature-type", kind)) }
}

fn id(scan: &mut Scanner<'_>) -> Result<Option<Id>, ReadError> {
    let start = scan.place();
    match scan.value()? {
        JsonValue::Null => Ok(None),
        JsonValue::String(text) => Ok(Some(Id::String(text))),
        JsonValue::Number(number) => Ok(Some(Id::Number(number))),
        JsonValue::Bool(_) | JsonValue::Array(_) | JsonValue::Object(_) => Err(scan.unexpected(start, "expected.id")),
    }
}

fn properties(scan: &mut Scanner<'_>) -> Result<JsonObject, ReadError> {
    let start = scan.place();
    match scan.value()? {
        JsonValue::Null => Ok(JsonObject::new()),
        JsonValue::Object(properties) => Ok(properties),
        JsonValue::Bool(_) | JsonValue::Number(_) | JsonValue::String(_) | JsonValue::Array(_) => {
            Err(scan.unexpected(start, "expected.properties"))
        }
    }
}

/// A feature's name: its property `name`, a text or texts by language.
fn name(scan: &Scanner<'_>, start: usize, properties: &JsonObject) -> Result<Option<Localized>, ReadError> {
    match properties.get("name") {
        None | Some(JsonValue::Null) => Ok(None),
        Some(JsonValue::String(text)) => Ok(Some(Localized::plain(text))),
        Some(JsonValue::Number(number)) => Ok(Some(Localized::plain(&number.to_string()))),
        Some(value) => serde_json::from_value(value.clone()).map(Some).map_err(|_other_shape| {
            let at = scan.since(start).find("\"name\"").unwrap_or(0);
            scan.expected(start + at, "expected.name", value.to_string())
        }),
    }
}
