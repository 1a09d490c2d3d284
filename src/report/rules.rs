//! Rules and levels in words.
//! Must not know any finding.

use crate::i18n::{Lang, tr};
use crate::verify::Severity;

/// The word for a level.
#[must_use]
pub fn level_word(level: Severity, lang: Lang) -> String {
    let word = match level {
        Severity::Error => tr!(lang, "severity.error"),
        Severity::Warning => tr!(lang, "severity.warning"),
        Severity::Note => tr!(lang, "severity.note"),
    };
    word.into_owned()
}

/// A text of a rule: its `title`, its `help`, or what `holds` where nothing is found; none where there is no such text.
#[must_use]
pub fn rule_text(rule: &str, part: &str, lang: Lang) -> Option<String> {
    let key = format!("rule.{rule}.{part}");
    let text = tr!(lang, &key);
    (text != key).then(|| text.into_owned())
}

/// What people call a rule; its short name where there is no other.
#[must_use]
pub fn rule_title(rule: &str, lang: Lang) -> String {
    rule_text(rule, "title", lang).unwrap_or_else(|| rule.to_owned())
}
