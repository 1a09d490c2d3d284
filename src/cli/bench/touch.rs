//! `zonemap bench touch`: what a window's own thread does for a frame, and after each thing that a hand does, without painting a pixel.
//! Must not do it otherwise than the window does.

use serde_json::{Map, Value, json};

use super::clock::Clock;
use super::film::{Film, still};
use super::{Bench, NotTimed};
use crate::crs::readings;
use crate::draw::{Spot, line_key, prepare_ground, spots, value_rows};
use crate::formats::{OpenOptions, open_or_builtin};
use crate::geometry::LonLat;
use crate::project::Labelling;
use crate::report::FeatureReport;
use crate::session::{Action, LodCache, Session};
use crate::verify::{Tolerances, sum_checks};

/// The map's size in points.
const SIZE: [f32; 2] = [1280.0, 800.0];
/// How often each is done; the median and the longest count.
const TIMES: u16 = 40;

pub(super) fn run(args: &Bench) -> Result<Value, NotTimed> {
    let project = open_or_builtin(args.file.as_deref(), &OpenOptions::default())?;
    prepare_ground();
    let features: usize = project.layers.iter().map(|layer| layer.data.features().len()).sum();
    let vertices: usize = project.layers.iter().map(|layer| layer.data.shapes().vertex_count()).sum();
    // What a window's loader does in the background, before the window's own thread has anything to do with it.
    let preparing = Clock::start();
    project.prepare_identify();
    let lod_cache = LodCache::prepared(&project);
    let prepare_ms = ms(&preparing);
    let starting = Clock::start();
    let mut film = Film::on(Session::new(project, still()).with_lod_cache(lod_cache), SIZE);
    let _first = film.frame();
    let start_ms = ms(&starting);
    // These come in the background too: the levels of detail of this size, and what is searched for words.
    film.prepare();
    film.session.project().prepare_search();
    let mut figures = Map::new();
    figures.insert("features".to_owned(), json!(features));
    figures.insert("vertices".to_owned(), json!(vertices));
    figures.insert("prepare_ms".to_owned(), json!(prepare_ms));
    figures.insert("start_ms".to_owned(), json!(start_ms));
    let mut told = |name: &str, mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        figures.insert(format!("{name}_ms"), json!(times.get(times.len() / 2)));
        figures.insert(format!("{name}_most_ms"), json!(times.last()));
    };
    told("frame", each(&mut film, |at| Action::Pan([if at % 2 == 0 { 40.0 } else { -40.0 }, 3.0])));
    told("hover", each(&mut film, |at| Action::Hover(Some(point(at)))));
    told("select", each(&mut film, |at| Action::Click(point(at))));
    told("step", each(&mut film, |at| Action::Step { back: at % 4 == 3 }));
    told("panels", (0..TIMES).map(|_| panels(&mut film.session)).collect());
    let top = film.session.drawn_order().last().copied().unwrap_or_default();
    told("hide", each(&mut film, |at| Action::ShowLayer { layer: top, visible: at % 2 != 0 }));
    told("label", each(&mut film, |at| Action::LabelBy { layer: top, labelling: labelling(at) }));
    let middle: LonLat = film.session.view().projector().center.into();
    told("keystroke", keystrokes(&film.session, |words| drop(readings(words, middle))));
    // A window does this in the background, but for few features, and does not wait for it.
    told("search", keystrokes(&film.session, |words| drop(film.session.project().search(words))));
    Ok(Value::Object(figures))
}

/// Places all over the map.
fn point(at: u16) -> [f32; 2] {
    [SIZE[0] * (0.1 + 0.02 * f32::from(at)), SIZE[1] * (0.1 + 0.8 * (f32::from(at * 7 % TIMES) / f32::from(TIMES)))]
}

fn labelling(at: u16) -> Labelling {
    if at.is_multiple_of(2) { Labelling::Nothing } else { Labelling::Name }
}

/// What the panels beside the map ask for in every frame: the key, the sums, the features in view by name, and the card of the next feature.
fn panels(session: &mut Session) -> f64 {
    session.apply(Action::Step { back: false });
    let clock = Clock::start();
    let _key = line_key(session);
    let _values: Vec<_> = (0..session.layers().len()).map(|layer| value_rows(session, layer, false)).collect();
    let project = session.project();
    let _sums = sum_checks(project, &Tolerances::default());
    let spoken = |spot: &Spot| FeatureReport::of(project, spot.id).map(|report| report.spoken(session.lang()));
    let _spoken: Vec<_> = spots(session).iter().map(spoken).collect();
    if let Some(report) = session.selected().and_then(|id| FeatureReport::of(project, id)) {
        let (_card, _rows, _segments) =
            (report.card(), report.attributes(session.lang()), report.boundary_segments().len());
    }
    ms(&clock)
}

/// What is done after each of the letters of the first name.
fn keystrokes(session: &Session, done: impl Fn(&str)) -> Vec<f64> {
    let project = session.project();
    let name = project.feature_ids().find_map(|id| Some(project.feature(id)?.name().get(session.lang()).to_owned()));
    let name = name.unwrap_or_default();
    let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).take(usize::from(TIMES));
    let timed = |end: usize| {
        let clock = Clock::start();
        done(&name[..end]);
        ms(&clock)
    };
    ends.map(timed).collect()
}

/// The times of some actions, each with the frame that shows it.
fn each(film: &mut Film, action: impl Fn(u16) -> Action) -> Vec<f64> {
    let time = |at: u16| {
        let clock = Clock::start();
        film.session.apply(action(at));
        let _picture = film.frame();
        ms(&clock)
    };
    (0..TIMES).map(time).collect()
}

/// Milliseconds of the processor since the start, or on the wall where the system does not tell.
fn ms(clock: &Clock) -> f64 {
    clock.cpu_s().unwrap_or_else(|| clock.wall_s()) * 1e3
}
