//! GeoJSON (RFC 7946) and its lines, written by the `geojson` crate; with a `crs` member (GeoJSON 2008) where another system is asked for.
//! Must not know where the text goes.

use std::fmt::Write as _;

use geojson::{Geometry, GeometryValue, Position};

use super::positions::{At, Geometry as Numbers, Piece};
use super::{Outgoing, WriteError, Written};
use crate::geometry::ShapeKind;
use crate::project::{FeatureId, Project};

/// A feature with its id, properties and foreign members, indented; none for a feature there is not.
#[must_use]
pub fn feature_text(project: &Project, id: FeatureId) -> Option<String> {
    let outgoing =
        Outgoing { layer: project.layers.get(id.layer)?, crs: None, lang: crate::i18n::Lang::default(), tabs: false };
    outgoing.layer.data.feature(id.feature)?;
    serde_json::to_string_pretty(&outgoing.feature(id.feature).ok()?).ok()
}

/// A collection, each feature on a line of its own.
pub(super) fn collection(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let mut text = String::from("{\n\"type\": \"FeatureCollection\",\n");
    if let Some(crs) = outgoing.iter().find_map(|one| one.crs) {
        let urn = crs.epsg().map(|code| format!("urn:ogc:def:crs:EPSG::{code}"));
        let name = serde_json::json!({"type": "name", "properties": {"name": urn.as_deref().unwrap_or(crs.name())}});
        let _infallible = writeln!(text, "\"crs\": {name},");
    }
    text.push_str("\"features\": [\n");
    text.push_str(&texts(outgoing)?.join(",\n"));
    text.push_str("\n]\n}\n");
    all.files.push((None, text.into_bytes()));
    Ok(())
}

/// A feature on each line.
pub(super) fn lines(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let text: String = texts(outgoing)?.into_iter().map(|text| text + "\n").collect();
    all.files.push((None, text.into_bytes()));
    Ok(())
}

fn texts(outgoing: &[Outgoing<'_>]) -> Result<Vec<String>, WriteError> {
    let each = outgoing.iter().flat_map(|one| (0..one.features().len()).map(move |at| one.feature(at)));
    each.map(|feature| Ok(feature?.to_string())).collect()
}

impl Outgoing<'_> {
    fn feature(&self, at: usize) -> Result<geojson::Feature, WriteError> {
        let (feature, numbers) = (&self.features()[at], self.geometry(at)?);
        let mut members = feature.foreign_members.as_ref().map(|members| members.read_once().into_owned());
        // The system that it was read in is not that which it is written in.
        if let Some(members) = &mut members {
            members.shift_remove("crs");
        }
        Ok(geojson::Feature {
            bbox: None,
            geometry: geometry(&numbers),
            id: feature.id.clone(),
            properties: Some(feature.properties.read_once().into_owned()),
            foreign_members: members.filter(|members| !members.is_empty()),
        })
    }
}

/// The geometry in the type it was read with; collections come back flat.
fn geometry(numbers: &Numbers) -> Option<Geometry> {
    let points = || {
        let all =
            numbers.pieces.iter().filter_map(|piece| if let Piece::Points(path) = piece { Some(path) } else { None });
        all.flatten().map(position).collect::<Vec<_>>()
    };
    let lines = || {
        let all =
            numbers.pieces.iter().filter_map(|piece| if let Piece::Line(path) = piece { Some(path) } else { None });
        all.map(|path| positions(path)).collect::<Vec<_>>()
    };
    let polygons = || {
        let all = numbers
            .pieces
            .iter()
            .filter_map(|piece| if let Piece::Polygon(rings) = piece { Some(rings) } else { None });
        all.map(|rings| rings.iter().map(|ring| positions(ring)).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let value = match numbers.kind {
        ShapeKind::None => return None,
        ShapeKind::Point => GeometryValue::Point { coordinates: points().pop().unwrap_or_else(|| Vec::new().into()) },
        ShapeKind::MultiPoint => GeometryValue::MultiPoint { coordinates: points() },
        ShapeKind::LineString => GeometryValue::LineString { coordinates: lines().pop().unwrap_or_default() },
        ShapeKind::MultiLineString => GeometryValue::MultiLineString { coordinates: lines() },
        ShapeKind::Polygon => GeometryValue::Polygon { coordinates: polygons().pop().unwrap_or_default() },
        ShapeKind::MultiPolygon => GeometryValue::MultiPolygon { coordinates: polygons() },
        ShapeKind::GeometryCollection => {
            let points = points().into_iter().map(|coordinates| GeometryValue::Point { coordinates });
            let lines = lines().into_iter().map(|coordinates| GeometryValue::LineString { coordinates });
            let polygons = polygons().into_iter().map(|coordinates| GeometryValue::Polygon { coordinates });
            GeometryValue::GeometryCollection {
                geometries: points.chain(lines).chain(polygons).map(Geometry::new).collect(),
            }
        }
    };
    Some(Geometry::new(value))
}

fn positions(path: &[At]) -> Vec<Position> {
    path.iter().map(position).collect()
}

fn position(at: &At) -> Position {
    match at.height {
        Some(height) => Position::from([at.x, at.y, height]),
        None => Position::from([at.x, at.y]),
    }
}
