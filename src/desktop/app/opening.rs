//! What the window does with something that is opened: waits for it, shows it, tells what of it could not be read.
//! Must not read files.

use std::path::{Path, PathBuf};

use super::App;
use super::on_disk::{OnDisk, Stamps, stamps_of};
use crate::desktop::job::{Ended, Job};
use crate::desktop::loader::{Loaded, load, opened};
use crate::desktop::messages::MessageKind;
use crate::desktop::panels::{Dialog, import, search};
use crate::formats::{OpenError, OpenOptions};
use crate::i18n::{printable, tr};
use crate::session::{Action, Session};

/// What was opened, where it was and how that stood on the disk, or why it cannot be.
pub(super) type Opened = Result<(Loaded, Vec<PathBuf>, Stamps), OpenError>;

impl App {
    /// Opens something else, in the background; what is shown stays until it is there, and if it cannot be opened.
    pub fn open(&mut self, paths: Vec<PathBuf>) {
        let names: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let said: Vec<OpenOptions> = paths.iter().map(|path| self.remembered.reading(path)).collect();
        self.opening.clone_from(&paths);
        self.loading = Some(Job::begin(&self.context, printable(&names.join(", ")), move |link| {
            // What is changed while it is read is seen to be another afterwards.
            let stamps = stamps_of(&paths);
            let of =
                |path: &Path| paths.iter().zip(&said).find(|(other, _)| *other == path).map(|(_, said)| said.clone());
            let loaded = load(
                &paths,
                |path| of(path).unwrap_or_default(),
                |done| {
                    if done < paths.len() {
                        link.tell(part_of(done, paths.len()));
                    }
                    link.is_wanted()
                },
            );
            loaded.map(|loaded| (loaded, paths, stamps))
        }));
    }

    pub(super) fn take_loaded(&mut self, ended: Ended<Opened>) {
        if let Ok(Err(error)) = &ended
            && error.is_about_reading()
        {
            log::info!("asked how to read: {error}");
            let path = error.path.clone();
            self.ask_reading(self.opening.clone(), Some(&path));
            return;
        }
        match opened(ended, self.session.lang()) {
            Ok((Loaded { project, lod_cache, missing }, paths, stamps)) => {
                let selected = self.selected_by_name().filter(|_| paths == self.paths);
                self.replace(Session::new(project, self.session.settings()).with_lod_cache(lod_cache), paths);
                self.on_disk = OnDisk::as_read(stamps);
                if let Some(selected) = selected {
                    self.select_by_name(&selected);
                }
                self.tell_missing(&missing);
                self.tell_readings();
            }
            Err(why) => {
                log::warn!("not opened: {why}");
                self.messages.tell(MessageKind::Error, why);
            }
        }
    }

    /// Asks how one of several files is to be read: the one that is named, or that holds it, else the first.
    pub(super) fn ask_reading(&mut self, paths: Vec<PathBuf>, named: Option<&str>) {
        let is_named = |path: &&PathBuf| named.is_some_and(|named| named.starts_with(&*path.to_string_lossy()));
        let Some(file) = paths.iter().find(is_named).or(paths.first()).cloned() else {
            self.messages.tell(MessageKind::Hint, tr!(self.session.lang(), "message.read-as-builtin"));
            return;
        };
        let options = self.remembered.reading(&file);
        self.import = import::State::asking(paths, file, options);
        self.dialog = Some(Dialog::Import);
    }

    /// Tells which files are read as the user said, as the map does not show it.
    fn tell_readings(&mut self) {
        let lang = self.session.lang();
        for path in &self.paths {
            let options = self.remembered.reading(path);
            if options != OpenOptions::default() {
                let path = printable(&path.to_string_lossy());
                let words = tr!(lang, "message.read-as", path = path, how = import::reading_words(&options, lang));
                self.messages.tell(MessageKind::Made, words);
            }
        }
    }

    /// Tells of files that could not be read, while the map shows the rest.
    pub(in crate::desktop) fn tell_missing(&mut self, missing: &[OpenError]) {
        let lang = self.session.lang();
        for error in missing {
            let why = error.message(lang);
            self.messages.tell(MessageKind::Warning, tr!(lang, "message.missing", why = why));
        }
    }

    fn replace(&mut self, session: Session, paths: Vec<PathBuf>) {
        self.remembered.view_of(&self.session);
        self.remembered.plan_of(&self.session, self.outline.own());
        self.remembered.symbology_of(&self.session);
        let around = self.session.surroundings();
        let closed = std::mem::replace(&mut self.session, session);
        self.session.apply(Action::HidePanels(around.hidden));
        if let Some(shown) = around.overview {
            self.session.apply(Action::ShowOverview(shown));
        }
        if let Some(shown) = around.layers {
            self.session.apply(Action::ShowLayers(shown));
        }
        self.messages.clear();
        if let Some(place) = self.remembered.place(self.session.project()) {
            self.session.apply(Action::LookFrom(place));
        }
        self.comparing = None;
        self.begin_outline();
        self.begin_symbology();
        self.check();
        self.look_for_glyphs();
        self.canvas.begin_anew();
        self.search = search::State::default();
        self.remembered.opened(&paths);
        self.paths = paths;
        self.tell_title();
        // Freeing a million features would hold up the window; without a thread it is done here.
        drop(Job::begin(&self.context, "closing", move |_| drop(closed)));
    }
}

/// How large a part some of several things are, from 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a few paths")]
fn part_of(done: usize, all: usize) -> f32 {
    done as f32 / all as f32
}
