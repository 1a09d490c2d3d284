//! What a `project.json` says of the show: order, titles, notes, times, and stops of its own.
//! Must not know the stops that a project makes by itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::show_parts::{ChartEntry, FigureEntry, PointEntry, WrittenPoint, is_default, points};
use crate::i18n::{Lang, Localized};

/// The `show` of a `project.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ShowPlan {
    /// Stops in the order to show them. One that the project makes by itself and that is not named here stays behind the named one that
    /// comes before it in the project's own order, after stops of the plan's own that directly follow that one; with no named one before
    /// it, it stays at the beginning. `rest` can put these elsewhere.
    pub stops: Vec<StopEntry>,
    /// What becomes of the stops that the project makes by itself and that are not named.
    #[serde(skip_serializing_if = "is_default")]
    pub rest: Rest,
    /// The colour of an organisation, `#RRGGBB`, for what the show emphasises; made lighter or darker where it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
}

impl ShowPlan {
    /// The accent in red, green and blue; none when there is none, or when it is no colour.
    #[must_use]
    pub fn accent_rgb(&self) -> Option<[u8; 3]> {
        let digits = self.accent.as_deref()?.trim().strip_prefix('#')?;
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
        let [_, red, green, blue] = code.to_be_bytes();
        Some([red, green, blue])
    }
}

/// What becomes of stops that a plan does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rest {
    /// They stay among the named ones.
    #[default]
    Among,
    /// They stand behind the last stop, where they are reached by number, in the overview, or by the key of the appendix.
    Appendix,
    /// They are left out.
    Hidden,
}

/// A stop of a plan: one that the project makes by itself, by its id, or one of its own, which takes at least a title, a figure, a chart
/// or points. What is left out or empty stays as the project makes it. Texts beside the map may be light Markdown: `**bold**`,
/// `*italic*`, lines that begin with `- `.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopEntry {
    /// The stop's id.
    pub id: String,
    /// Whether it is left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hide: bool,
    /// Whether it stands in the appendix, behind the last stop.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub appendix: bool,
    /// How it is laid out; without it as its charts ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<StopLayout>,
    /// A few words above the title.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub lead: Localized,
    /// Another title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Localized>,
    /// A figure, larger than everything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<FigureEntry>,
    /// A sentence or more below the title and the figure.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// Figures, cards, a timeline, shares of a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charts: Vec<ChartEntry>,
    /// What is said beside the map, one step each unless it says otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "points")]
    #[schemars(with = "Vec<WrittenPoint>")]
    pub points: Vec<PointEntry>,
    /// A remark in small letters at the foot.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub remark: Localized,
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
    /// The ids of the features that the map looks at, instead of a box.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look: Vec<String>,
    /// The ids of the layers that are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<String>>,
    /// The ids of features; of the layers that they are in, only these are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// The ids of the features that are lit up all the time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lights: Vec<String>,
    /// The id of the feature that is selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<String>,
    /// The language it is always shown in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
}

/// How a stop is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StopLayout {
    /// A few large words, the map behind them.
    Cover,
    /// The map, words beside it.
    Beside,
    /// Much to read in columns, a strip of map beside it.
    Board,
    /// Figures beside the map.
    Figures,
    /// Cards below the map.
    Cards,
    /// A timeline over the whole sheet.
    Timeline,
}

impl StopEntry {
    /// Whether it can be a stop by itself: whether it says anything.
    #[must_use]
    pub fn says_something(&self) -> bool {
        let titled = self.title.as_ref().is_some_and(|title| !title.is_empty());
        titled || self.figure.is_some() || !self.charts.is_empty() || !self.points.is_empty()
    }
}
