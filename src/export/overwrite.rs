//! Whether a file that is to be written is one that is read, by whatever name.
//! Must not write, nor read what is in a file.

use std::fs;
use std::path::{Path, PathBuf};

/// The first of some files that is read and that writing to a path would write over: the same file on the disk, be it by
/// another path, a link or a hard link.
#[must_use]
pub fn read_too<'a>(output: &Path, inputs: &'a [PathBuf]) -> Option<&'a Path> {
    inputs.iter().map(PathBuf::as_path).find(|input| is_one_file(output, input))
}

/// Whether two paths are one file, be it there already or not.
#[must_use]
pub fn is_one_file(a: &Path, b: &Path) -> bool {
    let both = |of: fn(&Path) -> Option<_>| of(a).is_some_and(|a| of(b) == Some(a));
    both(identity) || place(a).is_some_and(|a| place(b) == Some(a))
}

/// What a file that is there is known by, whatever leads to it. A pipe or a device may be read and written.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().filter(|path| path.is_file())
}

/// The folder and the name of a file that is not there yet.
fn place(path: &Path) -> Option<PathBuf> {
    if path.exists() {
        return None;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{is_one_file, read_too};

    #[cfg(unix)]
    #[test]
    fn a_file_is_known_by_any_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").expect("a file");
        fs::write(at("b"), "1").expect("a file");
        fs::create_dir(at("below")).expect("a folder");
        fs::hard_link(at("a"), at("hard")).expect("a hard link");
        std::os::unix::fs::symlink("../a", at("below/link")).expect("a link");
        for name in ["a", "./a", "below/../a", "hard", "below/link"] {
            assert_eq!(read_too(&at(name), &[at("b"), at("a")]), Some(at("a").as_path()), "{name}");
        }
        for name in ["b", "new", "below", "below/a"] {
            assert_eq!(read_too(&at(name), &[at("a"), at("below")]), None, "{name}");
        }
        assert!(is_one_file(&at("new"), &at("below/../new")));
        assert!(!is_one_file(&at("new"), &at("below/new")));
        let null = std::path::Path::new("/dev/null");
        assert!(!is_one_file(null, null));
    }
}
