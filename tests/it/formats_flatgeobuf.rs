//! `FlatGeobuf` made by GDAL (`tests/formats/make.py`) and by the crate's own builders, and broken ones; areas are pyproj's.
//! Must not know how they are read.

use std::fs;
use std::path::Path;

use flatbuffers::FlatBufferBuilder;
use flatgeobuf::packed_r_tree::{NodeItem, PackedRTree};
use flatgeobuf::{
    Column, ColumnArgs, ColumnType, Feature, FeatureArgs, Geometry, GeometryArgs, GeometryType, Header, HeaderArgs,
};
use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::ShapeKind;
use zonemap::i18n::Lang;
use zonemap::project::{FeatureId, Project};

use crate::mutations::Dice;

const SQUARE_M2: f64 = 953_196.866_230_964_7;
const ISLAND_M2: f64 = 45_390.326_957_345_01;

fn read(name: &str) -> Project {
    open(&Path::new("tests/formats").join(name), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn names(project: &Project) -> Vec<&str> {
    project.layers[0].data.features().iter().map(|feature| feature.name().get(Lang::En)).collect()
}

fn kinds(project: &Project) -> Vec<ShapeKind> {
    project.layers[0].data.shapes().iter().map(zonemap::geometry::Shape::kind).collect()
}

fn warned(project: &Project) -> Vec<&'static str> {
    project.files[0].warnings.iter().map(|(key, _)| key.trim_start_matches("warning.")).collect()
}

#[test]
fn the_attributes_and_areas_that_gdal_writes_are_read() {
    let project = read("areas.fgb");
    assert_eq!((project.files[0].crs, project.files[0].crs_from), ("EPSG:4547", "crs-from.header"));
    // In the order of the index.
    assert_eq!(names(&project), ["島", "碼頭"]);
    for (feature, expected) in [(0, ISLAND_M2), (1, SQUARE_M2)] {
        let m2 = project.area_m2(FeatureId { layer: 0, feature });
        assert!((m2 / expected - 1.0).abs() < 1e-9, "{m2}");
    }
    let properties = serde_json::to_string(&project.layers[0].data.features()[1].properties).expect("JSON");
    assert_eq!(
        properties,
        r#"{"name":"碼頭","truth":true,"short":-3,"int":1,"long":9007199254740993,"float":0.1,"km2":0.8529,"day":"2021-12-31T00:00:00"}"#
    );
    let mixed = read("mixed.fgb");
    let expected = [ShapeKind::Point, ShapeKind::MultiPoint, ShapeKind::MultiLineString, ShapeKind::GeometryCollection];
    assert_eq!(kinds(&mixed), expected);
    assert_eq!(warned(&mixed), ["no-system"]);
    let plain = read("plain.fgb");
    assert_eq!(
        (names(&plain), kinds(&plain)),
        (vec!["碼頭", "空", "無"], vec![ShapeKind::Point, ShapeKind::None, ShapeKind::None])
    );
    assert!(warned(&plain).is_empty());
}

/// A point, an empty one, and none, by the builders of the crate, which GDAL would not index.
fn rows(is_indexed: bool) -> Vec<u8> {
    let mut features = Vec::new();
    for (name, numbers) in [("point", Some(&[113.5, 23.1][..])), ("empty", Some(&[])), ("null", None)] {
        let mut builder = FlatBufferBuilder::new();
        let xy = numbers.map(|numbers| builder.create_vector(numbers));
        let geometry =
            xy.map(|xy| Geometry::create(&mut builder, &GeometryArgs { xy: Some(xy), ..GeometryArgs::default() }));
        let mut values = vec![0, 0];
        values.extend(u32::try_from(name.len()).expect("short").to_le_bytes());
        values.extend(name.as_bytes());
        let properties = Some(builder.create_vector(&values));
        let feature = Feature::create(&mut builder, &FeatureArgs { geometry, properties, ..FeatureArgs::default() });
        builder.finish_size_prefixed(feature, None);
        features.push(builder.finished_data().to_vec());
    }
    let mut builder = FlatBufferBuilder::new();
    let name = Some(builder.create_string("name"));
    let column = Column::create(&mut builder, &ColumnArgs { name, type_: ColumnType::String, ..ColumnArgs::default() });
    let columns = Some(builder.create_vector(&[column]));
    let index_node_size = if is_indexed { 16 } else { 0 };
    let header = HeaderArgs {
        geometry_type: GeometryType::Point,
        columns,
        features_count: 3,
        index_node_size,
        ..HeaderArgs::default()
    };
    let header = Header::create(&mut builder, &header);
    builder.finish_size_prefixed(header, None);
    let mut file = b"fgb\x03fgb\x01".to_vec();
    file.extend(builder.finished_data());
    if is_indexed {
        let mut offset = 0;
        let node = |feature: &Vec<u8>| {
            offset += feature.len() as u64;
            NodeItem { min_x: 113.5, min_y: 23.1, max_x: 113.5, max_y: 23.1, offset: offset - feature.len() as u64 }
        };
        let nodes: Vec<NodeItem> = features.iter().map(node).collect();
        let tree = PackedRTree::build(&nodes, &nodes[0], 16).expect("a tree");
        tree.stream_write(&mut file).expect("written");
    }
    file.extend(features.concat());
    file
}

#[test]
fn rows_without_geometry_are_rows_with_an_index_and_without() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.fgb");
    for is_indexed in [false, true] {
        fs::write(&path, rows(is_indexed)).expect("written");
        let project = open(&path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(names(&project), ["point", "empty", "null"]);
        assert_eq!(kinds(&project), [ShapeKind::Point, ShapeKind::None, ShapeKind::None]);
    }
}

/// Lengths that are not there are refused before room is made for them; whatever else is spoilt opens or is refused in words.
#[test]
fn forged_lengths_and_spoilt_bytes_are_refused_in_words() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.fgb");
    let opened = |bytes: &[u8]| {
        fs::write(&path, bytes).expect("written");
        open(&path, &OpenOptions::default()).map_err(|error| error.message(Lang::En))
    };
    let whole = rows(true);
    let place = |number: usize| format!("a.fgb, record {number}: expected more data");
    let cut = opened(&whole[..whole.len() - 1]).expect_err("cut");
    assert!(cut.contains(&place(3)), "{cut}");
    let header = usize::try_from(u32::from_le_bytes(whole[8..12].try_into().expect("four"))).expect("short");
    let first = 12 + header + 4 * 40;
    let mut forged = whole.clone();
    forged[first..first + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(opened(&forged).expect_err("forged").contains(&place(1)));
    forged = whole.clone();
    forged[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(opened(&forged).expect_err("forged").contains("a.fgb: expected more data"));
    forged = whole.clone();
    forged[3] = 2;
    assert!(opened(&forged).expect_err("forged").contains("expected FlatGeobuf of version 3, found 2"));

    let mut dice = Dice::new(31);
    let (mut read, mut refused) = (0, 0);
    for name in ["areas.fgb", "mixed.fgb", "plain.fgb"] {
        let whole = fs::read(Path::new("tests/formats").join(name)).expect("the file");
        for _ in 0..500 {
            let mut spoilt = whole.clone();
            for _ in 0..=dice.below(3) {
                let at = 8 + dice.below(spoilt.len() - 8);
                spoilt[at] = *dice.of(&[0, 1, 4, 0x7f, 0x80, 0xff]);
            }
            match opened(&spoilt) {
                Ok(_) => read += 1,
                Err(error) => {
                    assert!(error.contains("expected") || error.contains("cannot be read"), "{error}");
                    refused += 1;
                }
            }
        }
    }
    assert!(read > 100 && refused > 100, "{read} {refused}");
}
