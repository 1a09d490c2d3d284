//! Files in other systems, axes and datums: read back as PROJ says, or refused in words.
//! Must not know how a projection is undone.

use serde_json::Value;
use zonemap::crs::{Axes, CoordinateFrame, Crs};
use zonemap::formats::{OpenOptions, open};
use zonemap::geodesy::{Datum, distance_m};
use zonemap::geometry::LonLat;
use zonemap::project::Project;

use crate::common::{repository, text_of, zonemap};

/// Copies of the built-in areas made by pyproj 3.7.2 (PROJ 9.5.1) to a hundredth of a millimetre.
const COPIES: [(&str, &str, &str); 4] = [
    ("tests/projected/epsg-4526-yx.geojson", "EPSG:4526", "yx"),
    ("tests/projected/epsg-4547.geojson", "EPSG:4547", "xy"),
    ("tests/projected/epsg-32649.geojson", "EPSG:32649", "xy"),
    ("tests/projected/epsg-3857.geojson", "EPSG:3857", "xy"),
];

fn opened(path: &str, frame: CoordinateFrame) -> Project {
    open(&repository(path), &OpenOptions { frame, ..OpenOptions::default() }).expect("a project")
}

fn positions(project: &Project) -> Vec<LonLat> {
    project.layers.iter().flat_map(|layer| layer.data.shapes().positions().iter().copied()).collect()
}

#[test]
fn the_zone_comes_back_from_every_system() {
    let original = opened("geodata/zones.geojson", CoordinateFrame::default());
    for (path, crs, axes) in COPIES {
        let frame = CoordinateFrame {
            crs: Crs::from_name(crs),
            axes: Axes::from_name(axes).expect("axes"),
            datum: Datum::Wgs84,
        };
        let copy = opened(path, frame);
        let (there, back) = (positions(&original), positions(&copy));
        assert_eq!(there.len(), back.len(), "{path}");
        for (a, b) in there.into_iter().zip(back) {
            assert!(distance_m(a, b) < 0.001, "{path}: {a:?} {b:?}");
        }
        for id in original.feature_ids() {
            let off = copy.area_m2(id) / original.area_m2(id) - 1.0;
            assert!(off.abs() < 1e-7, "{path}: {off}");
        }
    }
}

#[test]
fn info_says_what_the_user_said() {
    let (path, crs, axes) = COPIES[0];
    let info = zonemap(["info", path, "--crs", crs, "--axes", axes, "--format", "json"]).json();
    let file = &info["projects"][0]["files"][0];
    assert_eq!((file["crs"].as_str(), file["crs_from"].as_str()), (Some("EPSG:4526"), Some("the user")));
    let warning = file["warnings"][0].as_str().expect("a warning");
    assert!(warning.contains("latitude or northing first, as requested: 166"), "{warning}");
    let extent: Vec<f64> =
        serde_json::from_value(info["projects"][0]["layers"][0]["extent"].clone()).expect("an extent");
    assert!((113.4..113.7).contains(&extent[0]) && (23.0..23.3).contains(&extent[1]), "{extent:?}");
}

#[test]
fn a_file_in_a_zone_is_also_measured_in_that_zone() {
    let methods = |args: &[&str]| {
        let report = zonemap([&["areas", "--format", "json"], args].concat()).json();
        let rows = report["features"][0]["methods"].as_array().expect("rows").clone();
        let area = |id: &str| rows.iter().find(|row| row["method"] == id).and_then(|row| row["area_m2"].as_f64());
        (area("gk3-declared"), area("gk3"))
    };
    assert_eq!(methods(&["geodata/zones.geojson"]).0, None);
    for (path, crs, axes) in &COPIES[..2] {
        let (declared, own) = methods(&[path, "--crs", crs, "--axes", axes]);
        assert!((declared.expect("a row") - own.expect("a row")).abs() < 0.01, "{path}: {declared:?} {own:?}");
    }
}

#[test]
fn every_reader_command_takes_the_frame() {
    let (path, crs, axes) = COPIES[0];
    let frame = ["--crs", crs, "--axes", axes];
    for command in [&["verify", path][..], &["areas", path], &["info", path], &["identify", "113.52", "23.1", path]] {
        let answer = zonemap([command, &frame].concat());
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{command:?}");
    }
    let scene = zonemap([&["render", path, "--format", "scene", "-o", "-"][..], &frame].concat());
    assert_eq!(scene.code, 0, "{}", scene.err);
}

#[test]
fn swapped_axes_are_read_as_said() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("swapped.geojson");
    let mut file: Value = serde_json::from_str(&text_of("geodata/zones.geojson")).expect("JSON");
    for feature in file["features"].as_array_mut().expect("features") {
        for ring in feature["geometry"]["coordinates"].as_array_mut().expect("rings") {
            for at in ring.as_array_mut().expect("positions") {
                at.as_array_mut().expect("a position").swap(0, 1);
            }
        }
    }
    std::fs::write(&path, file.to_string()).expect("a file");
    let frame = CoordinateFrame { axes: Axes::Yx, ..CoordinateFrame::default() };
    let swapped = open(&path, &OpenOptions { frame, ..OpenOptions::default() }).expect("a project");
    assert_eq!(positions(&swapped), positions(&opened("geodata/zones.geojson", CoordinateFrame::default())));
}

/// The shift of the zone was found apart from this program: 617 m for GCJ-02 and 1 261 m for BD-09.
#[test]
fn a_datum_moves_every_position() {
    let original = positions(&opened("geodata/zones.geojson", CoordinateFrame::default()));
    for (datum, metres) in [(Datum::Gcj02, 617.0), (Datum::Bd09, 1261.0)] {
        let moved =
            positions(&opened("geodata/zones.geojson", CoordinateFrame { datum, ..CoordinateFrame::default() }));
        for (a, b) in original.iter().zip(moved) {
            assert!((distance_m(*a, b) - metres).abs() < 25.0, "{datum:?} {}", distance_m(*a, b));
        }
    }
}

#[test]
fn what_cannot_be_read_so_is_refused_in_words() {
    let zones = "geodata/zones.geojson";
    for (crs, found) in [("EPSG:4568", "EPSG:4568"), ("4555", "4555"), ("EPSG:99999999", "EPSG:99999999"), ("", "")] {
        let answer = zonemap(["verify", zones, "--crs", crs]);
        assert_eq!(answer.code, 2, "{crs}");
        let words = format!(
            "3857, 4214, 4326, 4490–4554, 4610–4611, 8428, 8431, 8433, 21413–21423, 21453–21463, 32601–32660, 32701–32760, or a PROJ string), found \"{found}\""
        );
        assert!(answer.err.contains(&words), "{}", answer.err);
    }
    let bare = zonemap(["verify", zones, "--crs", "4526"]);
    assert_eq!((bare.code, bare.err.contains("expected EPSG:4526, found \"4526\"")), (2, true), "{}", bare.err);
    let answer = zonemap(["verify", zones, "--crs", "EPSG:4526"]);
    assert_eq!(answer.code, 3);
    assert!(
        answer.err.contains("a position in the requested coordinate system, axis order and datum"),
        "{}",
        answer.err
    );
    assert_eq!(zonemap(["verify", zones, "--axes", "zz"]).code, 2);
    assert_eq!(zonemap(["verify", zones, "--datum", "nad27"]).code, 2);
}
