//! Geometry objects: each type's members, and the rules of its rings and lines.
//! Must not know features.

use super::Reader;
use super::coordinates::Scanner;
use super::members::{Members, offset_of};
use crate::formats::Problem;
use crate::formats::error::ReadError;
use crate::geometry::ShapeKind;
use crate::project::Place;

/// Collections inside collections deeper than this are refused.
const DEEPEST_COLLECTION: usize = 16;

/// Reads a geometry object into the shape being written, and says its type.
pub(super) fn read<'a>(reader: &mut Reader<'a>, members: &Members<'a>, depth: usize) -> Result<ShapeKind, ReadError> {
    let text = reader.text;
    let name = members.kind(text)?;
    let kind = ShapeKind::from_name(&name).ok_or_else(|| {
        let at = members.offset_of("type", text);
        ReadError::expected(text, at, "expected.geometry-type", name.clone())
    })?;
    if kind == ShapeKind::GeometryCollection {
        collection(reader, members, depth)?;
    } else {
        coordinates(reader, members, kind)?;
    }
    Ok(kind)
}

fn collection<'a>(reader: &mut Reader<'a>, members: &Members<'a>, depth: usize) -> Result<(), ReadError> {
    let text = reader.text;
    if depth == DEEPEST_COLLECTION {
        let place = Place::at(text, members.offset);
        return Err(ReadError { place, problem: Problem::TooDeep });
    }
    let Some(raw) = members.get("geometries") else {
        return Err(ReadError::expected(text, members.offset, "expected.geometries", "{…}"));
    };
    let start = offset_of(text, raw);
    let inner: Vec<&serde_json::value::RawValue> =
        serde_json::from_str(raw.get()).map_err(|error| ReadError::from_json(text, start, &error))?;
    for raw in inner {
        let members = Members::parse(text, raw, "expected.geometry")?;
        read(reader, &members, depth + 1)?;
    }
    Ok(())
}

fn coordinates<'a>(reader: &mut Reader<'a>, members: &Members<'a>, kind: ShapeKind) -> Result<(), ReadError> {
    let text = reader.text;
    let Some(raw) = members.get("coordinates") else {
        return Err(ReadError::expected(text, members.offset, "expected.coordinates", "{…}"));
    };
    let start = offset_of(text, raw);
    let mut scanner = Scanner::new(text, start, start + raw.get().len(), &mut reader.collection.shapes);
    match kind {
        ShapeKind::Point => scanner.point()?,
        ShapeKind::MultiPoint => scanner.points()?,
        ShapeKind::LineString => scanner.line()?,
        ShapeKind::MultiLineString => scanner.each(Scanner::line)?,
        ShapeKind::Polygon => scanner.polygon()?,
        ShapeKind::MultiPolygon => scanner.each(Scanner::polygon)?,
        ShapeKind::None | ShapeKind::GeometryCollection => {}
    }
    reader.dropped_numbers += scanner.dropped_numbers;
    Ok(())
}
