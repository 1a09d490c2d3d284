//! The writing of flat geometry: position by position, and shapes from other sets.
//! Must not know where the positions come from.

use super::shapes::{PartEnd, PartKind, ShapeEnd, before};
use super::{Extent, LonLat, Shape, ShapeKind, Shapes};

/// A place in the writing of [`Shapes`], to come back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    position: usize,
    path: usize,
    part: usize,
}

fn index(count: usize) -> u32 {
    // A file is at most 2 GiB and a position at least five bytes, so counts fit.
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Writing, in file order: positions, then the end of their path, then of the part, then of the shape.
impl Shapes {
    /// Adds a position to the path being written, with its third number if it has one.
    pub fn push(&mut self, at: LonLat, height: Option<f64>) {
        if let Some(height) = height {
            self.heights.resize(self.positions.len(), f64::NAN);
            self.heights.push(height);
        }
        self.positions.push(at);
    }

    /// The positions of the path being written.
    #[must_use]
    pub fn open_path(&self) -> &[LonLat] {
        let from = self.path_ends.last().copied().unwrap_or(0) as usize;
        &self.positions[from..]
    }

    /// Adds the first position of the path being written once more, with its third number.
    pub fn repeat_first(&mut self) {
        let from = self.path_ends.last().copied().unwrap_or(0) as usize;
        if let Some(&first) = self.positions.get(from) {
            let height = self.heights.get(from).copied().filter(|height| !height.is_nan());
            self.push(first, height);
        }
    }

    /// The positions of the shape being written.
    #[must_use]
    pub fn open_shape(&self) -> &[LonLat] {
        let part = self.shape_ends.last().map_or(0, |s| s.part as usize);
        let path = before(part).map_or(0, |i| self.part_ends[i].path as usize);
        let first = before(path).map_or(0, |i| self.path_ends[i] as usize);
        &self.positions[first..]
    }

    /// Ends a path: a ring of the polygon, or the points of a part.
    pub fn end_path(&mut self) {
        self.path_ends.push(index(self.positions.len()));
    }

    /// Ends a part made of points: one path.
    pub fn end_points(&mut self) {
        self.end_path();
        self.end_part(PartKind::Points);
    }

    /// Ends a part that is a line: one path.
    pub fn end_line(&mut self) {
        self.end_path();
        self.end_part(PartKind::Line);
    }

    /// Ends a part that is a polygon, its rings already ended.
    pub fn end_polygon(&mut self) {
        self.end_part(PartKind::Polygon);
    }

    /// Writes a part that is a polygon, without heights: its closed rings, the outer one first.
    pub fn push_polygon(&mut self, rings: &[Vec<LonLat>]) {
        for ring in rings {
            for &at in ring {
                self.push(at, None);
            }
            self.end_path();
        }
        self.end_polygon();
    }

    /// One shape that is one polygon, by its closed rings, the outer one first.
    #[must_use]
    pub fn of_polygon(rings: &[Vec<LonLat>]) -> Self {
        let mut shapes = Self::default();
        shapes.push_polygon(rings);
        shapes.end_shape(ShapeKind::Polygon);
        shapes
    }

    fn end_part(&mut self, kind: PartKind) {
        self.part_ends.push(PartEnd { kind, path: index(self.path_ends.len()) });
    }

    /// Ends a feature's geometry.
    pub fn end_shape(&mut self, kind: ShapeKind) {
        let extent = Extent::of(self.open_shape());
        self.shape_ends.push(ShapeEnd { kind, part: index(self.part_ends.len()), extent });
    }

    /// How far has been written.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { position: self.positions.len(), path: self.path_ends.len(), part: self.part_ends.len() }
    }

    /// Takes back what was written of the open shape since a mark.
    pub fn rewind(&mut self, to: Mark) {
        self.positions.truncate(to.position);
        self.heights.truncate(to.position);
        self.path_ends.truncate(to.path);
        self.part_ends.truncate(to.part);
    }

    /// Adds all shapes of another set.
    pub fn append(&mut self, other: &Self) {
        let (position, path, part) =
            (index(self.positions.len()), index(self.path_ends.len()), index(self.part_ends.len()));
        if !other.heights.is_empty() {
            self.heights.resize(self.positions.len(), f64::NAN);
            self.heights.extend_from_slice(&other.heights);
        }
        self.positions.extend_from_slice(&other.positions);
        self.path_ends.extend(other.path_ends.iter().map(|end| end + position));
        self.part_ends.extend(other.part_ends.iter().map(|end| PartEnd { path: end.path + path, ..*end }));
        self.shape_ends.extend(other.shape_ends.iter().map(|end| ShapeEnd { part: end.part + part, ..*end }));
    }

    /// Gives back the room that was kept for more shapes.
    pub fn shrink_to_fit(&mut self) {
        self.positions.shrink_to_fit();
        self.heights.shrink_to_fit();
        self.path_ends.shrink_to_fit();
        self.part_ends.shrink_to_fit();
        self.shape_ends.shrink_to_fit();
    }

    /// Adds a copy of a shape, which may come from another set.
    pub fn push_shape(&mut self, shape: Shape<'_>) {
        let from = shape.shapes;
        for part in shape.part_range() {
            for path in from.path_range(part) {
                for at in from.position_range(path) {
                    let height = from.heights.get(at).copied();
                    self.push(from.positions[at], height.filter(|h| !h.is_nan()));
                }
                self.end_path();
            }
            self.end_part(from.part_ends[part].kind);
        }
        self.end_shape(shape.kind());
    }
}

#[cfg(test)]
mod tests {
    use super::Shapes;
    use crate::geometry::{LonLat, ShapeKind};

    const fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    fn two_shapes(heights: [Option<f64>; 2]) -> Shapes {
        let mut shapes = Shapes::default();
        for height in heights {
            shapes.push(at(1.0, 2.0), height);
            shapes.push(at(3.0, 4.0), None);
            shapes.end_line();
            shapes.end_shape(ShapeKind::LineString);
        }
        shapes
    }

    #[test]
    fn what_is_appended_is_as_if_written_there() {
        for heights in [[None, None], [None, Some(5.0)], [Some(5.0), None], [Some(5.0), Some(6.0)]] {
            let whole = two_shapes(heights);
            for middle in 0..=2 {
                let (mut first, mut second) = (Shapes::default(), Shapes::default());
                for (place, shape) in whole.iter().enumerate() {
                    if place < middle { &mut first } else { &mut second }.push_shape(shape);
                }
                first.append(&second);
                let ends =
                    |shapes: &Shapes| format!("{:?}", (&shapes.path_ends, &shapes.part_ends, &shapes.shape_ends));
                assert_eq!((&first.positions, ends(&first)), (&whole.positions, ends(&whole)));
                assert_eq!(format!("{:?}", first.heights), format!("{:?}", whole.heights));
            }
        }
    }

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let mut shapes = two_shapes([None, None]);
        let before = shapes.mark();
        shapes.push(at(5.0, 6.0), Some(7.0));
        shapes.end_points();
        shapes.push(at(5.0, 6.0), Some(7.0));
        shapes.rewind(before);
        shapes.end_shape(ShapeKind::None);
        assert_eq!((shapes.vertex_count(), shapes.len()), (4, 3));
        assert_eq!(shapes.get(2).map(|shape| shape.parts().count()), Some(0));
    }
}
