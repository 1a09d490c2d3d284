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
                level == "error" && message.contains(&format!("\"{member}\" stands twice")) && message.contains("1:")
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
            "warning",
            "the member \"id\" stands twice in one object with different values, first at 1:19, last at 1:28",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"x":1,"x":1}},"geometry":{polygon}}}"#),
            "warning",
            "the member \"x\" stands twice in one object with the same value, first at 1:33, last at 1:39",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"a":{{"x":1,"x":2}}}},"geometry":{polygon}}}"#),
            "warning",
            "\"x\" stands twice",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"area":"1","area":"2"}},"geometry":{polygon}}}"#),
            "warning",
            "\"area\" stands twice",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"declared_ha":1,"declared_ha": 1}},"geometry":{polygon}}}"#),
            "warning",
            "\"declared_ha\" stands twice in one object with the same value",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"declared_ha":1}},"properties":{{"declared_ha":62}},"geometry":{polygon}}}"#),
            "error",
            "\"properties\" stands twice",
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{}},"own":1,"own":2,"geometry":{polygon}}}"#),
            "warning",
            "\"own\" stands twice",
        ),
        (
            format!(r#"{{"type":"FeatureCollection","name":"x","features":[{{"type":"Feature","properties":{{}},"geometry":{polygon}}}],"name":"y"}}"#),
            "warning",
            "\"name\" stands twice in one object with different values, first at 1:29",
        ),
        (
            r#"{"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[],"geometries":[{"type":"Point","coordinates":[1,2]}]}}"#.to_owned(),
            "error",
            "\"geometries\" stands twice",
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
    let copy = copy_of("geodata");
    edit(&copy.path().join("project.json"), r#""area": "25.59""#, r#""area": "25.59", "area": "99""#);
    let answer = zonemap(["verify", copy.path().to_str().expect("a plain path")]);
    assert!(answer.code == 3 && answer.err.contains("duplicate field `area`"), "{}", answer.err);
}

#[test]
fn what_is_of_another_type_is_a_warning_and_the_file_is_read() {
    let polygon = r#"{"type":"Polygon","coordinates":[[[0,0],[0.01,0],[0.01,0.01],[0,0]]]}"#;
    for (members, name, words) in [
        (r#""id":"a","properties":{"name":{"fr":"Ouest","de":"West"}}"#, "Ouest", "expected a name"),
        (r#""id":"a","properties":{"name":{"fr":"Ouest","en":"West"}}"#, "West", "expected a name"),
        (r#""id":"a","properties":{"name":["West"]}"#, "a", r#"found ["West"]"#),
        (r#""id":"a","properties":{"name":true}"#, "a", "found true"),
        (r#""id":{"a":1},"properties":{"name":"West"}"#, "West", "expected an id that is a text or a number"),
        (r#""id":[1],"properties":{"name":"West"}"#, "West", "expected an id that is a text or a number"),
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
