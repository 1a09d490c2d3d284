//! The program's answers: texts, the JSON contract of every report, and exit codes.
//! Must not know what a broken input looks like.

use std::io::Read as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Answer, answer, copy_of, json_of, program, text_of, zonemap};

/// The languages whose texts are kept as goldens; `INSTA_UPDATE=always cargo test` renews them.
const GOLDEN_LANGS: [&str; 3] = ["en", "zh-Hant", "zh-Hans"];

fn ids(rows: &Value) -> Vec<&str> {
    rows.as_array().expect("rows").iter().filter_map(|row| row["id"].as_str()).collect()
}

/// The row of an area in a report.
fn row<'a>(rows: &'a Value, id: &str) -> &'a Value {
    let found = rows.as_array().expect("rows").iter().find(|row| row["id"] == id);
    found.unwrap_or_else(|| panic!("no {id} in {rows}"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// A copy of the zone's folder in which `change` was made to the outer ring of one polygon.
fn with_ring(id: &str, change: impl Fn(&mut Vec<Value>)) -> TempDir {
    let copy = copy_of("geodata");
    let mut zones = json_of("geodata/zones.geojson");
    let features = zones["features"].as_array_mut().expect("features");
    let feature = features.iter_mut().find(|feature| feature["id"] == id).expect(id);
    change(feature["geometry"]["coordinates"][0].as_array_mut().expect("a ring"));
    std::fs::write(copy.path().join("zones.geojson"), zones.to_string()).expect("the changed file");
    copy
}

fn verify_json(folder: &TempDir) -> Answer {
    zonemap(["verify", folder.path().to_str().expect("a path"), "--format", "json"])
}

#[test]
fn texts_read_as_they_did() {
    for lang in GOLDEN_LANGS {
        for (name, args) in [
            ("verify", &["verify"][..]),
            ("verify-face-value", &["verify", "geodata/face_value.geojson"]),
            ("verify-single-file", &["verify", "geodata/zones.geojson"]),
            ("areas", &["areas"]),
            ("identify", &["identify", "113.52", "23.06"]),
            ("identify-nothing", &["identify", "113.60", "23.10"]),
            ("info", &["info"]),
            ("help", &["--help"]),
        ] {
            let answer = answer(program().args(args).args(["--lang", lang]));
            assert_eq!(answer.err, "", "{args:?}");
            insta::assert_snapshot!(format!("{name}.{lang}"), answer.out);
        }
    }
}

#[test]
fn verify_reports_what_the_contract_says() {
    let answer = zonemap(["verify", "--format", "json"]);
    assert_eq!(answer.code, 0);
    let report = answer.json();
    assert_eq!(report["schema"], "zonemap-verify/1");
    for (id, declared, interval, measured_m2) in [
        ("zone", "56.39", [56.385, 56.395], 56_390_053.7),
        ("manufacturing", "19.1", [19.05, 19.15], 19_100_017.6),
        ("innovation", "11.7", [11.65, 11.75], 11_699_927.4),
        ("living", "25.59", [25.585, 25.595], 25_590_108.7),
    ] {
        let row = row(&report["areas"], id);
        assert_eq!(row["declared_km2"], declared);
        assert_eq!(row["interval_km2"], json!(interval), "{id}");
        assert!((number(&row["measured_m2"]) - measured_m2).abs() <= 0.05, "{row}");
        assert_eq!((&row["method"], &row["agrees"]), (&json!("ellipsoid"), &json!(true)));
    }
    assert_eq!(ids(&report["areas"]).len(), 4);
    let sum = &report["sums"][0];
    assert_eq!(sum["whole"], "zone");
    assert_eq!(sum["parts"], json!(["manufacturing", "innovation", "living"]));
    assert_eq!((&sum["declared_whole_km2"], &sum["declared_parts_km2"]), (&json!("56.39"), &json!("56.39")));
    assert_eq!((&sum["declared_agrees"], &sum["agrees"]), (&json!(true), &json!(true)));
    assert!(number(&sum["difference_m2"]).abs() < 1.0);
    for file in report["files"].as_array().expect("files") {
        assert_eq!((&file["format"], &file["crs"]), (&json!("geojson"), &json!("EPSG:4326")));
        assert_eq!((&file["readable"], &file["error"]), (&json!(true), &Value::Null));
    }
    assert_eq!(report["files"].as_array().map(Vec::len), Some(8));
    assert_eq!(report["findings"][0]["rule"], "fitted-limit");
    assert_eq!(
        report["summary"],
        json!({"errors": 0, "warnings": 0, "notes": 1, "unreadable": 0, "rules": [{"rule": "fitted-limit", "level": "note", "count": 1}]})
    );
    assert_eq!(report["tolerances"]["sum_m2"], 1.0);
}

#[test]
fn identify_reports_what_the_contract_says() {
    let answer = zonemap(["identify", "113.52", "23.06", "--format", "json"]);
    assert_eq!(answer.code, 0);
    let report = answer.json();
    assert_eq!(report["schema"], "zonemap-identify/1");
    assert_eq!(report["at"], json!([113.52, 23.06]));
    assert_eq!(ids(&report["features"]), ["manufacturing", "zone"]);
    let feature = &report["features"][0];
    assert_eq!((&feature["layer"], number(&feature["distance_m"])), (&json!("sub-areas"), 0.0));
    assert_eq!(feature["name"]["zh-Hant"], "智能製造合作園區");
    assert_eq!(feature["name"]["zh-Hans"], "智能制造合作园区");
    assert_eq!(feature["focus"].as_array().map(Vec::len), Some(5));
    let measures = feature["measures"].as_array().expect("measures");
    assert_eq!(measures.len(), 3 + 56);
    for measure in measures {
        assert!(["id", "group"].iter().all(|key| measure[*key].is_string()), "{measure}");
        for text in [&measure["title"], &measure["text"]] {
            assert!(["zh-Hant", "zh-Hans", "en"].iter().all(|lang| text[*lang].is_string()), "{measure}");
        }
        let inferred = measure["tie"] == "inferred";
        assert_eq!(measure["reason"].is_object(), inferred, "{measure}");
        assert!(inferred || measure["tie"] == "stated" || measure["tie"] == "zone-wide");
    }
}

fn row_called<'a>(rows: &'a [Value], method: &str) -> &'a Value {
    rows.iter().find(|row| row["method"] == method).expect(method)
}

