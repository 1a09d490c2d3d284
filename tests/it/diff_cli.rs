//! `zonemap diff`: its texts, its forms and its exit codes.
//! Must not know how versions are compared.

use serde_json::{Value, json};

use crate::common::{answer, program, zonemap};

const ZONES: &str = "geodata/zones.geojson";
const FACE: &str = "geodata/face_value.geojson";

#[test]
fn comparisons_read_as_they_did() {
    for lang in ["en", "zh-Hant", "zh-Hans"] {
        for (name, args) in [
            ("face-value", &["geodata", FACE][..]),
            ("back", &[FACE, ZONES]),
            ("came-and-went", &["tests/projects/harbour", FACE]),
            ("markdown", &["geodata", FACE, "--format", "markdown"]),
        ] {
            let answer = answer(program().arg("diff").args(args).args(["--lang", lang]));
            assert_eq!((answer.code, answer.err.as_str()), (1, ""), "{args:?}");
            insta::assert_snapshot!(format!("{name}.{lang}"), answer.out);
        }
    }
}

#[test]
fn the_report_is_what_the_contract_says() {
    let answer = zonemap(["diff", ZONES, FACE, "--format", "json"]);
    assert_eq!(answer.code, 1);
    let report = answer.json();
    assert_eq!((&report["schema"], &report["same"]), (&json!("zonemap-diff/1"), &json!(false)));
    assert_eq!(
        report["summary"],
        json!({"same": 0, "moved": 1, "changed": 0, "added": 0, "removed": 0, "not_compared": 3})
    );
    let row = &report["features"][0];
    assert_eq!(
        (&row["id"], &row["id_b"], &row["change"]),
        (&json!("zone"), &json!("zone-face-value"), &json!("moved"))
    );
    let figure = |name: &str| row[name].as_f64().unwrap_or_else(|| panic!("{name} of {row}"));
    // The two areas are those that `areas` prints, by GeographicLib.
    assert!((figure("area_a_m2") - 56_390_053.7).abs() < 0.1 && (figure("area_b_m2") / 1e6 - 57.1198).abs() < 1e-4);
    assert_eq!(format!("{:+.2}", (figure("gained_m2") - figure("lost_m2")) / 1e4), "+72.98");
    assert!(figure("mean_shift_m") < figure("max_shift_m"));
    assert_eq!(row["vertices"], json!({"moved": 0, "added": 4, "removed": 0}));
}

#[test]
fn places_are_features_with_their_sign_and_size() {
    let answer = zonemap(["diff", FACE, ZONES, "--format", "geojson"]);
    assert_eq!(answer.code, 1);
    let features = answer.json()["features"].as_array().expect("features").clone();
    let [place] = features.as_slice() else { panic!("{features:?}") };
    assert_eq!(place["properties"]["sign"], "lost");
    assert_eq!(place["properties"]["area_m2"].as_f64().map(|m2| format!("{:.2}", m2 / 1e4)), Some("72.98".to_owned()));
    let ring = place["geometry"]["coordinates"][0].as_array().expect("a ring");
    assert!(ring.len() > 4 && ring.first() == ring.last());
    // What is written can be read, and measures the same.
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("places.geojson");
    std::fs::write(&path, &answer.out).expect("the places");
    let areas = zonemap(["areas".as_ref(), path.as_os_str(), "--format".as_ref(), "json".as_ref()]).json();
    // It was found with edges straight in longitude and latitude, and is measured with them.
    let methods = areas["features"][0]["methods"].as_array().expect("methods");
    let straight = methods.iter().find(|method| method["method"] == "ellipsoid-lonlat-edges").expect("the method");
    let [again_m2, written_m2] = [&straight["area_m2"], &place["properties"]["area_m2"]].map(Value::as_f64);
    assert!((again_m2.expect("a figure") - written_m2.expect("a figure")).abs() < 0.01, "{straight} {place}");
}

