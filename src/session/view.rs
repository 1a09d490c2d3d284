//! The part of the map in view.
//! Must not know what is on the map.

use crate::geometry::{Extent, LonLat};
use crate::picture::{Projector, World};

/// Part of the sheet's width and height left free around everything when it is fitted.
const MARGIN: f64 = 0.06;
/// From the whole Earth in a thumbnail to about a centimetre of ground a point.
const POINTS_PER_WORLD: [f64; 2] = [128.0, 4e9];

/// A view: where it looks, and what "everything" is.
#[derive(Clone, Copy, Debug)]
pub struct MapView {
    home: Extent,
    projector: Projector,
    /// Whether the user has not moved it yet, so that it follows the window's size.
    at_home: bool,
}

impl MapView {
    /// A view of everything in a box, before the size of the sheet is known.
    #[must_use]
    pub fn new(home: Extent) -> Self {
        let projector =
            Projector { center: World { x: 0.5, y: 0.5 }, points_per_world: POINTS_PER_WORLD[0], size: [1.0, 1.0] };
        Self { home, projector, at_home: true }
    }

    /// Where each position falls.
    #[must_use]
    pub fn projector(&self) -> &Projector {
        &self.projector
    }

    /// Whether the sheet has this size.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "whatever is not the very same size is another")]
    pub fn has_size(&self, size: [f32; 2]) -> bool {
        self.projector.size == size
    }

    pub(super) fn resize(&mut self, size: [f32; 2]) {
        self.projector.size = size.map(|side| side.max(1.0));
        if self.at_home {
            self.fit();
        }
    }

    pub(super) fn fit(&mut self) {
        self.at_home = true;
        if self.home.is_empty() {
            return;
        }
        let corner = |lon, lat| World::from(LonLat { lon, lat });
        let (a, b) = (corner(self.home.west, self.home.north), corner(self.home.east, self.home.south));
        let [width, height] = self.projector.size.map(|side| f64::from(side) * (1.0 - 2.0 * MARGIN));
        // A single point has no extent; it is shown as if it were a few metres wide.
        let scale = (width / (b.x - a.x).max(1e-7)).min(height / (b.y - a.y).max(1e-7));
        self.projector.center = World { x: f64::midpoint(a.x, b.x), y: f64::midpoint(a.y, b.y) };
        self.projector.points_per_world = clamped(scale);
    }

    pub(super) fn pan(&mut self, by: [f32; 2]) {
        self.at_home = false;
        let [dx, dy] = by.map(|points| f64::from(points) / self.projector.points_per_world);
        let center = &mut self.projector.center;
        center.x = (center.x - dx).clamp(-1.0, 2.0);
        center.y = (center.y - dy).clamp(0.0, 1.0);
    }

    pub(super) fn zoom(&mut self, factor: f64, at: [f32; 2]) {
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        self.at_home = false;
        let kept = self.projector.world_from_screen(at);
        self.projector.points_per_world = clamped(self.projector.points_per_world * factor);
        let moved = self.projector.world_from_screen(at);
        self.projector.center.x += kept.x - moved.x;
        self.projector.center.y += kept.y - moved.y;
    }

    pub(super) fn zoom_middle(&mut self, factor: f64) {
        self.zoom(factor, self.projector.size.map(|side| side / 2.0));
    }
}

fn clamped(points_per_world: f64) -> f64 {
    points_per_world.clamp(POINTS_PER_WORLD[0], POINTS_PER_WORLD[1])
}
