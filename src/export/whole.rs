//! Writing a file so that it is there whole or not at all.
//! Must not know what is in it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// What the names of unfinished files begin and end with. They are short, so that the longest name there is can be written.
const BEFORE: &str = ".zonemap-";
const AFTER: &str = ".part";
/// As many links are followed from one to the next.
const MAX_LINKS: usize = 40;
/// So often another name is tried for an unfinished file that another process has swept away.
const MAX_TRIES: usize = 100;

/// Writes a file in the place of any that was there, keeping its permissions. Until all of it is on the disk, what was there
/// stays: the bytes go to an unfinished file beside it first, which then takes its name. A link stays, and what it leads to is
/// written. What is no file, such as a pipe, is written to as it is. Unfinished files that killed runs left in the folder go.
///
/// # Errors
/// What the system says; then nothing is left behind.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if is_stream(path) {
        return File::options().write(true).open(path)?.write_all(bytes);
    }
    replace(path, &mut |unfinished| unfinished.write_all(bytes))?;
    log::info!("wrote {} bytes as {}", bytes.len(), path.display());
    Ok(())
}

/// The same for what is too large to be held: it is written piece by piece.
///
/// # Errors
/// What the system says, and what `write` gives; then nothing is left behind.
pub fn write_whole_by(path: &Path, write: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
    if is_stream(path) {
        return write(&mut File::options().write(true).open(path)?);
    }
    replace(path, &mut |unfinished| {
        let mut buffered = io::BufWriter::new(unfinished);
        write(&mut buffered)?;
        buffered.flush()
    })
}

/// The same for what another program writes, which is told the name of the unfinished file.
///
/// # Errors
/// What the system says, and what `write` gives; then nothing is left behind.
pub fn write_whole_at(path: &Path, write: &mut dyn FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
    replace(path, &mut |unfinished| write(unfinished.path()))
}

/// Whether it is no file, such as a pipe.
fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn replace(path: &Path, fill: &mut dyn FnMut(&mut NamedTempFile) -> io::Result<()>) -> io::Result<()> {
    let path = followed(path);
    path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sweep(folder);
    let before = fs::metadata(&path).ok().filter(fs::Metadata::is_file);
    if before.is_some() {
        // What may not be written to is not replaced either.
        File::options().write(true).open(&path)?;
    }
    let mut unfinished = unfinished(folder)?;
    if let Some(before) = before {
        unfinished.as_file().set_permissions(before.permissions())?;
    }
    fill(&mut unfinished)?;
    unfinished.as_file().sync_all()?;
    unfinished.persist(&path).map_err(|error| error.error)?;
    // The new name is on the disk when its folder is. Where a folder cannot be opened as a file, the system sees to it.
    let _ignored = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Where links lead, one after the other; a path that is none, and one into a circle, is as it was.
fn followed(path: &Path) -> PathBuf {
    let mut at = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(next) = fs::read_link(&at) else { return at };
        at = at.parent().unwrap_or(Path::new("")).join(next);
    }
    path.to_owned()
}

/// An unfinished file in a folder, locked for as long as it is open: so others see that somebody is at work on it. It goes when it
/// is dropped; what a killed run leaves goes when something is written into the folder.
pub(crate) fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    for _ in 0..MAX_TRIES {
        let unfinished = named().tempfile_in(folder)?;
        // One that is swept before it is locked is gone, or about to go.
        let is_taken = matches!(unfinished.as_file().try_lock(), Err(TryLockError::WouldBlock));
        if !is_taken && unfinished.path().exists() {
            return Ok(unfinished);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

#[cfg(unix)]
fn named() -> Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = Builder::new();
    // As much as the user lets others do with new files.
    builder.prefix(BEFORE).suffix(AFTER).permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn named() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(BEFORE).suffix(AFTER);
    builder
}

/// Removes unfinished files that nobody is at work on any more. What cannot be opened or locked is left alone.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours = is_unfinished(&entry.file_name().to_string_lossy());
        if is_ours
            && entry.file_type().is_ok_and(|kind| kind.is_file())
            && let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            // Another sweeper may have been first.
            let _ignored = fs::remove_file(entry.path());
        }
    }
}

fn is_unfinished(name: &str) -> bool {
    name.starts_with(BEFORE) && name.ends_with(AFTER)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;

    use super::{unfinished, write_whole};

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_killed_runs_left_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let at_work = unfinished(folder.path()).expect("an unfinished file");
        let (_, killed) = unfinished(folder.path()).expect("another").keep().expect("kept");
        fs::write(folder.path().join(".zonemap-mine"), "").expect("a file of the user's");
        fs::create_dir(folder.path().join(".zonemap-x.part")).expect("a folder of the user's");
        assert!(killed.exists());
        write_whole(&folder.path().join("a"), b"1").expect("written");
        let at_work = at_work.path().file_name().expect("a name").to_string_lossy().into_owned();
        let mut left = [at_work, ".zonemap-mine".to_owned(), ".zonemap-x.part".to_owned(), "a".to_owned()];
        left.sort();
        assert_eq!(names(folder.path()), left);
    }

    #[test]
    fn many_at_once_in_one_folder_do_not_hinder_each_other() {
        let folder = tempfile::tempdir().expect("a folder");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let folder = folder.path();
                scope.spawn(move || {
                    (0..50).for_each(|_| write_whole(&folder.join(format!("{writer}")), b"whole").expect("written"));
                });
            }
        });
        assert_eq!(names(folder.path()), ["0", "1", "2", "3"]);
    }

    #[test]
    fn the_longest_name_there_is_can_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("區".repeat(85));
        write_whole(&file, b"whole").expect("a name of 255 bytes");
        assert_eq!(fs::read(&file).expect("a file"), b"whole");
        assert!(write_whole(&folder.path().join("x".repeat(256)), b"").is_err());
        assert_eq!(names(folder.path()).len(), 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mode = |name: &str| fs::metadata(at(name)).expect("a file").permissions().mode() & 0o777;
        write_whole(&at("new"), b"1").expect("written");
        File::create(at("plain")).expect("a file");
        assert_eq!(mode("new"), mode("plain"), "as any new file");
        for wanted in [0o600, 0o640, 0o664, 0o755] {
            fs::set_permissions(at("new"), fs::Permissions::from_mode(wanted)).expect("permissions");
            write_whole(&at("new"), b"2").expect("written");
            assert_eq!(mode("new"), wanted);
        }
        fs::create_dir(at("below")).expect("a folder");
        symlink("../new", at("below/link")).expect("a link");
        symlink("below/link", at("link")).expect("a link to it");
        symlink("none", at("below/dangling")).expect("a link to nothing");
        write_whole(&at("link"), b"3").expect("written");
        write_whole(&at("below/dangling"), b"4").expect("written");
        assert_eq!(fs::read(at("new")).expect("a file"), b"3");
        assert_eq!(fs::read(at("below/none")).expect("a file"), b"4");
        assert!(at("link").is_symlink() && at("below/link").is_symlink() && at("below/dangling").is_symlink());
        symlink("circle", at("circle")).expect("a link to itself");
        write_whole(&at("circle"), b"5").expect("put in its place");
        assert_eq!(names(&at("below")), ["dangling", "link", "none"]);
        assert_eq!(names(folder.path()), ["below", "circle", "link", "new", "plain"]);
    }
}
