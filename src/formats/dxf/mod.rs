//! Drawings in DXF (Autodesk, DXF Reference R2018), the text form of it: lines, arcs and closed polylines of the model, blocks placed, a layer each.
//! Must not draw: what has no outline of its own, such as hatches and dimensions, is counted and left out.

mod arcs;
mod drawing;
mod figure;
mod groups;

use encoding_rs::{Encoding, UTF_8};
use geojson::JsonObject;
use geojson::feature::Id;

use self::drawing::{Drawing, Placed, words};
use self::figure::Figure;
use super::encoding::{by_name, decoded, shown_by};
use super::gather::{Gather, Part, expected_at, problem_at};
use super::{Collection, OpenError, Problem, Source};
use crate::crs::CoordinateFrame;
use crate::project::{Provenance, SourcePosition};

/// Whether a file is one, as far as its first lines show: comments, then the beginning of a section.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let mut lines = head.trim_start_matches('\u{feff}').lines().map(str::trim);
    loop {
        match (lines.next(), lines.next()) {
            (Some("999"), Some(_)) => {}
            (first, second) => return first == Some("0") && second == Some("SECTION"),
        }
    }
}

/// Reads what the model shows, a dataset for each layer.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let unit = variable(source.bytes()?, b"$INSUNITS").and_then(|unit| unit_named(&unit));
    let (text, encoding) = text_of(source, &path)?;
    let drawing = Drawing::of(&text, &path)?;
    let (placed, unread) = drawing.placed(&path)?;
    let mut layers: Vec<(String, Gather)> = Vec::new();
    let offsets: Vec<usize> = placed.iter().map(|one| one.entity.offset).collect();
    for (one, place) in placed.iter().zip(SourcePosition::of_each(&text, &offsets)) {
        let Some(figure) = one.figure() else { continue };
        let name = words(one.layer);
        let at = layers.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            layers.push((name.clone(), Gather::new(frame, None, "crs-from.nothing")));
            layers.len() - 1
        });
        let gather = &mut layers[at].1;
        let place = Provenance::Text(place);
        let numbers = figure.points.iter().map(|&[x, y, z]| ([x, y], (z.abs() > 0.0).then_some(z)));
        let positions = gather.path(numbers).map_err(|problem| match (unit, &problem) {
            // That they are no metres is said before anything that they might be.
            (Some(unit), Problem::NotPosition { found, .. } | Problem::Expected { found, .. }) => {
                expected_at(&path, place, "expected.drawing-in-metres", format!("{found} ({unit})"))
            }
            _ => problem_at(&path, place, problem),
        })?;
        let part = match figure {
            Figure { is_closed: true, .. } => Part::Polygon(vec![positions]),
            Figure { points, .. } if points.len() > 1 => Part::Line(positions),
            Figure { .. } => Part::Points(positions),
        };
        gather.feature(one.id(), one.properties(&name), &[part], place);
    }
    let several = layers.len() > 1;
    let named = |(name, gather): (String, Gather)| gather.named(several.then_some(name));
    let mut all: Vec<Gather> = layers.into_iter().map(named).collect();
    if all.is_empty() {
        all.push(Gather::new(frame, None, "crs-from.nothing"));
    }
    all[0].read_in(encoding);
    all[0].warn("warning.unread-entities", unread);
    if unit.is_some() {
        all[0].warn("warning.drawing-units", 1);
    }
    Ok(all.into_iter().map(Gather::finish).collect())
}

impl Placed<'_> {
    fn id(&self) -> Option<Id> {
        // What a block shows several times has one handle.
        self.is_own.then(|| self.entity.text(5)).flatten().map(|handle| Id::String(handle.to_owned()))
    }

    fn properties(&self, layer: &str) -> JsonObject {
        let mut properties = JsonObject::new();
        properties.insert("layer".to_owned(), layer.into());
        properties.insert("entity".to_owned(), self.entity.kind.into());
        if matches!(self.entity.kind, "TEXT" | "MTEXT") {
            let text = self.entity.words();
            properties.insert("name".to_owned(), text.clone().into());
            properties.insert("text".to_owned(), text.into());
        }
        properties
    }
}

/// The value of a variable in the head of a drawing.
fn variable(bytes: &[u8], name: &[u8]) -> Option<String> {
    let at = memchr::memmem::find(bytes, name)?;
    let lines = String::from_utf8_lossy(bytes.get(at..(at + 100).min(bytes.len()))?).into_owned();
    lines.lines().nth(2).map(|value| value.trim().to_owned())
}

/// The unit of a drawing as its head says it, where that is another than metres, by its sign.
fn unit_named(number: &str) -> Option<&'static str> {
    Some(match number {
        "1" => "in",
        "2" => "ft",
        "3" => "mi",
        "4" => "mm",
        "5" => "cm",
        "7" => "km",
        "10" => "yd",
        "14" => "dm",
        "15" => "dam",
        "16" => "hm",
        "21" => "US ft",
        _ => return None,
    })
}

/// The text of a drawing, in the encoding that its head names: UTF-8 since R2007 (AC1021), a code page before.
fn text_of(source: &mut dyn Source, path: &str) -> Result<(String, &'static Encoding), OpenError> {
    let said = source.encoding().map(str::to_owned);
    let bytes = source.bytes()?;
    let encoding = match said {
        Some(said) => Some(by_name(&said).ok_or_else(|| expected_at(path, None, "expected.encoding", said))?),
        None if std::str::from_utf8(bytes).is_ok() => None,
        None => variable(bytes, b"$DWGCODEPAGE").as_deref().and_then(by_name).or_else(|| Some(shown_by(bytes))),
    };
    Ok(match encoding {
        Some(encoding) => (decoded(bytes, encoding).text, encoding),
        None => (String::from_utf8_lossy(bytes).into_owned(), UTF_8),
    })
}
