//! `zonemap bench area`: a data file to the area of every feature, by the method that every verdict uses.
//! Must not know any method.

use serde_json::{Value, json};

use super::clock::Clock;
use super::{Bench, NotTimed};
use crate::formats::{parse, read_bytes};
use crate::geodesy::areas_m2;

pub(super) fn run(args: &Bench) -> Result<Value, NotTimed> {
    let path = args.file.as_deref().ok_or(NotTimed::NoFile)?;
    let loading = Clock::start();
    let bytes = read_bytes(path)?;
    let layer = parse(path, &bytes)?;
    let (load_s, load_cpu_s) = (loading.wall_s(), loading.cpu_s());
    let measuring = Clock::start();
    let area_m2: f64 = areas_m2(layer.data.shapes()).iter().sum();
    let (area_s, area_cpu_s) = (measuring.wall_s(), measuring.cpu_s());
    Ok(json!({
        "features": layer.data.features().len(),
        "vertices": layer.data.shapes().vertex_count(),
        "area_m2": area_m2,
        "load_s": load_s,
        "load_cpu_s": load_cpu_s,
        "area_s": area_s,
        "area_cpu_s": area_cpu_s,
    }))
}
