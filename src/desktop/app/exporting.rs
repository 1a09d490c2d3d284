//! The window's files of the map: made in the background of a copy of the session, so that the map can go on moving.
//! Must not decide what is on them.

use std::path::PathBuf;

use super::App;
use crate::desktop::job::{Ended, Job, NotDone};
use crate::desktop::messages::MessageKind;
use crate::desktop::panels::export::ExportRequest;
use crate::export::{Export, painter_named, read_too, write_whole};
use crate::formats::inputs_of;
use crate::i18n::{printable, tr};
use crate::picture::Theme;
use crate::session::Session;

/// A file being made, named as people read where it goes: none of a kind that nothing paints, or why it cannot be written.
pub(super) type Exporting = Job<Option<Result<PathBuf, String>>>;

impl App {
    /// Makes a file of the map, over nothing that the window shows.
    pub(super) fn export_to(&mut self, request: ExportRequest) {
        let is_compared = self.comparing.is_some() || self.session.versions().compared().is_some();
        let other = self.compared_with.iter().filter(|_| is_compared);
        let inputs: Vec<PathBuf> = self.paths.iter().chain(other).flat_map(|path| inputs_of(path)).collect();
        let path = printable(&request.path.to_string_lossy());
        if let Some(input) = read_too(&request.path, &inputs) {
            let (lang, input) = (self.session.lang(), printable(&input.to_string_lossy()));
            self.messages.tell(MessageKind::Error, tr!(lang, "cli.overwrites", output = path, input = input));
        } else {
            let session = self.session.clone();
            self.exporting = Some(Job::begin(&self.context, path, move |_| make(&session, &request)));
        }
    }

    pub(super) fn take_exported(&mut self, path: &str, ended: Ended<Option<Result<PathBuf, String>>>) {
        let lang = self.session.lang();
        let broke = || tr!(lang, "message.not-painted");
        let why = match ended {
            Ok(Some(Ok(file))) => {
                self.remembered.saved(&file);
                return self.messages.made(tr!(lang, "message.written", path = path), file);
            }
            Ok(Some(Err(why))) => tr!(lang, "cli.cannot-write-to", path = path, why = why).into_owned(),
            Ok(None) => broke().into_owned(),
            Err(why) => why.message(lang, broke()),
        };
        self.messages.tell(MessageKind::Error, why);
    }

    /// Tells where the system did not show a file in its folder.
    pub(super) fn take_revealed(&mut self) {
        let lang = self.session.lang();
        let why = match Job::take(&mut self.revealing) {
            Some(Ok(Err(why)) | Err(NotDone::Refused(why))) => why,
            Some(Err(NotDone::Broke) | Ok(Ok(()))) | None => return,
        };
        self.messages.tell(MessageKind::Error, tr!(lang, "message.not-revealed", why = why));
    }
}

fn make(session: &Session, request: &ExportRequest) -> Option<Result<PathBuf, String>> {
    let export = Export {
        painter: painter_named(request.kind)?,
        sheet: request.sheet,
        date: None,
        theme: if request.sheet.is_some() { Theme::Print } else { session.theme() },
        dpi: f64::from(request.dpi),
    };
    let made = export.file(session).map_err(|error| error.to_string());
    let written = made.and_then(|made| write_whole(&request.path, &made.bytes).map_err(|error| error.to_string()));
    Some(written.map(|()| request.path.clone()))
}
