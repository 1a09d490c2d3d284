//! Why the operating system refuses something, in words; what it says itself, which is in its own language, stands behind them.
//! Must not know what was asked of it.

use std::io;

use super::{Lang, tr};

/// Why an input or output failed, in a language.
#[must_use]
pub fn reason(error: &io::Error, lang: Lang) -> String {
    reason_of_kind(error.kind(), &error.to_string(), lang)
}

/// The same of a kind of failure and what the system says of it.
#[must_use]
pub fn reason_of_kind(kind: io::ErrorKind, said: &str, lang: Lang) -> String {
    let known = match kind {
        io::ErrorKind::PermissionDenied => tr!(lang, "refused.permission"),
        io::ErrorKind::NotFound => tr!(lang, "refused.not-found"),
        io::ErrorKind::IsADirectory => tr!(lang, "refused.directory"),
        io::ErrorKind::NotADirectory => tr!(lang, "refused.no-directory"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => tr!(lang, "refused.full"),
        io::ErrorKind::ReadOnlyFilesystem => tr!(lang, "refused.read-only"),
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => tr!(lang, "refused.busy"),
        io::ErrorKind::InvalidFilename => tr!(lang, "refused.name"),
        io::ErrorKind::FileTooLarge => tr!(lang, "refused.too-large"),
        io::ErrorKind::BrokenPipe => tr!(lang, "refused.pipe"),
        _ => return said.to_owned(),
    };
    tr!(lang, "refused.said", words = known, said = said).into_owned()
}
