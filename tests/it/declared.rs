//! Declared figures: their units, what contradicts what, and whether rounding explains a sum.
//! Must not know how areas are measured.

use serde_json::{Value, json};

use crate::common::{Answer, open_text, zonemap};

/// A whole of two parts, each a text of properties.
fn collection(properties: [&str; 3]) -> String {
    let boxes = [("whole", 0.0, 0.02), ("a", 0.0, 0.01), ("b", 0.01, 0.02)];
    let features = boxes.iter().zip(properties).map(|((id, w, e), properties)| {
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[[[{w},0],[{e},0],[{e},0.01],[{w},0.01],[{w},0]]]}}}}"#
        )
    });
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.collect::<Vec<_>>().join(","))
}

fn verify(properties: [&str; 3], args: &[&str]) -> Answer {
    let folder = tempfile::TempDir::new().expect("a folder for the test");
    let path = folder.path().join("a.geojson");
    std::fs::write(&path, collection(properties)).expect("a file for the test");
    let path = path.to_str().expect("a plain path");
    zonemap([&["verify", path, "--whole", "whole"], args].concat())
}

fn sum(declared: [&str; 3]) -> Value {
    let properties = declared.map(|figure| format!(r#""declared_km2":"{figure}""#));
    let answer = verify(properties.each_ref().map(String::as_str), &["--format", "json"]);
    answer.json()["sums"][0].clone()
}

/// Worked by hand: each figure stands for half a unit of its last digit either way, and those add up.
#[test]
fn a_sum_says_by_how_much_rounding_fails_to_explain_it() {
    for (declared, agrees, short_by_m2) in [
        (["30.8", "19.1", "11.7"], true, 0.0),
        (["30.9", "19.1", "11.7"], true, 0.0),
        (["31", "19.1", "11.7"], true, 0.0),
        (["31.0", "19.1", "11.7"], false, 50_000.0),
        (["30.6", "19.1", "11.7"], false, -50_000.0),
        (["30.7", "19.1", "11.7"], true, 0.0),
        (["30.95", "19.1", "11.7"], false, 45_000.0),
        (["30.905", "19.1", "11.7"], false, 4_500.0),
        (["60", "19.1", "11.7"], false, 28_600_000.0),
    ] {
        let sum = sum(declared);
        assert_eq!(sum["declared_agrees"], json!(agrees), "{declared:?}");
        let short = sum["declared_short_by_m2"].as_f64().expect("a figure");
        assert!((short - short_by_m2).abs() < 0.001, "{declared:?}: {short}");
    }
    assert!(sum(["30.8", "19.1", "11.7"])["declared_parts_km2"] == "30.8");
}

#[test]
fn it_is_said_in_words() {
    let km2 = |figures: [&str; 3]| figures.map(|figure| format!(r#""declared_km2":"{figure}""#));
    for (figures, lang, words) in [
        (["31.0", "19.1", "11.7"], "en", "at best 0.05 km² (5.00 ha) too little"),
        (["30.6", "19.1", "11.7"], "zh-Hant", "至少多 0.05 km²（5.00 公頃）"),
        (["30.6", "19.1", "11.7"], "zh-Hans", "至少多 0.05 km²（5.00 公顷）"),
        (["30.9", "19.1", "11.7"], "en", "total of its parts 30.8 km²: explainable by rounding"),
        (["30.9", "19.1", "11.7"], "zh-Hans", "可由舍入解释"),
    ] {
        let properties = km2(figures);
        let folder = tempfile::TempDir::new().expect("a folder for the test");
        let path = folder.path().join("a.geojson");
        std::fs::write(&path, collection(properties.each_ref().map(String::as_str))).expect("a file");
        let mut command = crate::common::program();
        let answer = crate::common::answer(command.args(["verify", "--whole", "whole", "--lang", lang]).arg(&path));
        assert!(answer.out.contains(words), "{words} in {}", answer.out);
    }
}

#[test]
fn every_unit_has_a_property_of_its_own() {
    let all = [r#""declared_ha":1910"#, r#""declared_mu":"28650""#, r#""declared_m2":19100000"#];
    let project = open_text(collection(all)).expect("a project");
    let km2: Vec<String> = project.declared.values().map(zonemap::geodesy::Declared::km2_text).collect();
    assert_eq!(km2, ["19.10", "19.1", "19.100000"]);
    assert!(project.declared_besides.is_empty());
}

#[test]
fn properties_that_cannot_both_be_true_are_a_contradiction() {
    let two = [
        r#""declared_km2":"19.1","declared_ha":1910,"declared_mu":28650"#,
        r#""declared_km2":"19.1","declared_ha":"1920""#,
        r#""declared_km2":"19.1","declared_mu":"19.1 km²""#,
    ];
    let answer = verify(two, &["--format", "json"]).json();
    let twice = answer["findings"].as_array().expect("findings").iter();
    let twice: Vec<&Value> = twice.filter(|finding| finding["rule"] == "declared-twice").collect();
    assert_eq!(twice.len(), 1);
    assert_eq!(twice[0]["message"], "a: declared twice, as 19.1 km² and as 1920 ha");
}

/// The square measures 123.0907 ha (GeographicLib 2.0, `Planimeter`). A figure that is the first in another unit says no more than that; any
/// other is compared with the ground, though an area may round to both.
#[test]
fn every_figure_that_is_one_of_its_own_is_compared() {
    for (properties, told) in [
        (r#""declared_km2":"1.2","declared_ha":"120","declared_m2":1200000"#, &[][..]),
        (r#""declared_km2":"1.2","declared_ha":"123""#, &[]),
        (r#""declared_km2":"1.2","declared_ha":"121""#, &["121 ha"]),
        (r#""declared_km2":"1.2","declared_ha":"122","declared_m2":"1190000""#, &["122 ha", "1190000 m²"]),
        (r#""declared_km2":"1.2","declared_ha":"1300""#, &[]),
    ] {
        let answer = verify([r#""declared_km2":"2.5""#, properties, r#""declared_km2":"1.2""#], &[]);
        let is_told = |text: &str| answer.out.contains(&format!("does not round to the declared {text}"));
        let count = answer.out.matches("error [declared-area").count();
        assert!(told.iter().all(|text| is_told(text)) && count == told.len(), "{properties}: {}", answer.out);
        assert_eq!(answer.out.contains("declared twice"), properties.contains("1300"), "{properties}");
    }
}

/// R writes 100000 as 1e+05: in a number that is a way of writing, in a text somebody's.
#[test]
fn an_exponent_of_a_number_is_no_rounding() {
    for (figure, agrees) in [("1e+06", false), ("\"1e+06\"", true), ("1.230907e6", true), ("1230907", true)] {
        let parts = [r#""a":1"#, r#""a":2"#];
        let whole = format!(r#""declared_m2":{figure}"#);
        let answer = verify([parts[0], &whole, parts[1]], &[]);
        assert_eq!(!answer.out.contains("error [declared-area:a]"), agrees, "{figure}: {}", answer.out);
    }
}

#[test]
fn a_figure_with_its_unit_is_read_or_refused_in_words() {
    let texts = [r#""area":"19.1 平方公里""#, r#""area":"1910公顷""#, r#""area":"28650亩""#];
    let answer = verify(texts, &["--declared", "area", "--format", "json"]).json();
    let km2: Vec<&Value> =
        answer["areas"].as_array().expect("areas").iter().map(|area| &area["declared_km2"]).collect();
    assert_eq!(json!(km2), json!(["19.1", "19.10", "19.1"]));
    let answer = verify([r#""area":"19.1""#, r#""area":"2.865万亩""#, r#""area":"1""#], &["--declared", "area"]);
    assert_eq!(answer.code, 1);
    assert!(
        answer.out.contains("with or without a unit after it (km², ha, 畝, 亩, m²), found 2.865万亩"),
        "{}",
        answer.out
    );
}
