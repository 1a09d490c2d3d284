//! Words of scripts that join, reorder or raise their letters, or run from right to left, as glyphs.
//! Must not be asked for others: one glyph for each character is what they are.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use harfrust::{Direction, Script, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer};

use super::face::Face;
use super::line::{Glyph, Line, find};
use super::order::{is_mixed, parts};
use crate::i18n::Lang;

/// Whether a text has letters of a script that joins, reorders or raises them, or that runs from right to left: those of the
/// Near East, of India, Tibet, Burma, Cambodia, Mongolia and their neighbours.
#[must_use]
pub fn is_joined(text: &str) -> bool {
    let joins = |c: char| {
        matches!(c, '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{eb1}'..='\u{109f}' | '\u{1780}'..='\u{18af}')
            || matches!(c, '\u{11000}'..='\u{11fff}')
    };
    !text.is_ascii() && (text.chars().any(joins) || is_mixed(text))
}

/// Texts of at most so many bytes are kept as they were shaped, and so many of them.
const SHORT: usize = 200;
const KEPT: usize = 4096;

type Kept = HashMap<(String, bool, Lang), Line>;
static LINES: Mutex<Option<Kept>> = Mutex::new(None);

/// Words as glyphs, from left to right, in the forms of a language.
pub(super) fn shaped(text: &str, strong: bool, lang: Lang) -> Line {
    if text.len() > SHORT {
        return set(text, strong, lang);
    }
    let key = (text.to_owned(), strong, lang);
    let mut lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = lines.get_or_insert_default();
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.entry(key).or_insert_with(|| set(text, strong, lang)).clone()
}

fn set(text: &str, strong: bool, lang: Lang) -> Line {
    let mut shaper = Shaper::default();
    for part in parts(text) {
        let mut runs = runs(text, part.bytes, strong, lang);
        if part.is_from_right {
            runs.reverse();
        }
        for (face, bytes) in runs {
            shaper.add(face, text, bytes, part.is_from_right);
        }
    }
    shaper.line
}

/// The parts of some bytes of a text that are of one font each. What has no form of its own goes with what stands before.
fn runs(text: &str, bytes: Range<usize>, strong: bool, lang: Lang) -> Vec<(&'static Face, Range<usize>)> {
    let mut runs: Vec<(&'static Face, Range<usize>)> = Vec::new();
    for (at, c) in text[bytes.clone()].char_indices().map(|(at, c)| (at + bytes.start, c)) {
        let end = at + c.len_utf8();
        let found = find(c, strong, lang).map(|(face, _)| face);
        match (runs.last_mut(), found) {
            (Some((_, run)), None) => run.end = end,
            (Some((face, run)), Some(own)) if std::ptr::eq(*face, own) => run.end = end,
            (_, Some(own)) => runs.push((own, at..end)),
            (None, None) => {}
        }
    }
    runs
}

/// A line that is being set, with how the letters of each font and script are joined.
#[derive(Default)]
struct Shaper {
    line: Line,
    plans: Vec<(&'static Face, Direction, Script, ShapePlan)>,
}

impl Shaper {
    /// Adds a part of a text that is of one font.
    fn add(&mut self, face: &'static Face, text: &str, bytes: Range<usize>, is_from_right: bool) {
        let line = &mut self.line;
        if line.glyphs.is_empty() {
            line.baseline = face.baseline;
        }
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text[bytes.clone()]);
        buffer.set_direction(if is_from_right { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let (direction, script) = (buffer.direction(), buffer.script());
        let shaper = face.joins.get_or_init(|| ShaperData::new(&face.font)).shaper(&face.font).build();
        let known = self
            .plans
            .iter()
            .position(|(of, way, of_script, _)| std::ptr::eq(*of, face) && *way == direction && *of_script == script);
        let at = known.unwrap_or_else(|| {
            let plan = ShapePlan::new(&shaper, direction, Some(script), buffer.language().as_ref(), &[]);
            self.plans.push((face, direction, script, plan));
            self.plans.len() - 1
        });
        let glyphs = shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plans[at].3)));
        let mut starts: Vec<usize> = glyphs.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        #[expect(clippy::cast_possible_truncation, reason = "units of a font")]
        let ems = |units: i32| f64::from(units) as f32 / face.units_per_em;
        for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            let start = info.cluster as usize;
            let end = starts.get(starts.partition_point(|&other| other <= start)).copied().unwrap_or(bytes.len());
            line.glyphs.push(Glyph {
                face,
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                x: line.width + ems(position.x_offset),
                y: ems(position.y_offset),
                advance: ems(position.x_advance),
                bytes: bytes.start + start..bytes.start + end,
            });
            line.width += ems(position.x_advance);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::{is_joined, shaped};
    use crate::i18n::Lang;
    use crate::typography::missing;

    fn stands(text: &str) -> String {
        let line = shaped(text, false, Lang::En);
        line.glyphs.iter().map(|glyph| &text[glyph.bytes.clone()]).collect()
    }

    #[test]
    fn glyphs_stand_from_left_to_right_whatever_their_font() {
        assert_eq!(stands("Plot אבג דהו"), "Plot והד גבא");
        assert_eq!(stands("שלום (12)"), ")12( םולש");
        assert_eq!(stands("穗港 12"), "穗港 12");
    }

    #[test]
    fn a_bracket_opens_the_other_way_where_words_run_from_the_right() {
        let line = shaped("אב (ג", false, Lang::En);
        let bracket = line.glyphs.iter().find(|glyph| glyph.bytes.len() == 1 && glyph.bytes.start == 5).expect("it");
        assert_eq!(Some(bracket.id), bracket.face.glyph(')'));
    }

    /// Where the machine has a font with Arabic letters: each has the form that Unicode lists for its place in the word.
    #[test]
    fn arabic_letters_are_joined() {
        // Beh at the end, in the middle and at the beginning, as they stand from left to right.
        let forms = ['\u{fe90}', '\u{fe92}', '\u{fe91}'];
        if !missing("ب\u{fe90}\u{fe91}\u{fe92}").is_empty() {
            let _ = writeln!(std::io::stderr(), "skipped: no font has Arabic letters");
            return;
        }
        let line = shaped("ببب", false, Lang::En);
        let ids: Vec<Option<u16>> = line.glyphs.iter().map(|glyph| Some(glyph.id)).collect();
        assert_eq!(ids, forms.map(|form| line.glyphs[0].face.glyph(form)));
    }

    #[test]
    fn most_scripts_are_one_glyph_for_each_character() {
        assert!(is_joined("पार्क") && is_joined("مدرسة") && is_joined("בית"));
        assert!(!is_joined("穗港 Zürich Київ 12 km²"));
    }
}
