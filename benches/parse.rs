//! GeoJSON to features and flat geometry, against the `geojson` crate on the same text: `cargo bench --bench parse`.
//! Must not depend on any file.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark tells its figures to whoever started it, or fails"
)]

mod common;

use std::path::Path;

use geojson::GeoJson;
use zonemap::formats::parse;

fn main() {
    println!("{:>8} {:>10} {:>10} {:>8}", "MB", "ours s", "geojson s", "ratio");
    for (across, steps) in [(8, 100), (32, 270), (50, 500)] {
        let text = common::coverage(across, steps);
        let ours = || parse(Path::new("coverage.geojson"), text.as_bytes()).expect("the coverage is GeoJSON");
        // Bytes are checked to be text by both.
        let checked = || str::from_utf8(text.as_bytes()).expect("text");
        let theirs = || checked().parse::<GeoJson>().expect("the coverage is GeoJSON");
        let [ours, theirs] = common::medians(9, ours, theirs);
        let megabytes = text.len() / 1_000_000;
        println!("{megabytes:>8} {ours:>10.4} {theirs:>10.4} {:>8.2}", theirs / ours);
    }
}
