//! Files of formats other than GeoJSON that contradict themselves, or say too little: what is certain is taken, the rest told or refused.
//! Must not know how they are read.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zonemap::crs::{Axes, CoordinateFrame, Crs};
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::Project;

use crate::common::zonemap;

fn written(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    path
}

fn copied(folder: &TempDir, from: &str, to: &str) -> PathBuf {
    written(folder, to, fs::read(Path::new("tests/formats").join(from)).expect("a file"))
}

fn read(path: &Path) -> Project {
    open(path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(path: &Path) -> String {
    open(path, &OpenOptions::default()).expect_err("refused").message(Lang::En)
}

fn warned(project: &Project) -> Vec<&'static str> {
    project.files[0].warnings.iter().map(|(key, _)| key.trim_start_matches("warning.")).collect()
}

/// Features without ids go by their numbers, which run through all layers of a file.
#[test]
fn features_of_several_layers_without_ids_are_told_apart() {
    let folder = TempDir::new().expect("a folder");
    let area = |west: f64| {
        let east = west + 0.01;
        format!(
            "<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>{west},23 {east},23 {east},23.01 {west},23 {west},23</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        )
    };
    let layer = |west: f64| format!("<Folder><name>A</name>{}{}</Folder>", area(west), area(west + 0.02));
    let path = written(&folder, "a.kml", format!("<kml><Document>{}{}</Document></kml>", layer(113.0), layer(113.1)));
    let project = read(&path);
    let keys: Vec<&str> =
        project.layers.iter().flat_map(|layer| layer.data.features()).map(zonemap::project::Feature::key).collect();
    assert_eq!(keys, ["#1", "#2", "#3", "#4"]);
    let layers: Vec<&str> = project.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["A", "A 2"]);
    let report = zonemap(["verify".as_ref(), path.as_os_str()]);
    assert!(!report.out.contains("duplicate-id"), "{}", report.out);
}

#[test]
fn parcels_are_read_in_the_order_of_their_format_and_none_is_lost() {
    let folder = TempDir::new().expect("a folder");
    let text = fs::read("tests/formats/parcel-12.txt").expect("a file");
    let text = String::from_utf8(text).expect("a text");
    let wide = written(&folder, "wide.txt", text.replace("10,0.96,1,码头地块,面,", "10，0.96，1，码头地块，面，"));
    let project = read(&wide);
    let parcel = &project.layers[0].data.features()[0];
    assert_eq!((parcel.key(), parcel.name().get(Lang::En)), ("1", "码头地块"));
    assert!(parcel.properties.get("declared_ha").is_some());

    // Northing first is the format's own order, said or not.
    for axes in [Axes::Xy, Axes::Yx] {
        let frame = CoordinateFrame { crs: Crs::from_epsg(4526), axes, ..CoordinateFrame::default() };
        assert!(open(&wide, &OpenOptions { frame, ..OpenOptions::default() }).is_ok(), "{axes:?}");
    }

    let (_, parcels) = text.split_once("[地块坐标]").expect("two parts");
    let bare = written(&folder, "bare.txt", format!("[地块坐标]{parcels}"));
    assert_eq!((read(&bare).files[0].crs, read(&bare).files[0].crs_from), ("EPSG:4526", "crs-from.eastings"));

    let headed = text.replace("带号=\r\n", "带号=38\r\n").replace(",38450", ",450").replace(",38451", ",451");
    assert_eq!(read(&written(&folder, "headed.txt", &headed)).files[0].crs, "EPSG:4547");
    let spoilt = headed.replacen("450821.468", "0.000", 1);
    let error = refused(&written(&folder, "spoilt.txt", spoilt));
    assert!(error.contains(":14:1: expected a boundary point within 3°"), "{error}");
}

#[test]
fn a_system_that_contradicts_itself_is_none() {
    let geographic = |spheroid: &str, unit: &str| {
        format!(
            "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[{spheroid}]],PRIMEM[\"Greenwich\",0],UNIT[{unit}]]"
        )
    };
    let degree = "\"Degree\",0.0174532925199433";
    let wgs = geographic("\"WGS_1984\",6378137,298.257223563", degree);
    assert_eq!(Crs::from_wkt(&wgs).map(Crs::name), Ok("EPSG:4326"));
    let grid = |meridian: &str| {
        format!(
            "PROJCS[\"UTM\",{wgs},PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000],PARAMETER[\"Central_Meridian\",{meridian}],PARAMETER[\"Scale_Factor\",0.9996],UNIT[\"Meter\",1],AUTHORITY[\"EPSG\",\"32649\"]]"
        )
    };
    assert_eq!(Crs::from_wkt(&grid("111")).map(Crs::name), Ok("EPSG:32649"));
    for wkt in [
        grid("117"),
        geographic("\"Krassovsky\",6378245,298.3", degree),
        geographic("\"WGS_1984\",6378137,298.257223563", "\"Grad\",0.01570796326794897"),
        format!("BOUNDCRS[SOURCECRS[{wgs}],TARGETCRS[{wgs}],ABRIDGEDTRANSFORMATION[\"x\",METHOD[\"y\"]]]"),
        "GEODCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,298.257223563]],CS[Cartesian,3],AXIS[\"(X)\",geocentricX],AXIS[\"(Y)\",geocentricY],AXIS[\"(Z)\",geocentricZ]]".to_owned(),
    ] {
        assert!(Crs::from_wkt(&wkt).is_err(), "{wkt}");
    }
}

#[test]
fn what_lies_beside_a_shapefile_is_found_and_believed_as_far_as_it_is_right() {
    let folder = TempDir::new().expect("a folder");
    copied(&folder, "utf8-bare.dbf", "a.dbf");
    let path = copied(&folder, "utf8-bare.shp", "a.shp");
    // A text that is UTF-8 throughout is hardly ever anything else.
    written(&folder, "a.cpg", "GBK");
    written(&folder, "a.prj", " \n");
    let project = read(&path);
    assert_eq!(project.layers[0].data.features()[0].name().get(Lang::En), "码头");
    assert_eq!(warned(&project), ["encoding-overruled", "no-system"]);
    // A code page that no table is read in says nothing.
    written(&folder, "a.cpg", "OEM");
    assert_eq!(read(&path).layers[0].data.features()[0].name().get(Lang::En), "码头");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&fs::read(&path).expect("a file")).expect("packed");
    let path = written(&folder, "a.shp.gz", packed.finish().expect("packed"));
    assert_eq!(read(&path).layers[0].data.features()[0].name().get(Lang::En), "码头");
}

