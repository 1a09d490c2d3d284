//! The place in the show, kept on the disk whenever it is another.
//! Must not know what it is good for.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use egui::Context;

use crate::desktop::keeper::Keeper;
use crate::export::write_whole;
use crate::project::Project;
use crate::remembered::ShowPosition;
use crate::session::{Session, ShowAction};

/// Keeps the place in a file, if it was told one.
#[derive(Default)]
pub(in crate::desktop) struct Resume {
    place: Option<ShowPosition>,
    /// The stage never waits for a disk. On one that takes nothing the show goes on all the same; the self-check says so beforehand.
    keeper: Option<Keeper>,
}

impl Resume {
    /// Keeps it in this file, and begins with what is in there.
    pub(in crate::desktop) fn at(context: &Context, file: PathBuf) -> Self {
        Self { place: ShowPosition::load(&file), keeper: Some(Keeper::new(context, file, Duration::ZERO)) }
    }

    /// The beginning of a project's show: where it broke off, or where it was left a moment ago, else the first stop.
    pub(in crate::desktop) fn start(&self, project: &Project) -> ShowAction {
        self.place.as_ref().and_then(|place| place.start(project)).unwrap_or_else(ShowAction::start)
    }

    /// Notes where a session's show is, when that is another place than before.
    pub(in crate::desktop) fn note(&mut self, session: &Session) {
        let place = ShowPosition::of(session);
        self.keep(place.filter(|place| !self.place.as_ref().is_some_and(|before| before.is_at(place))));
    }

    /// The presenter left the show.
    pub(in crate::desktop) fn leave(&mut self) {
        self.keep(self.place.clone().map(ShowPosition::left));
    }

    /// Whether the place can be kept; none when there is no file to keep it in.
    pub(in crate::desktop) fn works(&self) -> Option<bool> {
        let file = self.keeper.as_ref()?.file();
        let probe = file.with_extension("probe");
        let works = file.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        let works = works && write_whole(&probe, b"").is_ok();
        // What was written only to see that it can be.
        let _ignored = fs::remove_file(&probe);
        Some(works)
    }

    fn keep(&mut self, place: Option<ShowPosition>) {
        let Some(place) = place else { return };
        if let (Some(keeper), Ok(bytes)) = (&mut self.keeper, serde_json::to_vec(&place)) {
            keeper.keep(bytes);
            // Nobody is told over a show.
            let _ignored = keeper.failure();
        }
        self.place = Some(place);
    }
}
