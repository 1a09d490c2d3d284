//! Databases that are written: names of tables and numbers of rows, kinds of columns and geometries, and what lies beside them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::formats::{OpenOptions, Told, WriteError, WriteOptions, Written, open, packed, writable_by_name, written};
use zonemap::geometry::ShapeKind;
use zonemap::project::Project;

use crate::common::{area, findings_of, open_text, project_of, zonemap};

fn database(project: &Project, path: &Path) -> (Written, Project) {
    let format = writable_by_name("gpkg").expect("the format");
    let done = written(project, format, &WriteOptions::default()).expect("a database");
    for (path, bytes) in packed(done.files.clone(), format, path).expect("a file") {
        fs::write(path, bytes).expect("a file for the test");
    }
    (done, open(path, &OpenOptions::default()).expect("the database"))
}

/// The errors and warnings that `verify` finds, by rule.
fn found(path: &Path) -> (i32, Vec<String>) {
    let answer = zonemap(["verify", path.to_str().expect("a plain path"), "--format", "json"]);
    let report = answer.json();
    let findings = report["findings"].as_array().expect("findings");
    let told = findings.iter().filter(|finding| finding["level"] != "note");
    (answer.code, told.map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect())
}

/// Rows of two tables may have one number and are two features all the same: nothing is taken for shown twice.
#[test]
fn the_layers_of_a_database_are_checked_as_those_of_a_project() {
    let west = area(&("w", [0.0, 0.0, 2.0, 2.0]), &json!({}));
    let east = area(&("e", [1.9, 0.0, 4.0, 2.0]), &json!({}));
    let folder = project_of(&[("one", "area", vec![west]), ("two", "area", vec![east])], &json!({}));
    let project = open(folder.path(), &OpenOptions::default()).expect("the project");
    let path = folder.path().join("both.gpkg");
    let _read = database(&project, &path);
    let (own, written) = (found(folder.path()), found(&path));
    assert!(own.1.contains(&"overlap".to_owned()), "{own:?}");
    assert_eq!(own.0, written.0);
    let overlaps = |rules: &[String]| rules.iter().filter(|rule| *rule == "overlap").count();
    assert_eq!(overlaps(&own.1), overlaps(&written.1), "{written:?}");
    let again = zonemap(["diff", path.to_str().expect("a plain path"), path.to_str().expect("a plain path")]);
    assert_eq!(again.code, 0, "{}", again.out);
}

#[test]
fn the_built_in_zone_verifies_as_a_database_too() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("zone.gpkg");
    let (_, read) = database(&crate::common::builtin(), &path);
    let answer = zonemap(["verify", path.to_str().expect("a plain path"), "--format", "json"]);
    for rule in ["overlap", "part-outside", "measured-sum", "declared-sum", "duplicate-feature"] {
        assert_eq!(findings_of(&answer, rule), [], "{rule}");
    }
    let counts = |project: &Project| project.layers.iter().map(|layer| layer.data.features().len()).collect::<Vec<_>>();
    assert_eq!(counts(&read), counts(&crate::common::builtin()));
}

#[test]
fn tables_have_names_of_their_own_and_rows_their_numbers() {
    let point = |fid: u64, ha: &str| -> Value {
        let ha: Value = serde_json::from_str(ha).expect("a number");
        json!({"type": "Feature", "properties": {"fid": fid, "ha": ha, "long": 8374.125}, "geometry": {"type": "Point", "coordinates": [1, 2]}})
    };
    let layers = [
        ("a", "place", vec![point(7, "1.5"), point(3, "2")]),
        ("A", "place", vec![point(1, "1.50")]),
        ("gpkg_contents", "place", vec![point(1, "1")]),
    ];
    let folder = project_of(&layers, &json!({}));
    let project = open(folder.path(), &OpenOptions::default()).expect("the project");
    let (done, read) = database(&project, &folder.path().join("out.gpkg"));
    let renamed = |from: &str, to: &str| Told::LayerRenamed { from: from.to_owned(), to: to.to_owned() };
    assert!(
        done.told.contains(&renamed("A", "A_2"))
            && done.told.contains(&renamed("gpkg_contents", "layer_gpkg_contents"))
    );
    assert!(done.told.contains(&Told::Digits { field: "ha".to_owned() }), "{:?}", done.told);
    assert_eq!(read.layers.len(), 3);
    let features = read.layers[0].data.features();
    let fids: Vec<_> = features.iter().filter_map(|feature| feature.properties.once("fid")).collect();
    // A table is read in the order of the numbers of its rows.
    assert_eq!(fids, [json!(3), json!(7)]);
    let names: Vec<String> = features[0].properties.read_once().keys().cloned().collect();
    assert_eq!(names, ["fid", "ha", "long"], "no second number");
}

