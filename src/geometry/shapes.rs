//! Geometry of many features in a few flat vectors, without one allocation for every ring, and how it is read.
//! Must not know what the features are called or where they came from.

use std::ops::Range;

use super::{Extent, LonLat, ShapeKind};

#[derive(Clone, Copy, Debug)]
pub(super) enum PartKind {
    Points,
    Line,
    Polygon,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct PartEnd {
    pub(super) kind: PartKind,
    /// One past the part's last path.
    pub(super) path: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct ShapeEnd {
    pub(super) kind: ShapeKind,
    /// One past the shape's last part.
    pub(super) part: u32,
    pub(super) extent: Extent,
}

/// The geometry of a whole layer: positions end to end, cut into paths (a ring, a line, a run of points), parts and shapes.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    pub(super) positions: Vec<LonLat>,
    /// A third number for each position, NaN where it had none; empty while no position has one.
    pub(super) heights: Vec<f64>,
    pub(super) path_ends: Vec<u32>,
    pub(super) part_ends: Vec<PartEnd>,
    pub(super) shape_ends: Vec<ShapeEnd>,
}

pub(super) fn before(at: usize) -> Option<usize> {
    at.checked_sub(1)
}

/// Reading.
impl Shapes {
    /// How many shapes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shape_ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shape_ends.is_empty()
    }

    /// How many positions all shapes have together, the closing one of each ring counted.
    #[must_use]
    pub fn vertex_count(&self) -> usize {
        self.positions.len()
    }

    /// All positions of all shapes, end to end.
    #[must_use]
    pub fn positions(&self) -> &[LonLat] {
        &self.positions
    }

    /// One shape; `None` past the end.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<Shape<'_>> {
        (at < self.len()).then_some(Shape { shapes: self, at })
    }

    /// All shapes in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Shape<'_>> {
        (0..self.len()).map(|at| Shape { shapes: self, at })
    }

    /// The box around everything.
    #[must_use]
    pub fn extent(&self) -> Extent {
        self.shape_ends.iter().fold(Extent::EMPTY, |all, shape| all.union(shape.extent))
    }

    pub(super) fn position_range(&self, path: usize) -> Range<usize> {
        let from = before(path).map_or(0, |i| self.path_ends[i]);
        from as usize..self.path_ends[path] as usize
    }

    pub(super) fn path_range(&self, part: usize) -> Range<usize> {
        let from = before(part).map_or(0, |i| self.part_ends[i].path);
        from as usize..self.part_ends[part].path as usize
    }

    fn path(&self, at: usize) -> &[LonLat] {
        &self.positions[self.position_range(at)]
    }

    fn part(&self, at: usize) -> Part<'_> {
        let paths = self.path_range(at);
        match self.part_ends[at].kind {
            PartKind::Points => Part::Points(self.path(paths.start)),
            PartKind::Line => Part::Line(self.path(paths.start)),
            PartKind::Polygon => Part::Polygon(Polygon { shapes: self, first: paths.start, end: paths.end }),
        }
    }
}

/// The geometry of one feature.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    pub(super) shapes: &'a Shapes,
    at: usize,
}

impl<'a> Shape<'a> {
    /// The type it was written with.
    #[must_use]
    pub fn kind(self) -> ShapeKind {
        self.shapes.shape_ends[self.at].kind
    }

    /// The box around it.
    #[must_use]
    pub fn extent(self) -> Extent {
        self.shapes.shape_ends[self.at].extent
    }

