//! `GeoPackages` made by GDAL and `SQLite` (`tests/formats/make.py`), and broken ones; areas are pyproj's, and OGR reads as many rows.
//! Must not know how they are read.

use std::fs;
use std::path::{Path, PathBuf};

use geojson::JsonValue;
use tempfile::TempDir;
use zonemap::crs::{CoordinateFrame, Crs};
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::ShapeKind;
use zonemap::i18n::Lang;
use zonemap::project::{FeatureId, Project};

const SQUARE_M2: f64 = 953_196.866_230_964_7;
const ISLAND_M2: f64 = 45_390.326_957_345_01;

fn file(name: &str) -> PathBuf {
    Path::new("tests/formats").join(name)
}

fn read(path: &Path) -> Project {
    open(path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(path: &Path) -> String {
    open(path, &OpenOptions::default()).expect_err("refused").message(Lang::En)
}

fn names(project: &Project, layer: usize) -> Vec<&str> {
    project.layers[layer].data.features().iter().map(|feature| feature.name().get(Lang::En)).collect()
}

fn kinds(project: &Project, layer: usize) -> Vec<ShapeKind> {
    project.layers[layer].data.shapes().iter().map(zonemap::geometry::Shape::kind).collect()
}

#[track_caller]
fn near(m2: f64, expected: f64) {
    assert!((m2 / expected - 1.0).abs() < 1e-9, "{m2} {expected}");
}

#[test]
fn a_geopackage_has_a_layer_for_each_table_of_features_in_its_own_system() {
    let project = read(&file("layers.gpkg"));
    let layers: Vec<&str> = project.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["areas", "mixed"]);
    assert_eq!((project.files[0].crs, project.files[0].crs_from), ("EPSG:4547", "crs-from.gpkg"));
    assert_eq!(project.layers[1].data.frame().crs, Crs::from_epsg(4326));
    assert_eq!(project.files[0].warnings, [("warning.unread-tables", 1), ("warning.measures", 2)]);
    assert_eq!(names(&project, 0), ["碼頭", "島", "無", "空"]);
    assert_eq!(kinds(&project, 0), [ShapeKind::Polygon, ShapeKind::Polygon, ShapeKind::None, ShapeKind::None]);
    let area = |feature| project.area_m2(FeatureId { layer: 0, feature });
    near(area(0), SQUARE_M2);
    near(area(1), ISLAND_M2);
    let property = |at: usize, name: &str| project.layers[0].data.features()[at].properties.get(name).cloned();
    assert_eq!(property(0, "km2").map(|value| value.to_string()).as_deref(), Some("0.8529"));
    assert_eq!(property(1, "open"), Some(JsonValue::Bool(false)));
    assert_eq!(property(3, "code"), Some(9_007_199_254_740_993_u64.into()), "more digits than a double has");
    assert_eq!(property(3, "fid"), Some(4.into()));
    let expected = [
        ShapeKind::Point,
        ShapeKind::None,
        ShapeKind::MultiPoint,
        // Of one line.
        ShapeKind::LineString,
        ShapeKind::GeometryCollection,
    ];
    assert_eq!(kinds(&project, 1), expected);
    let point = project.layers[1].data.shapes().get(0).expect("a point");
    let path = match point.parts().next().expect("a part") {
        zonemap::geometry::Part::Points(path) | zonemap::geometry::Part::Line(path) => path,
        zonemap::geometry::Part::Polygon(_) => panic!("a point"),
    };
    assert_eq!(point.heights(path), [12.5]);
    let by_number = OpenOptions { id_property: Some("fid".to_owned()), ..OpenOptions::default() };
    let project = open(&file("layers.gpkg"), &by_number).expect("ids");
    assert_eq!(project.layers[0].data.features()[2].key(), "3");
}

/// What stands only in the log is read, and neither file nor their folder is touched, which `SQLite` could not open so.
#[test]
fn a_geopackage_in_use_is_read_with_its_log_and_left_as_it_is() {
    let folder = TempDir::new().expect("a folder");
    for name in ["wal.gpkg", "wal.gpkg-wal"] {
        fs::copy(file(name), folder.path().join(name)).expect("a copy");
    }
    let contents = || {
        let entries = fs::read_dir(folder.path()).expect("the folder").map(|entry| entry.expect("a file").path());
        let mut all: Vec<_> = entries.map(|path| (fs::read(&path).expect("its bytes"), path)).collect();
        all.sort();
        all
    };
    let before = contents();
    let permit = |mode| {
        #[cfg(unix)]
        fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(mode)).expect("permissions");
        #[cfg(not(unix))]
        let _: u32 = mode;
    };
    permit(0o555);
    let path = folder.path().join("wal.gpkg");
    let project = read(&path);
    permit(0o755);
    assert_eq!(names(&project, 0), ["碼頭", "島", "無", "空", "第五", "最後"]);
    near(project.area_m2(FeatureId { layer: 0, feature: 5 }), ISLAND_M2);
    assert!(contents() == before, "every byte is as before");

    // Cut anywhere, the log gives what was committed before; none of it is none.
    let log = fs::read(file("wal.gpkg-wal")).expect("the log");
    let mut counts = Vec::new();
    for percent in 0..=100 {
        fs::write(folder.path().join("wal.gpkg-wal"), &log[..log.len() * percent / 100]).expect("written");
        counts.push(read(&path).layers[0].data.features().len());
    }
    assert!(counts.is_sorted() && counts.contains(&4) && counts.contains(&5) && counts.contains(&6), "{counts:?}");
    let mut spoilt = log.clone();
    spoilt[40] ^= 1;
    fs::write(folder.path().join("wal.gpkg-wal"), spoilt).expect("written");
    assert_eq!(read(&path).layers[0].data.features().len(), 4, "a sum that is wrong ends the log");
}

