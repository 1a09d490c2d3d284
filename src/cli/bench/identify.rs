//! `zonemap bench identify`: what is at each of many positions, and how long each answer takes.
//! Must not ask in another way than a click does.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use super::clock::Clock;
use super::{Bench, NotTimed};
use crate::formats::{OpenError, OpenOptions, Problem, open, read_bytes};
use crate::geometry::LonLat;
use crate::project::Project;

/// The bytes of a position: longitude and latitude as little-endian `f64`.
const PAIR: usize = 16;

pub(super) fn run(args: &Bench) -> Result<Value, NotTimed> {
    let (Some(path), Some(positions)) = (&args.file, &args.positions) else {
        return Err(NotTimed::NoFile);
    };
    let loading = Clock::start();
    let project = open(path, &OpenOptions::default())?;
    let load_s = loading.wall_s();
    let positions = positions_of(positions)?;
    let building = Clock::start();
    prepare(&project);
    let build_s = building.wall_s();
    let (mut hits, mut idsum) = (0, 0);
    let asking = Clock::start();
    for &at in &positions {
        let found = project.identify(at, 0.0);
        hits += found.len();
        idsum += found.iter().map(|found| found.id.feature).sum::<usize>();
    }
    let query_s = asking.wall_s();
    let mut each_ns: Vec<u64> = positions.iter().map(|&at| answer_ns(&project, at)).collect();
    each_ns.sort_unstable();
    let of_hundred = |n: usize| each_ns.get(each_ns.len() * n / 100).copied();
    Ok(json!({
        "load_s": load_s,
        "build_s": build_s,
        "query_s": query_s,
        "n": positions.len(),
        "hits": hits,
        "idsum": idsum,
        "p50_ns": of_hundred(50),
        "p99_ns": of_hundred(99),
    }))
}

/// Has every index made that a click would have made when it came by.
fn prepare(project: &Project) {
    let nowhere = LonLat::default();
    let _index = project.identify(nowhere, 0.0);
    for id in project.areal_ids() {
        let _index = project.layers[id.layer].data.side(id.feature, nowhere);
    }
}

fn answer_ns(project: &Project, at: LonLat) -> u64 {
    let asked = Instant::now();
    let _found = std::hint::black_box(project.identify(at, 0.0));
    u64::try_from(asked.elapsed().as_nanos()).unwrap_or(u64::MAX)
}

fn positions_of(path: &Path) -> Result<Vec<LonLat>, OpenError> {
    let bytes = read_bytes(path)?;
    let refuse = |found: String| OpenError {
        path: path.to_string_lossy().into_owned(),
        place: None,
        problem: Problem::Expected { what: "expected.f64-pairs", found },
    };
    let (pairs, rest) = bytes.as_chunks::<PAIR>();
    if !rest.is_empty() {
        return Err(refuse(bytes.len().to_string()));
    }
    let number = |bytes: &[u8]| bytes.try_into().map_or(f64::NAN, f64::from_le_bytes);
    let position = |pair: &[u8; PAIR]| LonLat::new(number(&pair[..8]), number(&pair[8..]));
    pairs.iter().map(|pair| position(pair).map_err(|bad| refuse(format!("[{}, {}]", bad.lon, bad.lat)))).collect()
}
