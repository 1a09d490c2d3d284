//! Why something could not be opened, in words: file, place, what was expected, what was found.
//! Must not print: whoever asked reports it.

use super::Foreign;
use crate::crs::{Crs, Proposal};
use crate::i18n::{Lang, list, list_and_more, printable, reason_of_kind, tr};
use crate::project::{Provenance, SourcePosition};

/// Something could not be opened.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub struct OpenError {
    /// The file, as the user would write it.
    pub path: String,
    /// Where in it, when that is known.
    pub place: Option<Provenance>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no such file.
    Missing,
    /// The system would not read it, for this reason.
    Unreadable(String),
    /// The operating system gives no byte of it.
    BySystem {
        /// The kind of refusal.
        kind: std::io::ErrorKind,
        /// What the system says.
        why: String,
    },
    /// A folder without a `project.json`.
    NoManifest,
    /// A file or a folder of a format that is not read.
    Foreign(Foreign),
    /// Neither a file nor a folder: a device, a socket, a pipe that nobody writes to.
    NotAFile,
    /// More bytes than are read.
    TooLarge {
        /// The most bytes that are read.
        limit: u64,
    },
    /// Bytes that are no text.
    NotUtf8,
    /// Text in UTF-16 or UTF-32.
    WideText,
    /// The file ends before the JSON does.
    Truncated,
    /// One of several JSON texts ends before its JSON does.
    TextTruncated,
    /// Not JSON, or JSON of another shape, in the parser's words.
    Syntax(String),
    /// Not XML, in the parser's words.
    Xml(String),
    /// Several JSON texts one after another.
    Sequence,
    /// Nested deeper than is read.
    TooDeep,
    /// Numbers that are no position, and what they probably are.
    NotPosition {
        /// What was expected: a key of the locale files.
        what: &'static str,
        /// The position as it stands in the file.
        found: String,
        /// How it might be read.
        proposal: Proposal,
    },
    /// Numbers that are a position where the system that they were read in is not used.
    NotUsedThere(Box<NotUsedThere>),
    /// The file names a coordinate reference system that is not known.
    UnknownCrs {
        /// The name.
        found: String,
    },
    /// The file is in a system that can only be converted approximately, and the user has not accepted that.
    Approximate {
        /// The system.
        crs: &'static str,
        /// How far off positions may be.
        metres: u32,
    },
    /// No feature has an id that was asked for.
    NoFeature(Box<NoFeature>),
    /// No feature has a property that was asked for.
    NoProperty(Box<NoProperty>),
    /// One thing was expected and another found.
    Expected {
        /// What was expected: a key of the locale files.
        what: &'static str,
        /// What was found, as it stands in the file or as a word.
        found: String,
    },
}

/// Numbers that are a position where the system that they were read in is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUsedThere {
    /// The system.
    pub crs: &'static str,
    /// The position as it stands in the file.
    pub found: String,
    /// Where it came to lie, longitude and latitude in figures.
    pub at: String,
    /// How many degrees that is from the meridian of a grid, in figures.
    pub off: Option<String>,
    /// How it might be read.
    pub proposal: Option<Proposal>,
}

/// An id that no feature has, with what would find one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFeature {
    /// The id.
    pub found: String,
    /// Properties that hold it at one feature.
    pub properties: Vec<String>,
    /// The id of a feature that has it for its name.
    pub number: Option<String>,
    /// Some ids that there are.
    pub known: Vec<String>,
}

/// A property that no feature has, with those that there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoProperty {
    /// What it was to hold: a key of the locale files.
    pub what: &'static str,
    /// Its name.
    pub found: String,
    /// The properties that the features have, in order.
    pub known: Vec<String>,
    /// How many more they have.
    pub more: usize,
}

/// What is expected where the reader was told, or the file says, something that it is not.
const OF_READING: [&str; 4] = ["expected.encoding", "expected.crs-name", "expected.crs-of-all", "expected.one-crs"];

