//! What the window shows beside what is on the disk: looked at whenever the window is come back to, and told where it is another.
//! Must not read what is in a file.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use egui::Context;

use super::App;
use crate::desktop::job::Job;
use crate::desktop::messages::MessageKind;
use crate::formats::inputs_of;
use crate::i18n::{displayed, printable, tr};
use crate::session::Action;

/// When each file was changed and how large it is; nothing of one that is not there.
pub(super) type Stamps = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

/// What is known of the files that are shown.
#[derive(Default)]
pub(super) struct OnDisk {
    /// As they were when they were read, or when a change was told.
    known: Stamps,
    looking: Option<Job<Stamps>>,
    had_focus: bool,
    /// The file that is another than the one shown.
    other: Option<PathBuf>,
}

/// What a feature goes by, wherever it stands: its layer and its own key.
pub(super) struct Named {
    layer: String,
    key: String,
}

/// How the files that are read of some paths stand on the disk.
pub(super) fn stamps_of(paths: &[PathBuf]) -> Stamps {
    let stamp = |path: &Path| {
        let found = path.metadata().ok()?;
        Some((found.modified().ok()?, found.len()))
    };
    paths.iter().flat_map(|path| inputs_of(path)).map(|path| (path.clone(), stamp(&path))).collect()
}

impl OnDisk {
    /// The files as they were read.
    pub(super) fn as_read(known: Stamps) -> Self {
        Self { known, ..Self::default() }
    }

    /// The file on the disk that is another than the one shown.
    pub(super) fn other(&self) -> Option<&Path> {
        self.other.as_deref()
    }
}

impl App {
    /// Begins to look at the files; the first time they are taken for what was read.
    pub(super) fn begin_looking_at_disk(&mut self) {
        if self.on_disk.looking.is_none() && !self.paths.is_empty() {
            let paths = self.paths.clone();
            self.on_disk.looking = Some(Job::begin(&self.context, "disk", move |_| stamps_of(&paths)));
        }
    }

    /// Looks at the files whenever the window has the focus again, in the background: a disk may be far away.
    pub(super) fn look_at_disk(&mut self, context: &Context) {
        let has_focus = context.input(|input| input.focused);
        let was_away = !std::mem::replace(&mut self.on_disk.had_focus, has_focus);
        if was_away && has_focus {
            self.begin_looking_at_disk();
        }
        let Some(Ok(now)) = Job::take(&mut self.on_disk.looking) else { return };
        let known = std::mem::replace(&mut self.on_disk.known, now);
        let is_other = |(now, before): &(&(PathBuf, Option<_>), _)| now != before;
        let changed = self.on_disk.known.iter().zip(&known).find(is_other).map(|(now, _)| now.0.clone());
        if let Some(path) = changed.filter(|_| !known.is_empty()) {
            let shown = printable(&path.to_string_lossy());
            self.messages.tell(MessageKind::Warning, tr!(self.session.lang(), "message.other-on-disk", path = shown));
            self.on_disk.other = Some(path);
        }
    }

    /// What is selected, by names that stay when its file is read again.
    pub(super) fn selected_by_name(&self) -> Option<Named> {
        let (project, id) = (self.session.project(), self.session.selected()?);
        let key = project.feature(id)?.key().to_owned();
        Some(Named { layer: project.layers.get(id.layer)?.id.clone(), key })
    }

    /// Selects what is called so, if it is there; else it is told.
    pub(super) fn select_by_name(&mut self, Named { layer, key }: &Named) {
        let project = self.session.project();
        let found = (0..).zip(&project.layers).filter(|(_, own)| own.id == *layer).find_map(|(at, own)| {
            own.data.named(key).next().map(|feature| crate::project::FeatureId { layer: at, feature })
        });
        if let Some(id) = found {
            self.apply(Action::Select(Some(id)));
        } else {
            let told = tr!(self.session.lang(), "message.selection-gone", key = displayed(key));
            self.messages.tell(MessageKind::Warning, told);
        }
    }
}
