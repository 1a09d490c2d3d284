//! Bytes to text: regular files only, of a size that can be read, in UTF-8.
//! Must not know what the text is.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::{OpenError, Problem};

/// The path that stands for the standard input.
pub const STANDARD_INPUT: &str = "-";

/// The most bytes that are read of one file.
const LIMIT: u64 = 2 << 30;

/// A file's text; `-` is the standard input. A byte-order mark and NULs that pad the end are taken off.
///
/// # Errors
/// [`OpenError`] when there is no such file, it is no regular file, too large, or not UTF-8.
pub fn read_text(path: &Path) -> Result<String, OpenError> {
    let bytes = if path.as_os_str() == STANDARD_INPUT {
        read_capped(&mut io::stdin().lock())
    } else {
        open_regular(path).and_then(|mut file| read_capped(&mut file))
    };
    bytes.and_then(decode).map_err(|problem| OpenError {
        path: path.to_string_lossy().into_owned(),
        place: None,
        problem,
    })
}

fn open_regular(path: &Path) -> Result<File, Problem> {
    let file = open_without_waiting(path)?;
    let kind = file.metadata().map_err(|e| unreadable(&e))?;
    if kind.is_file() { Ok(file) } else { Err(Problem::NotAFile) }
}

/// Opening a pipe that nobody writes to would wait for ever, so it is opened without waiting and refused afterwards.
#[cfg(unix)]
fn open_without_waiting(path: &Path) -> Result<File, Problem> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = File::options();
    options.read(true).custom_flags(libc::O_NONBLOCK);
    options.open(path).map_err(|e| unreadable(&e))
}

#[cfg(not(unix))]
fn open_without_waiting(path: &Path) -> Result<File, Problem> {
    File::open(path).map_err(|e| unreadable(&e))
}

fn unreadable(error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::NotFound {
        Problem::Missing
    } else if error.raw_os_error() == Some(NO_SUCH_DEVICE) {
        // A socket cannot be opened at all.
        Problem::NotAFile
    } else {
        Problem::Unreadable(error.to_string())
    }
}

/// ENXIO on Linux and the BSDs.
const NO_SUCH_DEVICE: i32 = 6;

fn read_capped(input: &mut dyn Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut capped = input.take(LIMIT + 1);
    capped.read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Problem::TooLarge { limit: LIMIT });
    }
    Ok(bytes)
}

fn decode(mut bytes: Vec<u8>) -> Result<String, Problem> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Problem::Utf16);
    }
    let end = bytes.iter().rposition(|&b| b != 0).map_or(0, |last| last + 1);
    bytes.truncate(end);
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|_not_text| Problem::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::{Problem, decode};

    #[test]
    fn takes_off_what_editors_and_disks_put_round_a_text() {
        assert_eq!(decode(b"\xef\xbb\xbf{}\0\0".to_vec()), Ok("{}".to_owned()));
        assert_eq!(decode(b"\xff\xfe{\0".to_vec()), Err(Problem::Utf16));
        assert_eq!(decode(vec![b'{', 0xc3, 0x28]), Err(Problem::NotUtf8));
        assert_eq!(decode(Vec::new()), Ok(String::new()));
    }
}
