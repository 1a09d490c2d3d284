//! Slanted lines across an area, which tell its kind where colours look alike: rising for what was added, falling for what was removed.
//! Must not know where the area comes from.

use std::f64::consts::SQRT_2;

use super::versions::sign_role;
use crate::diff::Sign;
use crate::picture::{self, Dash, Pen, Point};

/// How far lines are apart, in points.
const APART: f64 = 7.0;
/// How strongly they are drawn, and how wide they are, in points.
const OPACITY: f32 = 0.75;
const WIDTH: f32 = 1.0;
/// At most so many crossings of lines and edges are worked out for one area.
const MAX_CROSSINGS: usize = 20_000;

/// How the lines of what was added or removed look.
#[must_use]
pub fn hatch_pen(sign: Sign) -> Pen {
    Pen { role: sign_role(sign), opacity: OPACITY, width: WIDTH, dash: Dash::Solid }
}

/// The lines across what is inside an odd number of closed rings, as far as they are in a box (left, top, right, bottom), each by its
/// ends; one of them runs through the anchor, so that they move with the map.
#[must_use]
pub(super) fn hatch(rings: &[Vec<Point>], sheet: [f64; 4], anchor: Point, sign: Sign) -> Vec<[[f32; 2]; 2]> {
    // Falling lines are rising ones upside down.
    let turn = match sign {
        Sign::Added => 1.0,
        Sign::Removed => -1.0,
    };
    // Along a rising line, to the right, and across it, to the right below, both times √2.
    let along_across = |[x, y]: Point| [x - turn * y, x + turn * y];
    let [left, top, right, bottom] = sheet;
    let (low, high) = if turn > 0.0 { (top, bottom) } else { (-bottom, -top) };
    let step = APART * SQRT_2;
    let [_, origin] = along_across(anchor);
    let mut crossings: Vec<(f64, f64)> = Vec::new();
    for edge in rings.iter().flat_map(|ring| ring.windows(2)) {
        let [from, to] = [edge[0], edge[1]].map(along_across);
        let (near, far) = if from[1] <= to[1] { (from, to) } else { (to, from) };
        let first = ((near[1].max(left + low) - origin) / step).ceil();
        // A vertex on a line belongs to the edge that begins there.
        let lines = std::iter::successors(Some(first), |line| Some(line + 1.0));
        let across = lines.map(|line| (line, origin + line * step));
        for (line, at) in across.take_while(|&(_, at)| at < far[1] && at <= right + high) {
            let share = (at - near[1]) / (far[1] - near[1]);
            crossings.push((line, near[0] + share * (far[0] - near[0])));
        }
        if crossings.len() > MAX_CROSSINGS {
            return Vec::new();
        }
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let run = |pair: &[(f64, f64)]| {
        let at = origin + pair[0].0 * step;
        let from = pair[0].1.max(2.0 * left - at).max(at - 2.0 * high);
        let to = pair[1].1.min(2.0 * right - at).min(at - 2.0 * low);
        #[expect(clippy::cast_possible_truncation, reason = "points on a sheet")]
        let point = |along: f64| [f64::midpoint(along, at) as f32, (turn * f64::midpoint(at, -along)) as f32];
        (from < to).then(|| [point(from), point(to)])
    };
    let of_lines = crossings.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq());
    of_lines.flat_map(|line| line.chunks_exact(2)).filter_map(run).collect()
}

/// Lines as they are drawn on a sheet.
pub(super) fn strokes(lines: Vec<[[f32; 2]; 2]>, sign: Sign) -> impl Iterator<Item = picture::Sign> {
    let pen = hatch_pen(sign);
    lines.into_iter().map(move |ends| picture::Sign::Stroke { points: ends.to_vec(), pen })
}

/// The lines across a box: left, top, right, bottom.
#[must_use]
pub fn hatched_box(place: [f32; 4], sign: Sign) -> Vec<[[f32; 2]; 2]> {
    let [left, top, right, bottom] = place.map(f64::from);
    let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
    hatch(&[ring], [left, top, right, bottom], [left, top], sign)
}

#[cfg(test)]
mod tests {
    use super::{APART, Sign, hatch};

    const SHEET: [f64; 4] = [0.0, 0.0, 400.0, 300.0];

    fn square(left: f64, top: f64, side: f64) -> Vec<[f64; 2]> {
        let (right, bottom) = (left + side, top + side);
        vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
    }

    fn length(lines: &[[[f32; 2]; 2]]) -> f64 {
        lines.iter().map(|[a, b]| f64::from((a[0] - b[0]).hypot(a[1] - b[1]))).sum()
    }

    /// Lines so far apart across an area are as long together as the area by that distance (Cavalieri).
    #[test]
    fn lines_fill_an_area_evenly_and_leave_holes_out() {
        let (outer, hole) = (square(50.0, 40.0, 200.0), square(100.0, 90.0, 80.0));
        for sign in [Sign::Added, Sign::Removed] {
            for (rings, area) in
                [(vec![outer.clone()], 40_000.0), (vec![outer.clone(), hole.clone()], 40_000.0 - 6_400.0)]
            {
                let lines = hatch(&rings, SHEET, [77.0, 123.0], sign);
                let (long, expected) = (length(&lines), area / APART);
                assert!((long / expected - 1.0).abs() < 0.02, "{long} {expected}");
                let rises = |[a, b]: &[[f32; 2]; 2]| (b[0] - a[0]) * (b[1] - a[1]) < 0.0;
                assert!(lines.iter().all(|line| rises(line) == (sign == Sign::Added)));
                let in_hole = |at: [f32; 2]| (101.0..179.0).contains(&at[0]) && (91.0..169.0).contains(&at[1]);
                let middles = lines.iter().map(|[a, b]| [f32::midpoint(a[0], b[0]), f32::midpoint(a[1], b[1])]);
                assert!(rings.len() == 1 || !middles.into_iter().any(in_hole));
            }
        }
    }

    /// What is out of view takes no line, and what is partly so none beyond the sheet.
    #[test]
    fn lines_end_at_the_sheet_and_move_with_the_map() {
        let huge = vec![square(-1e7, -1e7, 2e7)];
        for sign in [Sign::Added, Sign::Removed] {
            let lines = hatch(&huge, SHEET, [0.0, 0.0], sign);
            let is_on = |at: &[f32; 2]| (-0.1..=400.1).contains(&at[0]) && (-0.1..=300.1).contains(&at[1]);
            assert!(lines.iter().flatten().all(is_on), "{lines:?}");
            assert!((length(&lines) / (400.0 * 300.0 / APART) - 1.0).abs() < 0.02);
            assert!(hatch(&[square(500.0, 0.0, 90.0)], SHEET, [0.0, 0.0], sign).is_empty());
            let [here, there] =
                [0.0, 3.0].map(|by| hatch(&[square(50.0 + by, 40.0, 100.0)], SHEET, [60.0 + by, 60.0], sign));
            let moved = |[a, b]: &[[f32; 2]; 2]| [[a[0] + 3.0, a[1]], [b[0] + 3.0, b[1]]];
            let close = |a: &[[f32; 2]; 2], b: &[[f32; 2]; 2]| {
                a.iter().flatten().zip(b.iter().flatten()).all(|(a, b)| (a - b).abs() < 1e-3)
            };
            assert!(here.len() == there.len() && here.iter().map(moved).zip(&there).all(|(a, b)| close(&a, b)));
        }
    }
}
