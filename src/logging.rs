//! What the program tells of its own work, for reports of faults: in English, on the standard error or in a file of bounded size.
//! Must not know what is told.

use std::fmt::{Arguments, Display};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use log::{Level, LevelFilter, Log, Metadata, Record};

use crate::i18n::escaped;
use crate::threads;

/// The log of a window, and that of the window before it.
const NAME: &str = "zonemap.log";
const BEFORE: &str = "zonemap.before.log";
/// No log grows larger, in bytes.
const MAX_BYTES: usize = 1 << 20;
/// What stands at the end of one that would.
const FULL: &str = "This log is full.\n";

static LOGGER: Logger = Logger { aloud: AtomicBool::new(false), file: Mutex::new(None) };
static BEGUN: OnceLock<Instant> = OnceLock::new();

/// Where it goes.
struct Logger {
    aloud: AtomicBool,
    file: Mutex<Option<LogFile>>,
}

/// Tells on the standard error from now on: nothing at 0, what is done at 1, from 2 on each step of it.
pub fn tell_aloud(verbosity: u8) {
    if verbosity > 0 && !LOGGER.aloud.swap(true, Ordering::Relaxed) {
        begin(if verbosity > 1 { LevelFilter::Debug } else { LevelFilter::Info });
        log::info!(target: "zonemap", "{}", head());
    }
}

/// Keeps what is told from now on in a folder, beside what was kept there last. Where nothing can be kept, nothing is.
pub fn keep_in(folder: &Path) {
    if let Ok(mut file) = LogFile::begin(folder) {
        begin(LevelFilter::Info);
        file.tell(&line(Level::Info, "zonemap", &format_args!("{}", head())));
        let path = file.path.clone();
        *LOGGER.file() = Some(file);
        log::info!("this log is kept as {}", path.display());
    }
}

/// The file in which it is kept.
#[must_use]
pub fn kept_in() -> Option<PathBuf> {
    LOGGER.file().as_ref().map(|file| file.path.clone())
}

/// Does something, and tells how long it took.
pub(crate) fn timed<T>(what: impl Display, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    log::debug!(target: "zonemap", "{what}: {:.3} s", begun.elapsed().as_secs_f64());
    done
}

fn begin(level: LevelFilter) {
    BEGUN.get_or_init(Instant::now);
    // Who has a logger of its own keeps it.
    let _theirs = log::set_logger(&LOGGER);
    log::set_max_level(log::max_level().max(level));
}

/// Which program this is, and what it was asked.
fn head() -> String {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    let (version, threads) = (env!("CARGO_PKG_VERSION"), threads::cores());
    format!("zonemap {version}, {system} on {processor}, {threads} threads, arguments {arguments:?}")
}

impl Logger {
    fn file(&self) -> MutexGuard<'_, Option<LogFile>> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Log for Logger {
    /// Everything of our own; of other crates what is wrong.
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= Level::Warn || metadata.target().split("::").next() == Some("zonemap")
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = line(record.level(), record.target(), record.args());
        if self.aloud.load(Ordering::Relaxed) {
            // With standard error closed there is nobody to tell.
            let _ignored = io::stderr().write_all(line.as_bytes());
        }
        if let Some(file) = self.file().as_mut() {
            file.tell(&line);
        }
    }

    fn flush(&self) {}
}

/// A line of a log: when, how severe, of which room or crate, and what.
fn line(level: Level, target: &str, what: &Arguments<'_>) -> String {
    let since_s = BEGUN.get().map_or(0.0, |begun| begun.elapsed().as_secs_f64());
    let target = target.strip_prefix("zonemap::").unwrap_or(target);
    let room = target.split("::").next().unwrap_or_default();
    format!("{since_s:.3} {} {room}: {}\n", level.as_str().to_ascii_lowercase(), escaped(&what.to_string()))
}

/// A file that takes no more than it should.
struct LogFile {
    file: File,
    path: PathBuf,
    /// How many bytes it still takes.
    room: usize,
}

impl LogFile {
    fn begin(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join(NAME);
        // The first window has none before it.
        let _none = fs::rename(&path, folder.join(BEFORE));
        Ok(Self { file: File::create(&path)?, path, room: MAX_BYTES - FULL.len() })
    }

    fn tell(&mut self, line: &str) {
        let fits = line.len() <= self.room;
        let text = match (fits, self.room) {
            (true, _) => line,
            (false, 0) => return,
            (false, _) => FULL,
        };
        self.room = if fits { self.room - line.len() } else { 0 };
        // A disk that is full has other things to be told of.
        let _ignored = self.file.write_all(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use log::{Level, Log as _, Metadata};
    use tempfile::TempDir;

    use super::{BEFORE, FULL, LOGGER, LogFile, MAX_BYTES, NAME, line};

    #[test]
    fn a_log_ends_when_it_is_full_and_says_so_once() {
        let folder = TempDir::new().expect("a folder");
        let mut log = LogFile::begin(&folder.path().join("new")).expect("a log");
        let said = line(Level::Info, "zonemap::formats::geojson", &format_args!("{}", "x".repeat(1000)));
        for _ in 0..2 * MAX_BYTES / 1000 {
            log.tell(&said);
        }
        let text = fs::read_to_string(&log.path).expect("a text");
        assert!(text.len() <= MAX_BYTES && text.len() > MAX_BYTES - 2000, "{}", text.len());
        assert!(text.starts_with("0.000 info formats: xxx") && text.ends_with(FULL));
        assert_eq!(text.matches(FULL).count(), 1);
    }

    #[test]
    fn the_log_before_stays_beside_the_new_one_and_no_other() {
        let folder = TempDir::new().expect("a folder");
        for word in ["first\n", "second\n", "third\n"] {
            LogFile::begin(folder.path()).expect("a log").tell(word);
        }
        let text = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a text");
        assert_eq!((text(BEFORE), text(NAME)), ("second\n".to_owned(), "third\n".to_owned()));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2);
    }

    #[test]
    fn a_line_stays_a_line_and_others_are_heard_when_something_is_wrong() {
        assert_eq!(line(Level::Warn, "fontdb::db", &format_args!("a\nb")), "0.000 warn fontdb: a⏎b\n");
        let heard = |level, target| LOGGER.enabled(&Metadata::builder().level(level).target(target).build());
        assert!(heard(Level::Debug, "zonemap::cli") && heard(Level::Debug, "zonemap") && heard(Level::Warn, "fontdb"));
        assert!(!heard(Level::Info, "fontdb") && !heard(Level::Info, "zonemaps"));
    }
}
