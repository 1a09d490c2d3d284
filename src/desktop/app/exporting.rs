//! The window's files of the map: made in the background of a copy of the session, so that the map can go on moving.
//! Must not decide what is on them.

use std::path::{Path, PathBuf};

use super::App;
use crate::desktop::job::{Ended, Job, Link, NotDone};
use crate::desktop::messages::MessageKind;
use crate::desktop::panels::export::ExportRequest;
use crate::desktop::panels::hand_out::HandOutRequest;
use crate::desktop::panels::save_data::SaveDataRequest;
use crate::draw::{MAX_SHEETS, TooManySheets};
use crate::export::{DeckExport, Export, SCREEN_DPI, SheetSet, first_read, painter_named, write_apart, write_whole};
use crate::formats::{inputs_of, packed, stale_beside, writable_by_name, written};
use crate::i18n::{printable, tr};
use crate::paint::Painter;
use crate::picture::Theme;
use crate::session::{Action, Session};

/// Files being made, named as people read where they go: the first of them, or why it cannot be written, in a sentence; none of a kind that
/// nothing paints, and when they are no longer wanted.
pub(super) type Exporting = Job<Option<Result<FilesMade, String>>>;

/// Files that were made.
pub(super) struct FilesMade {
    /// The first of them.
    file: PathBuf,
    /// What is to be known of them, in sentences.
    told: Vec<String>,
}

