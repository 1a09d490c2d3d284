//! `zonemap bench open`: a data file of any format to a project, and the same file read by OGR through `pyogrio` where Python has that.
//! Must not know any format, or how well anybody does.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::clock::Clock;
use super::{Bench, NotTimed};
use crate::formats::{OpenOptions, open};
use crate::geometry::Shapes;

/// What Python does: every layer with all columns and the geometries as they come, and its own figures as JSON. What it takes to start is left out
/// of the time, and given beside the memory.
const PEER: &str = r#"
import json, sys, time
import pyogrio, pyogrio.raw
def peak():
    # What the system calls the usage of a process begins with that of the one that started it.
    with open("/proc/self/status") as status:
        return sum(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024
start_mib, begun, features = peak(), time.process_time(), 0
for layer in pyogrio.list_layers(sys.argv[1])[:, 0]:
    kept = pyogrio.raw.read(sys.argv[1], layer=layer)
    features += len(kept[2]) if kept[2] is not None else len(kept[3][0]) if kept[3] else 0
version = ".".join(map(str, pyogrio.__gdal_version__))
print(json.dumps({"name": f"pyogrio {pyogrio.__version__}, GDAL {version}", "features": features, "cpu_s": time.process_time() - begun, "peak_mib": peak(), "start_mib": start_mib}))
"#;

pub(super) fn run(args: &Bench) -> Result<Value, NotTimed> {
    let path = args.file.as_deref().ok_or(NotTimed::NoFile)?;
    let opening = Clock::start();
    let project = open(path, &OpenOptions::default())?;
    let (open_s, open_cpu_s, peak_mib) = (opening.wall_s(), opening.cpu_s(), peak_mib());
    let features: usize = project.layers.iter().map(|layer| layer.data.features().len()).sum();
    let vertices: usize = project.layers.iter().map(|layer| layer.data.shapes()).map(Shapes::vertex_count).sum();
    let peer = peer(path);
    let ratio = |own: Option<f64>, theirs: &str| Some(own? / peer.as_ref()?.get(theirs)?.as_f64()?);
    Ok(json!({
        "features": features,
        "vertices": vertices,
        "open_s": open_s,
        "open_cpu_s": open_cpu_s,
        "peak_mib": peak_mib,
        "peer": peer,
        "cpu_ratio": ratio(open_cpu_s, "cpu_s"),
        "peak_ratio": ratio(peak_mib, "peak_mib"),
    }))
}

/// What Python says of the same file; none where it, `pyogrio` or a driver for the format is missing.
fn peer(path: &Path) -> Option<Value> {
    let python = Command::new("python3").args(["-c", PEER]).arg(path).stdin(Stdio::null()).output();
    let output = python.inspect_err(|error| log::info!("python3 does not start: {error}")).ok()?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        log::info!("pyogrio does not read {}: {}", path.display(), why.lines().last().unwrap_or_default());
        return None;
    }
    serde_json::from_slice(&output.stdout).ok()
}

/// The most memory that the program has held so far, MiB; none where the system does not tell.
fn peak_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024.0)
}
