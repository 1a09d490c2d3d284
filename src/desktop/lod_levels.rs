//! Levels of detail made in the background while the map shows the nearest there is.
//! Must not know how they are painted.

use std::sync::Arc;

use egui::Context;

use super::job::Job;
use crate::picture::{Item, LodGeometry, Picture};

/// Makes one level at a time.
#[derive(Default)]
pub(super) struct LodLevels {
    making: Option<Job<()>>,
}

impl LodLevels {
    /// Which level each slice of a picture is shown at now; what is missing is begun.
    pub(super) fn of(&mut self, context: &Context, picture: &Picture, pixels_per_point: f64) -> Vec<usize> {
        let world_per_pixel = 1.0 / (picture.projector.points_per_world * pixels_per_point);
        let slices = picture.map.iter().filter_map(Item::slice);
        slices
            .map(|slice| {
                let wanted = slice.lod.detail(world_per_pixel);
                if !slice.lod.is_ready(wanted) {
                    self.make(context, &slice.lod, wanted);
                }
                slice.level(world_per_pixel).0
            })
            .collect()
    }

    fn make(&mut self, context: &Context, lod: &Arc<LodGeometry>, detail: usize) {
        // A level that cannot be made leaves the map as it is.
        let _ended = Job::take(&mut self.making);
        if self.making.is_none() {
            let lod = Arc::clone(lod);
            self.making = Some(Job::begin(context, "levels", move |_| {
                let _ = lod.level(detail);
            }));
        }
    }
}
