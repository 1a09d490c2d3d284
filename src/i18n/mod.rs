//! Languages: which one, texts kept in all three, and numbers as each writes them.
//! Must not know who shows them.

mod area;
mod declared;
mod display;
mod figure;
mod fill;
mod json;
mod length;
mod localized;
mod printing;
mod reason;
mod time;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use area::{AreaFormat, area, area_brief, exact_difference, unit_symbol};
pub use declared::{
    bounds, declared_bounds, declared_equation, declared_figure, declared_list, declared_sum_text, declared_text,
    declared_unit,
};
pub use display::{displayed, displayed_whole, paragraphs};
pub use figure::figure;
pub(crate) use fill::filled_in;
pub use json::{write_json, write_json_line};
pub use length::width;
pub use localized::Localized;
use printing::deceives;
pub use printing::{escaped, in_markdown, printable};
pub use reason::{reason, reason_of_kind};
pub use time::minutes;

/// A text of the program itself, by its key in `assets/locales`, with its placeholders filled in.
macro_rules! tr {
    ($lang:expr, $key:expr $(,)?) => {
        rust_i18n::t!($key, locale = $lang.code())
    };
    ($lang:expr, $key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::filled_in(
            &rust_i18n::t!($key, locale = $lang.code()),
            &[$((stringify!($name), ($value).to_string())),+],
        )
    };
}
pub(crate) use tr;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Lang {
    /// Traditional Chinese, as written in Hong Kong.
    #[serde(rename = "zh-Hant")]
    #[cfg_attr(feature = "cli", value(name = "zh-Hant", help = clap::builder::Resettable::Reset))]
    ZhHant,
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    #[cfg_attr(feature = "cli", value(name = "zh-Hans", help = clap::builder::Resettable::Reset))]
    ZhHans,
    /// English.
    #[default]
    #[serde(rename = "en")]
    #[cfg_attr(feature = "cli", value(name = "en", help = clap::builder::Resettable::Reset))]
    En,
}

impl Lang {
    /// All languages, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::ZhHant, Self::ZhHans, Self::En];

    /// The BCP 47 tag.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ZhHant => "zh-Hant",
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The language that a locale name such as `zh_HK.UTF-8`, `zh-Hans-CN` or `C` asks for. English when it asks for none of ours.
    #[must_use]
    pub fn from_locale(name: &str) -> Self {
        let lower = name.to_ascii_lowercase().replace('_', "-");
        let tags: Vec<&str> = lower.split(['-', '.', '@']).collect();
        let traditional = ["hant", "hk", "mo", "tw"];
        match tags.first() {
            Some(&("zh" | "yue")) if tags.contains(&"hans") => Self::ZhHans,
            Some(&"zh") if tags.iter().any(|tag| traditional.contains(tag)) => Self::ZhHant,
            Some(&"yue") => Self::ZhHant,
            Some(&"zh") => Self::ZhHans,
            Some(_) | None => Self::En,
        }
    }

    /// The language of the user's environment.
    #[must_use]
    pub fn from_environment() -> Self {
        sys_locale::get_locale().map_or(Self::En, |name| Self::from_locale(&name))
    }

    /// Which language's text to take when this one's is missing: the other Chinese before English.
    fn preference(self) -> [Self; 3] {
        match self {
            Self::ZhHant => [Self::ZhHant, Self::ZhHans, Self::En],
            Self::ZhHans => [Self::ZhHans, Self::ZhHant, Self::En],
            Self::En => [Self::En, Self::ZhHant, Self::ZhHans],
        }
    }
}

/// A whole number in groups of three, apart by gaps.
#[must_use]
pub fn grouped(value: f64) -> String {
    in_groups(&number(value, 0))
}

fn in_groups(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// A number with so many decimals; a minus sign that is one, not a hyphen.
#[must_use]
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let is_zero = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    match text.strip_prefix('-') {
        Some(size) if is_zero => size.to_owned(),
        Some(size) => format!("−{size}"),
        None => text,
    }
}

