//! Where the winding number of directed loops is more or less than so many, as rings: overlaps, gaps, what was added and removed.
//! Must not know what the number means.

use std::panic::{AssertUnwindSafe, catch_unwind};

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{ContourDirection, IntOverlayOptions, Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::point::IntPoint;
use thiserror::Error;

use super::clusters::{clusters, is_too_much};
use super::grid::{FRAME, Grid};
use super::loops::taken_apart;
use super::rings::doubled_area;
use crate::geometry::LonLat;

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
            if cluster.is_tangled { Err(OverlayFailed) } else { overlaid(&own, &[], level - cluster.around, wanted) };
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
    overlaid(&own, &others, 0, [true, false]).map(|[more, _]| more.bounded)
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
    laid_out(&[outer], holes, 0, &[FillRule::NonZero]).map(|mut found| found.pop().unwrap_or_default().bounded)
}

fn check_finite(loops: &[Vec<LonLat>]) -> Result<(), OverlayFailed> {
    let is_finite = loops.iter().flatten().all(|at| at.lon.is_finite() && at.lat.is_finite());
    if is_finite { Ok(()) } else { Err(OverlayFailed) }
}

fn overlaid(
    loops: &[&[LonLat]],
    less: &[&[LonLat]],
    level: i32,
    wanted: [bool; 2],
) -> Result<[Found; 2], OverlayFailed> {
    let fills = [FillRule::Positive, FillRule::Negative];
    let asked: Vec<FillRule> =
        fills.into_iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|(fill, _)| fill).collect();
    let mut found = laid_out(loops, less, level, &asked)?.into_iter();
    Ok(wanted.map(|wanted| if wanted { found.next().unwrap_or_default() } else { Found::default() }))
}

/// What a fill rule finds.
#[derive(Default)]
struct Found {
    bounded: Vec<Region>,
    /// What bounds the rest, where that is filled too.
    outline: Vec<Vec<LonLat>>,
}

/// The areas by each of some fill rules.
fn laid_out(
    loops: &[&[LonLat]],
    less: &[&[LonLat]],
    level: i32,
    fills: &[FillRule],
) -> Result<Vec<Found>, OverlayFailed> {
    let positions = loops.iter().chain(less).copied().flatten();
    let Some(grid) = Grid::around(positions) else { return Ok(fills.iter().map(|_| Found::default()).collect()) };
    let run = || laid_over(&grid, loops, less, level, fills);
    // The engine has open reports of panics on degenerate holes (iOverlay 70); one file's geometry must not end the program.
    let found = catch_unwind(AssertUnwindSafe(run)).map_err(|_panic| OverlayFailed)?;
    let step_deg = grid.step_deg();
    let region =
        |shape: Vec<Vec<IntPoint>>| Region { rings: shape.iter().map(|ring| closed(&grid, ring)).collect(), step_deg };
    let of_rule = |shapes: Vec<Vec<Vec<IntPoint>>>| {
        let is_boundless = |shape: &Vec<Vec<IntPoint>>| shape.iter().flatten().copied().any(is_on_frame);
        let (boundless, bounded): (Vec<_>, Vec<_>) = shapes.into_iter().flat_map(taken_apart).partition(is_boundless);
        let holes = boundless.iter().flatten().filter(|ring| !ring.iter().copied().any(is_on_frame));
        Found {
            bounded: bounded.into_iter().map(region).filter(|region| !region.rings.is_empty()).collect(),
            // The holes of the boundless are rings around what is not in it.
            outline: holes.map(|ring| closed(&grid, ring).into_iter().rev().collect()).collect(),
        }
    };
    Ok(found.into_iter().map(of_rule).collect())
}

fn laid_over(
    grid: &Grid,
    loops: &[&[LonLat]],
    less: &[&[LonLat]],
    level: i32,
    fills: &[FillRule],
) -> Vec<Vec<Vec<Vec<IntPoint>>>> {
    let options = IntOverlayOptions {
        preserve_input_collinear: true,
        output_direction: ContourDirection::CounterClockwise,
        preserve_output_collinear: true,
        min_output_area: 0,
        // With it, holes that touch come back wound the wrong way (4.5.2); rings that meet themselves are taken apart below.
        ogc: false,
    };
    let count = loops.iter().chain(less).map(|path| path.len()).sum();
    let mut overlay = Overlay::new_custom(count, options, i_overlay::core::solver::Solver::default());
    for (paths, kind) in [(loops, ShapeType::Subject), (less, ShapeType::Clip)] {
        for path in paths {
            let open = path.split_last().map_or(&[][..], |(_closing, open)| open);
            overlay.add_path_iter(open.iter().map(|&at| grid.point(at)), kind);
        }
    }
    // A ring around everything shifts the number everywhere inside by one, so that zero is where the level was.
    let mut frame = [(-FRAME, -FRAME), (FRAME, -FRAME), (FRAME, FRAME), (-FRAME, FRAME)];
    if level > 0 {
        frame.reverse();
    }
    for _ in 0..level.unsigned_abs() {
        overlay.add_path_iter(frame.iter().map(|&(x, y)| IntPoint::new(x, y)), ShapeType::Subject);
    }
    let rule = if less.is_empty() { OverlayRule::Subject } else { OverlayRule::Difference };
    // Edges stay cut where they cross, so that a second rule costs little.
    fills.iter().map(|&fill| overlay.overlay(rule, fill)).collect()
}

fn is_on_frame(point: IntPoint) -> bool {
    point.x.abs() == FRAME || point.y.abs() == FRAME
}

fn closed(grid: &Grid, ring: &[IntPoint]) -> Vec<LonLat> {
    ring.iter().chain(ring.first()).map(|&point| grid.position(point)).collect()
}
