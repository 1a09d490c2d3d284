//! What `diff` says of lines and points beside polygons, of points in collections, and of features without geometry.
//! Must not know how versions are compared.

use std::slice::from_ref;

use serde_json::{Value, json};

use crate::common::{answer, program, zonemap};
use crate::diff_cli::{compared, feature, written};

fn square() -> Value {
    json!({"type": "Polygon", "coordinates": [[[113.5, 23.0], [113.51, 23.0], [113.51, 23.01], [113.5, 23.01], [113.5, 23.0]]]})
}

fn collection(members: &[Value]) -> Value {
    json!({"type": "Feature", "id": "g", "properties": {}, "geometry": {"type": "GeometryCollection", "geometries": members}})
}

fn line(to: [f64; 2]) -> Value {
    json!({"type": "LineString", "coordinates": [[113.5, 23.0], to]})
}

fn point(at: [f64; 2]) -> Value {
    json!({"type": "Point", "coordinates": at})
}

fn unplaced(id: Option<&str>, properties: &Value) -> Value {
    let mut feature = json!({"type": "Feature", "properties": properties, "geometry": null});
    if let Some(id) = id {
        feature["id"] = json!(id);
    }
    feature
}

/// The exit code, and what became of each feature.
fn came_of(before: &[Value], after: &[Value], args: &[&str]) -> (i32, Vec<String>) {
    let (code, report) = compared(before, after, args);
    let rows = report["features"].as_array().expect("features").clone();
    let text = |row: &Value, name: &str| row[name].as_str().expect("a text").to_owned();
    (code, rows.iter().map(|row| format!("{} {}", text(row, "geometry"), text(row, "change"))).collect())
}

#[test]
fn a_line_or_point_beside_a_polygon_is_compared() {
    let (far, near) = ([113.51, 23.0], [113.500_001, 23.0]);
    let with = |member: Value| collection(&[square(), member]);
    for (before, after, tolerance, expected) in [
        (with(line([113.51, 23.01])), with(line(far)), "0", "moved"),
        // Moved by 1.1 km: within no such tolerance, though both lie on the polygon's border.
        (with(line([113.51, 23.0])), with(line([113.5, 23.01])), "1", "moved"),
        (with(line(far)), collection(&[square()]), "0", "moved"),
        (with(line(far)), collection(&[square()]), "1", "moved"),
        (collection(&[square()]), with(line(far)), "1", "moved"),
        (with(point([113.5, 23.0])), with(point([113.51, 23.01])), "0", "moved"),
        (with(point([113.5, 23.0])), with(point([113.51, 23.01])), "1", "moved"),
        // 1e-6 degrees are 0.1 m.
        (with(point([113.5, 23.0])), with(point(near)), "0", "moved"),
        (with(point([113.5, 23.0])), with(point(near)), "1", "same"),
        (with(line([113.51, 23.01])), with(line([113.51, 23.010_001])), "1", "same"),
        // The order of members and the direction of a line mean nothing.
        (with(line(far)), collection(&[line(far), square()]), "0", "same"),
        (with(line(far)), with(json!({"type": "LineString", "coordinates": [far, [113.5, 23.0]]})), "0", "same"),
    ] {
        let code = i32::from(expected != "same");
        let answer = came_of(from_ref(&before), from_ref(&after), &["--tolerance", tolerance]);
        assert_eq!(answer, (code, vec![format!("area {expected}")]), "{before} {after} {tolerance}");
    }
}

#[test]
fn how_far_the_farthest_member_moved_is_said_with_its_coordinates() {
    let at = |to| vec![collection(&[square(), point(to)])];
    let (_, report) = compared(&at([113.5, 23.0]), &at([113.51, 23.0]), &[]);
    let row = &report["features"][0];
    // GeographicLib: from 113.5, 23 to 113.51, 23 are 1025.225 m.
    assert_eq!(row["max_shift_m"].as_f64().map(|m| format!("{m:.1}")), Some("1025.2".to_owned()), "{row}");
    assert_eq!(row["vertices"], json!({"moved": 1, "added": 0, "removed": 0}));
    assert_eq!((&row["gained_m2"], &row["lost_m2"]), (&json!(0.0), &json!(0.0)));
}

#[test]
fn a_point_beside_a_line_is_compared_within_a_tolerance_too() {
    let road = || line([113.51, 23.01]);
    let with = |at| vec![collection(&[point(at), road()])];
    let (home, away) = ([113.5, 23.0], [113.51, 23.0]);
    assert_eq!(came_of(&with(home), &with(away), &["--tolerance", "1"]), (1, vec!["line moved".to_owned()]));
    assert_eq!(came_of(&with(home), &[collection(&[road()])], &["--tolerance", "1"]).0, 1);
    assert_eq!(came_of(&with(home), &with([113.500_001, 23.0]), &["--tolerance", "1"]).0, 0);
    // Of points each counts: one that came within the tolerance of another is one more.
    let points = |count| vec![feature(Some("p"), "MultiPoint", &json!(vec![home; count]))];
    assert_eq!(came_of(&points(2), &points(3), &["--tolerance", "1"]), (1, vec!["point moved".to_owned()]));
    assert_eq!(came_of(&points(2), &points(2), &["--tolerance", "1"]).0, 0);
}

