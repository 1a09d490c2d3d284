//! A layer: a dataset by the name and in the way that it is shown at first.
//! Must not know colours: a style is a purpose.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Colouring, Dataset, Labelling};
use crate::i18n::Localized;

/// What a layer's features are, which decides how they are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Dry land, the muted base.
    Land,
    /// Water as areas.
    Water,
    /// Rivers as lines to write their names along.
    River,
    /// Roads as lines.
    Road,
    /// A whole zone: drawn by its name, not filled.
    Whole,
    /// Areas. A few are told apart by colour, unless `colour_by` says otherwise.
    #[default]
    Area,
    /// Boundary segments, by how exactly they are known.
    #[serde(rename = "limit")]
    Boundary,
    /// Places as points and routes as lines.
    Place,
    /// Names of what lies around, written at points without a sign, where nothing else is named.
    Name,
}

impl Style {
    /// Whether it shows what lies below and around the plan.
    #[must_use]
    pub fn is_base(self) -> bool {
        match self {
            Self::Land | Self::Water | Self::River | Self::Road | Self::Name => true,
            Self::Whole | Self::Area | Self::Boundary | Self::Place => false,
        }
    }

    /// Whether it shows areas of the plan, not what its base shows nor what bounds them.
    pub(crate) fn is_plan(self) -> bool {
        matches!(self, Self::Area | Self::Whole)
    }

    /// In which order a user steps through features: the areas, then what bounds them, then what lies in them.
    pub(crate) fn step_rank(self) -> u8 {
        match self {
            Self::Whole => 0,
            Self::Area => 1,
            Self::Boundary => 2,
            Self::Place => 3,
            Self::Land | Self::Water | Self::River | Self::Road | Self::Name => 4,
        }
    }
}

/// A dataset as a project shows it. A copy shares the data.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Short name, unique in the project.
    pub id: String,
    /// Name shown to people.
    pub title: Localized,
    /// What its features are, and how they are drawn at first.
    pub style: Style,
    /// Whether it is drawn at first.
    pub visible: bool,
    /// How strongly it is drawn at first, 0 to 1.
    pub opacity: f32,
    /// How its areas are told apart at first.
    pub colouring: Colouring,
    /// What is written at its features at first.
    pub labelling: Labelling,
    /// Whether its features answer to a click.
    pub queryable: bool,
    /// Whether its lines go on where the data end.
    pub open_ended: bool,
    /// What kind of areas it shows, in lower case, if the project says so: layers of one kind are compared, those of two are not.
    pub kind: Option<String>,
    /// The file it was read from, by its place among the project's files.
    pub file: Option<usize>,
    /// Which of the projects opened together it is of: keys that its features name are looked for there.
    pub namespace: usize,
    /// Its features and their geometry.
    pub data: Arc<Dataset>,
}

impl Layer {
    /// A layer of areas in one colour, named, shown and answering to clicks.
    #[must_use]
    pub fn new(id: &str, title: Localized, data: Dataset) -> Self {
        Self {
            id: id.to_owned(),
            title,
            style: Style::Area,
            visible: true,
            opacity: 1.0,
            colouring: Colouring::One,
            labelling: Labelling::Name,
            queryable: true,
            open_ended: false,
            kind: None,
            file: None,
            namespace: 0,
            data: Arc::new(data),
        }
    }
}
