//! A picture: what is shown, as a list of things to paint, without a word about how they are painted.
//! Knows nothing of projects or painters: geometry is referred to, colour is a purpose.

mod classed;
mod dash;
mod enlarged;
mod glow;
mod lod;
mod palette;
mod path;
mod projector;
mod role;
pub mod scaled;
mod slide;

pub use classed::Classed;
pub use enlarged::enlarged;
pub use glow::glow_width;
pub use lod::{Bounds, LodGeometry, LodLevel, Path, PathKind, Placing, Step};
pub use palette::{DARK, LIGHT, PRINT, Palette, Rgb, Theme};
pub use path::{Point, Run, clipped, dashes, visible_runs};
pub use projector::{EQUATOR_M, Projector, World};
pub use role::ColourRole;
pub use slide::{Purpose, Run as TextRun, Side, Slide, TextBox, with_texts};

use std::ops::Range;
use std::sync::Arc;

use crate::geometry::LonLat;
use crate::i18n::Lang;

/// Everything to paint, bottom first: a map, and what stands over and beside it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Width and height of the sheet in points.
    pub size: [f32; 2],
    /// What lies behind everything.
    pub background: ColourRole,
    /// Where on the sheet the map is: its top left corner.
    pub corner: [f32; 2],
    /// Where in the map each position falls, from the map's corner. What lies outside the map is not painted.
    pub projector: Projector,
    /// What to paint in the map's box, placed from the map's corner.
    pub map: Vec<Item>,
    /// What to paint over it, anywhere on the sheet.
    pub signs: Vec<Sign>,
    /// The language whose forms of glyphs are wanted.
    pub lang: Lang,
}

impl Picture {
    /// Whether it would be painted alike.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let sheet =
            |picture: &Self| (picture.size, picture.background, picture.corner, picture.projector, picture.lang);
        sheet(self) == sheet(other) && self.map == other.map && self.signs == other.signs
    }
}

/// Features of a layer, one after the other. Their geometry is shared, not copied.
#[derive(Clone, Debug)]
pub struct FeatureSlice {
    /// The layer's place.
    pub layer: usize,
    /// The layer's geometry.
    pub lod: Arc<LodGeometry>,
    /// Which of its features.
    pub features: Range<usize>,
    /// What `ColourRole::Own` is for each of them; none where each has the colour of its own category.
    pub classed: Option<Classed>,
}

impl FeatureSlice {
    /// Features that all have one colour.
    #[must_use]
    pub fn new(layer: usize, lod: &Arc<LodGeometry>, features: Range<usize>) -> Self {
        Self { layer, lod: Arc::clone(lod), features, classed: None }
    }

    /// The purpose of a colour for one of its features.
    #[must_use]
    pub fn role(&self, role: ColourRole, feature: usize) -> ColourRole {
        match &self.classed {
            Some(classed) if role == ColourRole::Own => classed.role(feature),
            Some(_) | None => role.of(feature),
        }
    }

    /// The level of detail to paint with when pixels are so wide on the square, and which one it is.
    #[must_use]
    pub fn level(&self, world_per_pixel: f64) -> (usize, &LodLevel) {
        self.lod.level_now(world_per_pixel)
    }
}

impl PartialEq for FeatureSlice {
    fn eq(&self, other: &Self) -> bool {
        let same = Arc::ptr_eq(&self.lod, &other.lod);
        same && self.layer == other.layer && self.features == other.features && self.classed == other.classed
    }
}

/// How strongly the features of a slice are painted, 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strength {
    /// All of them but the others.
    pub usual: f32,
    /// Some, each by its place in the layer.
    pub others: Vec<(usize, f32)>,
}

impl Strength {
    /// How strongly a feature is painted.
    #[must_use]
    pub fn of(&self, feature: usize) -> f32 {
        self.others.iter().find(|(other, _)| *other == feature).map_or(self.usual, |(_, strength)| *strength)
    }
}

/// How a line is broken up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    #[default]
    Solid,
    /// Into dashes.
    Dashed,
    /// Into dots.
    Dotted,
}

