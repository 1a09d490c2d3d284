//! The window's comparison with another version: begun, waited for, and its two versions taking turns.
//! Must not compare.

use std::time::Duration;

use egui::Context;

use super::App;
use crate::desktop::comparer::{self, Comparer, Outcome};
use crate::desktop::loader::Other;
use crate::session::{Action, Comparing, Seen};

impl App {
    /// Begins to compare: with the built-in reading, which is small, at once; with a file in the background.
    pub(super) fn compare(&mut self, other: Other) {
        self.comparing = None;
        self.compared_with = match &other {
            Other::File(path) => Some(path.clone()),
            Other::FaceValue => None,
        };
        match other {
            Other::FaceValue => {
                let outcome = comparer::compared(&self.session, &other);
                self.take_compared(outcome);
            }
            Other::File(_) => {
                self.comparing = Some(Comparer::begin(&self.session, other));
                self.session.apply(Action::Compared(Comparing::UnderWay));
            }
        }
    }

    fn take_compared(&mut self, outcome: Outcome) {
        let state = match outcome {
            Ok(compared) => Comparing::Done(compared),
            Err(why) => {
                self.messages.push(why.message(self.session.lang()));
                Comparing::Nothing
            }
        };
        self.session.apply(Action::Compared(state));
    }

    pub(super) fn poll_comparing(&mut self, context: &Context) {
        let Some(comparing) = &self.comparing else { return };
        match comparing.poll() {
            Some(outcome) => {
                self.comparing = None;
                self.take_compared(outcome);
            }
            None => context.request_repaint_after(Duration::from_millis(50)),
        }
    }

    /// Lets the versions take turns, one second each; nothing moves by itself for who wants less motion.
    pub(super) fn blink(&mut self, context: &Context) {
        if !self.session.versions().blinks() || self.session.settings().reduced_motion {
            return;
        }
        let time_s = context.input(|input| input.time);
        let seen = if time_s.rem_euclid(2.0) < 1.0 { Seen::After } else { Seen::Before };
        if self.session.versions().seen() != seen {
            self.session.apply(Action::See(seen));
        }
        context.request_repaint_after(Duration::from_secs_f64(1.0 - time_s.rem_euclid(1.0)));
    }
}
