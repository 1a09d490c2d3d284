//! Members of GeoJSON objects that stand twice or are of another type than they should be: told with their places, never a reason to
//! refuse a file, and never a pass where they decide.
//! Must not know how anything is read.

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{Answer, copy_of, edit, zonemap};

fn verify(text: &str, args: &[&str]) -> Answer {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("a.geojson");
    std::fs::write(&path, text).expect("a file for the test");
    zonemap([&["verify", path.to_str().expect("a plain path"), "--format", "json"], args].concat())
}

/// The findings of a rule: level and message.
fn findings(answer: &Answer, rule: &str) -> Vec<(String, String)> {
    let report: Value = answer.json();
    let findings = report["findings"].as_array().expect("findings").iter().filter(|finding| finding["rule"] == rule);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    findings.map(|finding| (text(&finding["level"]), text(&finding["message"]))).collect()
}

#[test]
fn what_stands_twice_and_decides_never_agrees() {
    for (name, members) in
        [("05-dupkeys", &["declared_km2", "coordinates"][..]), ("dup-geometry-two", &["declared_km2", "geometry"])]
    {
        let answer = zonemap(["verify", &format!("tests/cases/{name}.geojson"), "--format", "json"]);
        assert_eq!(answer.code, 1, "{name}: {}", answer.err);
        let found = findings(&answer, "duplicate-member");
        for member in members {
            let of_member = |(level, message): &&(String, String)| {
                level == "error" && message.contains(&format!("\"{member}\" appears twice")) && message.contains("1:")
            };
            assert_eq!(found.iter().filter(of_member).count(), 1, "{name} {member}: {found:?}");
        }
    }
}

#[test]
fn every_object_that_is_read_is_looked_at() {
    let polygon = r#"{"type":"Polygon","coordinates":[[[0,0],[0.01,0],[0.01,0.01],[0,0]]]}"#;
    for (text, level, words) in [
        (
            format!(r#"{{"type":"Feature","id":"a","id":"b","properties":{{}},"geometry":{polygon}}}"#),
            "error",
            "the member \"id\" appears twice in one object with different values, first at 1:19, last at 1:28",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"x":1,"x":1}},"geometry":{polygon}}}"#),
            "warning",
            "the member \"x\" appears twice in one object with the same value, first at 1:33, last at 1:39",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"a":{{"x":1,"x":2}}}},"geometry":{polygon}}}"#),
            "warning",
            "\"x\" appears twice",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"area":"1","area":"2"}},"geometry":{polygon}}}"#),
            "warning",
            "\"area\" appears twice",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"old":{{"declared_ha":1,"declared_ha":2}}}},"geometry":{polygon}}}"#),
            "warning",
            "\"declared_ha\" appears twice",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"id":"a","id":"b"}},"geometry":{polygon}}}"#),
            "error",
            "\"id\" appears twice",
        ),
        (
            format!(r#"{{"type":"Feature","id":"c","properties":{{"id":"a","id":"b"}},"geometry":{polygon}}}"#),
            "warning",
            "\"id\" appears twice",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"declared_ha":1,"declared_ha": 1}},"geometry":{polygon}}}"#),
            "warning",
            "\"declared_ha\" appears twice in one object with the same value",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"declared_ha":1}},"properties":{{"declared_ha":62}},"geometry":{polygon}}}"#),
            "error",
            "\"properties\" appears twice",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{}},"own":1,"own":2,"geometry":{polygon}}}"#),
            "warning",
            "\"own\" appears twice",
        ),
        (
            format!(r#"{{"type":"FeatureCollection","name":"x","features":[{{"type":"Feature","properties":{{}},"geometry":{polygon}}}],"name":"y"}}"#),
            "warning",
            "\"name\" appears twice in one object with different values, first at 1:29",
        ),
        (
            r#"{"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[],"geometries":[{"type":"Point","coordinates":[1,2]}]}}"#.to_owned(),
            "error",
            "\"geometries\" appears twice",
        ),
    ] {
        let answer = verify(&text, &[]);
        let found = findings(&answer, "duplicate-member");
        assert_eq!(found.len(), 1, "{text}: {found:?} {}", answer.err);
        assert!(found[0].0 == level && found[0].1.contains(words), "{text}: {found:?}");
    }
    let named = format!(r#"{{"type":"Feature","properties":{{"area":"1","area":"2"}},"geometry":{polygon}}}"#);
    assert_eq!(findings(&verify(&named, &["--declared", "area:ha"]), "duplicate-member")[0].0, "error");
}

/// A feature without members of its own, 1 km on a side.
fn plain() -> String {
    let ring = "[[113.5,23],[113.51,23],[113.51,23.01],[113.5,23]]";
    format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#)
}