    /// Its points, lines and polygons, collections taken apart.
    pub fn parts(self) -> impl Iterator<Item = Part<'a>> {
        self.part_range().map(move |part| self.shapes.part(part))
    }

    pub(super) fn part_range(self) -> Range<usize> {
        let ends = &self.shapes.shape_ends;
        let from = before(self.at).map_or(0, |i| ends[i].part);
        from as usize..ends[self.at].part as usize
    }

    /// The third numbers of one of its paths, NaN where one is missing; shorter than the path, or empty, where the last are missing.
    #[must_use]
    pub fn heights(self, path: &[LonLat]) -> &'a [f64] {
        let first = path.first().and_then(|first| self.shapes.positions.element_offset(first));
        let heights = first.and_then(|first| self.shapes.heights.get(first..));
        heights.map_or(&[], |heights| &heights[..path.len().min(heights.len())])
    }

    /// All its positions, end to end.
    #[must_use]
    pub fn positions(self) -> &'a [LonLat] {
        let paths = |part: usize| self.shapes.path_range(part);
        let parts = self.part_range();
        let (Some(first), Some(last)) = (parts.clone().next(), parts.last()) else { return &[] };
        let (from, to) = (paths(first).start, paths(last).end);
        let start = self.shapes.position_range(from).start;
        before(to).map_or(&[][..], |last| &self.shapes.positions[start..self.shapes.path_ends[last] as usize])
    }

    /// Its polygons alone.
    pub fn polygons(self) -> impl Iterator<Item = Polygon<'a>> {
        self.parts().filter_map(|part| match part {
            Part::Polygon(polygon) => Some(polygon),
            Part::Points(_) | Part::Line(_) => None,
        })
    }

    /// Whether it has an area at all.
    #[must_use]
    pub fn is_areal(self) -> bool {
        self.polygons().next().is_some()
    }

    /// How many positions it has, the closing one of each ring counted.
    #[must_use]
    pub fn vertex_count(self) -> usize {
        self.parts()
            .map(|part| match part {
                Part::Points(path) | Part::Line(path) => path.len(),
                Part::Polygon(polygon) => polygon.rings().map(<[LonLat]>::len).sum(),
            })
            .sum()
    }
}

/// One piece of a shape.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// One or more points.
    Points(&'a [LonLat]),
    /// A line of two or more positions.
    Line(&'a [LonLat]),
    /// A polygon.
    Polygon(Polygon<'a>),
}

impl Part<'_> {
    /// Its first position.
    #[must_use]
    pub fn first(self) -> Option<LonLat> {
        match self {
            Self::Points(path) | Self::Line(path) => path.first().copied(),
            Self::Polygon(polygon) => polygon.exterior()?.first().copied(),
        }
    }
}

/// A polygon: an outer ring and any holes, each closed (its last position repeats the first).
#[derive(Clone, Copy, Debug)]
pub struct Polygon<'a> {
    shapes: &'a Shapes,
    first: usize,
    end: usize,
}

impl<'a> Polygon<'a> {
    /// All rings, the outer one first.
    #[must_use]
    pub fn rings(self) -> impl ExactSizeIterator<Item = &'a [LonLat]> {
        (self.first..self.end).map(move |path| self.shapes.path(path))
    }

    /// The box around the outer ring.
    #[must_use]
    pub fn extent(self) -> Extent {
        self.exterior().map_or(Extent::EMPTY, Extent::of)
    }

    /// The outer ring; `None` for a polygon written without any ring.
    #[must_use]
    pub fn exterior(self) -> Option<&'a [LonLat]> {
        self.rings().next()
    }
}

/// The positions of a closed ring without the last, which is the first again.
#[must_use]
pub(crate) fn open_ring<T>(ring: &[T]) -> &[T] {
    ring.split_last().map_or(&[], |(_closing, open)| open)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "a copy is exact")]
mod tests {
    use super::{Part, Shapes};
    use crate::geometry::{LonLat, ShapeKind};

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    #[test]
    fn a_copy_of_a_shape_keeps_rings_and_heights() {
        let mut shapes = Shapes::default();
        shapes.push(at(9.0, 9.0), None);
        shapes.end_points();
        shapes.end_shape(ShapeKind::Point);
        for ring in [[0.0, 4.0], [1.0, 2.0]] {
            let [a, b] = ring;
            for (lon, lat) in [(a, a), (b, a), (b, b), (a, a)] {
                shapes.push(at(lon, lat), Some(lon * 10.0));
            }
            shapes.end_path();
        }
        shapes.end_polygon();
        shapes.end_shape(ShapeKind::Polygon);

        let mut copy = Shapes::default();
        copy.push_shape(shapes.get(1).expect("two shapes"));
        let shape = copy.get(0).expect("one shape");
        let rings: Vec<_> = shape.polygons().flat_map(super::Polygon::rings).collect();
        assert_eq!(rings.len(), 2);
        assert_eq!(copy.heights, [0.0, 40.0, 40.0, 0.0, 10.0, 20.0, 20.0, 10.0]);
        assert_eq!(shape.extent().east, 4.0);
        assert_eq!(shape.vertex_count(), 8);
        let first = shapes.get(0).expect("two shapes");
        assert!(matches!(first.parts().next(), Some(Part::Points([p])) if p.lon == 9.0));
        assert!(shapes.heights[0].is_nan());
    }
}
