//! Files of every format that is written: what they hold is what was read, and what they cannot hold is told.

use std::fs;
use std::path::{Path, PathBuf};

use geojson::JsonValue;
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::crs::Crs;
use zonemap::formats::{
    OpenOptions, Told, WriteError, WriteOptions, Written, open, packed, writable, writable_by_name, written,
};
use zonemap::geometry::{Part, Shape};
use zonemap::i18n::Lang;
use zonemap::project::{FeatureId, Project};

use crate::common::open_text;

/// Areas with a hole, in two pieces, and without any geometry; figures whose digits count, and names of every kind.
fn areas() -> Project {
    let hole = json!([[113.51, 23.11], [113.51, 23.12], [113.52, 23.12], [113.51, 23.11]]);
    let square = |west: f64| json!([[west, 23.1], [west + 0.1, 23.1], [west + 0.1, 23.2], [west, 23.2], [west, 23.1]]);
    let text = json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "A1", "properties": {"name": "码头, \"east\"", "ha": 110.50, "declared_ha": 110.50, "n": -3},
         "geometry": {"type": "Polygon", "coordinates": [square(113.5), hole]}},
        {"type": "Feature", "id": "B2", "properties": {"name": "=1+1", "ha": 7, "declared_ha": 7, "n": null},
         "geometry": {"type": "MultiPolygon", "coordinates": [[square(113.7)], [square(113.9)]]}},
        {"type": "Feature", "id": "C3", "properties": {"name": "none", "n": 12345678901234567_u64}, "geometry": null},
    ]});
    // The digit that a number in JSON has and a double has not.
    open_text(text.to_string().replace("110.5", "110.50")).expect("areas")
}

fn format(name: &str) -> &'static zonemap::formats::Format {
    writable_by_name(name).unwrap_or_else(|| panic!("{name}"))
}

fn to(crs: u16) -> WriteOptions {
    WriteOptions { crs: Crs::from_epsg(crs), ..WriteOptions::default() }
}

/// What was written of a project into a file of a folder, and the project that is read from it.
fn again(project: &Project, name: &str, options: &WriteOptions, folder: &Path) -> (Written, Project) {
    let (done, path) = saved(project, name, options, folder).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let read = open(&path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
    (done, read)
}

fn saved(
    project: &Project,
    name: &str,
    options: &WriteOptions,
    folder: &Path,
) -> Result<(Written, PathBuf), WriteError> {
    let format = format(name);
    let path = folder.join(format!("a.{}", format.extensions[0]));
    let done = written(project, format, options)?;
    for (path, bytes) in packed(done.files.clone(), format, &path)? {
        fs::write(path, bytes).expect("a file for the test");
    }
    Ok((done, path))
}

fn rings(shape: Shape<'_>) -> Vec<Vec<[f64; 2]>> {
    let path = |path: &[zonemap::geometry::LonLat]| path.iter().map(|at| [at.lon, at.lat]).collect::<Vec<_>>();
    let of_part = |part: Part<'_>| match part {
        Part::Points(points) | Part::Line(points) => vec![path(points)],
        Part::Polygon(polygon) => polygon.rings().map(path).collect(),
    };
    shape.parts().flat_map(of_part).collect()
}

fn property(project: &Project, at: usize, name: &str) -> Option<JsonValue> {
    project.layers[0].data.features()[at].properties.once(name).filter(|value| !value.is_null())
}

fn keys(project: &Project) -> Vec<&str> {
    project.layers[0].data.features().iter().map(zonemap::project::Feature::key).collect()
}

#[test]
fn every_format_that_is_written_is_read_again() {
    let project = areas();
    for format in writable().filter(|format| !["wkt", "dxf"].contains(&format.id)) {
        let folder = TempDir::new().expect("a folder for the test");
        let options = if format.id == "parcels" { to(4547) } else { WriteOptions::default() };
        let (done, read) = again(&project, format.id, &options, folder.path());
        assert_eq!((done.features, keys(&read)), (3, vec!["A1", "B2", "C3"]), "{}", format.id);
        for at in 0..3 {
            let id = FeatureId { layer: 0, feature: at };
            let [before, after] = [&project, &read].map(|project| project.area_m2(id));
            assert!((before - after).abs() <= 1e-9 * before, "{} {at}: {before} {after}", format.id);
            let [names, others] = [&project, &read].map(|project| property(project, at, "name"));
            let spelt = |name: Option<JsonValue>| name.map(|name| name.as_str().unwrap_or_default().replace('\'', ""));
            // A line of the land bureaus has no place for a comma.
            let names = spelt(names).map(|name| if format.id == "parcels" { name.replace(',', "、") } else { name });
            assert_eq!(names, spelt(others), "{}", format.id);
        }
        // Where numbers would lose a digit they stand as texts.
        let figures = |name: &str| -> Vec<Option<String>> {
            let text = |value: JsonValue| value.as_str().map_or(value.to_string(), str::to_owned);
            (0..3).map(|at| property(&read, at, name).map(text)).collect()
        };
        let some = |text: &str| Some(text.to_owned());
        let is_parcels = format.id == "parcels";
        let declared = figures(if is_parcels { "declared_ha" } else { "ha" });
        assert_eq!(declared, [some("110.50"), some("7"), None], "{}", format.id);
        if !is_parcels {
            assert_eq!(figures("n"), [some("-3"), None, some("12345678901234567")], "{}", format.id);
        }
    }
}

