//! The uncertainty of an area: the figures of the built-in zone, and what is said where they cannot be known.
//! Must not know how they are worked out.

use serde_json::{Value, json};

use crate::common::{copy_of, json_of, zonemap};

fn areas(args: &[&str]) -> Vec<Value> {
    let answer = zonemap([&["verify", "--format", "json"], args].concat());
    answer.json()["areas"].as_array().expect("areas").clone()
}

/// One sigma in km², independent and fully correlated, worked out apart from this program when the boundary was drawn.
#[test]
fn the_zone_is_as_uncertain_as_its_segments() {
    let known =
        [("zone", 2.38, 6.33), ("manufacturing", 2.11, 4.00), ("innovation", 1.14, 2.38), ("living", 1.74, 4.37)];
    let areas = areas(&[]);
    for (area, (id, independent, correlated)) in areas.iter().zip(known) {
        assert_eq!(area["id"], id);
        let km2 = |kind: &str| (area["uncertainty_m2"][kind].as_f64().expect("a figure") / 1e4).round() / 1e2;
        assert_eq!((km2("independent"), km2("correlated")), (independent, correlated), "{id}");
    }
    let fitted: Vec<&Value> = areas.iter().map(|area| &area["fitted_limits"]).collect();
    assert_eq!(json!(fitted), json!([["n4"], ["i2"], ["n4", "i4"], ["i2", "i4"]]));
    assert_eq!(areas.len(), known.len());
}

/// One segment without an accuracy, or with one that is none, leaves the areas on both sides of it without a figure.
#[test]
fn a_segment_without_accuracy_is_named() {
    for accuracy in [json!(null), json!(-60), json!("60 km")] {
        let copy = copy_of("geodata");
        let mut segments = json_of("geodata/limits.geojson");
        let features = segments["features"].as_array_mut().expect("stretches");
        let segment = features.iter_mut().find(|feature| feature["id"] == "i2").expect("the stretch i2");
        segment["properties"]["accuracy_m"] = accuracy.clone();
        std::fs::write(copy.path().join("limits.geojson"), segments.to_string()).expect("the stretches");
        let areas = areas(&[copy.path().to_str().expect("a plain path")]);
        let without: Vec<&Value> = areas.iter().map(|area| &area["limits_without_accuracy"]).collect();
        assert_eq!(json!(without), json!([[], ["i2"], [], ["i2"]]), "{accuracy}");
        let known: Vec<bool> = areas.iter().map(|area| !area["uncertainty_m2"].is_null()).collect();
        assert_eq!(known, [true, false, true, false], "{accuracy}");
    }
}

#[test]
fn a_file_without_segments_claims_nothing() {
    for area in areas(&["geodata/zones.geojson"]) {
        assert!(area["uncertainty_m2"].is_null(), "{area}");
        assert_eq!((&area["limits_without_accuracy"], &area["fitted_limits"]), (&json!([]), &json!([])));
    }
}

/// Without the segments of its east the zone's boundary is known in part only, of which no ± follows.
#[test]
fn a_boundary_known_in_part_has_no_figure() {
    let copy = copy_of("geodata");
    let mut segments = json_of("geodata/limits.geojson");
    let features = segments["features"].as_array_mut().expect("stretches");
    features.retain(|feature| feature["properties"]["side"] != "east");
    std::fs::write(copy.path().join("limits.geojson"), segments.to_string()).expect("the stretches");
    let areas = areas(&[copy.path().to_str().expect("a plain path")]);
    let zone = &areas[0];
    assert!(zone["uncertainty_m2"].is_null(), "{zone}");
    let part = zone["boundary_with_accuracy"].as_f64().expect("how much is known");
    assert!((0.3..0.9).contains(&part), "{part}");
}

/// Ids may be numbers, and a segment may name what it parts by one: of 4.1 km of boundary a kilometre is known to a metre.
#[test]
fn a_segment_may_name_what_it_parts_by_a_number() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let vertices = [[113.5, 23.0], [113.51, 23.0], [113.51, 23.01], [113.5, 23.01], [113.5, 23.0]];
    let write = |name: &str, text: Value| std::fs::write(folder.path().join(name), text.to_string()).expect("a file");
    write(
        "a.geojson",
        json!({"type": "FeatureCollection", "features": [{"type": "Feature", "id": 1, "properties": {},
        "geometry": {"type": "Polygon", "coordinates": [vertices]}}]}),
    );
    let segment = |between: Value, accuracy_m: f64, path: &[[f64; 2]]| {
        json!({"type": "Feature",
        "properties": {"between": between, "accuracy_m": accuracy_m}, "geometry": {"type": "LineString", "coordinates": path}})
    };
    let segments =
        [segment(json!(["1", "outside"]), 1.0, &vertices[..2]), segment(json!([1, "outside"]), 500.0, &vertices[1..])];
    write("l.geojson", json!({"type": "FeatureCollection", "features": segments}));
    let layer = |id: &str, style: &str| json!({"id": id, "file": format!("{id}.geojson"), "title": id, "style": style});
    write(
        "project.json",
        json!({"schema": "zonemap-project/1", "title": "case", "layers": [layer("a", "area"), layer("l", "limit")]}),
    );
    let areas = areas(&[folder.path().to_str().expect("a plain path")]);
    // Three sides, 3.1 km, off by 500 metres: more than a square kilometre.
    assert!(areas[0]["uncertainty_m2"]["independent"].as_f64().expect("a figure") > 1e6, "{}", areas[0]);
}
