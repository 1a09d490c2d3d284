//! `TopoJSON` (Bostock and Metcalf 2017, format specification 1.0): the objects of a topology, their shared arcs put together.
//! Must not keep the arcs: what two features share comes out the same for both, position by position.

use std::fmt;

use geojson::JsonObject;
use geojson::feature::Id;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::error::ReadError;
use super::gather::{Gather, Part, Path};
use super::geojson::named_system;
use super::{Collection, OpenError, Problem, Source};
use crate::crs::CoordinateFrame;
use crate::project::{Provenance, SourcePosition};

/// Collections inside collections deeper than this are refused.
const DEEPEST: usize = 16;
/// Bytes looked at for the type of a text.
const HEAD: usize = 4096;

/// Whether a file is one: JSON that says so, near its beginning or its end.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let says = |part: &[u8]| memchr::memmem::find(part, b"\"Topology\"").is_some();
    let (head, tail) = (&bytes[..bytes.len().min(HEAD)], &bytes[bytes.len().saturating_sub(HEAD)..]);
    bytes.trim_ascii_start().starts_with(b"{") && (says(head) || says(tail))
}

/// All of a topology that is read.
#[derive(Deserialize)]
struct Topology<'a> {
    #[serde(borrow)]
    objects: Objects<'a>,
    #[serde(default)]
    arcs: Vec<Vec<Pair>>,
    transform: Option<Transform>,
    /// Of earlier versions of the format.
    crs: Option<IgnoredAny>,
}

/// How whole numbers are made positions.
#[derive(Clone, Copy, Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

/// A geometry object, of which any member may be missing.
#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: Option<String>,
    id: Option<Value>,
    properties: Option<JsonObject>,
    #[serde(borrow)]
    arcs: Option<&'a RawValue>,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
    #[serde(borrow)]
    geometries: Option<Vec<&'a RawValue>>,
}

/// Reads each object as a dataset.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    match read_text(source.text()?, frame) {
        Ok(collections) => Ok(collections),
        Err(error) => Err(error.in_file(source.name())),
    }
}

fn read_text(text: &str, frame: &CoordinateFrame) -> Result<Vec<Collection>, ReadError> {
    let topology: Topology<'_> = serde_json::from_str(text).map_err(|error| ReadError::from_json(text, 0, &error))?;
    let reader = Reader::new(text, &topology);
    let several = topology.objects.0.len() > 1;
    let own = match &topology.crs {
        Some(_) if frame.crs.is_none() => named_system(text)?,
        Some(_) | None => None,
    };
    let from = if own.is_some() { "crs-from.member" } else { "crs-from.topojson" };
    let dataset = |(name, object): &(String, &RawValue)| {
        let mut gather = Gather::new(frame, own, from).named(several.then(|| name.clone()));
        let geometry = reader.geometry(object)?;
        let members = match &geometry.geometries {
            Some(members) if geometry.kind.as_deref() == Some("GeometryCollection") => members.clone(),
            Some(_) | None => vec![*object],
        };
        let offsets: Vec<usize> = members.iter().map(|member| reader.offset(member.get())).collect();
        for (member, place) in members.iter().zip(SourcePosition::of_each(text, &offsets)) {
            reader.feature(member, place.into(), &mut gather)?;
        }
        Ok(gather.finish())
    };
    topology.objects.0.iter().map(dataset).collect()
}

