//! What a presenter can do, and the one function that does it.
//! Must not know which key or button asked.

use super::super::Session;
use super::Show;

/// Something the presenter did.
#[derive(Clone, Debug, PartialEq)]
pub enum ShowAction {
    /// Begin, at the stop with an id, or at the first.
    Start {
        /// The stop's id.
        stop: Option<String>,
        /// The step of that stop.
        build: usize,
        /// How much of the show had passed before, in seconds.
        elapsed_s: f64,
    },
    /// End, and show again what was shown before.
    End,
    /// Closes what lies over the stop, else ends the show.
    Out,
    /// On to the next step, or in the overview to the next stop.
    Next,
    /// Back to the step before.
    Previous,
    /// To the first stop.
    First,
    /// To the last stop.
    Last,
    /// To a stop, by its place among all.
    Go(usize),
    /// A digit of a stop's number.
    Digit(u8),
    /// Go to the stop whose number was typed, or that is chosen in the overview; open the card of the feature that was stepped to;
    /// else on.
    Accept,
    /// To the next feature that can be asked about, or the one before.
    StepFeature {
        /// Whether to go back.
        back: bool,
    },
    /// Cover the stage, or uncover it.
    Cover(Cover),
    /// Make the pointer an aid, or a pointer again.
    Aid(Aid),
    /// The aid is at a point of the stage, or away.
    Point(Option<[f32; 2]>),
    /// To the appendix, or back from it.
    Appendix,
    /// To a stop, by its place among all, and the way back from it.
    Visit(usize),
    /// Open or close the overview.
    Overview,
    /// Choose a stop in the overview so many further, or back.
    Choose(isize),
    /// Show or hide the legend.
    Legend,
    /// Show or hide the second language.
    Bilingual,
    /// Let the audience keep what it sees, or see on.
    Freeze,
    /// Go on by itself, so many seconds a step; or wait for the presenter.
    Pace(Option<f64>),
}

/// What can cover the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// A black screen.
    Black,
    /// A white screen.
    White,
}

/// What the pointer can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aid {
    /// A bright dot.
    Laser,
    /// Light around it, and darkness everywhere else.
    Spotlight,
    /// A lens that enlarges the map.
    Lens,
}

impl ShowAction {
    /// To begin at the first stop.
    #[must_use]
    pub fn start() -> Self {
        Self::Start { stop: None, build: 0, elapsed_s: 0.0 }
    }
}

impl Session {
    /// Does it. Nothing but `Start` does anything while no show is on.
    pub(in crate::session) fn present(&mut self, action: ShowAction) {
        match action {
            ShowAction::Start { stop, build, elapsed_s } => self.start_show(stop.as_deref(), build, elapsed_s),
            ShowAction::End => self.end_show(),
            ShowAction::Out => self.step_out(),
            ShowAction::Next => self.next_step(),
            ShowAction::Previous => self.previous_step(),
            ShowAction::First => self.show_end(true),
            ShowAction::Last => self.show_end(false),
            ShowAction::Go(stop) => self.go_to_stop(stop, 0),
            ShowAction::Appendix => self.turn_to_appendix(),
            ShowAction::Visit(stop) => self.visit(stop),
            ShowAction::Digit(digit) => self.type_digit(digit),
            ShowAction::Accept => self.accept(),
            ShowAction::StepFeature { back } => self.step_to_feature(back),
            ShowAction::Choose(by) => self.choose(by),
            ShowAction::Freeze => self.freeze(),
            ShowAction::Cover(cover) => self.change_show(|show| show.cover = other(show.cover, cover)),
            ShowAction::Aid(aid) => self.change_show(|show| show.aid = other(show.aid, aid)),
            ShowAction::Point(at) => self.change_show(|show| show.pointer = at),
            ShowAction::Overview => {
                self.change_show(|show| show.overview = if show.overview.is_some() { None } else { Some(show.at) });
            }
            ShowAction::Legend => self.change_show(|show| show.legend = !show.legend),
            ShowAction::Bilingual => self.change_show(|show| show.bilingual = !show.bilingual),
            ShowAction::Pace(pace_s) => self.change_show(|show| show.pace_s = pace_s.filter(|pace_s| *pace_s > 0.0)),
        }
    }

    fn change_show(&mut self, change: impl FnOnce(&mut Show)) {
        if let Some(show) = self.show.as_deref_mut() {
            change(show);
        }
    }
}

/// What there is after a key that turns something on or off.
fn other<T: Copy + PartialEq>(now: Option<T>, asked: T) -> Option<T> {
    Some(asked).filter(|_| now != Some(asked))
}
