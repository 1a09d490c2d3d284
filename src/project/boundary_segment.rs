//! A boundary segment: what its properties say of it, and which segments bound a feature.
//! Must not know its geometry.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error};
use serde_json::Value;

use super::{Basis, Feature, FeatureId, ProjectContent, Style, Whole};
use crate::geodesy::{AreaUnit, Declared};

/// What `between` calls the side on which no area of the project is.
pub const OUTSIDE: &str = "outside";

/// The properties that are read of a boundary segment.
pub const SEGMENT_PROPERTIES: [&str; 5] = ["between", "accuracy_m", "line", "follows", "basis"];

/// What is known of a boundary segment, as its properties have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoundarySegment<'a> {
    /// Whether the source names what it follows.
    pub basis: Option<Basis>,
    /// How exactly the line is known.
    pub line: Option<Certainty>,
    /// Where of the whole it is.
    pub side: Option<BoundarySide>,
    /// How far off it may be, one sigma, metres.
    pub accuracy_m: Option<f64>,
    /// The ids of what it parts; [`OUTSIDE`] is none of them.
    pub between: Vec<Cow<'a, str>>,
}

/// How exactly a line is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Drawn along what it follows.
    Traced,
    /// The same in fewer vertices.
    Generalised,
    /// About where it should be.
    Approximate,
    /// Moved until the areas came out.
    Fitted,
}

impl Certainty {
    /// Each, the most exact first, with the key of its word.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Traced, "certainty.traced"),
        (Self::Generalised, "certainty.generalised"),
        (Self::Approximate, "certainty.approximate"),
        (Self::Fitted, "certainty.fitted"),
    ];
}

/// What the sign of a segment tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentClass {
    /// How exactly the line is known; what is generalised, or says nothing, is drawn as if it were traced.
    pub certainty: Certainty,
    /// Whether the source names what it follows.
    pub is_stated: bool,
}

/// Where of a whole a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the points of the compass, and between two of its parts")]
pub enum BoundarySide {
    North,
    East,
    South,
    West,
    Internal,
}

/// One of a closed set, by its name.
fn known<'de, T: Deserialize<'de>>(value: &'de Value) -> Option<T> {
    value.as_str().and_then(|name| T::deserialize(BorrowedStrDeserializer::<Error>::new(name)).ok())
}

impl<'a> BoundarySegment<'a> {
    /// What a feature's properties say of it as a boundary segment.
    #[must_use]
    pub fn of(feature: &'a Feature) -> Self {
        let property = |name: &str| feature.properties.get(name);
        let between = property("between").and_then(Value::as_array);
        Self {
            basis: property("basis").and_then(known),
            line: property("line").and_then(known),
            side: property("side").and_then(known),
            accuracy_m: property("accuracy_m").and_then(accuracy_m),
            between: between.into_iter().flatten().filter_map(id_text).collect(),
        }
    }

    /// Whether it parts areas of one whole.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.side == Some(BoundarySide::Internal)
    }

    /// What its sign tells.
    #[must_use]
    pub fn class(&self) -> SegmentClass {
        let certainty = match self.line {
            Some(Certainty::Approximate) => Certainty::Approximate,
            Some(Certainty::Fitted) => Certainty::Fitted,
            Some(Certainty::Traced | Certainty::Generalised) | None => Certainty::Traced,
        };
        SegmentClass { certainty, is_stated: self.basis == Some(Basis::Stated) }
    }
}

/// What a feature's properties say of it as a boundary segment that cannot be read: the property, and the first of what stands there that is
/// not as it should be.
#[must_use]
pub fn unread_segment_properties(feature: &Feature) -> Vec<(&'static str, &Value)> {
    let said = |name| feature.properties.get(name).filter(|value| !is_nothing(value));
    let between = said("between").and_then(|value| match value {
        Value::Array(entries) => entries.iter().find(|entry| id_text(entry).is_none()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => Some(value),
    });
    let accuracy = said("accuracy_m").filter(|value| accuracy_m(value).is_none());
    let unread = [
        ("between", between),
        ("accuracy_m", accuracy),
        ("line", said("line").filter(|value| known::<Certainty>(value).is_none())),
        ("basis", said("basis").filter(|value| known::<Basis>(value).is_none())),
    ];
    unread.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Whether a value says nothing: it is null, or a text without letters.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// A number of metres, 0 or more; in a text it is written as a declared area may be, without a unit.
fn accuracy_m(value: &Value) -> Option<f64> {
    let metres = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => Declared::new(text, AreaUnit::M2).ok().map(|figure| figure.value()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    metres.filter(|metres| metres.is_finite() && *metres >= 0.0)
}

/// An id as it is compared: a number is the text of its digits.
fn id_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

impl ProjectContent {
    /// Every boundary segment, bottom layer first.
    pub fn boundary_segments(&self) -> impl Iterator<Item = FeatureId> {
        let layers = self.layers.iter().enumerate().filter(|(_, layer)| layer.style == Style::Boundary);
        layers.flat_map(|(layer, of)| (0..of.data.features().len()).map(move |feature| FeatureId { layer, feature }))
    }

    /// The segments that bound a feature: those that name it in `between`; for a whole, those between one of its parts and `outside` too.
    #[must_use]
    pub fn segments_of(&self, id: FeatureId) -> Vec<FeatureId> {
        let namespace = self.namespace_of(id);
        let mut segments =
            self.boundary_segments().filter(|&segment| self.namespace_of(segment) == namespace).peekable();
        if segments.peek().is_none() {
            return Vec::new();
        }
        let key = |id| self.feature(id).map_or("", Feature::key);
        let whole = self.wholes.iter().find(|whole| whole.whole == id);
        let bounds = |&segment: &FeatureId| {
            let sides = self.feature(segment).map(|feature| BoundarySegment::of(feature).between).unwrap_or_default();
            let names = |name: &str| sides.iter().any(|side| side == name);
            let of_parts = |whole: &Whole| names(OUTSIDE) && whole.parts.iter().any(|&part| names(key(part)));
            names(key(id)) || whole.is_some_and(of_parts)
        };
        segments.filter(bounds).collect()
    }

    /// Whether a boundary segment was moved until the areas came out.
    #[must_use]
    pub fn is_fitted(&self, segment: FeatureId) -> bool {
        self.feature(segment).is_some_and(|feature| BoundarySegment::of(feature).line == Some(Certainty::Fitted))
    }
}
