//! Where the winding number of directed loops is more or less than so many, as rings: overlaps, gaps, what was added and removed.
//! Must not know what the number means.

use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};

use i_overlay::core::extract::BooleanExtractionBuffer;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{ContourDirection, IntOverlayOptions, Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::Solver;
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::i_shape::int::shape::IntShapes;
use thiserror::Error;

use super::clusters::{clusters, is_too_much};
use super::grid::{FRAME, Grid};
use super::hairs::without_hairs;
use super::loops::taken_apart;
use super::rings::{Rings, doubled_area};
use crate::geometry::LonLat;

/// What the engine is to leave as it is.
const OPTIONS: IntOverlayOptions = IntOverlayOptions {
    preserve_input_collinear: true,
    output_direction: ContourDirection::CounterClockwise,
    preserve_output_collinear: true,
    min_output_area: 0,
    // With it, holes that touch come back wound the wrong way (4.5.2); rings that meet themselves are taken apart below.
    ogc: false,
};

/// Which places are asked for, by the winding number of all loops together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Where it is more than so many.
    MoreThan(i32),
    /// Where it is less than so many.
    LessThan(i32),
}

/// One connected area.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Closed rings: the outer one first, counter-clockwise, then the holes, clockwise.
    pub rings: Vec<Vec<LonLat>>,
    /// A step of the grid that vertices made by crossing edges lie on, degrees: nothing is known of what is narrower.
    pub step_deg: f64,
}

impl Region {
    /// Twice its area in the plane of longitude and latitude, square degrees.
    #[must_use]
    pub fn doubled_area(&self) -> f64 {
        self.rings.iter().map(|ring| doubled_area(ring)).sum()
    }
}

/// The engine gave up on an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the areas could not be overlaid")]
pub struct OverlayFailed;

/// The areas on both sides of a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sides {
    /// Where the winding number is more.
    pub more: Vec<Region>,
    /// Where it is less, the boundless outside left out.
    pub less: Vec<Region>,
    /// What bounds that outside where the number is less there: closed rings, counter-clockwise around what is not in it.
    pub outline: Vec<Vec<LonLat>>,
    /// The loops, by their places, that hang together and so were overlaid on a grid of their own.
    pub groups: Vec<Vec<usize>>,
    /// The loops, by their places, that could not be overlaid; around them nothing is known.
    pub failed: Vec<usize>,
}

/// The areas where the winding number of directed closed loops (counter-clockwise counts one more) is on a side of a number. The
/// boundless outside is left out, on whichever side it is. Vertices that the loops have come back bit for bit; where edges cross, the
/// new vertex lies on a grid of 2³⁰ steps over the extent of the loops that hang together there, a fifth of a millimetre for two degrees.
///
/// # Errors
/// [`OverlayFailed`] when a position is not finite, or when the engine (`i_overlay`) fails on what it was given.
pub fn regions(loops: &[Vec<LonLat>], side: Side) -> Result<Vec<Region>, OverlayFailed> {
    regions_within(loops, side, u64::MAX)
}

/// The same, unless more than `most_pairs` pairs of edges lie near each other.
///
/// # Errors
/// As [`regions`], and when it would be too much work.
pub fn regions_within(loops: &[Vec<LonLat>], side: Side, most_pairs: u64) -> Result<Vec<Region>, OverlayFailed> {
    let (Side::MoreThan(level) | Side::LessThan(level)) = side;
    let is_wanted = |count: i32| match side {
        Side::MoreThan(level) => count > level,
        Side::LessThan(level) => count < level,
    };
    let wanted = [matches!(side, Side::MoreThan(_)), matches!(side, Side::LessThan(_))];
    let sides = by_clusters(loops, level, wanted, is_wanted, 0, &mut { most_pairs });
    if sides.failed.is_empty() { Ok([sides.more, sides.less].concat()) } else { Err(OverlayFailed) }
}

/// The areas on both sides of a number at once. What fails is told and leaves the rest alone: when more than `most_pairs` pairs of edges
/// lie near each other, which are taken from it, that is everything.
#[must_use]
pub fn both_sides(loops: &[Vec<LonLat>], level: i32, most_pairs: &mut u64) -> Sides {
    by_clusters(loops, level, [true; 2], |count| count != level, 0, most_pairs)
}

/// The areas where the number is less, among the loops that hang together with any of those from a place on.
#[must_use]
pub fn less_around(loops: &[&[LonLat]], level: i32, from: usize, most_pairs: &mut u64) -> Sides {
    by_clusters(loops, level, [false, true], |count| count < level, from, most_pairs)
}

