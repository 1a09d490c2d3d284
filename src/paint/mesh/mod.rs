//! What a graphics card is given of some features: vertices in whole steps, and which of them are whose.
//! Must not know where on the screen they fall or how they look.

mod block;
mod cut;

pub(crate) use block::{Block, blocks};

use std::ops::Range;

use crate::picture::{Bounds, LodLevel, Path, PathKind, Step};
use cut::Cutter;

/// A mesh is closed once it has so many vertices; it stays far below the 64 MiB that any card takes.
const FULL: usize = 1 << 17;
/// In a vertex's word, that an edge begins with it.
const BEGINS: u32 = 1 << 31;
/// In a vertex's word, the feature's number.
const FEATURE: usize = (1 << 24) - 1;

/// What a mesh is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Fills: triangles of vertices.
    Area,
    /// Lines: from each vertex to the next, each path with a vertex before and one after it.
    Edge,
    /// Dots: one a vertex.
    Spot,
}

impl Kind {
    /// How many words a vertex has: its step, its word, of an edge also how far along its path it begins.
    pub(crate) fn stride(self) -> usize {
        match self {
            Self::Area | Self::Spot => 3,
            Self::Edge => 4,
        }
    }
}

/// Which of a mesh is whose.
#[derive(Clone, Debug)]
pub(crate) struct Extents {
    /// The first feature.
    first: usize,
    /// For each feature from the first on, where what is drawn of it ends: indices of an area, vertices otherwise.
    ends: Vec<u32>,
    /// The box around them.
    pub(crate) bounds: Bounds,
}

impl Extents {
    /// What to draw for some features.
    pub(crate) fn part(&self, features: &Range<usize>) -> Range<u32> {
        let end = |feature: usize| {
            let before = feature.saturating_sub(self.first).min(self.ends.len());
            before.checked_sub(1).map_or(0, |at| self.ends[at])
        };
        end(features.start)..end(features.end)
    }
}

/// Features that follow one another; of the first and the last perhaps only some.
#[derive(Debug)]
pub(crate) struct Mesh {
    pub(crate) extents: Extents,
    /// The vertices.
    pub(crate) words: Vec<u32>,
    /// The triangles of areas.
    pub(crate) indices: Vec<u32>,
}

impl Mesh {
    fn new(first: usize) -> Self {
        let extents = Extents { first, ends: Vec::new(), bounds: Bounds::EMPTY };
        Self { extents, words: Vec::new(), indices: Vec::new() }
    }

    /// A single vertex at step 0, 0, of feature 0.
    pub(crate) fn unit() -> Self {
        let mut mesh = Self::new(0);
        mesh.add([0, 0], &[0]);
        mesh.extents.ends.push(1);
        mesh
    }

    fn add(&mut self, [x, y]: Step, others: &[u32]) {
        let Bounds { min, max } = self.extents.bounds;
        self.extents.bounds = Bounds { min: [min[0].min(x), min[1].min(y)], max: [max[0].max(x), max[1].max(y)] };
        self.words.extend([x.cast_unsigned(), y.cast_unsigned()]);
        self.words.extend_from_slice(others);
    }
}

/// The meshes of some features of a level, in their order.
pub(crate) fn meshes(level: &LodLevel, kind: Kind, features: Range<usize>) -> Vec<Mesh> {
    let mut writer = Writer { kind, done: Vec::new(), open: Mesh::new(features.start), cutter: Cutter::new() };
    for feature in features {
        match kind {
            Kind::Area => writer.polygons(level, feature),
            Kind::Edge => level.paths(feature).for_each(|path| writer.path(path, feature, level.bounds(feature))),
            Kind::Spot => level.paths(feature).for_each(|path| writer.points(path, feature)),
        }
        writer.end_feature();
    }
    let Writer { mut done, open, .. } = writer;
    done.push(open);
    done.retain(|mesh| !mesh.words.is_empty());
    done
}

struct Writer {
    kind: Kind,
    done: Vec<Mesh>,
    open: Mesh,
    cutter: Cutter,
}

impl Writer {
    fn count(&self) -> usize {
        self.open.words.len() / self.kind.stride()
    }

