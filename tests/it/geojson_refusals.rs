//! What the GeoJSON reader refuses: where it says the fault is, and in which words.
//! Must not know how it reads.

use zonemap::formats::Problem;
use zonemap::i18n::Lang;
use zonemap::project::Provenance;

use crate::common::open_text;

/// Bad texts, with `¦` at the place that the message must name, and part of what it must say.
const BAD: &[(&str, &str)] = &[
    // Positions and lines.
    (
        r#"{"type":"Point","coordinates":¦[113.5]}"#,
        "expected a position of two or more numbers: [longitude, latitude], found [113.5]",
    ),
    (
        r#"{"type":"Polygon","coordinates":[[¦[1]]]}"#,
        "expected a position of two or more numbers: [longitude, latitude], found [1]",
    ),
    (r#"{"type":"LineString","coordinates":[[0,0],¦[]]}"#, "expected a position of two or more numbers"),
    (r#"{"type":"LineString","coordinates":¦[[0,0]]}"#, "expected a line of two or more positions, found 1"),
    (
        r#"{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],¦[[0,0]]]}"#,
        "expected a line of two or more positions, found 1",
    ),
    // Numbers.
    (
        r#"{"type":"Point","coordinates":¦[1e308,1e308]}"#,
        "a latitude within ±90°, longitude first, found [1e308,1e308]",
    ),
    (r#"{"type":"Point","coordinates":¦[1e999,0]}"#, "expected a longitude within ±540°"),
    (r#"{"type":"Point","coordinates":¦[0,91]}"#, "longitude first, found [0,91]"),
    (r#"{"type":"Point","coordinates":¦[23.1, 113.5]}"#, "longitude first, found [23.1, 113.5]"),
    (r#"{"type":"Point","coordinates":¦[438000.5,2551000.25]}"#, "found [438000.5,2551000.25]"),
    (r#"{"type":"Point","coordinates":¦[0,0,1e999]}"#, "expected a finite height"),
    (r#"{"type":"Point","coordinates":[¦NaN,0]}"#, "expected a number, found NaN"),
    (r#"{"type":"Point","coordinates":[¦Infinity,0]}"#, "expected a number, found Infinity"),
    (r#"{"type":"Point","coordinates":[0¦1,0]}"#, "invalid number"),
    (r#"{"type":"Point","coordinates":[¦"113.5",23]}"#, "expected a number, found \"113.5\""),
    (r#"{"type":"Point","coordinates":[¦null,null]}"#, "expected a number, found null"),
    (r#"{"type":"Point","coordinates":[¦true,false]}"#, "expected a number, found true"),
    // The nesting of arrays.
    (r#"{"type":"Point","coordinates":[¦[1,2]]}"#, "expected a number"),
    (r#"{"type":"LineString","coordinates":[[¦[1,2],[3,4]]]}"#, "expected a number"),
    (r#"{"type":"LineString","coordinates":[¦1,2]}"#, "expected a position of two or more numbers"),
    (r#"{"type":"Polygon","coordinates":[¦1,2]}"#, "expected an array"),
    (r#"{"type":"Polygon","coordinates":¦{}}"#, "expected an array, found {}"),
    (r#"{"type":"Polygon","coordinates":¦null}"#, "expected an array, found null"),
    (r#"{"type":"Point","coordinates":¦"1,2"}"#, "expected an array, found \"1,2\""),
    // Types and members.
    (r#"{"type":¦"Circle","coordinates":[1,2]}"#, "expected a GeoJSON type: FeatureCollection, Feature, Point"),
    (r#"{"type":¦"point","coordinates":[1,2]}"#, "found point"),
    ("¦[1,2]", "expected an object with a string as its \"type\", found [1,2]"),
    ("\n\n¦7", "expected an object with a string as its \"type\", found 7"),
    (r#"{"type":"FeatureCollection","features":¦{}}"#, "a feature collection with a \"features\" array, found {}"),
    (r#"{"type":"FeatureCollection","features":¦null}"#, "a feature collection with a \"features\" array, found null"),
    (r#"{"type":"FeatureCollection","features":[¦1]}"#, "expected an object with a string as its \"type\", found 1"),
    (
        r#"{"type":"GeometryCollection","geometries":¦{}}"#,
        "a geometry collection with a \"geometries\" array, found {}",
    ),
    (
        r#"{"type":"Point","coordinates":[1,2],"type":¦"MultiPoint"}"#,
        "one \"type\", or the same one repeated, found MultiPoint",
    ),
    (
        r#"{"type":"Feature","geometry":{"type":"Point","crs":¦{"type":"name","properties":{"name":"EPSG:4568"}},"coordinates":[1,2]}}"#,
        "found EPSG:4568; convert the file to one of these, or open it with --crs",
    ),
    (
        r#"{"type":"Feature","geometry":{"type":"Point","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"coordinates":¦[1,2]}}"#,
        "found [1,2]; these numbers are longitude and latitude in degrees",
    ),
    (
        r#"{"type":"Feature","crs":"EPSG:4526","geometry":{"type":"Point","crs":"EPSG:4547","coordinates":¦[450821,2554585]}}"#,
        "found [450821,2554585]",
    ),
    (
        r#"{"type":"Feature","crs":"EPSG:4526","geometry":{"type":"Point","crs":¦"EPSG:4527","coordinates":[38450821,2554585]}}"#,
        "expected the same coordinate reference system in every \"crs\" of the file, found EPSG:4527",
    ),
    (r#"{"type":¦7,"coordinates":[1,2]}"#, "expected an object with a string as its \"type\", found 7"),
    (r#"{"type":"Feature","properties":{},"geometry":{"type":¦"Feature"}}"#, "expected a GeoJSON type"),
    (
        r#"{"type":"FeatureCollection","features":[{"type":¦"Point","coordinates":[1,2]}]}"#,
        "expected \"Feature\", found Point",
    ),
    (
        r#"{"type":"Feature","properties":{},"geometry":¦"Point"}"#,
        "expected a geometry object or null, found \"Point\"",
    ),
    (r#"{"type":"Feature","properties":{},"geometry":¦[1,2]}"#, "expected a geometry object or null"),
    (r#"{"type":"GeometryCollection","geometries":[¦null]}"#, "expected a geometry object or null"),
    // Line and column, in characters.
    (
        "{\"type\":\"FeatureCollection\",\r\n \"features\":[\r\n  {\"type\":\"Feature\",\"id\":\"合作區\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":¦[1]}}]}",
        "expected a position",
    ),
];

/// Bad texts whose fault has no place of its own, with the line that must be named, and part of what the message must say.
const BAD_SOMEWHERE: &[(&str, usize, &str)] = &[
    (r#"{"coordinates":[1,2]}"#, 1, "expected an object with a string as its \"type\""),
    ("{\n}", 1, "expected an object with a string as its \"type\""),
    (r#"{"type":"Point"}"#, 1, "expected a geometry with \"coordinates\""),
    (r#"{"type":"GeometryCollection"}"#, 1, "expected a geometry collection with a \"geometries\" array"),
    (r#"{"type":"FeatureCollection"}"#, 1, "expected a feature collection with a \"features\" array"),
    ("hello", 1, "expected value"),
    ("{\"type\":\"Point\",\n\"coordinates\":[1,2]}\n{}", 3, "found several in a row"),
    ("{\"type\":\"Point\",\n\"coordinates\":[1,2]}\nx", 3, "trailing characters"),
    (r#"{"type":"Point","coordinates":[1,NaN]}"#, 1, "expected a number, found NaN"),
    (r#"{"type":"Point","coordinates":[-Infinity,2]}"#, 1, "expected a number, found -Infinity"),
    (r#"{"type":"Point","coordinates":[1,2],}"#, 1, "trailing comma"),
    (r#"{"type":"Point","coordinates":[1,2,]}"#, 1, "trailing comma"),
    ("{'type':'Point'}", 1, "key must be a string"),
    ("{\"type\":\"Point\", // a place\n\"coordinates\":[1,2]}", 1, "key must be a string"),
    (
        "{\"type\":\"Feature\",\"geometry\":null,\n\"properties\":{\"a\":\"\\ud800\"}}",
        2,
        "unexpected end of hex escape",
    ),
    ("{\"type\":\"Feature\",\"geometry\":null,\n\"properties\":{\"a\":\"\\x\"}}", 2, "invalid escape"),
    ("{\"type\":\"Feature\",\"geometry\":null,\n\"properties\":{\"a\":\"\t\"}}", 2, "control character"),
];

fn message(text: &str) -> String {
    match open_text(text) {
        Ok(_) => panic!("was read: {text}"),
        Err(error) => error.message(Lang::En),
    }
}

#[test]
fn a_fault_is_named_with_its_place() {
    for (marked, words) in BAD {
        let (before, after) = marked.split_once('¦').expect("a place is marked");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().expect("a line").chars().count() + 1;
        let message = message(&format!("{before}{after}"));
        assert!(message.starts_with(&format!("a.geojson:{line}:{column}: ")), "{marked}\n{message}");
        assert!(message.contains(words), "{marked}\n{message}");
    }
}

#[test]
fn a_fault_without_a_place_is_named_with_its_line() {
    for (text, line, words) in BAD_SOMEWHERE {
        let message = message(text);
        assert!(message.starts_with(&format!("a.geojson:{line}:")), "{text}\n{message}");
        assert!(message.contains(words), "{text}\n{message}");
    }
}

#[test]
fn every_beginning_of_a_file_is_called_cut_off() {
    let whole = concat!(
        "{\"type\":\"FeatureCollection\",\"features\":[\n",
        "{\"type\":\"Feature\",\"id\":-1.5e1,\"properties\":{\"name\":\"區\\u00e9\",\"a\":[true,null]},\n",
        "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1.25,0],[1,1],[0,0]]]}}]}"
    );
    assert!(open_text(whole).is_ok());
    for end in 0..whole.len() {
        let error = open_text(&whole.as_bytes()[..end]).expect_err("a beginning is no file");
        if whole.is_char_boundary(end) {
            // A number cut off after its sign or its point is no number, and no parser can know more.
            let in_number = whole[..end].ends_with(['-', '.', 'e'])
                && error.problem == Problem::Syntax("invalid number".to_owned());
            assert!(error.problem == Problem::Truncated || in_number, "{:?}: {}", error.problem, &whole[..end]);
            let lines = whole[..end].matches('\n').count() + 1;
            let line = error.place.and_then(Provenance::position).expect("a place").line;
            assert!(line == lines || line + 1 == lines, "{line} of {lines}: {}", &whole[..end]);
        } else {
            assert_eq!(error.problem, Problem::NotUtf8);
        }
    }
}

#[test]
fn deep_nesting_is_refused_wherever_it_stands() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let (arrays, objects) = (deep("[", "]"), deep("{\"a\":", "}").replace(":}", ":1}"));
    let collections = format!(
        "{}{{\"type\":\"Point\",\"coordinates\":[1,2]}}{}",
        "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(100_000),
        "]}".repeat(100_000)
    );
    let mut texts = vec!["[".repeat(100_000), collections.clone()];
    texts.push(format!(r#"{{"type":"Feature","geometry":{collections}}}"#));
    texts.push(format!(r#"{{"type":"GeometryCollection","geometries":[{collections}]}}"#));
    for nest in [&arrays, &objects] {
        texts.push(nest.clone());
        texts.push(format!(r#"{{"type":"FeatureCollection","features":{nest}}}"#));
        texts.push(format!(r#"{{"type":"FeatureCollection","features":[{nest}]}}"#));
        texts.push(format!(r#"{{"type":"FeatureCollection","features":[],"crs":{nest}}}"#));
        for kind in ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"] {
            texts.push(format!(r#"{{"type":"{kind}","coordinates":{nest}}}"#));
        }
        texts.push(format!(r#"{{"type":"GeometryCollection","geometries":{nest}}}"#));
        texts.push(format!(r#"{{"type":{nest},"coordinates":[1,2]}}"#));
        for member in ["id", "properties", "geometry", "foreign"] {
            texts.push(format!(r#"{{"type":"Feature","{member}":{nest}}}"#));
        }
    }
    for text in texts {
        let message = message(&text);
        let length = message.chars().count();
        assert!(length < 500, "a message of {length} characters for {text:.80}");
    }
}
