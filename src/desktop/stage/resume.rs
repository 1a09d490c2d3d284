//! Where the show is, kept on the disk from step to step, so that after a crash or a power loss it goes on at the same stop.
//! Must not know what a stop shows.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use egui::Context;
use serde::{Deserialize, Serialize};

use crate::desktop::keeper::Keeper;
use crate::export::write_whole;
use crate::project::Project;
use crate::session::{Session, ShowAction};

/// A show that broke off longer ago than this, in seconds, begins anew: half a day.
const BROKEN_OFF_S: u64 = 12 * 3600;
/// A show that was left longer ago than this, in seconds, begins anew. A clicker's button that ends the show by mistake begins it again
/// where it was.
const LEFT_S: u64 = 5 * 60;

/// A place in a show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Mark {
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

/// Keeps the place in a file, if it was told one.
#[derive(Default)]
pub(in crate::desktop) struct Resume {
    mark: Option<Mark>,
    /// The stage never waits for a disk. On one that takes nothing the show goes on all the same; the self-check says so beforehand.
    keeper: Option<Keeper>,
    file: Option<PathBuf>,
}

impl Resume {
    /// Keeps it in this file, and begins with what is in there.
    pub(in crate::desktop) fn at(context: &Context, file: PathBuf) -> Self {
        let mark = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { mark, keeper: Some(Keeper::new(context, file.clone(), Duration::ZERO)), file: Some(file) }
    }

    /// The beginning of a project's show: where it broke off, or where it was left a moment ago, else the first stop.
    pub(in crate::desktop) fn start(&self, project: &Project) -> ShowAction {
        let mark = self.mark.as_ref().filter(|mark| mark.project == project.path && mark.is_fresh(now_s()));
        match mark {
            Some(mark) => {
                ShowAction::Start { stop: Some(mark.stop.clone()), build: mark.build, elapsed_s: mark.elapsed_s }
            }
            None => ShowAction::start(),
        }
    }

    /// Notes where a session's show is, when that is another place than before.
    pub(in crate::desktop) fn note(&mut self, session: &Session) {
        let Some(show) = session.show() else { return };
        let (project, stop) = (&session.project().path, &show.stop().id);
        let same =
            |mark: &Mark| !mark.left && mark.build == show.build() && mark.stop == *stop && mark.project == *project;
        if !self.mark.as_ref().is_some_and(same) {
            self.keep(Mark {
                project: project.clone(),
                stop: stop.clone(),
                build: show.build(),
                elapsed_s: show.elapsed_s(),
                written_s: now_s(),
                left: false,
                at_end: show.next_stop().is_none() && show.build() >= show.stop().last_build(),
            });
        }
    }

    /// The presenter left the show.
    pub(in crate::desktop) fn leave(&mut self) {
        if let Some(mark) = self.mark.clone() {
            self.keep(Mark { left: true, written_s: now_s(), ..mark });
        }
    }

    /// Whether the place can be kept; none when there is no file to keep it in.
    pub(in crate::desktop) fn works(&self) -> Option<bool> {
        let file = self.file.as_ref()?;
        let probe = file.with_extension("probe");
        let works = file.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        let works = works && write_whole(&probe, b"").is_ok();
        // What was written only to see that it can be.
        let _ignored = fs::remove_file(&probe);
        Some(works)
    }

    fn keep(&mut self, mark: Mark) {
        if let (Some(keeper), Ok(bytes)) = (&mut self.keeper, serde_json::to_vec(&mark)) {
            keeper.keep(bytes);
            // Nobody is told over a show.
            let _ignored = keeper.failure();
        }
        self.mark = Some(mark);
    }
}

impl Mark {
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
    use egui::Context;

    use super::{BROKEN_OFF_S, LEFT_S, Mark, Resume, now_s};
    use crate::formats::{OpenOptions, open_builtin};
    use crate::session::ShowAction;

    fn mark(left: bool, at_end: bool, age_s: u64) -> Mark {
        let project = open_builtin(&OpenOptions::default()).expect("the built-in zone").path;
        let written_s = now_s() - age_s;
        Mark { project, stop: "zone".to_owned(), build: 2, elapsed_s: 90.0, written_s, left, at_end }
    }

    #[test]
    fn a_show_that_broke_off_goes_on_and_one_that_was_left_long_ago_begins_anew() {
        let project = open_builtin(&OpenOptions::default()).expect("the built-in zone");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("below/show.json");
        let starts_at = |mark: &Mark| {
            Resume::at(&Context::default(), file.clone()).keep(mark.clone());
            let start = Resume::at(&Context::default(), file.clone()).start(&project);
            let ShowAction::Start { stop, build, .. } = start else { panic!("{start:?}") };
            stop.map(|stop| (stop, build))
        };
        let there = Some(("zone".to_owned(), 2));
        assert_eq!(starts_at(&mark(false, false, 60)), there, "after a crash");
        assert_eq!(starts_at(&mark(false, true, 60)), there, "after a crash at the last step");
        assert_eq!(starts_at(&mark(false, false, BROKEN_OFF_S + 60)), None, "yesterday's crash");
        assert_eq!(starts_at(&mark(true, false, 60)), there, "left by mistake");
        assert_eq!(starts_at(&mark(true, true, 60)), None, "left at its end");
        assert_eq!(starts_at(&mark(true, false, LEFT_S + 60)), None, "left after a rehearsal");
        assert_eq!(starts_at(&Mark { project: "another".to_owned(), ..mark(false, false, 1) }), None);
        std::fs::write(&file, b"{ no mark").expect("a broken file");
        let anew = Resume::at(&Context::default(), file.clone()).start(&project);
        assert_eq!(anew, ShowAction::start());
    }
}