    fn end_feature(&mut self) {
        let end = if self.kind == Kind::Area { self.open.indices.len() } else { self.count() };
        self.open.extents.ends.push(index(end));
    }

    /// Makes room for more of a feature.
    fn make_room(&mut self, feature: usize) {
        if self.count() >= FULL {
            self.end_feature();
            self.done.push(std::mem::replace(&mut self.open, Mesh::new(feature)));
        }
    }

    fn polygons(&mut self, level: &LodLevel, feature: usize) {
        let mut rings: Vec<&[Step]> = Vec::new();
        for path in level.paths(feature) {
            match path.kind {
                PathKind::Outer => {
                    self.polygon(&rings, feature);
                    rings = vec![path.points];
                }
                PathKind::Hole => rings.push(path.points),
                PathKind::Line | PathKind::Points => {}
            }
        }
        self.polygon(&rings, feature);
    }

    fn polygon(&mut self, rings: &[&[Step]], feature: usize) {
        let mut cutter = std::mem::replace(&mut self.cutter, Cutter::new());
        cutter.cut(rings, &mut |vertices, triangles| {
            self.make_room(feature);
            let first = index(self.count());
            for vertex in vertices {
                self.open.add(vertex.map(rounded), &[index(feature & FEATURE)]);
            }
            self.open.indices.extend(triangles.iter().map(|at| first + at));
        });
        self.cutter = cutter;
    }

    fn points(&mut self, path: Path<'_>, feature: usize) {
        if path.kind == PathKind::Points {
            for points in path.points.chunks(FULL) {
                self.make_room(feature);
                for point in points {
                    self.open.add(*point, &[index(feature & FEATURE)]);
                }
            }
        }
    }

    fn path(&mut self, path: Path<'_>, feature: usize, bounds: Bounds) {
        if path.kind == PathKind::Points {
            return;
        }
        // An edge without a length has no direction; only a path that is a single dot keeps one.
        let mut points = path.points.to_vec();
        points.dedup();
        if let ([point], true) = (&points[..], path.points.len() > 1) {
            points = vec![*point; 2];
        }
        let Some(last) = points.len().checked_sub(1).filter(|last| *last > 0) else { return };
        let joined = path.kind.is_ring() && last > 2;
        // What comes before the first and after the last vertex: of a ring its other end, of a line the same once more.
        let before = if joined { points[last - 1] } else { points[0] };
        let after = if joined { points[1] } else { points[last] };
        let size = if path.kind.is_ring() { size(bounds) } else { 0 };
        let word = index(feature & FEATURE) | (size << 24);
        let mut along = 0.0;
        for from in (0..last).step_by(FULL) {
            self.make_room(feature);
            let to = (from + FULL).min(last);
            self.open.add(if from == 0 { before } else { points[from - 1] }, &[word, 0]);
            for at in from..to {
                self.open.add(points[at], &[word | BEGINS, wrapped(along)]);
                along += length(points[at], points[at + 1]);
            }
            self.open.add(points[to], &[word, 0]);
            self.open.add(if to == last { after } else { points[to + 1] }, &[word, 0]);
        }
    }
}

/// The lesser side of a box, as four times its logarithm to the base of two, and one at least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 124")]
fn size(bounds: Bounds) -> u32 {
    let [width, height] = bounds.sides();
    ((width.min(height).max(1.0).log2() * 4.0) as u32).max(1)
}

fn length(a: Step, b: Step) -> f64 {
    (f64::from(b[0]) - f64::from(a[0])).hypot(f64::from(b[1]) - f64::from(a[1]))
}

/// A length in whole steps. A path of more than 2³² of them begins anew: then one dash in it is broken.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length, whose high bits may go")]
fn wrapped(along: f64) -> u32 {
    along.round() as u64 as u32
}

#[expect(clippy::cast_possible_truncation, reason = "between two steps")]
fn rounded(coordinate: f64) -> i32 {
    coordinate.round() as i32
}

fn index(count: usize) -> u32 {
    // Counts of a mesh, which is closed long before.
    u32::try_from(count).unwrap_or(u32::MAX)
}
