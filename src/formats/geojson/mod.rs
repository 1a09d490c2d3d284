//! GeoJSON (RFC 7946): one pass of `serde_json` vouches for the grammar and cuts the text into features; their coordinates
//! are then scanned straight into flat geometry, and the `geojson` crate's types carry ids and properties.
//! Must not know projects.

mod coordinates;
mod geometry;
mod members;
mod write;

pub use self::write::feature_text;

use geojson::feature::Id;
use geojson::{JsonObject, JsonValue};
use serde_json::value::RawValue;

use self::members::{Document, Members, offset_of};
use super::Collection;
use super::error::ReadError;
use crate::geometry::Shapes;
use crate::i18n::Localized;
use crate::project::Feature;

/// Reads a feature collection, a feature or a bare geometry.
pub(super) fn read(text: &str) -> Result<Collection, ReadError> {
    let document = Document::parse(text)?;
    let mut reader = Reader::new(text);
    reader.crs(&document.members)?;
    match &*document.members.kind(text)? {
        "FeatureCollection" => {
            let features = document
                .features
                .ok_or_else(|| ReadError::expected(text, document.members.offset, "expected.features", "{…}"))?;
            for members in &features {
                reader.feature(members)?;
            }
        }
        "Feature" => reader.feature(&document.members)?,
        _ => reader.bare_geometry(&document.members)?,
    }
    Ok(reader.finish())
}

struct Reader<'a> {
    text: &'a str,
    collection: Collection,
    /// Fourth and further numbers of positions, which mean nothing in RFC 7946 and are not kept.
    dropped_numbers: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let collection = Collection {
            crs: "EPSG:4326",
            crs_from: "crs-from.rfc7946",
            shapes: Shapes::default(),
            ..Collection::default()
        };
        Self { text, collection, dropped_numbers: 0 }
    }

    fn finish(mut self) -> Collection {
        if self.dropped_numbers > 0 {
            let warning = ("warning.dropped-numbers", self.dropped_numbers);
            self.collection.warnings.push(warning);
        }
        self.collection
    }

    /// The `crs` member of GeoJSON 2008, which RFC 7946 took away. A longitude and latitude by any of its names is read.
    fn crs(&mut self, members: &Members<'a>) -> Result<(), ReadError> {
        let Some(raw) = members.get("crs") else {
            return Ok(());
        };
        let value: JsonValue = parse(self.text, raw)?;
        if value.is_null() {
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
        self.collection.crs = known.ok_or_else(|| {
            let found = name.map_or_else(|| value.to_string(), str::to_owned);
            ReadError::expected(self.text, offset_of(self.text, raw), "expected.crs", found)
        })?;
        self.collection.crs_from = "crs-from.member";
        Ok(())
    }

    fn feature(&mut self, members: &Members<'a>) -> Result<(), ReadError> {
        let kind = members.kind(self.text)?;
        if kind != "Feature" {
            let at = members.offset_of("type", self.text);
            return Err(ReadError::expected(self.text, at, "expected.feature-type", kind));
        }
        let id = members.get("id").map(|raw| self.id(raw)).transpose()?.flatten();
        let properties = self.properties(members)?;
        let name = self.name(members, &properties)?;
        let foreign = self.foreign(members, &["type", "id", "properties", "geometry", "bbox"])?;
        self.geometry(members.get("geometry"))?;
        self.push(id, properties, foreign, name, members.offset);
        Ok(())
    }

    /// A geometry by itself becomes a feature without properties.
    fn bare_geometry(&mut self, members: &Members<'a>) -> Result<(), ReadError> {
        let kind = geometry::read(self, members, 0)?;
        self.collection.shapes.end_shape(kind);
        self.push(None, JsonObject::new(), JsonObject::new(), None, members.offset);
        Ok(())
    }

    fn push(
        &mut self,
        id: Option<Id>,
        properties: JsonObject,
        foreign: JsonObject,
        name: Option<Localized>,
        offset: usize,
    ) {
        let place = self.collection.features.len();
        let feature = Feature::new(id, properties, foreign, name, place);
        self.collection.features.push(feature);
        self.collection.offsets.push(offset);
    }

    fn id(&self, raw: &'a RawValue) -> Result<Option<Id>, ReadError> {
        match parse(self.text, raw)? {
            JsonValue::Null => Ok(None),
            JsonValue::String(text) => Ok(Some(Id::String(text))),
            JsonValue::Number(number) => Ok(Some(Id::Number(number))),
            JsonValue::Bool(_) | JsonValue::Array(_) | JsonValue::Object(_) => Err(self.wrong(raw, "expected.id")),
        }
    }

    fn properties(&self, members: &Members<'a>) -> Result<JsonObject, ReadError> {
        match members.get("properties") {
            None => Ok(JsonObject::new()),
            Some(raw) => match parse(self.text, raw)? {
                JsonValue::Null => Ok(JsonObject::new()),
                JsonValue::Object(properties) => Ok(properties),
                JsonValue::Bool(_) | JsonValue::Number(_) | JsonValue::String(_) | JsonValue::Array(_) => {
                    Err(self.wrong(raw, "expected.properties"))
                }
            },
        }
    }

    /// A feature's name: its property `name`, a text or texts by language.
    fn name(&self, members: &Members<'a>, properties: &JsonObject) -> Result<Option<Localized>, ReadError> {
        match properties.get("name") {
            None | Some(JsonValue::Null) => Ok(None),
            Some(JsonValue::Number(number)) => Ok(Some(Localized::plain(&number.to_string()))),
            Some(value) => serde_json::from_value(value.clone()).map(Some).map_err(|_other_shape| {
                let from = members.offset_of("properties", self.text);
                let at = self.text[from..].find("\"name\"").unwrap_or(0);
                ReadError::expected(self.text, from + at, "expected.name", value.to_string())
            }),
        }
    }

    fn foreign(&self, members: &Members<'a>, known: &[&str]) -> Result<JsonObject, ReadError> {
        let mut foreign = JsonObject::new();
        for (name, raw) in members.iter().filter(|(name, _)| !known.contains(name)) {
            foreign.insert(name.to_owned(), parse(self.text, raw)?);
        }
        Ok(foreign)
    }

    fn geometry(&mut self, raw: Option<&'a RawValue>) -> Result<(), ReadError> {
        let kind = match raw.filter(|raw| raw.get() != "null") {
            None => crate::geometry::ShapeKind::None,
            Some(raw) => {
                let members = Members::parse(self.text, raw, "expected.geometry")?;
                geometry::read(self, &members, 0)?
            }
        };
        self.collection.shapes.end_shape(kind);
        Ok(())
    }

    fn wrong(&self, raw: &RawValue, what: &'static str) -> ReadError {
        ReadError::expected(self.text, offset_of(self.text, raw), what, raw.get())
    }
}

fn parse(text: &str, raw: &RawValue) -> Result<JsonValue, ReadError> {
    serde_json::from_str(raw.get()).map_err(|error| ReadError::from_json(text, offset_of(text, raw), &error))
}
