//! Files in metres overlaid as they were drawn: edges straight in their grid get the vertices that lie on them there.
//! Must not know how these are found.

use std::sync::Arc;

use super::{DerivedOfAll, FeatureId, ProjectContent};
use crate::crs::{self, CoordinateFrame};
use crate::geometry::{Extent, Shape, Shapes};

impl ProjectContent {
    /// Gives every edge that is straight in the plane of its file the vertices that lie on it there, so that they lie on it in longitude and
    /// latitude too, where everything is overlaid. Files of one plane share theirs, and take those of files of other planes; vertices as they were read, and areas,
    /// stay. False where that was too much work, and edges stay as they were read.
    pub fn node_grid_edges(&mut self) -> bool {
        let frames: Vec<CoordinateFrame> = self.layers.iter().map(|layer| layer.data.frame().plain()).collect();
        let mut all_done = true;
        for (first, frame) in frames.iter().enumerate() {
            if frame.is_degrees() || frames[..first].contains(frame) {
                continue;
            }
            let (own, others): (Vec<usize>, Vec<usize>) = (0..frames.len()).partition(|&layer| frames[layer] == *frame);
            let shapes = |layers: &[usize]| -> Vec<&Shapes> {
                layers.iter().map(|&layer| self.layers[layer].data.shapes()).collect()
            };
            let noding = crs::noded(frame, &shapes(&own), &shapes(&others));
            all_done &= noding.is_complete;
            for (layer, noded) in own.into_iter().zip(noding.sets) {
                Arc::make_mut(&mut self.layers[layer].data).set_noded(noded);
            }
        }
        self.derived = DerivedOfAll::default();
        all_done
    }

    /// A feature's geometry for whatever lays features over one another.
    #[must_use]
    pub fn noded_shape(&self, id: FeatureId) -> Option<Shape<'_>> {
        self.layers.get(id.layer)?.data.noded_shapes().get(id.feature)
    }

    /// The box around that geometry.
    #[must_use]
    pub fn noded_extent(&self, id: FeatureId) -> Extent {
        self.noded_shape(id).map_or(Extent::EMPTY, Shape::extent)
    }

    /// The frame of the plane in which a feature's edges are straight; none where that is longitude and latitude on WGS 84.
    #[must_use]
    pub fn grid_of(&self, id: FeatureId) -> Option<CoordinateFrame> {
        Some(self.layers.get(id.layer)?.data.frame().plain()).filter(|frame| !frame.is_degrees())
    }
}
