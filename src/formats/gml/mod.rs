//! `GML` 2 and 3 (OGC 02-069, 03-105r1, 07-036) as cadastres and feature services write it: a layer for each type of feature.
//! Must not follow links, nor read schemas.

mod geometry;
mod system;

use geojson::JsonObject;
use geojson::feature::Id;
use serde_json::Value;

use self::geometry::{Reader, is_geometry};
use self::system::{Axes, Named};
use super::gather::{Gather, Part, value_of};
use super::xml::{Document, Element, Met, places, text_of};
use super::{Collection, OpenError, Source};
use crate::crs::CoordinateFrame;
use crate::project::{Provenance, SourcePosition};

/// What features stand in.
const MEMBERS: [&str; 4] = ["featureMember", "featureMembers", "member", "cityObjectMember"];
/// Parts of a feature or a collection that say where it is as a whole.
const BOUNDS: &str = "boundedBy";

/// Whether a file is one, as far as its beginning shows; descriptions of other data name the same standard.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    head.trim_start().starts_with('<') && head.contains("opengis.net/gml") && !head.contains("MD_Metadata")
}

/// A feature that does not know its place in the text as people count.
struct Found {
    offset: usize,
    id: Option<Id>,
    properties: JsonObject,
    parts: Vec<Part>,
}

/// All features of one type.
struct Layer {
    kind: String,
    gather: Gather,
    system: Named,
    features: Vec<Found>,
}

impl Layer {
    fn new(kind: String, frame: &CoordinateFrame) -> Self {
        Self {
            kind,
            gather: Gather::new(frame, None, "crs-from.nothing"),
            system: Named::default(),
            features: Vec::new(),
        }
    }
}

/// Reads the features of a document.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let (text, encoding, told) = text_of(source)?;
    let mut reading = Reading { text: &text, path: &path, frame, layers: Vec::new(), beside: 0, unread: 0 };
    reading.all()?;
    let Reading { mut layers, beside, unread, .. } = reading;
    if layers.is_empty() {
        layers.push(Layer::new(String::new(), frame));
    }
    let places = places(&text, layers.iter().flat_map(|layer| &layer.features).map(|feature| feature.offset));
    let mut all = Vec::new();
    for Layer { kind, mut gather, features, .. } in layers {
        gather = gather.named(Some(kind));
        for feature in features {
            gather.feature(feature.id, feature.properties, &feature.parts, places[&feature.offset]);
        }
        gather.read_in(encoding);
        gather.warn_unsaid(true);
        all.push(gather);
    }
    if let Some(first) = all.first_mut() {
        if let Some(key) = told {
            first.warn(key, 1);
        }
        first.warn("warning.other-geometries", beside);
        first.warn("warning.unread-gml", unread);
    }
    Ok(all.into_iter().map(Gather::finish).collect())
}

/// A document being read.
struct Reading<'a> {
    text: &'a str,
    path: &'a str,
    frame: &'a CoordinateFrame,
    layers: Vec<Layer>,
    /// Geometries of features that have another, which is read.
    beside: usize,
    /// Geometries of types that are not read.
    unread: usize,
}

