//! KML 2.2 (OGC 12-007): placemarks with their geometries and data, a layer for each folder that has any.
//! Must not follow links.

use std::borrow::Cow;

use geojson::JsonObject;
use geojson::feature::Id;

use super::gather::{Gather, Part, Path, expected_at, problem_at, value_of};
use super::xml::{Document, Element, Met, places, text_of};
use super::{Collection, OpenError, Problem, Source};
use crate::crs::CoordinateFrame;
use crate::project::{Provenance, SourcePosition};

/// Elements whose children are met one by one.
const CONTAINERS: [&str; 3] = ["kml", "Document", "Folder"];

/// Geometries of placemarks that are not read.
const UNREAD: [&str; 3] = ["Track", "MultiTrack", "Model"];

/// Whether a file is one, as far as its beginning shows.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    head.trim_start().starts_with('<') && head.contains("<kml")
}

/// A placemark that does not know its place in the text as people count.
struct Placemark {
    offset: usize,
    id: Option<Id>,
    properties: JsonObject,
    parts: Vec<Part>,
}

/// The placemarks directly in a container.
#[derive(Default)]
struct Layer {
    names: Vec<String>,
    placemarks: Vec<Placemark>,
}

/// Reads the placemarks of a document.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let (text, encoding, told) = text_of(source)?;
    let mut gather = Gather::new(frame, None, "crs-from.kml");
    let (layers, [links, unread]) = layers(&text, &path, &mut gather)?;
    let several = layers.len() > 1;
    let places = places(&text, layers.iter().flat_map(|layer| &layer.placemarks).map(|placemark| placemark.offset));
    let mut all = Vec::new();
    for layer in layers {
        let mut own = Gather::new(frame, None, "crs-from.kml").named(several.then(|| layer.names.join(" / ")));
        for placemark in layer.placemarks {
            own.feature(placemark.id, placemark.properties, &placemark.parts, places[&placemark.offset]);
        }
        all.push(own);
    }
    let first = all.first_mut().unwrap_or(&mut gather);
    first.read_in(encoding);
    if let Some(key) = told {
        first.warn(key, 1);
    }
    first.warn("warning.network-links", links);
    first.warn("warning.unread-kml", unread);
    if all.is_empty() {
        all.push(gather);
    }
    Ok(all.into_iter().map(Gather::finish).collect())
}

/// The containers with placemarks, in the order in which they begin, and how many links there are.
fn layers(text: &str, path: &str, gather: &mut Gather) -> Result<(Vec<Layer>, [usize; 2]), OpenError> {
    let mut unread = 0;
    let mut document = Document::new(text, path);
    let (mut done, mut open, mut links): (Vec<Layer>, Vec<usize>, usize) = (vec![Layer::default()], vec![0], 0);
    // Before KML 2.2 a schema could give placemarks a name of its own.
    let mut placemarks = vec!["Placemark".to_owned()];
    loop {
        match document.next(|name| CONTAINERS.contains(&name))? {
            Met::Open(element) => {
                let around = open.last().map_or(&[][..], |&at| &done[at].names).to_vec();
                if element.name == "kml" {
                    open.push(0);
                } else {
                    open.push(done.len());
                    done.push(Layer { names: around, placemarks: Vec::new() });
                }
            }
            Met::Close => {
                open.pop();
            }
            Met::Whole(element) => {
                let Some(layer) = open.last().and_then(|&at| done.get_mut(at)) else { continue };
                match element.name.as_str() {
                    "name" => layer.names.push(element.text.trim().to_owned()),
                    "Schema" if element.attribute("parent") == Some("Placemark") => {
                        placemarks.extend(element.attribute("name").map(str::to_owned));
                    }
                    name if placemarks.iter().any(|known| known == name) => {
                        unread += element.children.iter().filter(|child| UNREAD.contains(&child.name.as_str())).count();
                        layer.placemarks.push(placemark(&element, text, path, gather)?);
                    }
                    "NetworkLink" => links += 1,
                    "GroundOverlay" | "ScreenOverlay" | "PhotoOverlay" | "Tour" => unread += 1,
                    _ => {}
                }
            }
            Met::End => break,
        }
    }
    done.retain(|layer| !layer.placemarks.is_empty());
    Ok((done, [links, unread]))
}

