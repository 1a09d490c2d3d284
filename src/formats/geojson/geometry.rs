//! GeoJSON objects: the type of each, and geometries with their members.
//! Must not know features.

use std::borrow::Cow;

use geojson::JsonValue;

use super::reader::{About, Reader};
use super::scanner::Scanner;
use super::values::Names;
use crate::formats::declared::PROPERTIES;
use crate::formats::error::ReadError;
use crate::formats::{Holder, OddityKind};
use crate::geometry::ShapeKind;

/// The names of declared areas.
const DECLARED: [&str; 4] = [PROPERTIES[0].0, PROPERTIES[1].0, PROPERTIES[2].0, PROPERTIES[3].0];
/// Collections inside collections deeper than this are refused.
const DEEPEST_COLLECTION: usize = 16;

/// The text of an object's member `type` and where it stands. The object itself is not taken.
pub(super) fn kind_ahead<'a>(mut scan: Scanner<'a>, what: &'static str) -> Result<(usize, Cow<'a, str>), ReadError> {
    let start = scan.open(b'{', what)?;
    while let Some(name) = scan.member()? {
        if name == "type" {
            return Ok((scan.place(), kind(&mut scan)?));
        }
        scan.skip()?;
    }
    Err(scan.expected(start, "expected.type", "{…}"))
}

/// Takes the text of a member `type`.
pub(super) fn kind<'a>(scan: &mut Scanner<'a>) -> Result<Cow<'a, str>, ReadError> {
    let start = scan.place();
    if scan.next() == b'"' { scan.string() } else { Err(scan.unexpected(start, "expected.type")) }
}

impl Reader {
    /// A geometry object, into the shape being written; says its type.
    pub(super) fn geometry(
        &mut self,
        scan: &mut Scanner<'_>,
        what: &'static str,
        depth: usize,
    ) -> Result<ShapeKind, ReadError> {
        let (place, name) = kind_ahead(*scan, what)?;
        let shape =
            ShapeKind::from_name(&name).ok_or_else(|| scan.expected(place, "expected.geometry-type", name.clone()))?;
        let is_collection = shape == ShapeKind::GeometryCollection;
        let body = if is_collection { "geometries" } else { "coordinates" };
        let before = self.mark();
        let (mut found, mut names, mut again) = (false, Names::default(), false);
        let start = scan.open(b'{', what)?;
        while let Some(member) = scan.member()? {
            again |= names.again(member.clone());
            if member == body {
                // Of members with one name the last counts.
                self.rewind(before);
                found = true;
                if is_collection { self.geometries(scan, depth)? } else { self.coordinates(scan, shape)? }
            } else {
                self.other_member(scan, &member, &name, About::Feature)?;
            }
        }
        self.twice(again, About::Feature, start);
        let missing = if is_collection { "expected.geometries" } else { "expected.coordinates" };
        if found { Ok(shape) } else { Err(scan.expected(start, missing, "{…}")) }
    }

    /// The members of a collection of geometries.
    fn geometries(&mut self, scan: &mut Scanner<'_>, depth: usize) -> Result<(), ReadError> {
        let start = scan.open(b'[', "expected.geometries")?;
        if depth == DEEPEST_COLLECTION {
            return Err(scan.too_deep(start));
        }
        while scan.more(b']')? {
            self.geometry(scan, "expected.geometry", depth + 1)?;
        }
        Ok(())
    }

    /// A member that means the same in every object whose type is known.
    pub(super) fn other_member(
        &mut self,
        scan: &mut Scanner<'_>,
        name: &str,
        type_name: &str,
        about: About,
    ) -> Result<(), ReadError> {
        match name {
            "crs" => self.crs(scan, about).map(drop),
            "type" => {
                let start = scan.place();
                let again = kind(scan)?;
                if again == type_name { Ok(()) } else { Err(scan.expected(start, "expected.one-type", again)) }
            }
            "bbox" => scan.skip(),
            _ => {
                let start = scan.place();
                let value = self.value(scan, about, Holder::Value)?;
                if let Some(expected) = nearly_read(name, type_name, &value) {
                    self.odd(about, start, OddityKind::Misspelt(name.to_owned(), expected));
                }
                Ok(())
            }
        }
    }
}

/// The member that another one is nearly, or is though objects of its type have none, where its value is what such a one holds.
fn nearly_read(name: &str, type_name: &str, value: &JsonValue) -> Option<&'static str> {
    let has_any = |known: &str| match known {
        "geometry" => value.as_object().is_some_and(|members| !members.is_empty()),
        "properties" => {
            value.as_object().is_some_and(|members| DECLARED.iter().any(|name| members.contains_key(*name)))
        }
        "features" | "coordinates" | "geometries" => value.as_array().is_some_and(|values| !values.is_empty()),
        _ => !value.is_null(),
    };
    let is_near = |known: &&str| name.trim().eq_ignore_ascii_case(known) && has_any(known);
    let of_all = ["crs", "features", "coordinates", "geometries"];
    let beside = ["geometry", "properties"].into_iter().chain(DECLARED).filter(|_| type_name == "FeatureCollection");
    of_all.into_iter().chain(beside).find(is_near)
}
