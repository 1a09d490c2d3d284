//! Files of formats other than GeoJSON, made by `tests/formats/make.py`: what is in them, and how broken ones are refused; areas are pyproj's.

use std::path::{Path, PathBuf};

use geojson::JsonValue;
use zonemap::crs::{CoordinateFrame, Crs};
use zonemap::formats::{OpenError, OpenOptions, open};
use zonemap::geometry::ShapeKind;
use zonemap::i18n::Lang;
use zonemap::project::{FeatureId, Project};

use crate::common::zonemap;

/// What pyproj 3.7 measures of the square less its hole, and of the island in it.
const SQUARE_M2: f64 = 953_196.866_230_964_7;
const ISLAND_M2: f64 = 45_390.326_957_345_01;

fn file(name: &str) -> PathBuf {
    Path::new("tests/formats").join(name)
}

fn read(name: &str) -> Project {
    open(&file(name), &OpenOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn in_encoding(name: &str, encoding: &str) -> Result<Project, OpenError> {
    open(&file(name), &OpenOptions { encoding: Some(encoding.to_owned()), ..OpenOptions::default() })
}

fn refused(name: &str) -> String {
    open(&file(name), &OpenOptions::default()).expect_err(name).message(Lang::En)
}

fn feature(project: &Project, layer: usize, feature: usize) -> &zonemap::project::Feature {
    &project.layers[layer].data.features()[feature]
}

fn name(project: &Project, at: usize) -> String {
    feature(project, 0, at).name().get(Lang::En).to_owned()
}

fn property(project: &Project, layer: usize, at: usize, name: &str) -> Option<JsonValue> {
    feature(project, layer, at).properties.get(name).cloned()
}

fn kinds(project: &Project, layer: usize) -> Vec<ShapeKind> {
    project.layers[layer].data.shapes().iter().map(zonemap::geometry::Shape::kind).collect()
}

fn area_m2(project: &Project, layer: usize, feature: usize) -> f64 {
    project.area_m2(FeatureId { layer, feature })
}

fn warned(project: &Project) -> Vec<&'static str> {
    project.files[0].warnings.iter().map(|(key, _)| key.trim_start_matches("warning.")).collect()
}

#[track_caller]
fn is_square(m2: f64) {
    assert!((m2 / SQUARE_M2 - 1.0).abs() < 1e-9, "{m2}");
}

#[test]
fn a_shapefile_has_its_names_in_whichever_encoding() {
    for (stem, first, told) in [
        ("gbk-ldid", "码头", &[][..]),
        ("gbk-cpg", "码头", &[]),
        ("gbk-bare", "码头", &["encoding-gb18030"]),
        ("utf8-bare", "码头", &["encoding-utf8"]),
        ("big5-bare", "碼頭", &["encoding-big5"]),
        ("gbk-said-utf8", "码头", &["encoding-overruled"]),
        ("no-prj", "码头", &["encoding-utf8", "no-system"]),
        ("cut-gbk-ldid", "a码头码头", &["text-cut"]),
        ("cut-gbk", "a码头码头", &["encoding-gb18030", "text-cut"]),
        ("cut-utf8", "ab码头", &["encoding-utf8", "text-cut"]),
    ] {
        let project = read(&format!("{stem}.shp"));
        assert_eq!(name(&project, 0), first, "{stem}");
        assert_eq!(warned(&project), told, "{stem}");
        assert_eq!(project.files[0].encoding == "UTF-8", told.contains(&"encoding-utf8"), "{stem}");
        // Figures stay as they were written.
        assert_eq!(property(&project, 0, 0, "KM2").map(|value| value.to_string()).as_deref(), Some("0.8529"), "{stem}");
        assert_eq!(property(&project, 0, 1, "KM2"), Some(JsonValue::Null), "{stem}");
        is_square(area_m2(&project, 0, 0));
        assert!((area_m2(&project, 0, 1) / ISLAND_M2 - 1.0).abs() < 1e-9, "{stem}");
    }
    let project = in_encoding("gbk-bare.shp", "GBK").expect("an encoding that is known");
    assert_eq!((name(&project, 0), warned(&project)), ("码头".to_owned(), Vec::new()));
    let error = in_encoding("gbk-bare.shp", "klingon").expect_err("no encoding").message(Lang::En);
    assert!(error.ends_with("expected a text encoding such as UTF-8, GB18030 or Big5, found klingon"), "{error}");
}

#[test]
fn a_shapefile_is_in_the_system_that_its_prj_describes() {
    for (stem, crs) in [("grid-4526", "EPSG:4526"), ("grid-4547", "EPSG:4547"), ("gbk-ldid", "EPSG:4490")] {
        let project = read(&format!("{stem}.shp"));
        assert_eq!((project.files[0].crs, project.files[0].crs_from), (crs, "crs-from.prj"));
        let m2 = area_m2(&project, 0, 0);
        assert!((m2 / SQUARE_M2 - 1.0).abs() < 1e-9, "{stem}: {m2}");
    }
    // What the user says stands above it.
    let frame = CoordinateFrame { crs: Crs::from_epsg(4526), ..CoordinateFrame::default() };
    let asked = OpenOptions { frame, ..OpenOptions::default() };
    assert!(open(&file("grid-4547.shp"), &asked).is_err());
    assert!(open(&file("grid-4526.shp"), &asked).is_ok());
}

/// pyproj 3.7 writes them, in three dialects each.
#[test]
fn a_system_is_known_by_its_well_known_text() {
    let text = std::fs::read_to_string(file("systems.txt")).expect("the file");
    let mut count = 0;
    for (code, wkt) in text.lines().filter_map(|line| line.split_once('\t')) {
        assert_eq!(Crs::from_wkt(wkt).map(Crs::name), Ok(format!("EPSG:{code}").as_str()), "{wkt}");
        // Without the code it goes by what it is made of.
        let bare = wkt.replace("\"EPSG\"", "\"NONE\"");
        let found = Crs::from_wkt(&bare).map(Crs::name);
        assert_eq!(found, Ok(format!("EPSG:{code}").as_str()), "{bare}");
        count += 1;
    }
    assert_eq!(count, 99);
    for (wkt, found) in [
        (
            r#"GEOGCS["GCS_New_Beijing",DATUM["D_New_Beijing",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#,
            "GCS_New_Beijing",
        ),
        ("not a system", "not a system"),
        ("PROJCS[\"cut", "PROJCS[\"cut"),
        ("", ""),
    ] {
        assert_eq!(Crs::from_wkt(wkt).map(Crs::name), Err(found.to_owned()));
    }
    let deep = "A[".repeat(10_000);
    assert!(Crs::from_wkt(&deep).is_err());
}

#[test]
fn every_type_of_shape_is_read_with_its_heights() {
    for (stem, kind, vertices, height) in [
        ("points-z", ShapeKind::Point, 1, Some(12.5)),
        ("lines-m", ShapeKind::MultiLineString, 4, None),
        ("multipoints", ShapeKind::MultiPoint, 2, None),
        ("polygons-z", ShapeKind::Polygon, 10, Some(7.0)),
    ] {
        let project = read(&format!("{stem}.shp"));
        let kinds = kinds(&project, 0);
        assert_eq!(kinds, [ShapeKind::None, kind], "{stem}");
        let shape = project.layers[0].data.shapes().get(1).expect("two shapes");
        assert_eq!(shape.vertex_count(), vertices, "{stem}");
        let path = match shape.parts().next().expect("a part") {
            zonemap::geometry::Part::Points(path) | zonemap::geometry::Part::Line(path) => path,
            zonemap::geometry::Part::Polygon(polygon) => polygon.exterior().expect("an outer ring"),
        };
        assert_eq!(shape.heights(path).first().copied(), height, "{stem}");
        assert_eq!(property(&project, 0, 1, "ID"), Some(2.into()), "{stem}");
        assert_eq!(warned(&project).contains(&"measures"), stem == "lines-m", "{stem}");
    }
    is_square(area_m2(&read("polygons-z.shp"), 0, 1));
    let turned = read("turned.shp");
    is_square(area_m2(&turned, 0, 0));
    assert_eq!(warned(&turned), ["rings-wound"]);
}

#[test]
fn an_archive_holds_a_layer_for_each_of_its_files() {
    let project = read("two.zip");
    let layers: Vec<&str> = project.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["gbk-ldid", "grid-4526"]);
    assert_eq!(name(&project, 0), "码头");
    for layer in [0, 1] {
        let m2 = area_m2(&project, layer, 0);
        assert!((m2 / SQUARE_M2 - 1.0).abs() < 1e-9, "{layer}: {m2}");
    }
    let bomb = refused("bomb.zip");
    assert_eq!(bomb, "tests/formats/bomb.zip/a.geojson: expected at most 64 MiB, found a larger file");
}

