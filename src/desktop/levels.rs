//! Levels of detail made in the background while the map shows the nearest there is.
//! Must not know how they are painted.

use std::sync::Arc;

use egui::Context;

use super::job::Job;
use crate::picture::{Chart, Item, Picture};

/// Makes one level at a time.
#[derive(Default)]
pub(super) struct Levels {
    making: Option<Job<()>>,
}

impl Levels {
    /// Which level each figure of a picture is shown at now; what is missing is begun.
    pub(super) fn of(&mut self, context: &Context, picture: &Picture, pixels_per_point: f64) -> Vec<usize> {
        let world_per_pixel = 1.0 / (picture.projector.points_per_world * pixels_per_point);
        let figures = picture.map.iter().filter_map(Item::figure);
        figures
            .map(|figure| {
                let wanted = figure.chart.detail(world_per_pixel);
                if !figure.chart.is_ready(wanted) {
                    self.make(context, &figure.chart, wanted);
                }
                figure.level(world_per_pixel).0
            })
            .collect()
    }

    fn make(&mut self, context: &Context, chart: &Arc<Chart>, detail: usize) {
        // A level that cannot be made leaves the map as it is.
        let _ended = Job::take(&mut self.making);
        if self.making.is_none() {
            let chart = Arc::clone(chart);
            self.making = Some(Job::begin(context, "levels", move |_| {
                let _ = chart.level(detail);
            }));
        }
    }
}
