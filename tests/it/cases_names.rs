//! Names that are nearly those that are read, and what is said of boundary segments that cannot be read: told, never lost in silence.
//! Must not know how anything is read.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Answer, copy_of, edit, findings_of as told, verify_text as verify, zonemap};

/// A square of 0.01° at a longitude, about 1.14 km².
fn square(id: &str, west: f64, properties: &Value) -> Value {
    let east = west + 0.01;
    let ring = json!([[west, 23.0], [east, 23.0], [east, 23.01], [west, 23.01], [west, 23.0]]);
    json!({"type": "Feature", "id": id, "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

fn collection(features: &[Value]) -> Value {
    json!({"type": "FeatureCollection", "features": features})
}

/// The measured area of a square is 1.135 km²; one says so, of the other the figure is five times that and stands under a name that is not read.
#[test]
fn a_figure_under_a_name_that_is_nearly_read_is_pointed_out() {
    for (name, expected) in [
        ("Declared_km2", "declared_km2"),
        ("declared_km2 ", "declared_km2"),
        ("DECLARED_KM2", "declared_km2"),
        ("declaredKm2", "declared_km2"),
        ("declared-km2", "declared_km2"),
        ("declared km²", "declared_km2"),
        ("declard_km2", "declared_km2"),
        ("delcared_km2", "declared_km2"),
        ("decalred_km2", "declared_km2"),
        ("declared_km", "declared_km2"),
        ("Declared_Ha", "declared_ha"),
        ("declared_Mu", "declared_mu"),
        ("declared_m²", "declared_m2"),
    ] {
        let features =
            [square("a", 113.5, &json!({"declared_km2": "1.1"})), square("b", 113.51, &json!({ name: "5.0" }))];
        let answer = verify(&collection(&features).to_string().replace(",\"id\":\"b\"", ",\n\"id\":\"b\""), &[]);
        let told = told(&answer, "misspelt-name");
        assert_eq!(told.len(), 1, "{name}: {told:?} {}", answer.err);
        let (level, message, line) = &told[0];
        assert_eq!((level.as_str(), *line), ("warning", Some(2)), "{name}: {message}");
        assert!(message.starts_with(&format!("b: the property \"{name}\" is not read")), "{message}");
        assert!(message.contains(&format!("close to \"{expected}\"")), "{message}");
    }
}

#[test]
fn other_names_and_blank_cells_are_not_pointed_out() {
    for properties in [
        json!({"declared_km2": "1.1", "declared_ha": "110"}),
        json!({"declared_km2": "1.1", "declared_by": "me", "declared": 7, "declared_area": 5, "area_km2": 3}),
        json!({"declared_km2": "1.1", "Declared_ha": null, "DECLARED_M2": "", "declared_Mu": "—"}),
        json!({"declared_km2": "1.1", "old": {"Declared_km2": 5}, "note": "Declared_km2"}),
        json!({"declared_km2": "1.1", "Line": 1, "Basis": 2, "accuracy": 3}),
    ] {
        let answer = verify(&square("a", 113.5, &properties).to_string(), &[]);
        assert_eq!(told(&answer, "misspelt-name"), [], "{properties}");
    }
}

#[test]
fn many_features_with_one_such_name_are_one_row() {
    let features: Vec<Value> = (0..5)
        .map(|at| {
            let west = 113.5 + f64::from(at) * 0.01;
            square(&format!("f{at}"), west, &json!({"Declared_km2": 1.1}))
        })
        .collect();
    let answer = verify(&collection(&features).to_string(), &[]);
    let told = told(&answer, "misspelt-name");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].1.starts_with("f0, f1, f2 and 2 more: the property \"Declared_km2\""), "{told:?}");
}

#[test]
fn of_a_property_that_the_user_names_another_spelling_is_pointed_out() {
    let features = [
        square("a", 113.5, &json!({"area": 1.1, "Area": 1.2})),
        square("b", 113.51, &json!({"Area": 5})),
        square("c", 113.52, &json!({"areas": 5})),
    ];
    let answer = verify(&collection(&features).to_string(), &["--declared", "area:km2"]);
    let told = told(&answer, "misspelt-name");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].1.starts_with("b: the property \"Area\" is not read"), "{told:?}");
}

