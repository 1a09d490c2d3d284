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
