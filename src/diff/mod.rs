//! Two versions of the same boundaries: what moved, came or went, by how much on the ground, and what is said otherwise of it.
//! Knows nothing of files, commands or windows; the projects are as they were read.

mod attributes;
mod balance;
mod chains;
mod grid;
mod heights;
mod lines;
mod matching;
mod region;
mod rings;
mod shift;
mod unplaced;
mod vertices;

use std::sync::Arc;

use serde::Serialize;

use crate::geometry::{LonLat, Part, Shape, Shapes};
use crate::project::{FeatureId, Project};
use attributes::attributes;
pub use attributes::{Aspect, AttributeChange};
pub use balance::Balance;
use lines::Beside;
pub use matching::By;
use matching::{Matched, matched};
use region::difference;
pub use shift::Shift;
use shift::{Edges, Effort, shift};
pub use vertices::Moves;
use vertices::moves;

/// What became of a feature between two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Its boundary is where it was.
    Same,
    /// Its boundary runs otherwise.
    Moved,
    /// Its boundary is where it was, but its id, its declared area or a property is another.
    Changed,
    /// Only the second version has it.
    Added,
    /// Only the first version has it.
    Removed,
}

/// Whether a place was added or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Sign {
    /// Only the second version covers it.
    #[serde(rename = "gained")]
    Added,
    /// Only the first version covers it.
    #[serde(rename = "lost")]
    Removed,
}

impl Sign {
    /// Short stable name, as in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "gained",
            Self::Removed => "lost",
        }
    }

    /// A mark that tells the two apart without colour.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
        }
    }
}

/// A place that one version covers and the other does not, in one piece.
#[derive(Clone, Debug)]
pub struct ChangedArea {
    /// Which of the two.
    pub sign: Sign,
    /// Its size in square metres: of a place found by overlay on the ellipsoid with edges straight in longitude and latitude,
    /// as it was found; of a whole polygon that came or went by the reference method.
    pub area_m2: f64,
    /// How wide it is where it is widest, metres: the diameter of the largest circle in it.
    pub width_m: f64,
    /// A point inside it.
    pub at: LonLat,
    /// Its geometry, one polygon.
    pub region: Arc<Shapes>,
}

/// What a feature is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Geometry {
    /// Polygons.
    Area,
    /// Lines, and no polygons.
    Line,
    /// Points alone.
    Point,
    /// Nothing: it has no position.
    None,
}

impl Geometry {
    /// That of a shape; none of one that is not drawn.
    #[must_use]
    pub fn of(shape: Shape<'_>) -> Option<Self> {
        let of_part = |part: Part<'_>| match part {
            Part::Polygon(_) => (0, Self::Area),
            Part::Line(_) => (1, Self::Line),
            Part::Points(_) => (2, Self::Point),
        };
        shape.parts().map(of_part).min_by_key(|&(rank, _)| rank).map(|(_, geometry)| geometry)
    }
}

/// What became of one feature.
#[derive(Clone, Debug)]
pub struct Change {
    /// The feature in the first version.
    pub a: Option<FeatureId>,
    /// The feature in the second version.
    pub b: Option<FeatureId>,
    /// How it is known that the two are one; none for one alone.
    pub by: Option<By>,
    /// What it is drawn as. Of lines and points only the shift and the coordinates are told.
    pub geometry: Geometry,
    /// What became of it.
    pub kind: Kind,
    /// Its area in the first version, square metres by the reference method.
    pub area_a_m2: Option<f64>,
    /// Its area in the second version.
    pub area_b_m2: Option<f64>,
    /// How much was added, square metres; none when the two boundaries could not be overlaid.
    pub added_m2: Option<f64>,
    /// How much was removed.
    pub removed_m2: Option<f64>,
    /// How far its boundary moved; none for a feature that only one version has.
    pub shift: Option<Shift>,
    /// What became of its coordinates.
    pub vertices: Moves,
    /// Every place added or removed, the largest first.
    pub places: Vec<ChangedArea>,
    /// What is said otherwise of it; nothing where only one version has it.
    pub attributes: Vec<AttributeChange>,
}

