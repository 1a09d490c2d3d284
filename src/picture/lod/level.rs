//! One level of detail: paths of steps, which feature each belongs to, and boxes to leave out what is not in view.
//! Must not know how it was simplified.

/// A vertex, in steps east and south of the LOD geometry's north-western corner.
pub type Step = [i32; 2];

/// Edges are boxed by so many.
const RUN: usize = 64;

/// A box of steps, its sides included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The north-western corner.
    pub min: Step,
    /// The south-eastern corner.
    pub max: Step,
}

impl Bounds {
    /// Around nothing.
    pub const EMPTY: Self = Self { min: [i32::MAX; 2], max: [i32::MIN; 2] };

    /// Around some vertices.
    #[must_use]
    pub fn of(points: &[Step]) -> Self {
        points.iter().fold(Self::EMPTY, |b, p| Self {
            min: [b.min[0].min(p[0]), b.min[1].min(p[1])],
            max: [b.max[0].max(p[0]), b.max[1].max(p[1])],
        })
    }

    /// How wide and how high it is, in steps; nothing around nothing.
    #[must_use]
    pub fn sides(&self) -> [f64; 2] {
        [0, 1].map(|axis: usize| (f64::from(self.max[axis]) - f64::from(self.min[axis])).max(0.0))
    }

    /// Whether two boxes share anything.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.max[axis] && other.min[axis] <= self.max[axis])
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self {
            min: [self.min[0].min(other.min[0]), self.min[1].min(other.min[1])],
            max: [self.max[0].max(other.max[0]), self.max[1].max(other.max[1])],
        }
    }
}

/// What a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// The outer ring of a polygon, closed, clockwise on the sheet.
    Outer,
    /// A hole of the polygon before it, closed, counter-clockwise on the sheet.
    Hole,
    /// A line.
    Line,
    /// Points.
    Points,
}

impl PathKind {
    /// Whether it is a polygon's ring.
    #[must_use]
    pub fn is_ring(self) -> bool {
        matches!(self, Self::Outer | Self::Hole)
    }
}

#[derive(Clone, Copy, Debug)]
struct PathEnd {
    /// One past its last vertex.
    point: u32,
    /// Its first box of edges.
    run: u32,
    kind: PathKind,
    bounds: Bounds,
}

#[derive(Clone, Copy, Debug)]
struct FeatureEnd {
    /// One past its last path.
    path: u32,
    bounds: Bounds,
}

/// A layer's geometry at one level of detail.
#[derive(Debug, Default)]
pub struct LodLevel {
    points: Vec<Step>,
    paths: Vec<PathEnd>,
    features: Vec<FeatureEnd>,
    runs: Vec<Bounds>,
    /// The width of the widest feature and the height of the highest, in steps.
    largest: [f64; 2],
}

/// Writing: vertices, then the end of their path, then of the feature.
impl LodLevel {
    pub(super) fn with_points(points: Vec<Step>) -> Self {
        Self { points, ..Self::default() }
    }

    /// The path that begins where the last one ended, up to a vertex.
    pub(super) fn end_path_at(&mut self, end: usize, kind: PathKind) {
        let from = self.paths.last().map_or(0, |path| path.point as usize);
        let points = &mut self.points[from..end];
        if kind.is_ring() && is_clockwise(points) != (kind == PathKind::Outer) {
            points.reverse();
        }
        let run = index(self.runs.len());
        if points.len() > 2 * RUN {
            // The vertex between two runs is in both.
            self.runs.extend(
                (0..points.len() - 1).step_by(RUN).map(|at| Bounds::of(&points[at..points.len().min(at + RUN + 1)])),
            );
        }
        self.paths.push(PathEnd { point: index(end), run, kind, bounds: Bounds::of(points) });
    }

    pub(super) fn push_path(&mut self, points: &[Step], kind: PathKind) {
        self.points.extend_from_slice(points);
        self.end_path_at(self.points.len(), kind);
    }

    pub(super) fn end_feature(&mut self) {
        let from = self.features.last().map_or(0, |feature| feature.path as usize);
        let bounds = self.paths[from..].iter().fold(Bounds::EMPTY, |all, path| all.union(path.bounds));
        let sides = bounds.sides();
        self.largest = [0, 1].map(|axis: usize| self.largest[axis].max(sides[axis]));
        self.features.push(FeatureEnd { path: index(self.paths.len()), bounds });
    }
}

