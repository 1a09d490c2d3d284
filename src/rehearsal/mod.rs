//! The self-check before a talk: what is looked at, and what to do where something is not as it should be.
//! Must not know a panel: it is a list of checks with results, made one stop at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::draw::stage::concerns;
use crate::i18n::{Lang, Localized, displayed, list, minutes, printable, tr};
use crate::session::{Session, Settings};
use crate::show::{Deck, Stop};
use crate::typography::missing;

/// The sheet that stops are drawn on to be checked: the smallest that a projector should have, in points.
const SHEET: [f32; 2] = [1280.0, 720.0];
/// The fewest pixels that a display should have.
const MIN: [f32; 2] = [1280.0, 720.0];
/// What is longer than so many characters is cut where titles are shown.
const LONGEST_TITLE: usize = 200;
/// At most so many stops or characters are named.
const NAMED: usize = 5;

/// What is around the show.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    /// The display's width and height in pixels, if the system tells.
    pub display: Option<[f32; 2]>,
    /// How many pixels a point of the window has.
    pub pixels_per_point: f32,
    /// Whether the presenter's window fills a display of its own; none while there is no such window.
    pub second_display: Option<bool>,
    /// Whether the graphics card paints the map.
    pub card: bool,
    /// Whether the place in the show can be kept through a crash; none when there is nowhere to keep it.
    pub resume: Option<bool>,
    /// Whether the screen saver is held off while a show is on.
    pub screen: Screen,
}

/// What became of the request that the screen stay on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// It is not known yet.
    Unknown,
    /// It stays on.
    StaysOn,
    /// The system does not do it, in its own words.
    Refused(String),
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Good,
    /// Worth knowing; nothing has to be done.
    Known,
    /// Something is to be mended.
    Bad,
}

/// A check with its result.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// How it came out.
    pub verdict: Verdict,
    /// What was found, and what to do about it.
    pub text: String,
}

/// A self-check under way, or done.
pub struct SelfCheck {
    staged: Session,
    deck: Deck,
    /// How many stops were looked at so far.
    done: usize,
    /// The stops that do not draw as they should, each with why.
    faults: Vec<(usize, String)>,
    without_glyph: Vec<char>,
}

impl SelfCheck {
    /// Begins to check the show of a session.
    #[must_use]
    pub fn begin(session: &Session) -> Self {
        let staged = session.at_stop(0, None, SHEET);
        let deck = session.deck();
        Self { staged, deck, done: 0, faults: Vec::new(), without_glyph: Vec::new() }
    }

    /// Looks at one more stop. Returns whether there are more.
    pub fn step(&mut self) -> bool {
        let Some(stop) = self.deck.stops.get(self.done) else { return false };
        if !stop.hidden {
            self.without_glyph.extend(missing(&texts(stop)));
            let (staged, at) = (&self.staged, self.done);
            // A stop that breaks is the very thing that is looked for.
            let found = catch_unwind(AssertUnwindSafe(|| faults(&staged.at_stop(at, None, SHEET))));
            match found {
                Ok(found) => self.faults.extend(found.into_iter().map(|why| (at, why))),
                Err(_) => self.faults.push((at, tr!(self.staged.lang(), "self-check.breaks").into_owned())),
            }
        }
        self.done += 1;
        self.done < self.deck.stops.len()
    }

