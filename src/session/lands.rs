//! What a project's own layers say of the land: how far they reach, and where their shores are.
//! Must not know whether they are drawn as land.

use std::sync::{Arc, OnceLock};

use super::{OpenEnds, Session};
use crate::geometry::{Extent, LonLat, Shapes, bounds_of_cut};
use crate::picture::LodGeometry;
use crate::project::{Dataset, Layer, Project, Revision};

/// What is drawn beneath a layer ends so far inside the box around it, as a part of each side: no hair of it shows where both end.
const INSIDE: f64 = 0.01;

/// What a layer says of the land.
#[derive(Debug)]
pub struct OwnLand {
    /// Inside it what is no land of the layer is water.
    pub extent: Extent,
    /// The same as geometry: one feature.
    pub within: Arc<LodGeometry>,
    /// The shores where they are not its rings: those were cut along the box.
    pub shores: Option<Arc<LodGeometry>>,
}

impl OwnLand {
    pub(super) fn of(shapes: &Shapes) -> Self {
        let Extent { west, south, east, north } = shapes.extent();
        let [across, up] = [east - west, north - south].map(|side| side * INSIDE);
        let extent = Extent { west: west + across, south: south + up, east: east - across, north: north - up };
        let corner = |lon, lat| LonLat { lon, lat };
        let (a, b) = (corner(extent.west, extent.south), corner(extent.east, extent.north));
        let ring = vec![a, corner(b.lon, a.lat), b, corner(a.lon, b.lat), a];
        let within = if shapes.extent().is_empty() { Shapes::default() } else { Shapes::of_polygon(&[ring]) };
        let lod = |shapes: &Shapes| Arc::new(LodGeometry::new(shapes));
        Self { extent, within: lod(&within), shores: bounds_of_cut(shapes).as_ref().map(lod) }
    }
}

/// What is worked out of each of a project's layers when it is first asked for, with the data that it was made of. Copies share it.
#[derive(Debug)]
pub(super) struct OfLayer<T>(Arc<[(Revision, OnceLock<T>)]>);

/// The land of each layer.
pub(super) type Lands = OfLayer<OwnLand>;

impl<T> Clone for OfLayer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> OfLayer<T> {
    pub(super) fn of(project: &Project) -> Self {
        Self(project.layers.iter().map(|layer| (layer.data.revision(), OnceLock::new())).collect())
    }

    pub(super) fn get(&self, at: usize, data: &Dataset, make: impl FnOnce(&Shapes) -> T) -> &T {
        let (revision, kept) = &self.0[at];
        debug_assert_eq!(*revision, data.revision(), "made of these data");
        kept.get_or_init(|| make(data.shapes()))
    }
}

impl Session {
    /// What a layer says of the land, by the layer's place; worked out when it is first asked for.
    #[must_use]
    pub fn own_land(&self, layer: usize) -> &OwnLand {
        self.lands.get(layer, &self.project.layers[layer].data, OwnLand::of)
    }

    /// How the lines of a layer fade out where their data end, by the layer's place; none where they do not.
    #[must_use]
    pub fn open_ends(&self, layer: usize) -> Option<&OpenEnds> {
        let Layer { open_ended, data, .. } = &self.project.layers[layer];
        open_ended.then(|| self.open_ends.get(layer, data, OpenEnds::of).as_ref()).flatten()
    }
}
