//! Going from step to step: what the map shows, where it looks, and what is put away on the way.
//! Must not know how a step looks.

use std::sync::Arc;

use super::super::{Action, Panel, Session, Workspace};
use super::{MOTION_S, Room, Show};
use crate::geometry::{Extent, Shape};
use crate::i18n::Lang;
use crate::project::{FeatureId, Project, ShowPlan};
use crate::show::Aim;

/// The largest number of a stop that can be typed.
const MAX_TYPED: usize = 999;

impl Show {
    /// Is at a stop of the deck.
    fn enter(&mut self, stop: usize) {
        self.at = stop;
        let stop = &self.deck.stops[stop];
        let absent = stop.absent.iter().map(|&id| (id, usize::MAX));
        let each = stop.reveals.iter().flat_map(|reveal| reveal.features.iter().map(|&id| (id, reveal.build)));
        self.revealed = Arc::new(absent.chain(each).collect());
    }

    /// Begins a step: it is in motion until it has been seen for a while.
    fn begin_step(&mut self, build: usize) {
        self.build = build;
        self.step_s = None;
        self.settled = false;
    }

    fn tick(&mut self, now_s: f64) {
        self.now_s = now_s;
        self.began_s.get_or_insert(now_s);
        let step_s = *self.step_s.get_or_insert(now_s);
        self.settled |= now_s - step_s >= MOTION_S;
    }
}

impl Session {
    pub(super) fn start_show(&mut self, stop: Option<&str>, build: usize, elapsed_s: f64) {
        if self.show.is_some() {
            return;
        }
        let deck = self.deck();
        let named = deck.shown().find(|(_, shown)| Some(shown.id.as_str()) == stop);
        let Some(at) = named.or_else(|| deck.shown().next()).map(|(at, _)| at) else { return };
        let build = if named.is_some() { build.min(deck.stops[at].last_build()) } else { 0 };
        self.show = Some(Box::new(Show {
            deck: Arc::new(deck),
            at,
            build,
            revealed: Arc::default(),
            step_s: None,
            settled: false,
            now_s: 0.0,
            began_s: None,
            elapsed_before_s: elapsed_s.max(0.0),
            lang: self.workspace.settings.lang,
            cover: None,
            aid: None,
            pointer: None,
            stepped: None,
            chosen: None,
            came_from: None,
            overview: None,
            typed: None,
            card: None,
            legend: false,
            bilingual: true,
            pace_s: None,
            frozen: None,
            before: Arc::new(self.workspace.clone()),
        }));
        self.workspace.panel = Panel::Card;
        self.arrive(at, build);
    }

    /// Back to what was shown before; what was found out meanwhile stays.
    pub(super) fn end_show(&mut self) {
        let Some(show) = self.show.take() else { return };
        self.workspace = Workspace::clone(&show.before);
        self.hovered = None;
    }

    /// Closes what is typed, what covers the stage, an open card, an aid; only then the show ends.
    pub(super) fn step_out(&mut self) {
        let Some(show) = self.show.as_deref_mut() else { return };
        if show.typed.take().is_some() || show.overview.take().is_some() || show.cover.take().is_some() {
            return;
        }
        if show.card.is_some() || show.stepped.is_some() {
            self.back_to_stop();
        } else if show.aid.take().is_some() || show.chosen.take().is_some() {
        } else if show.came_from.is_some() {
            self.go_back();
        } else {
            self.end_show();
        }
    }

    /// To the appendix, or from it back to the stop from which it was gone to.
    pub(super) fn turn_to_appendix(&mut self) {
        let Some(show) = self.show.as_deref() else { return };
        if show.came_from.is_some() || show.stop().appendix {
            return self.go_back();
        }
        let first = show.deck.shown().find(|(_, stop)| stop.appendix).map(|(at, _)| at);
        if let Some(first) = first {
            self.visit(first);
        }
    }

    /// To a stop and the way back from it.
    pub(super) fn visit(&mut self, stop: usize) {
        let Some(show) = self.show.as_deref() else { return };
        let from = show.came_from.or(Some((show.at, show.build)));
        self.go_to_stop(stop, 0);
        if let Some(show) = self.show.as_deref_mut() {
            show.came_from = from;
        }
    }

    /// Back to the stop from which another was visited, else to the last stop before the appendix.
    fn go_back(&mut self) {
        let Some(show) = self.show.as_deref_mut() else { return };
        let last = show.deck.shown().rev().find(|(_, stop)| !stop.appendix);
        let last = last.map(|(at, stop)| (at, stop.last_build()));
        if let Some((stop, build)) = show.came_from.take().or(last) {
            self.go_to_stop(stop, build);
            if let Some(show) = self.show.as_deref_mut() {
                show.settled = true;
            }
        }
    }

    /// Puts away what lies over the stop, and looks where it looks.
    fn back_to_stop(&mut self) {
        let Some(show) = self.show.as_deref_mut() else { return };
        show.card = None;
        show.stepped = None;
        self.workspace.selection = show.stop().selected.into();
        self.look_at_stop(true);
    }

