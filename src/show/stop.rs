//! A stop of a show: where to look, what to show of it, and in which steps.
//! Must not know how it looks.

use crate::geometry::Extent;
use crate::i18n::{Lang, Localized};
use crate::project::{FeatureId, Icon, Tie};

/// One stop of a show.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Short name, unique in the show, and the same whenever the same project is shown.
    pub id: String,
    /// Which of the projects opened together it is of.
    pub namespace: usize,
    /// A few words above the title; empty for none.
    pub lead: Localized,
    /// What it is about.
    pub title: Localized,
    /// How it is laid out.
    pub layout: Layout,
    /// Where the map looks.
    pub aim: Aim,
    /// Where it looks from a later step on, in the order of the steps.
    pub looks: Vec<(usize, Aim)>,
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
    /// What is never on the map.
    pub absent: Vec<FeatureId>,
    /// What is lit up all the time.
    pub lit: Vec<FeatureId>,
    /// What is lit up with a step, until the next one.
    pub lights: Vec<Reveal>,
    /// Lines along which a ship moves from a step on.
    pub travels: Vec<Reveal>,
    /// What stands on the map beside features, from a step on.
    pub callouts: Vec<Callout>,
    /// What of its plan cannot be shown as it is written.
    pub faults: Vec<Fault>,
    /// What only the presenter sees.
    pub notes: Localized,
    /// How long it is meant to take, in seconds.
    pub planned_s: Option<u32>,
    /// Whether it is left out of the show.
    pub hidden: bool,
    /// Whether it stands behind the last stop, where it is reached when it is asked for.
    pub appendix: bool,
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
    /// Figures at the left, the map beside them.
    Figures,
    /// Cards at the foot, the map above them.
    Cards,
    /// A timeline, the map faint behind it.
    Timeline,
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
        /// Words before it.
        before: Localized,
        /// The figure as it is written.
        figure: Localized,
        /// What stands in its place on the way, where it is in words.
        through: Vec<Localized>,
        /// Its unit.
        unit: Localized,
        /// What it is, and what it is a share of.
        note: Localized,
        /// Whether it stands where the title would, and is the largest of all.
        leads: bool,
    },
    /// One of several figures in a row.
    Stat {
        /// The icon beside it.
        icon: Option<Icon>,
        /// The figure as it is written.
        figure: Localized,
        /// Its unit.
        unit: Localized,
        /// What it is.
        label: Localized,
    },
    /// One of several cards in a row.
    Card {
        /// The icon on it.
        icon: Option<Icon>,
        /// What it is about.
        title: Localized,
        /// A line about it.
        text: Localized,
        /// Whether it is emphasised.
        strong: bool,
        /// The id of the stop that it leads to.
        opens: Option<String>,
    },
    /// A moment on a timeline.
    Moment {
        /// When.
        when: Localized,
        /// What then, in large letters.
        figure: Localized,
        /// What then.
        title: Localized,
        /// More of it.
        text: Localized,
        /// Whether it is emphasised.
        strong: bool,
    },
    /// The parts of a whole as one bar.
    Shares {
        /// Which, each with its share of all, 0 to 1.
        parts: Vec<(FeatureId, f64)>,
        /// The one that the stop is about.
        of: Option<FeatureId>,
        /// What it is, below it.
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
        /// The icon beside it.
        icon: Option<Icon>,
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

/// Words on the map beside features.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    /// From which step on.
    pub build: usize,
    /// Beside which.
    pub features: Vec<FeatureId>,
    /// The words.
    pub text: Localized,
}

/// Something that a plan asks for and that cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such feature.
    Feature(String),
    /// There is no such icon.
    Icon(String),
    /// There is no such chart.
    Chart(String),
    /// There is no such stop to open.
    Stop(String),
    /// It is no colour.
    Colour(String),
    /// A text has so many characters, of which so many are shown.
    LongText(usize, usize),
    /// The show has so many stops, of which so many are shown.
    ManyStops(usize, usize),
}

impl Content {
    /// A figure with its unit, and what it is.
    #[must_use]
    pub fn figure(figure: Localized, unit: Localized, note: Localized) -> Self {
        let before = Localized::default();
        Self::Figure { before, figure, through: Vec::new(), unit, note, leads: false }
    }

    /// Everything that it says, but for names and figures of areas, which the map has.
    #[must_use]
    pub fn texts(&self) -> Vec<&Localized> {
        match self {
            Self::Figure { before, figure, through, unit, note, .. } => {
                [before, figure, unit, note].into_iter().chain(through).collect()
            }
            Self::Stat { figure, unit, label, .. } => vec![figure, unit, label],
            Self::Card { title, text, .. } => vec![title, text],
            Self::Moment { when, figure, title, text, .. } => vec![when, figure, title, text],
            Self::Shares { note, .. } => vec![note],
            Self::Heading(text) | Self::Text(text) | Self::Remark(text) => vec![text],
            Self::Point { head, text, .. } => vec![head, text],
            Self::Area { figure, .. } => vec![figure],
        }
    }
}

impl Stop {
    /// A stop that says nothing yet.
    #[must_use]
    pub fn new(id: &str, title: Localized) -> Self {
        Self {
            id: id.to_owned(),
            namespace: 0,
            lead: Localized::default(),
            title,
            layout: Layout::default(),
            aim: Aim::default(),
            looks: Vec::new(),
            layers: None,
            selected: None,
            lang: None,
            blocks: Vec::new(),
            reveals: Vec::new(),
            absent: Vec::new(),
            lit: Vec::new(),
            lights: Vec::new(),
            travels: Vec::new(),
            callouts: Vec::new(),
            faults: Vec::new(),
            notes: Localized::default(),
            planned_s: None,
            hidden: false,
            appendix: false,
        }
    }

    /// The last step: how many there are after the stop itself.
    #[must_use]
    pub fn last_build(&self) -> usize {
        let said = self.blocks.iter().map(|block| block.build);
        let shown = [&self.reveals, &self.lights, &self.travels].into_iter().flatten().map(|reveal| reveal.build);
        let looks = self.looks.iter().map(|(build, _)| *build);
        said.chain(shown).chain(looks).chain(self.callouts.iter().map(|callout| callout.build)).max().unwrap_or(0)
    }

    /// Where the map looks at a step.
    #[must_use]
    pub fn aim_at(&self, build: usize) -> &Aim {
        let looks = self.looks.iter().filter(|(from, _)| *from <= build);
        looks.max_by_key(|(from, _)| *from).map_or(&self.aim, |(_, aim)| aim)
    }

    /// The features that are lit up at a step: those that always are, and those of the step.
    pub fn lit_at(&self, build: usize) -> impl Iterator<Item = FeatureId> {
        let lights = self.lights.iter().filter(move |reveal| reveal.build == build);
        self.lit.iter().chain(lights.flat_map(|reveal| &reveal.features)).copied()
    }
}