impl Reading<'_> {
    /// Everything is opened until something stands in a member: that is a feature, if it is no collection itself.
    fn all(&mut self) -> Result<(), OpenError> {
        let mut document = Document::new(self.text, self.path);
        let (mut open, mut around): (Vec<String>, Option<Axes>) = (Vec::new(), None);
        loop {
            let is_member = open.last().is_some_and(|name| MEMBERS.contains(&name.as_str()));
            let opens = |name: &str| {
                name.ends_with("Collection")
                    || !is_member && name != BOUNDS && !is_geometry(name)
                    || MEMBERS.contains(&name)
            };
            match document.next(opens)? {
                Met::Open(element) => open.push(element.name),
                Met::Close => drop(open.pop()),
                Met::End => return Ok(()),
                Met::Whole(element) if element.name == BOUNDS => {
                    let said = element.children.iter().find(|child| child.attribute("srsName").is_some());
                    let said = said.map(|said| Axes::of(said, self.frame)).transpose();
                    around = said.map_err(|problem| self.at(&element, problem))?.or(around);
                }
                Met::Whole(element) if is_member => self.feature(&element, around)?,
                Met::Whole(element) if is_geometry(&element.name) => {
                    let alone = Element { offset: element.offset, children: vec![element], ..Element::default() };
                    self.feature(
                        &Element { name: "geometry".to_owned(), children: vec![alone], ..Element::default() },
                        around,
                    )?;
                }
                Met::Whole(_) => {}
            }
        }
    }

    fn at(&self, element: &Element, problem: super::Problem) -> OpenError {
        let place = Provenance::Text(SourcePosition::at(self.text, element.offset));
        super::gather::problem_at(self.path, place, problem)
    }

    fn layer(&mut self, kind: &str) -> usize {
        let known = self.layers.iter().position(|layer| layer.kind == kind);
        known.unwrap_or_else(|| {
            self.layers.push(Layer::new(kind.to_owned(), self.frame));
            self.layers.len() - 1
        })
    }

    /// A feature with the largest of its geometries: a parcel has a point for its label besides.
    fn feature(&mut self, element: &Element, around: Option<Axes>) -> Result<(), OpenError> {
        let layer = self.layer(&element.name);
        let own = element.child(BOUNDS).into_iter().flat_map(|bounds| &bounds.children);
        let own = own.into_iter().find(|child| child.attribute("srsName").is_some());
        let own =
            own.map(|said| Axes::of(said, self.frame)).transpose().map_err(|problem| self.at(element, problem))?;
        let mut properties = JsonObject::new();
        let (mut parts, mut geometries) = (Vec::new(), 0);
        for child in element.children.iter().filter(|child| child.name != BOUNDS) {
            let Some(geometry) = child.children.iter().find(|inner| is_geometry(&inner.name)) else {
                add(&mut properties, &child.name, child);
                continue;
            };
            let Layer { gather, system, .. } = &mut self.layers[layer];
            let mut reader = Reader { gather, system, parts: Vec::new(), unread: 0 };
            let read = reader.geometry(geometry, own.or(around), self.frame);
            let (found, unread) = (std::mem::take(&mut reader.parts), reader.unread);
            read.map_err(|(at, problem)| {
                let place = Provenance::Text(SourcePosition::at(self.text, at));
                super::gather::problem_at(self.path, place, problem)
            })?;
            self.unread += unread;
            geometries += usize::from(!found.is_empty());
            if dimension(&found) > dimension(&parts) {
                parts = found;
            }
        }
        self.beside += geometries.saturating_sub(1);
        let id = element.attribute("id").or_else(|| element.attribute("fid")).map(|id| Id::String(id.to_owned()));
        self.layers[layer].features.push(Found { offset: element.offset, id, properties, parts });
        Ok(())
    }
}

/// Areas before lines before points before nothing.
fn dimension(parts: &[Part]) -> usize {
    let of = |part: &Part| match part {
        Part::Points(_) => 1,
        Part::Line(_) => 2,
        Part::Polygon(_) => 3,
    };
    parts.iter().map(of).max().unwrap_or(0)
}

/// What an element says as a property: its text, or what it refers to; of one with others in it, each by both names. What is said several
/// times is a list.
fn add(properties: &mut JsonObject, name: &str, element: &Element) {
    if !element.children.is_empty() {
        for child in element.children.iter().filter(|child| !is_geometry(&child.name)) {
            // An object stands in a property of another name, which says enough.
            let is_object = element.children.len() == 1 && !child.children.is_empty();
            let name = if is_object { name.to_owned() } else { format!("{name}.{}", child.name) };
            add(properties, &name, child);
        }
        return;
    }
    let text = element.text.trim();
    let value =
        if text.is_empty() { element.attribute("href").map_or(Value::Null, Into::into) } else { value_of(text) };
    match properties.get_mut(name) {
        None => drop(properties.insert(name.to_owned(), value)),
        Some(Value::Array(all)) => all.push(value),
        Some(one) => *one = Value::Array(vec![std::mem::take(one), value]),
    }
}