#[test]
fn a_kml_document_has_a_layer_for_each_folder_with_placemarks() {
    for name in ["square.kml", "square.kmz"] {
        let project = read(name);
        let layers: Vec<&str> = project.layers.iter().map(|layer| layer.id.as_str()).collect();
        assert_eq!(layers, ["碼頭 & 島", "碼頭 & 島 / Areas"], "{name}");
        let both = feature(&project, 1, 0);
        assert_eq!((both.key(), both.name().get(Lang::En)), ("both", "Both"));
        assert_eq!(property(&project, 1, 0, "class"), Some("0102".into()), "a code keeps its zero");
        let shape = project.layers[1].data.shapes().get(0).expect("a shape");
        let rings: usize = shape.polygons().map(|polygon| polygon.rings().len()).sum();
        assert_eq!((shape.kind(), rings), (ShapeKind::MultiPolygon, 3));
        let m2 = area_m2(&project, 1, 0);
        assert!((m2 / (SQUARE_M2 + ISLAND_M2) - 1.0).abs() < 1e-9, "{m2}");
        assert_eq!(warned(&project), ["network-links"]);
    }
}

#[test]
fn a_table_has_its_geometry_in_wkt_or_in_two_columns() {
    for name in ["rows.csv", "rows.csv.gz"] {
        let project = read(name);
        assert_eq!(project.files[0].crs, "EPSG:4490", "{name}");
        let kinds = kinds(&project, 0);
        assert_eq!(kinds, [ShapeKind::Polygon, ShapeKind::None, ShapeKind::Point]);
        is_square(area_m2(&project, 0, 0));
        assert_eq!(feature(&project, 0, 0).key(), "1");
        assert_eq!(feature(&project, 0, 0).name().get(Lang::En), "two\nlines");
        assert_eq!(
            feature(&project, 0, 2).place.and_then(zonemap::project::Provenance::position).map(|at| at.line),
            Some(5)
        );
    }
    let points = read("points.tsv");
    let kinds = kinds(&points, 0);
    assert_eq!(kinds, [ShapeKind::Point, ShapeKind::None]);
    assert_eq!(name(&points, 0), "碼頭");
}

