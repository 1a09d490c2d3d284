//! What the window does with something that is opened: waits for it, shows it, tells what of it could not be read.
//! Must not read files.

use std::path::PathBuf;

use egui::Context;

use super::App;
use crate::desktop::loader::{Loaded, Loading};
use crate::desktop::panels::search;
use crate::formats::OpenError;
use crate::i18n::tr;
use crate::project::Project;
use crate::session::Session;

impl App {
    /// Opens something else, in the background; what is shown stays until it is there, and if it cannot be opened.
    pub fn open(&mut self, paths: Vec<PathBuf>) {
        self.loading = Some(Loading::begin(paths));
    }

    pub(super) fn take_loaded(&mut self, context: &Context) {
        let Some(loading) = &self.loading else { return };
        let Some((paths, result)) = loading.poll() else {
            context.request_repaint_after(std::time::Duration::from_millis(50));
            return;
        };
        self.loading = None;
        match result {
            Ok(Loaded { project, missing }) => {
                self.replace(context, project, paths);
                self.tell_missing(&missing);
            }
            Err(why) => self.messages.push(why.message(self.session.lang())),
        }
    }

    /// Tells of files that could not be read, while the map shows the rest.
    pub(in crate::desktop) fn tell_missing(&mut self, missing: &[OpenError]) {
        let lang = self.session.lang();
        self.messages.extend(missing.iter().map(|error| {
            let why = error.message(lang);
            tr!(lang, "message.missing", why = why).into_owned()
        }));
    }

    fn replace(&mut self, context: &Context, project: Project, paths: Vec<PathBuf>) {
        self.remembered.view_of(&self.session);
        self.remembered.plan_of(&self.session, self.outline.own());
        self.session = Session::new(project, self.session.settings());
        if let Some(place) = self.remembered.place(self.session.project()) {
            self.session.look_from(place);
        }
        self.comparing = None;
        self.begin_outline();
        self.check();
        self.canvas.begin_anew();
        self.search = search::State::default();
        self.paths = paths;
        self.tell_title(context);
    }
}
