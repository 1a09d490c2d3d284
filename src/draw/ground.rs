//! An area as it falls on the sheet, and where in it words could stand.
//! Must not know the words.

use super::board::Place;
use crate::geometry::Shape;
use crate::picture::{Point, Projector, clipped};

/// Corners nearer to one another than this many points are taken for one.
const COARSE: f64 = 1.5;
/// Words are wider than high: a place counts as so many times as high as it is.
const STRETCH: f64 = 2.2;
/// A place loses so much of its room for each point that it is away from the middle.
const ASIDE: f64 = 0.2;
/// About how many edges may be looked at to find places.
const EFFORT: usize = 150_000;

/// An area on the sheet.
pub(super) struct Ground {
    rings: Vec<Vec<Point>>,
    /// What of its box is on the sheet.
    seen: [f64; 4],
}

impl Ground {
    /// The area of a shape; none when less of it is in view than any word would need.
    pub(super) fn new(shape: Shape<'_>, projector: &Projector) -> Option<Self> {
        let mut seen = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        let mut rings = Vec::new();
        for ring in shape.polygons().flat_map(crate::geometry::Polygon::rings) {
            let ring = coarse(ring.iter().map(|&at| projector.point_from_lonlat(at)));
            for [x, y] in &ring {
                seen = [seen[0].min(*x), seen[1].min(*y), seen[2].max(*x), seen[3].max(*y)];
            }
            rings.push(ring);
        }
        let sheet = projector.bounds(-8.0);
        seen = [seen[0].max(sheet[0]), seen[1].max(sheet[1]), seen[2].min(sheet[2]), seen[3].min(sheet[3])];
        rings.retain(|ring| ring.len() > 3);
        (seen[2] - seen[0] >= 30.0 && seen[3] - seen[1] >= 14.0 && !rings.is_empty()).then_some(Self { rings, seen })
    }

    /// Whether something of this width and height is not too large from the outset.
    pub(super) fn could_hold(&self, width: f32, height: f32) -> bool {
        let [left, top, right, bottom] = self.seen;
        f64::from(width) <= right - left && f64::from(height) <= bottom - top
    }

    /// Places inside, the best first. One of so many areas.
    pub(super) fn places(&self, count: usize) -> Vec<[f32; 2]> {
        let edges: usize = self.rings.iter().map(Vec::len).sum();
        let effort = (4 * EFFORT / count.max(1)).min(EFFORT);
        let side = (effort / edges.max(1)).isqrt().clamp(5, 24);
        let [left, top, right, bottom] = self.seen;
        #[expect(clippy::cast_precision_loss, reason = "a small grid")]
        let step = |from: f64, to: f64, i: usize| from + (to - from) * (i as f64 + 0.5) / side as f64;
        let grid = (0..side).flat_map(|j| (0..side).map(move |i| [i, j]));
        let points = grid.map(|[i, j]| [step(left, right, i), step(top, bottom, j)]);
        let mut roomy: Vec<(f64, Point)> =
            points.map(|point| (self.worth(point), point)).filter(|(worth, _)| *worth > f64::NEG_INFINITY).collect();
        roomy.sort_by(|a, b| b.0.total_cmp(&a.0));
        roomy.truncate(if count > 20 { 12 } else { 80 });
        if let Some(&(room, point)) = roomy.first() {
            #[expect(clippy::cast_precision_loss, reason = "a small grid")]
            let reach = [(right - left) / side as f64, (bottom - top) / side as f64];
            roomy.insert(0, (room, self.best_near(point, room, reach)));
        }
        #[expect(clippy::cast_possible_truncation, reason = "points on the sheet")]
        let places = roomy.into_iter().map(|(_, point)| point.map(|c| c as f32)).collect();
        places
    }

    /// Whether all of a box is inside.
    pub(super) fn holds(&self, place: &Place) -> bool {
        let bounds = place.map(f64::from);
        let crossed = self.edges().any(|(a, b)| clipped(a, b, bounds).is_some());
        !crossed && self.contains([f64::midpoint(bounds[0], bounds[2]), f64::midpoint(bounds[1], bounds[3])])
    }

    /// Goes uphill from a place to the best near it.
    fn best_near(&self, from: Point, room: f64, reach: [f64; 2]) -> Point {
        let (mut best, mut most, mut reach) = (from, room, reach);
        for _ in 0..5 {
            let [dx, dy] = reach;
            for [x, y] in [[-dx, 0.0], [dx, 0.0], [0.0, -dy], [0.0, dy]] {
                let point = [best[0] + x, best[1] + y];
                let here = self.worth(point);
                if here > most {
                    (best, most) = (point, here);
                }
            }
            reach = reach.map(|r| r * 0.6);
        }
        best
    }

    /// How good a place is: roomy, and not too far from the middle.
    fn worth(&self, point: Point) -> f64 {
        let room = self.room(point);
        if room <= 4.0 {
            return f64::NEG_INFINITY;
        }
        let [left, top, right, bottom] = self.seen;
        room - ASIDE * (point[0] - f64::midpoint(left, right)).hypot(point[1] - f64::midpoint(top, bottom))
    }

    /// How far it is from a place to the nearest edge, heights stretched; negative outside.
    fn room(&self, point: Point) -> f64 {
        let [left, top, right, bottom] = self.seen;
        let to_sheet = (point[0] - left).min(right - point[0]).min((point[1] - top).min(bottom - point[1]) * STRETCH);
        if to_sheet <= 0.0 || !self.contains(point) {
            return -1.0;
        }
        self.edges().map(|(a, b)| distance(point, a, b)).fold(to_sheet, f64::min)
    }

    fn contains(&self, [x, y]: Point) -> bool {
        let crosses = |&(a, b): &(Point, Point)| {
            (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        };
        self.edges().filter(crosses).count() % 2 == 1
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> {
        self.rings.iter().flat_map(|ring| ring.windows(2).map(|edge| (edge[0], edge[1])))
    }
}

/// A ring without corners that lie on one another; still closed.
fn coarse(ring: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    let mut last = None;
    for point in ring {
        let far = kept.last().is_none_or(|k| (point[0] - k[0]).abs().max((point[1] - k[1]).abs()) >= COARSE);
        if far {
            kept.push(point);
        }
        last = Some(point);
    }
    kept.extend(last);
    kept
}

/// The distance from a point to an edge, heights stretched.
fn distance(point: Point, a: Point, b: Point) -> f64 {
    let [px, py] = [point[0] - a[0], (point[1] - a[1]) * STRETCH];
    let [dx, dy] = [b[0] - a[0], (b[1] - a[1]) * STRETCH];
    let square = dx * dx + dy * dy;
    let share = if square > 0.0 { ((px * dx + py * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    (px - dx * share).hypot(py - dy * share)
}
