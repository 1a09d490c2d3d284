//! The findings as GeoJSON (RFC 7946): each as a feature, its geometry what is wrong, or else where.
//! Must not know what any rule means.

use std::io::{self, Write};

use geojson::{GeometryValue, Position};
use serde::Serialize;
use serde_json::{Value, json};

use super::{FindingRow, PositionRow, ReportStyle, Severity, VerifyReport};
use crate::geometry::{LonLat, Part, Polygon, Shapes, path_on_globe};
use crate::i18n::write_json_line;

/// A feature as it is written.
#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    geometry: Option<geojson::Geometry>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    id: &'a str,
    rule: &'a str,
    level: Severity,
    message: &'a str,
    features: &'a [String],
    area_m2: Option<f64>,
    width_m: Option<f64>,
    file: &'a str,
    #[serde(flatten)]
    place: PositionRow,
}

pub(super) fn write(report: &VerifyReport, _look: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let features: Result<Vec<Value>, _> =
        report.findings.iter().map(|row| serde_json::to_value(feature(row))).collect();
    write_json_line(&json!({"type": "FeatureCollection", "features": features?}), out)
}

fn feature(row: &FindingRow) -> Feature<'_> {
    let point = |at: [f64; 2]| GeometryValue::Point { coordinates: Position::from(at) };
    let places = || match row.places.as_slice() {
        [] => row.at.map(point),
        several => {
            Some(GeometryValue::MultiPoint { coordinates: several.iter().map(|&at| Position::from(at)).collect() })
        }
    };
    let geometry = row.region.as_deref().and_then(region).or_else(places);
    Feature {
        r#type: "Feature",
        geometry: geometry.map(geojson::Geometry::new),
        properties: Properties {
            id: &row.id,
            rule: row.rule,
            level: row.level,
            message: row.message.text(),
            features: &row.features,
            area_m2: row.area_m2,
            width_m: row.width_m,
            file: &row.file,
            place: row.place,
        },
    }
}

/// Everything in some shapes as one geometry; none when there is nothing in them.
fn region(shapes: &Shapes) -> Option<GeometryValue> {
    let (mut points, mut lines, mut polygons) = (Vec::new(), Vec::new(), Vec::new());
    for part in shapes.iter().flat_map(|shape| shape.parts().collect::<Vec<_>>()) {
        match part {
            Part::Points(path) => points.extend(positions(path)),
            Part::Line(path) => lines.push(positions(path)),
            Part::Polygon(polygon) => polygons.push(rings(polygon)),
        }
    }
    let mut all: Vec<GeometryValue> = Vec::new();
    if polygons.len() > 1 {
        all.push(GeometryValue::MultiPolygon { coordinates: polygons });
    } else {
        all.extend(polygons.pop().map(|coordinates| GeometryValue::Polygon { coordinates }));
    }
    if !lines.is_empty() {
        all.push(GeometryValue::MultiLineString { coordinates: lines });
    }
    if !points.is_empty() {
        all.push(GeometryValue::MultiPoint { coordinates: points });
    }
    if all.len() < 2 {
        return all.pop();
    }
    Some(GeometryValue::GeometryCollection { geometries: all.into_iter().map(geojson::Geometry::new).collect() })
}

/// The outer ring counter-clockwise, holes clockwise (RFC 7946 section 3.1.6), whichever way they were.
fn rings(polygon: Polygon<'_>) -> Vec<Vec<Position>> {
    let wound = |(at, ring): (usize, &[LonLat])| {
        let mut wound = positions(ring);
        if (twice_area(ring) > 0.0) != (at == 0) {
            wound.reverse();
        }
        wound
    };
    polygon.rings().enumerate().map(wound).collect()
}

/// Twice the area of a ring in the plane of its degrees, positive when it runs counter-clockwise; measured from its first
/// position, as it may be small and far from zero.
fn twice_area(ring: &[LonLat]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let from = |at: &LonLat| [at.lon - origin.lon, at.lat - origin.lat];
    ring.windows(2).map(|edge| (from(&edge[0]), from(&edge[1]))).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}

fn positions(path: &[LonLat]) -> Vec<Position> {
    path_on_globe(path).iter().map(|at| Position::from([at.lon, at.lat])).collect()
}
