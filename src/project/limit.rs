//! A stretch of boundary: what its properties say of it, and which stretches bound a feature.
//! Must not know its geometry.

use std::borrow::Cow;

use serde_json::Value;

use super::{Feature, FeatureId, Project, Style};

/// What `between` calls the side on which no area of the project is.
pub const OUTSIDE: &str = "outside";

/// What is known of a stretch of boundary, as its properties have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limit<'a> {
    /// `stated` or `inferred`: whether the source names what it follows.
    pub basis: Option<&'a str>,
    /// How exactly the line is known: `traced`, `generalised`, `approximate` or `fitted`.
    pub line: Option<&'a str>,
    /// `north`, `east`, `south`, `west` or `internal`.
    pub side: Option<&'a str>,
    /// How far off it may be, one sigma, metres.
    pub accuracy_m: Option<f64>,
    /// The ids of what it parts; [`OUTSIDE`] is none of them.
    pub between: Vec<Cow<'a, str>>,
}

impl<'a> Limit<'a> {
    /// What a feature's properties say of it as a stretch of boundary.
    #[must_use]
    pub fn of(feature: &'a Feature) -> Self {
        let property = |name: &str| feature.properties.get(name);
        let text = |name| property(name).and_then(Value::as_str);
        let between = property("between").and_then(Value::as_array);
        Self {
            basis: text("basis"),
            line: text("line"),
            side: text("side"),
            accuracy_m: property("accuracy_m").and_then(Value::as_f64),
            between: between.into_iter().flatten().filter_map(id_text).collect(),
        }
    }
}

/// What stands in a feature's `between` that is no array of ids: the entries that are none, or all of it where it is no array.
#[must_use]
pub fn between_unread(feature: &Feature) -> Vec<&Value> {
    match feature.properties.get("between") {
        Some(Value::Array(entries)) => entries.iter().filter(|entry| id_text(entry).is_none()).collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(other) => vec![other],
    }
}

/// An id as it is compared: a number is the text of its digits.
fn id_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

impl Project {
    /// Every stretch of boundary, bottom layer first.
    pub fn limits(&self) -> impl Iterator<Item = FeatureId> {
        let layers = self.layers.iter().enumerate().filter(|(_, layer)| layer.style == Style::Limit);
        layers.flat_map(|(layer, of)| (0..of.features.len()).map(move |feature| FeatureId { layer, feature }))
    }

    /// The stretches that bound a feature: those that name it in `between`; for a whole, those between one of its parts and `outside`.
    #[must_use]
    pub fn limits_of(&self, id: FeatureId) -> Vec<FeatureId> {
        let mut limits = self.limits().peekable();
        if limits.peek().is_none() {
            return Vec::new();
        }
        let key = |id| self.feature(id).map_or("", Feature::key);
        let whole = self.wholes.iter().find(|whole| whole.whole == id);
        let bounds = |&limit: &FeatureId| {
            let sides = self.feature(limit).map(|feature| Limit::of(feature).between).unwrap_or_default();
            let names = |name: &str| sides.iter().any(|side| side == name);
            match whole {
                Some(whole) => names(OUTSIDE) && whole.parts.iter().any(|&part| names(key(part))),
                None => names(key(id)),
            }
        };
        limits.filter(bounds).collect()
    }

    /// Whether a stretch of boundary was moved until the areas came out.
    #[must_use]
    pub fn is_fitted(&self, limit: FeatureId) -> bool {
        self.feature(limit).is_some_and(|feature| Limit::of(feature).line == Some("fitted"))
    }
}
