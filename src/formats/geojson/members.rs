//! JSON objects taken apart into members that still are text, so that every value keeps its place.
//! Must not know what the members mean.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::formats::error::ReadError;

/// Where a value stands in the text that it was borrowed from.
pub(super) fn offset_of(text: &str, raw: &RawValue) -> usize {
    raw.get().as_ptr().addr() - text.as_ptr().addr()
}

/// The members of an object, in file order.
#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    entries: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// Where the first value stands; the beginning for an empty object.
    pub(super) offset: usize,
}

impl<'a> Members<'a> {
    /// The members of a value that must be an object.
    pub(super) fn parse(text: &'a str, raw: &'a RawValue, what: &'static str) -> Result<Self, ReadError> {
        let offset = offset_of(text, raw);
        if !raw.get().starts_with('{') {
            return Err(ReadError::expected(text, offset, what, raw.get()));
        }
        let mut members: Self =
            serde_json::from_str(raw.get()).map_err(|error| ReadError::from_json(text, offset, &error))?;
        members.offset = offset;
        Ok(members)
    }

    /// A member's value; of several with one name the last, as everywhere in JSON.
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.entries.iter().rev().find(|(n, _)| n == name).map(|(_, raw)| *raw)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.entries.iter().map(|(name, raw)| (name.as_ref(), *raw))
    }

    /// Where a member's value stands; where the object does when it has no such member.
    pub(super) fn offset_of(&self, name: &str, text: &str) -> usize {
        self.get(name).map_or(self.offset, |raw| offset_of(text, raw))
    }

    /// The text of the `type` member.
    pub(super) fn kind(&self, text: &str) -> Result<Cow<'a, str>, ReadError> {
        let Some(raw) = self.get("type") else {
            return Err(ReadError::expected(text, self.offset, "expected.type", "{…}"));
        };
        let kind: Result<Name<'a>, _> = serde_json::from_str(raw.get());
        kind.map(|Name(kind)| kind)
            .map_err(|_no_text| ReadError::expected(text, offset_of(text, raw), "expected.type", raw.get()))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Members::default();
                while let Some(Name(name)) = map.next_key()? {
                    members.entries.push((name, map.next_value()?));
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// A member's name or type, borrowed from the text where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a member's name")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A GeoJSON text: the members of the outermost object, and the features among them taken apart in the same pass.
#[derive(Default)]
pub(super) struct Document<'a> {
    pub(super) members: Members<'a>,
    pub(super) features: Option<Vec<Members<'a>>>,
}

impl<'a> Document<'a> {
    pub(super) fn parse(text: &'a str) -> Result<Self, ReadError> {
        let mut document: Self = serde_json::from_str(text).map_err(|error| ReadError::from_json(text, 0, &error))?;
        let placed = document.features.iter_mut().flatten().chain([&mut document.members]);
        for members in placed {
            let first = members.entries.first().map(|(_, raw)| offset_of(text, raw));
            members.offset = first.unwrap_or(0);
        }
        Ok(document)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Document<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Outermost;
        impl<'de> Visitor<'de> for Outermost {
            type Value = Document<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a GeoJSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document<'de>, A::Error> {
                let mut document = Document::default();
                while let Some(Name(name)) = map.next_key()? {
                    if name == "features" {
                        if document.features.is_some() {
                            return Err(A::Error::duplicate_field("features"));
                        }
                        document.features = Some(map.next_value()?);
                    } else {
                        document.members.entries.push((name, map.next_value()?));
                    }
                }
                Ok(document)
            }
        }
        deserializer.deserialize_map(Outermost)
    }
}
