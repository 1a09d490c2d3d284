//! The comparison as GeoJSON: every place added or removed is a feature; what changed otherwise stands beside them.
//! Must not know how people read it.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{ChangeRow, ChangedAreaRow, DiffReport};
use crate::diff::{ChangedArea, Comparison, Kind};
use crate::geometry::{LonLat, Polygon, Shape, path_on_globe};
use crate::i18n::write_json;

impl DiffReport {
    /// Writes all places as `GeoJSON`, feature by feature in its order; `comparison` is what it was made of.
    ///
    /// # Errors
    /// What writing gives.
    pub fn write_geojson(&self, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
        let rows = self.features.iter().zip(&comparison.features);
        let features: Vec<Value> = rows
            .flat_map(|(row, change)| {
                let places = row.places.iter().zip(&change.places).enumerate();
                places.map(move |(at, (figures, place))| feature(row, at, figures, place))
            })
            .collect();
        let changes: Vec<Value> = self.features.iter().filter(|row| row.change != Kind::Same).map(change).collect();
        let collection = json!({
            "type": "FeatureCollection",
            "notice": [self.a.notice, self.b.notice],
            "changes": changes,
            "features": features,
        });
        write_json(&collection, out)
    }
}

/// What became of a feature, without its places.
fn change(row: &ChangeRow) -> Value {
    json!({
        "feature": row.id,
        "feature_b": row.id_b,
        "change": row.change,
        "area_a_m2": row.area_a_m2,
        "area_b_m2": row.area_b_m2,
        "gained_m2": row.added_m2,
        "lost_m2": row.removed_m2,
        "edge_effect_m2": row.edge_effect_m2,
        "attributes": row.attributes,
    })
}

fn feature(row: &ChangeRow, at: usize, figures: &ChangedAreaRow, place: &ChangedArea) -> Value {
    let ring = |ring: &[LonLat]| path_on_globe(ring).iter().map(|at| [at.lon, at.lat]).collect::<Vec<_>>();
    let rings = |polygon: Polygon<'_>| polygon.rings().map(ring).collect::<Vec<_>>();
    let coordinates: Vec<_> = place.region.iter().flat_map(Shape::polygons).flat_map(rings).collect();
    json!({
        "type": "Feature",
        "id": format!("{}:{}:{}", row.id, figures.sign.name(), at + 1),
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
