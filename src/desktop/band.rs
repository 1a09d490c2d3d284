//! Bands along a polygon's edge: outwards, so that a fill ends softly; inwards, as a glow.
//! Must not know what the polygon is.

use egui::{Color32, Mesh, Pos2, Vec2};

use crate::picture::{Point, clipped};

/// A corner's band is at most this many times as wide as the band, however sharp the corner.
const MITRE: f64 = 2.0;
/// A glow is narrowed corner by corner only while that takes no more than so many looks at an edge.
const EFFORT: usize = 60_000;
/// A glow is at most this part of its ring's width or height.
const WIDEST: f64 = 0.15;

/// A ring on the sheet, the closing point left out, with the direction into its polygon at each corner.
pub(super) struct Edge {
    points: Vec<Point>,
    inwards: Vec<Point>,
}

impl Edge {
    /// A ring of a polygon: its outer ring, or a hole. None for one without an inside.
    pub(super) fn new(ring: impl IntoIterator<Item = Point>, is_hole: bool) -> Option<Self> {
        let mut points: Vec<Point> = Vec::new();
        for point in ring {
            if points.last().is_none_or(|last| distance(*last, point) > 0.25) {
                points.push(point);
            }
        }
        while points.len() > 1 && distance(points[0], points[points.len() - 1]) <= 0.25 {
            points.pop();
        }
        if points.len() < 3 {
            return None;
        }
        // Relative to the first corner, so that nothing is lost in large numbers.
        let [x0, y0] = points[0];
        let cross = |[a, b]: [Point; 2]| (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
        let doubled: f64 = pairs(&points).map(cross).sum();
        if doubled == 0.0 {
            return None;
        }
        let side = if (doubled > 0.0) == is_hole { -1.0 } else { 1.0 };
        let normals: Vec<Point> = pairs(&points).map(|[a, b]| normal(a, b, side)).collect();
        let inwards = (0..points.len()).map(|i| mitre(normals[(i + normals.len() - 1) % normals.len()], normals[i]));
        let inwards = inwards.collect();
        Some(Self { points, inwards })
    }

    /// A band outwards, from a colour at the edge to nothing.
    pub(super) fn feather(&self, mesh: &mut Mesh, bounds: [f64; 4], corner: Pos2, width: f64, colour: Color32) {
        let outer: Vec<Point> = self.shifted(|_| -width);
        self.quads(mesh, bounds, corner, &outer, [colour, Color32::TRANSPARENT], [0.0, 1.0]);
    }

    /// A band inwards, fading; narrower where the polygon is.
    pub(super) fn glow(&self, mesh: &mut Mesh, bounds: [f64; 4], corner: Pos2, width: f64, colour: Color32) {
        let width = width.min(self.least_side() * WIDEST);
        let near: Vec<usize> = (0..self.points.len()).filter(|&i| is_near(self.points[i], bounds, width)).collect();
        let mut depths = vec![width; self.points.len()];
        if near.len() * self.points.len() <= EFFORT {
            for &i in &near {
                depths[i] = self.depth(i, width, bounds);
            }
        }
        let inner: Vec<Point> = self.shifted(|i| depths[i]);
        let half = colour.gamma_multiply(0.7);
        self.quads(mesh, bounds, corner, &inner, [colour, half], [0.0, 0.45]);
        self.quads(mesh, bounds, corner, &inner, [half, Color32::TRANSPARENT], [0.45, 1.0]);
    }

    /// The lesser of the width and the height of the box around it.
    fn least_side(&self) -> f64 {
        let side = |axis: usize| {
            let values = || self.points.iter().map(|point| point[axis]);
            values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
        };
        side(0).min(side(1))
    }

    /// How far inwards from a corner the edge itself is no nearer than it should be.
    fn depth(&self, i: usize, width: f64, bounds: [f64; 4]) -> f64 {
        let mut depth = width;
        while depth > 0.5 {
            let to = add(self.points[i], self.inwards[i], depth);
            let close = |[a, b]: [Point; 2]| {
                is_near_edge(a, b, bounds, 2.0 * width) && distance_to_edge(to, a, b) < depth * 0.85
            };
            if !pairs(&self.points).any(close) {
                break;
            }
            depth *= 0.75;
        }
        depth
    }

    fn shifted(&self, by: impl Fn(usize) -> f64) -> Vec<Point> {
        (0..self.points.len()).map(|i| add(self.points[i], self.inwards[i], by(i))).collect()
    }

    /// Quadrangles between two shares of the way from the edge to other points; only what is in view.
    fn quads(
        &self,
        mesh: &mut Mesh,
        bounds: [f64; 4],
        corner: Pos2,
        others: &[Point],
        [near, far]: [Color32; 2],
        [from, to]: [f64; 2],
    ) {
        for i in 0..self.points.len() {
            let next = (i + 1) % self.points.len();
            let (a, b) = (self.points[i], self.points[next]);
            let Some([begin, end]) = clipped(a, b, bounds) else { continue };
            let vertex = |share: f64, depth: f64| {
                let on_edge = between(a, b, share);
                let other = between(others[i], others[next], share);
                on_screen(corner, between(on_edge, other, depth))
            };
            #[expect(clippy::cast_possible_truncation, reason = "a mesh has fewer vertices than 2³²")]
            let first = mesh.vertices.len() as u32;
            mesh.colored_vertex(vertex(begin, from), near);
            mesh.colored_vertex(vertex(end, from), near);
            mesh.colored_vertex(vertex(end, to), far);
            mesh.colored_vertex(vertex(begin, to), far);
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first, first + 2, first + 3);
        }
    }
}

