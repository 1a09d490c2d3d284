//! Whether a person is looking: colour and progress for a terminal, neither for a file or a pipe.
//! Must not know what is being done.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use super::Shell;
use crate::i18n::tr;

/// Work that takes less than this says nothing of its progress.
const SHORT: Duration = Duration::from_millis(500);
/// How often progress is said.
const BEAT: Duration = Duration::from_millis(100);

/// What the standard streams may be given beside plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Colour on the standard output.
    pub colour: bool,
    /// Progress on the standard error.
    pub progress: bool,
}

impl Terminal {
    /// Of this process: what is a terminal, unless `NO_COLOR` or a terminal that can do nothing forbids it.
    #[must_use]
    pub fn here() -> Self {
        let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
        Self {
            colour: io::stdout().is_terminal() && !is_plain && !is_dumb,
            progress: io::stderr().is_terminal() && !is_dumb,
        }
    }
}

/// How much of some work is done, on one line that is written again and again and taken away at the end.
pub(super) struct Progress {
    total: usize,
    begun: Instant,
    shown: Option<Instant>,
}

impl Progress {
    pub(super) fn new(total: usize) -> Self {
        Self { total, begun: Instant::now(), shown: None }
    }

    /// Says how much is done, if somebody is looking, it takes long, and it was not said just now.
    pub(super) fn show(&mut self, done: usize, shell: &mut Shell<'_>) -> io::Result<()> {
        let is_due = self.shown.map_or(self.begun.elapsed() >= SHORT, |last| last.elapsed() >= BEAT);
        if !shell.terminal.progress || !is_due {
            return Ok(());
        }
        self.shown = Some(Instant::now());
        let text = tr!(shell.lang, "verify.progress", done = done, total = self.total);
        write!(shell.err, "\r\u{1b}[K{text}")?;
        shell.err.flush()
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self, shell: &mut Shell<'_>) -> io::Result<()> {
        match self.shown.take() {
            Some(_) => write!(shell.err, "\r\u{1b}[K"),
            None => Ok(()),
        }
    }
}