impl From<PathBuf> for FilesMade {
    fn from(file: PathBuf) -> Self {
        Self { file, told: Vec::new() }
    }
}

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

    /// Makes files of the show, over nothing that the window shows.
    pub(super) fn hand_out_to(&mut self, request: HandOutRequest) {
        let HandOutRequest { forms, lang, notes, each_step, path } = request;
        let mut session = self.session.clone();
        session.apply(Action::SetLanguage(lang));
        let stops: Vec<usize> = session.deck().shown().map(|(at, _)| at).collect();
        let of = |painter: &'static Painter| {
            let (theme, dpi) = match painter.slides {
                None if notes => (Theme::Print, SCREEN_DPI),
                Some(slides) if slides.keeps_notes => (session.theme(), SLIDE_DPI),
                None | Some(_) => (session.theme(), SCREEN_DPI),
            };
            let export = Export { painter, sheet: None, theme, dpi };
            (DeckExport { export, size: STOP_SIZE, notes, steps: each_step, stops: stops.clone() }, painter.extension)
        };
        let wanted = forms.into_iter().filter_map(painter_named).map(of).enumerate();
        // The first is called as it was typed.
        let file = |at: usize, ending: &str| if at == 0 { path.clone() } else { path.with_extension(ending) };
        let decks: Vec<(DeckExport, PathBuf)> = wanted.map(|(at, (deck, ending))| (deck, file(at, ending))).collect();
        let outputs: Vec<PathBuf> = decks.iter().map(|(_, path)| path.clone()).collect();
        let name = printable(&path.to_string_lossy());
        if self.is_apart(&outputs) {
            self.begin_exporting(name, move |link| hand_out(&session, &decks, link));
        }
    }

    /// Writes a layer as data, over nothing that the window shows.
    pub(super) fn save_data_to(&mut self, request: SaveDataRequest) {
        let SaveDataRequest { format, options, path } = request;
        let Some(format) = writable_by_name(format) else { return };
        let (project, inputs, lang) = (self.session.project().clone(), self.inputs(), self.session.lang());
        let name = printable(&path.to_string_lossy());
        let work = move |_: &Link| {
            let save = || {
                let done = written(&project, format, &options).map_err(|error| error.message(lang))?;
                let told = done.told.iter().map(|told| told.message(lang)).collect();
                let files = packed(done.files, format, &path).map_err(|error| error.message(lang))?;
                write_apart(&files, &stale_beside(format, &path), &inputs).map_err(|error| error.message(lang))?;
                Ok(FilesMade { file: path.clone(), told })
            };
            Some(save())
        };
        self.exporting = Some(Job::begin(&self.context, name, work));
    }

    fn make(&mut self, export: Export, session: Session, path: PathBuf) {
        let outputs = match SheetSet::new(&export, &session) {
            Ok(set) => set.paths(&path),
            Err(TooManySheets { count }) => {
                let said = tr!(self.session.lang(), "print.too-many", count = count, most = MAX_SHEETS);
                return self.messages.tell(MessageKind::Error, said);
            }
        };
        let name = printable(&path.to_string_lossy());
        if self.is_apart(&outputs) {
            self.begin_exporting(name, move |link| make(&session, &export, &path, link));
        }
    }

    /// Begins to make files of a name, which tells why one cannot be written.
    fn begin_exporting(
        &mut self,
        name: String,
        make: impl FnOnce(&Link) -> Option<Result<FilesMade, String>> + Send + 'static,
    ) {
        let (lang, path) = (self.session.lang(), name.clone());
        let sentence = move |why: String| tr!(lang, "cli.cannot-write-to", path = path, why = why).into_owned();
        let work = move |link: &Link| make(link).map(|made| made.map_err(sentence));
        self.exporting = Some(Job::begin(&self.context, name, work));
    }

    /// Whether files are none of those that the window shows; says so where one is.
    fn is_apart(&mut self, outputs: &[PathBuf]) -> bool {
        let Some(clash) = first_read(outputs, &self.inputs()) else { return true };
        let said = clash.message(self.session.lang());
        self.messages.tell(MessageKind::Error, said);
        false
    }

    /// The files that the window shows.
    fn inputs(&self) -> Vec<PathBuf> {
        let is_compared = self.comparing.is_some() || self.session.versions().compared().is_some();
        let other = self.compared_with.iter().filter(|_| is_compared);
        self.paths.iter().chain(other).flat_map(|path| inputs_of(path)).collect()
    }

    pub(super) fn take_exported(&mut self, path: &str, ended: Ended<Option<Result<FilesMade, String>>>) {
        let lang = self.session.lang();
        let broke = || tr!(lang, "message.not-painted");
        let why = match ended {
            Ok(Some(Ok(FilesMade { file, told }))) => {
                self.remembered.saved(&file);
                for told in told {
                    self.messages.tell(MessageKind::Warning, told);
                }
                return self.messages.made(tr!(lang, "message.written", path = path), file);
            }
            Ok(Some(Err(why))) => why,
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
fn make(session: &Session, export: &Export, path: &Path, link: &Link) -> Option<Result<FilesMade, String>> {
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

/// Makes and writes the forms of a show one after the other, as long as they are wanted.
fn hand_out(session: &Session, decks: &[(DeckExport, PathBuf)], link: &Link) -> Option<Result<FilesMade, String>> {
    #[expect(clippy::cast_precision_loss, reason = "a few forms")]
    let part = |at: usize, part: f32| (at as f32 + part) / decks.len().max(1) as f32;
    for (at, (deck, path)) in decks.iter().enumerate() {
        let goes_on = |done: f32| {
            link.tell(part(at, done));
            link.is_wanted()
        };
        let made = deck.document(session, &goes_on)?.map_err(|error| error.to_string());
        if !link.is_wanted() {
            return None;
        }
        if let Err(why) = made.and_then(|made| write(path, &made.bytes)) {
            return Some(Err(why));
        }
    }
    decks.first().map(|(_, path)| Ok(path.clone().into()))
}

/// A stop of a show as it is handed out, in points; and how fine the picture of a slide is.
const STOP_SIZE: [f32; 2] = [1600.0, 900.0];
const SLIDE_DPI: f64 = 144.0;

fn write(path: &Path, bytes: &[u8]) -> Result<FilesMade, String> {
    write_whole(path, bytes).map_err(|error| error.to_string()).map(|()| path.to_owned().into())
}
