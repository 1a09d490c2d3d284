//! A picture: what is shown, as a list of things to paint, without a word about how they are painted.
//! Knows nothing of projects or painters: geometry is borrowed, colour is a purpose.

mod ink;
mod palette;
mod path;
mod projector;

pub use ink::Ink;
pub use palette::{DARK, LIGHT, Palette, Rgb, Theme};
pub use path::{Point, Run, clipped, dashes, visible_runs};
pub use projector::{Projector, World};

use crate::geometry::{LonLat, Polygon};

/// Everything to paint, bottom first.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    /// Where each position falls.
    pub projector: Projector,
    /// What lies behind everything.
    pub background: Ink,
    /// What to paint.
    pub items: Vec<Item<'a>>,
}

/// Which polygon: layer, feature and part, each counted from 0. Painters keep what they prepare by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolygonId {
    /// The layer's place.
    pub layer: usize,
    /// The feature's place in its layer.
    pub feature: usize,
    /// The polygon's place in its feature.
    pub part: usize,
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

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its colour's purpose.
    pub ink: Ink,
    /// Its opacity, 0 to 1.
    pub opacity: f32,
    /// Its width in points.
    pub width: f32,
    /// How it is broken up.
    pub dash: Dash,
}

/// One thing to paint.
#[derive(Clone, Debug)]
pub enum Item<'a> {
    /// A filled polygon, holes left out.
    Fill {
        /// Which polygon.
        id: PolygonId,
        /// Its rings.
        polygon: Polygon<'a>,
        /// Its colour's purpose.
        ink: Ink,
        /// Its opacity, 0 to 1.
        opacity: f32,
    },
    /// A band inside a polygon along its edge, fading inwards.
    Glow {
        /// Which polygon.
        id: PolygonId,
        /// Its rings.
        polygon: Polygon<'a>,
        /// Its colour's purpose.
        ink: Ink,
        /// Its opacity at the edge, 0 to 1.
        opacity: f32,
        /// How far it reaches inwards, in points.
        width: f32,
    },
    /// A line along positions.
    Line {
        /// The positions.
        path: &'a [LonLat],
        /// How it looks.
        pen: Pen,
    },
    /// A round dot at a position.
    Dot {
        /// The position.
        at: LonLat,
        /// Its colour's purpose.
        ink: Ink,
        /// Its radius in points.
        radius: f32,
    },
    /// A line on the sheet, between points from its top left corner.
    Stroke {
        /// The points.
        points: Vec<[f32; 2]>,
        /// How it looks.
        pen: Pen,
    },
    /// A filled shape on the sheet, without a dent.
    Patch {
        /// Its corners.
        points: Vec<[f32; 2]>,
        /// Its colour's purpose.
        ink: Ink,
    },
    /// Words centred on a point of the sheet, with a halo.
    Label(Label),
}

/// Words on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Their middle, in points from the top left corner.
    pub middle: [f32; 2],
    /// The words.
    pub text: String,
    /// Their colour's purpose.
    pub ink: Ink,
    /// The height of the letters in points.
    pub size: f32,
    /// Whether they are bold.
    pub strong: bool,
    /// Whether they lean to the right, as the names of waters do.
    pub slanted: bool,
    /// How far they are turned clockwise, in radians.
    pub angle: f32,
}
