//! Texts of a project in up to three languages.
//! Must not know what they are about.

use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::Lang;

/// A text of a project in one to three languages. In JSON an object by language, or one plain text for all.
#[derive(Clone, Debug)]
pub struct Localized(Texts);

/// Texts by language. There are as many as features, and most are names that are the same in all of them.
#[derive(Clone, Debug)]
enum Texts {
    Same(Arc<str>),
    Each(Box<[Option<Arc<str>>; Lang::ALL.len()]>),
}

impl Localized {
    /// The same text in every language.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self(Texts::Same(text.into()))
    }

    /// A text made once for each language.
    #[must_use]
    pub fn each(text: impl Fn(Lang) -> String) -> Self {
        Self::of(&Lang::ALL, text)
    }

    /// A text made once for each of some languages.
    #[must_use]
    pub fn of(langs: &[Lang], text: impl Fn(Lang) -> String) -> Self {
        if let [lang] = langs {
            return Self(Texts::Same(text(*lang).into()));
        }
        Self(Texts::Each(Box::new(Lang::ALL.map(|lang| langs.contains(&lang).then(|| text(lang).into())))))
    }

    /// The text in a language, or in the nearest one there is; empty when there is none at all.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.nearest(lang).map_or("", |text| text)
    }

    /// The same, shared.
    #[must_use]
    pub fn shared(&self, lang: Lang) -> Arc<str> {
        self.nearest(lang).cloned().unwrap_or_default()
    }

    fn nearest(&self, lang: Lang) -> Option<&Arc<str>> {
        lang.preference().into_iter().find_map(|lang| self.exactly(lang))
    }

    fn exactly(&self, lang: Lang) -> Option<&Arc<str>> {
        match &self.0 {
            Texts::Same(text) => Some(text),
            Texts::Each(texts) => texts[lang as usize].as_ref(),
        }
    }

    /// The text in exactly this language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> Option<&str> {
        self.exactly(lang).map(|text| &**text)
    }

    /// The text to put below the one in a language: English under Chinese, Traditional Chinese under English; none when it is the same.
    #[must_use]
    pub fn second(&self, lang: Lang) -> Option<&str> {
        let other = if lang == Lang::En { Lang::ZhHant } else { Lang::En };
        self.in_language(other).filter(|text| *text != self.get(lang))
    }

    /// Whether there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Lang::ALL.into_iter().filter_map(|lang| self.exactly(lang)).all(|text| text.is_empty())
    }

    /// Whether it was given by language, not as one text for all.
    #[must_use]
    pub fn is_by_language(&self) -> bool {
        matches!(self.0, Texts::Each(_))
    }

    /// All three languages, missing ones filled from the nearest.
    #[must_use]
    pub fn filled(&self) -> Self {
        Self::each(|lang| self.get(lang).to_owned())
    }
}

impl Default for Localized {
    fn default() -> Self {
        Self(Texts::Each(Box::default()))
    }
}

impl PartialEq for Localized {
    fn eq(&self, other: &Self) -> bool {
        Lang::ALL.into_iter().all(|lang| self.exactly(lang) == other.exactly(lang))
    }
}

impl Eq for Localized {}

impl Serialize for Localized {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Lang::ALL.into_iter().filter_map(|lang| Some((lang, self.in_language(lang)?))))
    }
}

impl<'de> Deserialize<'de> for Localized {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> Visitor<'de> for Reading {
            type Value = Localized;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or an object of texts by language (zh-Hant, zh-Hans, en)")
            }

            fn visit_str<E>(self, text: &str) -> Result<Localized, E> {
                Ok(Localized::plain(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Localized, A::Error> {
                let mut texts = Box::new([const { None }; Lang::ALL.len()]);
                while let Some((lang, text)) = map.next_entry::<Lang, String>()? {
                    texts[lang as usize] = Some(text.into());
                }
                Ok(Localized(Texts::Each(texts)))
            }
        }
        deserializer.deserialize_any(Reading)
    }
}

impl JsonSchema for Localized {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Localized".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text in up to three languages, or one text for all.",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": {
                        "zh-Hant": { "type": "string" },
                        "zh-Hans": { "type": "string" },
                        "en": { "type": "string" }
                    },
                    "additionalProperties": false
                }
            ]
        })
    }
}
