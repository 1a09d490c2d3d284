//! A stop of a show: where to look, what to show of it, and in which steps.
//! Must not know how it looks.

use crate::geometry::Extent;
use crate::i18n::{Lang, Localized};
use crate::project::{FeatureId, Tie};

/// One stop of a show.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Short name, unique in the show, and the same whenever the same project is shown.
    pub id: String,
    /// Which of the projects opened together it is of.
    pub namespace: usize,
    /// What it is about.
    pub title: Localized,
    /// How it is laid out.
    pub layout: Layout,
    /// Where the map looks.
    pub aim: Aim,
    /// The ids of the layers of its project that are shown; none leaves them as they are.
    pub layers: Option<Vec<String>>,
    /// The feature that is selected.
    pub selected: Option<FeatureId>,
    /// The language it is always shown in; none leaves it as it is.
    pub lang: Option<Lang>,
    /// What is said beside the map, from the top.
    pub blocks: Vec<Block>,
    /// What is not on the map from the beginning.
    pub reveals: Vec<Reveal>,
    /// What only the presenter sees.
    pub notes: Localized,
    /// How long it is meant to take, in seconds.
    pub planned_s: Option<u32>,
    /// Whether it is left out of the show.
    pub hidden: bool,
}

/// How a stop is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A few large words, the map behind them.
    Cover,
    /// Words at the left, the map beside them.
    #[default]
    Beside,
    /// Much to read in columns, a strip of map beside it.
    Board,
}

/// Where the map looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Aim {
    /// At all that the project is about.
    #[default]
    Zone,
    /// At some features.
    Features(Vec<FeatureId>),
    /// At a box.
    Box(Extent),
}

/// Something said beside the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// With which step it appears: 0 is the stop itself.
    pub build: usize,
    /// What it says.
    pub content: Content,
}

/// What a block says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A large figure that counts up.
    Figure {
        /// The figure as it is written.
        figure: String,
        /// Its unit.
        unit: Localized,
        /// What it is, and what it is a share of.
        note: Localized,
    },
    /// A heading over what follows; on a board it begins a column.
    Heading(Localized),
    /// A point: a few strong words, and more of them below.
    Point {
        /// The few.
        head: Localized,
        /// The more; empty for none.
        text: Localized,
        /// How the source ties it to what the stop is about.
        tie: Option<Tie>,
    },
    /// An area with its colour and its figure.
    Area {
        /// Which.
        feature: FeatureId,
        /// Its declared area as it was written, with its unit; empty for none.
        figure: Localized,
        /// Its share of the whole, 0 to 1.
        share: Option<f64>,
    },
    /// A sentence or more.
    Text(Localized),
    /// A remark in small letters.
    Remark(Localized),
}

/// Features that appear on the map with a step: areas by their tint, lines by being drawn, places by their dot.
#[derive(Clone, Debug, PartialEq)]
pub struct Reveal {
    /// With which step: 0 is the stop itself.
    pub build: usize,
    /// Which, in the order in which they are drawn.
    pub features: Vec<FeatureId>,
}

impl Stop {
    /// A stop that says nothing yet.
    #[must_use]
    pub fn new(id: &str, title: Localized) -> Self {
        Self {
            id: id.to_owned(),
            namespace: 0,
            title,
            layout: Layout::default(),
            aim: Aim::default(),
            layers: None,
            selected: None,
            lang: None,
            blocks: Vec::new(),
            reveals: Vec::new(),
            notes: Localized::default(),
            planned_s: None,
            hidden: false,
        }
    }

    /// The last step: how many there are after the stop itself.
    #[must_use]
    pub fn last_build(&self) -> usize {
        let said = self.blocks.iter().map(|block| block.build);
        said.chain(self.reveals.iter().map(|reveal| reveal.build)).max().unwrap_or(0)
    }
}
