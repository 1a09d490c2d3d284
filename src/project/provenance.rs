//! Where something was read: a position in a text, or a record of a file that is no text.
//! Must not know what was read there.

use super::SourcePosition;
use crate::i18n::{Lang, list, tr};

/// Where in its file something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance {
    /// At a position of a text.
    Text(SourcePosition),
    /// In a record, by its number from 0.
    Record(usize),
}

impl Provenance {
    /// The position; none in a file that is no text.
    #[must_use]
    pub fn position(self) -> Option<SourcePosition> {
        match self {
            Self::Text(position) => Some(position),
            Self::Record(_) => None,
        }
    }

    /// The number of the record as people count, from 1; none in a text.
    #[must_use]
    pub fn record_number(self) -> Option<usize> {
        match self {
            Self::Text(_) => None,
            Self::Record(record) => Some(record + 1),
        }
    }

    /// The same in words.
    #[must_use]
    pub fn record(self, lang: Lang) -> Option<String> {
        self.record_number().map(|number| tr!(lang, "lang.record", number = number).into_owned())
    }

    /// The same behind the path of the file: a position as compilers write it and editors read it.
    #[must_use]
    pub fn in_file(self, path: &str, lang: Lang) -> String {
        match self {
            Self::Text(position) => format!("{path}:{position}"),
            Self::Record(_) => list(&[path, &self.record(lang).unwrap_or_default()], lang),
        }
    }
}

impl From<SourcePosition> for Provenance {
    fn from(position: SourcePosition) -> Self {
        Self::Text(position)
    }
}
