//! `zonemap bench parse`: a data file's bytes to features and geometry. Reading the bytes is timed by itself.
//! Must not know any format.

use serde_json::{Value, json};

use super::clock::Clock;
use super::{Bench, NotTimed};
use crate::formats::{parse, read_bytes};

pub(super) fn run(args: &Bench) -> Result<Value, NotTimed> {
    let path = args.file.as_deref().ok_or(NotTimed::NoFile)?;
    let reading = Clock::start();
    let bytes = read_bytes(path)?;
    let read_s = reading.wall_s();
    let parsing = Clock::start();
    let layer = parse(path, &bytes)?;
    let (parse_s, parse_cpu_s) = (parsing.wall_s(), parsing.cpu_s());
    #[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
    let gb_s = bytes.len() as f64 / 1e9 / parse_s;
    Ok(json!({
        "bytes": bytes.len(),
        "features": layer.data.features().len(),
        "vertices": layer.data.shapes().vertex_count(),
        "read_s": read_s,
        "parse_s": parse_s,
        "parse_cpu_s": parse_cpu_s,
        "gb_s": gb_s,
    }))
}