impl Change {
    /// What was added less what was removed, square metres.
    #[must_use]
    pub fn net_m2(&self) -> Option<f64> {
        Some(self.added_m2? - self.removed_m2?)
    }
}

/// Two versions compared.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What became of each area, those of the first version in its order, then those that came; then of lines and points, then of
    /// features without geometry.
    pub features: Vec<Change>,
    /// Parts in the first version of a whole of which the second has no parts at all: it says nothing of them.
    pub not_compared_a: Vec<FeatureId>,
    /// The same the other way round.
    pub not_compared_b: Vec<FeatureId>,
    /// How many lines and points the first version has, a project of several layers, where the second is one layer of areas alone,
    /// which says nothing of lines.
    pub lines_only_a: usize,
    /// The same the other way round.
    pub lines_only_b: usize,
}

impl Comparison {
    /// Whether something was compared, that was everything, and nothing changed.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let all = self.not_compared_a.is_empty() && self.not_compared_b.is_empty();
        !self.is_of_nothing() && self.changes().next().is_none() && all
    }

    /// Whether neither version has anything to compare. Features that are drawn as nothing are something only where one of them changed.
    #[must_use]
    pub fn is_of_nothing(&self) -> bool {
        self.features.is_empty() && self.not_compared_a.is_empty() && self.not_compared_b.is_empty()
    }

    /// The features that are not as they were.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.features.iter().filter(|change| change.kind != Kind::Same)
    }
}

/// Compares two versions: the areas of layers that answer to a click, or all where no layer does, and the lines and points of layers
/// that answer, but for those of a project where the other version is a file of areas alone. A boundary that lies
/// nowhere farther than `tolerance_m` from the other version's is the same; at 0 every coordinate counts.
///
/// A feature that both have is changed, too, when its id, its declared area or a property is another, and features that have no
/// geometry are compared by what is said of them.
///
/// ```
/// use zonemap::diff::compare;
/// use zonemap::formats::{OpenOptions, open_builtin, open_builtin_face_value};
///
/// let fitted = open_builtin(&OpenOptions::default())?;
/// let face_value = open_builtin_face_value()?;
/// assert!(compare(&fitted, &fitted, 0.0).changes().next().is_none());
/// assert!(compare(&face_value, &fitted, 0.0).changes().next().is_some());
/// # Ok::<(), zonemap::formats::OpenError>(())
/// ```
#[must_use]
pub fn compare(a: &Project, b: &Project, tolerance_m: f64) -> Comparison {
    if let Some((a, b)) = side_by_side(a, b) {
        return compare(&a, &b, tolerance_m);
    }
    let mut comparison = compare_geometry(a, b, tolerance_m);
    comparison.features.extend(unplaced::compared(a, b));
    for change in &mut comparison.features {
        if let (Some(at), Some(to)) = (change.a, change.b) {
            change.attributes = attributes((a, at), (b, to));
            if change.kind == Kind::Same && !change.attributes.is_empty() {
                change.kind = Kind::Changed;
            }
        }
    }
    comparison
}

/// The same by geometry alone, whatever is said of it.
#[must_use]
pub fn compare_geometry(a: &Project, b: &Project, tolerance_m: f64) -> Comparison {
    if let Some((a, b)) = side_by_side(a, b) {
        return compare_geometry(&a, &b, tolerance_m);
    }
    let Matched { both, only_a, only_b, not_compared_a, not_compared_b } = matched(a, b);
    let effort = Effort::for_each_of(both.len());
    let mut features: Vec<Change> = both
        .into_iter()
        .filter_map(|(at, to, by)| both_have((a, at), (b, to), by, (tolerance_m, effort)))
        .chain(only_a.into_iter().filter_map(|at| only_one_has(a, at, Sign::Removed)))
        .collect();
    features.sort_by_key(|change| change.a);
    features.extend(only_b.into_iter().filter_map(|at| only_one_has(b, at, Sign::Added)));
    let has_areas = !features.is_empty() || !not_compared_a.is_empty() || !not_compared_b.is_empty();
    let lines = lines::compared(a, b, has_areas, tolerance_m);
    features.extend(lines.changes);
    let [lines_only_a, lines_only_b] = lines.only;
    Comparison { features, not_compared_a, not_compared_b, lines_only_a, lines_only_b }
}

