//! Where a view looks: its middle and how large, whatever the sheet; and from where a box fits a part of a sheet.
//! Must not know what is in view, nor how one comes there.

use serde::{Deserialize, Serialize};

use crate::geometry::{Extent, LonLat};
use crate::picture::World;

/// From the whole Earth in a thumbnail to about a centimetre of ground a point.
const POINTS_PER_WORLD: [f64; 2] = [128.0, 4e9];

/// Where a view looks, apart from the size of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Viewpoint {
    /// What is in the middle: longitude and latitude in degrees.
    pub center: [f64; 2],
    /// How many points the Earth's circumference is long.
    pub points_per_world: f64,
}

impl Viewpoint {
    /// Whether it is another place by less than can be seen.
    pub(super) fn is_at(self, other: Self) -> bool {
        let off = |axis: usize| (self.center[axis] - other.center[axis]).abs() * self.points_per_world / 360.0;
        off(0) < 0.01 && off(1) < 0.01 && (self.points_per_world / other.points_per_world - 1.0).abs() < 1e-5
    }

    /// The place from which a box fits a part of a sheet (left, top, right, bottom, in points), as if it were no smaller than so much
    /// of Web Mercator's square. None for an empty box.
    pub(super) fn fitting(
        extent: Extent,
        [left, top, right, bottom]: [f64; 4],
        least: f64,
        sheet: [f32; 2],
    ) -> Option<Self> {
        if extent.is_empty() {
            return None;
        }
        let corner = |lon, lat| World::from(LonLat { lon, lat });
        let (a, b) = (corner(extent.west, extent.north), corner(extent.east, extent.south));
        let [width, height] = [right - left, bottom - top].map(|side| side.max(1.0));
        let scale = clamped((width / (b.x - a.x).max(least)).min(height / (b.y - a.y).max(least)));
        // What is in the middle of the part is off the sheet's middle by this much.
        let [off_x, off_y] = [f64::midpoint(left, right), f64::midpoint(top, bottom)];
        let [sheet_x, sheet_y] = sheet.map(|side| f64::from(side) / 2.0);
        let middle = World {
            x: f64::midpoint(a.x, b.x) + (sheet_x - off_x) / scale,
            y: f64::midpoint(a.y, b.y) + (sheet_y - off_y) / scale,
        };
        let LonLat { lon, lat } = middle.into();
        Some(Self { center: [lon, lat], points_per_world: scale })
    }
}

/// A scale that a view can have.
pub(super) fn clamped(points_per_world: f64) -> f64 {
    points_per_world.clamp(POINTS_PER_WORLD[0], POINTS_PER_WORLD[1])
}
