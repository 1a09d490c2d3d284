//! The checks of coverages whose borders differ by noise, beside the same coverages without any, and `zonemap verify` of the same files
//! beside shapely where Python has that: `cargo bench --bench verify`. Must not depend on any file but those that it writes.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark tells its figures to whoever started it, or fails"
)]

mod common;

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::project::Project;
use zonemap::verify::{Tolerances, check};

/// Zones across and steps of each side: about 10, 1,000 and 100,000 vertices.
const SIZES: [(u32, u32); 3] = [(2, 1), (5, 10), (50, 10)];
/// How far off positions are, degrees: from what rounding does to a metre.
const NOISES: [f64; 6] = [1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-5];

/// Two programs by turns, each from its start to its end: `zonemap verify`, and Python with what shapely has of the same checks. Seconds of the
/// processor, the medians.
const PEER: &str = r#"
import resource, statistics, subprocess, sys
import shapely
checks = """
import sys, numpy, shapely
areas = numpy.array(shapely.from_geojson(open(sys.argv[1]).read()).geoms)
shapely.make_valid(areas)
shapely.coverage_is_valid(areas)
"""
def seconds(*command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
program, path = sys.argv[1:]
runs = [(seconds(program, "verify", "--quiet", path), seconds(sys.executable, "-c", checks, path)) for _ in range(7)]
print(*map(statistics.median, zip(*runs)))
"#;

fn main() {
    println!(
        "{:>9} {:>9} {:>12} {:>12} {:>7} {:>9} {:>9} {:>9} {:>7}",
        "vertices", "noise °", "clean µs/v", "noisy µs/v", "ratio", "findings", "verify s", "shapely s", "ratio"
    );
    let folder = TempDir::new().expect("a folder");
    for (across, steps) in SIZES {
        let clean = opened(&common::coverage(across, steps));
        let vertices: usize = clean.files.iter().map(|file| file.vertices).sum();
        let runs = if vertices > 10_000 { 3 } else { 25 };
        for noise in NOISES {
            let path = folder.path().join("noisy.geojson");
            std::fs::write(&path, common::noisy_coverage(across, steps, noise, 1)).expect("the coverage is written");
            let noisy = open(&path, &OpenOptions::default()).expect("the coverage opens");
            let findings = check(&noisy, &Tolerances::default()).len();
            let of = |project: &Project| check(project, &Tolerances::default()).len();
            let seconds = common::medians(runs, || of(&clean), || of(&noisy));
            let [clean_us, noisy_us] = seconds.map(|seconds| seconds * 1e6 / count(vertices));
            let ratio = noisy_us / clean_us;
            let peer =
                beside(&path).map(|[own_s, peer_s]| format!(" {own_s:>9.3} {peer_s:>9.3} {:>7.2}", own_s / peer_s));
            let peer = peer.unwrap_or_default();
            println!("{vertices:>9} {noise:>9.0e} {clean_us:>12.2} {noisy_us:>12.2} {ratio:>7.1} {findings:>9}{peer}");
        }
    }
}

/// Seconds of `verify` and of Python with shapely; none where there is none.
fn beside(path: &Path) -> Option<[f64; 2]> {
    let program = env!("CARGO_BIN_EXE_zonemap");
    let output = Command::new("python3").args(["-c", PEER, program]).arg(path).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut seconds = text.split_whitespace().map_while(|word| word.parse().ok());
    Some([seconds.next()?, seconds.next()?])
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
