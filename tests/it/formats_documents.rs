//! Workbooks made by openpyxl and `GML` made by GDAL (`tests/formats/make.py`), and such as cadastres write; areas are pyproj's.
//! Must not know how they are read.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zonemap::crs::{Axes, CoordinateFrame, Crs};
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::ShapeKind;
use zonemap::i18n::Lang;
use zonemap::project::{FeatureId, Project};

const SQUARE_M2: f64 = 953_196.866_230_964_7;
const ISLAND_M2: f64 = 45_390.326_957_345_01;

fn read(path: &Path) -> Project {
    open(path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn file(name: &str) -> PathBuf {
    Path::new("tests/formats").join(name)
}

fn refused(path: &Path) -> String {
    open(path, &OpenOptions::default()).expect_err("refused").message(Lang::En)
}

fn properties(project: &Project, layer: usize, feature: usize) -> String {
    serde_json::to_string(&project.layers[layer].data.features()[feature].properties).expect("JSON")
}

fn layers(project: &Project) -> Vec<&str> {
    project.layers.iter().map(|layer| layer.id.as_str()).collect()
}

fn area(project: &Project, layer: usize, feature: usize) -> f64 {
    project.area_m2(FeatureId { layer, feature })
}

#[track_caller]
fn near(m2: f64, expected: f64) {
    assert!((m2 / expected - 1.0).abs() < 1e-9, "{m2} {expected}");
}

#[test]
fn a_workbook_has_a_layer_for_each_sheet_with_positions() {
    let project = read(&file("book.xlsx"));
    assert_eq!(layers(&project), ["點位", "shapes"]);
    assert_eq!(project.files[0].warnings, [("warning.unread-sheets", 1)]);
    assert_eq!(
        properties(&project, 0, 0),
        r#"{"name":"碼頭","經度":113.48,"緯度":23.07,"km2":0.8529,"day":"2021-12-31","open":true,"code":"0102"}"#
    );
    assert_eq!(
        properties(&project, 0, 1),
        r#"{"name":"島","經度":113.5,"緯度":23.08,"km2":0.3,"day":"2022-01-02T06:30:00","open":false,"code":9007199254740992.0}"#
    );
    assert_eq!(
        properties(&project, 0, 2),
        r#"{"name":"合計","經度":null,"緯度":null,"km2":0.9,"day":null,"open":null,"code":null,"H":"note"}"#
    );
    let kinds: Vec<ShapeKind> = project.layers[0].data.shapes().iter().map(zonemap::geometry::Shape::kind).collect();
    assert_eq!(kinds, [ShapeKind::Point, ShapeKind::Point, ShapeKind::None]);
    assert_eq!(project.layers[1].data.features()[0].key(), "1");
    assert_eq!(project.layers[1].data.frame().crs, Crs::from_epsg(4490));
    near(area(&project, 1, 0), SQUARE_M2);
    // The row as the sheet numbers it.
    assert_eq!(
        project.layers[0].data.features()[0].place.and_then(zonemap::project::Provenance::record_number),
        Some(4)
    );
}

/// A workbook with one sheet of such rows.
fn workbook(path: &Path, rows: &str) {
    let mut archive = zip::ZipWriter::new(fs::File::create(path).expect("a file"));
    let relations = r#"<Relationships><Relationship Id="r" Target="/xl/worksheets/a.xml"/></Relationships>"#;
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="A" sheetId="1" r:id="r"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/a.xml", &sheet),
    ] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("whole");
}

#[test]
fn a_workbook_that_says_something_odd_is_read_or_refused_in_words() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.xlsx");
    let text = |cell: &str, text: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let head = format!("<row>{}{}</row>", text("A1", "x"), text("B1", "y"));
    // A cell as far out as there are any takes no room.
    let far = r#"<row r="1048576"><c r="A1048576"><v>113.5</v></c><c r="B1048576"><v>23</v></c><c r="XFD1048576"><v>1</v></c></row>"#;
    workbook(&path, &format!("{head}{far}"));
    let project = read(&path);
    assert_eq!(properties(&project, 0, 0), r#"{"x":113.5,"y":23,"XFD":1}"#);
    assert_eq!(project.files[0].warnings, [("warning.no-system", 1)]);
    workbook(&path, &format!("{head}<row r=\"7\"><c><v>113.5</v></c>{}</row>", text("B7", "north")));
    let error = refused(&path);
    assert!(error.ends_with("a.xlsx/A, record 7: expected a number, found north"), "{error}");
    workbook(&path, &format!("<row>{}</row>", text("A1", "notes")));
    let error = refused(&path);
    assert!(error.contains("expected a column with WKT") && error.ends_with("found notes"), "{error}");
    workbook(&path, "<row><c r=\"A1\" t=\"s\"><v>99</v></c></row>");
    assert!(refused(&path).contains("expected a column with WKT"));
    let mut archive = zip::ZipWriter::new(fs::File::create(&path).expect("a file"));
    archive.start_file("[Content_Types].xml", zip::write::SimpleFileOptions::default()).expect("begun");
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("begun");
    archive.finish().expect("whole");
    let error = refused(&path);
    assert!(error.contains("expected an Excel workbook") && error.contains("word/document.xml"), "{error}");
}

/// What is packed in an archive and is no data file by itself is named as what it is; a workbook is read.
#[test]
fn an_archive_says_what_is_in_it() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.zip");
    let packed = |name: &str, bytes: &[u8]| {
        let mut archive = zip::ZipWriter::new(fs::File::create(&path).expect("a file"));
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        archive.write_all(bytes).expect("written");
        archive.finish().expect("whole");
    };
    packed("d/plan.gdb/a00000001.gdbtable", b"\x03\0\0\0");
    assert!(refused(&path).contains("File Geodatabase"), "{}", refused(&path));
    packed("plan.dwg", b"AC1027");
    assert!(refused(&path).contains("DWG"), "{}", refused(&path));
    packed("book.xlsx", &fs::read(file("book.xlsx")).expect("the file"));
    assert_eq!(layers(&read(&path)), ["點位", "shapes"]);
    packed("layers.gpkg", &fs::read(file("layers.gpkg")).expect("the file"));
    assert_eq!(layers(&read(&path)), ["areas", "mixed"]);
}

