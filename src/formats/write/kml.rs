//! KML 2.2 (OGC 12-007): a folder a layer, a placemark a feature, with its properties as extended data.
//! Must not know styles: what is shown how is the project's.

use std::fmt::Write as _;

use geojson::JsonValue;
use quick_xml::escape::escape;

use super::fields::{Row, text};
use super::positions::{At, Geometry, Piece, number};
use super::{Outgoing, Told, WriteError, Written};
use crate::geometry::ShapeKind;
use crate::project::Feature;

pub(super) fn write(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    let mut characters = 0;
    for one in outgoing {
        let _infallible = writeln!(out, "<Folder>\n<name>{}</name>", plain(&one.layer.id));
        // Ids of XML are names; others are data like the rest.
        let named = one.features().iter().all(|feature| feature.id.is_none() || is_xml_name(feature.key()));
        let columns = one.columns(!named, all);
        for (at, feature) in one.features().iter().enumerate() {
            let id =
                if named && feature.id.is_some() { format!(" id=\"{}\"", plain(feature.key())) } else { String::new() };
            let _infallible = writeln!(out, "<Placemark{id}>");
            if let Some(name) = one.name(feature) {
                let _infallible = writeln!(out, "<name>{}</name>", plain(name));
            }
            if let Some(JsonValue::String(text)) = feature.properties.once("description") {
                let _infallible = writeln!(out, "<description>{}</description>", plain(&text));
            }
            let mut data = String::new();
            let row = Row::of(feature);
            for column in &columns {
                let Some(value) = column.value(&row) else { continue };
                let is_there = match column.name.as_str() {
                    "name" => value.as_str().is_some_and(|name| one.name(feature) == Some(name)),
                    "description" => value.is_string(),
                    _ => false,
                };
                if is_there {
                    continue;
                }
                if value.is_array() || value.is_object() {
                    all.tell(Told::AsText { field: column.name.clone() });
                }
                let (name, text) = (plain(&column.name), plain(&text(&value)));
                let value = if value.is_null() { String::new() } else { format!("<value>{text}</value>") };
                let _infallible = writeln!(data, "<Data name=\"{name}\">{value}</Data>");
            }
            if !data.is_empty() {
                let _infallible = writeln!(out, "<ExtendedData>\n{data}</ExtendedData>");
            }
            characters += usize::from(has_others(feature));
            write_geometry(&mut out, &one.geometry(at)?);
            out.push_str("</Placemark>\n");
        }
        out.push_str("</Folder>\n");
    }
    out.push_str("</Document>\n</kml>\n");
    all.tell_of(characters, |count| Told::Characters { count });
    all.files.push((None, out.into_bytes()));
    Ok(())
}

/// A text without the characters that XML 1.0 has no place for, and with references for those that mean something.
fn plain(text: &str) -> String {
    let held: String = text.chars().filter(|&c| is_held(c)).collect();
    escape(held.as_str()).into_owned()
}

fn is_held(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn has_others(feature: &Feature) -> bool {
    let holds = |value: &JsonValue| text(value).chars().all(is_held);
    !feature.properties.read_once().values().all(holds)
}

/// Whether a text can be an id in XML.
fn is_xml_name(text: &str) -> bool {
    let mut letters = text.chars();
    let begins = letters.next().is_some_and(|first| first.is_alphabetic() || first == '_');
    begins && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn write_geometry(out: &mut String, geometry: &Geometry) {
    let parts: Vec<String> = geometry.pieces.iter().flat_map(parts).collect();
    let is_single = matches!(geometry.kind, ShapeKind::Point | ShapeKind::LineString | ShapeKind::Polygon);
    if geometry.kind == ShapeKind::None {
        return;
    }
    if is_single && parts.len() == 1 {
        out.push_str(&parts.concat());
    } else {
        let _infallible = writeln!(out, "<MultiGeometry>\n{}</MultiGeometry>", parts.concat());
    }
}

fn parts(piece: &Piece) -> Vec<String> {
    match piece {
        Piece::Points(points) => points.iter().map(|at| element("Point", &[*at])).collect(),
        Piece::Line(line) => vec![element("LineString", line)],
        Piece::Polygon(rings) => {
            let ring = |(place, ring): (usize, &Vec<At>)| {
                let side = if place == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
                format!("<{side}>{}</{side}>\n", element("LinearRing", ring).trim_end())
            };
            vec![format!("<Polygon>\n{}</Polygon>\n", rings.iter().enumerate().map(ring).collect::<String>())]
        }
    }
}

fn element(name: &str, path: &[At]) -> String {
    let each = path.iter().map(|at| {
        let plane = format!("{},{}", number(at.x), number(at.y));
        at.height.map_or(plane.clone(), |height| format!("{plane},{}", number(height)))
    });
    format!("<{name}><coordinates>{}</coordinates></{name}>\n", each.collect::<Vec<_>>().join(" "))
}
