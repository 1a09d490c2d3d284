//! In which order the characters of a line stand, where some of them are read from right to left.
//! Must not know fonts.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Whether something in a text is read from right to left.
#[must_use]
pub fn is_mixed(text: &str) -> bool {
    /// No letter before these is read so: they begin with this byte.
    const FIRST: u8 = 0xd6;
    text.bytes().any(|byte| byte >= FIRST) && text.chars().any(is_from_right)
}

/// Whether a character is a letter, or a sign between letters, that is read from right to left.
#[must_use]
pub fn is_from_right(c: char) -> bool {
    use BidiClass::{AL, AN, R, RLE, RLI, RLO};
    matches!(bidi_class(c), R | AL | AN | RLE | RLO | RLI)
}

/// Whether a text as a whole is read from right to left: its first letter and most of all are. A sentence of another language that
/// begins with a name stays in its order.
#[must_use]
pub fn begins_from_right(text: &str) -> bool {
    let way = |c: char| {
        let class = bidi_class(c);
        matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL).then_some(class != BidiClass::L)
    };
    let ways = text.chars().filter_map(way);
    let (first, from_right) = (ways.clone().next(), ways.clone().filter(|&way| way).count());
    first == Some(true) && 2 * from_right > ways.count()
}

/// How deep each character of a line lies among others of the other direction: odd ones are read from right to left. By the
/// Unicode Bidirectional Algorithm (UAX #9) in a text that is as a whole read from right to left, or from left to right.
#[must_use]
pub fn levels(line: &str, from_right: bool) -> Vec<u8> {
    let base = if from_right { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(line, Some(base));
    let mut levels = Vec::with_capacity(line.len());
    for paragraph in &info.paragraphs {
        let all = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
        let count = line[..paragraph.range.end].chars().count();
        levels.extend(all.iter().take(count).skip(levels.len()).map(Level::number));
    }
    levels
}

/// Which of some things stands where, from the left, by how deep each lies.
#[must_use]
pub fn from_left(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let deepest = levels.iter().copied().max().unwrap_or(0);
    for depth in (1..=deepest).rev() {
        let mut at = 0;
        while at < order.len() {
            let long = order[at..].iter().take_while(|&&one| levels[one] >= depth).count();
            order[at..at + long].reverse();
            at += long.max(1);
        }
    }
    order
}

/// A part of a line that is read one way.
pub(super) struct Part {
    pub(super) bytes: Range<usize>,
    pub(super) is_from_right: bool,
}

/// The parts of a line, from the left.
pub(super) fn parts(line: &str) -> Vec<Part> {
    let depths = levels(line, begins_from_right(line));
    let mut parts: Vec<(Part, u8)> = Vec::new();
    for ((at, c), depth) in line.char_indices().zip(depths) {
        let end = at + c.len_utf8();
        match parts.last_mut() {
            Some((part, of)) if *of == depth => part.bytes.end = end,
            _ => parts.push((Part { bytes: at..end, is_from_right: depth % 2 == 1 }, depth)),
        }
    }
    let depths: Vec<u8> = parts.iter().map(|(_, depth)| *depth).collect();
    let mut parts: Vec<Option<Part>> = parts.into_iter().map(|(part, _)| Some(part)).collect();
    from_left(&depths).into_iter().filter_map(|at| parts[at].take()).collect()
}

#[cfg(test)]
mod tests {
    use super::{begins_from_right, from_left, is_mixed, levels, parts};

    /// A line as it stands, letter by letter from the left.
    fn stands(line: &str) -> String {
        let turned = |(bytes, is_from_right): (&str, bool)| -> String {
            if is_from_right { bytes.chars().rev().collect() } else { bytes.to_owned() }
        };
        parts(line).into_iter().map(|part| turned((&line[part.bytes], part.is_from_right))).collect()
    }

    /// As python-bidi 0.4.2 has them, but for brackets, which it turns around already.
    #[test]
    fn lines_stand_as_the_standard_has_them() {
        for (line, expected) in [
            ("car means אבג.", "car means גבא."),
            ("אבג means car.", "גבא means car."),
            ("אבג דהו car.", ".car והד גבא"),
            ("Parcel بجانب 5 km²", "Parcel 5 بناجب km²"),
            ("地塊 שלום 12 של", "地塊 לש 12 םולש"),
            ("אבג 12 דה", "הד 12 גבא"),
            ("Plot אבג דהו", "Plot והד גבא"),
            ("שלום (12)", ")12( םולש"),
            ("حي 7", "7 يح"),
            ("穗港 45°", "穗港 45°"),
            ("", ""),
        ] {
            assert_eq!(stands(line), expected, "{line}");
            assert_eq!(levels(line, begins_from_right(line)).len(), line.chars().count(), "{line}");
        }
    }

    #[test]
    fn a_text_of_several_lines_has_a_depth_for_each_character() {
        let text = "אב\nab\r\nגד x";
        assert_eq!(levels(text, false).len(), text.chars().count());
    }

    #[test]
    fn only_what_is_read_from_the_right_is_looked_at() {
        assert!(is_mixed("x ב") && is_mixed("\u{202e}x") && is_mixed("٣"));
        assert!(!is_mixed("穗港 Zürich Київ ไทย 12 km²"));
    }

    #[test]
    fn the_deepest_are_turned_first() {
        assert_eq!(from_left(&[1, 1, 2, 2, 1]), [4, 2, 3, 1, 0]);
        assert_eq!(from_left(&[0, 0]), [0, 1]);
        assert!(from_left(&[]).is_empty());
    }
}
