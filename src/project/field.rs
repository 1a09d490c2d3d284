//! The values of a field: numbers, texts, or none; and what there is of each field of a dataset.
//! Must not know what they are used for.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::Value;

use super::{Dataset, Feature, FieldKind};
use crate::i18n::Localized;

/// No more different values of a field are counted than these.
pub const MAX_DISTINCT: usize = 1000;

/// What a feature says in a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FieldValue {
    /// A number, as a number or as a text.
    Number(f64),
    /// Anything else, as it is written.
    Text(Box<str>),
}

impl FieldValue {
    /// That of a JSON value; none of one that says nothing: null, or a blank text.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Null => None,
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some(number_of(text).map_or_else(|| Self::Text(text.as_str().into()), Self::Number)),
            Value::Number(number) => {
                let finite = number.as_f64().filter(|number| number.is_finite());
                Some(finite.map_or_else(|| Self::Text(number.to_string().into()), Self::number))
            }
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => Some(Self::Text(value.to_string().into())),
        }
    }

    /// The number that it is, if it is one.
    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(_) => None,
        }
    }

    /// A number; zero has no sign.
    fn number(number: f64) -> Self {
        Self::Number(number + 0.0)
    }
}

/// The number that a text is, such as `12.5` or `-3e2`; none for what only sounds like one, such as `NaN`.
fn number_of(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_written_so = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number: f64 = if is_written_so { text.parse().ok()? } else { return None };
    number.is_finite().then_some(number + 0.0)
}

/// What is to be shown of a value that is no number: texts by language as such, all else as it is written.
pub(super) fn text_shown(value: &Value) -> Localized {
    match value {
        Value::String(text) => Localized::plain(text),
        Value::Object(_) => {
            serde_json::from_value(value.clone()).unwrap_or_else(|_| Localized::plain(&value.to_string()))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => Localized::plain(&value.to_string()),
    }
}

impl Feature {
    /// What it says in a field, for people: a number, or a text; none where it says nothing.
    #[must_use]
    pub fn said_in(&self, field: &str) -> Option<Said> {
        let value = self.properties.once(field)?;
        let said = match FieldValue::of(&value)? {
            // An id or a code in digits stays as it is written.
            FieldValue::Number(number) if value.is_number() => Said::Number(number),
            FieldValue::Number(_) | FieldValue::Text(_) => Said::Text(text_shown(&value)),
        };
        Some(said)
    }
}

/// What a feature says in a field, for people.
#[derive(Clone, Debug)]
pub enum Said {
    /// A number.
    Number(f64),
    /// A text.
    Text(Localized),
}

/// What there is of a field in a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSummary {
    /// Its name.
    pub name: String,
    /// What its values are: numbers in texts are numbers where all are.
    pub kind: FieldKind,
    /// How many different values there are, no more than [`MAX_DISTINCT`] being counted.
    pub distinct: usize,
    /// How many features say something in it.
    pub said: usize,
}

/// A field being counted.
struct Counted {
    place: usize,
    said: usize,
    is_numeric: bool,
    is_text: bool,
    distinct: BTreeSet<u64>,
}

impl Dataset {
    /// All fields of its features, in the order in which they first appear. It looks at every feature, so it takes about a second for a million.
    #[must_use]
    pub fn field_summaries(&self) -> Vec<FieldSummary> {
        let mut fields: BTreeMap<String, Counted> = BTreeMap::new();
        for feature in self.features() {
            for (name, value) in feature.properties.read_once().iter() {
                if !fields.contains_key(name) {
                    let place = fields.len();
                    let new = Counted { place, said: 0, is_numeric: true, is_text: true, distinct: BTreeSet::new() };
                    fields.insert(name.clone(), new);
                }
                if let (Some(counted), Some(said)) = (fields.get_mut(name), FieldValue::of(value)) {
                    counted.take(value, &said);
                }
            }
        }
        let mut fields: Vec<(String, Counted)> = fields.into_iter().collect();
        fields.sort_by_key(|(_, counted)| counted.place);
        let summary = |(name, counted): (String, Counted)| FieldSummary {
            name,
            kind: counted.kind(),
            distinct: counted.distinct.len(),
            said: counted.said,
        };
        fields.into_iter().map(summary).collect()
    }
}

impl Counted {
    fn take(&mut self, value: &Value, said: &FieldValue) {
        self.said += 1;
        self.is_numeric &= matches!(said, FieldValue::Number(_));
        self.is_text &= value.is_string();
        if self.distinct.len() < MAX_DISTINCT {
            let mut hasher = DefaultHasher::new();
            match said {
                FieldValue::Number(number) => number.to_bits().hash(&mut hasher),
                FieldValue::Text(text) => text.hash(&mut hasher),
            }
            self.distinct.insert(hasher.finish());
        }
    }

    fn kind(&self) -> FieldKind {
        match self {
            Self { said: 0, .. } => FieldKind::Other,
            Self { is_numeric: true, .. } => FieldKind::Number,
            Self { is_text: true, .. } => FieldKind::Text,
            Self { .. } => FieldKind::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldValue, number_of};
    use serde_json::json;

    #[test]
    fn numbers_in_texts_are_numbers_and_what_sounds_like_one_is_none() {
        for (text, number) in [("12.5", 12.5), (" -3e2 ", -300.0), ("007", 7.0), ("-0", 0.0)] {
            assert_eq!(number_of(text).map(f64::to_bits), Some(f64::to_bits(number)), "{text}");
        }
        for text in ["NaN", "nan", "inf", "-Infinity", "1e999", "e", "1-2", "12,5", "１２", "", ".", "0x10", "12 m"] {
            assert_eq!(number_of(text), None, "{text}");
        }
    }

    #[test]
    fn null_and_blank_texts_say_nothing() {
        for nothing in [json!(null), json!(""), json!("  \t ")] {
            assert_eq!(FieldValue::of(&nothing), None, "{nothing}");
        }
        assert_eq!(FieldValue::of(&json!("NaN")), Some(FieldValue::Text("NaN".into())));
        assert_eq!(FieldValue::of(&json!(false)), Some(FieldValue::Text("false".into())));
        assert_eq!(FieldValue::of(&json!(-0.0)), Some(FieldValue::Number(0.0)));
    }
}