/// A topology whose arcs are positions.
struct Reader<'a> {
    text: &'a str,
    transform: Option<Transform>,
    arcs: Vec<Vec<[f64; 2]>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, topology: &Topology<'_>) -> Self {
        let transform = topology.transform;
        let decoded = |arc: &Vec<Pair>| {
            let mut at = [0.0, 0.0];
            let next = |&Pair(step): &Pair| {
                // Whole numbers are steps from the position before.
                at = if transform.is_some() { [at[0] + step[0], at[1] + step[1]] } else { step };
                placed(at, transform)
            };
            arc.iter().map(next).collect()
        };
        Self { text, transform, arcs: topology.arcs.iter().map(decoded).collect() }
    }

    fn offset(&self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    fn expected(&self, part: &str, what: &'static str, found: impl Into<String>) -> ReadError {
        ReadError::expected(self.text, self.offset(part), what, found)
    }

    /// A value at its place.
    fn parse<'v, T: Deserialize<'v>>(&self, raw: &'v RawValue) -> Result<T, ReadError> {
        serde_json::from_str(raw.get()).map_err(|error| ReadError::from_json(self.text, self.offset(raw.get()), &error))
    }

    fn geometry<'v>(&self, raw: &'v RawValue) -> Result<Geometry<'v>, ReadError> {
        self.parse(raw)
    }

    fn feature(&self, raw: &RawValue, place: Provenance, gather: &mut Gather) -> Result<(), ReadError> {
        let geometry = self.geometry(raw)?;
        let mut parts = Vec::new();
        self.parts(raw, &geometry, gather, &mut parts, 0)?;
        let id = match geometry.id {
            Some(Value::String(id)) => Some(Id::String(id)),
            Some(Value::Number(id)) => Some(Id::Number(id)),
            Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => None,
        };
        gather.feature(id, geometry.properties.unwrap_or_default(), &parts, place);
        Ok(())
    }

    fn parts(
        &self,
        raw: &RawValue,
        geometry: &Geometry<'_>,
        gather: &Gather,
        parts: &mut Vec<Part>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let kind = geometry.kind.as_deref();
        let none = |what| self.expected(raw.get(), what, "{…}");
        let arcs = || geometry.arcs.ok_or_else(|| none("expected.arcs"));
        let coordinates = || geometry.coordinates.ok_or_else(|| none("expected.coordinates"));
        match kind {
            None => {}
            Some("Point") => {
                let at = coordinates()?;
                parts.push(Part::Points(self.points(at, &[self.parse(at)?], gather)?));
            }
            Some("MultiPoint") => {
                let at = coordinates()?;
                let all: Vec<Pair> = self.parse(at)?;
                parts.extend((!all.is_empty()).then(|| self.points(at, &all, gather)).transpose()?.map(Part::Points));
            }
            Some("LineString") => parts.extend(self.line(arcs()?, &self.parse::<Vec<i64>>(arcs()?)?, gather)?),
            Some("MultiLineString") => {
                for line in self.parse::<Vec<Vec<i64>>>(arcs()?)? {
                    parts.extend(self.line(arcs()?, &line, gather)?);
                }
            }
            Some("Polygon") => parts.extend(self.polygon(arcs()?, &self.parse::<Vec<Vec<i64>>>(arcs()?)?, gather)?),
            Some("MultiPolygon") => {
                for rings in self.parse::<Vec<Vec<Vec<i64>>>>(arcs()?)? {
                    parts.extend(self.polygon(arcs()?, &rings, gather)?);
                }
            }
            Some("GeometryCollection") if depth == DEEPEST => {
                return Err(ReadError {
                    place: SourcePosition::at(self.text, self.offset(raw.get())),
                    problem: Problem::TooDeep,
                });
            }
            Some("GeometryCollection") => {
                for member in geometry.geometries.iter().flatten() {
                    self.parts(member, &self.geometry(member)?, gather, parts, depth + 1)?;
                }
            }
            Some(other) => return Err(self.expected(raw.get(), "expected.geometry-type", other)),
        }
        Ok(())
    }

    fn points(&self, raw: &RawValue, points: &[Pair], gather: &Gather) -> Result<Path, ReadError> {
        self.path(raw, points.iter().map(|&Pair(at)| placed(at, self.transform)), gather)
    }

    fn path(
        &self,
        raw: &RawValue,
        positions: impl Iterator<Item = [f64; 2]>,
        gather: &Gather,
    ) -> Result<Path, ReadError> {
        let place = || SourcePosition::at(self.text, self.offset(raw.get()));
        gather.path(positions.map(|at| (at, None))).map_err(|problem| ReadError { place: place(), problem })
    }

    fn line(&self, raw: &RawValue, arcs: &[i64], gather: &Gather) -> Result<Option<Part>, ReadError> {
        let path = self.path(raw, self.along(raw, arcs)?.into_iter(), gather)?;
        match path.at.len() {
            0 => Ok(None),
            1 => Err(self.expected(raw.get(), "expected.line", "1")),
            _ => Ok(Some(Part::Line(path))),
        }
    }

    fn polygon(&self, raw: &RawValue, rings: &[Vec<i64>], gather: &Gather) -> Result<Option<Part>, ReadError> {
        let ring = |arcs: &Vec<i64>| self.path(raw, self.along(raw, arcs)?.into_iter(), gather);
        let rings = rings.iter().map(ring).collect::<Result<Vec<Path>, ReadError>>()?;
        Ok((!rings.is_empty()).then_some(Part::Polygon(rings)))
    }

    /// The positions along some arcs, of which negative ones (`~0` for the first) are gone backwards. Each begins where the one before it ends.
    fn along(&self, raw: &RawValue, arcs: &[i64]) -> Result<Vec<[f64; 2]>, ReadError> {
        let mut all: Vec<[f64; 2]> = Vec::new();
        for &index in arcs {
            let at = usize::try_from(if index < 0 { !index } else { index }).ok();
            let arc = at.and_then(|at| self.arcs.get(at)).ok_or_else(|| self.no_arc(raw, index))?;
            let from = usize::from(!all.is_empty());
            if index < 0 {
                all.extend(arc.iter().rev().skip(from));
            } else {
                all.extend(arc.iter().skip(from));
            }
        }
        Ok(all)
    }

    /// An arc that there is not, at its number.
    fn no_arc(&self, raw: &RawValue, index: i64) -> ReadError {
        let (text, number) = (raw.get(), index.to_string());
        let is_part = |c: char| c.is_ascii_digit() || c == '-';
        let is_number = |&(at, _): &(usize, &str)| {
            !text[..at].ends_with(is_part) && !text[at + number.len()..].starts_with(|c: char| c.is_ascii_digit())
        };
        let found = text.match_indices(number.as_str()).find(is_number).map_or(0, |(at, _)| at);
        self.expected(&text[found..], "expected.arc", format!("{index} ({})", self.arcs.len()))
    }
}

fn placed(at: [f64; 2], transform: Option<Transform>) -> [f64; 2] {
    transform.map_or(at, |Transform { scale, translate }| [0, 1].map(|axis| at[axis] * scale[axis] + translate[axis]))
}

/// The first two numbers of an array.
#[derive(Clone, Copy)]
struct Pair([f64; 2]);

impl<'de> Deserialize<'de> for Pair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> Visitor<'de> for Reading {
            type Value = Pair;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a position of two or more numbers")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Pair, A::Error> {
                let short = |count: usize| serde::de::Error::invalid_length(count, &self);
                let first = numbers.next_element()?.ok_or_else(|| short(0))?;
                let second = numbers.next_element()?.ok_or_else(|| short(1))?;
                while numbers.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Pair([first, second]))
            }
        }
        deserializer.deserialize_seq(Reading)
    }
}

/// Members in their order.
struct Objects<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Objects<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading<'a>(std::marker::PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Reading<'a> {
            type Value = Objects<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of objects")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Objects<'a>, A::Error> {
                let mut all = Vec::new();
                while let Some(member) = map.next_entry()? {
                    all.push(member);
                }
                Ok(Objects(all))
            }
        }
        deserializer.deserialize_map(Reading(std::marker::PhantomData))
    }
}
