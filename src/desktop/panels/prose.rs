//! Sentences on the screen: a figure and its unit, or the next three of its digits, are never parted by the end of a line, nor the characters of a Chinese word.
//! Must not know what they say.

use std::sync::Arc;

use egui::cache::FramePublisher;
use egui::text::LayoutJob;
use egui::{
    Color32, FontSelection, Galley, Id, Label, Response, RichText, Role, TextWrapMode, Ui, WidgetInfo, WidgetText,
};

use crate::draw::{is_wide, line_ends};

/// A longer text, in bytes, is no sentence: no word of it is looked for.
const LONGEST: usize = 6000;

/// Shows a sentence that is broken into lines where need be, set by a function. A voice reads it as it is written.
pub(super) fn show(ui: &mut Ui, text: &str, set: impl FnOnce(String) -> RichText) -> Response {
    let words = WidgetText::from(set(kept_together(text)));
    let flows = ui.layout().main_wrap() || ui.wrap_mode() == TextWrapMode::Truncate;
    let width = ui.available_width();
    let response = if flows || !width.is_finite() {
        ui.label(words)
    } else {
        let job = words.into_layout_job(ui.style(), FontSelection::Default, ui.text_valign());
        let mut job = Arc::unwrap_or_clone(job);
        job.wrap.max_width = width;
        let galley = galley(ui, &job);
        // What is selected and copied has the spaces of the text.
        ui.add(Label::new(Arc::new(of_text(&galley, text))))
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// Words laid out in their width, in lines as a reader of Chinese expects them: a word is in one line, no bracket opens at the end
/// of one, and no character is by itself in the last. The text stays as it is, so that it can be selected.
pub(super) fn galley(ui: &Ui, job: &LayoutJob) -> Arc<Galley> {
    let plain = ui.painter().layout_job(job.clone());
    let is_prose = job.sections.len() == 1 && job.text.len() <= LONGEST && job.text.chars().any(is_wide);
    if plain.rows.len() < 2 || plain.elided || !is_prose {
        return plain;
    }
    let id = Id::unique(("lines", job));
    let known = ui.memory_mut(|memory| memory.caches.cache::<FramePublisher<Id, Arc<[usize]>>>().get(&id).cloned());
    let ends = known.unwrap_or_else(|| ends(ui, job).into());
    ui.memory_mut(|memory| memory.caches.cache::<FramePublisher<Id, Arc<[usize]>>>().set(id, ends.clone()));
    let mut broken = job.clone();
    for &end in ends.iter().rev() {
        broken.text.insert(end, '\n');
    }
    broken.sections[0].byte_range.end = broken.text.len().into();
    let galley = ui.painter().layout_job(broken);
    if galley.elided {
        return plain;
    }
    Arc::new(of_text(&galley, &job.text))
}

/// Where lines end that do not by themselves, in bytes.
fn ends(ui: &Ui, job: &LayoutJob) -> Vec<usize> {
    let section = &job.sections[0];
    let font = &section.format.font_id;
    let wide = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x;
    let limit = job.wrap.max_width - section.leading_space;
    let mut ends = Vec::new();
    let mut start = 0;
    for line in job.text.split('\n') {
        ends.extend(line_ends(line, limit, wide).into_iter().filter(|&end| end < line.len()).map(|end| start + end));
        start += line.len() + 1;
    }
    ends
}

/// What was laid out, as of a text that is the same but for its spaces, and has fewer of the breaks.
fn of_text(galley: &Galley, text: &str) -> Galley {
    let mut galley = galley.clone();
    let mut rest = text.chars();
    for row in &mut galley.rows {
        for _ in &row.glyphs {
            let _glyph = rest.next();
        }
        row.ends_with_newline = row.ends_with_newline && rest.clone().next() == Some('\n');
        if row.ends_with_newline {
            let _end = rest.next();
        }
    }
    let mut job = LayoutJob::clone(&galley.job);
    text.clone_into(&mut job.text);
    if let Some(section) = job.sections.last_mut() {
        section.byte_range.end = job.text.len().into();
    }
    galley.job = Arc::new(job);
    galley
}

/// The same words, with spaces that end no line between a figure and what belongs to it.
fn kept_together(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let keeps = |at: usize| {
        let (before, after) = (at.checked_sub(1).map(|at| chars[at]), chars.get(at + 1));
        before.is_some_and(|c| c.is_ascii_digit() || "±≈≥≤".contains(c))
            && after.is_some_and(|c| begins_unit(&chars[at + 1..], *c))
    };
    let kept = chars.iter().enumerate().map(|(at, &c)| if c == ' ' && keeps(at) { '\u{a0}' } else { c });
    kept.collect()
}

/// Whether a figure, a unit or a sign follows, not a word.
fn begins_unit(rest: &[char], first: char) -> bool {
    /// No unit that is written in letters is longer.
    const LONGEST: usize = 3;
    let letters = rest.iter().take_while(|c| c.is_alphabetic() && c.is_ascii()).count();
    first.is_ascii_digit() || "±°%‰公畝亩".contains(first) || (1..=LONGEST).contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::{Color32, LayoutJob, galley, kept_together};

    #[test]
    fn a_figure_keeps_its_unit_and_its_digits() {
        for (text, kept) in [
            ("不小於 19.05 且小於 19.15 km²）。", "不小於 19.05 且小於 19.15_km²）。"),
            ("± 0.73 km²", "±_0.73_km²"),
            ("1 910.00 ha of 22 000 m", "1_910.00_ha of 22_000_m"),
            ("按 3 公頃", "按 3_公頃"),
            ("three of 3 segments", "three of 3 segments"),
            ("A 1 B", "A 1_B"),
            ("1 ", "1 "),
            ("", ""),
        ] {
            assert_eq!(kept_together(text), kept.replace('_', "\u{a0}"), "{text}");
        }
    }

    /// The lines of some words in a width, and the text that they are selected from.
    fn laid_out(text: &str, width: f32) -> (Vec<String>, String) {
        let context = egui::Context::default();
        context.set_fonts(crate::desktop::fonts::definitions(crate::i18n::Lang::ZhHant));
        let mut found = (Vec::new(), String::new());
        for _ in 0..2 {
            let mut output = context.run_ui(egui::RawInput::default(), |ui| {
                let job = LayoutJob::simple(text.to_owned(), egui::FontId::proportional(10.0), Color32::BLACK, width);
                let galley = galley(ui, &job);
                let lines = galley.rows.iter().map(|row| row.glyphs.iter().map(|glyph| glyph.chr).collect());
                found = (lines.collect(), galley.text().to_owned());
                let all: usize =
                    galley.rows.iter().map(|row| row.glyphs.len() + usize::from(row.ends_with_newline)).sum();
                assert_eq!(all, text.chars().count(), "a place in the lines is one in the text");
            });
            output.textures_delta.clear();
        }
        found
    }

    #[test]
    fn chinese_is_broken_between_words_and_no_bracket_opens_at_the_end_of_a_line() {
        for (text, width, expected) in [
            ("移動至面積相符為止（閉合線（擬合）", 105.0, &["移動至面積相符為止", "（閉合線（擬合）"][..]),
            ("測算面積無從比較", 75.0, &["測算面積無從", "比較"]),
            ("第一段。\n測算面積無從比較", 75.0, &["第一段。", "測算面積無從", "比較"]),
            ("short", 75.0, &["short"]),
        ] {
            let (lines, whole) = laid_out(text, width);
            assert_eq!(lines, expected, "{text}");
            assert_eq!(whole, text);
        }
    }
}
