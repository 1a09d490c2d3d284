//! `zonemap bench draw`: a file to its first full picture, then pictures of a map that moves, whole and zoomed in.
//! Must not paint otherwise than the window and `render` do.

use serde_json::{Map, Value, json};

use super::clock::Clock;
use super::film::Film;
use super::{Bench, NotTimed};
use crate::draw::prepare_ground;
use crate::formats::{OpenOptions, open_or_builtin};
use crate::paint::raster::{self, Part};
use crate::session::Action;

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
struct FrameTime {
    wall: f64,
    cpu: Option<f64>,
    /// For all but the rasteriser: what is shown, and where words have room.
    ours: Option<f64>,
}

pub(super) fn run(args: &Bench) -> Result<Value, NotTimed> {
    let whole = Clock::start();
    // As a window has it, in the background.
    prepare_ground();
    let loading = Clock::start();
    let project = open_or_builtin(args.file.as_deref(), &OpenOptions::default())?;
    let mut moving = Film::new(project, SIZE);
    let mut figures = Map::new();
    figures.insert("load_s".to_owned(), json!(loading.wall_s()));
    for (name, step) in ["full", "zoom"].into_iter().zip(STEPS) {
        if name == "zoom" {
            moving.session.apply(Action::ZoomMiddle { factor: NEARER });
        }
        // A whole map needs its level of detail; nearer, the first picture comes without waiting for one.
        if name == "full" {
            moving.prepare();
        }
        let first = timed(&mut moving);
        if name == "full" {
            figures.insert("first_map_s".to_owned(), json!(whole.wall_s()));
            figures.insert("first_map_cpu_s".to_owned(), json!(whole.cpu_s()));
        }
        report(&mut figures, &format!("first_{name}"), &[first]);
        let preparing = Clock::start();
        moving.prepare();
        figures.insert(format!("level_{name}_ms"), json!(preparing.wall_s() * 1e3));
        let pan = |_| {
            moving.session.apply(Action::Pan([-step, 0.0]));
            timed(&mut moving)
        };
        report(&mut figures, &format!("pan_{name}"), &(0..FRAMES).map(pan).collect::<Vec<_>>());
    }
    Ok(Value::Object(figures))
}

/// The next picture, and how long it takes.
fn timed(film: &mut Film) -> FrameTime {
    let whole = Clock::start();
    let picture = film.frame();
    let ours = whole.cpu_s();
    // The size is fixed and small enough.
    let _painted = raster::image(&picture, film.session.theme().palette(), 1.0, Part::Whole);
    let ms = |s: f64| s * 1e3;
    FrameTime { wall: ms(whole.wall_s()), cpu: whole.cpu_s().map(ms), ours: ours.map(ms) }
}

/// Adds the medians of some frames.
fn report(figures: &mut Map<String, Value>, name: &str, frames: &[FrameTime]) {
    let median = |of: fn(&FrameTime) -> Option<f64>| {
        let mut values: Vec<f64> = frames.iter().filter_map(of).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied()
    };
    figures.insert(format!("{name}_ms"), json!(median(|frame| Some(frame.wall))));
    figures.insert(format!("{name}_cpu_ms"), json!(median(|frame| frame.cpu)));
    figures.insert(format!("{name}_cpu_ours_ms"), json!(median(|frame| frame.ours)));
}
