//! Why the operating system refuses something, in words; what it says itself, which is in its own language, stands behind them.
//! Must not know what was asked of it.

use std::io;

use super::{Lang, tr};

/// The kinds of failure that there are words for.
const KNOWN: [(io::ErrorKind, &str); 12] = [
    (io::ErrorKind::PermissionDenied, "refused.permission"),
    (io::ErrorKind::NotFound, "refused.not-found"),
    (io::ErrorKind::IsADirectory, "refused.directory"),
    (io::ErrorKind::NotADirectory, "refused.no-directory"),
    (io::ErrorKind::StorageFull, "refused.full"),
    (io::ErrorKind::QuotaExceeded, "refused.full"),
    (io::ErrorKind::ReadOnlyFilesystem, "refused.read-only"),
    (io::ErrorKind::ResourceBusy, "refused.busy"),
    (io::ErrorKind::ExecutableFileBusy, "refused.busy"),
    (io::ErrorKind::InvalidFilename, "refused.name"),
    (io::ErrorKind::FileTooLarge, "refused.too-large"),
    (io::ErrorKind::BrokenPipe, "refused.pipe"),
];

/// Why an input or output failed, in a language.
#[must_use]
pub fn reason(error: &io::Error, lang: Lang) -> String {
    reason_of_kind(error.kind(), &error.to_string(), lang)
}

/// The same of a kind of failure and what the system says of it.
#[must_use]
pub fn reason_of_kind(kind: io::ErrorKind, said: &str, lang: Lang) -> String {
    let Some((_, key)) = KNOWN.iter().find(|(known, _)| *known == kind) else { return said.to_owned() };
    let known = tr!(lang, *key);
    tr!(lang, "refused.said", words = known, said = said).into_owned()
}
