//! What a stop of a plan is made of: a figure, charts, points, and the icons that stand beside them.
//! Must not know which stop.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::i18n::{Lang, Localized};

/// A figure, larger than everything else on its stop. One in digits counts up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FigureEntry {
    /// Words before it, such as a currency.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub before: Localized,
    /// The figure as it is written.
    pub figure: Localized,
    /// What stands in its place on the way, one after the other, where it is in words and cannot count up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<Localized>,
    /// Its unit, behind it.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub unit: Localized,
    /// What it is.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub note: Localized,
    /// With which step it comes: 0 is the stop itself.
    #[serde(skip_serializing_if = "is_default")]
    pub step: u8,
}

/// A chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChartEntry {
    /// `figures`: a row of figures. `cards`: boxes with an icon, a title and a line. `timeline`: years with words. `shares`: the parts of
    /// a whole as one bar, from the areas themselves. What is none of these is told, and the rest of the stop is shown.
    #[schemars(with = "ChartKind")]
    pub kind: String,
    /// For `shares`: the id of the whole; without it that of what the stop has selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What it shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ChartItem>,
    /// What it is, below it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub note: Localized,
}

/// The kinds of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// A row of figures.
    Figures,
    /// Boxes with an icon, a title and a line.
    Cards,
    /// Years with words.
    Timeline,
    /// The parts of a whole as one bar.
    Shares,
}

/// One thing in a chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChartItem {
    /// The icon beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Icon>")]
    pub icon: Option<String>,
    /// When: a year, or any word. Years stand on a timeline by their distance.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub when: Localized,
    /// A figure as it is written; one in digits counts up.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub figure: Localized,
    /// Its unit.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub unit: Localized,
    /// What it is, in a few words.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub title: Localized,
    /// More of it.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// Whether it is emphasised.
    #[serde(skip_serializing_if = "is_default")]
    pub strong: bool,
    /// The id of the stop that a click on it leads to, and the way back from it here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// With which step it comes: 0 is the stop itself.
    #[serde(skip_serializing_if = "is_default")]
    pub step: u8,
    /// The ids of the features that are lit up with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lights: Vec<String>,
}

/// A point: a text alone, or with what happens on the map when it comes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PointEntry {
    /// The few words that are said.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub head: Localized,
    /// More of it.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// The icon beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Icon>")]
    pub icon: Option<String>,
    /// With which step it comes, so that several come at once; without it one step after the point before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<u8>,
    /// The ids of the features that appear on the map with it: lines by being drawn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reveals: Vec<String>,
    /// The ids of the features that are lit up with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lights: Vec<String>,
    /// The ids of the lines along which a ship moves, from their end to their beginning.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub travels: Vec<String>,
    /// The ids of the features that the map looks at from then on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub look: Vec<String>,
    /// What stands on the map beside what is revealed or lit up.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub callout: Localized,
}

/// A point as it is written: a text alone, or with what happens on the map.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum WrittenPoint {
    /// The few words.
    Text(Localized),
    /// The words, and what happens on the map when they come.
    Full(Box<PointEntry>),
}

/// Points as they are written.
pub(super) mod points {
    use super::{Deserialize as _, Deserializer, Lang, Localized, PointEntry, Serializer, Value, WrittenPoint};
    use serde::de::Error as _;

    pub(in crate::project) fn serialize<S: Serializer>(
        points: &[PointEntry],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(points.iter().map(|point| {
            let is_text = *point == PointEntry::from(point.head.clone());
            if is_text { WrittenPoint::Text(point.head.clone()) } else { WrittenPoint::Full(Box::new(point.clone())) }
        }))
    }

    pub(in crate::project) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PointEntry>, D::Error> {
        let points = Vec::<Value>::deserialize(from)?.into_iter();
        points.map(|point| read(point).map_err(D::Error::custom)).collect()
    }

    fn read(value: Value) -> serde_json::Result<PointEntry> {
        let is_lang = |key: &String| Lang::ALL.iter().any(|lang| lang.code() == key);
        let is_full = value.as_object().is_some_and(|members| !members.keys().all(is_lang));
        if is_full { PointEntry::deserialize(value) } else { Ok(PointEntry::from(Localized::deserialize(value)?)) }
    }
}

impl From<Localized> for PointEntry {
    fn from(head: Localized) -> Self {
        Self { head, ..Self::default() }
    }
}

/// Whether a value is what is understood where nothing is written.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The icons that can stand beside words, drawn by the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Icon {
    /// A flask: research.
    Flask,
    /// Two arrows: results changing hands.
    Transfer,
    /// An arrow: things that move.
    Flow,
    /// A sheet with lines: forms and rules.
    Document,
    /// A globe: the world outside.
    Globe,
    /// A briefcase: work.
    Briefcase,
    /// A light bulb: new ventures.
    Bulb,
    /// A cross in a box: health.
    Health,
    /// A house: homes.
    House,
    /// A mortar board: schools.
    School,
    /// A ship: ways over water.
    Ship,
    /// A toothed wheel: industry.
    Gear,
    /// A chip: electronics.
    Chip,
    /// Two people.
    People,
    /// A medal: what was awarded.
    Medal,
    /// A card: permits.
    Card,
    /// A coin: money.
    Coin,
    /// Two hands' link: cooperation.
    Link,
    /// Buildings: a city.
    City,
    /// A pin: a place.
    Pin,
}

impl Icon {
    /// The icon of a name, as it is written in a plan; none when there is no such icon.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::deserialize(Value::from(name)).ok()
    }
}

impl ChartKind {
    /// The kind of a name, as it is written in a plan; none when there is no such kind.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::deserialize(Value::from(name)).ok()
    }
}
