//! Files that people send: figures in every way of writing, ids and systems where other programs put them. Each value to expect was
//! computed with GeographicLib, pyproj and shapely.
//! Must not know how anything is read.

use serde_json::Value;
use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};

use crate::common::{Answer, copy_of, findings_of as findings, repository, verify_text, zonemap};

/// Verifies one of the files.
fn verify(name: &str, args: &[&str]) -> Answer {
    let path = format!("tests/cases/{name}.geojson");
    zonemap([&["verify", &path, "--format", "json"], args].concat())
}

/// The box of 0.01° at 113.5° E 23.05° N, with some members before its geometry.
fn feature(members: &str) -> String {
    format!(
        r#"{{"type":"Feature",{members}"geometry":{{"type":"Polygon","coordinates":[[[113.5,23.05],[113.51,23.05],[113.51,23.06],[113.5,23.06],[113.5,23.05]]]}}}}"#
    )
}

/// That box measures 1 134 923.026 m² (GeographicLib).
#[test]
fn figures_are_read_as_tables_and_field_calculators_write_them() {
    for (name, args, agrees, computed) in [
        ("13-decl-05", &[][..], true, false),
        // 113.49000000000001 was 113.49 before a program computed with it: 23.03 m² is more than a thousand-millionth of it.
        ("13-decl-01", &[], false, true),
        ("13-field-calculator", &["--declared", "area_ha:ha"], true, true),
        ("13-field-calculator", &["--declared", "shape_area:m2"], true, true),
    ] {
        let answer = verify(name, args);
        let area: &Value = &answer.json()["areas"][0];
        assert_eq!(area["agrees"], agrees, "{name} {args:?}: {area}");
        assert!((area["measured_m2"].as_f64().expect("an area") - 1_134_923.026).abs() < 0.001, "{area}");
        assert_eq!(answer.code, i32::from(!agrees), "{name}: {}", answer.err);
        let notes = findings(&answer, "declared-reading");
        let said = notes.iter().any(|(level, message, _)| level == "note" && message.contains("1e-9 of its value"));
        assert_eq!(said, computed, "{name}: {notes:?}");
    }
}

