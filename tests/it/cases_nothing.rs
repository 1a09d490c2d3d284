//! Verdicts that hold, part nothing verified: input without anything to check is no success, in any command or form.
//! Must not know how a verdict is reached: the program is run as a user runs it.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Answer, answer, program, repository, zonemap};

/// A square of 0.01 degrees at 113.5 E 23.05 N.
const SQUARE: &str = "[[[113.5,23.05],[113.51,23.05],[113.51,23.06],[113.5,23.06],[113.5,23.05]]]";

/// Runs `verify` on the features of a collection.
fn verified(features: &str) -> Answer {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.geojson");
    fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)).expect("a file");
    answer(program().args(["verify", "--format", "json", "--lang", "en"]).arg(&path))
}

/// A feature.
fn feature(id: &str, properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","id":"{id}","properties":{{{properties}}},"geometry":{geometry}}}"#)
}

fn polygon() -> String {
    format!(r#"{{"type":"Polygon","coordinates":{SQUARE}}}"#)
}

/// The messages of a rule's findings of a level.
fn messages(report: &Value, rule: &str, level: &str) -> Vec<String> {
    let findings = report["findings"].as_array().expect("findings").iter();
    let own = findings.filter(|finding| finding["rule"] == rule && finding["level"] == level);
    own.map(|finding| finding["message"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn an_empty_collection_is_no_success() {
    // Row `15-emptyfc` of the table of cases.
    let path = "tests/cases/15-emptyfc.geojson";
    let report = zonemap(["verify", path, "--format", "json"]);
    assert_eq!(report.code, 1);
    assert_eq!(messages(&report.json(), "nothing-to-verify", "error"), ["no features: nothing was verified"]);
    let text = zonemap(["verify", path]).out;
    assert!(text.contains("Nothing was verified.") && !text.contains("agrees"), "{text}");
    let areas = zonemap(["areas", path]);
    assert_eq!(
        (areas.code, areas.err.as_str()),
        (1, format!("zonemap: {path}: no features: nothing to measure\n").as_str())
    );
    let info = zonemap(["info", path]);
    assert!(info.code == 0 && info.out.contains("nothing to verify: no features"), "{}", info.out);
}

#[test]
fn whatever_has_no_polygon_is_no_success() {
    let point = feature("p", "", r#"{"type":"Point","coordinates":[113.5,23.05]}"#);
    let line = feature("l", "", r#"{"type":"LineString","coordinates":[[113.5,23.05],[113.51,23.05]]}"#);
    let null = feature("n", "", "null");
    let empty = feature("e", "", r#"{"type":"MultiPolygon","coordinates":[]}"#);
    for (features, expected) in [
        (String::new(), "no features: nothing was verified"),
        (format!("{null},{empty}"), "none of the features (2) has a geometry: nothing was verified"),
        (format!("{point},{line}"), "only points and lines (features: 2), no polygons: nothing was verified"),
        (format!("{null},{line}"), "only points and lines (features: 2), no polygons: nothing was verified"),
    ] {
        let answer = verified(&features);
        assert_eq!(answer.code, 1, "{features}");
        assert_eq!(messages(&answer.json(), "nothing-to-verify", "error"), [expected], "{features}");
    }
    assert_eq!(messages(&verified(&feature("a", "", &polygon())).json(), "nothing-to-verify", "error"), [""; 0]);
}

#[test]
fn features_without_geometry_are_counted_and_named() {
    // Row `02-null-empty`: six of its seven features have no position.
    let report = zonemap(["verify", "tests/cases/02-null-empty.geojson", "--format", "json"]).json();
    assert_eq!(
        messages(&report, "no-geometry", "warning"),
        [
            "features without a geometry: 6 (no geometry, empty polygon, multi with empty part, empty multi, empty coll, … and 1 more)"
        ]
    );
    let info = zonemap(["info", "tests/cases/02-null-empty.geojson"]).out;
    assert!(info.contains("features without a geometry: 6"), "{info}");
}

#[test]
fn a_declared_area_of_what_has_none_is_an_error_and_never_measured_as_zero() {
    // Row `02c-null-declared`.
    let path = "tests/cases/02c-null-declared.geojson";
    let answer = zonemap(["verify", path, "--format", "json"]);
    assert_eq!(answer.code, 1);
    let report = answer.json();
    let told = messages(&report, "declared-area", "error");
    for expected in [
        "North: declared 5.00 km2, but it has no geometry, so there is nothing to compare",
        "East: declared 3.00 km2, but it has no geometry, so there is nothing to compare",
        "Outline only: declared 1.13 km2, but its geometry is a closed line, not a polygon (draw it as a polygon), so there is nothing to compare",
    ] {
        let expected = expected.replace("km2", "km²");
        assert!(told.contains(&expected), "{expected}: {told:?}");
    }
    let row =
        |id: &str| report["areas"].as_array().expect("areas").iter().find(|row| row["id"] == id).expect(id).clone();
    for (id, why) in [("north", "no-geometry"), ("east", "no-geometry"), ("line", "closed-line")] {
        let row = row(id);
        assert_eq!(
            (&row["measured_m2"], &row["agrees"], &row["not_measured"]),
            (&Value::Null, &json!(false), &json!(why))
        );
    }
    assert_eq!((&row("south")["agrees"], &row("south")["not_measured"]), (&json!(true), &Value::Null));
    assert_eq!(messages(&report, "suspicious-units", "warning"), [""; 0]);
    for form in ["text", "markdown", "junit", "json", "sarif"] {
        let out = zonemap(["verify", path, "--format", form]).out;
        assert!(!out.contains("0.0000"), "{form}: {out}");
    }
    let areas = zonemap(["areas", path]);
    assert!(areas.code == 0 && areas.out.contains("Not measured: it has no geometry"), "{}", areas.out);
    assert!(!areas.out.contains("0.0000 km²"), "{}", areas.out);
}

#[test]
fn what_is_declared_of_points_lines_zero_or_rings_of_two_vertices_is_an_error() {
    let declared = r#""declared_km2":"1.13""#;
    for (geometry, declared, expected) in [
        (r#"{"type":"Point","coordinates":[113.5,23.05]}"#, declared, "its geometry is a point, not a polygon"),
        (
            r#"{"type":"LineString","coordinates":[[113.5,23.05],[113.51,23.05]]}"#,
            declared,
            "its geometry is a line, not a polygon",
        ),
        (
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[113.5,23.05]},{"type":"LineString","coordinates":[[113.6,23.05],[113.61,23.05],[113.61,23.06],[113.6,23.05]]}]}"#,
            declared,
            "a closed line",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[113.5,23.05],[113.51,23.05],[113.5,23.05]]]}"#,
            declared,
            "its rings have too few vertices",
        ),
        (&polygon(), r#""declared_km2":"0""#, "which is not an area"),
        (&polygon(), r#""declared_km2":0.0"#, "which is not an area"),
    ] {
        let other = feature("b", declared_other(), &polygon().replace("113.5", "114.5"));
        let answer = verified(&format!("{},{other}", feature("a", declared, geometry)));
        assert_eq!(answer.code, 1, "{geometry}");
        let told = messages(&answer.json(), "declared-area", "error");
        assert!(told.iter().any(|message| message.contains(expected)), "{expected}: {told:?}");
    }
}

/// What the other square is declared as, which agrees.
fn declared_other() -> &'static str {
    r#""declared_km2":"1.13""#
}

#[test]
fn a_sum_of_what_has_no_area_never_agrees() {
    let folder = TempDir::new().expect("a folder");
    let null = |id: &str| feature(id, "", "null");
    let features = [null("whole"), null("a"), null("b"), feature("c", "", &polygon())].join(",");
    fs::write(folder.path().join("a.geojson"), format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#))
        .expect("a file");
    let manifest = r#"{"schema":"zonemap-project/1","title":"Nothing","layers":[{"id":"a","file":"a.geojson","title":"A"}],
        "wholes":[{"whole":"whole","parts":["a","b"]}]}"#;
    fs::write(folder.path().join("project.json"), manifest).expect("a project");
    let answer = answer(program().args(["verify", "--format", "json", "--lang", "en"]).arg(folder.path()));
    let report = answer.json();
    assert_eq!((answer.code, &report["sums"][0]["agrees"]), (1, &json!(false)), "{}", answer.err);
    let expected = "whole: the sum of its parts cannot be measured, because these have no area: whole, a, b";
    assert_eq!(messages(&report, "measured-sum", "error"), [expected]);
}

#[test]
fn layers_without_features_are_told_and_a_project_of_them_is_no_success() {
    let folder = TempDir::new().expect("a folder");
    for (name, from) in [("a.geojson", "tests/cases/15-emptyfc.geojson"), ("b.geojson", "geodata/zones.geojson")] {
        fs::copy(repository(from), folder.path().join(name)).expect("a copy");
    }
    let layer = |id: &str, more: &str| format!(r#"{{"id":"{id}","file":"{id}.geojson","title":"{id}"{more}}}"#);
    for (layers, code, level, expected) in [
        (layer("a", ""), 1, "error", "no features: nothing was verified"),
        (layer("b", r#","select":{"role":"prat"}"#), 1, "error", "no features: nothing was verified"),
        (
            format!("{},{}", layer("a", ""), layer("b", "")),
            0,
            "warning",
            "layer a has no features: nothing of it was verified",
        ),
        (layer("b", r#","queryable":false,"select":{"id":"none"}"#), 1, "error", "no features: nothing was verified"),
    ] {
        let manifest = format!(r#"{{"schema":"zonemap-project/1","title":"T","layers":[{layers}]}}"#);
        fs::write(folder.path().join("project.json"), manifest).expect("a project");
        let answer = answer(program().args(["verify", "--format", "json", "--lang", "en"]).arg(folder.path()));
        assert_eq!(answer.code, code, "{layers}: {}{}", answer.out, answer.err);
        assert_eq!(messages(&answer.json(), "nothing-to-verify", level), [expected], "{layers}");
    }
}

#[test]
fn a_batch_of_empty_files_is_no_success_and_one_empty_file_is_found_in_it() {
    let empty = "tests/cases/15-emptyfc.geojson";
    for paths in [&[empty, empty][..], &["geodata", empty, "geodata/zones.geojson"]] {
        let answer = zonemap(["verify", "--format", "json"].iter().chain(paths));
        assert_eq!(answer.code, 1, "{paths:?}");
        let told = messages(&answer.json(), "nothing-to-verify", "error").len();
        assert_eq!(told, paths.iter().filter(|path| **path == empty).count());
    }
}

/// The warnings of a rule, as they are said.
fn warnings(answer: &Answer, rule: &str) -> Vec<String> {
    let report = answer.json();
    let of_rule = |row: &&Value| row["rule"] == rule && row["level"] == "warning";
    let rows = report["findings"].as_array().expect("findings").iter().filter(of_rule);
    rows.map(|row| row["message"].as_str().expect("words").to_owned()).collect()
}

/// An outline that was exported as a line lies among areas without being one.
#[test]
fn a_closed_line_among_areas_is_told() {
    let ring = &SQUARE[1..SQUARE.len() - 1];
    let line = |members: &str, ring: &str| {
        format!(
            r#"{{"type":"Feature","id":"outline","properties":{{{members}}},"geometry":{{"type":"LineString","coordinates":{ring}}}}}"#
        )
    };
    let area = format!(
        r#"{{"type":"Feature","id":"a","properties":{{"declared_km2":"1.1"}},"geometry":{{"type":"Polygon","coordinates":{}}}}}"#,
        SQUARE.replace("113.5", "113.6")
    );
    let open = ring.replace(",[113.5,23.05]]", "]");
    for (features, told) in [
        (format!("{},{area}", line("", ring)), true),
        (format!("{},{area}", line("", &open)), false),
        // Without an area beside it there is nothing to verify at all, which is said.
        (line("", ring), false),
        // Declared, it is an error of that feature.
        (format!("{},{area}", line(r#""declared_km2":"1.1""#, ring)), false),
    ] {
        let closed = warnings(&verified(&features), "closed-line");
        assert_eq!(closed.len(), usize::from(told), "{features}");
        assert!(closed.iter().all(|message| message.contains("outline")), "{closed:?}");
    }
}

/// In JSON a comma parts two numbers: 113,50,23,10 is longitude 113, latitude 50 and two numbers more.
#[test]
fn decimal_commas_in_coordinates_are_told() {
    for (ring, meant) in [
        ("[113,50,23,10],[114,51,23,10],[114,52,24,11],[113,50,23,10]", Some("113.50")),
        ("[113,50,23,10],[114,51,23,10],[114,52,24,11]", Some("113.50")),
        // Heights and measures are no decimals.
        ("[113.5,23.1,10,0],[113.6,23.1,10,1],[113.6,23.2,10,2],[113.5,23.1,10,3]", None),
        ("[113,23],[114,23],[114,24],[113,23]", None),
        ("[113,50,23],[114,51,23],[114,52,24],[113,50,23]", None),
    ] {
        let feature = format!(
            r#"{{"type":"Feature","id":"a","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}"#
        );
        let told = warnings(&verified(&feature), "suspicious-numbers");
        assert_eq!(told.len(), usize::from(meant.is_some()), "{ring}: {told:?}");
        assert!(told.iter().zip(meant).all(|(message, meant)| message.contains(meant)), "{told:?}");
    }
}

/// A polygon of a MultiPolygon that has no ring, or an empty one; an empty MultiPolygon has no geometry, which is another thing.
#[test]
fn a_polygon_without_an_outer_ring_among_others_is_an_error() {
    for rest in ["[]", "[[]]"] {
        for coordinates in [format!("[{SQUARE},{rest}]"), format!("[{rest},{SQUARE}]")] {
            let geometry = format!(r#"{{"type":"MultiPolygon","coordinates":{coordinates}}}"#);
            let answer = verified(&feature("a", "", &geometry));
            let found = messages(&answer.json(), "too-few-points", "error");
            assert_eq!((answer.code, found.len()), (1, 1), "{coordinates}: {found:?}");
        }
    }
}
