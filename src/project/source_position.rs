//! A place in a text file, as an editor counts it.
//! Must not know what is wrong there.

use std::fmt;

/// A line and a column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourcePosition {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl SourcePosition {
    /// The place of a byte of a text. An offset past the end is the end.
    #[must_use]
    pub fn at(text: &str, offset: usize) -> Self {
        let end = text.floor_char_boundary(offset);
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Self { line: line_ends(before) + 1, column: before[line_start..].chars().count() + 1 }
    }

    /// The places of bytes of a text, in ascending order, in one pass over it.
    #[must_use]
    pub fn of_each(text: &str, offsets: &[usize]) -> Vec<Self> {
        let (mut place, mut seen) = (Self { line: 1, column: 1 }, 0);
        let next = |&offset: &usize| {
            let end = text.floor_char_boundary(offset).max(seen);
            let passed = &text[seen..end];
            let rest = Self::at(passed, passed.len());
            place = match rest.line {
                1 => Self { column: place.column + rest.column - 1, ..place },
                lines => Self { line: place.line + lines - 1, column: rest.column },
            };
            seen = end;
            place
        };
        offsets.iter().map(next).collect()
    }

    /// The bytes of a text at places of it, in ascending order, in one pass over it. A place past the end is the end.
    #[must_use]
    pub fn offsets_of_each(text: &str, places: &[Self]) -> Vec<usize> {
        let (mut at, mut here) = (0, Self { line: 1, column: 1 });
        let next = |&place: &Self| {
            while here.line < place.line {
                at = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
                here = Self { line: here.line + 1, column: 1 };
            }
            let further = place.column.saturating_sub(here.column);
            at = text[at..].char_indices().nth(further).map_or(text.len(), |(on, _)| at + on);
            here = place;
            at
        };
        places.iter().map(next).collect()
    }

    /// The place of the last of several words that follow one another in a text; the beginning when they do not.
    /// For naming the place of something that was read without keeping where it stood.
    #[must_use]
    pub fn of_words(text: &str, words: &[&str]) -> Self {
        let mut offset = 0;
        let mut end = 0;
        for word in words {
            let quoted = format!("\"{word}\"");
            match text[end..].find(&quoted) {
                Some(found) => {
                    offset = end + found;
                    end = offset + quoted.len();
                }
                None => return Self::at(text, offset),
            }
        }
        Self::at(text, offset)
    }
}

/// How many lines end in a text. Counted in bytes first, as many at once as the processor can.
fn line_ends(text: &str) -> usize {
    let in_run = |run: &[u8]| run.iter().map(|&byte| u8::from(byte == b'\n')).fold(0, u8::wrapping_add);
    text.as_bytes().chunks(usize::from(u8::MAX)).map(|run| usize::from(in_run(run))).sum()
}

impl fmt::Display for SourcePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::SourcePosition;

    #[test]
    fn counts_lines_and_characters() {
        let text = "一\n二三x";
        assert_eq!(SourcePosition::at(text, 0), SourcePosition { line: 1, column: 1 });
        assert_eq!(SourcePosition::at(text, text.find('x').expect("x")), SourcePosition { line: 2, column: 3 });
        assert_eq!(SourcePosition::at(text, 999), SourcePosition { line: 2, column: 4 });
        assert_eq!(SourcePosition::at("", 0), SourcePosition { line: 1, column: 1 });
    }

    #[test]
    fn one_pass_finds_the_same_places() {
        let text = "一\n\n二三x\ny";
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let one_by_one: Vec<SourcePosition> = offsets.iter().map(|&at| SourcePosition::at(text, at)).collect();
        assert_eq!(SourcePosition::of_each(text, &offsets), one_by_one);
        assert_eq!(SourcePosition::offsets_of_each(text, &one_by_one), offsets);
    }

    #[test]
    fn finds_a_word_after_another() {
        let text = "{\"a\": \"x\",\n \"b\": \"x\"}";
        assert_eq!(SourcePosition::of_words(text, &["b", "x"]), SourcePosition { line: 2, column: 7 });
    }
}
