//! Where a show is, kept from step to step, so that after a crash or a power loss it goes on at the same stop.
//! Must not know what a stop shows.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::project::Project;
use crate::session::{Session, ShowAction};

/// A show that broke off longer ago than this, in seconds, begins anew: half a day.
const BROKEN_OFF_S: u64 = 12 * 3600;
/// A show that was left longer ago than this, in seconds, begins anew. A clicker's button that ends the show by mistake begins it again
/// where it was.
const LEFT_S: u64 = 5 * 60;

/// A place in a show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShowPosition {
    project: String,
    stop: String,
    build: usize,
    elapsed_s: f64,
    /// Seconds since 1970.
    written_s: u64,
    /// Whether the presenter left the show.
    left: bool,
    /// Whether it was at its last step.
    at_end: bool,
}

impl ShowPosition {
    /// The place that was kept in a file, if there is one that can be read.
    #[must_use]
    pub fn load(file: &Path) -> Option<Self> {
        fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok())
    }

    /// Where a session's show is now; none when no show is on.
    #[must_use]
    pub fn of(session: &Session) -> Option<Self> {
        let show = session.show()?;
        Some(Self {
            project: session.project().path(),
            stop: show.stop().id.clone(),
            build: show.build,
            elapsed_s: show.elapsed_s(),
            written_s: now_s(),
            left: false,
            at_end: show.next_stop().is_none() && show.build >= show.stop().last_build(),
        })
    }

    /// The same place, left by the presenter now.
    #[must_use]
    pub fn left(self) -> Self {
        Self { left: true, written_s: now_s(), ..self }
    }

    /// Whether it is the same step of the same show, whenever that was.
    #[must_use]
    pub fn is_at(&self, other: &Self) -> bool {
        let place = |place: &'_ Self| (place.left, place.build, place.stop.clone(), place.project.clone());
        place(self) == place(other)
    }

    /// The beginning of a project's show there: where it broke off, or where it was left a moment ago; else none.
    #[must_use]
    pub fn start(&self, project: &Project) -> Option<ShowAction> {
        let Self { stop, build, elapsed_s, .. } = self.clone();
        let fits = self.project == project.path() && self.is_fresh(now_s());
        fits.then_some(ShowAction::Start { stop: Some(stop), build, elapsed_s })
    }

    fn is_fresh(&self, now_s: u64) -> bool {
        let age_s = now_s.saturating_sub(self.written_s);
        if self.left { age_s < LEFT_S && !self.at_end } else { age_s < BROKEN_OFF_S }
    }
}

fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::{BROKEN_OFF_S, LEFT_S, ShowPosition, now_s};
    use crate::project::{Project, ProjectContent};
    use crate::session::ShowAction;

    fn place(left: bool, at_end: bool, age_s: u64) -> ShowPosition {
        let written_s = now_s() - age_s;
        let (project, stop) = ("a project".to_owned(), "zone".to_owned());
        ShowPosition { project, stop, build: 2, elapsed_s: 90.0, written_s, left, at_end }
    }

    #[test]
    fn a_show_that_broke_off_goes_on_and_one_that_was_left_long_ago_begins_anew() {
        let mut project = ProjectContent::default();
        "a project".clone_into(&mut project.own.path);
        let project = Project::from(project);
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("show.json");
        let starts_at = |place: &ShowPosition| {
            std::fs::write(&file, serde_json::to_vec(place).expect("a text")).expect("a file");
            let ShowAction::Start { stop, build, .. } = ShowPosition::load(&file)?.start(&project)? else {
                return None;
            };
            stop.map(|stop| (stop, build))
        };
        let there = Some(("zone".to_owned(), 2));
        assert_eq!(starts_at(&place(false, false, 60)), there, "after a crash");
        assert_eq!(starts_at(&place(false, true, 60)), there, "after a crash at the last step");
        assert_eq!(starts_at(&place(false, false, BROKEN_OFF_S + 60)), None, "yesterday's crash");
        assert_eq!(starts_at(&place(true, false, 60)), there, "left by mistake");
        assert_eq!(starts_at(&place(true, true, 60)), None, "left at its end");
        assert_eq!(starts_at(&place(true, false, LEFT_S + 60)), None, "left after a rehearsal");
        assert_eq!(starts_at(&ShowPosition { project: "another".to_owned(), ..place(false, false, 1) }), None);
        std::fs::write(&file, b"{ no place").expect("a broken file");
        assert_eq!(ShowPosition::load(&file), None);
    }
}