#[test]
fn what_is_not_read_is_counted_and_what_is_missing_is_named() {
    let folder = TempDir::new().expect("a folder");
    let track = "<kml><Document><Placemark><gx:Track/></Placemark><GroundOverlay/></Document></kml>";
    assert_eq!(warned(&read(&written(&folder, "a.kml", track))), ["unread-kml"]);
    let table = refused(&written(&folder, "a.csv", "id,wo\n1,2\n"));
    assert!(table.contains("expected a column with WKT") && table.ends_with("found id, wo"), "{table}");
}

/// Layer 0 of a block is the layer on which it is inserted (DXF Reference, "Block definitions").
#[test]
fn what_is_on_layer_0_of_a_block_is_on_the_layer_of_its_insertion() {
    let folder = TempDir::new().expect("a folder");
    let groups = |groups: &[(i32, &str)]| {
        groups.iter().map(|(code, value)| format!("{code}\n{value}\n")).collect::<Vec<_>>().concat()
    };
    let text = groups(&[
        (0, "SECTION"),
        (2, "BLOCKS"),
        (0, "BLOCK"),
        (2, "B"),
        (10, "0"),
        (20, "0"),
        (0, "LINE"),
        (8, "0"),
        (10, "113"),
        (20, "23"),
        (11, "113.01"),
        (21, "23"),
        (0, "LINE"),
        (8, "\\U+5B57"),
        (10, "113"),
        (20, "23"),
        (11, "113.01"),
        (21, "23"),
        (0, "ENDBLK"),
        (0, "ENDSEC"),
        (0, "SECTION"),
        (2, "ENTITIES"),
        (0, "INSERT"),
        (8, "plots"),
        (2, "B"),
        (10, "0"),
        (20, "0"),
        (0, "ENDSEC"),
        (0, "EOF"),
    ]);
    let project = read(&written(&folder, "a.dxf", text));
    let layers: Vec<&str> = project.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, ["plots", "字"]);
}
