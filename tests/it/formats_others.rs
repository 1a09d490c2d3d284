//! What files of other makers showed, each made again in small.
//! Must not know which files these were.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::Project;

use crate::common::zonemap;

fn read(path: &Path) -> Project {
    open(path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{}", error.message(Lang::En)))
}

/// A main file of records with the length that its header says, and what stands behind them.
fn shapefile(path: &Path, lines: usize, said: usize, behind: &[u8]) {
    let mut bytes = vec![0; 100];
    bytes[..4].copy_from_slice(&9994_i32.to_be_bytes());
    bytes[24..28].copy_from_slice(&i32::try_from(said / 2).expect("short").to_be_bytes());
    bytes[32] = 3;
    for line in 0..lines {
        bytes.extend([i32::try_from(line).expect("few") + 1, 40].map(i32::to_be_bytes).concat());
        bytes.extend(3_i32.to_le_bytes());
        bytes.extend([0; 32]);
        bytes.extend([1, 2, 0].map(i32::to_le_bytes).concat());
        bytes.extend([113.5, 23.0, 113.6, 23.1_f64].map(f64::to_le_bytes).concat());
    }
    bytes.extend(behind);
    fs::write(path, bytes).expect("a file");
}

#[test]
fn a_shapefile_that_says_another_length_than_it_has_is_read_whole() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.shp");
    let told =
        |project: &Project| project.files[0].warnings.iter().find(|(key, _)| *key == "warning.no-record").copied();
    // Two records of 88 bytes.
    for (said, behind, records, odd) in [
        (276, &[][..], 2, None),
        (276, &[0; 5], 2, None),
        (280, &[0; 4], 2, Some(4)),
        // Too short by the end of the last record, and by all of it.
        (230, &[], 2, None),
        (188, &[], 1, None),
    ] {
        shapefile(&path, 2, said, behind);
        let project = read(&path);
        assert_eq!(project.layers[0].data.features().len(), records, "{said}");
        assert_eq!(told(&project), odd.map(|bytes| ("warning.no-record", bytes)), "{said}");
    }
    for (said, behind) in [(278, &[][..]), (300, &[0; 24])] {
        shapefile(&path, 2, said, behind);
        let error = open(&path, &OpenOptions::default()).expect_err("refused").message(Lang::En);
        assert!(error.contains("found the end of the file") || error.contains("expected"), "{error}");
    }
}

#[test]
fn space_within_the_positions_of_kml_is_none_between_them() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.kml");
    let kml = |text: &str| {
        let line = format!("<LineString><coordinates>{text}</coordinates></LineString>");
        fs::write(&path, format!("<kml><Placemark>{line}</Placemark></kml>")).expect("a file");
    };
    for text in ["113.5, 23 113.6, 23.1", "\n 113.5 ,23,\t0\n113.6, 23.1 , 0 ", "113.5,23 113.6,23.1"] {
        kml(text);
        let extent = read(&path).layers[0].data.shapes().extent().on_globe();
        assert_eq!(extent, [113.5, 23.0, 113.6, 23.1], "{text}");
    }
    // A comma between positions is none within one.
    for text in ["113.5,23, 113.6,23.1", "113.5,23,0, 113.6,23.1,0", "113.5, 23 113.6,"] {
        kml(text);
        let error = open(&path, &OpenOptions::default()).expect_err("refused").message(Lang::En);
        assert!(error.contains("expected longitude,latitude"), "{error}");
    }
}

#[test]
fn the_columns_that_other_programs_write_positions_in_are_known() {
    let folder = TempDir::new().expect("a folder");
    for head in ["id,x_coord,y_coord", "OID,POINT_X,POINT_Y", "a,X_CENTROID,Y_CENTROID", "a,COORD_X,COORD_Y"] {
        let path = folder.path().join("a.csv");
        fs::write(&path, format!("{head}\n1,113.5,23\n")).expect("a file");
        let project = read(&path);
        assert_eq!(project.layers[0].data.shapes().extent().on_globe(), [113.5, 23.0, 113.5, 23.0], "{head}");
    }
}

#[test]
fn placemarks_that_a_schema_names_are_read() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.kml");
    let own = "<Parcel><name>1</name><Point><coordinates>113.5,23</coordinates></Point></Parcel>";
    let other = "<Other><Point><coordinates>114,23</coordinates></Point></Other>";
    let schema = r#"<Schema parent="Placemark" name="Parcel"/><Schema name="Other" id="o"/>"#;
    fs::write(&path, format!("<kml><Document>{schema}{own}{other}</Document></kml>")).expect("a file");
    let project = read(&path);
    assert_eq!(project.layers[0].data.features().len(), 1);
    assert_eq!(project.layers[0].data.shapes().extent().on_globe(), [113.5, 23.0, 113.5, 23.0]);
}

/// A PROJ string in a table has no apostrophe before it, which other programs would take for a part of it.
#[test]
fn the_system_in_a_table_is_one_that_others_read() {
    let folder = TempDir::new().expect("a folder");
    let (path, to) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    let rows = "name,crs,wkt\na,'+proj=tmerc +lon_0=113.5 +ellps=GRS80,POINT(0 2550000)\n";
    fs::write(&path, rows).expect("a file");
    let done = zonemap(["convert".as_ref(), path.as_os_str(), to.as_os_str()]);
    assert_eq!(done.code, 0, "{}", done.err);
    let written = fs::read_to_string(&to).expect("a file");
    assert_eq!(written, "name,crs,WKT\r\na,proj=tmerc +lon_0=113.5 +ellps=GRS80,POINT (0 2550000)\r\n");
    assert_eq!(read(&to).files[0].crs, "+proj=tmerc +lon_0=113.5 +ellps=GRS80");
}
