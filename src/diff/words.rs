//! What the command line and the window say of a change in the same words.
//! Must not know either of them.

use super::Balance;
use crate::i18n::{Lang, number, printable, tr};

/// Decimals of a square metre in the sentence on a balance.
const DECIMALS: i32 = 2;

/// How a change's figures add up, and why; none where edges play no part that can be seen.
#[must_use]
pub fn balance_text(balance: Balance, lang: Lang) -> Option<String> {
    let balance = balance.rounded(DECIMALS);
    let m2 = |value: f64| number(value, 2);
    let signed = |value: f64| if value > 0.0 { format!("+{}", m2(value)) } else { m2(value) };
    let text = || {
        tr!(
            lang,
            "diff.balance",
            before = m2(balance.before_m2),
            after = m2(balance.after_m2),
            change = signed(balance.change_m2()),
            gained = m2(balance.gained_m2),
            lost = m2(balance.lost_m2),
            edges = signed(balance.edges_m2),
        )
        .into_owned()
    };
    (balance.edges_m2.abs() > 0.0).then(text)
}

/// Longitude and latitude in degrees with all the digits that a report has of them, seven decimals at least.
#[must_use]
pub fn position_text(at: [f64; 2]) -> [String; 2] {
    at.map(|degrees| {
        let decimals = degrees.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
        number(degrees, decimals.max(7))
    })
}

/// What of a feature's attributes changed: an aspect by its name (`id`, `declared`, `heights`, `property`) with the property's name.
#[must_use]
pub fn attribute_text(
    (aspect, property): (&str, Option<&str>),
    (before, after): (Option<&str>, Option<&str>),
    lang: Lang,
) -> String {
    let value = |text: Option<&str>| text.map_or_else(|| tr!(lang, "diff.attribute.none").into_owned(), printable);
    let (before, after) = (value(before), value(after));
    let text = match aspect {
        "id" => tr!(lang, "diff.attribute.id", before = before, after = after),
        "heights" => tr!(lang, "diff.attribute.heights", before = before, after = after),
        "declared" => tr!(lang, "diff.attribute.declared", before = before, after = after),
        _ => {
            let name = printable(property.unwrap_or_default());
            tr!(lang, "diff.attribute.property", name = name, before = before, after = after)
        }
    };
    text.into_owned()
}
