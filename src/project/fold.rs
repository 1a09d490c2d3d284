//! One form for the many ways to write a word: case, width, accents, quotation marks, Traditional and Simplified characters.
//! Must not know what is searched for.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Pairs of a Traditional character or variant and the Simplified one; see the folder's README.
const PAIRS: &str = include_str!("../../assets/han/simplified.txt");

/// A text in the form that is searched: words parted by single spaces, none at the ends. By Unicode's compatibility decomposition (NFKD)
/// a full-width letter becomes a plain one and an accent a mark of its own, which is dropped.
pub(crate) fn folded(text: &str) -> String {
    let mut form = String::with_capacity(text.len());
    let mut gap = false;
    // Most characters are the same in NFKD, and looking each up takes ten times as long as all else.
    let is_plain = |c: char| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    let decomposed = text.chars().flat_map(|c| {
        let (same, other) = if is_plain(c) { (Some(c), None) } else { (None, Some(std::iter::once(c).nfkd())) };
        same.into_iter().chain(other.into_iter().flatten())
    });
    for c in decomposed.filter(|&c| !is_combining_mark(c) && !is_unseen(c)) {
        if c.is_whitespace() {
            gap = !form.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            form.push(' ');
        }
        match plain(c) {
            Some(letters) => form.push_str(letters),
            None if c.is_ascii() => form.push(c.to_ascii_lowercase()),
            None => form.extend(c.to_lowercase().map(simplified)),
        }
    }
    form
}

/// Characters that show nothing: controls that are no space, soft hyphens, joiners, marks of direction.
fn is_unseen(c: char) -> bool {
    let directions =
        matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    let joiners = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{feff}');
    directions || joiners || (c.is_control() && !c.is_whitespace())
}

/// What a keyboard gives for a character that no decomposition takes apart.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʹ' => "'",
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '《' | '》' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '•' | '・' | '‧' => "·",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' => "d",
        'ł' | 'Ł' => "l",
        'ı' => "i",
        _ => return None,
    })
}

/// The Simplified character that a Traditional one is taken for; any other character as it is.
fn simplified(c: char) -> char {
    static TABLE: OnceLock<Vec<(char, char)>> = OnceLock::new();
    // Han characters begin here; what stands before has no pair.
    if c < '\u{3400}' {
        return c;
    }
    let table = TABLE.get_or_init(|| {
        let pair = |pair: &str| pair.chars().next().zip(pair.chars().nth(1));
        let mut table: Vec<(char, char)> = PAIRS.split_whitespace().filter_map(pair).collect();
        table.sort_unstable();
        table
    });
    table.binary_search_by_key(&c, |&(from, _)| from).map_or(c, |at| table[at].1)
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, folded, simplified};

    #[test]
    fn ways_to_write_one_word_come_to_one_form() {
        for (texts, form) in [
            (&["製造", "制造", " 制造 ", "制\u{200b}造"][..], "制造"),
            (&["ＡＩ", "ai", "Ai", "ＡI"], "ai"),
            (&["Guangzhou", "Guǎngzhōu", "GUA\u{30c}NGZHO\u{304}U"], "guangzhou"),
            (&["“A”", "「A」", "\"a\"", "『ａ』"], "\"a\""),
            (&["Hong Kong’s", "hong\u{3000}kong's", "\thong\n KONG's"], "hong kong's"),
            (&["Guangzhou–Hong Kong", "guangzhou-hong kong"], "guangzhou-hong kong"),
            (&["İzmir", "ızmir", "izmir"], "izmir"),
            (&["", " ", "\u{202e}", "\u{0}\u{301}"], ""),
        ] {
            for text in texts {
                assert_eq!(folded(text), form, "{text:?}");
            }
        }
    }

    #[test]
    fn the_table_has_whole_pairs_and_no_chains() {
        let mut count = 0;
        for pair in PAIRS.split_whitespace() {
            let [from, to] = pair.chars().collect::<Vec<_>>()[..] else { panic!("{pair} is no pair") };
            assert!(from >= '\u{3400}' && simplified(from) == to && simplified(to) == to, "{pair}");
            count += 1;
        }
        assert!(count > 2800, "only {count} pairs");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        let text = "Ａ “İ” 後製ＺＨ — ﷺ ㎢ ǆ ſ ㈱";
        assert_eq!(folded(&folded(text)), folded(text));
    }
}
