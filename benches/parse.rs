//! GeoJSON to features and flat geometry, against `serde_json` into plain types on the same text: `cargo bench --bench parse`.
//! Must not depend on any file.
//!
//! The `geojson` crate's own reader cannot stand here: it trips over the numbers that this program has `serde_json` keep
//! digit for digit, and one build has one `serde_json`.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark tells its figures to whoever started it, or fails"
)]

mod common;

use std::path::Path;

use serde::Deserialize;
use zonemap::formats::parse;

/// What a program without a reader of its own would read a coverage into.
#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[expect(dead_code, reason = "kept, not looked at")]
    properties: serde_json::Map<String, serde_json::Value>,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Vec<Vec<[f64; 2]>>,
}

fn main() {
    println!("{:>8} {:>10} {:>12} {:>8}", "MB", "ours s", "serde_json s", "ratio");
    for (across, steps) in [(8, 100), (32, 270), (50, 500)] {
        let text = common::coverage(across, steps);
        let ours = || parse(Path::new("coverage.geojson"), text.as_bytes()).expect("the coverage is GeoJSON");
        let theirs = || serde_json::from_slice::<Collection>(text.as_bytes()).expect("the coverage is GeoJSON");
        let paths = theirs().features.into_iter().flat_map(|feature| feature.geometry.coordinates);
        assert_eq!(
            ours().data.shapes().vertex_count(),
            paths.map(|path| path.len()).sum::<usize>(),
            "both read everything"
        );
        let [ours, theirs] = common::medians(9, ours, theirs);
        let megabytes = text.len() / 1_000_000;
        println!("{megabytes:>8} {ours:>10.4} {theirs:>12.4} {:>8.2}", theirs / ours);
    }
}