#[test]
fn areas_as_markdown_has_every_row() {
    let answer = zonemap(["areas", "--format", "markdown"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(answer.out.lines().filter(|line| line.starts_with("## ")).count(), 4);
    assert_eq!(answer.out.lines().filter(|line| line.starts_with("| ")).count(), 4 * 46, "rows and their head");
    assert!(answer.out.contains("\nDeclared 56.39 km²: reproduced by the ellipsoid"));
}

#[test]
fn areas_reports_what_the_contract_says() {
    let answer = zonemap(["areas", "--format", "json"]);
    assert_eq!(answer.code, 0);
    let report = answer.json();
    assert_eq!(report["schema"], "zonemap-areas/1");
    let zone = row(&report["features"], "zone");
    assert_eq!(zone["declared_km2"], "56.39");
    let ellipsoids = ["ellipsoid", "ellipsoid-cgcs2000", "ellipsoid-lonlat-edges", "survey-2008", "survey-2008-xian80"];
    let explained: Vec<&str> = ellipsoids.into_iter().chain(["gk3"]).collect();
    assert_eq!(zone["explained_by"], json!(explained));
    let sentence = zone["explanation"].as_str().expect("a sentence");
    assert!(
        sentence.starts_with("Declared 56.39 km²: reproduced by the ellipsoid, Gauss-Krüger in its own zone; not by")
    );
    for miss in ["adjacent zones", "UTM", "spheres", "Web Mercator", "GCJ-02", "BD-09"] {
        assert!(sentence.contains(miss), "{miss}");
    }
    let rows = zone["methods"].as_array().expect("methods");
    let names: std::collections::BTreeSet<&str> = rows.iter().filter_map(|row| row["method"].as_str()).collect();
    assert_eq!((names.len(), rows.len()), (45, 45), "no name twice");
    let traced = row_called(rows, "gk3@bd09");
    assert_eq!(
        (&traced["traced_on"], &traced["epsg"], &traced["central_meridian_deg"]),
        (&json!("bd09"), &json!(4547), &json!(114.0))
    );
    for method in zone["methods"].as_array().expect("methods") {
        let (area, off) = (number(&method["area_m2"]), number(&method["area_m2"]) - 56.39e6);
        assert!((number(&method["difference_ha"]) - off / 1e4).abs() < 1e-3, "{method}");
        assert!((number(&method["ppm"]) - off / 56.39).abs() < 1e-2, "{method}");
        assert_eq!(method["reproduces"], (56.385e6..56.395e6).contains(&area), "{method}");
    }
}

#[test]
fn one_moved_vertex_is_found() {
    for (id, lon, lat) in [
        ("zone", 113.5142, 23.0429),
        ("manufacturing", 113.5142, 23.0429),
        ("innovation", 113.5499, 23.1508),
        ("living", 113.5533, 23.1289),
    ] {
        let copy = with_ring(id, |ring| {
            let vertex = ring.iter_mut().find(|at| **at == json!([lon, lat])).expect("the vertex");
            *vertex = json!([lon + 0.001, lat + 0.001]);
        });
        let answer = verify_json(&copy);
        assert_eq!(answer.code, 1, "{id}");
        let report = answer.json();
        for other in ["zone", "manufacturing", "innovation", "living"] {
            assert_eq!(row(&report["areas"], other)["agrees"], other != id, "{other} when {id} is moved");
        }
        assert_eq!(report["sums"][0]["agrees"], false, "{id}");
        let rules: Vec<&Value> = report["findings"].as_array().expect("findings").iter().map(|f| &f["rule"]).collect();
        assert_eq!(rules[..2], ["declared-area", "measured-sum"], "{id}");
    }
}

#[test]
fn a_ring_turned_round_measures_the_same() {
    let before = zonemap(["verify", "geodata", "--format", "json"]).json();
    for id in ["zone", "manufacturing", "innovation", "living"] {
        let answer = verify_json(&with_ring(id, |ring| ring.reverse()));
        assert_eq!(answer.code, 0, "{id}");
        let after = answer.json();
        for other in ["zone", "manufacturing", "innovation", "living"] {
            let area = |report: &Value| number(&row(&report["areas"], other)["measured_m2"]);
            assert!((area(&before) - area(&after)).abs() <= 0.001, "{other} when {id} is turned round");
        }
    }
}

#[test]
fn a_single_file_is_summed_as_the_map_shows_or_as_the_user_says() {
    let zones = "geodata/zones.geojson";
    for (args, from) in [(&["verify", zones][..], "containment"), (&["verify", zones, "--whole", "zone"], "named")] {
        let answer = zonemap(args.iter().copied().chain(["--format", "json"]));
        assert_eq!(answer.code, 0, "{args:?}");
        let sum = &answer.json()["sums"][0];
        assert_eq!((&sum["whole"], &sum["from"]), (&json!("zone"), &json!(from)));
        assert_eq!(sum["parts"], json!(["manufacturing", "innovation", "living"]));
        assert_eq!(sum["agrees"], true);
    }
    let wrong = zonemap(["verify", zones, "--whole", "living", "--format", "json"]);
    assert_eq!(wrong.code, 1);
    assert_eq!(wrong.json()["sums"][0]["parts"], json!([]));
    let nobody = zonemap(["verify", zones, "--whole", "nobody"]);
    assert_eq!(nobody.code, 3);
    assert!(nobody.err.contains("expected the id of a feature of this project, found nobody"), "{}", nobody.err);
}

#[test]
fn the_declared_area_is_read_from_the_property_that_is_named() {
    let zones = "geodata/zones.geojson";
    for (declared, code) in
        [("declared_km2", 0), ("declared_km2:km2", 0), ("declared_km2:ha", 1), ("declared_km2:mu", 1)]
    {
        assert_eq!(zonemap(["verify", zones, "--declared", declared]).code, code, "{declared}");
    }
    let none = zonemap(["verify", zones, "--declared", "size:ha"]);
    assert_eq!(none.code, 3);
    assert!(
        none.err.contains("expected a property with a declared area on at least one feature, but none has \"size\""),
        "{}",
        none.err
    );
    let in_ha = zonemap(["verify", zones, "--declared", "declared_km2:ha", "--format", "json"]).json();
    assert_eq!(row(&in_ha["areas"], "zone")["declared_km2"], "0.5639");
}

#[test]
fn exit_codes_tell_the_outcomes_apart() {
    for (args, code) in [
        (&["verify"][..], 0),
        (&["verify", "geodata/face_value.geojson"], 1),
        (&["identify", "113.52", "23.06"], 0),
        (&["identify", "113.60", "23.10"], 1),
        (&["identify", "-113.52", "-23.06", "--tolerance", "5"], 1),
        (&["identify", "113.52"], 2),
        (&["identify", "north", "23.06"], 2),
        (&["identify", "113.52", "91"], 2),
        (&["identify", "113.52", "NaN"], 2),
        (&["identify", "113.52", "23.06", "--tolerance", "-1"], 2),
        (&["identify", "113.52", "23.06", "--tolerance", "NaN"], 2),
        (&["verify", "--nonsense"], 2),
        (&["verify", "--format", "poem"], 2),
        (&["schema", "poem"], 2),
        (&["verify", "missing.geojson"], 3),
        (&["areas", "missing.geojson"], 3),
        (&["info", "missing.geojson"], 3),
        (&["identify", "113.52", "23.06", "missing.geojson"], 3),
        (&["identify", "--points", "missing.csv"], 3),
        (&["man", "Cargo.toml/man"], 4),
    ] {
        let answer = zonemap(args);
        assert_eq!(answer.code, code, "{args:?}: {}{}", answer.out, answer.err);
        assert_eq!(answer.err.is_empty(), code < 2, "{args:?}: {}", answer.err);
    }
}

#[test]
fn a_file_of_points_is_answered_row_by_row() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("points.csv");
    for (text, expected) in [
        ("lon,lat\n113.52,23.06\n113.60,23.10\n", Ok(vec![2, 0])),
        ("name,Latitude,Longitude\nquay,23.06,113.52\n", Ok(vec![2])),
        ("\u{feff}113.52 , 23.06\r\n", Ok(vec![2])),
        ("113.52,23.06\nnorth,23.06\n", Err("points.csv:2:1: expected a longitude within ±540°")),
        ("lon,lat\n113.52\n", Err("points.csv:2:1: ")),
        ("lon,lat\n113.52,23.06\n\n\r\n,\n", Err("points.csv:5:1: ")),
    ] {
        std::fs::write(&path, text).expect("the points");
        let answer = zonemap(["identify", "--points", path.to_str().expect("a path"), "--format", "json"]);
        match expected {
            Ok(counts) => {
                let found = answer.json()["points"]
                    .as_array()
                    .expect("points")
                    .iter()
                    .map(|p| ids(&p["features"]).len())
                    .collect::<Vec<_>>();
                assert_eq!(found, counts, "{text}");
                assert_eq!(answer.code, i32::from(counts.contains(&0)), "{text}");
            }
            Err(words) => {
                assert_eq!(answer.code, 3, "{text}");
                assert!(answer.err.contains(words), "{text}: {}", answer.err);
            }
        }
    }
}

#[test]
fn quiet_says_it_by_the_exit_code_alone() {
    for (args, code) in
        [(&["verify"][..], 0), (&["verify", "geodata/face_value.geojson"], 1), (&["identify", "113.52", "23.06"], 0)]
    {
        let answer = zonemap(args.iter().copied().chain(["--quiet"]));
        assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (code, "", ""), "{args:?}");
    }
}

