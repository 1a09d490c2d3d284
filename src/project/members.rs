//! The members of a JSON object that a feature carries, kept as text until somebody looks into them: as values they take
//! ten times the room, and of most features nobody asks.
//! Must not know what any of them means.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use geojson::{JsonObject, JsonValue};
use serde::{Serialize, Serializer};

/// Members as they were written, numbers digit for digit, in their order.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// An object, or nothing for one without members.
    text: Box<str>,
    values: OnceLock<Box<JsonObject>>,
}

impl Members {
    /// A member; what is not there is mostly seen without reading the rest.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&JsonValue> {
        if self.may_have(name) { (**self).get(name) } else { None }
    }

    /// The same for who asks all features of a file in turn: nothing is kept.
    #[must_use]
    pub fn once(&self, name: &str) -> Option<JsonValue> {
        let values = self.values.get().map(|values| values.get(name).cloned());
        values.unwrap_or_else(|| if self.may_have(name) { self.read().remove(name) } else { None })
    }

    /// All of them, for who asks all features of a file in turn: nothing is kept.
    #[must_use]
    pub fn read_once(&self) -> Cow<'_, JsonObject> {
        self.values.get().map_or_else(|| Cow::Owned(self.read()), |values| Cow::Borrowed(&**values))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether one of some words stands anywhere in the text of the members.
    #[must_use]
    pub fn has_text(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    /// False where a member surely is not there. A name that is written with escapes may be any.
    fn may_have(&self, name: &str) -> bool {
        self.text.contains(name) || self.text.contains('\\')
    }

    fn read(&self) -> JsonObject {
        // The text was written from members; where there are none there is no text.
        serde_json::from_str(&self.text).unwrap_or_default()
    }
}

impl From<JsonObject> for Members {
    fn from(members: JsonObject) -> Self {
        let text = if members.is_empty() { String::new() } else { JsonValue::Object(members).to_string() };
        Self { text: text.into(), values: OnceLock::new() }
    }
}

impl Deref for Members {
    type Target = JsonObject;

    fn deref(&self) -> &JsonObject {
        self.values.get_or_init(|| Box::new(self.read()))
    }
}

impl PartialEq for Members {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || **self == **other
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.read().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::{JsonObject, JsonValue, Members};

    fn members(text: &str) -> Members {
        serde_json::from_str::<JsonObject>(text).expect("an object").into()
    }

    #[test]
    fn all_comes_back_as_it_was_written() {
        for text in [r"{}", r#"{"b":1.50,"a":{"z":[null,true,-0.0,1e+400]},"":"\u0000\"\\區"}"#] {
            let kept = members(text);
            assert_eq!(serde_json::to_string(&kept).expect("JSON"), text);
            assert_eq!(serde_json::to_string(&*kept).expect("JSON"), text);
            assert_eq!(kept, members(text));
        }
        assert_eq!(members(r#"{"a":1,"b":2}"#), members(r#"{"b":2,"a":1}"#));
        assert_ne!(members(r#"{"a":1}"#), members(r#"{"a":1.0}"#));
    }

    #[test]
    fn a_member_is_found_whatever_is_in_its_name() {
        let text = r#"{"plain":1,"a\"b":2,"a\\b":3,"\t":4,"區":5,"long":"plain other"}"#;
        for (name, value) in [("plain", 1), ("a\"b", 2), ("a\\b", 3), ("\t", 4), ("區", 5)] {
            let kept = members(text);
            assert_eq!(kept.once(name), Some(JsonValue::from(value)), "{name}");
            assert_eq!(kept.get(name), Some(&JsonValue::from(value)), "{name}");
            assert_eq!(kept.once(name), Some(JsonValue::from(value)), "{name}, once more");
        }
        assert!(members(text).has_text(&["none", "lon"]) && !members(text).has_text(&["none"]));
        assert_eq!(members(text).read_once().len(), 6);
        assert!(members("{}").is_none() && !members(text).is_none());
        for name in ["other", "none", ""] {
            assert_eq!((members(text).get(name), members(text).once(name)), (None, None), "{name}");
        }
    }
}
