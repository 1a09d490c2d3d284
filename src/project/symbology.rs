//! By what the features of a layer are coloured and labelled, as a project says it and as a user chooses it.
//! Must not know a colour, nor the values of any field.

use std::borrow::Cow;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error as _, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize, Serializer};

/// How the values of a field are put into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum Grouping {
    /// Each value a category, the most frequent first, those that are left together.
    Categories,
    /// Numbers in classes of about as many features each.
    Quantiles,
    /// Numbers in classes that are equally wide.
    EqualInterval,
    /// Numbers in classes within which they differ least, as found by Fisher and Jenks.
    NaturalBreaks,
}

impl Grouping {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Categories, Self::Quantiles, Self::EqualInterval, Self::NaturalBreaks];

    /// Short name; `grouping.ID` is its key in the locale files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Quantiles => "quantiles",
            Self::EqualInterval => "equal-interval",
            Self::NaturalBreaks => "natural-breaks",
        }
    }
}

/// A field whose values colour the features of a layer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourBy {
    /// The property of the features.
    pub field: String,
    /// How its values are grouped: without this member, more than seven different numbers in quantiles, all else in categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<Grouping>,
}

/// How the areas of a layer are told apart by colour.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Colouring {
    /// Not at all: all have the one muted colour of their layer.
    #[default]
    One,
    /// Each has a colour of its own: few areas with a meaning each, such as the parts of a plan.
    Each,
    /// By the values of a field.
    By(Arc<ColourBy>),
}

/// What is written at the features of a layer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Labelling {
    /// Their names.
    #[default]
    Name,
    /// Nothing.
    Nothing,
    /// The values of a field.
    Field(Arc<str>),
}

impl Colouring {
    /// By a field whose values are grouped as they suggest.
    #[must_use]
    pub fn by(field: &str) -> Self {
        Self::By(Arc::new(ColourBy { field: field.to_owned(), classes: None }))
    }

    /// The field and its grouping, if it goes by one.
    #[must_use]
    pub fn field(&self) -> Option<&Arc<ColourBy>> {
        match self {
            Self::By(by) => Some(by),
            Self::One | Self::Each => None,
        }
    }
}

impl Labelling {
    /// The field, if it goes by one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Field(field) => Some(field),
            Self::Name | Self::Nothing => None,
        }
    }
}

/// What `project.json` may say: `false`, the name of a field, or an object about it.
impl<'de> Deserialize<'de> for Colouring {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Said;
        impl<'de> Visitor<'de> for Said {
            type Value = Colouring;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the name of a field, an object with `field`, or false")
            }
            fn visit_str<E: serde::de::Error>(self, field: &str) -> Result<Colouring, E> {
                Ok(Colouring::by(field))
            }
            fn visit_bool<E: serde::de::Error>(self, by: bool) -> Result<Colouring, E> {
                if by { Err(E::invalid_value(serde::de::Unexpected::Bool(by), &self)) } else { Ok(Colouring::One) }
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Colouring, A::Error> {
                ColourBy::deserialize(MapAccessDeserializer::new(map)).map(|by| Colouring::By(Arc::new(by)))
            }
        }
        deserializer.deserialize_any(Said)
    }
}

/// Only what a project can say is ever written: each area its own colour is what it says by saying nothing.
impl Serialize for Colouring {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One | Self::Each => serializer.serialize_bool(false),
            Self::By(by) if by.classes.is_none() => serializer.serialize_str(&by.field),
            Self::By(by) => by.serialize(serializer),
        }
    }
}

impl JsonSchema for Colouring {
    fn schema_name() -> Cow<'static, str> {
        "Colouring".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let by = generator.subschema_for::<ColourBy>();
        json_schema!({ "oneOf": [{ "type": "string" }, by, { "const": false }] })
    }
}

/// What `project.json` may say: `false`, or the name of a field.
impl<'de> Deserialize<'de> for Labelling {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        match value.as_str() {
            Some(field) => Ok(Self::Field(field.into())),
            None if value == serde_json::Value::Bool(false) => Ok(Self::Nothing),
            None => Err(D::Error::custom(format!("invalid type: `{value}`, expected the name of a field, or false"))),
        }
    }
}

/// Names are what a project says by saying nothing.
impl Serialize for Labelling {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Name => serializer.serialize_none(),
            Self::Nothing => serializer.serialize_bool(false),
            Self::Field(field) => serializer.serialize_str(field),
        }
    }
}

impl JsonSchema for Labelling {
    fn schema_name() -> Cow<'static, str> {
        "Labelling".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "oneOf": [{ "type": "string" }, { "const": false }] })
    }
}
