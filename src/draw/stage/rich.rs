//! Light Markdown on the stage: bold, italics, lists.
//! Must not know what the words say.

use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::paragraphs;
use crate::picture::{Label, Sign};

/// A list's words begin so far to the right, in text heights.
const INDENT: f32 = 0.9;
/// Bold words are so much wider at most.
const WIDER: f32 = 0.96;

/// Words of one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    strong: bool,
    slanted: bool,
}

/// A text without its marks, and where each look begins.
#[derive(Debug, PartialEq)]
struct Marked {
    plain: String,
    looks: Vec<(usize, Look)>,
}

impl Marked {
    /// Reads `**bold**` and `*italic*`; a star that marks nothing is a star.
    fn read(text: &str) -> Self {
        let mut plain = String::new();
        let mut now = Look { strong: false, slanted: false };
        let mut looks = vec![(0, now)];
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let mark = if rest.starts_with("**") { "**" } else { "*" };
            let after = rest.strip_prefix(mark);
            let open = if mark == "**" { now.strong } else { now.slanted };
            if let Some(after) = after.filter(|after| is_mark(after, mark, open, &plain)) {
                now = if mark == "**" { Look { strong: !open, ..now } } else { Look { slanted: !open, ..now } };
                looks.push((plain.len(), now));
                rest = after;
            } else {
                plain.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        Self { plain, looks }
    }

    /// The words of a part of the text, each run of one look by itself.
    fn runs(&self, from: usize, to: usize) -> impl Iterator<Item = (&str, Look)> {
        let ends = self.looks.iter().skip(1).map(|(at, _)| *at).chain([self.plain.len()]);
        let runs = self.looks.iter().zip(ends);
        runs.filter_map(move |((begin, look), end)| {
            let run = (*begin).max(from)..end.min(to);
            (run.start < run.end).then(|| (&self.plain[run], *look))
        })
    }
}

/// Whether a mark begins or ends something: what begins must end, and no space stands inside it.
fn is_mark(after: &str, mark: &str, open: bool, before: &str) -> bool {
    if open {
        return !before.ends_with(' ');
    }
    let inside = after.find(mark).map(|end| &after[..end]);
    inside.is_some_and(|inside| !inside.is_empty() && !inside.starts_with(' ') && !inside.ends_with(' '))
}

/// A text without its marks.
pub(super) fn plain(text: &str) -> String {
    Marked::read(text).plain
}

/// Words in lines from a corner on, no wider than a width; how high they are together.
pub(super) fn block(setter: &mut Setter<'_>, text: &str, [left, top]: [f32; 2], width: f32, style: TextStyle) -> f32 {
    let mut below = top;
    for paragraph in paragraphs(text) {
        let listed = paragraph.trim_start().strip_prefix("- ");
        let indent = if listed.is_some() { style.size * INDENT } else { 0.0 };
        if listed.is_some() {
            setter.left("•", [left, below + style.line() / 2.0], style);
        }
        let marked = Marked::read(listed.unwrap_or(&paragraph).trim());
        let narrow = if marked.looks.len() > 1 { WIDER } else { 1.0 };
        let mut from = 0;
        for line in setter.even_lines(&marked.plain, (width - indent) * narrow, style) {
            let begin = marked.plain[from..].find(&line).map_or(from, |at| from + at);
            from = begin + line.len();
            put(setter, marked.runs(begin, from), [left + indent, below + style.line() / 2.0], style);
            below += style.line();
        }
        if paragraph.is_empty() {
            below += style.line() * 0.5;
        }
    }
    below - top
}

fn put<'t>(
    setter: &mut Setter<'_>,
    runs: impl Iterator<Item = (&'t str, Look)>,
    [left, y]: [f32; 2],
    style: TextStyle,
) {
    let mut x = left;
    for (text, look) in runs {
        let strong = style.strong || look.strong;
        let width = setter.width(text, TextStyle { strong, ..style });
        let shown = text.trim_end();
        let bare = setter.width(shown, TextStyle { strong, ..style });
        if !shown.is_empty() {
            let label = Label::new(shown.to_owned(), [x + bare / 2.0, y], style.size, strong);
            setter.signs.push(Sign::Label(Label { role: style.role, slanted: look.slanted, ..label }));
        }
        x += width;
    }
}

#[cfg(test)]
mod tests {
    use super::{Marked, plain};

    fn read(text: &str) -> Vec<(String, bool, bool)> {
        let marked = Marked::read(text);
        let runs = marked.runs(0, marked.plain.len());
        runs.map(|(text, look)| (text.to_owned(), look.strong, look.slanted)).collect()
    }

    #[test]
    fn bold_and_italics_are_told_apart_from_stars() {
        let run = |text: &str, strong, slanted| (text.to_owned(), strong, slanted);
        assert_eq!(read("a **b c** d"), [run("a ", false, false), run("b c", true, false), run(" d", false, false)]);
        assert_eq!(read("*甲*乙"), [run("甲", false, true), run("乙", false, false)]);
        assert_eq!(read("***x***"), [run("x", true, true)]);
        for bare in ["2 * 3 * 4", "a*", "**", "* item", "**open", ""] {
            assert_eq!(plain(bare), bare, "{bare}");
        }
    }
}
