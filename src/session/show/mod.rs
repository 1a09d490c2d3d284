//! A show on the stage: which stop, which step of it, and what lies over it. The map is the session's own, so all that can be done
//! with a map can be done on the stage.
//! Must not know keys, windows, or how a stop looks.

mod action;
mod request;
mod room;
mod steps;

pub use action::{Aid, Cover, ShowAction};
pub use request::ShowRequest;
pub use room::Room;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Session, Workspace};
use crate::i18n::Lang;
use crate::project::{FeatureId, stop_id};
use crate::show::{Content, Deck, Stop};

/// How long the motion of a step lasts at most, in seconds: then it is shown complete.
pub(super) const MOTION_S: f64 = 2.4;

/// A show that is on.
#[derive(Clone, Debug)]
pub struct Show {
    deck: Arc<Deck>,
    /// The stop's place among all.
    pub at: usize,
    /// The step of the stop: 0 is the stop itself.
    pub build: usize,
    /// With which step of the stop each feature appears that is not there from the beginning.
    revealed: Arc<BTreeMap<FeatureId, usize>>,
    /// When this step was first seen to be under way.
    step_s: Option<f64>,
    /// Whether it is shown complete.
    settled: bool,
    now_s: f64,
    /// When the show was first seen to be under way, less what had passed of it before.
    began_s: Option<f64>,
    elapsed_before_s: f64,
    /// The language of stops that have none of their own.
    pub lang: Lang,
    /// What covers the stage.
    pub cover: Option<Cover>,
    /// What the pointer is.
    pub aid: Option<Aid>,
    /// Where on the stage the aid is, in points.
    pub pointer: Option<[f32; 2]>,
    /// The feature that was stepped to, to be asked about.
    pub stepped: Option<FeatureId>,
    /// The block of the stop that was stepped to and that leads to another stop.
    pub chosen: Option<usize>,
    /// The stop and the step from which the appendix, or another stop, was visited.
    came_from: Option<(usize, usize)>,
    /// The stop that is chosen in the overview, by its place among all, while the overview is open.
    pub overview: Option<usize>,
    /// The number typed so far.
    pub typed: Option<usize>,
    /// The feature whose card is open over the stop.
    pub card: Option<FeatureId>,
    /// Whether the legend is shown.
    pub legend: bool,
    /// Whether the second language stands below the first.
    pub bilingual: bool,
    /// Seconds a step when it goes on by itself.
    pace_s: Option<f64>,
    /// What the audience keeps seeing while the presenter goes on.
    frozen: Option<Arc<Session>>,
    /// What the show began in and its end gives back.
    pub(super) before: Arc<Workspace>,
}

impl Show {
    /// The stops, those that are left out too.
    #[must_use]
    pub fn deck(&self) -> &Deck {
        &self.deck
    }

    /// The stop.
    #[must_use]
    pub fn stop(&self) -> &Stop {
        &self.deck.stops[self.at]
    }

    /// Which of the stops that are shown it is, from 1, and how many they are: before the appendix, and in it with it.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        let before = self.deck.shown().take_while(|(at, _)| *at <= self.at).count();
        (before, self.deck.shown().filter(|(_, stop)| self.stop().appendix || !stop.appendix).count())
    }

    /// The stop after this one, as it is when it is come to. The appendix is not come to, it is gone to.
    #[must_use]
    pub fn next_stop(&self) -> Option<usize> {
        let alike = self.deck.shown().filter(|(_, stop)| stop.appendix == self.stop().appendix);
        alike.map(|(at, _)| at).find(|&at| at > self.at)
    }

    /// The stop that a block of this one leads to, by its place among all.
    #[must_use]
    pub fn opened_by(&self, block: usize) -> Option<usize> {
        let Content::Card { opens: Some(id), .. } = &self.stop().blocks.get(block)?.content else { return None };
        let id = stop_id(self.stop().namespace, id);
        self.deck.shown().find(|(_, stop)| stop.id == id).map(|(at, _)| at)
    }

    fn stop_before(&self) -> Option<usize> {
        self.deck.shown().map(|(at, _)| at).rfind(|&at| at < self.at)
    }

    /// How long this step has been shown, in seconds; for ever once all its motion is done.
    #[must_use]
    pub fn since_s(&self) -> f64 {
        if self.settled { f64::INFINITY } else { self.step_s.map_or(0.0, |began| (self.now_s - began).max(0.0)) }
    }

    /// Whether something on the stage still moves.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        !self.settled
    }

    /// How long the show has been on, in seconds.
    #[must_use]
    pub fn elapsed_s(&self) -> f64 {
        self.elapsed_before_s + self.began_s.map_or(0.0, |began| (self.now_s - began).max(0.0))
    }

    /// How long it will have been on at a time, in seconds; for a clock that goes on while nothing else happens.
    #[must_use]
    pub fn elapsed_at_s(&self, now_s: f64) -> f64 {
        self.elapsed_before_s + self.began_s.map_or(0.0, |began| (now_s - began).max(0.0))
    }

    /// In how many seconds the show goes on by itself; none when it waits for the presenter.
    #[must_use]
    pub fn due_s(&self) -> Option<f64> {
        let pace_s = self.pace_s?;
        let steps = u32::try_from(self.stop().last_build() + 1).unwrap_or(u32::MAX);
        let planned_s = self.stop().own_time_s().map(|planned| f64::from(planned) / f64::from(steps));
        let shown_s = self.step_s.map_or(0.0, |began| self.now_s - began);
        Some((planned_s.unwrap_or(pace_s) - shown_s).max(0.0))
    }

    /// Whether the audience keeps seeing what it saw.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.frozen.is_some()
    }
}

impl Session {
    /// The show, while one is on.
    #[must_use]
    pub fn show(&self) -> Option<&Show> {
        self.show.as_deref()
    }

    /// What the audience sees: the session, or what it was when it was frozen.
    #[must_use]
    pub fn audience(&self) -> &Self {
        self.show().and_then(|show| show.frozen.as_deref()).unwrap_or(self)
    }

    /// Whether a feature is not on the map yet, because a later step of the stop reveals it.
    #[must_use]
    pub fn is_hidden(&self, id: FeatureId) -> bool {
        self.revealed(id).is_some_and(|build| self.show().is_some_and(|show| build > show.build))
    }

    /// The features that are lit up.
    #[must_use]
    pub fn lit(&self) -> Vec<FeatureId> {
        let lit = self.show().into_iter().flat_map(|show| show.stop().lit_at(show.build));
        lit.filter(|&id| !self.is_hidden(id)).collect()
    }

    /// Whether a feature has just appeared with this step, so that it may be drawn in motion.
    #[must_use]
    pub fn is_arriving(&self, id: FeatureId) -> bool {
        let arrives = |show: &Show| show.is_moving() && self.revealed(id) == Some(show.build);
        self.show().is_some_and(arrives)
    }

    /// The step of the stop that reveals a feature; none when it is there from the beginning.
    fn revealed(&self, id: FeatureId) -> Option<usize> {
        self.show()?.revealed.get(&id).copied()
    }
}