impl OpenError {
    /// The whole message in a language, on one line.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let path = printable(&self.path);
        let place = self.place.map_or_else(|| path.clone(), |place| place.in_file(&path, lang));
        format!("{place}: {}", self.problem.message(lang))
    }

    /// Whether it may be read when somebody says how: in which system, encoding or field.
    #[must_use]
    pub fn is_about_reading(&self) -> bool {
        match &self.problem {
            Problem::NotPosition { .. }
            | Problem::NotUsedThere(_)
            | Problem::UnknownCrs { .. }
            | Problem::Approximate { .. }
            | Problem::NotUtf8
            | Problem::NoProperty(_) => true,
            Problem::Expected { what, .. } => OF_READING.contains(what),
            Problem::Missing
            | Problem::Unreadable(_)
            | Problem::BySystem { .. }
            | Problem::NoManifest
            | Problem::Foreign(_)
            | Problem::NotAFile
            | Problem::TooLarge { .. }
            | Problem::WideText
            | Problem::Truncated
            | Problem::TextTruncated
            | Problem::Syntax(_)
            | Problem::Xml(_)
            | Problem::Sequence
            | Problem::TooDeep
            | Problem::NoFeature(_) => false,
        }
    }

    /// The pair of numbers that is no position in the way they were read, as it stands in the file.
    #[must_use]
    pub fn pair(&self) -> Option<[f64; 2]> {
        let found = if let Problem::NotPosition { found, .. } = &self.problem {
            found
        } else if let Problem::NotUsedThere(there) = &self.problem {
            &there.found
        } else {
            return None;
        };
        let is_of_number = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
        let mut numbers = found.split(|c| !is_of_number(c)).filter_map(|number| number.parse::<f64>().ok());
        Some([numbers.next()?, numbers.next()?])
    }
}

impl Problem {
    /// What is wrong without the arguments that would open it, for who is asked instead.
    #[must_use]
    pub fn without_flags(&self, lang: Lang) -> String {
        if let Self::NotPosition { what, found, .. } = self {
            tr!(lang, "open.expected", what = tr!(lang, *what), found = printable(found)).into_owned()
        } else if let Self::NotUsedThere(there) = self {
            NotUsedThere { proposal: None, ..(**there).clone() }.message(lang)
        } else {
            self.message(lang)
        }
    }

    /// What is wrong, in a language, without file and place.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let text = match self {
            Self::Missing => tr!(lang, "open.missing"),
            Self::Unreadable(why) => tr!(lang, "open.unreadable", why = why),
            Self::BySystem { kind, why } => {
                tr!(lang, "open.unreadable", why = reason_of_kind(*kind, why, lang))
            }
            Self::NoManifest => tr!(lang, "open.no-manifest"),
            Self::Foreign(Foreign { name, advice }) => {
                let name = tr!(lang, format!("foreign.{name}"));
                let advice = tr!(lang, format!("foreign-advice.{advice}"));
                tr!(lang, "open.foreign", name = name, advice = advice)
            }
            Self::NotAFile => tr!(lang, "open.not-a-file"),
            Self::TooLarge { limit } => tr!(lang, "open.too-large", limit = limit >> 20),
            Self::NotUtf8 => tr!(lang, "open.not-utf8"),
            Self::WideText => tr!(lang, "open.wide-text"),
            Self::Truncated => tr!(lang, "open.truncated"),
            Self::TextTruncated => tr!(lang, "open.text-truncated"),
            Self::Syntax(why) => tr!(lang, "open.syntax", why = printable(why)),
            Self::Xml(why) => tr!(lang, "open.xml", why = printable(why)),
            Self::Sequence => tr!(lang, "open.sequence"),
            Self::TooDeep => tr!(lang, "open.too-deep"),
            Self::NotPosition { what, found, proposal } => {
                let (what, found) = (tr!(lang, *what), printable(found));
                let expected = tr!(lang, "open.expected", what = what, found = found);
                tr!(lang, "open.proposal", expected = expected, proposal = proposal.message(lang))
            }
            Self::NotUsedThere(there) => there.message(lang).into(),
            Self::UnknownCrs { found } => {
                tr!(lang, "open.unknown-crs", known = Crs::known(), found = printable(found))
            }
            Self::Approximate { crs, metres } => {
                let title = Crs::from_name(crs).map_or_else(String::new, |crs| crs.title(lang));
                tr!(lang, "open.approximate", crs = crs, title = title, metres = metres)
            }
            Self::NoFeature(none) => none.message(lang).into(),
            Self::NoProperty(none) => none.message(lang).into(),
            Self::Expected { what, found } => {
                let (what, found) = (tr!(lang, *what), printable(found));
                tr!(lang, "open.expected", what = what, found = found)
            }
        };
        text.into_owned()
    }
}

