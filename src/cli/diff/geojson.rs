//! The comparison as GeoJSON: every place gained or lost is a feature.
//! Must not know how people read it.

use serde_json::{Value, json};

use super::report::{DiffReport, FeatureRow, PlaceRow};
use crate::diff::{Comparison, Place};
use crate::geometry::{LonLat, Polygon, Shape};

/// All places, feature by feature in the report's order.
pub(super) fn collection(report: &DiffReport, comparison: &Comparison) -> Value {
    let changed = report.features.iter().zip(&comparison.features);
    let features: Vec<Value> = changed
        .flat_map(|(row, change)| {
            let places = row.places.iter().zip(&change.places).enumerate();
            places.map(move |(at, (figures, place))| feature(row, at, figures, place))
        })
        .collect();
    json!({ "type": "FeatureCollection", "notice": [report.a.notice, report.b.notice], "features": features })
}

fn feature(row: &FeatureRow, at: usize, figures: &PlaceRow, place: &Place) -> Value {
    let ring = |ring: &[LonLat]| ring.iter().map(|at| [at.lon, at.lat]).collect::<Vec<_>>();
    let rings = |polygon: Polygon<'_>| polygon.rings().map(ring).collect::<Vec<_>>();
    let coordinates: Vec<_> = place.region.iter().flat_map(Shape::polygons).flat_map(rings).collect();
    json!({
        "type": "Feature",
        "id": format!("{}:{}:{}", row.id, figures.sign, at + 1),
        "properties": {
            "feature": row.id,
            "feature_b": row.id_b,
            "change": row.change,
            "sign": figures.sign,
            "area_m2": figures.area_m2,
            "width_m": figures.width_m,
        },
        "geometry": { "type": "Polygon", "coordinates": coordinates },
    })
}
