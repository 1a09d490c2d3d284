//! The lines and points of two versions: which is which, and how far each moved; those beside the polygons of an area, too.
//! Must not know how areas are overlaid.

use std::collections::BTreeMap;

use super::chains::{Chains, line_ends};
use super::matching::{by_id, each_once, leave_out};
use super::rings::{box_tree, touching};
use super::shift::{Edges, Effort, Shift, points_shift, shift};
use super::vertices::{Moves, moves_of_path};
use super::{By, Change, Geometry, Kind};
use crate::geodesy::{around, length_of};
use crate::geometry::{Bits, LonLat, Part, Shape};
use crate::project::{FeatureId, Project};

/// Two lines are one when they are no farther apart than so much of the shorter one's length.
const NEAR_PART: f64 = 0.5;

/// Versions of a feature with more lines, and not the same number of them, differ whatever lies near.
const MAX_LINES: usize = 2000;

/// What became of the lines and points of two versions.
pub(super) struct Compared {
    pub(super) changes: Vec<Change>,
    /// How many of them only the first version has any of, and only the second, that were therefore not compared.
    pub(super) only: [usize; 2],
}

/// Compares the lines and points of two versions. A file of areas alone beside a project of many layers is no word on its lines.
pub(super) fn compared(a: &Project, b: &Project, has_areas: bool, tolerance_m: f64) -> Compared {
    let (mut only_a, mut only_b) = (others(a), others(b));
    let is_one_layer = a.layers.len() == 1;
    if has_areas && (only_a.is_empty() || only_b.is_empty()) && is_one_layer != (b.layers.len() == 1) {
        return Compared { changes: Vec::new(), only: [only_a.len(), only_b.len()] };
    }
    let mut both = by_id(a, &only_a, b, &only_b);
    leave_out(&both, &mut only_a, &mut only_b);
    both.extend(by_place(a, &only_a, b, &only_b));
    leave_out(&both, &mut only_a, &mut only_b);
    both.extend(by_nearness(a, &only_a, b, &only_b));
    leave_out(&both, &mut only_a, &mut only_b);
    let effort = Effort::for_each_of(both.len());
    let both = both.into_iter().filter_map(|(at, to, by)| both_have((a, at), (b, to), by, (tolerance_m, effort)));
    let mut changes: Vec<Change> = both.chain(only_a.iter().filter_map(|&at| alone(a, at, Kind::Removed))).collect();
    changes.sort_by_key(|change| change.a);
    changes.extend(only_b.iter().filter_map(|&at| alone(b, at, Kind::Added)));
    Compared { changes, only: [0, 0] }
}

/// The lines and points that answer to a click.
fn others(project: &Project) -> Vec<FeatureId> {
    let is_other = |&id: &FeatureId| {
        let geometry = project.shape(id).and_then(Geometry::of);
        project.layers[id.layer].queryable && matches!(geometry, Some(Geometry::Line | Geometry::Point))
    };
    project.feature_ids().filter(is_other).collect()
}

/// The positions of a shape, path by path and each in the same direction however it was drawn, as something to compare.
fn paths(shape: Shape<'_>) -> Vec<Vec<Bits>> {
    let path_of = |path: &[LonLat]| -> Vec<Bits> { path.iter().copied().map(LonLat::bits).collect() };
    let part_of = |part: Part<'_>| match part {
        Part::Points(path) => path.iter().map(|&at| vec![at.bits()]).collect(),
        Part::Line(path) => {
            let (forward, mut back) = (path_of(path), path_of(path));
            back.reverse();
            vec![forward.min(back)]
        }
        Part::Polygon(_) => Vec::new(),
    };
    let mut paths: Vec<Vec<Bits>> = shape.parts().flat_map(part_of).collect();
    paths.sort_unstable();
    paths
}

/// Pairs that lie in the very same place.
fn by_place(a: &Project, ids_a: &[FeatureId], b: &Project, ids_b: &[FeatureId]) -> Vec<(FeatureId, FeatureId, By)> {
    let mut there: BTreeMap<Vec<Vec<Bits>>, Vec<FeatureId>> = BTreeMap::new();
    for &id in ids_b.iter().rev() {
        there.entry(b.shape(id).map(paths).unwrap_or_default()).or_default().push(id);
    }
    let both = ids_a.iter().filter_map(|&id| Some((id, there.get_mut(&paths(a.shape(id)?))?.pop()?, By::Place)));
    both.collect()
}