/// An end of an interval of a width: all its digits, unless they come from a division and would not end. Then there are as many as tell it
/// from the other end.
#[must_use]
pub fn bound(value: f64, width: f64) -> String {
    const MAX_DIGITS: usize = 15;
    const MIN_DECIMALS: usize = 8;
    let text = value.to_string();
    let digits = text.trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if digits <= MAX_DIGITS {
        return text;
    }
    // Two digits of the width, however small it is.
    let power = format!("{width:.1e}").split_once('e').and_then(|(_, power)| power.parse::<isize>().ok());
    let decimals = 1_usize.saturating_add_signed(-power.unwrap_or(0)).clamp(MIN_DECIMALS, usize::from(u8::MAX));
    format!("{value:.decimals$}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The line about map review (審圖): the number as granted, or that the map was not submitted. A number is never made up.
#[must_use]
pub fn map_review(number: &str, lang: Lang) -> String {
    match number {
        "" => tr!(lang, "map-review.none").into_owned(),
        number => tr!(lang, "map-review.number", number = displayed(number)).into_owned(),
    }
}

/// Names in a row, as a language separates them.
#[must_use]
pub fn list(names: &[&str], lang: Lang) -> String {
    names.join(&tr!(lang, "lang.list-comma"))
}

/// Names in a row, and how many more there are.
#[must_use]
pub fn list_and_more(names: &[&str], more: usize, lang: Lang) -> String {
    let some = list(names, lang);
    if more == 0 { some } else { tr!(lang, "lang.more-names", list = some, count = more).into_owned() }
}

/// A word of ours, by its family of keys, in the reader's language; any other as it was written.
#[must_use]
pub fn known_word(family: &str, word: &str, lang: Lang) -> String {
    let key = format!("{family}.{word}");
    let text = tr!(lang, &key);
    if text == key { displayed(word) } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Lang, Localized, bound, number};

    #[test]
    fn an_end_of_an_interval_ends() {
        for (value, width, text) in [
            (19.05, 0.1, "19.05"),
            (6.5e-6, 1e-6, "0.0000065"),
            (19.099_666_666_666_668, 6.67e-4, "19.09966667"),
            (0.0, 0.1, "0"),
            (1.135_334_566_754_785_4, 2.27e-9, "1.1353345668"),
            (0.999_999_998_999_998_9, 2e-9, "0.999999999"),
            (1.135_334_566_754_785_4e-12, 2.27e-21, "0.0000000000011353345668"),
            (19.099_666_666_666_668, 0.0, "19.09966667"),
        ] {
            assert_eq!(bound(value, width), text);
        }
    }

    #[test]
    fn locale_names_ask_for_a_language() {
        for (name, lang) in [
            ("zh_HK.UTF-8", Lang::ZhHant),
            ("zh-Hant-CN", Lang::ZhHant),
            ("zh-TW", Lang::ZhHant),
            ("yue", Lang::ZhHant),
            ("zh_CN.GB18030", Lang::ZhHans),
            ("zh-Hans-HK", Lang::ZhHans),
            ("zh", Lang::ZhHans),
            ("en_GB.UTF-8", Lang::En),
            ("de_DE", Lang::En),
            ("C", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(Lang::from_locale(name), lang, "{name}");
        }
    }

    #[test]
    fn a_missing_language_falls_back_to_the_nearest() {
        let text: Localized = serde_json::from_str(r#"{"zh-Hant": "區", "en": "Area"}"#).expect("texts");
        assert_eq!(text.get(Lang::ZhHans), "區");
        assert_eq!(text.get(Lang::En), "Area");
        assert_eq!(text.in_language(Lang::ZhHans), None);
    }

    #[test]
    fn numbers_have_a_true_minus_and_no_negative_zero() {
        assert_eq!(number(-1.25, 1), "−1.2");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(number(1910.0, 0), "1910");
    }
}
