//! Geometry whose edges have vertices that the file does not write there, and which position of the file's each is.
//! Must not know why a vertex was added.

use super::shapes::PartKind;
use super::{LonLat, Polygon, Shape, Shapes};

/// Shapes with more vertices on their edges than the same shapes as they were read. Heights are left out.
#[derive(Clone, Debug, Default)]
pub struct Noded {
    shapes: Shapes,
    /// Which position of the shapes as they were read each position is, or comes after.
    read: Vec<u32>,
}

impl Noded {
    /// Shapes with some positions more, each given with the place among all positions that it comes after, in that order.
    #[must_use]
    pub fn new(shapes: &Shapes, added: &[(usize, LonLat)]) -> Self {
        let mut noded = Self::default();
        let mut added = added.iter().copied().peekable();
        for shape in shapes.iter() {
            for part in shape.part_range() {
                let kind = shapes.part_ends[part].kind;
                for path in shapes.path_range(part) {
                    for place in shapes.position_range(path) {
                        noded.push(place, shapes.positions[place]);
                        while let Some((place, at)) = added.next_if(|&(after, _)| after <= place) {
                            noded.push(place, at);
                        }
                    }
                    if matches!(kind, PartKind::Polygon) {
                        noded.shapes.end_path();
                    }
                }
                match kind {
                    PartKind::Points => noded.shapes.end_points(),
                    PartKind::Line => noded.shapes.end_line(),
                    PartKind::Polygon => noded.shapes.end_polygon(),
                }
            }
            noded.shapes.end_shape(shape.kind());
        }
        noded
    }

    fn push(&mut self, place: usize, at: LonLat) {
        self.shapes.push(at, None);
        self.read.push(u32::try_from(place).unwrap_or(u32::MAX));
    }

    /// The same with the positions of the shapes that these were made of, themselves made of others.
    #[must_use]
    pub fn after(mut self, first: &Self) -> Self {
        for read in &mut self.read {
            *read = first.read.get(*read as usize).copied().unwrap_or(*read);
        }
        self
    }

    /// The shapes with the vertices that were added.
    #[must_use]
    pub fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    /// Turns them as [`Shapes::turn_towards`] does.
    pub fn turn_towards(&mut self, middle: f64) {
        self.shapes.turn_towards(middle);
    }

    /// Which of a shape's positions, as it was read, one of its positions here is; of one that was added the position before it.
    #[must_use]
    pub fn position_read(&self, shape: usize, position: usize) -> usize {
        let first = self.shapes.get(shape).and_then(Shape::first_position).unwrap_or(0);
        let read = |at: usize| self.read.get(at).map_or(0, |&read| read as usize);
        read(first + position).saturating_sub(read(first))
    }
}

impl Shape<'_> {
    /// The place of its first position among all of its set's; none of an empty shape.
    fn first_position(self) -> Option<usize> {
        let part = self.part_range().next()?;
        Some(self.shapes.position_range(self.shapes.path_range(part).start).start)
    }
}

impl Shapes {
    /// Every edge of the lines and rings with the place of its first position among all positions.
    pub fn edges(&self) -> impl Iterator<Item = (usize, [LonLat; 2])> + '_ {
        let is_path = |part: &usize| !matches!(self.part_ends[*part].kind, PartKind::Points);
        let paths = (0..self.part_ends.len()).filter(is_path).flat_map(|part| self.path_range(part));
        paths.flat_map(|path| {
            let range = self.position_range(path);
            let own = &self.positions[range.clone()];
            range.zip(own.windows(2)).map(|(place, edge)| (place, [edge[0], edge[1]]))
        })
    }

    /// Every edge of the rings with the place of its shape.
    pub fn ring_edges(&self) -> impl Iterator<Item = (usize, [LonLat; 2])> + '_ {
        let numbered = self.iter().enumerate();
        let rings =
            numbered.flat_map(|(at, shape)| shape.polygons().flat_map(Polygon::rings).map(move |ring| (at, ring)));
        rings.flat_map(|(at, ring)| ring.windows(2).map(move |edge| (at, [edge[0], edge[1]])))
    }
}

#[cfg(test)]
mod tests {
    use super::Noded;
    use crate::geometry::{LonLat, ShapeKind, Shapes};

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    #[test]
    fn added_vertices_stand_on_their_edges_and_know_the_position_before_them() {
        let mut shapes = Shapes::default();
        shapes.push(at(9.0, 9.0), Some(3.0));
        shapes.end_points();
        shapes.end_shape(ShapeKind::Point);
        for ring in [[0.0, 4.0], [1.0, 2.0]] {
            for (lon, lat) in [(ring[0], ring[0]), (ring[1], ring[0]), (ring[1], ring[1]), (ring[0], ring[0])] {
                shapes.push(at(lon, lat), None);
            }
            shapes.end_path();
        }
        shapes.end_polygon();
        shapes.end_shape(ShapeKind::Polygon);
        assert_eq!(shapes.edges().map(|(place, _)| place).collect::<Vec<_>>(), [1, 2, 3, 5, 6, 7]);

        let noded = Noded::new(&shapes, &[(1, at(1.0, 0.0)), (1, at(2.0, -1.0)), (7, at(1.5, 1.5))]);
        let shape = noded.shapes().get(1).expect("two shapes");
        let rings: Vec<_> = shape.polygons().flat_map(crate::geometry::Polygon::rings).collect();
        assert_eq!(rings[0], [at(0.0, 0.0), at(1.0, 0.0), at(2.0, -1.0), at(4.0, 0.0), at(4.0, 4.0), at(0.0, 0.0)]);
        assert_eq!(rings[1], [at(1.0, 1.0), at(2.0, 1.0), at(2.0, 2.0), at(1.5, 1.5), at(1.0, 1.0)]);
        assert!((shape.extent().south + 1.0).abs() < 1e-12);
        let read: Vec<usize> = (0..11).map(|position| noded.position_read(1, position)).collect();
        assert_eq!(read, [0, 0, 0, 1, 2, 3, 4, 5, 6, 6, 7]);
        assert_eq!(noded.position_read(0, 0), 0);
    }
}