impl NotUsedThere {
    fn message(&self, lang: Lang) -> String {
        let (crs, found, at) = (self.crs, printable(&self.found), &self.at);
        let expected = if let Some(off) = &self.off {
            tr!(lang, "open.far-from-meridian", crs = crs, found = found, at = at, off = off)
        } else {
            tr!(lang, "open.not-used-there", crs = crs, found = found, at = at)
        };
        match self.proposal {
            None => expected.into_owned(),
            Some(proposal) => {
                tr!(lang, "open.proposal", expected = expected, proposal = proposal.message(lang)).into_owned()
            }
        }
    }
}

impl NoFeature {
    fn message(&self, lang: Lang) -> String {
        let shown = printable(&self.found);
        let expected = tr!(lang, "open.expected", what = tr!(lang, "expected.feature"), found = shown).into_owned();
        let by_property = self
            .properties
            .iter()
            .map(|property| tr!(lang, "open.by-property", property = printable(property), found = shown).into_owned());
        let by_number = self
            .number
            .iter()
            .map(|number| tr!(lang, "open.by-number", number = printable(number), found = shown).into_owned());
        let names: Vec<String> = self.known.iter().map(|id| printable(id)).collect();
        let names = list(&names.iter().map(String::as_str).collect::<Vec<_>>(), lang);
        let ids = (!names.is_empty()).then(|| tr!(lang, "open.known-ids", list = names).into_owned());
        by_property.chain(by_number).chain(ids).fold(expected, |text, proposal| {
            tr!(lang, "open.proposal", expected = text, proposal = proposal).into_owned()
        })
    }
}

impl NoProperty {
    fn message(&self, lang: Lang) -> String {
        let what = tr!(lang, self.what);
        let expected = tr!(lang, "open.no-such-property", what = what, name = printable(&self.found)).into_owned();
        let names: Vec<String> = self.known.iter().map(|name| printable(name)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let known = if names.is_empty() {
            tr!(lang, "open.no-properties")
        } else {
            tr!(lang, "open.known-properties", list = list_and_more(&names, self.more, lang))
        };
        tr!(lang, "open.proposal", expected = expected, proposal = known).into_owned()
    }
}

/// A problem at an offset of the text being read; the opener turns it into an [`OpenError`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReadError {
    /// Where in the text.
    pub(crate) place: SourcePosition,
    /// What is wrong.
    pub(crate) problem: Problem,
}

impl ReadError {
    /// A thing found at an offset in place of what was expected.
    pub(crate) fn expected(text: &str, offset: usize, what: &'static str, found: impl Into<String>) -> Self {
        Self { place: SourcePosition::at(text, offset), problem: Problem::Expected { what, found: found.into() } }
    }

    /// What `serde_json` says of a part of a text that begins at an offset.
    pub(crate) fn from_json(text: &str, offset: usize, error: &serde_json::Error) -> Self {
        let line_start =
            text[offset..].split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let at = offset + line_start + error.column().saturating_sub(1);
        let problem = Problem::at_text(text, at).unwrap_or_else(|| Problem::from_json(error));
        Self { place: SourcePosition::at(text, at), problem }
    }

    pub(crate) fn in_file(self, path: &str) -> OpenError {
        OpenError { path: path.to_owned(), place: Some(self.place.into()), problem: self.problem }
    }
}

/// Any JSON, of which nothing is kept.
type Skipped = serde::de::IgnoredAny;

/// What stands for no number in JSON, though programs write it: it never becomes one.
const NO_NUMBERS: [&str; 6] = ["NaN", "nan", "Infinity", "-Infinity", "inf", "-inf"];

impl Problem {
    /// What is wrong where a parser stopped, where that can be said plainer than it does.
    fn at_text(text: &str, at: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        // A parser may stop behind the sign.
        let rest = if text[..at].ends_with('-') { &text[at - 1..] } else { rest };
        if let Some(found) = NO_NUMBERS.iter().find(|word| rest.starts_with(*word)) {
            return Some(Self::Expected { what: "expected.number", found: (*found).to_owned() });
        }
        let before = text[..at].trim_end();
        let goes_on = rest.starts_with('{') && before.ends_with('}') && serde_json::from_str::<Skipped>(before).is_ok();
        goes_on.then_some(Self::Sequence)
    }

    fn from_json(error: &serde_json::Error) -> Self {
        let whole = error.to_string();
        // serde_json ends its messages with a place of its own, counted from where it began.
        let why = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(why, _)| why);
        match error.classify() {
            serde_json::error::Category::Eof => Self::Truncated,
            _ if why.contains("recursion limit") => Self::TooDeep,
            serde_json::error::Category::Io
            | serde_json::error::Category::Syntax
            | serde_json::error::Category::Data => Self::Syntax(why.to_owned()),
        }
    }
}
