//! What the benchmarks share: a coverage of any size that is always the same, and the median of several runs.
//! Must not know what is timed.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

/// The side of a zone in degrees.
const SIDE: f64 = 0.02;

/// A square of zones as GeoJSON, `across` by `across`. Neighbours share their border, vertex for vertex, and each side of
/// a zone has so many `steps`.
pub(crate) fn coverage(across: u32, steps: u32) -> String {
    written(across, steps, |lon, lat, _| format!("[{lon:.7},{lat:.7}],"))
}

/// The same, but that each area has its positions off by up to so many degrees in each direction, as if every one of them had been
/// drawn by itself: no border is shared. The same seed gives the same text.
#[allow(dead_code, reason = "not every benchmark needs it")]
pub(crate) fn noisy_coverage(across: u32, steps: u32, noise_deg: f64, seed: u32) -> String {
    written(across, steps, |lon, lat, place| {
        let [east, north] =
            [1, 2].map(|axis| noise_deg * 2.0 * spread(seed ^ place.wrapping_mul(2).wrapping_add(axis)));
        format!("[{},{}],", lon + east, lat + north)
    })
}

/// The coverage with its positions written by a function, which is given the number of each but for the closing ones.
fn written(across: u32, steps: u32, position: impl Fn(f64, f64, u32) -> String) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for (row, column) in (0..across).flat_map(|row| (0..across).map(move |column| (row, column))) {
        let id = row * across + column;
        let separator = if id == 0 { "" } else { ",\n" };
        let _written = write!(
            text,
            "{separator}{{\"type\":\"Feature\",\"id\":{id},\"properties\":{{\"name\":\"區 {id}\",\"level\":{},\"share\":{}.25}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[",
            id % 5,
            id % 97
        );
        for (place, (lon, lat)) in (0..).zip(ring(row, column, steps)) {
            text.push_str(&position(lon, lat, id * 4 * steps + place % (4 * steps)));
        }
        text.pop();
        text.push_str("]]}}");
    }
    text.push_str("\n]}\n");
    text
}

/// The border of one zone, counter-clockwise and closed.
fn ring(row: u32, column: u32, steps: u32) -> Vec<(f64, f64)> {
    let south = (0..steps).map(|step| along(row, column, step, steps));
    let east = (0..steps).map(|step| swap(along(column + 1, row, step, steps)));
    let north = (0..steps).map(|step| along(row + 1, column, steps - step, steps));
    let west = (0..=steps).map(|step| swap(along(column, row, steps - step, steps)));
    let around = south.chain(east).chain(north).chain(west);
    around.map(|(x, y)| (113.0 + x * SIDE, 22.5 + y * SIDE)).collect()
}

fn swap((x, y): (f64, f64)) -> (f64, f64) {
    (y, x)
}

/// A place on the line `y = across` between `x = along` and the next whole number: off it by a little, at the ends not at all.
fn along(across: u32, along: u32, step: u32, steps: u32) -> (f64, f64) {
    let part = f64::from(step) / f64::from(steps);
    let seed = across.wrapping_mul(0x9e37_79b9) ^ along.wrapping_mul(0x85eb_ca6b) ^ step.wrapping_mul(0xc2b2_ae35);
    let noise = spread(seed);
    let off = part * (1.0 - part) * (0.6 * (part * 9.0 + f64::from(across)).sin() + 0.05 * noise);
    (f64::from(along) + part, f64::from(across) + off)
}

/// A number between −0.5 and 0.5, always the same for the same seed.
fn spread(seed: u32) -> f64 {
    f64::from((seed ^ (seed >> 15)).wrapping_mul(0x2c1b_3c6d) >> 8) / f64::from(1 << 24) - 0.5
}

/// The median time of each of two jobs in seconds, done by turns so that what slows the machine slows both.
pub(crate) fn medians<A, B>(runs: usize, mut first: impl FnMut() -> A, mut second: impl FnMut() -> B) -> [f64; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..runs {
        let start = Instant::now();
        black_box(first());
        times[0].push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        black_box(second());
        times[1].push(start.elapsed().as_secs_f64());
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    })
}