fn by_clusters(
    loops: &[impl AsRef<[LonLat]>],
    level: i32,
    wanted: [bool; 2],
    is_wanted: impl Fn(i32) -> bool,
    from: usize,
    most_pairs: &mut u64,
) -> Sides {
    let (finite, mut failed): (Vec<usize>, Vec<usize>) =
        (0..loops.len()).partition(|&at| loops[at].as_ref().iter().all(|at| at.lon.is_finite() && at.lat.is_finite()));
    let paths: Vec<&[LonLat]> = finite.iter().map(|&at| loops[at].as_ref()).collect();
    let Some(clusters) = clusters(&paths, is_wanted, most_pairs) else {
        return Sides { failed: (0..loops.len()).collect(), ..Sides::default() };
    };
    let mut sides = Sides::default();
    // Each group on a grid of its own, so that a fault is not drawn coarser for the width of what it is in.
    for cluster in clusters.into_iter().filter(|cluster| cluster.loops.iter().any(|&at| finite[at] >= from)) {
        let own: Vec<&[LonLat]> = cluster.loops.iter().map(|&at| paths[at]).collect();
        let found =
            if cluster.is_tangled { Err(OverlayFailed) } else { overlaid(&own, level - cluster.around, wanted) };
        match found {
            Ok([more, less]) => {
                sides.more.extend(more.bounded);
                sides.less.extend(less.bounded);
                sides.outline.extend(less.outline);
            }
            Err(OverlayFailed) => failed.extend(cluster.loops.iter().map(|&at| finite[at])),
        }
        sides.groups.push(cluster.loops.into_iter().map(|at| finite[at]).collect());
    }
    failed.sort_unstable();
    Sides { failed, ..sides }
}

/// The areas that some loops wind around more than zero times and others do not.
///
/// # Errors
/// As [`regions`].
pub fn difference(loops: &[Vec<LonLat>], less: &[Vec<LonLat>]) -> Result<Vec<Region>, OverlayFailed> {
    difference_within(loops, less, &mut { u64::MAX })
}

/// The same, unless more than `most_pairs` pairs of edges lie near each other, which are taken from it.
///
/// # Errors
/// As [`regions`], and when it would be too much work.
pub fn difference_within(
    loops: &[Vec<LonLat>],
    less: &[Vec<LonLat>],
    most_pairs: &mut u64,
) -> Result<Vec<Region>, OverlayFailed> {
    check_finite(loops)?;
    check_finite(less)?;
    let [own, others] = [loops, less].map(|loops| loops.iter().map(Vec::as_slice).collect::<Vec<_>>());
    if is_too_much(&[own.as_slice(), &others].concat(), most_pairs) {
        return Err(OverlayFailed);
    }
    differing(&own, &others, FillRule::Positive)
}

/// What a polygon covers by rings that may cross themselves and each other: all that its first ring winds around, either way and
/// however often, less what the others wind around.
///
/// # Errors
/// As [`regions`], and when more than `most_pairs` pairs of edges lie near each other, which are taken from it.
pub fn polygon_cover(rings: &[&[LonLat]], most_pairs: &mut u64) -> Result<Vec<Region>, OverlayFailed> {
    let Some((outer, holes)) = rings.split_first() else { return Ok(Vec::new()) };
    if rings.iter().copied().flatten().any(|at| !(at.lon.is_finite() && at.lat.is_finite())) {
        return Err(OverlayFailed);
    }
    if is_too_much(rings, most_pairs) {
        return Err(OverlayFailed);
    }
    // Holes that overlap and run opposite ways would count as none where they do.
    let mut alike = Rings::default();
    for ring in holes {
        alike.push_counter_clockwise(ring);
    }
    differing(&[outer], &alike.iter().collect::<Vec<_>>(), FillRule::NonZero)
}

fn check_finite(loops: &[Vec<LonLat>]) -> Result<(), OverlayFailed> {
    let is_finite = loops.iter().flatten().all(|at| at.lon.is_finite() && at.lat.is_finite());
    if is_finite { Ok(()) } else { Err(OverlayFailed) }
}

/// The areas on both sides of a number, those that are wanted.
fn overlaid(loops: &[&[LonLat]], level: i32, wanted: [bool; 2]) -> Result<[Found; 2], OverlayFailed> {
    laid_out(loops, &[], |overlay, grid| {
        wind(overlay, grid, loops, level, ShapeType::Subject);
        let mut found = |fill| overlay.overlay(OverlayRule::Subject, fill);
        match wanted {
            [false, false] => Default::default(),
            [true, false] => [found(FillRule::Positive), Vec::new()],
            [false, true] => [Vec::new(), found(FillRule::Negative)],
            // Wound the other way besides, what was less is more, and one run finds both: to the engine, equal edges are one.
            [true, true] => {
                wind(overlay, grid, loops, level, ShapeType::Clip);
                let mut buffer = BooleanExtractionBuffer::default();
                let graph = overlay.build_graph_view(FillRule::Positive);
                let rules = [OverlayRule::Subject, OverlayRule::Clip];
                graph.map_or_else(Default::default, |graph| rules.map(|rule| graph.extract_shapes(rule, &mut buffer)))
            }
        }
    })
}