/// Numbers of a grid with a tenth of a millimetre come back digit for digit from a file in the same grid.
#[test]
fn a_grid_keeps_the_digits_of_its_numbers() {
    let ring = "[[38450821.4679,2554585.3851],[38451821.4,2554585.3],[38451821.123,2555585.0007],[38450821.4679,2554585.3851]]";
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4526"}}"#;
    let text = format!(
        r#"{{"type":"FeatureCollection",{crs},"features":[{{"type":"Feature","id":"p","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}]}}"#
    );
    let project = open_text(text).expect("a grid");
    let numbers = ["38450821.4679", "2554585.3851", "38451821.4", "2554585.3", "38451821.123", "2555585.0007"];
    for name in ["csv", "wkt", "parcels", "dxf"] {
        let bytes = written(&project, format(name), &WriteOptions::default()).expect(name).files.remove(0).1;
        let text = String::from_utf8(bytes).expect("a text");
        for number in numbers {
            let holds = text.split(|c: char| !c.is_ascii_digit() && c != '.').any(|part| part == number);
            assert!(holds, "{name}: {number} in {text}");
        }
    }
    let asked = to(4526);
    let text = String::from_utf8(written(&project, format("geojson"), &asked).expect("a grid").files.remove(0).1);
    assert!(text.expect("a text").contains("[38450821.4679,2554585.3851]"));
    let folder = TempDir::new().expect("a folder for the test");
    for (name, crs) in [
        ("shapefile", 4526),
        ("csv", 4526),
        ("geojson", 4526),
        ("shapefile", 32649),
        ("csv", 3857),
        ("geopackage", 4526),
        ("flatgeobuf", 32649),
        ("geojson", 4490),
    ] {
        let (done, read) = again(&project, name, &to(crs), folder.path());
        assert_eq!(done.crs.map(Crs::epsg), Some(Some(crs)), "{name}");
        let [before, after] = [&project, &read].map(|project| {
            let mut all = rings(project.layers[0].data.shape(0).expect("a shape")).concat();
            // A shapefile's outer rings run the other way.
            all.sort_by(|a, b| a[0].total_cmp(&b[0]));
            all
        });
        assert_eq!(before.len(), after.len());
        let off = before.iter().flatten().zip(after.iter().flatten()).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(off < 2e-11, "{name} {crs}: {off}");
    }
}

