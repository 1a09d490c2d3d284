//! The window's files of the map: made in the background of a copy of the session, so that the map can go on moving.
//! Must not decide what is on them.

use std::path::{Path, PathBuf};

use super::App;
use crate::desktop::job::{Ended, Job, Link, NotDone};
use crate::desktop::messages::MessageKind;
use crate::desktop::panels::export::ExportRequest;
use crate::draw::{MAX_SHEETS, TooManySheets};
use crate::export::{Export, SheetSet, painter_named, read_too, write_whole};
use crate::formats::inputs_of;
use crate::i18n::{printable, tr};
use crate::session::Session;

/// Files being made, named as people read where they go: the first of them, or why it cannot be written; none of a kind that nothing
/// paints, and when they are no longer wanted.
pub(super) type Exporting = Job<Option<Result<PathBuf, String>>>;

impl App {
    /// Makes a file of the map, over nothing that the window shows.
    pub(super) fn export_to(&mut self, request: ExportRequest) {
        let Some(painter) = painter_named(request.kind) else { return };
        let export = Export { painter, sheet: None, theme: self.session.theme(), dpi: f64::from(request.dpi) };
        self.make(export, self.session.clone(), request.path);
    }

    /// Makes the sheets that were composed.
    pub(super) fn print_to(&mut self, path: PathBuf) {
        let (export, session) = self.print.wanted();
        self.make(export, session, path);
    }

    fn make(&mut self, export: Export, session: Session, path: PathBuf) {
        let is_compared = self.comparing.is_some() || self.session.versions().compared().is_some();
        let other = self.compared_with.iter().filter(|_| is_compared);
        let inputs: Vec<PathBuf> = self.paths.iter().chain(other).flat_map(|path| inputs_of(path)).collect();
        let outputs = match SheetSet::new(&export, &session) {
            Ok(set) => set.paths(&path),
            Err(TooManySheets { count }) => {
                let said = tr!(self.session.lang(), "print.too-many", count = count, most = MAX_SHEETS);
                return self.messages.tell(MessageKind::Error, said);
            }
        };
        let name = printable(&path.to_string_lossy());
        let clash = outputs.iter().find_map(|output| Some((output, read_too(output, &inputs)?)));
        if let Some((output, input)) = clash {
            let [output, input] = [output.as_path(), input].map(|path| printable(&path.to_string_lossy()));
            let said = tr!(self.session.lang(), "cli.overwrites", output = output, input = input);
            self.messages.tell(MessageKind::Error, said);
        } else {
            let work = move |link: &Link| make(&session, &export, &path, link);
            self.exporting = Some(Job::begin(&self.context, name, work));
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

/// Makes and writes the files one after the other, as long as they are wanted.
fn make(session: &Session, export: &Export, path: &Path, link: &Link) -> Option<Result<PathBuf, String>> {
    if export.sheet.is_none() {
        let made = export.file(session).map_err(|error| error.to_string());
        return link.is_wanted().then(|| write(path, &made?.bytes));
    }
    // How many there are was looked at before the work began.
    let set = SheetSet::new(export, session).ok()?;
    let goes_on = |part: f32| {
        link.tell(part);
        link.is_wanted()
    };
    let mut first = None;
    for (path, made) in set.paths(path).iter().zip(set.files(&goes_on)) {
        let made = made.map_err(|error| error.to_string());
        if !link.is_wanted() {
            return None;
        }
        match made.and_then(|made| write(path, &made.bytes)) {
            Ok(path) => first = first.or(Some(path)),
            Err(why) => return Some(Err(why)),
        }
    }
    first.map(Ok)
}

fn write(path: &Path, bytes: &[u8]) -> Result<PathBuf, String> {
    write_whole(path, bytes).map_err(|error| error.to_string()).map(|()| path.to_owned())
}
