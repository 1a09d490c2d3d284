//! Two versions of a shape that were drawn in one grid, each with the vertices of the other that lie on its edges there.
//! Must not know what became of them.

use crate::crs::{self, CoordinateFrame};
use crate::geometry::{Noded, Shape, Shapes};
use crate::project::{FeatureId, Project};

/// A shape, with vertices of another version of it where those lie on its edges.
pub(super) enum Laid<'a> {
    Read(Shape<'a>),
    Noded(Box<Noded>),
}

impl Laid<'_> {
    /// The shape.
    pub(super) fn shape(&self) -> Option<Shape<'_>> {
        match self {
            Self::Read(shape) => Some(*shape),
            Self::Noded(noded) => noded.shapes().get(0),
        }
    }
}

/// Both versions of a feature as they are compared. Where they were not read in the same grid of metres, that is as they were read:
/// then their edges are compared as straight in longitude and latitude.
pub(super) fn laid<'a>(a: (&'a Project, FeatureId), b: (&'a Project, FeatureId)) -> Option<[Laid<'a>; 2]> {
    let shapes = [a.0.shape(a.1)?, b.0.shape(b.1)?];
    let as_read = shapes.map(Laid::Read);
    let frame = a.0.grid_of(a.1).filter(|frame| b.0.grid_of(b.1) == Some(*frame));
    let Some(frame) = frame.filter(|_| shapes[0].positions() != shapes[1].positions()) else { return Some(as_read) };
    let [first, second] = noded(&frame, shapes);
    let or_read = |noded: Option<Noded>, read| noded.map_or(read, |noded| Laid::Noded(Box::new(noded)));
    let [read_a, read_b] = as_read;
    Some([or_read(first, read_a), or_read(second, read_b)])
}

fn noded(frame: &CoordinateFrame, shapes: [Shape<'_>; 2]) -> [Option<Noded>; 2] {
    let alone = shapes.map(|shape| {
        let mut alone = Shapes::default();
        alone.push_shape(shape);
        alone
    });
    let mut found = crs::noded(frame, &[&alone[0], &alone[1]], &[]).sets.into_iter();
    [(); 2].map(|()| found.next().flatten())
}
