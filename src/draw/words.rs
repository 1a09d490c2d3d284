//! Words before they have a place: cut to what a map can hold, broken into lines, measured.
//! Must not know what they are about.

use super::terms;
use crate::i18n::displayed;

/// How wide words are in points: the words, the height of the text, whether they are bold.
pub(super) type Measure<'a> = &'a dyn Fn(&str, f32, bool) -> f32;

/// A name on the map is at most this wide, in Latin characters; a Chinese character counts for two.
const LONGEST: usize = 64;

/// Whether a character fills a square.
pub(crate) fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

/// A name as the map shows it: nothing in it that could deceive, and not too long.
pub(super) fn shown(name: &str) -> String {
    let text = displayed(name);
    let columns = |c: char| if is_wide(c) { 2 } else { 1 };
    let mut width = 0;
    for (at, c) in text.char_indices() {
        width += columns(c);
        if width > LONGEST {
            let kept: String = text[..at].trim_end().to_owned();
            return format!("{kept}…");
        }
    }
    text
}

/// Words in at most so many lines of about equal width, broken at spaces, in Chinese between words.
pub(super) fn in_lines(text: &str, lines: usize, width: impl Fn(&str) -> f32) -> Vec<String> {
    let pieces = Pieces::new(pieces(text, false), width);
    let total: f32 = pieces.widths.iter().map(|[spaced, _]| spaced).sum();
    let widest = pieces.widths.iter().map(|[_, bare]| *bare).fold(0.0, f32::max);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let mut limit = widest.max(total / lines.max(1) as f32);
    while lines > 1 && limit < total {
        let ends = pieces.ends(limit);
        if ends.len() <= lines {
            return pieces.lines(&ends);
        }
        limit += (total * 0.04).max(1.0);
    }
    vec![text.to_owned()]
}

/// Words in lines of a greatest width, broken after hyphens too; a single word may be wider.
pub(super) fn wrapped(text: &str, limit: f32, width: impl Fn(&str) -> f32) -> Vec<String> {
    let pieces = Pieces::new(pieces(text, true), width);
    pieces.lines(&pieces.ends(limit))
}

/// Where each line of words ends, in bytes, when they are broken at a greatest width as [`wrapped`] breaks them; what ends a line
/// has its space with it.
#[cfg(feature = "desktop")]
pub(crate) fn line_ends(text: &str, limit: f32, width: impl Fn(&str) -> f32) -> Vec<usize> {
    let pieces = Pieces::new(pieces(text, true), width);
    let mut so_far = 0;
    let ends_of_pieces: Vec<usize> = pieces
        .texts
        .iter()
        .map(|piece| {
            so_far += piece.len();
            so_far
        })
        .collect();
    pieces.ends(limit).into_iter().filter_map(|count| ends_of_pieces.get(count.checked_sub(1)?).copied()).collect()
}

/// Words in two lines, broken where a reader would pause, after a colon or before a bracket, else where both are about as wide.
/// One line where the words are too short to be broken.
pub(super) fn in_halves(text: &str, size: f32, width: impl Fn(&str) -> f32) -> Vec<String> {
    let total = width(text);
    if total < SHORT * size {
        return vec![text.to_owned()];
    }
    let after = |(at, c): (usize, char)| match c {
        ':' | '：' => Some(at + c.len_utf8()),
        '(' | '（' => Some(at),
        _ => None,
    };
    let pauses = text.char_indices().filter_map(after).map(|at| text.split_at(at)).map(|(a, b)| [a.trim(), b.trim()]);
    let natural = pauses.filter(|halves| halves.iter().all(|half| !half.is_empty())).map(|halves| {
        let widest = halves.iter().map(|half| width(half)).fold(0.0, f32::max);
        (widest, halves)
    });
    let best = natural.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(widest, _)| *widest < total * LOPSIDED);
    best.map_or_else(|| in_lines(text, 2, width), |(_, halves)| halves.map(str::to_owned).to_vec())
}

/// Words narrower than this, in text heights, are not broken beside a point or along a line.
const SHORT: f32 = 8.0;
/// A pause is no place to break when one half would be wider than this part of the whole.
const LOPSIDED: f32 = 0.75;

/// Words cut where a line may end, each piece with its width with the space after it, and without.
struct Pieces<'a> {
    texts: Vec<&'a str>,
    widths: Vec<[f32; 2]>,
}

impl<'a> Pieces<'a> {
    fn new(pieces: impl Iterator<Item = &'a str>, width: impl Fn(&str) -> f32) -> Self {
        let texts: Vec<&str> = pieces.collect();
        let widths = texts.iter().map(|piece| [width(piece), width(piece.trim_end())]).collect();
        Self { texts, widths }
    }

    /// How many pieces are in the lines so far after each line of a greatest width.
    fn ends(&self, limit: f32) -> Vec<usize> {
        let (mut ends, mut so_far) = (Vec::new(), 0.0);
        for (at, [spaced, bare]) in self.widths.iter().enumerate() {
            if at > 0 && so_far + bare > limit {
                ends.push(at);
                so_far = 0.0;
            }
            so_far += spaced;
        }
        ends.push(self.widths.len());
        self.without_orphan(ends)
    }

