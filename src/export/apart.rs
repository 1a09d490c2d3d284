//! Several files that belong together, over nothing that is read: each whole or not at all, the first last.
//! Must not know what is in them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{read_too, write_whole};
use crate::i18n::{Lang, printable, reason, tr};

/// Why files are not there.
#[derive(Debug)]
pub enum NotWritten {
    /// One of them is a file that is read; nothing was written.
    IsRead {
        /// The file.
        output: PathBuf,
        /// What it is read as.
        input: PathBuf,
    },
    /// The system does not let one be written.
    Refused {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl NotWritten {
    /// The sentence in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let shown = |path: &Path| printable(&path.to_string_lossy());
        match self {
            Self::IsRead { output, input } => {
                tr!(lang, "cli.overwrites", output = shown(output), input = shown(input)).into_owned()
            }
            Self::Refused { path, error } if error.kind() == io::ErrorKind::NotFound => {
                tr!(lang, "cli.no-folder", path = shown(path)).into_owned()
            }
            Self::Refused { path, error } => {
                tr!(lang, "cli.cannot-write-to", path = shown(path), why = reason(error, lang)).into_owned()
            }
        }
    }
}

/// The first of some files that is one of those that are read.
pub fn first_read<'a>(outputs: impl IntoIterator<Item = &'a PathBuf>, inputs: &[PathBuf]) -> Option<NotWritten> {
    outputs.into_iter().find_map(|output| {
        let input = read_too(output, inputs)?;
        Some(NotWritten::IsRead { output: output.clone(), input: input.to_owned() })
    })
}

/// Writes files, the first last, so that where that is there the others are too. What would be `stale` beside them goes before.
///
/// # Errors
/// [`NotWritten`] with the first file that cannot be written.
pub fn write_apart(files: &[(PathBuf, Vec<u8>)], stale: &[PathBuf], inputs: &[PathBuf]) -> Result<(), NotWritten> {
    first_read(files.iter().map(|(path, _)| path).chain(stale), inputs).map_or(Ok(()), Err)?;
    for path in stale {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(NotWritten::Refused { path: path.clone(), error });
            }
            Ok(()) | Err(_) => {}
        }
    }
    for (path, bytes) in files.iter().rev() {
        write_whole(path, bytes).map_err(|error| NotWritten::Refused { path: path.clone(), error })?;
    }
    Ok(())
}
