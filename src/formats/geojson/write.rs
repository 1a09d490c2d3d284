//! A feature as GeoJSON text, written by the `geojson` crate.
//! Must not know where the text goes.

use geojson::{Geometry, GeometryValue, Position};

use crate::geometry::{LonLat, Part, Shape, ShapeKind, path_on_globe};
use crate::project::{FeatureId, Project};

/// A feature with its id, properties and foreign members, indented; none for a feature there is not.
#[must_use]
pub fn feature_text(project: &Project, id: FeatureId) -> Option<String> {
    let (feature, shape) = (project.feature(id)?, project.shape(id)?);
    let written = geojson::Feature {
        bbox: None,
        geometry: geometry(shape),
        id: feature.id.clone(),
        properties: Some((*feature.properties).clone()),
        foreign_members: feature.foreign_members.as_ref().map(|members| (***members).clone()),
    };
    serde_json::to_string_pretty(&written).ok()
}

/// The geometry in the type it was read with; collections come back flat.
fn geometry(shape: Shape<'_>) -> Option<Geometry> {
    let all = |pick: fn(Part<'_>) -> Option<&[LonLat]>| shape.parts().filter_map(pick);
    let points = || all(points_of).flat_map(|path| positions(shape, path)).collect::<Vec<_>>();
    let lines = || all(line_of).map(|path| positions(shape, path)).collect::<Vec<_>>();
    let polygons = || {
        let rings =
            |polygon: crate::geometry::Polygon<'_>| polygon.rings().map(|ring| positions(shape, ring)).collect();
        shape.polygons().map(rings).collect::<Vec<_>>()
    };
    let value = match shape.kind() {
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

fn points_of(part: Part<'_>) -> Option<&[LonLat]> {
    match part {
        Part::Points(path) => Some(path),
        Part::Line(_) | Part::Polygon(_) => None,
    }
}

fn line_of(part: Part<'_>) -> Option<&[LonLat]> {
    match part {
        Part::Line(path) => Some(path),
        Part::Points(_) | Part::Polygon(_) => None,
    }
}

fn positions(shape: Shape<'_>, path: &[LonLat]) -> Vec<Position> {
    let heights = shape.heights(path);
    let position = |(at, p): (usize, &LonLat)| match heights.get(at).filter(|height| !height.is_nan()) {
        Some(&height) => Position::from([p.lon, p.lat, height]),
        None => Position::from([p.lon, p.lat]),
    };
    path_on_globe(path).iter().enumerate().map(position).collect()
}
