//! A stretch of boundary: what its properties say of it.
//! Must not know its geometry.

use serde_json::Value;

use super::Feature;

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
    /// The ids of what it parts; `outside` is none of them.
    pub between: Vec<&'a str>,
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
            between: between.into_iter().flatten().filter_map(Value::as_str).collect(),
        }
    }
}
