//! Texts of the data as a map, a sheet and the window show them: a line break is a space or begins a paragraph, never an escape.
//! Must not know where they are shown. What goes to a terminal is `printable`'s.

use super::printing::breaks;
use super::{escaped, printable};

/// A name or a title on one line, with nothing in it that could deceive, at most 200 characters.
#[must_use]
pub fn displayed(text: &str) -> String {
    printable(&one_line(text))
}

/// A longer text on one line, whole, with nothing in it that could deceive.
#[must_use]
pub fn displayed_whole(text: &str) -> String {
    escaped(&one_line(text))
}

/// A longer text as its paragraphs, empty ones between them too, with nothing in them that could deceive.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    // What Windows writes at the end of a line is one break.
    let text = text.replace("\r\n", "\n");
    let text = text.trim_end_matches(breaks);
    let lines = text.split(breaks).filter(|_| !text.is_empty());
    lines.map(|line| escaped(&line.replace('\t', " "))).collect()
}

/// The words of a text with one space for each line break or tab between them and the spaces around it.
fn one_line(text: &str) -> String {
    let pieces = text.split(|c| c == '\t' || breaks(c)).map(|piece| piece.trim_matches(' '));
    pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{displayed, displayed_whole, paragraphs};

    #[test]
    fn a_break_or_a_tab_is_a_space() {
        for broken in ["碼頭\n第二行", "碼頭\r\n第二行", "碼頭\u{2028}第二行", "碼頭\u{85}第二行", "碼頭\t第二行"]
        {
            assert_eq!(displayed(broken), "碼頭 第二行", "{broken:?}");
            assert_eq!(displayed_whole(broken), "碼頭 第二行", "{broken:?}");
        }
        assert_eq!(displayed("\n one \r\n\r\n \u{b} two \u{2029}\u{c}"), "one two");
        assert_eq!(displayed("\n"), "");
    }

    #[test]
    fn what_could_deceive_is_still_told() {
        assert_eq!(displayed("a\u{202e}b\u{7}"), "a\\u{202e}b\\u{7}");
        assert_eq!(displayed(&"長".repeat(300)).chars().count(), 201);
        assert_eq!(displayed_whole(&"長".repeat(300)).chars().count(), 300);
    }

    #[test]
    fn paragraphs_are_kept_apart() {
        assert_eq!(paragraphs("one\r\ntwo\tthree\u{2028}\rfour "), ["one", "two three", "", "four "]);
        assert_eq!(paragraphs("a\u{7}\n\n"), ["a\\u{7}"]);
        assert!(paragraphs("").is_empty());
    }
}