impl Item {
    /// Whose geometry it is.
    #[must_use]
    pub fn slice(&self) -> Option<&FeatureSlice> {
        match self {
            Self::Fill { slice, .. }
            | Self::Glow { slice, .. }
            | Self::Line { slice, .. }
            | Self::Dots { slice, .. } => Some(slice),
            Self::Dot { .. } => None,
        }
    }
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its colour's purpose.
    pub role: ColourRole,
    /// Its opacity, 0 to 1.
    pub opacity: f32,
    /// Its width in points.
    pub width: f32,
    /// How it is broken up.
    pub dash: Dash,
}

/// One thing to paint on the ground.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Polygons filled, holes left out.
    Fill {
        /// Whose polygons.
        slice: FeatureSlice,
        /// Their colour's purpose.
        role: ColourRole,
        /// How strongly.
        strength: Strength,
    },
    /// A band inside each feature along its edge, fading inwards.
    Glow {
        /// Whose polygons.
        slice: FeatureSlice,
        /// Their colour's purpose.
        role: ColourRole,
        /// How strongly at the edge.
        strength: Strength,
        /// How far it reaches inwards, in points.
        width: f32,
    },
    /// All rings and lines.
    Line {
        /// Whose rings and lines.
        slice: FeatureSlice,
        /// How they look.
        pen: Pen,
    },
    /// A round dot at each point.
    Dots {
        /// Whose points.
        slice: FeatureSlice,
        /// Their colour's purpose.
        role: ColourRole,
        /// Their opacity, 0 to 1.
        opacity: f32,
        /// Their radius in points.
        radius: f32,
    },
    /// A round dot at a position.
    Dot {
        /// The position.
        at: LonLat,
        /// Its colour's purpose.
        role: ColourRole,
        /// Its radius in points.
        radius: f32,
    },
}

/// One thing to paint on the sheet, placed in points from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Sign {
    /// A line.
    Stroke {
        /// Its points.
        points: Vec<[f32; 2]>,
        /// How it looks.
        pen: Pen,
    },
    /// A filled shape without a dent.
    Patch {
        /// Its corners.
        points: Vec<[f32; 2]>,
        /// Its colour's purpose.
        role: ColourRole,
        /// Its opacity, 0 to 1.
        opacity: f32,
    },
    /// A box that is stronger here and fainter there.
    Fade(Fade),
    /// Words with a halo.
    Label(Label),
}

/// A box of one colour whose strength changes from left to right, or from the top down.
#[derive(Clone, Debug, PartialEq)]
pub struct Fade {
    /// Left, top, right, bottom.
    pub place: [f32; 4],
    /// Its colour's purpose.
    pub role: ColourRole,
    /// How far along, 0 to 1, it has which opacity, 0 to 1: in order, the first at 0 and the last at 1, in between in proportion.
    pub stops: Vec<[f32; 2]>,
    /// Whether it changes from the top down.
    pub down: bool,
}

impl Fade {
    /// Its opacity so far along, 0 to 1.
    #[must_use]
    pub fn strength(&self, along: f32) -> f32 {
        let pair = self.stops.windows(2).find(|pair| along <= pair[1][0]);
        let Some([[from, a], [to, b]]) = pair.and_then(|pair| pair.first_chunk::<2>()) else {
            return self.stops.last().map_or(0.0, |[_, last]| *last);
        };
        let part = if to > from { ((along - from) / (to - from)).clamp(0.0, 1.0) } else { 1.0 };
        a + (b - a) * part
    }
}

/// Words on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Their middle, in points from the top left corner.
    pub middle: [f32; 2],
    /// The words.
    pub text: String,
    /// Their colour's purpose.
    pub role: ColourRole,
    /// How strongly they and their halo are painted, 0 to 1.
    pub opacity: f32,
    /// The height of the text in points.
    pub size: f32,
    /// Whether they are bold.
    pub strong: bool,
    /// Whether they lean to the right, as the names of waters do.
    pub slanted: bool,
    /// How far they are turned clockwise, in radians.
    pub angle: f32,
}

impl Label {
    /// How strongly its halo is painted.
    pub const HALO: f32 = 0.75;

    /// Upright words around a point.
    #[must_use]
    pub fn new(text: String, middle: [f32; 2], size: f32, strong: bool) -> Self {
        Self { middle, text, role: ColourRole::Text, opacity: 1.0, size, strong, slanted: false, angle: 0.0 }
    }

    /// How far its halo reaches around its glyphs, in points.
    #[must_use]
    pub fn halo_reach(&self) -> f32 {
        (self.size * 0.12).clamp(1.2, 2.2)
    }
}
