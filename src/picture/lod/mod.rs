//! A layer's geometry as painters need it: on Web Mercator's square, in whole steps of a fine grid, at several levels of detail.
//! Must not know what the features are or how they look.
//!
//! The finest level has every vertex. A coarser one is made when it is first asked for, from the finest, and kept: within
//! half a pixel of it, with borders that neighbours share still shared vertex for vertex, so that no crack opens between them.

mod level;
mod placing;
mod project;
mod simplify;

pub use level::{Bounds, LodLevel, Path, PathKind, Step};
pub use placing::Placing;

use std::sync::OnceLock;

use super::{Projector, World};
use crate::geometry::{Extent, LonLat, Shapes};

/// The longer side of a layer's box in steps: a power of two, so that coarser grids nest in finer ones, and small enough that
/// no difference of two coordinates leaves 32 bits.
const SIDE: f64 = (1_u32 << 30) as f64;
/// How many levels there can be: a level's grid is twice as coarse as that of the one before.
const LEVELS: usize = 30;
/// A level with more than this part of the finest one's vertices is not worth having.
const WORTHWHILE: f64 = 0.7;
/// About so many pixels are painted at once.
const USUAL_PIXELS: f64 = 2e6;
/// While a level is being made, the finest is painted where about so few of its vertices are in view.
const FEW: f64 = 100_000.0;
/// More vertices for each pixel of the layer's box than this are a scribble, thinned by up to so many levels further.
const CROWDED: f64 = 0.125;
const FURTHER: usize = 4;
/// Layers of up to so many vertices have their levels made at once rather than in the background.
const SMALL: usize = 200_000;

/// A layer's geometry at all levels of detail.
#[derive(Debug)]
pub struct LodGeometry {
    origin: World,
    /// The length of a step on the square.
    unit: f64,
    finest: LodLevel,
    /// The box around everything.
    bounds: Bounds,
    /// Which kinds of paths there are.
    kinds: Vec<PathKind>,
    /// The levels that were asked for; `None` where the finest is as good.
    coarser: [OnceLock<Option<LodLevel>>; LEVELS],
}

impl LodGeometry {
    /// The geometry of a layer, its features in the order of its shapes.
    #[must_use]
    pub fn new(shapes: &Shapes) -> Self {
        let Extent { west, south, east, north } = shapes.extent();
        let corner = |lon, lat| World::from(LonLat { lon, lat });
        let (from, to) = if shapes.extent().is_empty() {
            (World { x: 0.0, y: 0.0 }, World { x: 1.0, y: 1.0 })
        } else {
            (corner(west, north), corner(east, south))
        };
        // A single point has no sides: then a step is a hundredth of a millimetre.
        let unit = ((to.x - from.x).max(to.y - from.y) / SIDE).max(2.5e-13);
        let finest = project::finest(shapes, from, unit);
        let all = (0..finest.feature_count()).map(|feature| finest.bounds(feature));
        let bounds = all.reduce(Bounds::union).unwrap_or(Bounds { min: [0; 2], max: [0; 2] });
        let kinds = finest.kinds();
        Self { origin: from, unit, finest, bounds, kinds, coarser: [const { OnceLock::new() }; LEVELS] }
    }

    /// The same elsewhere on the square, or beside it: so much farther east and south, in sides of the square.
    #[must_use]
    pub fn moved(self, east: f64, south: f64) -> Self {
        let World { x, y } = self.origin;
        Self { origin: World { x: x + east, y: y + south }, ..self }
    }

    /// Which level has what can be told apart when a pixel is so wide on the square; 0 is the finest.
    #[must_use]
    pub fn detail(&self, world_per_pixel: f64) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "one of the levels there are")]
        let detail = (world_per_pixel / self.unit / 2.0).max(1.0).log2() as usize;
        detail.min(LEVELS)
    }

    /// The level to paint with when a pixel is so wide on the square, and which one that is: the one wanted if it is ready, else
    /// the finest where little of it can be in view, else the nearest that is ready.
    #[must_use]
    pub fn level_now(&self, world_per_pixel: f64) -> (usize, &LodLevel) {
        let wanted = self.detail(world_per_pixel);
        if !self.is_ready(wanted) && self.in_view(world_per_pixel) <= FEW {
            return (0, &self.finest);
        }
        self.nearest_ready(wanted)
    }

    /// About how many vertices of the finest level are in view at once.
    fn in_view(&self, world_per_pixel: f64) -> f64 {
        let area = self.bounds.sides().map(|side| side.max(1.0)).iter().product::<f64>();
        let seen = USUAL_PIXELS * (world_per_pixel / self.unit).powi(2);
        #[expect(clippy::cast_precision_loss, reason = "a rough count")]
        let all = self.vertex_count() as f64;
        all * (seen / area).min(1.0)
    }

    /// Which level shows the whole layer across so many pixels.
    #[must_use]
    pub fn detail_across(&self, pixels: f64) -> usize {
        self.detail(self.unit * SIDE / pixels)
    }

    /// A level, made if need be: that takes about 0.1 s for a million vertices.
    #[must_use]
    pub fn level(&self, detail: usize) -> &LodLevel {
        let Some(slot) = detail.checked_sub(1).and_then(|at| self.coarser.get(at)) else { return &self.finest };
        let made = slot.get_or_init(|| {
            #[expect(clippy::cast_precision_loss, reason = "a share")]
            let worth =
                |level: &LodLevel| (level.vertex_count() as f64) < WORTHWHILE * self.finest.vertex_count() as f64;
            Some(self.thinned(detail)).filter(worth)
        });
        made.as_ref().unwrap_or(&self.finest)
    }

    /// A level, thinned further where it is a scribble with more vertices than can be told apart.
    fn thinned(&self, detail: usize) -> LodLevel {
        let pixel = f64::from(1_u32 << detail) * 2.0;
        let pixels = self.bounds.sides().map(|side| side / pixel).iter().product::<f64>();
        let mut level = simplify::coarser(&self.finest, detail);
        for further in 1..=FURTHER {
            #[expect(clippy::cast_precision_loss, reason = "a rough count")]
            if (level.vertex_count() as f64) < (pixels * CROWDED).max(SMALL as f64 / 2.0) {
                break;
            }
            level = simplify::coarser(&self.finest, (detail + further).min(LEVELS));
        }
        level
    }

    /// Whether a level is there, or can be made at once.
    #[must_use]
    pub fn is_ready(&self, detail: usize) -> bool {
        let slot = detail.checked_sub(1).and_then(|at| self.coarser.get(at));
        self.finest.vertex_count() <= SMALL || slot.is_none_or(|slot| slot.get().is_some())
    }

    /// The level wanted if it is ready, else the nearest to it that is; which one, counted from the finest.
    #[must_use]
    pub fn nearest_ready(&self, detail: usize) -> (usize, &LodLevel) {
        let nearest = (0..=LEVELS).filter(|at| self.is_ready(*at)).min_by_key(|at| at.abs_diff(detail)).unwrap_or(0);
        (nearest, self.level(nearest))
    }

    /// Where the steps fall on a sheet of so many pixels a point.
    #[must_use]
    pub fn placing(&self, projector: &Projector, pixels_per_point: f64) -> Placing {
        Placing::new(projector, pixels_per_point, self.origin, self.unit)
    }

    /// Whether any path is of a kind.
    #[must_use]
    pub fn has(&self, kind: PathKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// How many vertices the finest level has.
    #[must_use]
    pub fn vertex_count(&self) -> usize {
        self.finest.vertex_count()
    }
}
