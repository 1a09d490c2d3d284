//! What single members of features mean, and what positions are that were read in the wrong system.
//! Must not know how they are read.

use geojson::JsonValue;

use super::scanner::Scanner;
use crate::formats::error::ReadError;
use crate::formats::position::degrees_as_metres;
use crate::i18n::Localized;

/// A name, a text or texts by language, and whether it is odd: of another type, or with other languages. Of those the first text is
/// taken where there is none of ours.
pub(in crate::formats) fn name(value: &JsonValue) -> (Option<Localized>, bool) {
    match value {
        JsonValue::Null => (None, false),
        JsonValue::String(text) => (Some(Localized::plain(text)), false),
        JsonValue::Number(number) => (Some(Localized::plain(&number.to_string())), false),
        JsonValue::Object(texts) => match serde_json::from_value(value.clone()) {
            Ok(name) => (Some(name), false),
            Err(_other_shape) => {
                let ours = |lang: &&str| texts.get(*lang).is_some_and(JsonValue::is_string);
                let known: Vec<&str> = ["zh-Hant", "zh-Hans", "en"].into_iter().filter(ours).collect();
                let of = |lang: &&str| ((*lang).to_owned(), texts[*lang].clone());
                let known: serde_json::Map<String, JsonValue> = known.iter().map(of).collect();
                let first = || texts.values().find_map(JsonValue::as_str).map(Localized::plain);
                let ours = (!known.is_empty()).then(|| serde_json::from_value(JsonValue::Object(known)).ok()).flatten();
                (ours.or_else(first), true)
            }
        },
        JsonValue::Bool(_) | JsonValue::Array(_) => (None, true),
    }
}

/// Degrees at an offset of a text that were read as metres.
#[cold]
pub(super) fn degrees(text: &str, offset: usize) -> ReadError {
    let mut position = Scanner::new(text, offset);
    // It was read before, so that nothing is wrong with it.
    let _read = position.skip();
    position.problem(offset, degrees_as_metres(position.since(offset).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::name;
    use crate::i18n::Lang;

    #[test]
    fn a_name_of_another_type_is_told_and_what_can_be_taken_is() {
        for (value, english, is_odd) in [
            ("null", None, false),
            ("\"甲\"", Some("甲"), false),
            ("7", Some("7"), false),
            (r#"{"en":"A","zh-Hant":"甲"}"#, Some("A"), false),
            (r#"{"fr":"B","en":"A"}"#, Some("A"), true),
            (r#"{"fr":"B","de":"C"}"#, Some("B"), true),
            (r#"{"en":7,"fr":"B"}"#, Some("B"), true),
            (r#"{"en":7}"#, None, true),
            ("[\"A\"]", None, true),
            ("true", None, true),
        ] {
            let value = serde_json::from_str(value).expect("JSON");
            let (found, odd) = name(&value);
            assert_eq!((found.as_ref().map(|name| name.get(Lang::En)), odd), (english, is_odd), "{value}");
        }
    }
}
