//! Files in metres laid over one another as they were drawn: edges straight in their grid get the vertices that lie on them there.
//! Must not know how these are found.

use super::{FeatureId, Project};
use crate::crs::{self, Frame};
use crate::geometry::{Extent, Shape, Shapes};

impl Project {
    /// Gives every edge that is straight in the plane of its file the vertices that lie on it there, so that they lie on it in longitude and
    /// latitude too, where everything is laid over one another. Files of one plane share theirs, and take those of files of other planes; vertices as they were read, and areas,
    /// stay. False where that was too much work, and edges stay as they were read.
    pub fn node_grid_edges(&mut self) -> bool {
        let frame_of = |layer: usize| self.files.get(self.layers[layer].file?).map(|file| file.frame.plain());
        let frames: Vec<Option<Frame>> = (0..self.layers.len()).map(frame_of).collect();
        let mut all_done = true;
        for (first, frame) in frames.iter().enumerate() {
            let Some(frame) = frame.filter(|frame| !frame.is_degrees()) else { continue };
            if frames[..first].contains(&Some(frame)) {
                continue;
            }
            let of_frame: Vec<usize> = (first..frames.len()).filter(|&layer| frames[layer] == Some(frame)).collect();
            let sets: Vec<&Shapes> = of_frame.iter().map(|&layer| &self.layers[layer].shapes).collect();
            let others = (0..frames.len()).filter(|&layer| frames[layer] != Some(frame));
            let foreign: Vec<&Shapes> = others.map(|layer| &self.layers[layer].shapes).collect();
            let noding = crs::noded(&frame, &sets, &foreign);
            all_done &= noding.is_complete;
            for (layer, noded) in of_frame.into_iter().zip(noding.sets) {
                self.layers[layer].set_noded(&frame, noded);
            }
        }
        self.forget_places();
        all_done
    }

    /// A feature's geometry for whatever lays features over one another.
    #[must_use]
    pub fn noded_shape(&self, id: FeatureId) -> Option<Shape<'_>> {
        self.layers.get(id.layer)?.noded_shapes().get(id.feature)
    }

    /// The box around that geometry.
    #[must_use]
    pub fn noded_extent(&self, id: FeatureId) -> Extent {
        self.noded_shape(id).map_or(Extent::EMPTY, Shape::extent)
    }

    /// The frame of the plane in which a feature's edges are straight; none where that is longitude and latitude on WGS 84.
    #[must_use]
    pub fn grid_of(&self, id: FeatureId) -> Option<Frame> {
        self.file_of(id).map(|file| file.frame.plain()).filter(|frame| !frame.is_degrees())
    }
}