/// A point of the sheet as a point of the screen.
#[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
pub(super) fn on_screen(corner: Pos2, [x, y]: Point) -> Pos2 {
    corner + Vec2::new(x as f32, y as f32)
}

/// Each corner with the next, the last with the first.
fn pairs(points: &[Point]) -> impl Iterator<Item = [Point; 2]> {
    (0..points.len()).map(|i| [points[i], points[(i + 1) % points.len()]])
}

/// The direction to the left of an edge, or to its right, one point long.
fn normal(a: Point, b: Point, side: f64) -> Point {
    let length = distance(a, b);
    if length > 0.0 { [side * (a[1] - b[1]) / length, side * (b[0] - a[0]) / length] } else { [0.0, 0.0] }
}

/// How far a corner moves when both its edges move by one along their normals.
fn mitre(a: Point, b: Point) -> Point {
    let middle = between(a, b, 0.5);
    let square = middle[0] * middle[0] + middle[1] * middle[1];
    if square < 1e-6 {
        return a;
    }
    let share = (1.0 / square).min(MITRE / square.sqrt());
    middle.map(|c| c * share)
}

fn is_near([x, y]: Point, [left, top, right, bottom]: [f64; 4], margin: f64) -> bool {
    x > left - margin && x < right + margin && y > top - margin && y < bottom + margin
}

fn is_near_edge(a: Point, b: Point, [left, top, right, bottom]: [f64; 4], margin: f64) -> bool {
    let outside = |axis: usize, low: f64, high: f64| {
        (a[axis] < low - margin && b[axis] < low - margin) || (a[axis] > high + margin && b[axis] > high + margin)
    };
    !outside(0, left, right) && !outside(1, top, bottom)
}

fn distance(a: Point, b: Point) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

fn distance_to_edge(point: Point, a: Point, b: Point) -> f64 {
    let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    let square = dx * dx + dy * dy;
    let along = (point[0] - a[0]) * dx + (point[1] - a[1]) * dy;
    let share = if square > 0.0 { (along / square).clamp(0.0, 1.0) } else { 0.0 };
    distance(point, between(a, b, share))
}

fn between(a: Point, b: Point, share: f64) -> Point {
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

fn add(a: Point, direction: Point, times: f64) -> Point {
    [a[0] + direction[0] * times, a[1] + direction[1] * times]
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Mesh, Pos2};

    use super::Edge;

    const SHEET: [f64; 4] = [0.0, 0.0, 100.0, 100.0];
    const SQUARE: [[f64; 2]; 5] = [[10.0, 10.0], [10.0, 90.0], [90.0, 90.0], [90.0, 10.0], [10.0, 10.0]];

    fn glow(ring: impl IntoIterator<Item = [f64; 2]>, is_hole: bool) -> Mesh {
        let mut mesh = Mesh::default();
        let edge = Edge::new(ring, is_hole).expect("a ring");
        edge.glow(&mut mesh, SHEET, Pos2::ZERO, 7.0, Color32::WHITE);
        mesh
    }

    #[test]
    fn a_glow_stays_inside_whichever_way_the_ring_runs() {
        for ring in [SQUARE.to_vec(), SQUARE.iter().rev().copied().collect()] {
            let inside = |p: Pos2| (10.0..=90.0).contains(&p.x) && (10.0..=90.0).contains(&p.y);
            assert!(glow(ring.clone(), false).vertices.iter().all(|v| inside(v.pos)));
            let mesh = glow(ring, true);
            let beyond = |p: Pos2| p.x <= 10.0 || p.x >= 90.0 || p.y <= 10.0 || p.y >= 90.0;
            assert!(mesh.vertices.iter().all(|v| beyond(v.pos)));
        }
    }

    #[test]
    fn a_glow_is_narrow_where_its_polygon_is() {
        let sliver = [[10.0, 50.0], [90.0, 50.0], [90.0, 53.0], [10.0, 53.0]];
        let mesh = glow(sliver, false);
        assert!(mesh.vertices.iter().all(|v| (49.9..=53.1).contains(&v.pos.y)), "{:?}", mesh.vertices);
    }

    #[test]
    fn what_has_no_inside_has_no_edge() {
        assert!(Edge::new([], false).is_none());
        assert!(Edge::new([[1.0, 1.0]; 5], false).is_none());
        assert!(Edge::new([[1.0, 1.0], [5.0, 5.0], [9.0, 9.0], [1.0, 1.0]], false).is_none());
    }
}
