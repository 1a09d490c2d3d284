//! What a policy says, and of which feature: stated, zone-wide, or inferred with a reason.
//! Must not know where features lie.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Localized;

/// A project's policy file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// `zonemap-policy/1`.
    pub schema: PolicySchema,
    /// Where the items come from.
    pub source: Source,
    /// The groups, in the order to show them.
    pub groups: Vec<Group>,
    /// The items, group by group.
    pub items: Vec<PolicyItem>,
}

/// The version of the format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PolicySchema {
    /// The first.
    #[default]
    #[serde(rename = "zonemap-policy/1")]
    V1,
}

/// Where a policy's items come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is.
    pub title: Localized,
    /// When it appeared: a year, year-month or date.
    pub date: String,
    /// What a reader must know about it.
    #[serde(default)]
    pub note: Localized,
    /// Its parts, which items refer to.
    #[serde(default)]
    pub parts: Vec<SourcePart>,
}

/// A part of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourcePart {
    /// Short name.
    pub id: String,
    /// What it is.
    pub title: Localized,
}

/// A heading over items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Short name.
    pub id: String,
    /// The heading.
    pub title: Localized,
}

/// To what an item belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PolicyLevel {
    /// The whole zone.
    Zone,
    /// One of its parts.
    SubArea,
    /// The city around it.
    City,
    /// A firm or body told of as an example.
    Case,
}

/// What sort of statement an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the field's own words")]
pub enum Kind {
    Extent,
    BoundaryLimit,
    Area,
    Position,
    Target,
    Focus,
    MainTask,
    Livelihood,
    TransportProject,
    Organisation,
    Figure,
    Case,
    Context,
}

/// How an item is tied to an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// The source ties it to this area.
    Stated,
    /// The source ties it to no area.
    ZoneWide,
    /// The source ties it to no area; we think it is relevant here, for a reason given.
    Inferred,
}

/// One thing the policy says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyItem {
    /// Short name, unique in the policy.
    pub id: String,
    /// The group it stands in.
    pub group: String,
    /// To what it belongs.
    pub level: PolicyLevel,
    /// What sort of statement it is.
    pub kind: Kind,
    /// The id of the feature it is about; none for context that is on no map.
    #[serde(default)]
    pub feature: Option<String>,
    /// In a few words.
    pub title: Localized,
    /// In full.
    pub text: Localized,
    /// Whether the source says it, or it was added.
    pub basis: Basis,
    /// Whether it is a measure: something that is to be done.
    #[serde(default)]
    pub measure: bool,
    /// How the source ties it to an area; none where that is no question.
    #[serde(default)]
    pub tie: Option<Tie>,
    /// Features that it is thought relevant to, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relevant: Vec<Relevance>,
    /// Ids of the places and routes it speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Its figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<PolicyFigure>,
    /// The part of the source it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// For a place: whether the source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_in_report: Option<bool>,
    /// A remark on the source's wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Localized>,
    /// Which of the projects opened together it is of: the keys that it names are looked for there.
    #[serde(skip)]
    pub namespace: usize,
}

/// Whether the source says a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The source says it.
    Stated,
    /// It was added.
    Inferred,
}

/// A feature that an item is thought relevant to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relevance {
    /// The feature's id.
    pub feature: String,
    /// Why.
    pub reason: Localized,
}

/// A number in an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyFigure {
    /// The value.
    pub value: serde_json::Number,
    /// Its unit.
    pub unit: String,
    /// How it is meant: `exact`, `more_than`, `level`, or `listed`, which counts what is listed before an open "etc." and is no total.
    #[schemars(with = "String")]
    pub qualifier: Qualifier,
    /// What it counts.
    pub label: Localized,
    /// For which year or day, if the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
}

/// How a number is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// As it stands.
    Exact,
    /// At least.
    MoreThan,
    /// A level of technology or quality.
    Level,
    /// What is listed before an open "etc."
    Listed,
    /// Any other word.
    #[serde(untagged)]
    Other(String),
}

/// A measure as it bears on one feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure<'a> {
    /// The measure.
    pub item: &'a PolicyItem,
    /// How it is tied to this feature.
    pub tie: Tie,
    /// Why it is thought relevant here, when that is inferred.
    pub reason: Option<&'a Localized>,
}

/// What the policy says of one feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card<'a> {
    /// Its policy focus.
    pub focus: Vec<&'a PolicyItem>,
    /// Measures: those stated for it, then those inferred to be relevant, then the zone-wide rest.
    pub measures: Vec<Measure<'a>>,
    /// All else that is about it or speaks of it.
    pub facts: Vec<&'a PolicyItem>,
}

impl Card<'_> {
    /// The measures with one tie.
    pub fn tied(&self, tie: Tie) -> impl Iterator<Item = &Measure<'_>> {
        self.measures.iter().filter(move |measure| measure.tie == tie)
    }
}

impl Policy {
    /// What the policy says of a feature; `in_zone` when the feature is the zone or one of its parts, to which zone-wide measures apply.
    #[must_use]
    pub fn card(&self, key: &str, in_zone: bool) -> Card<'_> {
        let mut card = Card::default();
        for item in &self.items {
            let about = item.feature.as_deref() == Some(key);
            if about && item.kind == Kind::Focus {
                card.focus.push(item);
            }
            if let Some(measure) = item.measure_for(key, about, in_zone) {
                card.measures.push(measure);
            }
            let speaks = about || item.places.iter().any(|place| place == key);
            if speaks && item.kind != Kind::Focus && !item.measure {
                card.facts.push(item);
            }
        }
        card.measures.sort_by_key(|measure| match measure.tie {
            Tie::Stated => 0,
            Tie::Inferred => 1,
            Tie::ZoneWide => 2,
        });
        card
    }

    /// A group's heading.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }
}

impl PolicyItem {
    /// How the source ties it, where no feature is meant: to what an inference links it is said at the link.
    #[must_use]
    pub fn listed_tie(&self) -> Option<Tie> {
        self.tie.map(|tie| if tie == Tie::Inferred { Tie::ZoneWide } else { tie })
    }

    fn measure_for(&self, key: &str, about: bool, in_zone: bool) -> Option<Measure<'_>> {
        if !self.measure {
            return None;
        }
        let with = |tie, reason| Some(Measure { item: self, tie, reason });
        let relevance = self.relevant.iter().find(|r| r.feature == key);
        match (self.tie?, relevance) {
            (Tie::Stated, _) => with(Tie::Stated, None).filter(|_| about),
            (Tie::Inferred | Tie::ZoneWide, Some(r)) => with(Tie::Inferred, Some(&r.reason)),
            (Tie::Inferred | Tie::ZoneWide, None) => {
                let here = in_zone || self.places.iter().any(|place| place == key);
                with(Tie::ZoneWide, None).filter(|_| here)
            }
        }
    }
}
