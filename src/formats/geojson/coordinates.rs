//! Coordinates from text straight into flat geometry, with the rules that every position, line and ring must keep.
//! Must not check the JSON grammar, which has been vouched for.

use crate::formats::error::ReadError;
use crate::geometry::{LonLat, Shapes};

/// A reader of one `coordinates` value.
pub(super) struct Scanner<'a, 'b> {
    text: &'a str,
    at: usize,
    end: usize,
    into: &'b mut Shapes,
    /// Numbers past the third in a position.
    pub(super) dropped_numbers: usize,
}

impl<'a, 'b> Scanner<'a, 'b> {
    /// A reader of the value between two offsets of a text.
    pub(super) fn new(text: &'a str, start: usize, end: usize, into: &'b mut Shapes) -> Self {
        Self { text, at: start, end, into, dropped_numbers: 0 }
    }

    /// A point: one position, or an empty array for none.
    pub(super) fn point(&mut self) -> Result<(), ReadError> {
        if !self.is_empty_array()? {
            self.position()?;
            self.into.end_points();
        }
        Ok(())
    }

    /// Several points.
    pub(super) fn points(&mut self) -> Result<(), ReadError> {
        if !self.is_empty_array()? {
            self.each(Self::position)?;
            self.into.end_points();
        }
        Ok(())
    }

    /// A line: two positions or more, or an empty array for none.
    pub(super) fn line(&mut self) -> Result<(), ReadError> {
        let start = self.skip_space();
        if self.is_empty_array()? {
            return Ok(());
        }
        self.each(Self::position)?;
        let count = self.into.open_path().len();
        if count < 2 {
            return Err(self.expected(start, "expected.line", &count.to_string()));
        }
        self.into.end_line();
        Ok(())
    }

    /// A polygon: rings, or an empty array for none.
    pub(super) fn polygon(&mut self) -> Result<(), ReadError> {
        if !self.is_empty_array()? {
            self.each(Self::ring)?;
            self.into.end_polygon();
        }
        Ok(())
    }

    /// A linear ring: four positions or more, the last the same as the first (RFC 7946 section 3.1.6). Winding does not matter.
    fn ring(&mut self) -> Result<(), ReadError> {
        let start = self.skip_space();
        self.each(Self::position)?;
        let ring = self.into.open_path();
        if ring.len() < 4 {
            let count = ring.len().to_string();
            return Err(self.expected(start, "expected.ring", &count));
        }
        if ring.first() != ring.last() {
            let found = ring.last().map_or_else(String::new, |at| format!("[{}, {}]", at.lon, at.lat));
            return Err(self.expected(start, "expected.closed-ring", &found));
        }
        self.into.end_path();
        Ok(())
    }

    /// The items of an array, one after another.
    pub(super) fn each(&mut self, item: fn(&mut Self) -> Result<(), ReadError>) -> Result<(), ReadError> {
        self.open("expected.array")?;
        while !self.close() {
            item(self)?;
        }
        Ok(())
    }

    /// A position: a longitude, a latitude, and optionally a height; further numbers are counted and not kept.
    fn position(&mut self) -> Result<(), ReadError> {
        let start = self.open("expected.position")?;
        let mut numbers = [f64::NAN; 3];
        let mut count = 0;
        while !self.close() {
            let number = self.number()?;
            match numbers.get_mut(count) {
                Some(slot) => *slot = number,
                None => self.dropped_numbers += 1,
            }
            count += 1;
        }
        if count < 2 {
            return Err(self.expected(start, "expected.position", &self.text[start..self.at]));
        }
        let [lon, lat, height] = numbers;
        let at = LonLat::new(lon, lat)
            .map_err(|_out| self.expected(start, "expected.lonlat", &self.text[start..self.at]))?;
        if height.is_infinite() {
            return Err(self.expected(start, "expected.height", &self.text[start..self.at]));
        }
        self.into.push(at, (count > 2).then_some(height));
        Ok(())
    }

    fn number(&mut self) -> Result<f64, ReadError> {
        let start = self.skip_space();
        let rest = &self.text[start..self.end];
        let length =
            rest.bytes().position(|b| matches!(b, b',' | b']' | b' ' | b'\t' | b'\n' | b'\r')).unwrap_or(rest.len());
        // Words and texts are no numbers in JSON, though Rust would read some of them as such.
        let is_number = rest.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        let number = rest[..length].parse().ok().filter(|_| is_number);
        self.at = start + length;
        number.ok_or_else(|| self.expected(start, "expected.number", &rest[..length]))
    }

    /// Takes an opening bracket and says where it stood.
    fn open(&mut self, what: &'static str) -> Result<usize, ReadError> {
        let start = self.skip_space();
        if self.byte() == Some(b'[') {
            self.at += 1;
            return Ok(start);
        }
        let found: String = self.text[start..self.end].chars().take(24).collect();
        Err(self.expected(start, what, &found))
    }

    /// Takes a closing bracket, or the comma before another item.
    fn close(&mut self) -> bool {
        self.skip_space();
        match self.byte() {
            Some(b',') => {
                self.at += 1;
                self.skip_space();
                false
            }
            Some(b']') | None => {
                self.at += 1;
                true
            }
            Some(_) => false,
        }
    }

    /// Takes an array with nothing in it, if there is one.
    fn is_empty_array(&mut self) -> Result<bool, ReadError> {
        let start = self.open("expected.array")?;
        self.skip_space();
        let empty = self.byte() == Some(b']');
        self.at = if empty { self.at + 1 } else { start };
        Ok(empty)
    }

    fn skip_space(&mut self) -> usize {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.at
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes()[..self.end].get(self.at).copied()
    }

    fn expected(&self, offset: usize, what: &'static str, found: &str) -> ReadError {
        ReadError::expected(self.text, offset, what, found)
    }
}