#[test]
fn the_exit_code_says_whether_anything_changed() {
    for (args, code) in [
        (&[ZONES, ZONES][..], 0),
        (&["geodata", ZONES], 0),
        (&[ZONES, FACE], 1),
        (&[ZONES, FACE, "--tolerance", "800"], 1),
        (&[FACE, FACE, "--format", "json"], 0),
        (&[ZONES, FACE, "--tolerance", "-1"], 2),
        (&[ZONES, FACE, "--tolerance", "nan"], 2),
        (&[ZONES, ZONES, "--datum", "gcj02"], 0),
        (&[ZONES, ZONES, "--crs", "EPSG:4526"], 3),
        (&[ZONES, ZONES, "--crs", "EPSG:1"], 2),
        (&[ZONES], 2),
        (&[ZONES, "missing.geojson"], 3),
        (&["missing.geojson", ZONES], 3),
    ] {
        assert_eq!(zonemap(["diff"].iter().chain(args)).code, code, "{args:?}");
    }
    // Within the tolerance the zone is the same; that its parts were not compared is still said.
    let answer = zonemap(["diff", ZONES, FACE, "--tolerance", "800", "--geometry-only", "--format", "json"]).json();
    assert_eq!((&answer["features"][0]["change"], &answer["tolerance_m"]), (&json!("same"), &Value::from(800.0)));
    assert_eq!(answer["not_compared"].as_array().map(Vec::len), Some(3));
}

/// Features as a file, whose name is the geometry's type and number.
pub(crate) fn written(name: &str, features: &[Value]) -> (tempfile::TempDir, String) {
    let folder = tempfile::TempDir::new().expect("a folder for the test");
    let path = folder.path().join(name);
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    std::fs::write(&path, text).expect("a file for the test");
    let path = path.to_str().expect("a plain path").to_owned();
    (folder, path)
}