#[test]
fn geojson_comes_back_with_all_that_its_features_carry() {
    let text = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":7,"properties":{"b":1.50,"a":{"z":[null,true,1e+400]},"":"\u0000"},"more":{"x":1.0},"geometry":{"type":"Point","coordinates":[113.5,23.1,4.25]}},
{"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[179.5,0.0],[180.0,1.0]]}]}}]}"#;
    let project = open_text(text).expect("features");
    for name in ["geojson", "geojsonseq"] {
        let done = written(&project, format(name), &WriteOptions::default()).expect(name);
        let out = String::from_utf8(done.files[0].1.clone()).expect("a text");
        let lines: Vec<&str> =
            out.lines().filter(|line| line.contains("Feature\"")).map(|line| line.trim_end_matches(',')).collect();
        let first: Value = serde_json::from_str(lines[0]).expect("JSON");
        let wanted: Value =
            serde_json::from_str(text.lines().nth(1).expect("a line").trim_end_matches(',')).expect("JSON");
        assert_eq!(first, wanted, "{name}");
        assert!(lines[0].contains("1.50") && lines[0].contains("1e+400"), "{name}: {out}");
        assert!(lines[1].contains("[180.0,1.0]"), "{name}: {out}");
        assert_eq!(done.told, [], "{name}");
    }
}

#[test]
fn a_table_has_no_formula_and_no_second_geometry() {
    let text = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"a":"=HYPERLINK(1)","b":"-5","c":-5,"WKT":"x","d":["y"],"id":"own","e":"-"},"id":"other","geometry":{"type":"Point","coordinates":[1,2]}}]}"#;
    let project = open_text(text).expect("features");
    let done = written(&project, format("csv"), &WriteOptions::default()).expect("a table");
    let out = String::from_utf8(done.files[0].1.clone()).expect("a text");
    let wanted =
        "id,a,b,c,WKT_text,d,property_id,e,WKT\r\nother,'=HYPERLINK(1),-5,-5,x,\"[\"\"y\"\"]\",own,-,POINT (1 2)\r\n";
    assert_eq!(out, wanted);
    let renamed = |from: &str, to: &str| Told::Renamed { from: from.to_owned(), to: to.to_owned() };
    let as_text = Told::AsText { field: "d".to_owned() };
    let told = [renamed("id", "property_id"), renamed("WKT", "WKT_text"), as_text, Told::Formulas { count: 1 }];
    assert_eq!(done.told, told);
    let tabs = WriteOptions { tabs: true, ..WriteOptions::default() };
    let out = String::from_utf8(written(&project, format("csv"), &tabs).expect("a table").files.remove(0).1);
    assert!(out.expect("a text").starts_with("id\ta\tb\t"));
    // An id comes back as the id that it was, whatever a property of that name says.
    for name in ["csv", "shapefile", "geopackage", "flatgeobuf", "kml"] {
        let folder = TempDir::new().expect("a folder for the test");
        assert_eq!(keys(&again(&project, name, &WriteOptions::default(), folder.path()).1), ["other"], "{name}");
    }
}

/// Beyond 180° a place stays whole: what rounding left there is at 180°, a hole goes with its outer ring, and what no whole turn brings
/// back is kept as it is and told.
#[test]
fn places_at_180_degrees_stay_whole() {
    let text = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"rounding","properties":{},"geometry":{"type":"Polygon","coordinates":[[[170,0],[180.00000000000006,0],[180.00000000000006,10],[170,10],[170,0]]]}},
{"type":"Feature","id":"across","properties":{},"geometry":{"type":"Polygon","coordinates":[[[179,0],[182,0],[182,3],[179,3],[179,0]],[[180.5,1],[181.5,1],[181.5,2],[180.5,1]]]}},
{"type":"Feature","id":"west","properties":{},"geometry":{"type":"Polygon","coordinates":[[[-200,0],[-190,0],[-190,10],[-200,0]]]}}]}"#;
    let done = written(&open_text(text).expect("areas"), format("geojson"), &WriteOptions::default()).expect("GeoJSON");
    let all: Value = serde_json::from_slice(&done.files[0].1).expect("JSON");
    let ring = |feature: usize, ring: usize| all["features"][feature]["geometry"]["coordinates"][ring].clone();
    assert_eq!(ring(0, 0), json!([[170.0, 0.0], [180.0, 0.0], [180.0, 10.0], [170.0, 10.0], [170.0, 0.0]]));
    assert_eq!(ring(1, 0), json!([[179.0, 0.0], [182.0, 0.0], [182.0, 3.0], [179.0, 3.0], [179.0, 0.0]]));
    assert_eq!(ring(1, 1)[0], json!([180.5, 1.0]));
    assert_eq!(ring(2, 0)[0], json!([160.0, 0.0]));
    assert_eq!(done.told, [Told::Beyond180 { count: 1 }]);
}

#[test]
fn the_table_of_a_shapefile_says_what_it_cuts() {
    let long = "區".repeat(100);
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"a long name of one":1.50,"a long name of two":"{long}","yes":true,"e":1e3}},"geometry":{{"type":"Point","coordinates":[1,2]}}}},
{{"type":"Feature","properties":{{"a long name of one":22,"yes":null}},"geometry":{{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}}}}]}}"#
    );
    let folder = TempDir::new().expect("a folder for the test");
    let (done, read) = again(&open_text(text).expect("features"), "shapefile", &WriteOptions::default(), folder.path());
    let endings: Vec<_> = done.files.iter().map(|(ending, _)| ending.expect("an ending")).collect();
    assert_eq!(endings, ["shp", "shx", "dbf", "cpg", "prj"]);
    let renamed = |from: &str, to: &str| Told::Renamed { from: from.to_owned(), to: to.to_owned() };
    let cut = Told::Shortened { field: "a long name of two".to_owned(), count: 1 };
    let names = [renamed("a long name of one", "a long nam"), renamed("a long name of two", "a long n_2")];
    assert_eq!(done.told, [&names[..], &[cut]].concat());
    assert_eq!(property(&read, 0, "a long nam").map(|value| value.to_string()).as_deref(), Some("1.50"));
    assert_eq!(property(&read, 1, "a long nam").map(|value| value.to_string()).as_deref(), Some("22"));
    assert_eq!(property(&read, 0, "a long n_2"), Some("區".repeat(84).into()));
    assert_eq!((property(&read, 0, "yes"), property(&read, 1, "yes")), (Some(true.into()), None));
    assert_eq!(rings(read.layers[0].data.shape(1).expect("a shape")), [[[1.0, 2.0], [3.0, 4.0]]]);
}