impl LodLevel {
    /// How many vertices it has.
    #[must_use]
    pub fn vertex_count(&self) -> usize {
        self.points.len()
    }

    /// How many features it has: as many as the layer.
    #[must_use]
    pub fn feature_count(&self) -> usize {
        self.features.len()
    }

    /// The width of its widest feature and the height of its highest, in steps.
    #[must_use]
    pub fn largest(&self) -> [f64; 2] {
        self.largest
    }

    /// The box around a feature.
    #[must_use]
    pub fn bounds(&self, feature: usize) -> Bounds {
        self.features.get(feature).map_or(Bounds::EMPTY, |feature| feature.bounds)
    }

    /// The kinds of its paths, each once.
    pub(super) fn kinds(&self) -> Vec<PathKind> {
        let kinds = [PathKind::Outer, PathKind::Hole, PathKind::Line, PathKind::Points];
        kinds.into_iter().filter(|kind| self.paths.iter().any(|path| path.kind == *kind)).collect()
    }

    /// The features of a range that may be in view.
    pub fn features_in(&self, range: std::ops::Range<usize>, view: Bounds) -> impl Iterator<Item = usize> {
        range.filter(move |&feature| self.bounds(feature).meets(&view))
    }

    /// The paths of a feature; none for a feature there is not.
    pub fn paths(&self, feature: usize) -> impl Iterator<Item = Path<'_>> {
        let from = feature.checked_sub(1).map_or(0, |before| self.features[before].path as usize);
        let end = self.features.get(feature).map_or(from, |feature| feature.path as usize);
        (from..end).map(|path| self.path(path))
    }

    fn path(&self, at: usize) -> Path<'_> {
        let PathEnd { point, run, kind, bounds } = self.paths[at];
        let from = at.checked_sub(1).map_or(0, |before| self.paths[before].point as usize);
        let end_run = self.paths.get(at + 1).map_or(self.runs.len(), |next| next.run as usize);
        Path { kind, points: &self.points[from..point as usize], bounds, runs: &self.runs[run as usize..end_run] }
    }
}

/// A ring, a line or a run of points.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    /// Which of these it is.
    pub kind: PathKind,
    /// Its vertices; a ring's last is its first.
    pub points: &'a [Step],
    /// The box around it.
    pub bounds: Bounds,
    /// Boxes around its runs of edges; none for a short path.
    runs: &'a [Bounds],
}

impl<'a> Path<'a> {
    /// Its vertices without those that cannot matter to what is in view: of a run of edges outside, only the ends. A straight
    /// line between these stays in the run's box, so neither an area nor a line looks any different in view.
    pub fn seen(self, view: Bounds) -> impl Iterator<Item = Step> + use<'a> {
        self.outline(view, -1)
    }

    /// The same, and only the ends also of a run of edges whose box is at most so many steps wide and high.
    pub fn outline(self, view: Bounds, least: i32) -> impl Iterator<Item = Step> + use<'a> {
        let (short, long) = if self.runs.is_empty() { (self.points, &[][..]) } else { (&[][..], self.points) };
        let matters =
            move |b: &Bounds| b.meets(&view) && (0..2).any(|axis| b.max[axis].saturating_sub(b.min[axis]) > least);
        let runs = self.runs.iter().zip(long.chunks(RUN));
        let kept = runs.flat_map(move |(bounds, points)| if matters(bounds) { points } else { &points[..1] });
        short.iter().chain(kept).chain(long.last()).copied()
    }
}

fn is_clockwise(ring: &[Step]) -> bool {
    let Some(&first) = ring.first() else { return true };
    let from = |p: Step| [f64::from(p[0] - first[0]), f64::from(p[1] - first[1])];
    let cross = |edge: &[Step]| {
        let ([ax, ay], [bx, by]) = (from(edge[0]), from(edge[1]));
        ax * by - bx * ay
    };
    // South is down, so that clockwise on the sheet has a positive area.
    ring.windows(2).map(cross).sum::<f64>() >= 0.0
}

fn index(count: usize) -> u32 {
    // Counts come from `Shapes`, where they fit.
    u32::try_from(count).unwrap_or(u32::MAX)
}