pub(crate) fn feature(id: Option<&str>, kind: &str, coordinates: &Value) -> Value {
    let mut feature =
        json!({"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}});
    if let Some(id) = id {
        feature["id"] = json!(id);
    }
    feature
}

/// Compares two collections; the exit code and the report.
pub(crate) fn compared(before: &[Value], after: &[Value], args: &[&str]) -> (i32, Value) {
    let ((_a, before), (_b, after)) = (written("before.geojson", before), written("after.geojson", after));
    let answer = zonemap(["diff", &before, &after, "--format", "json"].iter().chain(args));
    (answer.code, answer.json())
}

/// The border of a hole that was filled is where it was; the hole is 278 m wide and measures 7.10 ha (pyproj.Geod, pyproj.inv).
#[test]
fn a_hole_that_was_filled_is_no_small_shift() {
    let square = |west: f64, south: f64, size: f64| {
        json!([[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]])
    };
    let (outer, hole) = (square(113.5, 23.0, 0.01), square(113.5025, 23.0025, 0.0025));
    let before = [feature(Some("a"), "Polygon", &json!([outer, hole]))];
    let after = [feature(Some("a"), "MultiPolygon", &json!([[outer], [hole]]))];
    for (tolerance, code) in [("0", 1), ("1", 1), ("250", 1), ("300", 0)] {
        let (found, report) = compared(&before, &after, &["--tolerance", tolerance]);
        assert_eq!(found, code, "{tolerance}: {report}");
        let gained_m2 = report["features"][0]["gained_m2"].as_f64().expect("an area");
        assert!((gained_m2 - 70_960.0).abs() < 40.0, "{gained_m2}");
    }
}

/// Distances by pyproj 3.7, Geod(ellps="WGS84").inv.
#[test]
fn lines_and_points_are_compared_too() {
    let road = |id, coordinates: Value| feature(id, "LineString", &coordinates);
    let place = |id, at: Value| feature(id, "Point", &at);
    let base = road(Some("l"), json!([[113.5, 23.0], [114.5, 23.0]]));
    let away = road(Some("l"), json!([[113.5, 23.0], [114.5, 24.0]]));
    // A line against itself, and against itself drawn the other way.
    for after in [base.clone(), road(Some("l"), json!([[114.5, 23.0], [113.5, 23.0]]))] {
        let (code, report) = compared(std::slice::from_ref(&base), &[after], &[]);
        assert_eq!((code, &report["same"], &report["summary"]["same"]), (0, &json!(true), &json!(1)), "{report}");
    }
    let (code, report) = compared(std::slice::from_ref(&base), &[away], &[]);
    let row = &report["features"][0];
    assert_eq!((code, &row["change"], &row["geometry"]), (1, &json!("moved"), &json!("line")));
    let max_m = row["max_shift_m"].as_f64().expect("a shift");
    assert!((max_m - 110_739.0).abs() < 200.0, "{max_m}");
    assert_eq!(row["vertices"], json!({"moved": 1, "added": 0, "removed": 0}));
    // A point that moved by 11.07 m, one that came and one that went; by ids.
    let before = [place(Some("p"), json!([113.5, 23.0])), place(Some("q"), json!([113.6, 23.0]))];
    let after = [place(Some("p"), json!([113.5, 23.0001])), place(Some("r"), json!([113.7, 23.0]))];
    let (code, report) = compared(&before, &after, &[]);
    let kinds: Vec<&Value> = report["features"].as_array().expect("rows").iter().map(|row| &row["change"]).collect();
    assert_eq!((code, kinds), (1, vec![&json!("moved"), &json!("removed"), &json!("added")]));
    let moved_m = report["features"][0]["max_shift_m"].as_f64().expect("a shift");
    assert!((moved_m - 11.075).abs() < 0.001, "{moved_m}");
    assert_eq!(compared(&before[..1], &after[..1], &["--tolerance", "12"]).0, 0);
    // Without ids a line is known by its place, or by the line that lies nearest.
    let roads = |lats: [f64; 2]| lats.map(|lat| road(None, json!([[113.5, lat], [113.52, lat]])));
    let (code, report) = compared(&roads([23.0, 23.1]), &roads([23.1, 23.0001]), &[]);
    let rows = report["features"].as_array().expect("rows");
    assert_eq!((code, rows.len(), &rows[0]["change"], &rows[1]["change"]), (1, 2, &json!("moved"), &json!("same")));
    // What became of the lines beside areas is told too.
    let square = json!([[[113.5, 23.0], [113.51, 23.0], [113.51, 23.01], [113.5, 23.0]]]);
    let area = feature(Some("a"), "Polygon", &square);
    let (code, report) = compared(
        &[area.clone(), base.clone()],
        &[area.clone(), road(Some("l"), json!([[113.5, 23.0], [114.5, 23.1]]))],
        &[],
    );
    assert_eq!((code, &report["summary"]["same"], &report["summary"]["moved"]), (1, &json!(1), &json!(1)));
    let (code, report) = compared(&[area.clone(), base], &[area], &[]);
    assert_eq!((code, &report["summary"]["same"], &report["summary"]["removed"]), (1, &json!(1), &json!(1)));
    // A file of areas beside a project says nothing of the project's lines, which is told.
    let report = zonemap(["diff", "geodata", ZONES, "--format", "json"]).json();
    assert_eq!((&report["same"], &report["lines_not_compared"]), (&json!(true), &json!([34, 0])));
}

#[test]
fn nothing_to_compare_is_not_the_same() {
    let (_folder, path) = written("empty.geojson", &[]);
    let answer = zonemap(["diff", &path, &path]);
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("Neither version has anything to compare"), "{}", answer.out);
    let report = zonemap(["diff", &path, &path, "--format", "json"]).json();
    assert_eq!((&report["same"], &report["nothing"]), (&json!(false), &json!(true)));
}

#[test]
fn what_became_of_lines_is_said_in_every_language() {
    let line = |lat: f64| feature(Some("l"), "LineString", &json!([[113.5, 23.0], [113.6, lat]]));
    let ((_a, before), (_b, after)) = (written("a.geojson", &[line(23.0)]), written("b.geojson", &[line(23.001)]));
    for (lang, shift, not_compared) in [
        ("en", "it is up to", "lines and points"),
        ("zh-Hant", "與原處最遠相距", "的線與點"),
        ("zh-Hans", "与原处最远相距", "的线与点"),
    ] {
        for form in ["text", "markdown"] {
            let moved = answer(program().args(["diff", &before, &after, "--format", form, "--lang", lang]));
            assert!(form == "markdown" || moved.out.contains(shift), "{}", moved.out);
            assert!(!moved.out.contains("km²") && moved.code == 1, "{}", moved.out);
            let apart = answer(program().args(["diff", "geodata", ZONES, "--format", form, "--lang", lang]));
            assert!(apart.code == 0 && apart.out.contains(not_compared), "{}", apart.out);
        }
    }
}
