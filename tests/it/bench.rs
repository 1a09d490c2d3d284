//! `zonemap bench`: one line of figures for each job, and what it says without a file.
//! Must not expect any speed.

use serde_json::{Value, json};

use crate::common::{text_of, zonemap};

#[test]
fn parse_counts_what_it_read_and_says_how_long_it_took() {
    let file = "geodata/face_value.geojson";
    let answer = zonemap(["bench", "parse", file]);
    assert_eq!((answer.code, answer.err.as_str(), answer.out.lines().count()), (0, "", 1));
    let figures = answer.json();
    let keys: Vec<&str> = figures.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["bytes", "features", "vertices", "read_s", "parse_s", "parse_cpu_s", "gb_s"]);
    assert_eq!(figures["bytes"], json!(text_of(file).len()));
    let info = zonemap(["info", file, "--format", "json"]).json();
    for count in ["features", "vertices"] {
        assert_eq!(figures[count], info["projects"][0]["files"][0][count]);
    }
    let seconds = |key: &str| figures[key].as_f64().unwrap_or(-1.0);
    assert!(seconds("read_s") > 0.0 && seconds("parse_s") > 0.0 && seconds("gb_s") > 0.0, "{figures}");
    assert!(figures["parse_cpu_s"] == Value::Null || seconds("parse_cpu_s") > 0.0, "{figures}");
}

#[test]
fn area_adds_up_what_areas_reports() {
    let file = "geodata/face_value.geojson";
    let answer = zonemap(["bench", "area", file]);
    assert_eq!((answer.code, answer.err.as_str(), answer.out.lines().count()), (0, "", 1));
    let figures = answer.json();
    let keys: Vec<&str> = figures.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["features", "vertices", "area_m2", "load_s", "load_cpu_s", "area_s", "area_cpu_s"]);
    let areas = zonemap(["areas", file, "--format", "json"]).json();
    let rows = areas["features"].as_array().expect("features");
    let sum_m2: f64 = rows.iter().filter_map(|row| row["methods"][0]["area_m2"].as_f64()).sum();
    assert!((figures["area_m2"].as_f64().unwrap_or(0.0) - sum_m2).abs() < 0.01, "{figures} and {sum_m2}");
}

#[test]
fn a_job_that_cannot_be_done_has_no_figures() {
    for (args, code, words) in [
        (&["bench", "parse"][..], 2, "parse needs a FILE"),
        (&["bench", "parse", "geodata/nowhere.geojson"], 3, "nowhere.geojson"),
        (&["bench", "parse", "Cargo.toml"], 3, "Cargo.toml:1:2"),
        (&["bench", "sing"], 2, "parse"),
        (&["bench"], 2, "JOB"),
    ] {
        let answer = zonemap(args.iter().copied());
        assert_eq!((answer.code, answer.out.as_str()), (code, ""), "{args:?}: {}", answer.err);
        assert!(answer.err.contains(words), "{args:?}: {}", answer.err);
    }
}
