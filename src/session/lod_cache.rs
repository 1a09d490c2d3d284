//! The geometry of a project's layers as painters need it, at all levels of detail: made when it is first asked for, and kept with the data
//! that it was made of. Must not know how it is painted.

use std::sync::{Arc, OnceLock};

use crate::picture::LodGeometry;
use crate::project::{Dataset, Project, Revision};

/// About how many pixels the shorter side of a map has.
const USUAL_WIDTH: f64 = 1000.0;

/// The levels of detail of a project's layers. Copies share them.
#[derive(Clone, Debug, Default)]
pub struct LodCache(Arc<[(Revision, OnceLock<Arc<LodGeometry>>)]>);

impl LodCache {
    /// Those of a project, of which none is made yet.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self(project.layers.iter().map(|layer| (layer.data.revision(), OnceLock::new())).collect())
    }

    /// The same with what the first look at all of a project takes, which is made here: of a million features in seconds.
    #[must_use]
    pub fn prepared(project: &Project) -> Self {
        let made = Self::of(project);
        for (at, layer) in project.layers.iter().enumerate() {
            let lod = made.get(at, &layer.data);
            let _ = lod.level(lod.detail_across(USUAL_WIDTH));
        }
        made
    }

    /// The LOD geometry of a layer by its place.
    pub(super) fn get(&self, at: usize, data: &Dataset) -> &Arc<LodGeometry> {
        let (revision, lod) = &self.0[at];
        debug_assert_eq!(*revision, data.revision(), "levels of detail of these data");
        lod.get_or_init(|| Arc::new(LodGeometry::new(data.noded_shapes())))
    }
}
