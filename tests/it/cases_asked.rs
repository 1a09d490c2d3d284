//! What was asked for and is not there, and what was said of files that are right: properties that no feature has, sides of a segment
//! that are no ids, areas in a grid across 180°, declared figures of zero, places narrower than a report is round.
//! Must not know how files are read.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Answer, copy_of, edit, json_of, zonemap};

const SQUARE: &str =
    r#"{"type":"Polygon","coordinates":[[[113.5,23.0],[113.51,23.0],[113.51,23.01],[113.5,23.01],[113.5,23.0]]]}"#;

/// What a command says of a file with one square that has some properties.
fn of_square(command: &str, properties: &Value, args: &[&str]) -> Answer {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("square.geojson");
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},"geometry":{SQUARE}}}]}}"#
    );
    fs::write(&path, text).expect("a file");
    zonemap([command, path.to_str().expect("a plain path")].iter().chain(args))
}

/// The messages of a rule.
fn messages(report: &Value, rule: &str) -> Vec<String> {
    let findings = report["findings"].as_array().expect("findings").iter();
    let of_rule = findings.filter(|finding| finding["rule"] == rule);
    of_rule.map(|finding| finding["message"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn a_property_that_no_feature_has_is_refused_with_those_that_there_are() {
    let properties = json!({"code": 7, "naam": "Noord"});
    for (args, what) in [
        (["--name", "title"], "expected a property with a name on at least one feature, but none has \"title\""),
        (["--id", "title"], "expected a property with an id on at least one feature, but none has \"title\""),
        (
            ["--declared", "title:ha"],
            "expected a property with a declared area on at least one feature, but none has \"title\"",
        ),
    ] {
        for command in ["verify", "areas"] {
            let answer = of_square(command, &properties, &args);
            let expected = format!("{what}; the features have the properties code, naam");
            assert!(answer.code == 3 && answer.err.contains(&expected), "{command} {args:?}: {}", answer.err);
        }
        let none = of_square("verify", &json!({}), &args);
        assert!(none.err.contains(&format!("{what}; the features have no properties")), "{}", none.err);
    }
    let many = Value::Object((0..23).map(|at| (format!("p{at:02}"), json!(at))).collect());
    let told = of_square("verify", &many, &["--name", "title"]).err;
    assert!(told.contains("p00, p01, ") && told.contains(" and 3 more") && !told.contains("p20"), "{told}");
    // A folder's project is named with it; a property that some feature of any of its files has is one.
    let project = zonemap(["verify", "tests/projects/harbour", "--name", "title"]);
    assert!(
        project.code == 3 && project.err.contains("none has \"title\"; the features have the properties "),
        "{}",
        project.err
    );
    assert_eq!(of_square("verify", &properties, &["--name", "naam"]).code, 0);
    assert_eq!(of_square("verify", &json!({"naam": null}), &["--name", "naam"]).code, 0);
}

#[test]
fn sides_of_a_stretch_that_are_no_ids_are_warnings_of_the_segment() {
    let written = r#""between": ["manufacturing", "outside"], "length_km": 0.769"#;
    for (between, found) in [
        (r#"["manufacturing", null, "outside"]"#, Some("null")),
        (r#"["manufacturing", {"id": 1}, "outside"]"#, Some(r#"{"id":1}"#)),
        (r#"["manufacturing", true]"#, Some("true")),
        (r#""outside""#, Some(r#""outside""#)),
        (r#"["manufacturing", 7, "outside"]"#, None),
    ] {
        let folder = copy_of("geodata");
        edit(&folder.path().join("limits.geojson"), written, &format!(r#""between": {between}, "length_km": 0.769"#));
        let path = folder.path().to_str().expect("a plain path");
        let report = zonemap(["verify", path, "--format", "json"]).json();
        let told = messages(&report, "unexpected-type");
        let expected = found.map(|found| {
            format!(
                ": expected an array of ids, each a string or a number, in \"between\", found {found}; it was left out"
            )
        });
        assert_eq!(told.len(), usize::from(expected.is_some()), "{between}: {told:?}");
        assert!(expected.is_none_or(|expected| told[0].contains(&expected)), "{between}: {told:?}");
        // An id that no feature has is one too.
        let unknown = messages(&report, "unknown-side");
        assert_eq!(unknown.len(), usize::from(between.contains('7')), "{between}: {unknown:?}");
        assert!(
            unknown.iter().all(|told| told.contains("has ids that no feature of the project has: 7;")),
            "{unknown:?}"
        );
    }
}

#[test]
fn what_is_said_of_a_segment_and_is_not_known_is_a_warning_of_it() {
    let text = json_of("geodata/limits.geojson");
    for (property, value, expected) in [
        (
            "line",
            json!("guessed"),
            Some("expected \"traced\", \"generalised\", \"approximate\" or \"fitted\" in \"line\", found \"guessed\""),
        ),
        ("line", json!("Traced"), Some("found \"Traced\"")),
        ("line", json!(3), Some("found 3")),
        ("basis", json!("known"), Some("expected \"stated\" or \"inferred\" in \"basis\", found \"known\"")),
        (
            "accuracy_m",
            json!("about ten"),
            Some("expected a number of metres, 0 or more, in \"accuracy_m\", found \"about ten\""),
        ),
        ("accuracy_m", json!("10 km"), Some("found \"10 km\"")),
        ("accuracy_m", json!(-5), Some("found -5")),
        ("accuracy_m", json!([5]), Some("found [5]")),
        ("accuracy_m", json!(null), None),
        ("accuracy_m", json!(" "), None),
        ("line", json!(null), None),
        ("basis", json!(""), None),
    ] {
        let folder = copy_of("geodata");
        let mut segments = text.clone();
        segments["features"][0]["properties"][property] = value.clone();
        fs::write(folder.path().join("limits.geojson"), segments.to_string()).expect("a file");
        let report = zonemap(["verify", folder.path().to_str().expect("a plain path"), "--format", "json"]).json();
        let told = messages(&report, "unexpected-type");
        assert_eq!(told.len(), usize::from(expected.is_some()), "{property} {value}: {told:?}");
        assert!(expected.is_none_or(|expected| told[0].contains(expected)), "{property} {value}: {told:?}");
    }
}

/// A figure in a text is read as a declared one is.
#[test]
fn an_accuracy_that_is_a_text_is_the_number_that_it_says() {
    let of = |accuracy: &Value| {
        let folder = copy_of("geodata");
        let mut segments = json_of("geodata/limits.geojson");
        for segment in segments["features"].as_array_mut().expect("stretches") {
            segment["properties"]["accuracy_m"] = accuracy.clone();
        }
        fs::write(folder.path().join("limits.geojson"), segments.to_string()).expect("a file");
        let report = zonemap(["verify", folder.path().to_str().expect("a plain path"), "--format", "json"]).json();
        assert_eq!(messages(&report, "unexpected-type"), Vec::<String>::new());
        report["areas"][0]["uncertainty_m2"].clone()
    };
    let number = of(&json!(1250));
    assert!(number["correlated"].as_f64().expect("a figure") > 0.0);
    for text in ["1250", " 1,250 ", "１２５０", "1.25e3", "1250.0"] {
        assert_eq!(of(&json!(text)), number, "{text}");
    }
}

#[test]
fn a_place_narrower_than_a_report_is_round_contains_its_position() {
    // Two squares that overlap by 5e-8 degrees, 5 mm.
    let (left, right) = ([113.5, 113.510_000_05], [113.51, 113.52]);
    let square = |[west, east]: [f64; 2]| {
        json!({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":
        [[[west, 23.0], [east, 23.0], [east, 23.01], [west, 23.01], [west, 23.0]]]}})
    };
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("squares.geojson");
    let text = json!({"type": "FeatureCollection", "features": [square(left), square(right)]}).to_string();
    fs::write(&path, text).expect("a file");
    let report = |form: &str| zonemap(["verify".as_ref(), path.as_os_str(), "--format".as_ref(), form.as_ref()]).json();
    let json = report("json");
    let findings = json["findings"].as_array().expect("findings");
    let overlap = findings.iter().find(|finding| finding["rule"] == "overlap").expect("an overlap");
    let lon = overlap["at"][0].as_f64().expect("a longitude");
    assert!(right[0] < lon && lon < left[1], "{overlap}");
    let sarif = report("sarif");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let same = results.iter().find(|result| result["ruleId"] == "overlap").expect("the same");
    assert_eq!(same["properties"]["at"], overlap["at"]);
}

#[test]
fn areas_in_a_grid_of_metres_lie_across_180_without_a_cut() {
    // Six parcels of 8 km in EPSG:32660, 177° being its meridian; some lie beyond 180°.
    let path = "tests/cases/grid-across-180.geojson";
    let report = zonemap(["verify", path, "--format", "json"]).json();
    assert_eq!(messages(&report, "antimeridian"), [""; 0]);
    assert_eq!(report["summary"]["errors"], 0, "{}", report["findings"]);
    let info = zonemap(["info", path]).out;
    assert!(!info.contains("180°"), "{info}");
    // On Web Mercator's map an edge from one end to the other does go the long way.
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("mercator.geojson");
    let text = json!({
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "EPSG:3857"}},
        "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":
            [[[2e7, 0.0], [-2e7, 0.0], [-2e7, 1e5], [2e7, 1e5], [2e7, 0.0]]]}}],
    });
    fs::write(&path, text.to_string()).expect("a file");
    let report = zonemap(["verify".as_ref(), path.as_os_str(), "--format".as_ref(), "json".as_ref()]).json();
    assert_eq!(messages(&report, "antimeridian").len(), 1);
}

#[test]
fn a_declared_figure_of_zero_is_explained_by_no_unit() {
    for declared in [json!({"declared_ha": "0.00"}), json!({"declared_m2": "0"}), json!({"declared_ha": 0})] {
        let report = of_square("verify", &declared, &["--format", "json"]).json();
        assert_eq!(messages(&report, "suspicious-units"), [""; 0], "{declared}");
        assert_eq!(messages(&report, "declared-area").len(), 1, "{declared}");
    }
    // The square has 1.1357 km² (GeographicLib).
    let report = of_square("verify", &json!({"declared_ha": "1.1"}), &["--format", "json"]).json();
    assert_eq!(messages(&report, "suspicious-units").len(), 1);
}
