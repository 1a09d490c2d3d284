//! The geometry of a project's layers as painters need it, at all levels of detail: made when it is first asked for, and kept with the data
//! that it was made of. Must not know how it is painted.

use std::sync::{Arc, OnceLock};

use crate::picture::Chart;
use crate::project::{Dataset, Project, Revision};

/// The charts of a project's layers. Copies share them.
#[derive(Clone, Debug, Default)]
pub struct Charts(Arc<[(Revision, OnceLock<Arc<Chart>>)]>);

impl Charts {
    /// Those of a project, of which none is made yet.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self(project.layers.iter().map(|layer| (layer.data.revision(), OnceLock::new())).collect())
    }

    /// Makes what a look at all of a project needs in which the map has so many pixels across.
    pub fn prepare(&self, project: &Project, pixels: f64) {
        for (at, layer) in project.layers.iter().enumerate() {
            let chart = self.get(at, &layer.data);
            let _ = chart.level(chart.detail_across(pixels));
        }
    }

    /// The chart of a layer by its place.
    pub(super) fn get(&self, at: usize, data: &Dataset) -> &Arc<Chart> {
        let (revision, chart) = &self.0[at];
        debug_assert_eq!(*revision, data.revision(), "charts of these data");
        chart.get_or_init(|| Arc::new(Chart::new(data.noded_shapes())))
    }
}