fn placemark(element: &Element, text: &str, path: &str, gather: &mut Gather) -> Result<Placemark, OpenError> {
    let mut properties = JsonObject::new();
    for own in ["name", "description"] {
        if let Some(text) = element.text_of(own) {
            properties.insert(own.to_owned(), text.into());
        }
    }
    let data = element.children("ExtendedData");
    for extended in data {
        let plain = extended.children("Data").map(|data| (data.attribute("name"), data.text_of("value")));
        let simple = extended.children("SchemaData").flat_map(|schema| schema.children("SimpleData"));
        let simple = simple.map(|data| (data.attribute("name"), Some(data.text.trim())));
        for (name, value) in plain.chain(simple) {
            let value = value.map_or(serde_json::Value::Null, value_of);
            properties.insert(name.unwrap_or_default().to_owned(), value);
        }
    }
    let mut parts = Vec::new();
    for child in &element.children {
        geometry(child, &mut parts, gather, &At { text, path })?;
    }
    let id = element.attribute("id").map(|id| Id::String(id.to_owned()));
    Ok(Placemark { offset: element.offset, id, properties, parts })
}

/// Where a document is told of.
struct At<'a> {
    text: &'a str,
    path: &'a str,
}

/// The parts of a geometry; of any other element nothing.
fn geometry(element: &Element, parts: &mut Vec<Part>, gather: &Gather, at: &At<'_>) -> Result<(), OpenError> {
    match element.name.as_str() {
        "Point" => parts.extend(path(element, gather, at)?.filter(|path| !path.at.is_empty()).map(Part::Points)),
        "LineString" | "LinearRing" => {
            if let Some(path) = path(element, gather, at)?.filter(|path| !path.at.is_empty()) {
                if path.at.len() < 2 {
                    return Err(expected_at(at.path, at.place(element), "expected.line", path.at.len().to_string()));
                }
                parts.push(Part::Line(path));
            }
        }
        "Polygon" => {
            let boundaries = element.children("outerBoundaryIs").chain(element.children("innerBoundaryIs"));
            let rings = boundaries.flat_map(|boundary| boundary.children("LinearRing"));
            let rings =
                rings.filter_map(|ring| path(ring, gather, at).transpose()).collect::<Result<Vec<Path>, _>>()?;
            if !rings.is_empty() {
                parts.push(Part::Polygon(rings));
            }
        }
        "MultiGeometry" => {
            for child in &element.children {
                geometry(child, parts, gather, at)?;
            }
        }
        _ => {}
    }
    Ok(())
}

impl At<'_> {
    fn place(&self, element: &Element) -> Provenance {
        SourcePosition::at(self.text, element.offset).into()
    }
}

/// The positions of an element's coordinates: tuples of longitude, latitude and perhaps height, with space between them.
fn path(element: &Element, gather: &Gather, at: &At<'_>) -> Result<Option<Path>, OpenError> {
    let Some(coordinates) = element.child("coordinates") else { return Ok(None) };
    let place = || at.place(coordinates);
    let text = joined(&coordinates.text);
    let numbers = text.split_whitespace().map(|tuple| {
        let mut numbers = tuple.split(',').map(str::parse::<f64>);
        match (numbers.next(), numbers.next(), numbers.next(), numbers.next()) {
            (Some(Ok(lon)), Some(Ok(lat)), None, None) => Ok(([lon, lat], None)),
            (Some(Ok(lon)), Some(Ok(lat)), Some(Ok(height)), None) => Ok(([lon, lat], Some(height))),
            _ => Err(expected_at(at.path, place(), "expected.kml-tuple", tuple)),
        }
    });
    let numbers = numbers.collect::<Result<Vec<_>, OpenError>>()?;
    gather.path(numbers).map(Some).map_err(|problem: Problem| problem_at(at.path, place(), problem))
}

/// Coordinates without the space that people leave after the commas within a position.
fn joined(text: &str) -> Cow<'_, str> {
    let is_apart = |part: &str| part.starts_with(char::is_whitespace) || part.ends_with(char::is_whitespace);
    let mut parts = text.trim().split(',');
    if !parts.any(is_apart) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split(',').map(str::trim).collect::<Vec<_>>().join(","))
}