#[test]
fn a_name_in_three_languages_is_a_column_for_each() {
    let options = WriteOptions { lang: Lang::En, ..WriteOptions::default() };
    let zones = open(Path::new("geodata/zones.geojson"), &OpenOptions::default()).expect("the areas");
    let table = String::from_utf8(written(&zones, format("csv"), &options).expect("a table").files.remove(0).1);
    let table = table.expect("a text");
    let header = "id,role,name,name_zh-Hant,name_zh-Hans,name_en,declared_km2,alt_name,alt_name_zh-Hant,alt_name_zh-Hans,alt_name_en,WKT";
    assert_eq!(table.lines().next(), Some(header));
    let row = "zone,zone,Guangzhou–Hong Kong Intelligent Manufacturing Cooperation Zone,廣州穗港智造合作區,广州穗港智造合作区,";
    assert!(table.lines().nth(1).is_some_and(|line| line.starts_with(row)), "{table}");
    let text =
        String::from_utf8(written(&zones, format("kml"), &options).expect("KML").files.remove(0).1).expect("a text");
    assert!(text.contains("<name>Guangzhou–Hong Kong Intelligent Manufacturing Cooperation Zone</name>"), "{text}");
    assert!(text.contains("<Data name=\"name_zh-Hant\"><value>廣州穗港智造合作區</value></Data>"), "{text}");
    // A name that is the id is a name all the same.
    let alike =
        open_text(r#"{"type":"Feature","id":"a","properties":{"name":"a"},"geometry":null}"#).expect("a feature");
    let folder = TempDir::new().expect("a folder for the test");
    for (name, options) in [("kml", options), ("parcels", to(4547))] {
        assert_eq!(property(&again(&alike, name, &options, folder.path()).1, 0, "name"), Some("a".into()), "{name}");
    }
}

#[test]
fn heights_stay_where_every_position_has_one() {
    let text = |second: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"l"}},"geometry":{{"type":"LineString","coordinates":[[113,23,1.5],[113.001,23{second}]]}}}}]}}"#
        )
    };
    for name in ["geojson", "kml", "csv", "shapefile", "geopackage", "flatgeobuf", "dxf"] {
        let folder = TempDir::new().expect("a folder for the test");
        let options = if name == "dxf" { to(4547) } else { WriteOptions::default() };
        let crs = OpenOptions {
            frame: zonemap::crs::CoordinateFrame { crs: options.crs, ..Default::default() },
            ..OpenOptions::default()
        };
        let (done, path) = saved(&open_text(text(",2.5")).expect("a line"), name, &options, folder.path()).expect(name);
        let read = open(&path, &crs).expect(name);
        let shape = read.layers[0].data.shape(0).expect("a shape");
        assert_eq!(shape.heights(shape.positions()), [1.5, 2.5], "{name}: {done:?}");
        assert!(!done.told.contains(&Told::Heights { count: 1 }), "{name}");
    }
    for name in ["csv", "shapefile", "wkt", "geopackage", "flatgeobuf"] {
        let done = written(&open_text(text("")).expect("a line"), format(name), &WriteOptions::default()).expect(name);
        assert!(done.told.contains(&Told::Heights { count: 1 }), "{name}: {:?}", done.told);
    }
}

#[test]
fn a_drawing_has_outlines_and_names_in_layers() {
    let folder = TempDir::new().expect("a folder for the test");
    let (done, path) = saved(&areas(), "dxf", &to(4547), folder.path()).expect("a drawing");
    let frame = zonemap::crs::CoordinateFrame { crs: Crs::from_epsg(4547), ..Default::default() };
    let read = open(&path, &OpenOptions { frame, ..OpenOptions::default() }).expect("a drawing");
    let counts: Vec<_> = read.layers.iter().map(|layer| layer.data.features().len()).collect();
    assert_eq!(counts, [4, 2], "two outlines, a hole and a second piece; two names, as what has no place has none");
    assert_eq!(read.layers[0].data.features()[0].key(), "A1", "an id that is a number to the base of sixteen");
    let left_out = Told::LeftOut { fields: ["ha", "declared_ha", "n"].map(str::to_owned).to_vec() };
    assert_eq!(done.told, [Told::NoSystem, Told::NoGeometry { count: 1 }, left_out, Told::Holes { count: 1 }]);
    let total: f64 = (0..4).map(|feature| read.area_m2(FeatureId { layer: 0, feature })).sum();
    let own: f64 = (0..2).map(|feature| areas().area_m2(FeatureId { layer: 0, feature })).sum();
    let hole = read.area_m2(FeatureId { layer: 0, feature: 1 });
    assert!((total - 2.0 * hole - own).abs() < 1e-9 * own);
}

