//! A file that is written anew, whole, whenever what it keeps has changed: in the background, whether or not the window repaints.
//! Must not know what is kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use crate::export::write_whole;

/// Writes the latest that it is told to keep, and at its end what is not written yet.
pub(super) struct Keeper {
    file: PathBuf,
    /// None where the system gives no thread: then who keeps something waits for the disk.
    writer: Option<(Sender<Vec<u8>>, JoinHandle<()>)>,
    told: (Sender<io::Error>, Receiver<io::Error>),
}

impl Keeper {
    /// Keeps in a file, which is written so long after a change at the latest.
    pub(super) fn new(file: PathBuf, pause: Duration) -> Self {
        let (keep, wanted) = channel();
        let told = channel();
        let (target, tell) = (file.clone(), told.0.clone());
        let work = move || write_latest(&target, &wanted, pause, &tell);
        let thread = Builder::new().name("keeper".to_owned()).spawn(work).ok();
        Self { file, writer: thread.map(|thread| (keep, thread)), told }
    }

    /// Keeps this from now on.
    pub(super) fn keep(&self, bytes: Vec<u8>) {
        if let Some((keep, _)) = &self.writer {
            // The thread ends only with this.
            let _ignored = keep.send(bytes);
        } else {
            write(&self.file, &bytes, &self.told.0);
        }
    }

    /// The file, and why it cannot be written, if that is so since the last time.
    pub(super) fn failure(&self) -> Option<(&Path, io::Error)> {
        self.told.1.try_iter().last().map(|error| (self.file.as_path(), error))
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some((keep, thread)) = self.writer.take() {
            drop(keep);
            // It has nothing to say but that it is done.
            let _ignored = thread.join();
        }
    }
}

fn write_latest(file: &Path, wanted: &Receiver<Vec<u8>>, pause: Duration, tell: &Sender<io::Error>) {
    while let Ok(mut latest) = wanted.recv() {
        let until = Instant::now() + pause;
        let ended = loop {
            match wanted.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(newer) => latest = newer,
                Err(RecvTimeoutError::Timeout) => break false,
                Err(RecvTimeoutError::Disconnected) => break true,
            }
        };
        write(file, &latest, tell);
        if ended {
            return;
        }
    }
}

fn write(file: &Path, bytes: &[u8], tell: &Sender<io::Error>) {
    let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
    if let Err(error) = folder.and_then(|()| write_whole(file, bytes)) {
        // The window may be gone.
        let _ignored = tell.send(error);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::{Duration, Instant};

    use super::Keeper;

    #[test]
    fn the_latest_is_written_by_itself_and_at_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("below/kept.json");
        let keeper = Keeper::new(file.clone(), Duration::from_millis(1));
        for number in 0..100 {
            keeper.keep(format!("{number}").into_bytes());
        }
        let begun = Instant::now();
        while fs::read(&file).unwrap_or_default() != b"99" {
            assert!(begun.elapsed() < Duration::from_secs(30), "nobody wrote it");
            std::thread::sleep(Duration::from_millis(2));
        }
        drop(keeper);
        let slow = Keeper::new(file.clone(), Duration::from_hours(1));
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
        let keeper = Keeper::new(file.join("kept.json"), Duration::ZERO);
        assert!(keeper.failure().is_none());
        keeper.keep(b"1".to_vec());
        let begun = Instant::now();
        let failure = loop {
            if let Some((file, _)) = keeper.failure() {
                break file.to_owned();
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "nobody told");
            std::thread::sleep(Duration::from_millis(2));
        };
        assert_eq!(failure, file.join("kept.json"));
        assert!(keeper.failure().is_none(), "told once");
    }
}