/// Two versions that were brought into different runs of longitude, in one; none where they need not be.
fn side_by_side(a: &Project, b: &Project) -> Option<(Project, Project)> {
    match (a.middle_lon(), b.middle_lon()) {
        (first, second) if first == second => None,
        (Some(_), _) => Some((a.clone(), b.clone().beside(a))),
        (None, _) => Some((a.clone().beside(b), b.clone())),
    }
}

/// What became of a feature that both versions have.
fn both_have(
    a: (&Project, FeatureId),
    b: (&Project, FeatureId),
    by: By,
    (tolerance_m, effort): (f64, Effort),
) -> Option<Change> {
    let (shape_a, shape_b) = (a.0.shape(a.1)?, b.0.shape(b.1)?);
    let vertices = moves(shape_a, shape_b).plus(lines::path_moves(shape_a, shape_b));
    let laid = grid::laid(a, b)?;
    let (laid_a, laid_b) = (laid[0].shape()?, laid[1].shape()?);
    let of_border = shift(Edges::of_polygons(laid_a), Edges::of_polygons(laid_b), effort);
    let beside = Beside::of(laid_a, laid_b, effort);
    let shift = lines::farther(of_border, beside.shift);
    let places = difference(laid_a, laid_b).map(|difference| difference.places()).ok();
    let sum_m2 = |sign: Sign| {
        let of_sign = places.iter().flatten().filter(|place| place.sign == sign);
        places.is_some().then(|| of_sign.map(|place| place.area_m2).sum())
    };
    let (added_m2, removed_m2) = (sum_m2(Sign::Added), sum_m2(Sign::Removed));
    let untouched =
        vertices.is_none() && lines::are_same(shape_a, shape_b) && places.as_ref().is_some_and(Vec::is_empty);
    // A hole that was filled has its border where it was.
    let narrow = places.as_ref().is_some_and(|places| places.iter().all(|place| place.width_m <= tolerance_m));
    let near = narrow && beside.is_within(tolerance_m) && shift.is_some_and(|shift| shift.max_m <= tolerance_m);
    Some(Change {
        a: Some(a.1),
        b: Some(b.1),
        by: Some(by),
        geometry: Geometry::Area,
        kind: if untouched || near { Kind::Same } else { Kind::Moved },
        area_a_m2: Some(a.0.area_m2(a.1)),
        area_b_m2: Some(b.0.area_m2(b.1)),
        added_m2,
        removed_m2,
        shift,
        vertices,
        places: places.unwrap_or_default(),
        attributes: Vec::new(),
    })
}

/// What became of a feature that came or went: all of it was added or removed.
fn only_one_has(project: &Project, id: FeatureId, sign: Sign) -> Option<Change> {
    let shape = project.shape(id)?;
    let area_m2 = project.area_m2(id);
    let nothing = shape_of_nothing();
    let count = moves(shape, nothing.get(0)?).plus(lines::path_moves(shape, nothing.get(0)?)).removed;
    let gone = sign == Sign::Removed;
    let (only, nothing) = ((Some(id), Some(area_m2), area_m2, count), (None, None, 0.0, 0));
    let (before, after) = if gone { (only, nothing) } else { (nothing, only) };
    Some(Change {
        a: before.0,
        b: after.0,
        by: None,
        geometry: Geometry::Area,
        kind: if gone { Kind::Removed } else { Kind::Added },
        area_a_m2: before.1,
        area_b_m2: after.1,
        added_m2: Some(after.2),
        removed_m2: Some(before.2),
        shift: None,
        vertices: Moves { moved: 0, added: after.3, removed: before.3 },
        places: region::whole(shape, sign),
        attributes: Vec::new(),
    })
}

fn shape_of_nothing() -> Shapes {
    let mut shapes = Shapes::default();
    shapes.end_shape(crate::geometry::ShapeKind::None);
    shapes
}
