//! Sentences on the screen: a figure and its unit, or the next three of its digits, are never parted by the end of a line.
//! Must not know what they say.

use egui::{Response, RichText, Role, Ui, WidgetInfo};

/// Shows a sentence that is broken into lines where need be, set by a function. A voice reads it as it is written.
pub(super) fn show(ui: &mut Ui, text: &str, set: impl FnOnce(String) -> RichText) -> Response {
    let response = ui.label(set(kept_together(text)));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
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
    use super::kept_together;

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
}
