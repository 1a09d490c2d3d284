//! The area of every feature of a coverage, against `geo`'s geodesic area of the same polygons, one core each: `cargo bench --bench area`.
//! Must not depend on any file.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark tells its figures to whoever started it, or fails"
)]

mod common;

use std::path::Path;

use geo::{Coord, GeodesicArea as _, LineString, Polygon};
use zonemap::formats::parse;
use zonemap::geodesy::area_m2;

fn main() {
    println!(
        "{:>10} {:>10} {:>10} {:>8} {:>14} {:>12}",
        "vertices", "ours s", "geo s", "ratio", "ours ns/vertex", "worst off"
    );
    for (across, steps) in [(8, 100), (32, 270), (50, 500)] {
        let text = common::coverage(across, steps);
        let layer = parse(Path::new("coverage.geojson"), text.as_bytes()).expect("the coverage is GeoJSON");
        let polygons: Vec<Polygon> = layer
            .data
            .shapes()
            .iter()
            .flat_map(|shape| shape.polygons().collect::<Vec<_>>())
            .map(|polygon| {
                let ring = polygon.exterior().unwrap_or(&[]).iter().map(|&at| Coord::from(at)).collect();
                Polygon::new(LineString(ring), Vec::new())
            })
            .collect();
        let ours = || layer.data.shapes().iter().map(area_m2).collect::<Vec<f64>>();
        let theirs = || polygons.iter().map(|polygon| polygon.geodesic_area_signed().abs()).collect::<Vec<f64>>();
        let off = ours().iter().zip(theirs()).map(|(a, b)| (a / b - 1.0).abs()).fold(0.0, f64::max);
        assert!(off < 1e-9, "off by {off} of the area");
        let [ours, theirs] = common::medians(5, ours, theirs);
        let vertices = layer.data.shapes().vertex_count();
        let each_ns = ours * 1e9 / f64::from(u32::try_from(vertices).expect("a coverage of millions"));
        println!("{vertices:>10} {ours:>10.4} {theirs:>10.4} {:>8.3} {each_ns:>14.1} {off:>12.1e}", ours / theirs);
    }
}