/// pyproj 3.7 (PROJ's EPSG:1825) has the longitude and latitude.
#[test]
fn the_grid_of_hong_kong_is_read_and_proposed() {
    let asked = Crs::from_epsg(2326).expect("known");
    let frame = CoordinateFrame { crs: Some(asked), ..CoordinateFrame::default() };
    let project = open(&file("hong-kong.csv"), &OpenOptions { frame, ..OpenOptions::default() }).expect("a table");
    let at = project.layers[0].data.shapes().get(0).and_then(|shape| shape.positions().first().copied());
    let at = at.expect("a position");
    assert!((at.lon - 114.181_009_326_705_14).abs() < 1e-8 && (at.lat - 22.310_602_433_882).abs() < 1e-8, "{at:?}");
    assert_eq!(warned(&project), ["hong-kong"]);
    let error = refused("hong-kong.csv");
    assert!(error.contains("the Hong Kong 1980 Grid (EPSG:2326): open with --crs EPSG:2326 --axes xy"), "{error}");
}

#[test]
fn a_topology_has_shared_arcs_alike_on_both_sides() {
    let project = read("shared.topojson");
    let layers: Vec<&str> = project.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["areas", "place"]);
    let kinds = kinds(&project, 0);
    assert_eq!(kinds, [ShapeKind::Polygon, ShapeKind::Polygon, ShapeKind::None]);
    assert_eq!(feature(&project, 0, 1).key(), "east");
    let report = zonemap(["verify", "tests/formats/shared.topojson", "--format", "json"]);
    let found: JsonValue = serde_json::from_str(&report.out).expect("a report");
    let rules: Vec<&str> =
        found["findings"].as_array().expect("findings").iter().filter_map(|row| row["rule"].as_str()).collect();
    assert!(
        !rules.contains(&"mismatched-vertex") && !rules.contains(&"overlap") && !rules.contains(&"gap"),
        "{rules:?}"
    );
}

#[test]
fn a_file_of_well_known_text_has_a_feature_for_each_geometry() {
    let project = read("geometries.wkt");
    let kinds = kinds(&project, 0);
    assert_eq!(kinds, [ShapeKind::Polygon, ShapeKind::None, ShapeKind::Polygon]);
    assert_eq!((project.files[0].crs, project.files[0].crs_from), ("EPSG:4490", "crs-from.srid"));
    is_square(area_m2(&project, 0, 0));
    assert!((area_m2(&project, 0, 2) / ISLAND_M2 - 1.0).abs() < 1e-9);
}