    /// How many stops were looked at, and of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.deck.stops.len())
    }

    /// Whether every stop was looked at.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done >= self.deck.stops.len()
    }

    /// Every check with its result.
    #[must_use]
    pub fn checks(&self, around: &Around, settings: Settings) -> Vec<Check> {
        let lang = settings.lang;
        let mut checks = self.of_stops(lang);
        checks.push(self.glyphs(lang));
        checks.push(self.timing(lang));
        checks.extend(displays(around, lang));
        checks.push(screen(around, lang));
        checks.push(match around.resume {
            Some(true) => good(tr!(lang, "self-check.resume")),
            Some(false) => bad(tr!(lang, "self-check.no-resume")),
            None => known(tr!(lang, "self-check.no-resume-file")),
        });
        checks.push(known(if around.card { tr!(lang, "self-check.card") } else { tr!(lang, "self-check.processor") }));
        checks.push(known(tr!(lang, "self-check.language", name = language(lang))));
        if settings.reduced_motion {
            checks.push(known(tr!(lang, "self-check.still")));
        } else {
            checks.push(known(tr!(lang, "self-check.moving")));
        }
        checks
    }

    /// One check for all stops that draw as they should, one for each that does not.
    fn of_stops(&self, lang: Lang) -> Vec<Check> {
        let count = self.deck.shown().count();
        if count == 0 {
            return vec![bad(tr!(lang, "self-check.no-stop"))];
        }
        if self.faults.is_empty() {
            return vec![good(tr!(lang, "self-check.stops", count = count))];
        }
        let fault = |(at, why): &(usize, String)| {
            let stop = &self.deck.stops[*at];
            let place = self.deck.shown().take_while(|(other, _)| other <= at).count();
            let title = displayed(stop.title.get(lang));
            bad(tr!(lang, "self-check.stop", place = place, title = title, why = why))
        };
        let mut checks: Vec<Check> = self.faults.iter().take(NAMED).map(fault).collect();
        if self.faults.len() > NAMED {
            checks.push(bad(tr!(lang, "self-check.more", count = self.faults.len() - NAMED)));
        }
        checks
    }

    fn glyphs(&self, lang: Lang) -> Check {
        let mut glyphs = self.without_glyph.clone();
        glyphs.sort_unstable();
        glyphs.dedup();
        if glyphs.is_empty() {
            return good(tr!(lang, "self-check.glyphs"));
        }
        let named: Vec<String> = glyphs.iter().take(NAMED).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        bad(tr!(lang, "self-check.no-glyphs", count = glyphs.len(), list = list(&named, lang)))
    }

    fn timing(&self, lang: Lang) -> Check {
        let told = || self.deck.told();
        let planned = || told().filter_map(|(_, stop)| stop.planned_s).map(f64::from);
        let (with, count) = (planned().count(), told().count());
        let time = minutes(planned().sum());
        if with == 0 {
            known(tr!(lang, "self-check.untimed"))
        } else if with < count {
            known(tr!(lang, "self-check.partly-timed", time = time, count = count - with))
        } else {
            good(tr!(lang, "self-check.timed", time = time))
        }
    }
}

/// Whether everything is as it should be.
#[must_use]
pub fn is_ready(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.verdict != Verdict::Bad)
}

fn displays(around: &Around, lang: Lang) -> Vec<Check> {
    let size = |[width, height]: [f32; 2]| format!("{width:.0} × {height:.0}");
    let resolution = match around.display {
        None => known(tr!(lang, "self-check.no-display")),
        Some(display) => {
            let pixels = format!("{:.2}", around.pixels_per_point);
            let enough = display[0] >= MIN[0] && display[1] >= MIN[1];
            if enough {
                good(tr!(lang, "self-check.display", size = size(display), pixels = pixels))
            } else {
                bad(tr!(lang, "self-check.small-display", size = size(display), least = size(MIN)))
            }
        }
    };
    let second = match around.second_display {
        Some(true) => good(tr!(lang, "self-check.two-displays")),
        Some(false) => known(tr!(lang, "self-check.one-display")),
        None => known(tr!(lang, "self-check.count-unknown")),
    };
    vec![resolution, second]
}

fn screen(around: &Around, lang: Lang) -> Check {
    match &around.screen {
        Screen::StaysOn => good(tr!(lang, "self-check.awake")),
        Screen::Unknown => known(tr!(lang, "self-check.awake-unknown")),
        Screen::Refused(why) => bad(tr!(lang, "self-check.not-awake", why = printable(why))),
    }
}

/// What is wrong with a stop, in words; nothing when it is as it should be.
fn faults(stop: &Session) -> Vec<String> {
    let lang = stop.lang();
    let title = stop.show().map_or("", |show| show.stop().title.get(lang));
    let mut faults: Vec<String> = concerns(stop).iter().map(|concern| concern.text(lang)).collect();
    if title.chars().count() > LONGEST_TITLE {
        faults.push(tr!(lang, "self-check.long-title", most = LONGEST_TITLE).into_owned());
    }
    faults
}

/// Everything that a stop says, in every language.
fn texts(stop: &Stop) -> String {
    let mut texts = vec![&stop.lead, &stop.title, &stop.notes];
    texts.extend(stop.callouts.iter().map(|callout| &callout.text));
    texts.extend(stop.blocks.iter().flat_map(|block| block.content.texts()));
    texts.into_iter().flat_map(|text: &Localized| Lang::ALL.map(|lang| text.get(lang))).collect()
}

/// A language's own name.
fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHant => "繁體中文",
        Lang::ZhHans => "简体中文",
        Lang::En => "English",
    }
}

fn good(text: impl Into<String>) -> Check {
    Check { verdict: Verdict::Good, text: text.into() }
}

fn known(text: impl Into<String>) -> Check {
    Check { verdict: Verdict::Known, text: text.into() }
}

fn bad(text: impl Into<String>) -> Check {
    Check { verdict: Verdict::Bad, text: text.into() }
}