/// Pairs of lines that lie near each other, the nearest first.
fn by_nearness(a: &Project, ids_a: &[FeatureId], b: &Project, ids_b: &[FeatureId]) -> Vec<(FeatureId, FeatureId, By)> {
    let is_line = |project: &Project, id| project.shape(id).and_then(Geometry::of) == Some(Geometry::Line);
    let boxes = ids_b.iter().enumerate().filter(|&(_, &id)| is_line(b, id));
    let tree = box_tree(boxes.filter_map(|(at, &id)| Some((at, b.shape(id)?.extent()))));
    let mut pairs: Vec<(f64, FeatureId, FeatureId)> = Vec::new();
    for &id in ids_a.iter().filter(|&&id| is_line(a, id)) {
        let Some(shape) = a.shape(id) else { continue };
        for to in touching(&tree, around(shape.extent(), NEAR_PART * length_of(shape))).map(|at| ids_b[at]) {
            let Some(other) = b.shape(to) else { continue };
            let shorter_m = length_of(shape).min(length_of(other));
            let apart_m = shift(Edges::of_lines(shape), Edges::of_lines(other), Effort::COARSE)
                .map_or(f64::INFINITY, |shift| shift.max_m);
            if apart_m <= NEAR_PART * shorter_m {
                pairs.push((apart_m, id, to));
            }
        }
    }
    pairs.sort_by(|x, y| x.0.total_cmp(&y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    each_once(pairs, By::Place)
}

fn both_have(
    a: (&Project, FeatureId),
    b: (&Project, FeatureId),
    by: By,
    (tolerance_m, effort): (f64, Effort),
) -> Option<Change> {
    let (shape_a, shape_b) = (a.0.shape(a.1)?, b.0.shape(b.1)?);
    let geometry = Geometry::of(shape_a)?;
    let laid = super::grid::laid(a, b)?;
    let beside = Beside::of(laid[0].shape()?, laid[1].shape()?, effort);
    let same = are_same(shape_a, shape_b);
    let kind = if same || beside.is_within(tolerance_m) { Kind::Same } else { Kind::Moved };
    let shift = beside.shift;
    let vertices = path_moves(shape_a, shape_b);
    Some(Change { a: Some(a.1), b: Some(b.1), by: Some(by), shift, vertices, ..nothing(geometry, kind) })
}

/// The lines and the points of a shape that both versions have, each compared with its like.
pub(super) struct Beside {
    /// How far they moved: the lines or the points, whichever moved farther; none where both versions have neither.
    pub(super) shift: Option<Shift>,
    /// Whether both versions have lines or neither has, and both as many points.
    is_paired: bool,
    /// The ends of the lines of both.
    line_ends: [Vec<[LonLat; 2]>; 2],
}

impl Beside {
    pub(super) fn of(a: Shape<'_>, b: Shape<'_>, effort: Effort) -> Self {
        let (points_a, points_b) = (points(a), points(b));
        let lines = [a, b].map(|shape| shape.parts().any(|part| matches!(part, Part::Line(_))));
        let of_lines = shift(Edges::of_lines(a), Edges::of_lines(b), effort);
        let shift = farther(of_lines, points_shift(&points_a, &points_b));
        // A line of no length has no edge to measure from.
        let measured = of_lines.is_some() == lines[0];
        let is_paired = lines[0] == lines[1] && measured && points_a.len() == points_b.len();
        Self { shift, is_paired, line_ends: [line_ends(a), line_ends(b)] }
    }

    /// Whether nothing came or went and nothing lies farther than so many metres from its like; never at 0, where every coordinate counts.
    pub(super) fn is_within(&self, tolerance_m: f64) -> bool {
        let is_near = self.is_paired && tolerance_m > 0.0 && self.shift.is_none_or(|shift| shift.max_m <= tolerance_m);
        // A line that came or went may lie near others.
        let [before, after] = &self.line_ends;
        let are_as_many = || {
            before.len().max(after.len()) <= MAX_LINES
                && Chains::of(before, tolerance_m) == Chains::of(after, tolerance_m)
        };
        is_near && (before.len() == after.len() || are_as_many())
    }
}

/// Of two shifts the one with the point that lies farthest.
pub(super) fn farther(one: Option<Shift>, other: Option<Shift>) -> Option<Shift> {
    one.into_iter().chain(other).max_by(|x, y| x.max_m.total_cmp(&y.max_m))
}

fn points(shape: Shape<'_>) -> Vec<LonLat> {
    let of_part = |part| if let Part::Points(points) = part { points } else { &[] };
    shape.parts().flat_map(of_part).copied().collect()
}

/// Whether the lines and points of two shapes are the same, whatever their polygons are.
pub(super) fn are_same(a: Shape<'_>, b: Shape<'_>) -> bool {
    paths(a) == paths(b)
}

/// What became of the coordinates of the lines and points of two shapes.
pub(super) fn path_moves(a: Shape<'_>, b: Shape<'_>) -> Moves {
    let of = |shape: Shape<'_>| -> Vec<LonLat> {
        let of_part = |part| match part {
            Part::Points(path) | Part::Line(path) => path,
            Part::Polygon(_) => &[],
        };
        shape.parts().flat_map(of_part).copied().collect()
    };
    moves_of_path(&of(a), &of(b))
}

/// A line or a point that only one version has.
fn alone(project: &Project, id: FeatureId, kind: Kind) -> Option<Change> {
    let shape = project.shape(id)?;
    let (added, removed) = if kind == Kind::Added { (shape.vertex_count(), 0) } else { (0, shape.vertex_count()) };
    let (before, after) = if kind == Kind::Added { (None, Some(id)) } else { (Some(id), None) };
    let vertices = Moves { moved: 0, added, removed };
    Some(Change { a: before, b: after, vertices, ..nothing(Geometry::of(shape)?, kind) })
}

/// A change of which nothing is known but what it is.
pub(super) fn nothing(geometry: Geometry, kind: Kind) -> Change {
    Change {
        a: None,
        b: None,
        by: None,
        geometry,
        kind,
        area_a_m2: None,
        area_b_m2: None,
        added_m2: None,
        removed_m2: None,
        shift: None,
        vertices: Moves::default(),
        places: Vec::new(),
        attributes: Vec::new(),
    }
}