    pub(super) fn next_step(&mut self) {
        let Some(show) = self.show.as_deref_mut() else { return };
        if show.overview.is_some() {
            self.choose(1);
        } else if show.cover.take().is_some() {
        } else if show.build < show.stop().last_build() {
            show.begin_step(show.build + 1);
            self.settle_if_still();
            self.back_to_stop();
        } else if let Some(stop) = show.next_stop() {
            self.go_to_stop(stop, 0);
        }
    }

    pub(super) fn previous_step(&mut self) {
        let Some(show) = self.show.as_deref_mut() else { return };
        if show.overview.is_some() {
            self.choose(-1);
        } else if show.cover.take().is_some() {
        } else if show.build > 0 {
            show.begin_step(show.build - 1);
            show.settled = true;
            self.back_to_stop();
        } else if let Some(stop) = show.stop_before() {
            let last = show.deck.stops[stop].last_build();
            self.go_to_stop(stop, last);
            if let Some(show) = self.show.as_deref_mut() {
                show.settled = true;
            }
        }
    }

    pub(super) fn show_end(&mut self, first: bool) {
        let Some(show) = self.show.as_deref_mut() else { return };
        let shown: Vec<usize> = show.deck.told().map(|(at, _)| at).collect();
        let Some(&at) = (if first { shown.first() } else { shown.last() }) else { return };
        if show.overview.is_some() {
            show.overview = Some(at);
        } else {
            self.go_to_stop(at, 0);
        }
    }

    pub(super) fn go_to_stop(&mut self, stop: usize, build: usize) {
        let Some(show) = self.show.as_deref_mut() else { return };
        if stop < show.deck.stops.len() {
            show.cover = None;
            show.overview = None;
            show.typed = None;
            self.arrive(stop, build);
        }
    }

    pub(super) fn type_digit(&mut self, digit: u8) {
        let Some(show) = self.show.as_deref_mut() else { return };
        let typed = show.typed.unwrap_or(0) * 10 + usize::from(digit);
        show.typed = Some(typed).filter(|typed| *typed <= MAX_TYPED);
    }

    pub(super) fn accept(&mut self) {
        let Some(show) = self.show.as_deref_mut() else { return };
        if let Some(number) = show.typed.take() {
            let stop = number.checked_sub(1).and_then(|number| show.deck.shown().nth(number)).map(|(at, _)| at);
            if let Some(stop) = stop {
                self.go_to_stop(stop, 0);
            }
        } else if let Some(stop) = show.overview {
            self.go_to_stop(stop, 0);
        } else if let Some(stop) = show.chosen.and_then(|block| show.opened_by(block)) {
            self.visit(stop);
        } else if let Some(id) = show.stepped.filter(|_| show.card.is_none()) {
            self.open_card(Some(id));
        } else {
            self.next_step();
        }
    }

    /// What a click on the stage finds: its card opens over the stop; a click beside everything closes it.
    pub(in crate::session) fn open_card(&mut self, feature: Option<FeatureId>) {
        let Some(show) = self.show.as_deref_mut() else { return };
        show.card = feature;
        self.workspace.selection = feature.or(show.stop().selected).into();
    }

    /// To the next card of the stop that leads somewhere, where there are such cards; else to the next feature.
    pub(super) fn step_to_feature(&mut self, back: bool) {
        if let Some(show) = self.show.as_deref_mut() {
            let blocks = 0..show.stop().blocks.len();
            let leading: Vec<usize> = blocks.filter(|&block| show.opened_by(block).is_some()).collect();
            if !leading.is_empty() {
                let now = show.chosen.and_then(|block| leading.iter().position(|&other| other == block));
                show.chosen = following(&leading, now, back);
                return;
            }
        }
        let next = self.next_feature(self.show().and_then(|show| show.stepped), back);
        if let Some(show) = self.show.as_deref_mut() {
            show.stepped = next;
        }
    }

    pub(super) fn choose(&mut self, by: isize) {
        let Some(show) = self.show.as_deref_mut() else { return };
        let Some(chosen) = show.overview else { return };
        let shown: Vec<usize> = show.deck.shown().map(|(at, _)| at).collect();
        let at = shown.iter().position(|&at| at == chosen).unwrap_or(0);
        let at = at.saturating_add_signed(by).min(shown.len().saturating_sub(1));
        show.overview = shown.get(at).copied();
    }

    pub(super) fn freeze(&mut self) {
        let mut now = self.clone();
        now.workspace.view.land();
        if let Some(show) = now.show.as_deref_mut() {
            show.settled = true;
        }
        if let Some(show) = self.show.as_deref_mut() {
            show.frozen = if show.frozen.is_some() { None } else { Some(Arc::new(now)) };
        }
    }

