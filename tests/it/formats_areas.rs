//! The area of one square with a hole in it after every format, held to that of pyproj's Geod.
//! Must not know how a format writes.

use std::fs;

use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::FeatureId;

use crate::common::zonemap;

/// pyproj 3.7.2 with PROJ 9.5.1, of the corners below on WGS 84.
const SQUARE_M2: f64 = 953_196.866_230_964_7;
const SQUARE: &str = r#"{"type": "Feature", "id": "a", "properties": {"name": "a"}, "geometry": {"type": "Polygon", "coordinates": [
  [[113.48, 23.07], [113.49, 23.07], [113.49, 23.08], [113.48, 23.08], [113.48, 23.07]],
  [[113.483, 23.073], [113.483, 23.077], [113.487, 23.077], [113.487, 23.073], [113.483, 23.073]]]}}"#;

#[test]
fn every_format_that_is_written_keeps_the_area() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.geojson");
    fs::write(&path, SQUARE).expect("a file");
    for (target, system) in [
        ("b.geojson", "EPSG:4326"),
        ("b.geojson", "EPSG:4526"),
        ("b.geojsonl", "EPSG:4326"),
        ("b.gpkg", "EPSG:4326"),
        ("b.gpkg", "EPSG:4547"),
        ("b.fgb", "EPSG:4490"),
        ("b.fgb", "EPSG:32649"),
        ("b.shp", "EPSG:4526"),
        ("b.kml", "EPSG:4326"),
        ("b.csv", "EPSG:3857"),
        ("b.tsv", "EPSG:2362"),
        ("b.wkt", "EPSG:4547"),
        ("b.txt", "EPSG:4526"),
        ("b.dxf", "EPSG:4547"),
    ] {
        let out = folder.path().join(target);
        let done = zonemap(["convert", &path.display().to_string(), &out.display().to_string(), "--to", system]);
        assert_eq!(done.code, 0, "{target}: {}", done.err);
        // What does not hold its system is told it, and what is converted approximately is asked for.
        let mut options = OpenOptions::default();
        if target == "b.dxf" || system == "EPSG:2362" {
            options.frame.crs = zonemap::crs::Crs::from_name(system);
        }
        let project = open(&out, &options).unwrap_or_else(|error| panic!("{target}: {}", error.message(Lang::En)));
        // The holes of a drawing are outlines of their own.
        let count = if target == "b.dxf" { 2 } else { 1 };
        let m2: Vec<f64> = (0..count).map(|feature| project.area_m2(FeatureId { layer: 0, feature })).collect();
        let m2 = m2.iter().skip(1).fold(m2[0], |all, hole| all - hole);
        assert!((m2 / SQUARE_M2 - 1.0).abs() < 1e-9, "{target} {system}: {m2}, off by {:e}", m2 / SQUARE_M2 - 1.0);
    }
}