#[test]
fn a_database_that_is_cut_forged_or_of_something_else_is_refused_in_words() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.gpkg");
    let whole = fs::read(file("layers.gpkg")).expect("the file");
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        change(&mut bytes);
        fs::write(&path, bytes).expect("written");
    };
    with(&|bytes| bytes.truncate(9000));
    assert!(refused(&path).contains("cut off"), "{}", refused(&path));
    with(&|bytes| bytes[28..32].copy_from_slice(&u32::MAX.to_be_bytes()));
    assert!(refused(&path).contains("cut off"), "{}", refused(&path));
    with(&|_| ());
    fs::write(folder.path().join("a.gpkg-journal"), b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\0\0\0\x01").expect("written");
    let error = refused(&path);
    assert!(error.contains("no program is changing") && error.ends_with("found gpkg-journal"), "{error}");
    fs::write(folder.path().join("a.gpkg-journal"), [0; 512]).expect("written");
    assert_eq!(read(&path).layers.len(), 2, "a journal with nothing to undo");

    for (change, expected) in [
        ("DROP TABLE gpkg_contents", "expected a GeoPackage"),
        ("DELETE FROM gpkg_contents WHERE data_type = 'features'", "found owners"),
        ("UPDATE gpkg_geometry_columns SET column_name = 'x'", "/areas: expected the geometry column"),
        ("DROP TABLE areas", "/areas: expected the geometry column"),
        ("UPDATE gpkg_spatial_ref_sys SET definition = '', organization = 'X' WHERE srs_id = 4547", "(X:4547)"),
        (
            "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 4526 WHERE srs_id = 4547",
            "found EPSG:4526 ≠ EPSG:4547",
        ),
        ("UPDATE areas SET geom = x'00' WHERE fid = 2", "/areas, record 2: expected a geometry as GeoPackage"),
        ("UPDATE areas SET geom = x'4750000100000000010A00000000000000' WHERE fid = 2", "found CURVEPOLYGON"),
    ] {
        let Some(bytes) = changed(&whole, change) else { continue };
        fs::write(&path, bytes).expect("written");
        let error = refused(&path);
        assert!(error.contains(expected), "{change}: {error}");
    }
    // Without a definition the code says it.
    let bare = "UPDATE gpkg_spatial_ref_sys SET definition = 'undefined' WHERE srs_id = 4547";
    fs::write(&path, changed(&whole, bare).expect("changed")).expect("written");
    assert_eq!(read(&path).files[0].crs, "EPSG:4547");
    let none = "UPDATE gpkg_geometry_columns SET srs_id = 0 WHERE table_name = 'mixed'; DROP TABLE areas; DELETE FROM gpkg_geometry_columns WHERE table_name = 'areas'";
    fs::write(&path, changed(&whole, none).expect("changed")).expect("written");
    assert!(read(&path).files[0].warnings.contains(&("warning.no-system", 5)));
    let frame = CoordinateFrame { crs: Crs::from_epsg(4547), ..CoordinateFrame::default() };
    assert!(
        open(&path, &OpenOptions { frame, ..OpenOptions::default() }).is_err(),
        "what the user says stands above it"
    );
}

/// Views are tables like others, but none without an end, and none that holds more than the file could.
#[test]
fn a_view_is_read_unless_it_is_endless() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.gpkg");
    let whole = fs::read(file("layers.gpkg")).expect("the file");
    let listed = "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('v', 'features', 'v'); INSERT INTO gpkg_geometry_columns VALUES ('v', 'geom', 'GEOMETRY', 4547, 0, 0);";
    for (view, is_read) in [
        ("SELECT fid, geom, name FROM areas WHERE fid < 3", true),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n", false),
        (
            "SELECT a.fid, NULL AS geom FROM areas a, areas b, areas c, areas d, areas e, areas f, areas g, areas h, areas i, areas j, areas k, areas l, areas m, areas n, areas o WHERE a.name || o.name = 'x'",
            false,
        ),
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT i AS fid, NULL AS geom, hex(zeroblob(500000)) AS t FROM n",
            false,
        ),
        ("SELECT 1 AS fid, NULL AS geom, zeroblob(2000000000) AS t", false),
        ("SELECT 1 AS fid, NULL AS geom, load_extension('x') AS t", false),
    ] {
        let bytes = changed(&whole, &format!("CREATE VIEW v AS {view}; {listed}")).expect("changed");
        fs::write(&path, bytes).expect("written");
        let opened = open(&path, &OpenOptions::default());
        assert_eq!(opened.is_ok(), is_read, "{view}: {:?}", opened.err().map(|error| error.message(Lang::En)));
        if is_read {
            assert_eq!(names(&read(&path), 2), ["碼頭", "島"]);
        }
    }
}

/// A database after some statements; none where they are none.
fn changed(database: &[u8], statements: &str) -> Option<Vec<u8>> {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("changed.gpkg");
    fs::write(&path, database).expect("written");
    let connection = rusqlite::Connection::open(&path).expect("a database");
    connection.execute_batch(statements).ok()?;
    drop(connection);
    fs::read(&path).ok()
}