#[test]
fn the_standard_input_is_a_file_like_any_other() {
    let from_input = answer(
        program()
            .args(["verify", "-", "--format", "json", "--lang", "en"])
            .write_stdin(text_of("geodata/zones.geojson")),
    );
    assert_eq!(from_input.code, 0, "{}", from_input.err);
    let report = from_input.json();
    assert_eq!(report["files"][0]["path"], "-");
    assert_eq!(report["sums"][0]["from"], "containment");
}

#[test]
fn a_reader_who_had_enough_is_no_failure() {
    let folder = TempDir::new().expect("a folder");
    let points = folder.path().join("points.csv");
    // Far more than a pipe holds.
    std::fs::write(&points, "113.52,23.06\n".repeat(20)).expect("the points");
    let mut child = Command::new(env!("CARGO_BIN_EXE_zonemap"))
        .args(["identify", "--lang", "en", "--format", "json", "--points"])
        .arg(&points)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = child.stdout.take().expect("its output");
    out.read_exact(&mut [0; 100]).expect("a beginning");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn two_runs_print_the_same_bytes() {
    for args in [&["verify", "--format", "json"][..], &["areas"], &["info", "--format", "json"]] {
        assert_eq!(zonemap(args).out, zonemap(args).out, "{args:?}");
    }
}

#[cfg(not(feature = "desktop"))]
#[test]
fn without_a_window_the_bare_program_verifies() {
    assert_eq!(zonemap([] as [&str; 0]).out, zonemap(["verify"]).out);
    assert_eq!(zonemap(["geodata/face_value.geojson"]).code, 1);
}
