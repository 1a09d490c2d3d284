//! Areas that no check compares with others, and areas beside the whole that the user named: each is said.
//! Must not know how areas are compared.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Answer, zonemap};

/// A rectangle by its id, west and east, from 23.0 to 23.01.
fn area(id: &str, [west, east]: [f64; 2]) -> Value {
    let ring = json!([[west, 23.0], [east, 23.0], [east, 23.01], [west, 23.01], [west, 23.0]]);
    json!({"type": "Feature", "id": id, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

fn verify(folder: &TempDir, args: &[&str]) -> Answer {
    let path = folder.path().to_str().expect("a plain path");
    let path = if folder.path().join("project.json").exists() { path.to_owned() } else { format!("{path}/a.geojson") };
    zonemap([&["verify", &path, "--format", "json"], args].concat())
}

/// One file of areas.
fn file(areas: &[Value]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let text = json!({"type": "FeatureCollection", "features": areas}).to_string();
    fs::write(folder.path().join("a.geojson"), text).expect("a file");
    folder
}

/// A project of two layers, `a` with a square and `h` with two areas, of which the first lies over half of that; `more` is said of layer `h`.
fn project(more: &Value, declared: &Value) -> TempDir {
    let folder = file(&[area("a", [113.5, 113.51])]);
    let areas = [area("b", [113.505, 113.515]), area("c", [113.515, 113.525])];
    let text = json!({"type": "FeatureCollection", "features": areas}).to_string();
    fs::write(folder.path().join("h.geojson"), text).expect("a file");
    let mut layer = json!({"id": "h", "title": "H", "file": "h.geojson", "style": "area"});
    layer.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
    let layers = json!([{"id": "a", "title": "A", "file": "a.geojson", "style": "area"}, layer]);
    let manifest = json!({"schema": "zonemap-project/1", "title": "t", "layers": layers, "declared_areas": declared});
    fs::write(folder.path().join("project.json"), manifest.to_string()).expect("a file");
    folder
}

/// Level and message of the findings of a rule.
fn told(answer: &Answer, rule: &str) -> Vec<(String, String)> {
    let report = answer.json();
    let findings = report["findings"].as_array().expect("findings").iter().filter(|finding| finding["rule"] == rule);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    findings.map(|one| (text(&one["level"]), text(&one["message"]))).collect()
}

#[test]
fn a_layer_that_answers_to_no_click_is_said_to_be_left_out() {
    let declared = |ids: &[&str]| {
        let of = |id: &&str| json!({"feature": id, "area": "1.14", "unit": "km2"});
        json!(ids.iter().map(of).collect::<Vec<_>>())
    };
    let hidden = json!({"queryable": false});
    for (more, ids, count) in [
        (hidden.clone(), &["a"][..], 2),
        (hidden.clone(), &["a", "b"], 1),
        (hidden, &["a", "b", "c"], 0),
        (json!({}), &[], 0),
        (json!({"queryable": false, "style": "land"}), &[], 0),
    ] {
        let answer = verify(&project(&more, &declared(ids)), &[]);
        let told = told(&answer, "layer-left-out");
        assert_eq!(told.len(), usize::from(count > 0), "{more} {ids:?}: {told:?} {}", answer.err);
        let words = format!("layer H: areas of it not compared with any others: {count}, because");
        assert!(told.iter().all(|(level, message)| level == "note" && message.starts_with(&words)), "{told:?}");
    }
}

#[test]
fn areas_beside_the_whole_that_the_user_names_are_pointed_out() {
    let parts = || vec![area("city", [113.5, 113.52]), area("p", [113.5, 113.51]), area("q", [113.51, 113.52])];
    let told_of = |more: &[Value]| {
        let answer = verify(&file(&[&parts()[..], more].concat()), &["--whole", "city"]);
        told(&answer, "outside-whole")
    };
    assert_eq!(told_of(&[]), []);
    for beside in [[113.52, 113.53], [113.6, 113.61]] {
        let told = told_of(&[area("x", beside)]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].0, "warning");
        let words = "outside city, the whole that --whole names, and part of no other whole, areas: 1 (x)";
        assert_eq!(told[0].1, words);
    }
    let many: Vec<Value> =
        (0..5).map(|at| area(&format!("x{at}"), [114.0 + f64::from(at), 114.5 + f64::from(at)])).collect();
    let told = told_of(&many);
    assert!(told.len() == 1 && told[0].1.contains("areas: 5 (") && told[0].1.contains("x0"), "{told:?}");
    // What lies around the whole, or is a part of a whole beside it, is where it belongs.
    let around = [area("land", [113.4, 113.7])];
    assert_eq!(told_of(&around), []);
    let beside = [area("other", [113.6, 113.62]), area("r", [113.6, 113.61]), area("s", [113.61, 113.62])];
    assert_eq!(told_of(&beside), []);
}

#[test]
fn without_a_whole_that_the_user_names_nothing_lies_outside_one() {
    let folder = file(&[area("city", [113.5, 113.51]), area("x", [113.6, 113.61])]);
    assert_eq!(told(&verify(&folder, &[]), "outside-whole"), []);
}
