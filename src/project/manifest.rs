//! `project.json`: what a project says of itself, as it stands on disk.
//! Must not know the features, which the data files hold.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Colouring, Labelling, ShowPlan, Style};
use crate::geodesy::AreaUnit;
use crate::i18n::Localized;

/// A project folder's `project.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `zonemap-project/1`.
    pub schema: ManifestSchema,
    /// The project's name.
    pub title: Localized,
    /// What is to be said wherever the map is shown.
    #[serde(default)]
    pub notice: Localized,
    /// The map-review number (審圖號) as granted; empty when there is none.
    #[serde(default)]
    pub map_review_number: String,
    /// The layers, bottom first.
    pub layers: Vec<LayerEntry>,
    /// Areas that somebody declared, as written.
    #[serde(default)]
    pub declared_areas: Vec<DeclaredArea>,
    /// What makes up what.
    #[serde(default)]
    pub wholes: Vec<WholeEntry>,
    /// The policy file, beside this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Order, titles, notes and times of the show's stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<ShowPlan>,
}

/// The version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ManifestSchema {
    /// The first.
    #[serde(rename = "zonemap-project/1")]
    V1,
}

/// A layer of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LayerEntry {
    /// Short name, unique in the project.
    pub id: String,
    /// The data file, beside `project.json` or in a folder below it.
    pub file: String,
    /// Takes only features whose properties have these texts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub select: BTreeMap<String, String>,
    /// Name shown to people.
    pub title: Localized,
    /// The property that names its features.
    #[serde(default = "name_property")]
    pub name_property: String,
    /// How it is drawn.
    #[serde(default)]
    pub style: Style,
    /// Whether it is drawn when the project opens.
    #[serde(default = "yes")]
    pub visible: bool,
    /// How strongly it is drawn, 0 to 1.
    #[serde(default = "opaque")]
    #[schemars(range(min = 0, max = 1))]
    pub opacity: f32,
    /// The property whose values colour its areas: its name, or an object that also says how the values are grouped; `false` for one colour.
    /// Without it at most six areas have a colour each, and more of them one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour_by: Option<Colouring>,
    /// The property whose values are written at its features; `false` for nothing. Without it these are their names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_by: Option<Labelling>,
    /// Whether its features answer to a click. Areas of a layer whose features do not are compared with others only where they are declared,
    /// or a whole or a part of one.
    #[serde(default = "yes")]
    pub queryable: bool,
    /// Whether its lines go on where the data end: roads fade out there instead of ending.
    #[serde(default, skip_serializing_if = "is_no")]
    pub open_ended: bool,
    /// What kind of areas it shows, in any word, such as `land-use`. Layers of one kind are compared with each other and may make up each
    /// other; layers of two kinds do neither. Where two layers do not both say it, how they lie tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

fn name_property() -> String {
    "name".to_owned()
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_no(value: &bool) -> bool {
    !value
}

fn opaque() -> f32 {
    1.0
}

/// An area that somebody declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredArea {
    /// The feature's id.
    pub feature: String,
    /// The figure as written: its digits carry the tolerance. A text or a number, with or without a unit after it.
    #[serde(deserialize_with = "figure")]
    #[schemars(schema_with = "figure_schema")]
    pub area: String,
    /// The unit it is written in.
    #[serde(default)]
    pub unit: AreaUnit,
}

/// A text as it is, a number digit for digit.
fn figure<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        other @ (Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
            Err(D::Error::custom(format!("invalid type: `{other}`, expected a string or a number")))
        }
    }
}

fn figure_schema(_generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "number"] })
}

/// A feature and the features that together make it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WholeEntry {
    /// The id of the feature that is made up.
    pub whole: String,
    /// The ids of what makes it up.
    pub parts: Vec<String>,
}