    /// Shows a step of a stop: its layers, its selection, its language, its place.
    fn arrive(&mut self, stop: usize, build: usize) {
        let Some(show) = self.show.as_deref_mut() else { return };
        show.enter(stop);
        show.card = None;
        show.stepped = None;
        show.chosen = None;
        if !show.stop().appendix {
            show.came_from = None;
        }
        show.begin_step(build);
        let (deck, before, lang) = (Arc::clone(&show.deck), Arc::clone(&show.before), show.lang);
        let stop = &deck.stops[stop];
        self.workspace.settings.lang = stop.lang.unwrap_or(lang);
        self.workspace.selection = stop.selected.into();
        self.hovered = None;
        let layers = self.project.layers.iter().zip(&before.layers);
        for (now, (layer, state)) in self.workspace.layers.iter_mut().zip(layers) {
            let is_named = |ids: &Vec<String>| layer.namespace == stop.namespace && ids.contains(&layer.id);
            now.visible = stop.layers.as_ref().map_or(state.visible, is_named);
        }
        self.settle_if_still();
        self.look_at_stop(true);
    }

    /// With reduced motion a step is complete at once.
    fn settle_if_still(&mut self) {
        let still = self.workspace.settings.reduced_motion;
        if let Some(show) = self.show.as_deref_mut() {
            show.settled |= still;
        }
    }

    /// Looks where the stop looks, in the part of the sheet that no word stands on.
    fn look_at_stop(&mut self, fly: bool) {
        let Some(show) = self.show.as_deref() else { return };
        let extent = extent_of(&self.project, show.stop().aim_at(show.build));
        let room = Room::new(show.stop().layout, self.workspace.view.projector().size);
        self.workspace.view.look_into(extent, room.map, fly);
    }

    /// The sheet has another size: the stop is looked at anew, unless the map was moved by hand.
    pub(in crate::session) fn resize_stage(&mut self, size: [f32; 2]) {
        let Some(show) = self.show.as_deref_mut() else { return };
        if let Some(frozen) = &mut show.frozen {
            Arc::make_mut(frozen).resize(size);
        }
        if show.card.is_none() {
            self.look_at_stop(false);
        }
    }

    /// Time goes on on the stage; a show that goes on by itself goes on, and begins anew after its last step.
    pub(in crate::session) fn tick_show(&mut self, now_s: f64) {
        let Some(show) = self.show.as_deref_mut() else { return };
        show.tick(now_s);
        if show.due_s().is_some_and(|due_s| due_s <= 0.0) && show.cover.is_none() && show.overview.is_none() {
            let ended = show.build >= show.stop().last_build() && show.next_stop().is_none();
            if ended {
                self.show_end(true);
            } else {
                self.next_step();
            }
            // The next step begins now, not when it is next looked at.
            if let Some(show) = self.show.as_deref_mut() {
                show.step_s = Some(now_s);
            }
        }
    }

    /// Another language, for this stop and for all that have none of their own.
    pub(in crate::session) fn set_stage_language(&mut self, lang: Lang) {
        if let Some(show) = self.show.as_deref_mut() {
            show.lang = lang;
        }
    }

    /// Another order, other titles, notes and times; a show that is on stays at its stop if there still is one.
    pub(in crate::session) fn plan_show(&mut self, plan: ShowPlan) {
        self.plan = Arc::new(plan);
        let deck = Arc::new(self.deck());
        let Some(show) = self.show.as_deref_mut() else { return };
        let id = show.stop().id.clone();
        let same = deck.shown().find(|(_, stop)| stop.id == id).or_else(|| deck.shown().next()).map(|(at, _)| at);
        let Some(at) = same else { return self.end_show() };
        show.build = show.build.min(deck.stops[at].last_build());
        show.deck = deck;
        show.enter(at);
    }

    /// A copy that shows a stop complete, at a step or at its last, in a sheet of some size: for pictures of stops.
    #[must_use]
    pub fn at_stop(&self, stop: usize, build: Option<usize>, size: [f32; 2]) -> Self {
        let mut copy = self.clone();
        if copy.show.is_none() {
            copy.start_show(None, 0, 0.0);
        }
        copy.apply(Action::Resize(size));
        let last = copy.show().and_then(|show| show.deck.stops.get(stop)).map_or(0, crate::show::Stop::last_build);
        copy.go_to_stop(stop, build.map_or(last, |build| build.min(last)));
        if let Some(show) = copy.show.as_deref_mut() {
            show.settled = true;
            show.aid = None;
            show.frozen = None;
        }
        copy.look_at_stop(false);
        copy
    }
}

/// The one after another among several, or before it; after the last comes the first.
fn following<T: Copy>(all: &[T], now: Option<usize>, back: bool) -> Option<T> {
    let next = match now {
        Some(at) if back => (at + all.len() - 1).checked_rem(all.len()),
        Some(at) => (at + 1).checked_rem(all.len()),
        None => Some(if back { all.len().saturating_sub(1) } else { 0 }),
    };
    next.and_then(|at| all.get(at).copied())
}

/// The box that a stop looks at.
fn extent_of(project: &Project, aim: &Aim) -> Extent {
    match aim {
        Aim::Zone => project.extent(),
        Aim::Box(extent) => *extent,
        Aim::Features(ids) => {
            ids.iter().filter_map(|&id| project.shape(id)).map(Shape::extent).fold(Extent::EMPTY, Extent::union)
        }
    }
}