#[test]
fn single_and_several_areas_are_of_one_type() {
    let ring = json!([[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 1.0]]);
    let other = json!([[3.0, 1.0], [4.0, 1.0], [4.0, 2.0], [3.0, 1.0]]);
    let text = json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring], [other]]}}]});
    let folder = TempDir::new().expect("a folder");
    let (done, read) = database(&open_text(text.to_string()).expect("areas"), &folder.path().join("out.gpkg"));
    let bytes = &done.files[0].1;
    assert!(bytes.windows(12).any(|part| part == b"MULTIPOLYGON"), "the type of the column");
    let kinds: Vec<_> = read.layers[0].data.shapes().iter().map(zonemap::geometry::Shape::kind).collect();
    assert_eq!(kinds, [ShapeKind::Polygon, ShapeKind::MultiPolygon]);
}

#[test]
fn a_database_that_is_in_use_is_not_written_over() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("out.gpkg");
    let project = open_text(r#"{"type":"FeatureCollection","features":[]}"#).expect("nothing");
    database(&project, &path);
    fs::write(folder.path().join("out.gpkg-wal"), [1]).expect("a log");
    let format = writable_by_name("gpkg").expect("the format");
    let done = written(&project, format, &WriteOptions::default()).expect("a database");
    let refused = packed(done.files, format, &path).expect_err("it is in use");
    assert!(matches!(&refused, WriteError::InUse { path } if path.ends_with("out.gpkg-wal")), "{refused:?}");
}

/// The rows that lie in a box, by the index, and what keeps it true, as other programs look for them.
#[test]
fn a_database_has_an_index_of_where_its_features_lie() {
    let point =
        |at: [f64; 2]| json!({"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": at}});
    let empty = json!({"type": "Feature", "properties": {}, "geometry": null});
    let text = json!({"type": "FeatureCollection", "features": [point([113.0, 22.0]), empty, point([114.0, 23.0]), point([115.0, 24.0])]});
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("out.gpkg");
    let (_, read) = database(&open_text(text.to_string()).expect("points"), &path);
    assert_eq!(read.layers[0].data.features().len(), 4);
    assert_eq!(read.files[0].warnings, []);
    let layer = &read.layers[0].id;
    let database = rusqlite::Connection::open(&path).expect("a database");
    let ask = |query: &str| {
        let mut statement = database.prepare(query).expect(query);
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect(query);
        rows.map(|row| row.expect("a text")).collect::<Vec<_>>()
    };
    let boxed = format!(
        "SELECT CAST(id AS TEXT) FROM \"rtree_{layer}_geom\" WHERE minx <= 114.5 AND maxx >= 113.5 AND miny <= 30 AND maxy >= 20"
    );
    assert_eq!(ask(&boxed), ["3"]);
    assert_eq!(
        ask(&format!("SELECT CAST(count(*) AS TEXT) FROM \"rtree_{layer}_geom\"")),
        ["3"],
        "nothing of a row without a place"
    );
    let extension = "SELECT table_name || column_name || extension_name || scope FROM gpkg_extensions";
    assert_eq!(ask(extension), [format!("{layer}geomgpkg_rtree_indexwrite-only")]);
    assert_eq!(ask("SELECT name FROM sqlite_master WHERE type = 'trigger'").len(), 7);
}
