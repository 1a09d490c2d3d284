//! What the window remembers of itself: taken in when it opens, kept whenever it changes.
//! Must not know how files are written.

use std::path::PathBuf;
use std::time::Duration;

use egui::Context;

use super::App;
use crate::desktop::keeper::Keeper;
use crate::desktop::messages::MessageKind;
use crate::desktop::window_placement;
use crate::i18n::{printable, tr};
use crate::remembered::{Forgotten, Remembered};

/// A change is on the disk so long after it, at the latest, whether or not the window repaints.
const PAUSE: Duration = Duration::from_secs(1);

impl App {
    /// The same window with what is remembered of earlier ones, if anything can be read of it, keeping it in a file.
    #[must_use]
    pub(in crate::desktop) fn remembering(mut self, file: PathBuf, remembered: Result<Remembered, Forgotten>) -> Self {
        let (lang, path) = (self.session.lang(), printable(&file.to_string_lossy()));
        match remembered {
            Ok(remembered) => self.remembered = remembered,
            Err(Forgotten::Aside(aside)) => {
                let aside = printable(&aside.to_string_lossy());
                let words = tr!(lang, "message.settings-aside", path = path, aside = aside);
                self.messages.tell(MessageKind::Warning, words);
            }
            Err(Forgotten::InTheWay(why)) => {
                let words = tr!(lang, "message.settings-in-the-way", path = path, why = why);
                self.messages.tell(MessageKind::Warning, words);
                return self;
            }
        }
        self.remembered.opened(&self.paths);
        self.keeper = Some(Keeper::new(&self.context, file, PAUSE));
        self.begin_outline();
        self.begin_symbology();
        self
    }

    /// The same window putting files into a folder while no other is known.
    #[must_use]
    pub(in crate::desktop) fn at_home(self, home: Option<PathBuf>) -> Self {
        Self { home, ..self }
    }

    /// The same window keeping in a file what it remembers, as an earlier one left it there.
    #[must_use]
    pub fn keeping_settings_in(self, file: PathBuf) -> Self {
        let remembered = Remembered::load(&file);
        self.remembering(file, remembered)
    }

    /// Asks for another frame a little after the window was moved: eframe tells where it stands only after one.
    pub(super) fn look_where_it_stands(&mut self, context: &Context) {
        let stands = context.input(|input| [input.viewport().outer_rect, input.viewport().inner_rect]);
        if std::mem::replace(&mut self.stood, stands) != stands {
            context.request_repaint_after(window_placement::PAUSE + Duration::from_millis(100));
        }
    }

    /// Keeps what has changed since the last frame.
    pub(super) fn remember(&mut self) {
        // What a show does to the view and the language ends with it.
        self.remembered.view_of(&self.session);
        self.remembered.plan_of(&self.session, self.outline.own());
        self.remembered.symbology_of(&self.session);
        self.remembered.settings_are(self.session.lasting().settings);
        let Some(keeper) = &mut self.keeper else { return };
        if let Some(bytes) = self.remembered.news() {
            keeper.keep(bytes);
        }
        if let Some(why) = keeper.failure() {
            let path = printable(&keeper.file().to_string_lossy());
            let words = tr!(self.session.lang(), "cli.cannot-write-to", path = path, why = why);
            self.messages.tell(MessageKind::Error, words);
        }
    }
}
