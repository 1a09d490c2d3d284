//! Holding off the screen saver while a show is on.
//! Must not know what is shown, nor wait for the system: it is asked in the background.

use std::time::Duration;

use egui::Context;

use crate::desktop::job::{Job, NotDone};
use crate::rehearsal::Screen;

/// Keeps the screen on as long as it exists.
pub(in crate::desktop) struct Awake {
    state: Screen,
    holding: Option<Job<Result<(), String>>>,
}

impl Awake {
    /// Asks the system to keep the screen on.
    pub(in crate::desktop) fn ask(context: &Context) -> Self {
        let holding = Job::begin(context, "awake", |link| {
            let mut request = keepawake::Builder::default();
            request.display(true).idle(true).app_name("zonemap").app_reverse_domain("zonemap").reason("zonemap: show");
            let _kept = request.create().map_err(|error| error.to_string())?;
            link.tell(1.0);
            link.wait(Duration::MAX);
            Ok(())
        });
        Self { state: Screen::Unknown, holding: Some(holding) }
    }

    /// What became of it.
    pub(in crate::desktop) fn state(&mut self) -> &Screen {
        if self.holding.as_ref().is_some_and(|job| job.progress() > 0.0) {
            self.state = Screen::StaysOn;
        }
        match Job::take(&mut self.holding) {
            Some(Ok(Err(why)) | Err(NotDone::Refused(why))) => self.state = Screen::Refused(why),
            Some(Err(NotDone::Broke)) => self.state = Screen::Refused(String::new()),
            Some(Ok(Ok(()))) | None => {}
        }
        &self.state
    }
}
