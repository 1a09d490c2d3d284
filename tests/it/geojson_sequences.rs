//! Sequences of GeoJSON texts, a line each (newline-delimited) or behind record separators (RFC 8142): they are read as the collection of
//! the same features is, and faults are told where they stand. Must not know how texts are told apart.

use serde_json::{Value, json};

use crate::common::{Answer, area, open_text, zonemap};
use std::fs;
use tempfile::TempDir;
use zonemap::formats::Problem;
use zonemap::i18n::Lang;
use zonemap::project::Provenance;

/// Two squares and one that overlaps the second by a tenth of a hundredth of a degree.
fn features() -> Vec<Value> {
    let declared = |ha: &str| json!({"declared_ha": ha});
    vec![
        area(&("a", [0.0, 0.0, 1.0, 1.0]), &declared("113.5")),
        area(&("b", [1.0, 0.0, 2.0, 1.0]), &declared("1")),
        area(&("c", [1.9, 0.0, 3.0, 1.0]), &json!({})),
    ]
}

/// Each feature as a text on one line.
fn lines() -> String {
    let texts: Vec<String> = features().iter().map(Value::to_string).collect();
    texts.join("\n") + "\n"
}

/// Each feature on several lines behind a record separator.
fn records() -> String {
    let pretty = |feature: &Value| serde_json::to_string_pretty(feature).expect("JSON");
    let texts: Vec<String> = features().iter().map(pretty).collect();
    format!("\u{1e}{}\n", texts.join("\n\u{1e}"))
}

fn verified(name: &str, text: &str) -> Answer {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file");
    zonemap(["verify", path.to_str().expect("a plain path"), "--format", "json"])
}

/// The rules with their features and lines.
fn told(answer: &Answer) -> Vec<(String, String, u64)> {
    let report = answer.json();
    let findings = report["findings"].as_array().expect("findings");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .iter()
        .map(|one| (text(&one["rule"]), one["features"].to_string(), one["line"].as_u64().unwrap_or(0)))
        .collect()
}

#[test]
fn a_sequence_is_verified_as_the_collection_of_its_features() {
    let collection = json!({"type": "FeatureCollection", "features": features()}).to_string();
    let whole = verified("a.geojson", &collection);
    assert_eq!(whole.code, 1);
    let areas = |answer: &Answer| -> Vec<Value> {
        let report = answer.json();
        report["areas"].as_array().expect("areas").iter().map(|row| row["area_m2"].clone()).collect()
    };
    let rules = |answer: &Answer| -> Vec<(String, String)> {
        told(answer).into_iter().map(|(rule, features, _)| (rule, features)).collect()
    };
    // Whatever the file is called: what it begins with counts.
    for (name, text) in
        [("a.geojsonl", lines()), ("a.geojson", lines()), ("a.geojsonseq", records()), ("a.txt", records())]
    {
        let answer = verified(name, &text);
        assert_eq!(answer.code, 1, "{name}");
        assert_eq!(areas(&answer), areas(&whole), "{name}");
        assert_eq!(rules(&answer), rules(&whole), "{name}");
        assert_eq!(answer.json()["files"][0]["format"], "geojsonseq", "{name}");
    }
    // One text is a sequence of one, by what it begins with plain GeoJSON.
    assert_eq!(verified("a.ndjson", &collection).json()["files"][0]["format"], "geojson");
}

#[test]
fn findings_stand_on_the_lines_of_their_texts() {
    let declared = |answer: &Answer| -> Vec<(String, u64)> {
        let found = told(answer).into_iter().filter(|(rule, ..)| rule == "declared-area");
        found.map(|(_, features, line)| (features, line)).collect()
    };
    assert_eq!(declared(&verified("a.geojsonl", &lines())), [("[\"b\"]".to_owned(), 2)]);
    let first = serde_json::to_string_pretty(&features()[0]).expect("JSON").lines().count() as u64;
    assert_eq!(declared(&verified("a.geojsons", &records())), [("[\"b\"]".to_owned(), first + 1)]);
}

/// A fault in the middle: its own words, line and column, as in a text by itself.
#[test]
fn a_fault_is_told_in_the_text_that_has_it() {
    let good = r#"{"type":"Point","coordinates":[113.5,23]}"#;
    for (bad, column, expected) in [
        (r#"{"type":"Point","coordinates":[113.5]}"#, 31, "expected a position of two or more numbers"),
        (r#"{"type":"Point","coordinates":[113.5,23]"#, 40, "the end of this JSON text"),
        (r#"{"type":"Point","coordinates":[1,2]}}"#, 37, "trailing characters"),
        (r#"{"type":"Point","coordinates":[1,NaN]}"#, 34, "expected a number, found NaN"),
        ("7", 1, "expected an object with a string as its \"type\""),
    ] {
        for (text, is_record) in [
            (format!("{good}\n{good}\n{bad}\n{good}\n"), 0),
            (format!("\u{1e}{good}\n\u{1e}{good}\n\u{1e}{bad}\n\u{1e}{good}\n"), 1),
        ] {
            let error = open_text(&text).expect_err(bad);
            let place = error.place.and_then(Provenance::position).expect("a place");
            assert_eq!((place.line, place.column), (3, column + is_record), "{text}: {error}");
            assert!(error.message(Lang::En).contains(expected), "{text}: {error}");
        }
    }
}

/// Behind the last record separator a text was to come: `formats_told` has what is said of one that did not.
#[test]
fn an_empty_text_between_others_is_none() {
    let twice = records().replace('\u{1e}', "\u{1e}\u{1e}");
    assert_eq!(told(&verified("a.geojsons", &twice)), told(&verified("a.geojsons", &records())));
}

/// A member `crs` in any text counts for the whole file, as GDAL writes it in the first.
#[test]
fn a_system_named_in_one_text_counts_for_all() {
    let crs = r#""crs":{"type":"name","properties":{"name":"EPSG:4547"}},"#;
    let point = |member: &str, x: u32| format!("{{\"type\":\"Point\",{member}\"coordinates\":[{x},2545000]}}\n");
    for texts in [[point(crs, 500_000), point("", 510_000)], [point("", 500_000), point(crs, 510_000)]] {
        match open_text(texts.concat()) {
            Ok(project) => {
                assert_eq!(project.files[0].crs, "EPSG:4547");
                let west = project.layers[0].data.shapes().extent().west;
                assert!((west - 114.0).abs() < 1e-9, "{west}");
            }
            // Metres that some features alone name are refused as in a collection.
            Err(error) => assert!(!matches!(error.problem, Problem::Sequence), "{error}"),
        }
    }
}

/// An empty sequence holds nothing, which is an error to who verifies it.
#[test]
fn a_sequence_of_nothing_is_nothing_to_verify() {
    let answer = verified("a.ndjson", " \n\n");
    assert_eq!(answer.code, 1);
    assert_eq!(told(&answer)[0].0, "nothing-to-verify");
}

/// Programs on Windows begin a text in UTF-8 with a byte-order mark.
#[test]
fn a_byte_order_mark_before_a_sequence_changes_nothing() {
    for text in [lines(), records()] {
        for name in ["a.geojson", "a.txt"] {
            let (plain, marked) = (verified(name, &text), verified(name, &format!("\u{feff}{text}")));
            assert_eq!((marked.code, told(&marked)), (plain.code, told(&plain)), "{name}: {}", marked.err);
            assert!(!told(&marked).is_empty());
        }
    }
}