#[test]
fn what_a_format_cannot_hold_is_refused_with_what_would_do() {
    let mixed = open_text(r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"p","properties":{},"geometry":{"type":"Point","coordinates":[113.5,23.1]}},
{"type":"Feature","id":"l","properties":{},"geometry":{"type":"LineString","coordinates":[[113.5,23.1],[113.6,23.1]]}}]}"#).expect("features");
    let refused = |project: &Project, name: &str, options: &WriteOptions| {
        let error = written(project, format(name), options).expect_err(name);
        // In every language, and never a key.
        for lang in Lang::ALL {
            assert!(!error.message(lang).contains("unwritten."), "{error:?}");
        }
        error.message(Lang::En)
    };
    let kinds = refused(&mixed, "shapefile", &WriteOptions::default());
    assert!(kinds.contains("features p and l"), "{kinds}");
    let grid = refused(&areas(), "dxf", &WriteOptions::default());
    assert!(grid.contains("--to EPSG:4526"), "{grid}");
    assert!(refused(&areas(), "parcels", &to(32649)).contains("--to"), "a grid that no head of the format names");
    assert!(refused(&areas(), "kml", &to(4526)).contains("EPSG:4526"));
    assert!(refused(&areas(), "csv", &to(2326)).contains("feature A1"), "far from Hong Kong");
    let several = refused(&crate::common::builtin(), "csv", &WriteOptions::default());
    assert!(several.contains("--layer"), "{several}");
    let no_layer = WriteOptions { layer: Some("none".to_owned()), ..WriteOptions::default() };
    assert!(refused(&crate::common::builtin(), "csv", &no_layer).contains("found none"));
}

#[test]
fn several_layers_go_into_a_file_that_holds_them() {
    let folder = TempDir::new().expect("a folder for the test");
    let (_, read) = again(&crate::common::builtin(), "kml", &WriteOptions::default(), folder.path());
    let counts = |project: &Project| project.layers.iter().map(|layer| layer.data.features().len()).collect::<Vec<_>>();
    assert_eq!(counts(&read), counts(&crate::common::builtin()));
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ -~]{0,12}",
        "\\PC{0,8}",
        Just("a\r\nb".to_owned()),
        Just("]]>&<\"'".to_owned()),
        Just("007".to_owned()),
        Just("1e5".to_owned())
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever texts a feature has, every format keeps them apart from its own signs.
    #[test]
    fn texts_come_back_from_every_format(name in texts(), other in texts(), field in "[a-z一-龥]{1,3}") {
        prop_assume!(!["id", "e", "n", "x", "y", "wkt", "fid", "lon", "lat", "geom"].contains(&field.as_str()));
        let text = json!({"type": "FeatureCollection", "features": [{"type": "Feature", "id": "F1",
            "properties": {"name": name, &field: other}, "geometry": {"type": "Point", "coordinates": [113.5, 23.1]}}]});
        let project = open_text(text.to_string()).expect("a feature");
        for format in ["geojson", "geojsonseq", "csv", "kml", "shapefile", "geopackage", "flatgeobuf"] {
            let folder = TempDir::new().expect("a folder for the test");
            let (_, read) = again(&project, format, &WriteOptions::default(), folder.path());
            for (wanted, key) in [(&name, "name"), (&other, field.as_str())] {
                let found = property(&read, 0, key);
                let found = found.map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
                // Space around a text and line breaks of another system are not kept by tables and XML, nor what a formula begins with.
                let plain = |text: &str| text.trim_start_matches('\'').split_whitespace().collect::<Vec<_>>().join(" ");
                let is_exact = format.starts_with("geojson");
                let found = found.unwrap_or_default();
                if is_exact {
                    prop_assert_eq!(&found, wanted, "{}", format);
                } else {
                    prop_assert_eq!(plain(&found), plain(wanted), "{}", format);
                }
            }
        }
    }
}
