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

/// What OGR makes of the file is there only where Python has it.
#[test]
fn opening_is_told_beside_what_others_take() {
    let file = "tests/formats/areas.fgb";
    let answer = zonemap(["bench", "open", file]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let figures = answer.json();
    assert_eq!((&figures["features"], &figures["vertices"]), (&2.into(), &15.into()));
    assert!(figures["open_s"].as_f64().is_some_and(|seconds| seconds > 0.0), "{figures}");
    let peer = &figures["peer"];
    assert_eq!(peer.is_null(), figures["cpu_ratio"].is_null(), "{figures}");
    if !peer.is_null() {
        assert_eq!(peer["features"], figures["features"]);
        let ratio = figures["open_cpu_s"].as_f64().zip(peer["cpu_s"].as_f64()).map(|(own, theirs)| own / theirs);
        assert_eq!(figures["cpu_ratio"].as_f64(), ratio);
    }
    assert_eq!(zonemap(["bench", "open"]).code, 2);
}

/// Positions as the bench reads them.
fn f64_pairs(positions: &[(f64, f64)]) -> Vec<u8> {
    positions.iter().flat_map(|&(lon, lat)| [lon.to_le_bytes(), lat.to_le_bytes()]).flatten().collect()
}

#[test]
fn identify_finds_what_the_command_finds() {
    let folder = tempfile::tempdir().expect("a folder");
    let points = folder.path().join("points.f64");
    // One in each sub-area, one in the river, each but the last also in the zone, which is the first of the file.
    let asked = [(113.53, 23.07), (113.50, 23.09), (113.54, 23.15), (113.60, 23.10)];
    std::fs::write(&points, f64_pairs(&asked)).expect("written");
    let file = "geodata/zones.geojson";
    let answer = zonemap(["bench", "identify", file, points.to_str().expect("a path")]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    let figures = answer.json();
    let keys: Vec<&str> = figures.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["load_s", "build_s", "query_s", "n", "hits", "idsum", "p50_ns", "p99_ns"]);
    let ids = ["zone", "manufacturing", "innovation", "living"];
    let mut expected = (0, 0);
    for (lon, lat) in asked {
        let (lon, lat) = (lon.to_string(), lat.to_string());
        let found = zonemap(["identify", &lon, &lat, file, "--tolerance", "0", "--format", "json"]).json();
        for feature in found["features"].as_array().expect("a list") {
            let at = ids.iter().position(|&id| feature["id"] == id).expect("a feature of the file");
            expected = (expected.0 + 1, expected.1 + at);
        }
    }
    assert!(expected.0 >= 4, "the points lie in areas");
    assert_eq!((figures["hits"].clone(), figures["idsum"].clone()), (json!(expected.0), json!(expected.1)));
    assert_eq!(figures["n"], json!(asked.len()));
}

#[test]
fn identify_says_what_positions_it_expects() {
    let folder = tempfile::tempdir().expect("a folder");
    let points = folder.path().join("points.f64");
    for (bytes, found) in [(vec![0; 15], "found 15"), (f64_pairs(&[(f64::NAN, 1.0)]), "found [NaN, 1]")] {
        std::fs::write(&points, bytes).expect("written");
        let answer = zonemap(["bench", "identify", "geodata/zones.geojson", points.to_str().expect("a path")]);
        assert_eq!((answer.code, answer.out.as_str()), (3, ""));
        assert!(answer.err.contains(found) && answer.err.contains("points.f64"), "{}", answer.err);
    }
    assert_eq!(zonemap(["bench", "identify", "geodata/zones.geojson"]).code, 2);
}

#[test]
fn touch_takes_the_time_of_each_thing_that_a_hand_does() {
    let answer = zonemap(["bench", "touch", "geodata"]);
    assert_eq!((answer.code, answer.err.as_str(), answer.out.lines().count()), (0, "", 1));
    let figures = answer.json();
    let done = ["frame", "hover", "select", "step", "panels", "hide", "label", "keystroke", "search"];
    for name in done {
        let [median, most] = ["", "_most"].map(|which| figures[format!("{name}{which}_ms")].as_f64().unwrap_or(-1.0));
        assert!(median > 0.0 && most >= median, "{name}: {figures}");
    }
    for name in ["prepare_ms", "start_ms"] {
        assert!(figures[name].as_f64().is_some_and(|ms| ms > 0.0), "{name}: {figures}");
    }
    assert_eq!(figures.as_object().expect("an object").len(), 4 + 2 * done.len(), "{figures}");
}

#[test]
fn show_goes_there_and_back_and_takes_the_time_of_every_frame() {
    let answer = zonemap(["bench", "show", "--steps", "60"]);
    assert_eq!((answer.code, answer.err.as_str(), answer.out.lines().count()), (0, "", 1));
    let figures = answer.json();
    let keys: Vec<&str> = figures.as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = [
        "steps",
        "frames",
        "p50_ms",
        "p99_ms",
        "max_ms",
        "max_at",
        "rss_growth_mb",
        "start_ms",
        "first_max_ms",
        "raster_frames",
        "raster_p50_ms",
        "raster_p99_ms",
        "raster_max_ms",
    ];
    assert_eq!(keys, expected);
    assert_eq!(
        (&figures["steps"], &figures["frames"], &figures["raster_frames"]),
        (&json!(60), &json!(300), &json!(3))
    );
    let ms = |key: &str| figures[key].as_f64().unwrap_or(-1.0);
    let rising = [0.0, ms("p50_ms"), ms("p99_ms"), ms("max_ms")];
    assert!(rising.is_sorted() && ms("p50_ms") > 0.0 && ms("first_max_ms") <= ms("max_ms"), "{figures}");
    assert!(ms("raster_max_ms") >= ms("raster_p50_ms") && ms("raster_p50_ms") > 0.0, "{figures}");
}
