//! What files say of themselves, or leave out: taken where it is certain, told where it is not, and refused with a reason.
//! Must not know how they are read.

use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::GBK;
use geojson::JsonValue;
use tempfile::TempDir;
use zonemap::crs::{CoordinateFrame, Crs};
use zonemap::formats::{OpenOptions, inputs_of, open, open_rest};
use zonemap::i18n::Lang;
use zonemap::project::{Project, Provenance};

use crate::common::zonemap;

fn written(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    path
}

fn read(path: &Path) -> Project {
    open(path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(path: &Path) -> String {
    open(path, &OpenOptions::default()).expect_err("refused").message(Lang::En)
}

fn names(project: &Project) -> Vec<&str> {
    let features = project.layers.iter().flat_map(|layer| layer.data.features());
    features.map(|feature| feature.name().get(Lang::En)).collect()
}

fn warned(project: &Project) -> Vec<(&'static str, usize)> {
    project.files[0].warnings.iter().map(|(key, count)| (key.trim_start_matches("warning."), *count)).collect()
}

/// Rules and severities that `verify` tells of a file.
fn told(path: &Path) -> Vec<(String, String)> {
    let answer = zonemap(["verify".as_ref(), path.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let report: JsonValue = serde_json::from_str(&answer.out).expect("a report");
    let text = |value: &JsonValue| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().expect("findings").iter();
    findings.map(|row| (text(&row["rule"]), text(&row["level"]))).filter(|(rule, _)| rule == "unread-data").collect()
}

#[test]
fn a_folder_of_data_files_opens_all_of_them() {
    let folder = TempDir::new().expect("a folder");
    for name in
        ["gbk-ldid.shp", "gbk-ldid.dbf", "gbk-ldid.prj", "wal.gpkg", "wal.gpkg-wal", "rows.csv.gz", "parcel-head.txt"]
    {
        fs::copy(Path::new("tests/formats").join(name), folder.path().join(name)).expect("a copy");
    }
    written(&folder, "read me.txt", "nothing to read");
    written(&folder, "list.json", "[1, 2]");
    written(&folder, ".hidden.geojson", "{");
    fs::create_dir(folder.path().join("a.shp")).expect("a folder of that name");
    let project = read(folder.path());
    let layers: Vec<&str> = project.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["gbk-ldid", "parcel-head", "rows.csv", "areas", "mixed"]);
    assert_eq!(project.layers[3].data.features().len(), 6, "with the log beside it");
    let inputs = inputs_of(folder.path());
    for name in ["gbk-ldid.shp", "gbk-ldid.prj", "wal.gpkg", "wal.gpkg-wal", "rows.csv.gz"] {
        assert!(inputs.contains(&folder.path().join(name)), "{name}: {inputs:?}");
    }
    written(&folder, "broken.geojson", "{\"type\":");
    assert!(refused(folder.path()).contains("broken.geojson:1:"), "{}", refused(folder.path()));
    let (rest, missing) = open_rest(folder.path(), &OpenOptions::default()).expect("the rest");
    assert_eq!((rest.layers.len(), missing.len()), (5, 1));
    assert!(
        refused(TempDir::new().expect("a folder").path()).contains("a folder with data files in it, found neither")
    );
}

#[test]
fn the_record_that_a_sequence_is_cut_off_in_is_told_by_its_number_and_the_rest_kept() {
    let folder = TempDir::new().expect("a folder");
    let point = |id: usize| {
        format!(
            "\u{1e}{{\"type\":\"Feature\",\"id\":{id},\"properties\":{{}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[113.5,23]}}}}\n"
        )
    };
    let whole: String = (1..=3).map(point).collect();
    let path = written(&folder, "a.geojsons", &whole);
    assert!(told(&path).is_empty());
    // Within the third, and behind a fourth separator.
    for text in [&whole[..whole.len() - 9], &whole[..whole.len() - 60], &format!("{whole}\u{1e}\n")] {
        written(&folder, "a.geojsons", text);
        let project = read(&path);
        let count = project.layers[0].data.features().len();
        assert_eq!(warned(&project), [("cut-record", count + 1)], "{text}");
        assert_eq!(count, if text.ends_with("\u{1e}\n") { 3 } else { 2 });
        assert_eq!(told(&path), [("unread-data".to_owned(), "error".to_owned())]);
    }
    // One that is cut off in the middle is no end, and of lines the last may be missing altogether.
    for text in [whole.replacen("[113.5,23]}}", "[113.5,23]", 1), whole[..whole.len() - 9].replace('\u{1e}', "")] {
        written(&folder, "a.geojsons", text);
        assert!(open(&path, &OpenOptions::default()).is_err());
    }
}

#[test]
fn a_document_in_another_encoding_than_it_states_is_read_in_the_one_that_it_shows() {
    let folder = TempDir::new().expect("a folder");
    let text = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\"{encoding}?><kml><Placemark><name>码头区域</name><Point><coordinates>113.5,23</coordinates></Point></Placemark></kml>"
        )
    };
    for (encoding, is_gbk, warning) in [
        (" encoding=\"UTF-8\"", true, vec![("encoding-overruled", 1)]),
        ("", true, vec![("encoding-gb18030", 1)]),
        (" encoding=\"GBK\"", true, vec![]),
        (" encoding='gb2312'", false, vec![("encoding-overruled", 1)]),
        (" encoding=\"UTF-8\"", false, vec![]),
    ] {
        let text = text(encoding);
        let bytes = if is_gbk { GBK.encode(&text).0.into_owned() } else { text.into_bytes() };
        let project = read(&written(&folder, "a.kml", bytes));
        assert_eq!((names(&project), warned(&project)), (vec!["码头区域"], warning), "{encoding} {is_gbk}");
    }
}

/// Excel saves a table as *Unicode text*: UTF-16 with tabs.
#[test]
fn a_table_in_utf_16_is_read() {
    let folder = TempDir::new().expect("a folder");
    let text = "name\tlon\tlat\r\n碼頭\t113.5\t23\r\n";
    for is_little in [true, false] {
        let unit = |unit: u16| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect();
        let project = read(&written(&folder, "a.txt", bytes));
        assert_eq!((project.files[0].format, names(&project)), ("csv", vec!["碼頭"]));
        assert!(project.files[0].encoding.starts_with("UTF-16") && warned(&project).is_empty());
    }
}

/// `PostGIS` leaves out which dimensions positions have; shapely 2.2 reads these as they are expected here.
#[test]
fn positions_of_well_known_text_have_heights_whether_that_is_said_or_not() {
    let folder = TempDir::new().expect("a folder");
    for (text, height) in [
        ("POINT(113.5 23 7)", Some(7.0)),
        ("POINT Z (113.5 23 7)", Some(7.0)),
        ("POINT (113.5 23 7 9)", Some(7.0)),
        ("POINTM(113.5 23 9)", None),
        ("POINT M (113.5 23 9)", None),
        ("GEOMETRYCOLLECTION(POINT(113.5 23 7),POINT EMPTY)", Some(7.0)),
        ("SRID=4490;LINESTRING(113.5 23 7,113.6 23 8)", Some(7.0)),
        ("MULTIPOINT((113.5 23 7),(113.6 23 8))", Some(7.0)),
    ] {
        let project = read(&written(&folder, "a.wkt", text));
        let shape = project.layers[0].data.shapes().get(0).expect("a shape");
        let path = match shape.parts().next().expect("a part") {
            zonemap::geometry::Part::Points(path) | zonemap::geometry::Part::Line(path) => path,
            zonemap::geometry::Part::Polygon(_) => panic!("no area"),
        };
        assert_eq!(shape.heights(path).first().copied(), height, "{text}");
    }
    let error = refused(&written(&folder, "a.wkt", "POINT(113.5 north)"));
    assert!(error.contains("expected one geometry in WKT") && error.contains("POINT(113.5 north) ("), "{error}");
    assert_eq!(warned(&read(&written(&folder, "a.wkt", "POINT(113.5 23)"))), [("no-system", 1)]);
    assert_eq!(warned(&read(&written(&folder, "a.wkt", "SRID=4326;POINT(113.5 23)"))), []);
    assert_eq!(warned(&read(&written(&folder, "a.csv", "x,y\n113.5,23\n"))), [("no-system", 1)]);
    assert_eq!(warned(&read(&written(&folder, "a.csv", "lon,lat\n113.5,23\n"))), []);
}

#[test]
fn a_grid_that_is_not_read_is_refused_with_what_is_its_own() {
    let grid = |meridian: f64, scale: f64, east: f64, unit: &str| {
        format!(
            "PROJCS[\"Local\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",{east}],PARAMETER[\"Central_Meridian\",{meridian}],PARAMETER[\"Scale_Factor\",{scale}],UNIT[{unit}]]"
        )
    };
    let metre = "\"Meter\",1";
    assert_eq!(Crs::from_wkt(&grid(114.0, 1.0, 500_000.0, metre)).map(Crs::name), Ok("EPSG:4547"));
    assert_eq!(
        Crs::from_wkt(&grid(113.2833, 1.0, 500_000.0, metre)).map(Crs::name),
        Ok("+proj=tmerc +lon_0=113.2833 +k_0=1 +x_0=500000 +ellps=GRS80")
    );
    // What is only converted approximately is not made from numbers alone.
    let xian =
        |text: String| text.replace("D_China_2000", "D_Xian_1980").replace("6378137,298.257222101", "6378140,298.257");
    for (text, found) in [
        (xian(grid(113.2833, 1.0, 500_000.0, metre)), "Local (Central_Meridian = 113.2833)"),
        (xian(grid(114.0, 0.9999, 500_000.0, metre)), "Local (Scale_Factor = 0.9999)"),
        (xian(grid(114.0, 1.0, 800_000.0, metre)), "Local (False_Easting = 800000)"),
        (xian(grid(114.0, 1.0, 500_000.0, "\"Foot\",0.3048")), "Local (UNIT = 0.3048)"),
        (
            grid(114.0, 1.0, 500_000.0, metre).replace("Gauss_Kruger", "Lambert_Conformal_Conic"),
            "Local (Lambert_Conformal_Conic)",
        ),
    ] {
        assert_eq!(Crs::from_wkt(&text).map(Crs::name), Err(found.to_owned()));
    }
}

#[test]
fn a_topology_is_in_the_system_that_it_names() {
    let folder = TempDir::new().expect("a folder");
    let topology = |crs: &str| {
        format!(
            "{{\"type\":\"Topology\",\"crs\":{crs},\"objects\":{{\"a\":{{\"type\":\"Point\",\"coordinates\":[500000,2545000]}}}},\"arcs\":[]}}"
        )
    };
    let path = written(&folder, "a.topojson", topology(r#"{"type":"name","properties":{"name":"EPSG:4547"}}"#));
    assert_eq!((read(&path).files[0].crs, read(&path).files[0].crs_from), ("EPSG:4547", "crs-from.member"));
    let error =
        refused(&written(&folder, "a.topojson", topology(r#"{"type":"name","properties":{"name":"EPSG:31370"}}"#)));
    assert!(error.contains(":1:26:") && error.contains("EPSG:31370"), "{error}");
}

#[test]
fn a_drawing_in_other_units_says_so_and_verify_tells_what_was_not_read() {
    let folder = TempDir::new().expect("a folder");
    let drawing = |unit: u8, x: f64, more: &str| {
        format!(
            "0\nSECTION\n2\nHEADER\n9\n$INSUNITS\n70\n{unit}\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n0\nLINE\n8\n0\n10\n{x}\n20\n2545000\n11\n{x}\n21\n2545100\n{more}0\nENDSEC\n0\nEOF\n"
        )
    };
    let frame = CoordinateFrame { crs: Crs::from_epsg(4547), ..CoordinateFrame::default() };
    let options = OpenOptions { frame, ..OpenOptions::default() };
    for (unit, warning) in [(6, vec![]), (0, vec![]), (4, vec![("drawing-units", 1)])] {
        let project = open(&written(&folder, "a.dxf", drawing(unit, 500_000.0, "")), &options).expect("metres");
        assert_eq!(warned(&project), warning, "{unit}");
    }
    let path = written(&folder, "a.dxf", drawing(4, 500_000_000.0, ""));
    let error = open(&path, &options).expect_err("millimetres").message(Lang::En);
    assert!(error.contains("expected coordinates in metres") && error.ends_with("(mm)"), "{error}");
    let path = written(&folder, "a.dxf", drawing(6, 113.5, "0\nHATCH\n8\n0\n").replace("2545", "23."));
    assert_eq!(told(&path), [("unread-data".to_owned(), "warning".to_owned())]);
}

/// Python's dbf 0.99 writes them, in GBK.
#[test]
fn long_texts_beside_a_table_are_read_and_those_that_are_missing_are_told() {
    for name in ["memo-db3", "memo-fp", "memo-vfp"] {
        let project = read(&Path::new("tests/formats").join(format!("{name}.shp")));
        let notes: Vec<JsonValue> = project.layers[0]
            .data
            .features()
            .iter()
            .filter_map(|feature| feature.properties.get("NOTE").cloned())
            .collect();
        assert_eq!(notes, [JsonValue::from("长文".repeat(400)), "short".into(), JsonValue::Null], "{name}");
        assert_eq!(names(&project)[..2], ["码头", "岛"], "{name}");
        assert!(warned(&project).is_empty(), "{name}: {:?}", warned(&project));
    }
    let folder = TempDir::new().expect("a folder");
    for ending in ["shp", "dbf"] {
        fs::copy(format!("tests/formats/memo-db3.{ending}"), folder.path().join(format!("a.{ending}")))
            .expect("a copy");
    }
    let path = folder.path().join("a.shp");
    assert!(warned(&read(&path)).contains(&("unread-columns", 1)));
    // Cut or forged, a text is none, and the others are read.
    let whole = fs::read("tests/formats/memo-db3.dbt").expect("the file");
    for length in [0, 20, 511, 600, 2200] {
        written(&folder, "a.dbt", &whole[..length]);
        assert_eq!(names(&read(&path))[0], "码头", "{length}");
    }
    let mut forged = fs::read("tests/formats/memo-vfp.fpt").expect("the file");
    forged[6..8].copy_from_slice(&[0, 0]);
    forged.extend([0xff; 64]);
    written(&folder, "a.fpt", forged);
    assert_eq!(names(&read(&path))[0], "码头");
}

/// Where a row stands is the same however lines end, blank ones counted.
#[test]
fn a_row_of_a_table_is_told_at_its_line_however_lines_end() {
    let folder = TempDir::new().expect("a folder");
    for end in ["\n", "\r\n"] {
        let text = ["name,lon,lat", "a,113.5,23", "", "b,113.6,23", ""].join(end);
        let project = read(&written(&folder, "a.csv", text));
        let lines =
            project.layers[0].data.features().iter().map(|feature| feature.place.and_then(Provenance::position));
        let lines: Vec<_> = lines.map(|position| position.map(|position| (position.line, position.column))).collect();
        assert_eq!(lines, [Some((2, 1)), Some((4, 1))], "{end:?}");
    }
}
