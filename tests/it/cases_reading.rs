//! Files that people send: figures in every way of writing, ids and systems where other programs put them. Each value to expect was
//! computed with GeographicLib, pyproj and shapely.
//! Must not know how anything is read.

use serde_json::Value;

use crate::common::{Answer, zonemap};

/// Verifies one of the files.
fn verify(name: &str, args: &[&str]) -> Answer {
    let path = format!("tests/cases/{name}.geojson");
    zonemap([&["verify", &path, "--format", "json"], args].concat())
}

/// The box of 0.01° at 113.5° E 23.05° N measures 1 134 923.026 m² (GeographicLib).
#[test]
fn figures_are_read_as_tables_and_field_calculators_write_them() {
    for (name, args, agrees) in [
        ("13-decl-05", &[][..], true),
        // 113.49000000000001 was 113.49 before a program computed with it: 23.03 m² is more than a thousand-millionth of it.
        ("13-decl-01", &[], false),
        ("13-field-calculator", &["--declared", "area_ha:ha"], true),
        ("13-field-calculator", &["--declared", "shape_area:m2"], true),
    ] {
        let answer = verify(name, args);
        let area: &Value = &answer.json()["areas"][0];
        assert_eq!(area["agrees"], agrees, "{name} {args:?}: {area}");
        assert!((area["measured_m2"].as_f64().expect("an area") - 1_134_923.026).abs() < 0.001, "{area}");
        assert_eq!(answer.code, i32::from(!agrees), "{name}: {}", answer.err);
    }
}
