//! From the steps of an LOD geometry to the pixels of a sheet.
//! Must not know what is drawn.

use super::{Bounds, Step};
use crate::picture::{Projector, World};

/// Where the steps of an LOD geometry fall: `pixel = step * scale + offset`, for each axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placing {
    /// Pixels a step.
    pub scale: f64,
    /// The pixel on which the LOD geometry's origin falls.
    pub offset: [f64; 2],
}

impl Placing {
    pub(super) fn new(projector: &Projector, pixels_per_point: f64, origin: World, unit: f64) -> Self {
        let offset = projector.point_from_world(origin).map(|points| points * pixels_per_point);
        Self { scale: unit * projector.points_per_world * pixels_per_point, offset }
    }

    /// The pixel on which a step falls; it may be far outside the sheet.
    #[must_use]
    pub fn pixel(&self, step: Step) -> [f64; 2] {
        [0, 1].map(|axis: usize| f64::from(step[axis]) * self.scale + self.offset[axis])
    }

    /// The box of steps that fall on a box of pixels (left, top, right, bottom).
    #[must_use]
    pub fn bounds(&self, pixels: [f64; 4]) -> Bounds {
        let step = |pixel: f64, axis: usize| (pixel - self.offset[axis]) / self.scale;
        let [left, top, right, bottom] = pixels;
        // Saturating at the ends of i32, which no LOD geometry reaches.
        #[expect(clippy::cast_possible_truncation, reason = "saturates")]
        let whole = |value: f64| value as i32;
        Bounds {
            min: [whole(step(left, 0).floor()), whole(step(top, 1).floor())],
            max: [whole(step(right, 0).ceil()), whole(step(bottom, 1).ceil())],
        }
    }
}