    /// The same without a single character by itself in the last line: what is before it goes there too.
    fn without_orphan(&self, mut ends: Vec<usize>) -> Vec<usize> {
        let (Some(last), Some(from)) = (ends.len().checked_sub(2), ends.iter().rev().nth(1).copied()) else {
            return ends;
        };
        let letters = self.texts[from..].iter().flat_map(|piece| piece.chars()).filter(|c| c.is_alphanumeric());
        let letters: Vec<char> = letters.take(2).collect();
        let before = last.checked_sub(1).map_or(0, |at| ends[at]);
        if matches!(letters[..], [c] if is_wide(c)) && from - before > 1 {
            ends[last] -= 1;
        }
        ends
    }

    fn lines(&self, ends: &[usize]) -> Vec<String> {
        let starts = [0].into_iter().chain(ends.iter().copied());
        let line = |(from, to): (usize, &usize)| self.texts[from..*to].concat().trim_end().to_owned();
        starts.zip(ends).map(line).collect()
    }
}

/// Words with the space after them, or parts of words with the hyphen or stroke after them; in Chinese each word, with what must not
/// begin a line kept to the one before.
fn pieces(text: &str, hyphens: bool) -> impl Iterator<Item = &str> {
    let clings = |c: char| "）〉》」』】〕”’，。、：；！？)]…％%".contains(c);
    let opens = |c: char| "（〈《「『【〔“‘([".contains(c);
    let mut begins = vec![0];
    let mut before: Option<char> = None;
    let terms = terms::begins(text);
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|b| {
            (b == ' ' && c != ' ')
                || (hyphens && "-–/".contains(b) && c.is_alphabetic())
                || ((is_wide(b) || is_wide(c))
                    && c != ' '
                    && !clings(c)
                    && !opens(b)
                    && terms.binary_search(&at).is_ok())
        });
        if breaks {
            begins.push(at);
        }
        before = Some(c);
    }
    begins.push(text.len());
    (1..begins.len()).map(move |i| &text[begins[i - 1]..begins[i]])
}

#[cfg(test)]
mod tests {
    use super::{in_halves, in_lines, shown, wrapped};
    use crate::i18n::Lang;
    use crate::typography;

    fn width(text: &str) -> f32 {
        typography::width(text, 10.0, false, Lang::En)
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(shown(&"長".repeat(300)).chars().count(), 33);
        assert_eq!(shown("Harbour").as_str(), "Harbour");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn halves_are_broken_where_a_reader_pauses() {
        for (name, halves) in [
            (
                "Passenger water route: Tsim Sha Tsui (schematic)",
                &["Passenger water route:", "Tsim Sha Tsui (schematic)"][..],
            ),
            ("水上客運航線：香港國際機場（示意）", &["水上客運航線：", "香港國際機場（示意）"]),
            ("香港科學園（報道作「科技園」）", &["香港科學園", "（報道作「科技園」）"]),
            ("The Chinese University of Hong Kong", &["The Chinese University", "of Hong Kong"]),
            ("牛頭角", &["牛頭角"]),
            ("Station (W)", &["Station (W)"]),
        ] {
            assert_eq!(in_halves(name, 10.0, width), halves, "{name}");
        }
    }

    #[test]
    fn a_long_word_is_broken_after_its_hyphen_and_not_within() {
        let narrow = width("construction-manag");
        let lines = wrapped("Hong Kong construction-management model", narrow, width);
        assert_eq!(lines, ["Hong Kong", "construction-", "management", "model"]);
        assert_eq!(wrapped("HK/Macao-invested 5–7 firms", 1.0, width), ["HK/", "Macao-", "invested", "5–7", "firms"]);
    }

    /// A mark that closes begins no line, one that opens ends none (GB/T 15834-2011, 5.1).
    #[test]
    fn marks_stay_with_what_they_close_or_open() {
        for text in
            ["「穗港」項目（示意）約", "“穗港”项目（示意）约", "《規劃》占 45.4%的“甲”", "甲[乙]丙〔2021〕丁‘戊’己"]
        {
            for line in wrapped(text, 1.0, width) {
                let ends = [line.chars().next(), line.chars().last()].map(|c| c.expect("a line with words"));
                assert!(!"」）”’》%]〕".contains(ends[0]) && !"「（“‘《[〔".contains(ends[1]), "{line} of {text}");
            }
        }
    }

    #[test]
    fn no_character_stands_by_itself_in_the_last_line() {
        let text = "公布的面積，甲";
        assert_eq!(wrapped(text, width("公布的面積，"), width), ["公布的", "面積，甲"]);
        assert_eq!(wrapped("甲", 1.0, width), ["甲"]);
    }

    #[test]
    fn lines_are_balanced() {
        let name = "Science and Technology Innovation Cooperation Park";
        assert_eq!(in_lines(name, 2, width), ["Science and Technology", "Innovation Cooperation Park"]);
        assert_eq!(in_lines("智能製造合作園區", 2, width), ["智能製造", "合作園區"]);
        assert_eq!(in_lines("廣州穗港智造合作區", 2, width), ["廣州穗港", "智造合作區"]);
        // Half of it would end within a word.
        assert_eq!(in_lines("科技創新園區", 2, width), ["科技創新", "園區"]);
        assert_eq!(in_lines("Park", 3, width), ["Park"]);
        assert_eq!(in_lines("", 2, width), [""]);
    }
}
