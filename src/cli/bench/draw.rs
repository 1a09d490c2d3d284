//! `zonemap bench draw`: a file to its first full picture, then pictures of a map that moves, whole and zoomed in.
//! Must not paint otherwise than the window and `render` do.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::NotTimed;
use super::clock::Clock;
use crate::draw::draw;
use crate::formats::{OpenOptions, open_or_builtin};
use crate::paint::raster::{self, Part};
use crate::session::{Action, Session, Settings};

/// The picture's size in pixels.
const SIZE: [f32; 2] = [1600.0, 1000.0];
/// How many pictures of a moving map are timed; the median counts.
const FRAMES: usize = 9;
/// How far the map moves between two of them, in pixels: 2 % of its width, and 5 % zoomed in.
const STEPS: [f32; 2] = [32.0, 80.0];
/// How much nearer the second look is.
const NEARER: f64 = 20.0;

/// Milliseconds for a picture.
#[derive(Clone, Copy)]
struct Frame {
    wall: f64,
    cpu: Option<f64>,
    /// For all but the rasteriser: what is shown, and where words have room.
    ours: Option<f64>,
}

pub(super) fn run(file: Option<&Path>) -> Result<Value, NotTimed> {
    let whole = Clock::start();
    let loading = Clock::start();
    let project = open_or_builtin(file, &OpenOptions::default())?;
    let mut session = Session::new(project, Settings { reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize(SIZE));
    let load_s = loading.wall_s();
    let mut figures = Map::new();
    figures.insert("load_s".to_owned(), json!(load_s));
    for (name, step) in ["full", "zoom"].into_iter().zip(STEPS) {
        if name == "zoom" {
            session.apply(Action::ZoomMiddle { factor: NEARER });
        }
        let first = frame(&session);
        if name == "full" {
            figures.insert("first_map_s".to_owned(), json!(whole.wall_s()));
            figures.insert("first_map_cpu_s".to_owned(), json!(whole.cpu_s()));
        }
        report(&mut figures, &format!("first_{name}"), &[first]);
        let pan = |_| {
            session.apply(Action::Pan([-step, 0.0]));
            frame(&session)
        };
        report(&mut figures, &format!("pan_{name}"), &(0..FRAMES).map(pan).collect::<Vec<_>>());
    }
    Ok(Value::Object(figures))
}

fn frame(session: &Session) -> Frame {
    let whole = Clock::start();
    let picture = draw(session);
    let ours = whole.cpu_s();
    raster::prepare(&picture, 1.0);
    // The size is fixed and small enough.
    let _painted = raster::image(&picture, session.theme().palette(), 1.0, Part::Whole);
    let ms = |s: f64| s * 1e3;
    Frame { wall: ms(whole.wall_s()), cpu: whole.cpu_s().map(ms), ours: ours.map(ms) }
}

/// Adds the medians of some frames.
fn report(figures: &mut Map<String, Value>, name: &str, frames: &[Frame]) {
    let median = |of: fn(&Frame) -> Option<f64>| {
        let mut values: Vec<f64> = frames.iter().filter_map(of).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied()
    };
    figures.insert(format!("{name}_ms"), json!(median(|frame| Some(frame.wall))));
    figures.insert(format!("{name}_cpu_ms"), json!(median(|frame| frame.cpu)));
    figures.insert(format!("{name}_cpu_ours_ms"), json!(median(|frame| frame.ours)));
}
