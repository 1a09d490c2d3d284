//! What is read of files: regular ones and pipes that are written to, of a size that can be read, as bytes or as text in UTF-8.
//! Must not know what is in them.

use std::borrow::Cow;
use std::fs::{File, FileType};
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::foreign::foreign;
use super::{OpenError, Problem};

/// The path that stands for the standard input.
pub const STANDARD_INPUT: &str = "-";

/// The most bytes that are read of one file.
pub(super) const LIMIT: u64 = 2 << 30;

/// A file's bytes; `-` is the standard input.
///
/// # Errors
/// [`OpenError`] when there is no such file, it is neither a regular file nor a pipe that something is written to, or too large.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, OpenError> {
    let bytes = if path.as_os_str() == STANDARD_INPUT {
        read_capped(&mut io::stdin().lock(), 0)
    } else {
        open_readable(path).and_then(|(mut input, length)| read_capped(&mut *input, length))
    };
    bytes.map_err(|problem| problem_of(path, problem))
}

/// The first bytes of a file, at most so many.
///
/// # Errors
/// As [`read_bytes`].
pub(super) fn head(path: &Path, most: u64) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    let read =
        open_readable(path).and_then(|(input, _)| input.take(most).read_to_end(&mut bytes).map_err(|e| unreadable(&e)));
    read.map(|_| bytes).map_err(|problem| problem_of(path, problem))
}

/// A file's text; `-` is the standard input. A byte-order mark and NULs that pad the end are taken off.
///
/// # Errors
/// As [`read_bytes`], and when it is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, OpenError> {
    decoded(path, read_bytes(path)?.into()).map(|(text, _)| text.into_owned())
}

/// A file's text from its bytes, which are not copied, and how many NULs stood behind it.
pub(super) fn decoded<'a>(path: &Path, bytes: Cow<'a, [u8]>) -> Result<(Cow<'a, str>, usize), OpenError> {
    let text = inside(&bytes).map_err(|problem| problem_of(path, problem))?;
    let zeros = bytes.len() - text.end;
    let text = match bytes {
        Cow::Borrowed(bytes) => {
            let bytes = &bytes[text];
            Cow::Borrowed(std::str::from_utf8(bytes).map_err(|_not_text| not_utf8(path, bytes))?)
        }
        Cow::Owned(mut bytes) => {
            bytes.truncate(text.end);
            bytes.drain(..text.start);
            Cow::Owned(String::from_utf8(bytes).map_err(|not_text| not_utf8(path, not_text.as_bytes()))?)
        }
    };
    Ok((text, zeros))
}

/// Bytes that are no text that we read.
fn not_utf8(path: &Path, bytes: &[u8]) -> OpenError {
    problem_of(path, foreign(path, bytes).map_or(Problem::NotUtf8, Problem::Foreign))
}

fn problem_of(path: &Path, problem: Problem) -> OpenError {
    OpenError { path: path.to_string_lossy().into_owned(), place: None, problem }
}

/// A regular file that is not too large, and how long it says it is, or a pipe.
fn open_readable(path: &Path) -> Result<(Box<dyn Read>, u64), Problem> {
    let file = open_without_waiting(path)?;
    let kind = file.metadata().map_err(|e| unreadable(&e))?;
    match kind.len() {
        _ if is_pipe(kind.file_type()) => Ok((Box::new(Pipe::new(file)), 0)),
        _ if !kind.is_file() => Err(Problem::NotAFile),
        // Said before anything is read, which would take as much memory.
        length if length > LIMIT => Err(Problem::TooLarge { limit: LIMIT }),
        length => Ok((Box::new(file), length)),
    }
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_kind: FileType) -> bool {
    false
}

/// How long a pipe is waited for until somebody begins to write to it.
const NOBODY_FOR: Duration = Duration::from_secs(1);
/// How long nothing is done before a pipe is looked at again.
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);

/// A pipe that was opened without waiting. What is written to it is waited for as long as somebody has it open to write; one that
/// nobody opens to write in time is refused.
struct Pipe {
    file: File,
    opened: Instant,
    had_writer: bool,
}

impl Pipe {
    fn new(file: File) -> Self {
        Self { file, opened: Instant::now(), had_writer: false }
    }
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.file.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.had_writer = true,
                Ok(0) if !self.had_writer && !buffer.is_empty() => {
                    if self.opened.elapsed() >= NOBODY_FOR {
                        return Err(io::Error::from_raw_os_error(NO_SUCH_DEVICE));
                    }
                }
                done => {
                    self.had_writer = true;
                    return done;
                }
            }
            thread::sleep(BETWEEN_LOOKS);
        }
    }
}

/// Opening a pipe that nobody writes to would wait for ever, so everything is opened without waiting.
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
        // A socket cannot be opened at all, and nothing comes out of a pipe that nobody writes to.
        Problem::NotAFile
    } else {
        Problem::BySystem { kind: error.kind(), why: error.to_string() }
    }
}

/// ENXIO on Linux and the BSDs.
const NO_SUCH_DEVICE: i32 = 6;

/// All that there is to read, into room for as many bytes as are expected.
fn read_capped(input: &mut dyn Read, expected: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    // One more, so that the end is found without making more room. A file may also claim too much; then there is none.
    let room = usize::try_from(expected.min(LIMIT) + 1).ok();
    let _too_much = room.map(|room| bytes.try_reserve_exact(room));
    let mut capped = input.take(LIMIT + 1);
    capped.read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Problem::TooLarge { limit: LIMIT });
    }
    Ok(bytes)
}

/// What many programs on Windows put before a text in UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Where the text is among bytes: after a byte-order mark, and before NULs that pad the end.
fn inside(bytes: &[u8]) -> Result<Range<usize>, Problem> {
    // By their mark, or by what every JSON text begins with: FF FE 00 00 is the mark of UTF-32.
    let wide: [&[u8]; 6] = [b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"{\0", b"\0{", b"\0\0\0{"];
    if wide.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(Problem::WideText);
    }
    let start = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let end = bytes.iter().rposition(|&b| b != 0).map_or(0, |last| last + 1);
    Ok(start..end)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Problem, decoded};

    #[test]
    fn takes_off_what_editors_and_disks_put_round_a_text() {
        for (bytes, text) in [
            (&b"\xef\xbb\xbf{}\0\0"[..], Ok("{}")),
            (b"\xff\xfe{\0", Err(Problem::WideText)),
            (b"{\0\0\0}\0\0\0", Err(Problem::WideText)),
            (b"\0\0\0{\0\0\0}", Err(Problem::WideText)),
            (&[b'{', 0xc3, 0x28], Err(Problem::NotUtf8)),
            (b"\xef\xbb\xbf", Ok("")),
            (b"\0", Ok("")),
            (b"", Ok("")),
        ] {
            let path = Path::new("a");
            let zeros = bytes.iter().rev().take_while(|byte| **byte == 0).count();
            let expected = text.map(|text| (text.into(), zeros));
            assert_eq!(decoded(path, bytes.into()).map_err(|error| error.problem), expected);
            assert_eq!(decoded(path, bytes.to_vec().into()).map_err(|error| error.problem), expected);
        }
    }
}
