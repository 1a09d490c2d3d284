//! A line of words as glyphs, one after the other.
//! Must not know where on the sheet it stands.

use std::ops::Range;

use super::face::{Face, Slot, family};
use super::shaping::{is_joined, shaped};
use super::system;
use crate::i18n::Lang;
use crate::picture::{Picture, Sign};

/// A glyph in a line.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// The font it is from.
    pub face: &'static Face,
    /// Its place in the font.
    pub id: u16,
    /// How far from the line's beginning it stands, in ems.
    pub x: f32,
    /// How far above the line it is raised, in ems.
    pub y: f32,
    /// How far it is to the next, in ems.
    pub advance: f32,
    /// Which bytes of the text it stands for.
    pub bytes: Range<usize>,
}

/// Words as glyphs.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// From left to right.
    pub glyphs: Vec<Glyph>,
    /// How wide they are together, in ems.
    pub width: f32,
    /// How far the line on which they stand is below the middle of the row, in ems.
    pub baseline: f32,
}

/// Words as glyphs, in the forms of a language.
#[must_use]
pub fn line(text: &str, strong: bool, lang: Lang) -> Line {
    if is_joined(text) {
        return shaped(text, strong, lang);
    }
    let mut line = Line::default();
    for (at, c) in text.char_indices() {
        let Some((face, slot)) = find(c, strong, lang) else { continue };
        if line.glyphs.is_empty() {
            line.baseline = face.baseline;
        }
        let advance = face.advance(slot);
        line.glyphs.push(Glyph { face, id: slot.glyph, x: line.width, y: 0.0, advance, bytes: at..at + c.len_utf8() });
        line.width += advance;
    }
    line
}

/// How wide words are, in points: the words, the height of the glyphs in points, whether they are bold.
#[must_use]
pub fn width(text: &str, size: f32, strong: bool, lang: Lang) -> f32 {
    if is_joined(text) {
        return shaped(text, strong, lang).width * size;
    }
    let ems: f32 = text.chars().filter_map(|c| find(c, strong, lang)).map(|(face, slot)| face.advance(slot)).sum();
    ems * size
}

/// The characters of a text that neither an embedded font nor one of the machine has, each once: a box is painted instead.
#[must_use]
pub fn missing(text: &str) -> Vec<char> {
    let mut missing: Vec<char> = text.chars().filter(|&c| !is_unseen(c) && !is_known(c)).collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// The characters of a picture's words that no font has, each once.
#[must_use]
pub fn without_glyph(picture: &Picture) -> Vec<char> {
    let label = |sign: &Sign| match sign {
        Sign::Label(label) => missing(&label.text),
        Sign::Stroke { .. } | Sign::Patch { .. } | Sign::Fade(_) => Vec::new(),
    };
    let mut glyphs: Vec<char> = picture.signs.iter().flat_map(label).collect();
    glyphs.sort_unstable();
    glyphs.dedup();
    glyphs
}

fn is_known(c: char) -> bool {
    family(Lang::En, false).any(|face| face.slot(c).is_some()) || system::find(c, false).is_some()
}

/// The font that has a character and its glyph there; the box of the first font where none has it; nothing where nothing
/// is to be seen.
pub(super) fn find(c: char, strong: bool, lang: Lang) -> Option<(&'static Face, Slot)> {
    let embedded = family(lang, strong).find_map(|face| Some((face, face.slot(c)?)));
    if embedded.is_some() || is_unseen(c) {
        return embedded.filter(|_| !is_unseen(c));
    }
    let blank = || family(lang, strong).next().map(|face| (face, face.blank));
    system::find(c, strong).or_else(blank)
}

/// Whether a character has no form of its own: it steers others.
fn is_unseen(c: char) -> bool {
    let steers = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let selects = matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}');
    c.is_control() || steers || selects
}

#[cfg(test)]
mod tests {
    use super::{line, missing};
    use crate::i18n::Lang;

    fn fonts(text: &str, strong: bool, lang: Lang) -> Vec<String> {
        line(text, strong, lang).glyphs.into_iter().map(|glyph| glyph.face.name.clone()).collect()
    }

    #[test]
    fn each_language_has_its_fonts() {
        assert_eq!(fonts("a區", false, Lang::En), ["Latin-Regular", "TC-Regular"]);
        assert_eq!(fonts("a區", false, Lang::ZhHant), ["TC-Regular"; 2]);
        assert_eq!(fonts("a区", true, Lang::ZhHans), ["SC-Bold"; 2]);
        // A word is in one weight, whatever it is about: 圫, 𡎚 and 𠱁 are in Hong Kong's set alone.
        assert_eq!(fonts("穗鱷圫𡎚𠱁", true, Lang::ZhHant), ["TC-Bold"; 5]);
    }

    #[test]
    fn a_glyph_stands_for_its_bytes() {
        let line = line("a\u{200b}穗b", false, Lang::ZhHant);
        let bytes: Vec<_> = line.glyphs.iter().map(|glyph| glyph.bytes.clone()).collect();
        assert_eq!(bytes, [0..1, 4..7, 7..8]);
        assert!((line.glyphs[2].x - line.glyphs[1].x - 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_no_font_has_is_told_once_and_written_as_a_box() {
        // A private character that no font of anybody's should have.
        let unknown = "\u{10fffd}區\u{10fffd}";
        assert_eq!(missing(unknown), ['\u{10fffd}']);
        assert!(missing("穗港 km²\u{200b}\n").is_empty());
        let glyphs = line(unknown, false, Lang::En).glyphs;
        assert_eq!((glyphs.len(), glyphs[0].id, glyphs[0].face.name.as_str()), (3, 0, "Latin-Regular"));
    }
}
