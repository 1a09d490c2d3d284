//! The checks of coverages whose borders differ by noise, beside the same coverages without any: `cargo bench --bench verify`.
//! Must not depend on any file but those that it writes.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark tells its figures to whoever started it, or fails"
)]

mod common;

use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::project::Project;
use zonemap::verify::{Tolerances, check};

/// Zones across and steps of each side: about 10, 1,000 and 100,000 vertices.
const SIZES: [(u32, u32); 3] = [(2, 1), (5, 10), (50, 10)];
/// How far off positions are, degrees: from what rounding does to a metre.
const NOISES: [f64; 6] = [1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-5];

fn main() {
    println!(
        "{:>9} {:>9} {:>12} {:>12} {:>7} {:>9}",
        "vertices", "noise °", "clean µs/v", "noisy µs/v", "ratio", "findings"
    );
    for (across, steps) in SIZES {
        let clean = opened(&common::coverage(across, steps));
        let vertices: usize = clean.files.iter().map(|file| file.vertices).sum();
        let runs = if vertices > 10_000 { 3 } else { 25 };
        for noise in NOISES {
            let noisy = opened(&common::noisy_coverage(across, steps, noise, 1));
            let findings = check(&noisy, &Tolerances::default()).len();
            let of = |project: &Project| check(project, &Tolerances::default()).len();
            let seconds = common::medians(runs, || of(&clean), || of(&noisy));
            let [clean_us, noisy_us] = seconds.map(|seconds| seconds * 1e6 / count(vertices));
            let ratio = noisy_us / clean_us;
            println!("{vertices:>9} {noise:>9.0e} {clean_us:>12.2} {noisy_us:>12.2} {ratio:>7.1} {findings:>9}");
        }
    }
}

fn count(vertices: usize) -> f64 {
    f64::from(u32::try_from(vertices).unwrap_or(u32::MAX))
}

fn opened(text: &str) -> Project {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("coverage.geojson");
    std::fs::write(&path, text).expect("the coverage is written");
    open(&path, &OpenOptions::default()).expect("the coverage opens")
}
