//! Files that are packed as a whole, by gzip (RFC 1952), and how they are called unpacked.
//! Must not know what is in them.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use super::gather::problem_at;
use super::source::LIMIT;
use super::{OpenError, Problem};

/// What a file begins with that is packed.
const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// The endings of such files.
const ENDINGS: [&str; 2] = [".gz", ".gzip"];

/// What is packed in bytes; none where they are not.
pub(super) fn unpacked(path: &str, bytes: &[u8]) -> Result<Option<Vec<u8>>, OpenError> {
    if !bytes.starts_with(&MAGIC) {
        return Ok(None);
    }
    let mut inside = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(LIMIT + 1).read_to_end(&mut inside);
    let problem = match read {
        Ok(_) if inside.len() as u64 > LIMIT => Problem::TooLarge { limit: LIMIT },
        Ok(_) => return Ok(Some(inside)),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Problem::Truncated,
        Err(error) => Problem::Unreadable(error.to_string()),
    };
    Err(problem_at(path, None, problem))
}

/// A path without the ending that says that the file is packed.
pub(super) fn without_ending(path: &str) -> &str {
    let lower = path.to_ascii_lowercase();
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(*ending));
    &path[..path.len() - ending.map_or(0, |ending| ending.len())]
}
