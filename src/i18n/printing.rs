//! Texts made safe to print: nothing in a name moves the cursor, ends a line or turns the direction of what follows.
//! Must not know where they are printed.

/// A name or path made safe to print, as [`escaped`], at most 200 characters.
#[must_use]
pub fn printable(text: &str) -> String {
    match text.char_indices().nth(200) {
        Some((end, _)) => escaped(&text[..end]) + "…",
        None => escaped(text),
    }
}

/// A text made safe to print on one line: ⏎ for a line break, ⇥ for a tab, and the code of any other control character or one that turns
/// the direction of what follows.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::new();
    let mut before = ' ';
    for c in text.chars() {
        match c {
            // What Windows writes at the end of a line is one break.
            '\n' if before == '\r' => {}
            c if breaks(c) => safe.push('⏎'),
            '\t' => safe.push('⇥'),
            c if c.is_control() || deceives(c) => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
        before = c;
    }
    safe
}

/// Whether a character begins a new line or paragraph (Unicode's mandatory breaks, UAX 14).
pub(super) fn breaks(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text without any markup in Markdown: what means something there is made plain, and what code hosts turn into a link or a mention
/// without any markup (an address, a name behind an @, the number of an issue) is taken apart by a space without width.
#[must_use]
pub fn in_markdown(text: &str) -> String {
    const APART: &str = "&#8203;";
    let (mut safe, mut before) = (String::new(), ' ');
    for (at, c) in text.char_indices() {
        let is_after_www = before == '.' && text[..at].to_ascii_lowercase().ends_with("www.");
        let is_after_scheme = before == ':' && text[at..].starts_with("//");
        if matches!(before, '@' | '#') || is_after_www || is_after_scheme {
            safe.push_str(APART);
        }
        before = c;
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '#' => safe.extend(['\\', c]),
            other => safe.push(other),
        }
    }
    safe
}

/// Whether a character that is no control character ends a line, or turns the direction of what follows.
pub(super) fn deceives(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{in_markdown, printable};

    #[test]
    fn nothing_in_markdown_is_a_link_or_a_mention() {
        for (text, expected) in [
            ("@octocat", "@&#8203;octocat"),
            ("a@b.example", "a@&#8203;b.example"),
            ("https://a.example", "https:&#8203;//a.example"),
            ("WWW.a.example", "WWW.&#8203;a.example"),
            ("#12", "\\#&#8203;12"),
            ("<b>*x*</b>", "&lt;b&gt;\\*x\\*&lt;/b&gt;"),
        ] {
            assert_eq!(in_markdown(text), expected);
        }
    }

    #[test]
    fn printing_escapes_what_could_deceive() {
        for (text, expected) in [
            ("a\u{202e}b\nc", "a\\u{202e}b⏎c"),
            ("a\r\nb\rc\n\nd", "a⏎b⏎c⏎⏎d"),
            ("a\u{85}b\u{2028}c\u{2029}d\u{b}e\u{c}f", "a⏎b⏎c⏎d⏎e⏎f"),
            ("a\tb", "a⇥b"),
            ("\u{1b}[2J\u{7f}\u{9b}\u{0}", "\\u{1b}[2J\\u{7f}\\u{9b}\\u{0}"),
        ] {
            assert_eq!(printable(text), expected);
        }
        assert_eq!(printable(&"長".repeat(300)).chars().count(), 201);
    }
}
