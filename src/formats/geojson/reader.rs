//! Features with their members, and the CRS.
//! Must not know how coordinates are read, or by how many at once.

use geojson::feature::Id;
use geojson::{JsonObject, JsonValue};

use super::geometry::kind;
use super::scanner::Scanner;
use crate::crs::Frame;
use crate::formats::Collection;
use crate::formats::error::ReadError;
use crate::geometry::{ShapeKind, Shapes};
use crate::i18n::Localized;
use crate::project::Feature;

/// What has been read of a text.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) shapes: Shapes,
    /// Fourth and further numbers of positions, which mean nothing in RFC 7946 and are not kept.
    pub(super) dropped_numbers: usize,
    /// How positions are to be read, when that is not as RFC 7946 says.
    pub(super) frame: Option<Frame>,
    drafts: Vec<Draft>,
    /// The last CRS that a `crs` member named.
    crs: Option<&'static str>,
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
        self.dropped_numbers += later.dropped_numbers;
        self.drafts.extend(later.drafts);
        self.crs = later.crs.or(self.crs);
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
        let before = self.shapes.mark();
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
                    self.shapes.rewind(before);
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
