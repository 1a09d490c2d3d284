//! The sign of agreement, and colour on a terminal: good and bad, by the terminal's own palette.
//! Must not know whether there is a terminal.

use super::{ReportStyle, level_word};
use crate::verify::Severity;

const GREEN: &str = "32";
const RED: &str = "31";
const YELLOW: &str = "33";

/// The sign of agreement.
pub(super) fn mark(agrees: Option<bool>) -> &'static str {
    match agrees {
        Some(true) => "✓",
        Some(false) => "✗",
        None => "·",
    }
}

/// The same in its colour.
pub(super) fn marked(agrees: Option<bool>, style: ReportStyle) -> String {
    let sign = mark(agrees);
    match agrees {
        Some(true) => painted(sign, GREEN, style),
        Some(false) => painted(sign, RED, style),
        None => sign.to_owned(),
    }
}

/// The word for a level in its colour.
pub(super) fn levelled(level: Severity, style: ReportStyle) -> String {
    let word = level_word(level, style.lang);
    match level {
        Severity::Error => painted(&word, RED, style),
        Severity::Warning => painted(&word, YELLOW, style),
        Severity::Note => word,
    }
}

fn painted(text: &str, colour: &str, style: ReportStyle) -> String {
    if style.colour { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
}
