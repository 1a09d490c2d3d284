//! The window's check of what it shows: at once where that is quick, else in the background.
//! Must not know a rule.

use super::App;
use crate::desktop::job::{Ended, Job, caught};
use crate::desktop::messages::MessageKind;
use crate::i18n::tr;
use crate::project::Layer;
use crate::session::{Action, Checked, Findings, Session};
use crate::verify::{Tolerances, check, idle_rules};

/// A project of up to so many vertices is checked in less time than a frame may take.
const QUICK_VERTICES: usize = 10_000;

impl App {
    /// Begins to check the project.
    pub(super) fn check(&mut self) {
        let session = self.session.clone();
        let vertices: usize =
            session.project().layers.iter().map(|layer: &Layer| layer.data.shapes().vertex_count()).sum();
        if vertices <= QUICK_VERTICES {
            self.checking = None;
            self.take_checked(caught(|| found(&session)));
        } else {
            self.checking = Some(Job::begin(&self.context, "checker", move |_| found(&session)));
        }
    }

    /// What came of it; a rule that breaks takes the check with it, and nothing else.
    pub(super) fn take_checked(&mut self, ended: Ended<Findings>) {
        let lang = self.session.lang();
        let checked = match ended {
            Ok(findings) => Checked::Done(findings),
            Err(why) => {
                self.messages.tell(MessageKind::Error, why.message(lang, tr!(lang, "checks.broke")));
                Checked::Broke
            }
        };
        self.session.apply(Action::Checked(checked));
    }
}

fn found(session: &Session) -> Findings {
    let project = session.project();
    Findings::new(check(project, &Tolerances::default()), idle_rules(project))
}