#[test]
fn a_system_that_stands_twice_in_a_crs_is_an_error_unless_it_is_the_same() {
    let (wgs, cgcs) = (r#""name":"EPSG:4326""#, r#""name":"EPSG:4490""#);
    let named = |names: &str| format!(r#"{{"type":"name","properties":{{{names}}}}}"#);
    for (crs, level, member) in [
        (named(&format!("{cgcs},{wgs}")), "error", "name"),
        (named(&format!("{wgs},{wgs}")), "warning", "name"),
        (format!(r#"{{"type":"name","properties":{{{cgcs}}},"properties":{{{wgs}}}}}"#), "error", "properties"),
        (format!(r#"{{"type":"link","type":"name","properties":{{{wgs}}}}}"#), "error", "type"),
        (r#"{"type":"EPSG","properties":{"code":4490,"code":4326}}"#.to_owned(), "error", "code"),
    ] {
        let feature = plain();
        for text in [
            format!(r#"{{"type":"FeatureCollection","crs":{crs},"features":[{feature}]}}"#),
            format!(r#"{{"type":"FeatureCollection","features":[{feature}],"crs":{crs}}}"#),
            feature.replacen(r#""properties""#, &format!(r#""crs":{crs},"properties""#), 1),
            feature.replacen(r#""coordinates""#, &format!(r#""crs":{crs},"coordinates""#), 1),
        ] {
            let answer = verify(&text, &[]);
            let found = findings(&answer, "duplicate-member");
            assert_eq!(found.len(), 1, "{text}: {found:?} {}", answer.err);
            assert!(found[0].0 == level && found[0].1.contains(&format!("\"{member}\" appears twice")), "{found:?}");
        }
    }
    // Where the user says which system it is, none is read.
    let text =
        format!(r#"{{"type":"FeatureCollection","crs":{},"features":[{}]}}"#, named(&format!("{cgcs},{wgs}")), plain());
    assert_eq!(findings(&verify(&text, &["--crs", "EPSG:4326"]), "duplicate-member")[0].0, "warning");
}

#[test]
fn of_features_that_stand_twice_the_last_are_read() {
    let (one, other) = (plain(), plain().replace("113.51", "113.52"));
    for (first, last, level) in [(&one, &other, "error"), (&one, &one, "warning")] {
        let crs = r#""crs":{"type":"name","properties":{"name":"EPSG:4490"}}"#;
        let text =
            format!(r#"{{"type":"FeatureCollection",{crs},"features":[{first},{first}],"features":[{last},{first}]}}"#);
        let answer = verify(&text, &[]);
        let found = findings(&answer, "duplicate-member");
        assert_eq!((found.len(), found[0].0.as_str()), (1, level), "{found:?}");
        assert!(found[0].1.contains("\"features\" appears twice"), "{found:?}");
        assert_eq!(
            (&answer.json()["files"][0]["features"], &answer.json()["files"][0]["crs"]),
            (&2.into(), &"EPSG:4490".into())
        );
    }
}

/// A copy of the built-in project with one place of a file written otherwise, verified.
fn edited(file: &str, from: &str, to: &str) -> Answer {
    let copy = copy_of("geodata");
    edit(&copy.path().join(file), from, to);
    zonemap(["verify", copy.path().to_str().expect("a plain path"), "--format", "json"])
}

#[test]
fn what_stands_twice_in_a_project_json_is_an_error_where_it_decides() {
    let area = r#""area": "25.59""#;
    let layer = r#""id": "sub-areas","#;
    for (from, twice, level, member) in [
        (area, r#""area": "99", "area": "25.59""#, "error", "area"),
        (area, r#""area": "25.59", "area": "25.59""#, "warning", "area"),
        (layer, r#""id": "others", "id": "sub-areas","#, "error", "id"),
        (layer, r#""opacity": 0.5, "opacity": 0.25, "id": "sub-areas","#, "warning", "opacity"),
        (layer, r#""queryable": false, "queryable": true, "id": "sub-areas","#, "error", "queryable"),
        (r#""wholes":"#, r#""wholes": [], "wholes":"#, "error", "wholes"),
        (
            r#""map_review_number": """#,
            r#""map_review_number": "1", "map_review_number": """#,
            "warning",
            "map_review_number",
        ),
    ] {
        let answer = edited("project.json", from, twice);
        let found = findings(&answer, "duplicate-member");
        assert_eq!(found.len(), 1, "{twice}: {found:?} {}", answer.err);
        assert!(found[0].0 == level && found[0].1.contains(&format!("\"{member}\" appears twice")), "{found:?}");
        // The last is read, so that nothing else is said than before.
        assert_eq!(answer.json()["summary"]["errors"], u8::from(level == "error"), "{twice}");
        let areas =
            answer.json()["areas"].as_array().map(|areas| areas.iter().filter(|area| area["agrees"] == true).count());
        assert_eq!(areas, Some(4), "{twice}");
    }
    let answer = edited("policy.json", r#""schema":"#, r#""schema": "zonemap-policy/1", "schema":"#);
    assert_eq!(findings(&answer, "duplicate-member")[0].0, "warning", "{}", answer.err);
}

/// A property by which a layer takes its features decides what is checked.
#[test]
fn a_property_that_a_layer_selects_by_is_an_error_where_it_stands_twice() {
    let folder = TempDir::new().expect("a folder for the test");
    let feature =
        plain().replace(r#""properties":{}"#, r#""properties":{"role":"old","role":"part","other":1,"other":2}"#);
    std::fs::write(folder.path().join("a.geojson"), feature).expect("a file");
    let manifest = r#"{"schema":"zonemap-project/1","title":"t","layers":[{"id":"a","title":"a","file":"a.geojson","style":"area","select":{"role":"part"}}]}"#;
    std::fs::write(folder.path().join("project.json"), manifest).expect("a file");
    let answer = zonemap(["verify", folder.path().to_str().expect("a plain path"), "--format", "json"]);
    let found = findings(&answer, "duplicate-member");
    let level = |member: &str| found.iter().find(|one| one.1.contains(member)).map(|one| one.0.as_str());
    assert_eq!((level("\"role\""), level("\"other\"")), (Some("error"), Some("warning")), "{found:?} {}", answer.err);
}

#[test]
fn a_projects_own_files_are_looked_at() {
    for (file, from, to) in [
        ("project.json", r#""title": {"#, r#""title": {"en": "another","#),
        ("policy.json", r#""title": {"#, r#""title": {"en": "another","#),
    ] {
        let copy = copy_of("geodata");
        let path = copy.path().join(file);
        let text = std::fs::read_to_string(&path).expect("a text");
        let text = text.replacen(from, to, 1);
        std::fs::write(&path, text).expect("the edited file");
        let answer = zonemap(["verify", copy.path().to_str().expect("a plain path"), "--format", "json"]);
        let found = findings(&answer, "duplicate-member");
        assert_eq!(found.len(), 1, "{file}: {found:?} {}", answer.err);
        assert!(found[0].0 == "warning" && found[0].1.contains(file) && found[0].1.contains("\"en\""), "{found:?}");
    }
}

#[test]
fn zero_bytes_behind_a_text_are_a_note_and_anything_else_refuses_it() {
    let text = plain();
    for (end, notes) in [("", 0), ("\n", 0), ("\0", 1), ("\n\0\0\0", 1)] {
        let answer = verify(&format!("{text}{end}"), &[]);
        let found = findings(&answer, "zero-bytes");
        assert_eq!(found.len(), notes, "{end:?}: {found:?} {}", answer.err);
        let count = end.bytes().filter(|byte| *byte == 0).count();
        let words = format!("zero bytes after the text, which were ignored: {count}");
        assert!(found.iter().all(|(level, message)| level == "note" && message.ends_with(&words)), "{found:?}");
    }
    for end in ["\0\n", "\0x", " x", "\u{feff}"] {
        assert_eq!(verify(&format!("{text}{end}"), &[]).code, 3, "{end:?}");
    }
    for file in ["project.json", "policy.json", "zones.geojson"] {
        let copy = copy_of("geodata");
        let path = copy.path().join(file);
        let text = std::fs::read_to_string(&path).expect("a text");
        std::fs::write(&path, format!("{text}\0\0")).expect("the padded file");
        let answer = zonemap(["verify", copy.path().to_str().expect("a plain path"), "--format", "json"]);
        let found = findings(&answer, "zero-bytes");
        assert!(found.len() == 1 && found[0].1.contains(file), "{file}: {found:?} {}", answer.err);
    }
}

#[test]
fn what_is_of_another_type_is_a_warning_and_the_file_is_read() {
    let polygon = r#"{"type":"Polygon","coordinates":[[[0,0],[0.01,0],[0.01,0.01],[0,0]]]}"#;
    for (members, name, words) in [
        (r#""id":"a","properties":{"name":{"fr":"Ouest","de":"West"}}"#, "Ouest", "expected a name"),
        (r#""id":"a","properties":{"name":{"fr":"Ouest","en":"West"}}"#, "West", "expected a name"),
        (r#""id":"a","properties":{"name":["West"]}"#, "a", r#"found ["West"]"#),
        (r#""id":"a","properties":{"name":true}"#, "a", "found true"),
        (r#""id":{"a":1},"properties":{"name":"West"}"#, "West", "expected an id that is a string or a number"),
        (r#""id":[1],"properties":{"name":"West"}"#, "West", "expected an id that is a string or a number"),
        (r#""id":true,"properties":{"name":"West"}"#, "West", "found true"),
        (r#""id":"a","properties":[]"#, "a", "expected properties that are an object or null, found []"),
        (r#""id":"a","properties":"none""#, "a", "expected properties that are an object or null"),
        (r#""id":"a","properties":7"#, "a", "found 7"),
    ] {
        let answer = verify(&format!(r#"{{"type":"Feature",{members},"geometry":{polygon}}}"#), &[]);
        let report = answer.json();
        assert_eq!(report["areas"][0]["name"], name, "{members}: {}", answer.err);
        let found = findings(&answer, "unexpected-type");
        assert!(found.len() == 1 && found[0].0 == "warning" && found[0].1.contains(words), "{members}: {found:?}");
    }
}