#[test]
fn a_blank_cell_declares_nothing_and_all_else_is_checked() {
    let answer = verify("13-one-dash", &[]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    let report = answer.json();
    assert_eq!((&report["areas"][0]["agrees"], &report["areas"][1]["agrees"]), (&Value::Bool(true), &Value::Null));
    let notes = findings(&answer, "declared-reading");
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].0.as_str(), notes[0].2), ("note", Some(3)));
    assert!(notes[0].1.contains("b: nothing declared: the cell is blank (\"—\")"), "{notes:?}");
    for blank in [r#""""#, r#""-""#, r#""–""#, r#""無""#, r#""无""#, r#""/""#, r#""N/A""#, "null", r#"" — ""#] {
        let text = feature(&format!(r#""properties":{{"declared_ha":{blank}}},"#));
        let answer = verify_text(&text, &[]);
        assert_eq!((answer.code, findings(&answer, "declared-reading").len()), (0, 1), "{blank}: {}", answer.out);
        let answer = verify_text(&text, &["--declared", "declared_ha:ha"]);
        assert_eq!(findings(&answer, "declared-reading").len(), 1, "{blank}: {}", answer.err);
    }
}

#[test]
fn a_cell_that_cannot_be_read_is_an_error_of_its_feature_alone() {
    for (cell, found) in [
        (r#""about 5""#, "about 5"),
        ("-5", "-5"),
        (r#""1,13""#, "1,13"),
        (r#""113.49 acres""#, "113.49 acres"),
        ("true", "true"),
        ("[113.49]", "[113.49]"),
    ] {
        let (bad, good) = (
            feature(&format!(r#""id":"bad","properties":{{"declared_ha":{cell}}},"#)),
            feature(r#""id":"good","properties":{"declared_ha":"113.49"},"#).replace("113.5", "113.7"),
        );
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{bad},\n{good}]}}");
        let answer = verify_text(&text, &[]);
        assert_eq!(answer.code, 1, "{cell}: {}", answer.err);
        let errors = findings(&answer, "unreadable-declared");
        assert_eq!(errors.len(), 1, "{cell}: {}", answer.out);
        let (level, message, line) = &errors[0];
        assert_eq!((level.as_str(), *line), ("error", Some(2)));
        assert!(message.starts_with("bad: the declared area in \"declared_ha\" cannot be read: expected"), "{message}");
        assert!(message.ends_with(&format!("found {found}")), "{message}");
        let areas = answer.json()["areas"].as_array().expect("areas").clone();
        assert_eq!(areas.iter().filter(|area| area["id"] == "good").count(), 1);
    }
}

#[test]
fn about_is_noted_and_a_projects_own_figures_go_the_same_way() {
    let answer = verify_text(&feature(r#""properties":{"declared_ha":"約113.49公頃"},"#), &[]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    assert!(findings(&answer, "declared-reading")[0].1.contains("approximate (\"約113.49公頃\")"), "{}", answer.out);
    let declared = |area: &str| {
        let copy = copy_of("geodata");
        crate::common::edit(&copy.path().join("project.json"), r#""area": "25.59""#, &format!("\"area\": {area}"));
        zonemap(["verify", copy.path().to_str().expect("a plain path"), "--format", "json"])
    };
    for (area, code) in [("25.59", 0), (r#""25.59 km²""#, 0), (r#""２５．５９""#, 0), (r#""38385畝""#, 0), ("26", 1)]
    {
        assert_eq!(declared(area).code, code, "{area}: {}", declared(area).err);
    }
    let blank = declared(r#""—""#);
    assert!(findings(&blank, "declared-reading")[0].1.contains("nothing declared: the cell is blank"), "{}", blank.out);
    let unreadable = declared(r#""25,59""#);
    assert!(unreadable.code == 3 && unreadable.err.contains("project.json:"), "{}", unreadable.err);
}

/// Measured less declared is 23.03 m²: 20.29 ppm of 113.490 ha.
#[test]
fn an_area_tolerance_says_what_agrees() {
    let text = feature(r#""properties":{"declared_ha":"113.490"},"#);
    for (tolerance, code) in [("23m2", 1), ("24m2", 0), ("0.002%", 1), ("0.0021%", 0), ("20ppm", 1), ("21 ppm", 0)] {
        let answer = verify_text(&text, &["--area-tolerance", tolerance]);
        assert_eq!(answer.code, code, "{tolerance}: {}", answer.err);
        let words = &answer.json()["tolerances"]["declared_area"];
        assert!(
            words
                .as_str()
                .expect("words")
                .ends_with(&format!("or {tolerance} off the declared area where that is more"))
        );
    }
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("a.geojson");
    std::fs::write(&path, &text).expect("a file for the test");
    let path = path.to_str().expect("a plain path");
    let answer = zonemap(["verify", path, "--area-tolerance", "0.1%"]);
    assert!(
        answer.out.contains(
            "Everything agrees: each area rounds to the digits of its declared one, or is within 0.1% of it."
        ),
        "{}",
        answer.out
    );
    let answer = zonemap(["verify", path, "--area-tolerance", "1ha"]);
    assert!(answer.code == 2 && answer.err.contains("such as 1m2, 0.1% or 50ppm, found \"1ha\""), "{}", answer.err);
}

/// Longitudes and latitudes by pyproj 3.7.2; the area by GeographicLib: 6.3998 km².
#[test]
fn a_system_is_obeyed_wherever_it_is_named() {
    for (name, args) in [
        ("22-4526", &[][..]),
        ("24-crs-last", &[]),
        ("22-nocrs-4526", &["--crs", "EPSG:4526"]),
        ("22-4547-yx-nodecl", &["--crs", "EPSG:4547", "--axes", "yx"]),
    ] {
        let answer = verify(name, args);
        let area = answer.json()["areas"][0]["measured_m2"].as_f64().expect("an area");
        assert_eq!(format!("{:.4}", area / 1e6), "6.3998", "{name}");
    }
    for name in ["22-4526", "24-crs-last"] {
        let path = repository(&format!("tests/cases/{name}.geojson"));
        let project = open(&path, &OpenOptions::default()).expect("a project");
        let extent = project.full_extent();
        let vertices = [extent.west, extent.south, extent.east, extent.north];
        for (found, known) in vertices.into_iter().zip([113.483, 23.064, 113.512, 23.093]) {
            assert!((found - known).abs() < 1e-7, "{name}: {found} {known}");
        }
        assert_eq!(project.files[0].crs_from, "crs-from.member");
    }
    let unnamed = verify("22-nocrs-4526", &[]);
    assert_eq!(unnamed.code, 3);
    assert!(unnamed.err.contains("zone 38 (EPSG:4526): open with --crs EPSG:4526 --axes xy"), "{}", unnamed.err);
}

#[test]
fn a_system_may_stand_in_a_feature_or_its_geometry() {
    let point = "[38450821.4679,2554585.3851]";
    let crs = r#""crs":{"type":"name","properties":{"name":"EPSG:4526"}}"#;
    for text in [
        format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Point","coordinates":{point}}},{crs}}}"#),
        format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Point","coordinates":{point},{crs}}}}}"#),
        format!(r#"{{"type":"Point","coordinates":{point},{crs}}}"#),
        format!(r#"{{{crs},"type":"Point","coordinates":{point}}}"#),
    ] {
        let project = crate::common::open_text(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let extent = project.full_extent();
        assert!((extent.west - 113.52).abs() < 1e-7 && (extent.south - 23.09).abs() < 1e-7, "{text}");
        assert_eq!(project.files[0].crs, "EPSG:4526");
    }
}

#[test]
fn numbers_that_make_no_sense_in_a_system_propose_what_would() {
    for (name, args, words) in [
        (
            "22-4547-yx-nodecl",
            &["--crs", "EPSG:4547"][..],
            &["132.17, 3.84", "18° from the central meridian", "open with --crs EPSG:4547 --axes yx"][..],
        ),
        ("21-3857-degrees", &["--crs", "EPSG:3857"], &["these numbers are longitude and latitude in degrees"]),
        ("21-3857-degrees", &[], &["found [113.483, 23.071]; these numbers are longitude and latitude in degrees"]),
        ("21-3857-degrees", &["--crs", "EPSG:4547"], &["these numbers are longitude and latitude in degrees"]),
        ("22-nocrs-4526", &["--crs", "EPSG:4547"], &["open with --crs EPSG:4526 --axes xy"]),
        ("22-nocrs-4526", &["--crs", "EPSG:4527"], &["10° from the central meridian", "--crs EPSG:4526 --axes xy"]),
        ("22-4547-yx-nodecl", &["--crs", "EPSG:4526"], &["open with --crs EPSG:4547 --axes yx"]),
        ("22-4547-yx-nodecl", &["--crs", "EPSG:32649"], &["open with --crs EPSG:32649 --axes yx"]),
    ] {
        let answer = verify(name, args);
        assert_eq!(answer.code, 3, "{name} {args:?}");
        for words in words {
            assert!(answer.err.contains(words), "{name} {args:?}: {words} in {}", answer.err);
        }
    }
    let right = verify("21-3857-degrees", &["--crs", "EPSG:4326"]);
    assert_eq!(right.code, 0, "{}", right.err);
}

/// Declared 1.14 km², measured 1.1349 (GeographicLib); Gauss-Krüger zones beside it, spheres and Web Mercator round to 1.14.
#[test]
fn nothing_is_said_of_a_datum_where_other_methods_give_the_digits() {
    let answer = verify("04-order", &[]);
    assert_eq!(answer.code, 1);
    assert!(findings(&answer, "suspicious-datum").is_empty(), "{}", answer.out);
    let explained = answer.json()["areas"][0]["explained_by"].as_array().expect("methods").len();
    assert!(explained >= 6, "{explained}");
}

#[test]
fn ids_in_the_properties_are_found() {
    for (name, whole, parts) in [("16-propid-whole", "all", 2), ("propid", "zone", 3)] {
        let answer = verify(name, &["--whole", whole]);
        let report = answer.json();
        assert_eq!(report["sums"][0]["whole"], whole, "{name}: {}", answer.err);
        assert_eq!(report["sums"][0]["parts"].as_array().map(Vec::len), Some(parts), "{name}");
        let notes = findings(&answer, "ids-from-property");
        assert!(notes.len() == 1 && notes[0].0 == "note", "{name}: {notes:?}");
        assert!(findings(&answer, "missing-ids").is_empty() && findings(&answer, "missing-id").is_empty());
    }
}

#[test]
fn another_property_is_named_and_proposed_where_it_would_help() {
    let boxes = [
        ("a", "0,0],[0.02,0],[0.02,0.01],[0,0.01],[0,0", 7, "All"),
        ("b", "0,0],[0.01,0],[0.01,0.01],[0,0.01],[0,0", 8, "West"),
        ("c", "0.01,0],[0.02,0],[0.02,0.01],[0.01,0.01],[0.01,0", 9, "East"),
    ];
    let features = boxes.map(|(code, ring, number, title)| {
        format!(r#"{{"type":"Feature","properties":{{"code":"{code}","number":{number},"title":"{title}"}},"geometry":{{"type":"Polygon","coordinates":[[[{ring}]]]}}}}"#)
    });
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    for (args, words) in [
        (&["--whole", "a"][..], "one feature has a in its property \"code\": open with --id \"code\""),
        (&["--whole", "7"], "one feature has 7 in its property \"number\": open with --id \"number\""),
        (&["--whole", "All"], "one feature has All in its property \"title\": open with --id \"title\""),
        (&["--whole", "All", "--name", "title"], "the feature called All has the id #1: use that id"),
        (&["--whole", "nobody"], "ids in this file: #1, #2, #3"),
        (&["--id", "nothing"], "expected a property with an id on at least one feature, but none has \"nothing\""),
    ] {
        let answer = verify_text(&text, args);
        assert!(answer.code == 3 && answer.err.contains(words), "{args:?}: {}", answer.err);
    }
    for args in [
        &["--whole", "a", "--id", "code"][..],
        &["--whole", "7", "--id", "number"],
        &["--whole", "#1"],
        &["--whole", "#1", "--id", "code"],
        &["--whole", "a", "--id", "code", "--name", "title"],
    ] {
        let answer = verify_text(&text, args);
        assert_eq!(answer.json()["sums"][0]["parts"].as_array().map(Vec::len), Some(2), "{args:?}: {}", answer.err);
    }
    let named = verify_text(&text, &["--id", "code", "--name", "title"]).json();
    assert_eq!((&named["areas"][1]["id"], &named["areas"][1]["name"]), (&"b".into(), &"West".into()));
}

/// A collection with members before its features, of boxes given as members and ring.
fn collection(members: &str, boxes: &[(&str, &str)]) -> String {
    let feature = |(members, ring): &(&str, &str)| {
        format!(
            r#"{{"type":"Feature","properties":{{}},"geometry":{{{members}"type":"Polygon","coordinates":[[{ring}]]}}}}"#
        )
    };
    let features: Vec<String> = boxes.iter().map(feature).collect();
    format!("{{\"type\":\"FeatureCollection\",{members}\"features\":[\n{}]}}", features.join(",\n"))
}

const DEGREES: &str = "[113.5,23],[113.51,23],[113.51,23.01],[113.5,23.01],[113.5,23]";
/// The same in EPSG:4547 and in EPSG:3857 (pyproj 3.7.2).
const METRES_4547: &str = "[448738.277,2544624.9755],[449763.5291,2544621.5145],[449767.2306,2545728.9836],[448742.0541,2545732.4457],[448738.277,2544624.9755]";
const METRES_3857: &str = "[12634762.205,2632018.6376],[12635875.3999,2632018.6376],[12635875.3999,2633228.0132],[12634762.205,2633228.0132],[12634762.205,2632018.6376]";

#[test]
fn degrees_beside_metres_are_refused_where_they_stand() {
    let swapped = "[23,113.5],[23,113.51],[23.01,113.51],[23.01,113.5],[23,113.5]";
    let one_of_a_ring = METRES_4547.replacen("[449767.2306,2545728.9836]", "[113.51,23.01]", 1);
    for (epsg, metres, odd, at) in [
        ("EPSG:4547", METRES_4547, DEGREES, "[113.5,23]"),
        ("EPSG:4547", METRES_4547, swapped, "[23,113.5]"),
        ("EPSG:4547", METRES_4547, &one_of_a_ring, "[113.51,23.01]"),
        ("EPSG:3857", METRES_3857, DEGREES, "[113.5,23]"),
        ("EPSG:3857", METRES_3857, "[0,0],[1,0],[1,1],[0,0]", "[1,0]"),
    ] {
        let named = format!(r#""crs":"{epsg}","#);
        for (line, boxes) in [(3, [("", metres), ("", odd)]), (2, [("", odd), ("", metres)])] {
            let answer = verify_text(&collection(&named, &boxes), &[]);
            let words = format!("found {at}; the file has positions in degrees (");
            assert!(answer.code == 3 && answer.err.contains(&words), "{epsg} {odd}: {}", answer.err);
            assert!(answer.err.contains(&format!("a.geojson:{line}:")), "{epsg} {odd}: {}", answer.err);
            let asked = verify_text(&collection("", &boxes), &["--crs", epsg]);
            assert!(asked.code == 3 && asked.err.contains(&words), "{epsg} {odd}: {}", asked.err);
        }
    }
    // A ring about the origin of Web Mercator, with a vertex in it, is in metres.
    let about = "[0,0],[2000000,0],[2000000,2000000],[10,20],[0,0]";
    let answer = verify_text(&collection(r#""crs":"EPSG:3857","#, &[("", METRES_3857), ("", about)]), &[]);
    assert!(answer.code != 3, "{}", answer.err);
}

#[test]
fn a_system_of_some_features_alone_is_refused() {
    let named = r#""crs":{"type":"name","properties":{"name":"EPSG:4547"}},"#;
    for (line, boxes) in [
        (2, [(named, METRES_4547), ("", DEGREES)]),
        (3, [("", DEGREES), (named, METRES_4547)]),
        (2, [(named, METRES_4547), ("", METRES_4547)]),
    ] {
        let answer = verify_text(&collection(r#""crs":null,"#, &boxes), &[]);
        let words = "the same one in every feature, not in only some of them";
        assert!(answer.code == 3 && answer.err.contains(words), "{boxes:?}: {}", answer.err);
        assert!(answer.err.contains("found EPSG:4547"), "{}", answer.err);
        assert!(answer.err.contains(&format!("a.geojson:{line}:")), "{}", answer.err);
    }
    let degrees = r#""crs":"EPSG:4326","#;
    for (members, boxes) in [
        ("", &[(named, METRES_4547), (named, METRES_4547)][..]),
        (named, &[(named, METRES_4547), ("", METRES_4547)]),
        ("", &[(degrees, DEGREES), ("", DEGREES)]),
        ("", &[(named, METRES_4547)]),
    ] {
        let answer = verify_text(&collection(members, boxes), &[]);
        assert!(answer.code != 3, "{boxes:?}: {}", answer.err);
        let area = answer.json()["areas"][0]["measured_m2"].as_f64().expect("an area");
        // GeographicLib: 1 135 334.6 m² of the box in degrees; its vertices in metres are to a tenth of a millimetre.
        assert!((area - 1_135_334.6).abs() < 1.0, "{boxes:?}: {area}");
    }
}

/// JSON has but one kind of numbers.
#[test]
fn an_id_is_the_same_with_and_without_a_point() {
    let of = |id: &str| feature(&format!(r#""id":{id},"properties":{{}},"#));
    for (one, other, is_same) in [("1", "1.0", true), ("7e0", "\"7\"", true), ("1", "1.5", false), ("1", "2.0", false)]
    {
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{},{}]}}"#,
            of(one),
            of(other).replace("113.5", "113.7")
        );
        let found = findings(&verify_text(&text, &[]), "duplicate-id");
        assert_eq!(found.len(), usize::from(is_same), "{one} {other}: {found:?}");
    }
}

#[test]
fn ids_of_the_property_that_are_not_unique_are_told() {
    let other = feature(r#""properties":{"id":1},"#).replace("113.5", "113.7");
    let text =
        format!(r#"{{"type":"FeatureCollection","features":[{},{other}]}}"#, feature(r#""properties":{"id":1},"#));
    for args in [&[][..], &["--id", "id"]] {
        let answer = verify_text(&text, args);
        let found = findings(&answer, "duplicate-id");
        assert!(answer.code == 1 && found.len() == 1 && found[0].0 == "error", "{args:?}: {}", answer.out);
        assert!(findings(&answer, "missing-id").is_empty(), "{}", answer.out);
    }
}