#[test]
fn gml_is_read_in_the_order_of_axes_that_its_name_of_the_system_means() {
    for (name, crs) in [("gml2.gml", "EPSG:4490"), ("gml31.gml", "EPSG:4547"), ("gml32.gml", "EPSG:4490")] {
        let project = read(&file(name));
        assert_eq!(layers(&project), ["parcels"], "{name}");
        assert_eq!((project.files[0].crs, project.files[0].crs_from), (crs, "crs-from.srs-name"), "{name}");
        assert_eq!(project.files[0].warnings, [], "{name}");
        near(area(&project, 0, 0), SQUARE_M2);
        near(area(&project, 0, 1), ISLAND_M2);
        let feature = &project.layers[0].data.features()[0];
        assert_eq!((feature.key(), feature.name().get(Lang::En)), ("parcels.0", "碼頭"), "{name}");
        assert_eq!(properties(&project, 0, 0), r#"{"name":"碼頭","km2":0.8529}"#, "{name}");
        assert_eq!(
            feature.place.and_then(zonemap::project::Provenance::position).map(|at| at.column),
            Some(5),
            "{name}"
        );
    }
}

/// A parcel of a square as cadastres write it: rings of curves, patches, a point for its label, data within data.
const PARCEL: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:cp="urn:cp">
<wfs:member><wfs:FeatureCollection><wfs:member>
<cp:CadastralParcel gml:id="P.1">
 <gml:boundedBy><gml:Envelope srsName="SYSTEM" srsDimension="2"/></gml:boundedBy>
 <cp:areaValue uom="m2">7</cp:areaValue>
 <cp:inspireId><base:Identifier><base:localId>1</base:localId><base:namespace>X</base:namespace></base:Identifier></cp:inspireId>
 <cp:owner>a</cp:owner><cp:owner>b</cp:owner><cp:zoning xlink:href="#z"/>
 <cp:referencePoint><gml:Point srsName="SYSTEM"><gml:pos>FIRST</gml:pos></gml:Point></cp:referencePoint>
 <cp:geometry><gml:MultiSurface srsName="SYSTEM"><gml:surfaceMember><gml:Surface><gml:patches><gml:PolygonPatch>
  <gml:exterior><gml:Ring>
   <gml:curveMember><gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>ONE</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember>
   <gml:curveMember><gml:OrientableCurve orientation="-"><gml:baseCurve><gml:LineString>TWO</gml:LineString></gml:baseCurve></gml:OrientableCurve></gml:curveMember>
  </gml:Ring></gml:exterior>
 </gml:PolygonPatch></gml:patches></gml:Surface></gml:surfaceMember></gml:MultiSurface></cp:geometry>
</cp:CadastralParcel>
</wfs:member></wfs:FeatureCollection></wfs:member></wfs:FeatureCollection>"##;

fn parcel(system: &str, first: &str, one: &str, two: &str) -> String {
    PARCEL.replace("SYSTEM", system).replace("FIRST", first).replace("ONE", one).replace("TWO", two)
}

#[test]
fn a_parcel_of_a_cadastre_has_its_area_and_its_data() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.xml");
    // The island, in halves, the second the other way round.
    let two =
        ["23.074 113.484", "23.074 113.486", "23.076 113.486"].map(|at| format!("<gml:pos>{at}</gml:pos>")).concat();
    let by_authority = parcel(
        "http://www.opengis.net/def/crs/EPSG/0/4326",
        "23.075 113.485",
        "23.074 113.484 23.076 113.484 23.076 113.486",
        &two,
    );
    let map =
        ["113.484 23.074", "113.486 23.074", "113.486 23.076"].map(|at| format!("<gml:pos>{at}</gml:pos>")).concat();
    let as_map =
        parcel("urn:ogc:def:crs:OGC:1.3:CRS84", "113.485 23.075", "113.484 23.074 113.484 23.076 113.486 23.076", &map);
    for text in [&by_authority, &as_map] {
        fs::write(&path, text).expect("written");
        let project = read(&path);
        near(area(&project, 0, 0), ISLAND_M2);
        assert_eq!(layers(&project), ["CadastralParcel"]);
        assert_eq!(
            properties(&project, 0, 0),
            r##"{"areaValue":7,"inspireId.localId":1,"inspireId.namespace":"X","owner":["a","b"],"zoning":"#z"}"##
        );
        assert_eq!(project.layers[0].data.features()[0].key(), "P.1");
        assert_eq!(project.files[0].warnings, [("warning.other-geometries", 1)]);
    }
    // The URN, and the order of a map all the same, as many programs write: never taken for what it is not.
    fs::write(&path, as_map.replace("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326")).expect("written");
    let error = refused(&path);
    assert!(
        error.contains("expected the northing or latitude first")
            && error.contains("113.485, 23.075 → --crs EPSG:4326 --axes xy"),
        "{error}"
    );
    let frame = CoordinateFrame { crs: Crs::from_epsg(4326), axes: Axes::Xy, ..CoordinateFrame::default() };
    let project = open(&path, &OpenOptions { frame, ..OpenOptions::default() }).expect("as the user says");
    near(area(&project, 0, 0), ISLAND_M2);
}

