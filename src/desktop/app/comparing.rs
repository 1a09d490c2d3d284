//! The window's comparison with another version: begun, waited for, and its two versions taking turns.
//! Must not know how two versions are compared.

use std::time::Duration;

use egui::Context;

use super::App;
use crate::desktop::job::{Ended, Job, caught};
use crate::desktop::loader::{Other, load_other, opened};
use crate::desktop::messages::MessageKind;
use crate::diff::compare;
use crate::formats::OpenError;
use crate::session::{Action, Compared, Comparing, Seen, Session};

impl App {
    /// Begins to compare: with the built-in reading, which is small, at once; with a file in the background.
    pub(super) fn compare(&mut self, other: Other) {
        self.comparing = None;
        self.compared_with = match &other {
            Other::File(path) => Some(path.clone()),
            Other::FaceValue => None,
        };
        let session = self.session.clone();
        match other {
            Other::FaceValue => self.take_compared(caught(|| compared(&session, &other))),
            Other::File(_) => {
                self.comparing = Some(Job::begin(&self.context, "comparer", move |_| compared(&session, &other)));
                self.session.apply(Action::Compared(Comparing::UnderWay));
            }
        }
    }

    pub(super) fn take_compared(&mut self, ended: Ended<Result<Compared, OpenError>>) {
        let state = match opened(ended, self.session.lang()) {
            Ok(compared) => Comparing::Done(compared),
            Err(why) => {
                self.messages.tell(MessageKind::Error, why);
                Comparing::Nothing
            }
        };
        self.session.apply(Action::Compared(state));
    }

    /// Lets the versions take turns, one second each; nothing moves by itself for who wants less motion.
    pub(super) fn blink(&mut self, context: &Context) {
        if !self.session.versions().blinks() || self.session.settings().reduced_motion {
            return;
        }
        let time_s = context.input(|input| input.time);
        let seen = if time_s.rem_euclid(2.0) < 1.0 { Seen::After } else { Seen::Before };
        if self.session.versions().seen != seen {
            self.session.apply(Action::See(seen));
        }
        context.request_repaint_after(Duration::from_secs_f64(1.0 - time_s.rem_euclid(1.0)));
    }
}

/// Opens the other version and compares what a session shows with it.
fn compared(session: &Session, other: &Other) -> Result<Compared, OpenError> {
    let second = load_other(other)?.beside(session.project());
    let comparison = compare(session.project(), &second, 0.0);
    Ok(Compared::new(session.project(), second, comparison))
}