#[test]
fn features_without_geometry_are_compared_by_what_is_said_of_them() {
    let area = || json!({"type": "Feature", "id": "a", "properties": {}, "geometry": square()});
    let named = |value: i32| unplaced(Some("n"), &json!({"v": value}));
    let nameless = |value: i32| unplaced(None, &json!({"v": value}));
    let empty = |value: i32| json!({"type": "Feature", "id": "n", "properties": {"v": value}, "geometry": {"type": "MultiPoint", "coordinates": []}});
    let declaring = |km2: &str| unplaced(Some("n"), &json!({"declared_km2": km2}));
    for (before, after, expected) in [
        (vec![named(1)], vec![], &["none removed"][..]),
        (vec![], vec![named(1)], &["none added"]),
        (vec![named(1)], vec![named(2)], &["none changed"]),
        (vec![declaring("1.0")], vec![declaring("2.0")], &["none changed"]),
        (vec![named(1)], vec![named(1)], &["none same"]),
        (vec![named(1)], vec![empty(1)], &["none same"]),
        (vec![empty(1)], vec![empty(2)], &["none changed"]),
        (vec![nameless(1), nameless(2)], vec![nameless(2), nameless(1)], &["none same", "none same"]),
        (vec![nameless(1)], vec![nameless(2)], &["none removed", "none added"]),
        (vec![nameless(1), nameless(1)], vec![nameless(1)], &["none same", "none removed"]),
    ] {
        let with = |features: &[Value]| [&[area()], features].concat();
        let changed = expected.iter().any(|row| *row != "none same");
        let rows: Vec<String> = [&["area same"], expected].concat().into_iter().map(str::to_owned).collect();
        assert_eq!(came_of(&with(&before), &with(&after), &[]), (i32::from(changed), rows), "{before:?} {after:?}");
        // They have no boundary.
        let boundaries = came_of(&with(&before), &with(&after), &["--geometry-only"]);
        assert_eq!(boundaries, (0, vec!["area same".to_owned()]), "{before:?} {after:?}");
        // They are compared where there is nothing else, too.
        let (code, report) = compared(&before, &after, &[]);
        assert_eq!((code, &report["nothing"]), (i32::from(changed), &json!(false)), "{before:?} {after:?}");
    }
}

#[test]
fn a_feature_without_geometry_is_told_as_one() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let [before, after] = [1, 2].map(|value| {
        let path = folder.path().join(format!("{value}.geojson"));
        let features = [unplaced(Some("n"), &json!({"v": value})), unplaced(Some(&format!("of-{value}")), &json!({}))];
        let text = json!({"type": "FeatureCollection", "features": features}).to_string();
        std::fs::write(&path, text).expect("a file");
        path
    });
    let answer = zonemap(["diff".as_ref(), before.as_os_str(), after.as_os_str()]);
    let told = answer.out.split("\n\n").skip(1).collect::<Vec<_>>().join("\n\n");
    let expected = "  n: attributes changed\n      it has no geometry\n      property v: 1 → 2\n\n  of-1: removed\n      it has no geometry\n\n  \
                    of-2: added\n      it has no geometry\n\nChanges: 3 ";
    assert!(told.starts_with(expected), "{told}");
}

/// A text in several languages is read in the reader's; where only another differs, in that one.
#[test]
fn a_text_in_several_languages_is_told_in_the_readers() {
    let named = |name: Value| vec![unplaced(Some("n"), &json!({ "title": name }))];
    let told = |before: Value, after: Value, lang: &str| {
        let ((_a, before), (_b, after)) =
            (written("before.geojson", &named(before)), written("after.geojson", &named(after)));
        answer(program().args(["diff", &before, &after, "--lang", lang])).out
    };
    let park = |zh: &str, en: &str| json!({"zh-Hant": zh, "en": en});
    for (before, after, lang, line) in [
        (park("園區", "Park"), park("公園", "Gardens"), "en", "title: Park → Gardens"),
        (park("園區", "Park"), park("公園", "Gardens"), "zh-Hans", "title：園區 → 公園"),
        (park("園區", "Park"), park("公園", "Park"), "en", "title: 園區 → 公園"),
        (json!("Park"), park("公園", "Gardens"), "en", "title: Park → Gardens"),
        (json!({"a": 1}), json!({"a": 2}), "en", r#"title: {"a":1} → {"a":2}"#),
        (json!("Park"), json!({"en": "Park"}), "en", r#"title: Park → {"en":"Park"}"#),
    ] {
        let out = told(before, after, lang);
        assert!(out.contains(line), "{line} in {out}");
    }
}