#[test]
fn gml_that_would_lose_part_of_a_geometry_is_refused_at_its_place() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.gml");
    let around = |inner: &str| {
        format!(
            "<a:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\">\n<gml:featureMember><a:F>{inner}</a:F></gml:featureMember></a:FeatureCollection>"
        )
    };
    let ring = |points: &str| {
        format!(
            "<a:g><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension=\"3\">{points}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></a:g>"
        )
    };
    for (inner, expected) in [
        (ring("1 2 3 4"), ":2:"),
        (ring("1 2 x"), "found x"),
        ("<a:g><gml:MultiSurface><gml:surfaceMember xlink:href=\"#s\"/></gml:MultiSurface></a:g>".to_owned(), "found #s"),
        ("<a:g><gml:Curve><gml:segments><gml:Arc><gml:posList>1 2 3 4 5 6</gml:posList></gml:Arc></gml:segments></gml:Curve></a:g>".to_owned(), "straight edges"),
        ("<a:g><gml:Point srsName=\"urn:ogc:def:crs:EPSG::31370\"><gml:pos>1 2</gml:pos></gml:Point></a:g>".to_owned(), "EPSG::31370"),
        ("<a:g><gml:Point srsName=\"EPSG:4326\"><gml:pos>1 2</gml:pos></gml:Point></a:g><a:h><gml:Point srsName=\"EPSG:4490\"><gml:pos>1 2</gml:pos></gml:Point></a:h>".to_owned(), "the same coordinate reference system"),
    ] {
        fs::write(&path, around(&inner)).expect("written");
        let error = refused(&path);
        assert!(error.contains(expected) && error.contains("a.gml:2:"), "{inner}: {error}");
    }
    fs::write(&path, around("<a:g><gml:Point><gml:pos>113.5 23 7</gml:pos></gml:Point></a:g><a:s><gml:Solid/></a:s>"))
        .expect("written");
    assert_eq!(read(&path).files[0].warnings, [("warning.no-system", 1), ("warning.unread-gml", 1)]);
    let deep = "<gml:MultiGeometry><gml:geometryMember>".repeat(1000);
    fs::write(&path, around(&format!("<a:g>{deep}"))).expect("written");
    assert!(refused(&path).contains("less nesting"), "{}", refused(&path));
}
