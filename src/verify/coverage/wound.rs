//! The rings of several features as they cover, directed, and whose each is.
//! Must not know what is overlaid on what.

use super::covers::Covers;
use crate::geometry::overlay::{Rings, Winding};
use crate::project::{FeatureId, Project};

/// One polygon of a feature.
pub(super) type Piece = (FeatureId, usize);

/// Whose a ring is.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    pub(super) piece: Piece,
    /// Which of the feature's rings.
    pub(super) ring: usize,
}

/// The rings of some features as they cover, and whose each is.
pub(super) fn wound(project: &Project, members: &[FeatureId]) -> (Rings, Vec<Owner>) {
    let shapes = || members.iter().filter_map(|&id| Some((id, project.noded_shape(id)?)));
    let mut rings = Rings::with_capacity(shapes().map(|(_, shape)| shape.vertex_count()).sum());
    let mut owners = Vec::with_capacity(members.len());
    for (id, shape) in shapes() {
        rings.push(shape, Winding::Covers);
        let polygons = shape.polygons().enumerate();
        let each = polygons.flat_map(|(polygon, rings)| rings.rings().map(move |_| polygon)).enumerate();
        owners.extend(each.map(|(ring, polygon)| Owner { piece: (id, polygon), ring }));
    }
    if project.goes_round() {
        owners.extend(rings.repeat_across_180().into_iter().map(|ring| owners[ring]).collect::<Vec<_>>());
    }
    (rings, owners)
}

/// The borders of what some features cover, of those whose rings cross too, but for those of which nothing is known.
pub(super) fn covered(project: &Project, covers: &Covers, members: &[FeatureId]) -> Rings {
    let mut rings = Rings::default();
    for id in members.iter().filter(|id| !covers.failed.contains(id)) {
        match (covers.resolved.get(id), project.noded_shape(*id)) {
            (Some(loops), _) => loops.iter().for_each(|path| rings.push_directed(path)),
            (None, Some(shape)) => rings.push(shape, Winding::Covers),
            (None, None) => {}
        }
    }
    rings
}
