//! A JSON text read forwards, once: brackets, names and numbers here, every other value by `serde_json`.
//! Must not know GeoJSON.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{grammar, number};
use crate::formats::Problem;
use crate::formats::error::ReadError;
use crate::project::SourcePosition;

/// A place in a text, moved on by all that is taken there.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    /// The text up to where the JSON that is read ends.
    text: &'a str,
    /// Where that JSON begins.
    start: usize,
    at: usize,
    /// Whether a bracket was opened just before this place.
    opened: bool,
}

impl<'a> Scanner<'a> {
    /// At an offset of a text.
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, start: 0, at, opened: false }
    }

    /// At the beginning of one of several JSON texts in a text, which is cut off at its end.
    pub(super) fn of_text(text: &'a str, start: usize) -> Self {
        Self { text, start, at: start, opened: false }
    }

    /// The text up to where the JSON ends.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The offset of the next thing, white space passed over.
    pub(super) fn place(&mut self) -> usize {
        self.next();
        self.at
    }

    /// The text from an offset to here.
    pub(super) fn since(&self, start: usize) -> &'a str {
        &self.text[start..self.at]
    }

    /// The byte here; zero, which no JSON has between its values, at the end.
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// The byte of the next thing, which is not taken.
    #[inline]
    pub(super) fn next(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        self.byte()
    }

    #[inline]
    fn take(&mut self, byte: u8) -> bool {
        if self.next() != byte {
            return false;
        }
        self.at += 1;
        true
    }

    /// Takes an opening bracket and says where it stood.
    #[inline]
    pub(super) fn open(&mut self, bracket: u8, what: &'static str) -> Result<usize, ReadError> {
        self.opened = true;
        let start = self.place();
        if self.take(bracket) { Ok(start) } else { Err(self.unexpected(start, what)) }
    }

    /// Goes on to the next item between brackets; false when there is none and the closing bracket was taken.
    #[inline]
    pub(super) fn more(&mut self, closing: u8) -> Result<bool, ReadError> {
        let first = std::mem::replace(&mut self.opened, false);
        if self.take(closing) {
            return Ok(false);
        }
        if first || self.take(b',') { Ok(true) } else { Err(self.stray()) }
    }

    /// Goes on to the value of the next member of an object and says its name; none when the closing bracket was taken.
    pub(super) fn member(&mut self) -> Result<Option<Cow<'a, str>>, ReadError> {
        Ok(self.placed_member()?.map(|(_, name)| name))
    }

    /// The same, and where the name stands.
    pub(super) fn placed_member(&mut self) -> Result<Option<(usize, Cow<'a, str>)>, ReadError> {
        if !self.more(b'}')? {
            return Ok(None);
        }
        let at = self.place();
        let name = self.string()?;
        if self.take(b':') { Ok(Some((at, name))) } else { Err(self.stray()) }
    }

    /// Whether nothing but white space is left.
    pub(super) fn end(&mut self) -> Result<(), ReadError> {
        self.next();
        if self.at == self.text.len() { Ok(()) } else { Err(self.stray()) }
    }

    /// Takes a text, borrowed where it has no escapes.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, ReadError> {
        let start = self.place();
        let inside = self.text[start..].strip_prefix('"');
        let special = inside.and_then(|text| text.bytes().position(|b| matches!(b, b'"' | b'\\' | 0..b' ')));
        match inside.zip(special) {
            Some((text, length)) if text.as_bytes()[length] == b'"' => {
                self.at = start + length + 2;
                Ok(Cow::Borrowed(&text[..length]))
            }
            _ => self.value().map(Cow::Owned),
        }
    }

    /// Takes a number.
    #[expect(clippy::inline_always, reason = "called in one place, where this scanner must stay in registers")]
    #[inline(always)]
    pub(super) fn number(&mut self) -> Result<f64, ReadError> {
        let start = self.place();
        match number::read(&self.text.as_bytes()[start..]) {
            Some((number, length)) => {
                self.at = start + length;
                Ok(number)
            }
            None => Err(self.unexpected(start, "expected.number")),
        }
    }

    /// Takes any value.
    pub(super) fn value<T: Deserialize<'a>>(&mut self) -> Result<T, ReadError> {
        let start = self.place();
        let mut values = serde_json::Deserializer::from_str(&self.text[start..]).into_iter();
        let value = values.next().ok_or_else(|| self.stray())?;
        self.at = start + values.byte_offset();
        value.map_err(|error| ReadError::from_json(self.text, start, &error))
    }

    /// Passes over any value.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        self.value().map(|IgnoredAny| ())
    }

    /// One thing expected at an offset and another found there.
    #[cold]
    pub(super) fn expected(&self, offset: usize, what: &'static str, found: impl Into<String>) -> ReadError {
        ReadError::expected(self.text, offset, what, found)
    }

    /// One thing expected at an offset and another value found there.
    #[cold]
    pub(super) fn unexpected(&self, offset: usize, what: &'static str) -> ReadError {
        let mut value = Self { at: offset, ..*self };
        match value.skip() {
            Ok(()) => self.expected(offset, what, value.since(offset)),
            Err(error) => error,
        }
    }

    /// Nesting at an offset that is deeper than is read.
    pub(super) fn too_deep(&self, offset: usize) -> ReadError {
        self.problem(offset, Problem::TooDeep)
    }

    /// Something wrong at an offset.
    #[cold]
    pub(super) fn problem(&self, offset: usize, problem: Problem) -> ReadError {
        ReadError { place: SourcePosition::at(self.text, offset), problem }
    }

    /// Something here that JSON does not allow here.
    #[cold]
    fn stray(&self) -> ReadError {
        let problem = Problem::Syntax("expected `,`, `:` or a closing bracket".to_owned());
        grammar::fault(self.text, self.start)
            .unwrap_or_else(|| ReadError { place: SourcePosition::at(self.text, self.at), problem })
    }
}
