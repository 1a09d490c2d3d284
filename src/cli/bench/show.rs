//! `zonemap bench show`: steps through the whole show, there and back again, with some frames of the motion of each step.
//! Must not step or draw otherwise than the window does.

use serde_json::{Value, json};

use super::clock::Clock;
use super::{Bench, NotTimed};
use crate::draw::{LabelLayout, draw_with};
use crate::formats::{OpenOptions, open_or_builtin};
use crate::paint::raster::{self, Part};
use crate::picture::{Picture, Theme};
use crate::project::Project;
use crate::session::{Action, Session, Settings, ShowAction};

/// The stage's size in points, and in pixels.
const SIZE: [f32; 2] = [1600.0, 900.0];
/// How many steps are taken, unless asked otherwise.
const STEPS: usize = 20_000;
/// When frames of a step are drawn, in seconds after it began: at once, one frame later, in flight, after it, at rest.
const FRAMES_S: [f64; 5] = [0.0, 1.0 / 60.0, 0.4, 1.2, 2.5];
/// From the last frame of a step to the first of the next.
const PAUSE_S: f64 = 0.5;
/// One frame of so many is painted too. It shares no divisor with the frames of a step, so that it is any of them.
const PAINTED: usize = 101;

pub(super) fn run(args: &Bench) -> Result<Value, NotTimed> {
    let project = open_or_builtin(args.file.as_deref(), &OpenOptions::default())?;
    let steps = args.steps.unwrap_or(STEPS).max(1);
    let mut walk = Walk::new(project);
    let starting = Clock::start();
    walk.session.apply(Action::Show(ShowAction::start()));
    walk.frame(0.0);
    let start_ms = ours_ms(&starting);
    let mut times = Times::new(steps);
    let mut settled_mb = None;
    for step in 0..steps {
        if step == steps / 5 {
            settled_mb = resident_mb();
        }
        for (nth, after_s) in FRAMES_S.into_iter().enumerate() {
            let frame = Clock::start();
            if nth == 0 {
                walk.step();
            }
            let picture = walk.frame(after_s);
            let (ours_ms, wall_ms) = (ours_ms(&frame), frame.wall_s() * 1e3);
            times.add(ours_ms, nth == 0, &walk);
            if (step * FRAMES_S.len() + nth).is_multiple_of(PAINTED) {
                times.painted.push(wall_ms + painted_ms(&picture));
            }
        }
        walk.now_s += FRAMES_S[FRAMES_S.len() - 1] + PAUSE_S;
    }
    let growth_mb = resident_mb().zip(settled_mb).map(|(now, then)| now - then);
    Ok(times.figures(steps, start_ms, growth_mb))
}

/// A show that is gone through.
struct Walk {
    session: Session,
    layout: LabelLayout,
    /// When the step began.
    now_s: f64,
    back: bool,
}

impl Walk {
    fn new(project: Project) -> Self {
        let settings = Settings { theme: Theme::Dark, ..Settings::default() };
        let mut session = Session::new(project, settings);
        session.apply(Action::Resize(SIZE));
        Self { session, layout: LabelLayout::default(), now_s: 0.0, back: false }
    }

    /// The stop and the step of it.
    fn place(&self) -> Option<(usize, usize)> {
        self.session.show().map(|show| (show.at, show.build))
    }

    /// On, or back; at either end it turns round.
    fn step(&mut self) {
        let before = self.place();
        self.go();
        if self.place() == before {
            self.back = !self.back;
            self.go();
        }
    }

    fn go(&mut self) {
        let step = if self.back { ShowAction::Previous } else { ShowAction::Next };
        self.session.apply(Action::Show(step));
    }

    fn frame(&mut self, after_s: f64) -> Picture {
        let now_s = self.now_s + after_s;
        self.session.apply(Action::Tick(now_s));
        draw_with(&self.session, &mut self.layout, now_s)
    }
}

/// Milliseconds for frames.
struct Times {
    all: Vec<f64>,
    frames: usize,
    /// The longest of those that a step began with.
    first_ms: f64,
    longest_ms: f64,
    /// Where the longest of all was.
    longest_at: String,
    painted: Vec<f64>,
}

impl Times {
    /// With room for all, already in use, so that keeping them is no growth.
    fn new(steps: usize) -> Self {
        let frames = steps * FRAMES_S.len();
        let mut painted = vec![f64::NAN; frames / PAINTED + 1];
        painted.clear();
        Self {
            all: vec![f64::NAN; frames],
            frames: 0,
            first_ms: 0.0,
            longest_ms: 0.0,
            longest_at: String::new(),
            painted,
        }
    }

    fn add(&mut self, ms: f64, is_first: bool, walk: &Walk) {
        self.all[self.frames] = ms;
        self.frames += 1;
        if is_first {
            self.first_ms = self.first_ms.max(ms);
        }
        if ms > self.longest_ms {
            self.longest_ms = ms;
            let at = walk.session.show().map(|show| format!("{} {}", show.stop().id, show.build));
            self.longest_at = at.unwrap_or_default();
        }
    }

    fn figures(mut self, steps: usize, start_ms: f64, growth_mb: Option<f64>) -> Value {
        let (ours, painted) = (Spread::of(&mut self.all), Spread::of(&mut self.painted));
        json!({
            "steps": steps,
            "frames": self.frames,
            "p50_ms": ours.p50,
            "p99_ms": ours.p99,
            "max_ms": ours.max,
            "max_at": self.longest_at,
            "rss_growth_mb": growth_mb,
            "start_ms": start_ms,
            "first_max_ms": self.first_ms,
            "raster_frames": self.painted.len(),
            "raster_p50_ms": painted.p50,
            "raster_p99_ms": painted.p99,
            "raster_max_ms": painted.max,
        })
    }
}

/// How long a frame takes usually, seldom, and at worst.
struct Spread {
    p50: Option<f64>,
    p99: Option<f64>,
    max: Option<f64>,
}

impl Spread {
    fn of(times: &mut [f64]) -> Self {
        times.sort_by(f64::total_cmp);
        let of_hundred = |n: usize| times.get(times.len() * n / 100).copied();
        Self { p50: of_hundred(50), p99: of_hundred(99), max: times.last().copied() }
    }
}

/// The processor's time, or that on the wall where the system does not tell.
fn ours_ms(clock: &Clock) -> f64 {
    clock.cpu_s().unwrap_or_else(|| clock.wall_s()) * 1e3
}

/// How long a picture takes to paint without a graphics card, on the wall. Levels of detail are made before, as a window makes
/// them in the background.
fn painted_ms(picture: &Picture) -> f64 {
    raster::prepare(picture, 1.0);
    let painting = Clock::start();
    // The size is fixed and small enough.
    let _painted = raster::image(picture, Theme::Dark.palette(), 1.0, Part::Whole);
    painting.wall_s() * 1e3
}

/// How much memory the program has, in millions of bytes; none where the system does not tell in a file.
fn resident_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}