#[test]
fn members_of_features_and_of_the_file_that_are_nearly_right_are_pointed_out() {
    let plain = square("a", 113.5, &json!({"declared_km2": "1.1"})).to_string();
    let crs = r#"{"type":"name","properties":{"name":"EPSG:4490"}}"#;
    for (text, found, expected) in [
        (plain.replace("\"properties\"", "\"Properties\""), "Properties", "properties"),
        (plain.replace("\"properties\"", "\"proprties\""), "proprties", "properties"),
        (plain.replace("\"geometry\"", "\"Geometry\""), "Geometry", "geometry"),
        (plain.replace("\"geometry\"", "\"geometry \""), "geometry ", "geometry"),
        (plain.replace("\"id\"", "\"ID\""), "ID", "id"),
        (plain.replace("\"id\"", &format!("\"CRS\":{crs},\"id\"")), "CRS", "crs"),
        (format!(r#"{{"type":"FeatureCollection","Crs":{crs},"features":[{plain}]}}"#), "Crs", "crs"),
        (plain.replace("\"coordinates\"", &format!("\"CRS\":{crs},\"coordinates\"")), "CRS", "crs"),
        // One beside the right one is lost where it holds what such a one would.
        (
            plain.replace("\"id\"", "\"Geometry\":{\"type\":\"Point\",\"coordinates\":[113,23]},\"id\""),
            "Geometry",
            "geometry",
        ),
        (plain.replace("\"id\"", "\"PROPERTIES\":{\"declared_km2\":\"5\"},\"id\""), "PROPERTIES", "properties"),
        (
            plain.replace("\"coordinates\"", "\"Coordinates\":[[[113,23]]],\"coordinates\""),
            "Coordinates",
            "coordinates",
        ),
        (
            format!(r#"{{"type":"FeatureCollection","features":[{plain}],"Features":[{plain}]}}"#),
            "Features",
            "features",
        ),
        (
            format!(r#"{{"type":"FeatureCollection","features ":[{plain}],"features":[{plain}]}}"#),
            "features ",
            "features",
        ),
        (
            format!(
                r#"{{"type":"FeatureCollection","metadata":{{"declared_km2":1}},"properties":{{"source":1}},"features":[{plain}]}}"#
            ),
            "",
            "",
        ),
        (format!(r#"{{"type":"FeatureCollection","FEATURES":[],"features":[{plain}]}}"#), "", ""),
        (plain.replace("\"id\"", "\"ID\":7,\"id\""), "", ""),
        (plain.replace("\"id\"", "\"GEOMETRY\":7,\"Properties\":{},\"name\":1,\"idx\":3,\"id\""), "", ""),
    ] {
        let answer = verify(&text, &[]);
        let told = told(&answer, "misspelt-name");
        assert_eq!(told.len(), usize::from(!found.is_empty()), "{text}: {told:?} {}", answer.err);
        let words = format!("the member \"{found}\" is not read, but it is close to \"{expected}\"");
        assert!(
            told.iter()
                .all(|(level, message, line)| level == "warning" && message.contains(&words) && *line == Some(1)),
            "{told:?}"
        );
    }
}

/// The built-in project with one place of a file written otherwise, verified.
fn edited(file: &str, from: &str, to: &str) -> Answer {
    let copy = copy_of("geodata");
    edit(&copy.path().join(file), from, to);
    zonemap(["verify", copy.path().to_str().expect("a plain path"), "--format", "json"])
}

/// What stands before the length of the first segment in the built-in project.
const WRITTEN: &str = r#""between": ["manufacturing", "outside"], "length_km": 0.769"#;

#[test]
fn what_is_said_of_a_segment_under_a_name_that_is_nearly_read_is_pointed_out() {
    for (name, expected) in [
        ("Between", "between"),
        ("betwen", "between"),
        ("Accuracy_m", "accuracy_m"),
        ("accuracy m", "accuracy_m"),
        ("acuracy_m", "accuracy_m"),
        ("Line", "line"),
        ("BASIS", "basis"),
        ("followes", "follows"),
    ] {
        let answer = edited("limits.geojson", WRITTEN, &format!(r#""{name}": 7, {WRITTEN}"#));
        let told = told(&answer, "misspelt-name");
        assert_eq!(told.len(), 1, "{name}: {told:?} {}", answer.err);
        assert!(told[0].1.contains(&format!("\"{name}\" is not read, but it is close to \"{expected}\"")), "{told:?}");
    }
    // Names so short are known with another letter wrong in no file.
    let answer = edited("limits.geojson", WRITTEN, &format!(r#""lines": 7, "lane": 2, "bases": 3, {WRITTEN}"#));
    assert_eq!(told(&answer, "misspelt-name"), []);
}

#[test]
fn a_key_of_a_project_json_that_is_not_known_is_refused_with_those_that_are() {
    let answer = edited("project.json", r#""declared_areas":"#, r#""declared_area":"#);
    assert_eq!(answer.code, 3);
    assert!(
        answer.err.contains("unknown field `declared_area`, expected one of")
            && answer.err.contains("`declared_areas`"),
        "{}",
        answer.err
    );
}

/// A figure beside the properties of its feature is not read, which is told.
#[test]
fn a_figure_that_stands_beside_the_properties_is_pointed_out() {
    let mut beside = square("b", 113.51, &json!({}));
    beside["declared_ha"] = json!("500.0");
    let features = [square("a", 113.5, &json!({"declared_km2": "1.1"})), beside];
    let answer = verify(&collection(&features).to_string(), &[]);
    let told = told(&answer, "misspelt-name");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].0 == "warning" && told[0].1.contains("\"declared_ha\" is not read, because it is beside"),
        "{told:?}"
    );
}

/// Nor is what stands beside the features of a file.
#[test]
fn what_stands_beside_the_features_of_a_file_is_pointed_out() {
    let feature = square("a", 113.5, &json!({"declared_km2": "1.1"}));
    for (member, value) in [
        ("declared_km2", json!("99")),
        ("properties", json!({"declared_ha": 9})),
        ("geometry", json!({"type": "Point", "coordinates": [113.5, 23.0]})),
    ] {
        let answer =
            verify(&json!({"type": "FeatureCollection", member: value, "features": [feature]}).to_string(), &[]);
        let told = told(&answer, "misspelt-name");
        let words = format!("\"{member}\" is not read, because it is beside the features");
        assert!(told.len() == 1 && told[0].0 == "warning" && told[0].1.contains(&words), "{told:?}");
    }
}

/// Two layers of one file that is written in two ways: nothing of it is in no layer.
#[test]
fn one_file_has_one_name_however_it_is_written() {
    let folder = TempDir::new().expect("a folder for the test");
    let features = [square("a", 113.5, &json!({"kind": "x"})), square("b", 113.51, &json!({"kind": "y"}))];
    std::fs::write(folder.path().join("a.geojson"), collection(&features).to_string()).expect("a file for the test");
    let layer = |id: &str, file: &str, kind: &str| json!({"id": id, "title": id, "file": file, "style": "area", "select": {"kind": kind}});
    let layers = [layer("x", "a.geojson", "x"), layer("y", ".//a.geojson", "y")];
    let manifest = json!({"schema": "zonemap-project/1", "title": "case", "layers": layers});
    std::fs::write(folder.path().join("project.json"), manifest.to_string()).expect("a file for the test");
    let answer = zonemap(["verify", folder.path().to_str().expect("a plain path"), "--format", "json"]);
    let report: Value = answer.json();
    assert_eq!(report["files"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(told(&answer, "in-no-layer"), []);
}
