//! The system's own file dialog, asked in the background so that the map stays alive meanwhile.
//! Must not know what the file is for.

use std::path::PathBuf;

use egui::Context;

use crate::desktop::job::Job;

/// A dialog that may be open.
#[derive(Default)]
pub(super) struct Picker {
    asking: Option<Job<Option<PathBuf>>>,
    /// The system's dialog gave nothing: cancelled, or there is none.
    pub(super) came_back_empty: bool,
}

impl Picker {
    /// Asks the system.
    pub(super) fn ask(&mut self, context: &Context, pick: impl FnOnce() -> Option<PathBuf> + Send + 'static) {
        self.asking = Some(Job::begin(context, "file-dialog", |_| pick()));
        self.came_back_empty = false;
    }

    /// The answer, once.
    pub(super) fn take(&mut self) -> Option<PathBuf> {
        let chosen = Job::take(&mut self.asking)?.ok().flatten();
        self.came_back_empty = chosen.is_none();
        chosen
    }
}
