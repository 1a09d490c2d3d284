//! What a `project.json` says of the show: order, titles, notes, times, and stops of its own.
//! Must not know the stops that a project makes by itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::{Lang, Localized};

/// The `show` of a `project.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ShowPlan {
    /// Stops in the order to show them. One that the project makes by itself and that is not named here stays behind the named one that
    /// comes before it in the project's own order, after stops of the plan's own that directly follow that one; with no named one before
    /// it, it stays at the beginning.
    pub stops: Vec<StopEntry>,
}

/// A stop of a plan: one that the project makes by itself, by its id, or one of its own, which takes at least a title or points. What is
/// left out or empty stays as the project makes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopEntry {
    /// The stop's id.
    pub id: String,
    /// Whether it is left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hide: bool,
    /// Another title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Localized>,
    /// What only the presenter sees.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub notes: Localized,
    /// How long it is meant to take, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 86400))]
    pub seconds: Option<u32>,
    /// Where the map looks: west, south, east, north in degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<[f64; 4]>,
    /// The ids of the layers that are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<String>>,
    /// The id of the feature that is selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<String>,
    /// The language it is always shown in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// What is said beside the map, one step each. It takes the place of what the stop would say by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Localized>,
}

impl StopEntry {
    /// Whether it can be a stop by itself: whether it says anything.
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.title.as_ref().is_some_and(|title| !title.is_empty()) || !self.points.is_empty()
    }
}
