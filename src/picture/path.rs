//! Lines on the sheet: cut to what is in view, and broken into dashes that run on from edge to edge.
//! Must not know what the lines are.

/// A point of the sheet, in points from its top left corner; it may lie far outside.
pub type Point = [f64; 2];

/// A span of a line that is in view.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its points.
    pub points: Vec<Point>,
    /// How far along the whole line it begins.
    pub start: f64,
}

/// The part of an edge inside a box (left, top, right, bottom), as shares of the edge's length from 0 to 1.
#[must_use]
pub fn clipped(a: Point, b: Point, bounds: [f64; 4]) -> Option<[f64; 2]> {
    let mut inside = [0.0_f64, 1.0_f64];
    for axis in 0..2 {
        let (from, step) = (a[axis], b[axis] - a[axis]);
        let [low, high] = [bounds[axis], bounds[axis + 2]];
        if step == 0.0 {
            if from < low || from > high {
                return None;
            }
            continue;
        }
        let [s, t] = [(low - from) / step, (high - from) / step];
        inside = [inside[0].max(s.min(t)), inside[1].min(s.max(t))];
    }
    (inside[0] <= inside[1]).then_some(inside)
}

/// The spans of a line inside a box, in order. Points nearer to one another than a tenth of a point are taken for one.
#[must_use]
pub fn visible_runs(line: impl IntoIterator<Item = Point>, bounds: [f64; 4]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut before, mut along, mut open): (Option<Point>, f64, bool) = (None, 0.0, false);
    for b in line {
        let Some(a) = before else {
            before = Some(b);
            continue;
        };
        let length = (b[0] - a[0]).hypot(b[1] - a[1]);
        if length < 0.1 {
            continue;
        }
        before = Some(b);
        match clipped(a, b, bounds) {
            Some([from, to]) => {
                match runs.last_mut() {
                    Some(run) if open && from <= 0.0 => run.points.push(between(a, b, to)),
                    _ => {
                        let points = vec![between(a, b, from), between(a, b, to)];
                        runs.push(Run { points, start: along + length * from });
                    }
                }
                open = to >= 1.0;
            }
            None => open = false,
        }
        along += length;
    }
    runs
}

/// The dashes of a run, each a line: so long each with so long a gap, counted from the beginning of the whole line.
#[must_use]
pub fn dashes(run: &Run, dash: f64, gap: f64) -> Vec<Vec<Point>> {
    let period = dash + gap;
    let mut all: Vec<Vec<Point>> = Vec::new();
    let mut phase = run.start.rem_euclid(period);
    let mut open = false;
    for edge in run.points.windows(2) {
        let (a, b) = (edge[0], edge[1]);
        let length = (b[0] - a[0]).hypot(b[1] - a[1]);
        let mut done = 0.0;
        while done < length {
            let in_dash = phase < dash;
            let left = if in_dash { dash - phase } else { period - phase };
            let step = left.min(length - done);
            if in_dash {
                let to = between(a, b, (done + step) / length);
                match all.last_mut() {
                    Some(points) if open => points.push(to),
                    _ => all.push(vec![between(a, b, done / length), to]),
                }
            }
            open = in_dash;
            done += step;
            // A step that ends a dash or a gap ends it exactly, so that rounding cannot stand still.
            phase = if step < left {
                phase + step
            } else if in_dash {
                dash
            } else {
                0.0
            };
        }
    }
    all
}

fn between(a: Point, b: Point, share: f64) -> Point {
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

#[cfg(test)]
mod tests {
    use super::{Point, dashes, visible_runs};

    const SHEET: [f64; 4] = [0.0, 0.0, 100.0, 100.0];

    fn length(line: &[Point]) -> f64 {
        line.windows(2).map(|edge| (edge[1][0] - edge[0][0]).hypot(edge[1][1] - edge[0][1])).sum()
    }

    #[test]
    fn a_line_out_and_in_again_is_two_runs() {
        let runs = visible_runs([[10.0, 50.0], [150.0, 50.0], [150.0, 60.0], [10.0, 60.0]], SHEET);
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[0].points, [[10.0, 50.0], [100.0, 50.0]]);
        assert!((runs[1].start - 200.0).abs() < 1e-9);
    }

    #[test]
    fn dashes_run_on_around_corners() {
        let zigzag = (0..40_u8).map(|i| [f64::from(i) * 2.0, if i % 2 == 0 { 10.0 } else { 11.0 }]);
        let runs = visible_runs(zigzag, SHEET);
        let all = dashes(&runs[0], 7.0, 4.0);
        let (last, whole) = all.split_last().expect("dashes");
        assert!(whole.iter().all(|dash| (length(dash) - 7.0).abs() < 1e-9));
        assert!(length(last) <= 7.0 + 1e-9);
        assert_eq!(all.len(), 8);
    }

    #[test]
    fn dashes_stay_where_they_are_when_the_line_is_cut() {
        let whole = visible_runs([[0.0, 50.0], [100.0, 50.0]], SHEET);
        let cut = visible_runs([[0.0, 50.0], [100.0, 50.0]], [35.0, 0.0, 100.0, 100.0]);
        let begins = |run| dashes(run, 6.0, 4.0).iter().map(|dash| dash[0][0]).collect::<Vec<f64>>();
        assert_eq!(begins(&whole[0])[4..], begins(&cut[0])[1..]);
    }

    #[test]
    fn a_line_across_the_world_makes_few_dashes() {
        let runs = visible_runs([[-1e9, 50.0], [1e9, 50.0]], SHEET);
        assert!(dashes(&runs[0], 1.0, 1.0).len() <= 52);
    }
}
