//! What is wanted of a sheet: its paper, its scale, its words, and which blocks stand on it.
//! Must not know what is in view, nor where a block stands.

use std::collections::BTreeSet;

use super::layout::SheetLayout;

/// The size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperFormat {
    /// ISO 216 A5, 210 by 148 mm.
    A5,
    /// ISO 216 A4, 297 by 210 mm.
    A4,
    /// ISO 216 A3, 420 by 297 mm.
    A3,
    /// ISO 216 A2, 594 by 420 mm.
    A2,
    /// ISO 216 A1, 841 by 594 mm.
    A1,
    /// ISO 216 A0, 1189 by 841 mm.
    A0,
    /// 11 by 8.5 inches.
    Letter,
    /// 14 by 8.5 inches.
    Legal,
    /// 17 by 11 inches.
    Tabloid,
    /// A slide, 16 by 9.
    Wide,
}

impl PaperFormat {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::A5,
        Self::A4,
        Self::A3,
        Self::A2,
        Self::A1,
        Self::A0,
        Self::Letter,
        Self::Legal,
        Self::Tabloid,
        Self::Wide,
    ];

    /// What it is called.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::A5 => "A5",
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::A2 => "A2",
            Self::A1 => "A1",
            Self::A0 => "A0",
            Self::Letter => "Letter",
            Self::Legal => "Legal",
            Self::Tabloid => "Tabloid",
            Self::Wide => "16:9",
        }
    }

    /// Width and height on its long side, in points of 1/72 inch.
    #[must_use]
    pub fn size(self) -> [f32; 2] {
        match self {
            Self::A5 => [595.0, 420.0],
            Self::A4 => [842.0, 595.0],
            Self::A3 => [1191.0, 842.0],
            Self::A2 => [1684.0, 1191.0],
            Self::A1 => [2384.0, 1684.0],
            Self::A0 => [3370.0, 2384.0],
            Self::Letter => [792.0, 612.0],
            Self::Legal => [1008.0, 612.0],
            Self::Tabloid => [1224.0, 792.0],
            Self::Wide => [960.0, 540.0],
        }
    }
}

/// A block of a sheet that may be left out. The notice, the map-review line and the fingerprint always stand on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetPart {
    /// What the signs on the map stand for.
    Legend,
    /// The ratio and a bar.
    Scale,
    /// Which way is north.
    North,
    /// Meridians and parallels, with their names around the frame.
    Graticule,
    /// The figures of areas in the legend, and how they were measured.
    Areas,
    /// Where the data come from, and their coordinates.
    Sources,
}

impl SheetPart {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Legend, Self::Scale, Self::North, Self::Graticule, Self::Areas, Self::Sources];

    /// What it is called on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Legend => "legend",
            Self::Scale => "scale",
            Self::North => "north",
            Self::Graticule => "graticule",
            Self::Areas => "areas",
            Self::Sources => "sources",
        }
    }
}

/// What is wanted of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetOptions {
    /// Its paper.
    pub format: PaperFormat,
    /// Whether the paper stands on its short side.
    pub portrait: bool,
    /// How many times smaller than the ground it is in its middle; none for the largest round scale at which everything in view is on it.
    pub scale: Option<f64>,
    /// Whether as many sheets are made as it takes to show everything in view at that scale, with an index sheet before them.
    pub series: bool,
    /// Its title; none for the project's.
    pub title: Option<String>,
    /// What stands below the title; none for the project's title in the second language.
    pub subtitle: Option<String>,
    /// The date on it, exactly as given.
    pub date: Option<String>,
    /// What does not stand on it.
    pub left_out: BTreeSet<SheetPart>,
}

impl SheetOptions {
    /// A sheet with everything on it, on paper that lies on its long side.
    #[must_use]
    pub fn on(format: PaperFormat) -> Self {
        Self {
            format,
            portrait: false,
            scale: None,
            series: false,
            title: None,
            subtitle: None,
            date: None,
            left_out: BTreeSet::new(),
        }
    }

    /// Whether a block stands on it.
    #[must_use]
    pub fn shows(&self, part: SheetPart) -> bool {
        !self.left_out.contains(&part)
    }

    /// Width and height of the paper as it lies or stands, in points of 1/72 inch.
    #[must_use]
    pub fn size(&self) -> [f32; 2] {
        let [long, short] = self.format.size();
        if self.portrait { [short, long] } else { [long, short] }
    }

    /// Width and height of the map in its frame, in points.
    #[must_use]
    pub fn frame_size(&self) -> [f32; 2] {
        let [left, top, right, bottom] = SheetLayout::new(self).frame;
        [right - left, bottom - top]
    }
}