/// A square of 100 m less one of 20 m is 0.96 ha, on the grid; 50 km from the meridian that is 0.006 % less on the ellipsoid.
#[test]
fn parcels_of_a_land_bureau_have_their_declared_hectares_and_their_zone() {
    for (name, crs, told) in [
        ("parcel-numbered.txt", "EPSG:4526", &["encoding-gb18030"][..]),
        ("parcel-head.txt", "EPSG:4547", &["encoding-gb18030"]),
        ("parcel-12.txt", "EPSG:4526", &[]),
    ] {
        let project = read(name);
        assert_eq!((project.files[0].crs, project.files[0].crs_from), (crs, "crs-from.head"), "{name}");
        assert_eq!(warned(&project), told, "{name}");
        let parcel = feature(&project, 0, 0);
        assert_eq!((parcel.key(), parcel.name().get(Lang::En)), ("1", "码头地块"));
        assert_eq!(property(&project, 0, 0, "地块编码"), Some("0102".into()), "{name}");
        let m2 = area_m2(&project, 0, 0);
        assert!((m2 - 9600.0 / 1.000_059_4).abs() < 0.02, "{name}: {m2}");
        let report = zonemap(["verify", &format!("tests/formats/{name}")]);
        assert_eq!(report.code, 0, "{}", report.out);
        assert!(report.out.contains("declared 0.96 ha"), "{}", report.out);
        // The way round is that of GeoJSON alone.
        assert!(!report.out.contains("[winding"), "{}", report.out);
    }
}

#[test]
fn a_parcel_that_contradicts_its_zone_or_its_sheet_is_refused_with_what_would_agree() {
    let zone = refused("parcel-wrong-zone.txt");
    assert_eq!(
        zone,
        "tests/formats/parcel-wrong-zone.txt:9:1: expected the same zone number (带号) in the head as before the eastings, found 39 ≠ 38 (J1,1,2554585.385,38450821.468) → --crs EPSG:4526"
    );
    let sheet = refused("parcel-wrong-sheet.txt");
    assert_eq!(
        sheet,
        "tests/formats/parcel-wrong-sheet.txt:13:1: expected a parcel that lies in its map sheet (图幅号), found F49G046060 ≠ 116.52, 23.09 → --crs EPSG:4546 / EPSG:4547"
    );
    let system = refused("parcel-xian80.txt");
    assert!(system.contains("found 80国家大地坐标系"), "{system}");
}

fn on_grid(name: &str) -> Project {
    let frame = CoordinateFrame { crs: Crs::from_epsg(4547), ..CoordinateFrame::default() };
    open(&file(name), &OpenOptions { frame, ..OpenOptions::default() }).unwrap_or_else(|error| panic!("{error}"))
}

/// 100² and half a circle of radius 50: at the meridian of the grid a metre on it is one on the ellipsoid.
#[test]
fn a_square_of_a_drawing_with_one_bulge_has_half_a_circle_more() {
    let m2 = area_m2(&on_grid("bulge.dxf"), 0, 0);
    assert!((m2 - 13_926.99).abs() < 0.01, "{m2}");
    let error = refused("bulge.dxf");
    assert!(error.contains("--crs EPSG:N"), "{error}");
}

#[test]
fn a_drawing_has_a_layer_for_each_of_its_own_with_blocks_placed() {
    let project = on_grid("drawing.dxf");
    let layers: Vec<&str> = project.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["地塊", "舊", "0", "注記"]);
    assert_eq!(warned(&project), ["unread-entities"]);
    let near = |m2: f64, expected: f64| assert!((m2 - expected).abs() < 0.01, "{m2} {expected}");
    // The block of 10 by 10 is stretched to 20 by 30 and turned.
    near(area_m2(&project, 0, 0), 600.0);
    near(area_m2(&project, 1, 0), 10_000.0);
    near(area_m2(&project, 2, 1), std::f64::consts::PI * 2500.0);
    let kinds = kinds(&project, 2);
    assert_eq!(kinds, [ShapeKind::LineString, ShapeKind::Polygon, ShapeKind::LineString]);
    assert_eq!(feature(&project, 3, 0).name().get(Lang::En), "碼頭");
    let frame = CoordinateFrame { crs: Crs::from_epsg(4547), ..CoordinateFrame::default() };
    let error = open(&file("nested.dxf"), &OpenOptions { frame, ..OpenOptions::default() }).expect_err("endless");
    assert!(error.message(Lang::En).contains("at most 16 deep"), "{error}");
}