/// The areas that loops wind around by a fill rule and others do not.
fn differing(loops: &[&[LonLat]], less: &[&[LonLat]], fill: FillRule) -> Result<Vec<Region>, OverlayFailed> {
    let found = laid_out(loops, less, |overlay, grid| {
        wind(overlay, grid, loops, 0, ShapeType::Subject);
        for path in less {
            overlay.add_path_iter(grid.points(path), ShapeType::Clip);
        }
        [overlay.overlay(OverlayRule::Difference, fill)]
    });
    found.map(|[found]| found.bounded)
}

/// What a fill rule finds.
#[derive(Default)]
struct Found {
    bounded: Vec<Region>,
    /// What bounds the rest, where that is filled too.
    outline: Vec<Vec<LonLat>>,
}

/// What the engine finds of loops on a grid around all of them.
fn laid_out<const N: usize>(
    loops: &[&[LonLat]],
    less: &[&[LonLat]],
    run: impl FnOnce(&mut Overlay, &Grid) -> [IntShapes; N],
) -> Result<[Found; N], OverlayFailed> {
    let positions = loops.iter().chain(less).copied().flatten();
    let Some(grid) = Grid::around(positions) else { return Ok([(); N].map(|()| Found::default())) };
    let count = loops.iter().chain(less).map(|path| path.len()).sum();
    // The engine has open reports of panics on degenerate holes (iOverlay 70); one file's geometry must not end the program.
    let run = || run(&mut Overlay::new_custom(count, OPTIONS, Solver::AUTO), &grid);
    let found = catch_unwind(AssertUnwindSafe(run)).map_err(|_panic| OverlayFailed)?;
    let step_deg = grid.step_deg();
    // Nothing is known of what is narrower than two steps.
    let shorn = |ring: &Vec<IntPoint>| without_hairs(closed(&grid, ring), 2.0 * step_deg);
    let region = |shape: Vec<Vec<IntPoint>>| {
        let mut rings = shape.iter().map(shorn);
        let outer = rings.next().filter(|ring| !ring.is_empty())?;
        let holes = rings.filter(|ring| !ring.is_empty());
        Some(Region { rings: iter::once(outer).chain(holes).collect(), step_deg })
    };
    Ok(found.map(|shapes| {
        let is_boundless = |shape: &Vec<Vec<IntPoint>>| shape.iter().flatten().copied().any(is_on_frame);
        let (boundless, bounded): (Vec<_>, Vec<_>) = shapes.into_iter().flat_map(taken_apart).partition(is_boundless);
        let holes = boundless.iter().flatten().filter(|ring| !ring.iter().copied().any(is_on_frame));
        Found {
            bounded: bounded.into_iter().filter_map(region).collect(),
            // The holes of the boundless are rings around what is not in it.
            outline: holes.map(|ring| closed(&grid, ring).into_iter().rev().collect()).collect(),
        }
    }))
}

/// Adds loops, and rings around everything that shift the number everywhere inside, so that zero is where the level was; all of them as
/// they are, or as the engine's second kind the other way round.
fn wind(overlay: &mut Overlay, grid: &Grid, loops: &[&[LonLat]], level: i32, kind: ShapeType) {
    let is_back = matches!(kind, ShapeType::Clip);
    for path in loops {
        add(overlay, grid.points(path), kind, is_back);
    }
    let frame = [(-FRAME, -FRAME), (FRAME, -FRAME), (FRAME, FRAME), (-FRAME, FRAME)].map(|(x, y)| IntPoint::new(x, y));
    for _ in 0..level.unsigned_abs() {
        add(overlay, frame.into_iter(), kind, is_back == (level < 0));
    }
}

fn add(overlay: &mut Overlay, path: impl DoubleEndedIterator<Item = IntPoint>, kind: ShapeType, is_back: bool) {
    if is_back { overlay.add_path_iter(path.rev(), kind) } else { overlay.add_path_iter(path, kind) }
}

fn is_on_frame(point: IntPoint) -> bool {
    point.x.abs() == FRAME || point.y.abs() == FRAME
}

fn closed(grid: &Grid, ring: &[IntPoint]) -> Vec<LonLat> {
    ring.iter().chain(ring.first()).map(|&point| grid.position(point)).collect()
}
