//! A file that is written anew, whole, whenever what it keeps has changed: in the background, whether or not the window repaints.
//! Must not know what is kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use egui::Context;

use super::job::{Job, NotDone};
use crate::export::write_whole;

/// Writes the latest that it is told to keep, and at its end what is not written yet.
pub(super) struct Keeper {
    context: Context,
    kept: Arc<Kept>,
    pause: Duration,
    writing: Option<Job<io::Result<()>>>,
}

struct Kept {
    file: PathBuf,
    /// What nobody has begun to write yet.
    latest: Mutex<Option<Vec<u8>>>,
    /// Held by who writes, so that what is later is written later.
    disk: Mutex<()>,
}

impl Keeper {
    /// Keeps in a file, which is written so long after a change at the latest.
    pub(super) fn new(context: &Context, file: PathBuf, pause: Duration) -> Self {
        let kept = Arc::new(Kept { file, latest: Mutex::default(), disk: Mutex::default() });
        Self { context: context.clone(), kept, pause, writing: None }
    }

    /// The file.
    pub(super) fn file(&self) -> &Path {
        &self.kept.file
    }

    /// Keeps this from now on.
    pub(super) fn keep(&mut self, bytes: Vec<u8>) {
        // Who is about to write what was kept before writes this instead.
        if locked(&self.kept.latest).replace(bytes).is_none() {
            let (kept, pause) = (Arc::clone(&self.kept), self.pause);
            self.writing = Some(Job::begin(&self.context, "keeper", move |link| {
                link.wait(pause);
                kept.write()
            }));
        }
    }

    /// Why the file cannot be written, if that is so since the last time.
    pub(super) fn failure(&mut self) -> Option<io::Error> {
        match Job::take(&mut self.writing)? {
            Ok(written) => written.err(),
            // Then who keeps something waits for the disk.
            Err(NotDone::Refused(_)) => self.kept.write().err(),
            Err(NotDone::Broke) => None,
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // There is nobody left to tell.
        let _ignored = self.kept.write();
    }
}

impl Kept {
    fn write(&self) -> io::Result<()> {
        let _disk = locked(&self.disk);
        let Some(latest) = locked(&self.latest).take() else { return Ok(()) };
        self.file.parent().map_or(Ok(()), fs::create_dir_all)?;
        write_whole(&self.file, &latest)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Either is whole at any time.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::{Duration, Instant};

    use egui::Context;

    use super::Keeper;

    #[test]
    fn the_latest_is_written_by_itself_and_at_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("below/kept.json");
        let mut keeper = Keeper::new(&Context::default(), file.clone(), Duration::from_millis(1));
        for number in 0..100 {
            keeper.keep(format!("{number}").into_bytes());
        }
        let begun = Instant::now();
        while fs::read(&file).unwrap_or_default() != b"99" {
            assert!(begun.elapsed() < Duration::from_secs(30), "nobody wrote it");
            std::thread::sleep(Duration::from_millis(2));
        }
        drop(keeper);
        let mut slow = Keeper::new(&Context::default(), file.clone(), Duration::from_hours(1));
        slow.keep(b"first".to_vec());
        slow.keep(b"last".to_vec());
        drop(slow);
        assert_eq!(fs::read(&file).expect("a file"), b"last");
        assert_eq!(fs::read_dir(folder.path().join("below")).expect("a folder").count(), 1);
    }

    #[test]
    fn a_disk_that_takes_nothing_is_told_of() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("a file where a folder should be");
        let mut keeper = Keeper::new(&Context::default(), file.join("kept.json"), Duration::ZERO);
        assert!(keeper.failure().is_none());
        keeper.keep(b"1".to_vec());
        let begun = Instant::now();
        while keeper.failure().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(30), "nobody told");
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(keeper.failure().is_none(), "told once");
    }
}
