//! Making a file of the map on a thread of its own, for the window.
//! Must not show anything.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::loader::STACK;
use super::panels::export::Request;
use crate::export::{Export, painter_named, write_whole};
use crate::i18n::{Lang, printable, tr};
use crate::picture::Theme;
use crate::session::Session;
use crate::threads;

/// Why there is no file.
enum NotWritten {
    /// It was said why.
    Why(String),
    /// Painting it broke: the program's own fault.
    Broke,
}

/// A file being made.
pub(super) struct Exporting {
    path: String,
    done: Receiver<Result<(), NotWritten>>,
}

impl Exporting {
    /// Begins to make what was asked for of a copy of the session, so that the map can go on moving.
    pub(super) fn begin(session: &Session, request: Request) -> Self {
        let (tell, done) = channel();
        let (session, path) = (session.clone(), printable(&request.path.to_string_lossy()));
        threads::apart("exporter", STACK, move || {
            let made = panic::catch_unwind(AssertUnwindSafe(|| make(&session, &request)));
            // The window may be gone.
            let _ignored = tell.send(made.unwrap_or(Err(NotWritten::Broke)));
        });
        Self { path, done }
    }

    /// Where it is going to be.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// What came of it, once that is known.
    pub(super) fn poll(&self, lang: Lang) -> Option<String> {
        let (path, done) = (&self.path, self.done.try_recv());
        let text = match done {
            Ok(Ok(())) => tr!(lang, "message.written", path = path),
            Ok(Err(NotWritten::Why(why))) => tr!(lang, "cli.cannot-write-to", path = path, why = why),
            Ok(Err(NotWritten::Broke)) | Err(TryRecvError::Disconnected) => tr!(lang, "message.not-painted"),
            Err(TryRecvError::Empty) => return None,
        };
        Some(text.into_owned())
    }
}

fn make(session: &Session, request: &Request) -> Result<(), NotWritten> {
    let export = Export {
        painter: painter_named(request.kind).ok_or(NotWritten::Broke)?,
        sheet: request.sheet,
        date: None,
        theme: if request.sheet.is_some() { Theme::Print } else { session.theme() },
        dpi: f64::from(request.dpi),
    };
    let made = export.file(session).map_err(|error| NotWritten::Why(error.to_string()))?;
    write(&request.path, &made.bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
    write_whole(path, bytes).map_err(|error| NotWritten::Why(error.to_string()))
}
