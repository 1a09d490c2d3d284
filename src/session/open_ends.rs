//! Lines that go on where their data end: the last of each fades out there.
//! Must not know a line's looks.

use std::sync::Arc;

use crate::geometry::{LonLat, Part, ShapeKind, Shapes};
use crate::picture::{EQUATOR_M, LodGeometry, World};

/// A line fades over so much of its length, in metres, but no more than this part of it.
const FADES_M: f64 = 2_500.0;
const SHARE: f64 = 0.4;
/// In so many steps.
const STEPS: u8 = 14;
/// A layer of more lines is a network, whose ends are not looked at one by one.
const MOST: usize = 2_000;
/// An end so near to another line is a junction, in metres.
const NEAR_M: f64 = 80.0;

/// The lines of a layer, feature by feature, in what is painted one over the other.
#[derive(Debug)]
pub struct OpenEnds {
    /// Of each open end what lies beyond a step, longest first, with how strongly it is painted: together they are fainter and fainter
    /// towards the end.
    pub steps: Vec<(Arc<LodGeometry>, f32)>,
    /// All but what fades.
    pub rest: Arc<LodGeometry>,
}

impl OpenEnds {
    /// Those of the lines of some shapes; none where no end is open.
    pub(super) fn of(shapes: &Shapes) -> Option<Self> {
        let lines: Vec<Vec<Line>> = shapes.iter().map(|shape| shape.parts().filter_map(Line::of).collect()).collect();
        let all: Vec<&Line> = lines.iter().flatten().collect();
        if all.len() > MOST {
            return None;
        }
        let is_open = |line: &Line, end| !all.iter().any(|other| other.touches(line, end));
        let open_ends = |line: &Line| line.ends().map(|end| is_open(line, end));
        let open: Vec<Vec<[bool; 2]>> = lines.iter().map(|lines| lines.iter().map(open_ends).collect()).collect();
        if !open.iter().flatten().flatten().any(|open| *open) {
            return None;
        }
        let cut = |part: f64, to: Option<f64>| {
            let mut shapes = Shapes::default();
            for (lines, open) in lines.iter().zip(&open) {
                for (line, open) in lines.iter().zip(open) {
                    line.write(*open, part, to, &mut shapes);
                }
                shapes.end_shape(ShapeKind::MultiLineString);
            }
            Arc::new(LodGeometry::new(&shapes))
        };
        let reached = |step: u8| f64::from(step) / f64::from(STEPS + 1);
        // So strong that, over those before it, a step brings the line to its part of the whole strength.
        let strength = |step: u8| 1.0 - (1.0 - reached(step)) / (1.0 - reached(step - 1));
        #[expect(clippy::cast_possible_truncation, reason = "a part")]
        let steps = (1..=STEPS).map(|step| (cut(reached(step - 1), Some(1.0)), strength(step) as f32)).collect();
        Some(Self { steps, rest: cut(1.0, None) })
    }
}

/// A line on Web Mercator's square.
struct Line {
    points: Vec<World>,
    /// Metres from its beginning to each point.
    along_m: Vec<f64>,
    /// A metre on the square.
    metre: f64,
}

impl Line {
    fn of(part: Part<'_>) -> Option<Self> {
        let Part::Line(line) = part else { return None };
        let metre = 1.0 / (EQUATOR_M * line.first()?.lat.to_radians().cos());
        let points: Vec<World> = line.iter().map(|&at| World::from(at)).collect();
        let mut so_far = 0.0;
        let mut along_m = vec![0.0];
        for edge in points.windows(2) {
            so_far += (edge[1].x - edge[0].x).hypot(edge[1].y - edge[0].y) / metre;
            along_m.push(so_far);
        }
        (so_far > 0.0 && so_far.is_finite()).then_some(Self { points, along_m, metre })
    }

    fn length_m(&self) -> f64 {
        self.along_m.last().copied().unwrap_or(0.0)
    }

    fn ends(&self) -> [World; 2] {
        [self.points[0], self.points[self.points.len() - 1]]
    }

    /// Whether another line's end lies on this one; a line's own end does if it is closed.
    fn touches(&self, of: &Self, end: World) -> bool {
        if std::ptr::eq(self, of) {
            let [a, b] = self.ends();
            return a == b;
        }
        self.points.windows(2).any(|edge| {
            let [dx, dy] = [edge[1].x - edge[0].x, edge[1].y - edge[0].y];
            let [px, py] = [end.x - edge[0].x, end.y - edge[0].y];
            let length2 = dx * dx + dy * dy;
            let part = if length2 > 0.0 { ((px * dx + py * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
            (px - part * dx).hypot(py - part * dy) <= NEAR_M * self.metre
        })
    }

    /// Writes what lies between two parts of the way over which its open ends fade; without an end, all from there on to the other end.
    fn write(&self, open: [bool; 2], from: f64, to: Option<f64>, shapes: &mut Shapes) {
        let (length, fades) = (self.length_m(), FADES_M.min(self.length_m() * SHARE));
        match to {
            None => {
                let at = |open: bool| if open { from * fades } else { 0.0 };
                self.write_span([at(open[0]), length - at(open[1])], shapes);
            }
            Some(to) => {
                if open[0] {
                    self.write_span([from * fades, to * fades], shapes);
                }
                if open[1] {
                    self.write_span([length - to * fades, length - from * fades], shapes);
                }
            }
        }
    }

    fn write_span(&self, [from, to]: [f64; 2], shapes: &mut Shapes) {
        let inside = self.points.iter().zip(&self.along_m).filter(|(_, along)| from < **along && **along < to);
        let points = [self.at(from)].into_iter().chain(inside.map(|(point, _)| *point)).chain([self.at(to)]);
        points.for_each(|point| shapes.push(LonLat::from(point), None));
        shapes.end_line();
    }

    /// The point so many metres from its beginning.
    fn at(&self, along_m: f64) -> World {
        let edge = self.along_m.windows(2).position(|edge| along_m <= edge[1]).unwrap_or(self.points.len() - 2);
        let [from, to] = [self.along_m[edge], self.along_m[edge + 1]];
        let part = if to > from { ((along_m - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        let [a, b] = [self.points[edge], self.points[edge + 1]];
        World { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
    }
}

#[cfg(test)]
mod tests {
    use super::{OpenEnds, STEPS, ShapeKind, Shapes};
    use crate::geometry::LonLat;

    fn lines(lines: &[&[(f64, f64)]]) -> Shapes {
        let mut shapes = Shapes::default();
        for line in lines {
            line.iter().for_each(|&(lon, lat)| shapes.push(LonLat { lon, lat }, None));
            shapes.end_line();
            shapes.end_shape(ShapeKind::LineString);
        }
        shapes
    }

    #[test]
    fn an_end_at_another_line_is_a_junction_and_stays() {
        // A road of some 22 km with another that ends in its middle.
        let ends = OpenEnds::of(&lines(&[&[(0.0, 0.0), (0.2, 0.0)], &[(0.1, 0.1), (0.1, 0.0)]])).expect("open ends");
        assert_eq!(ends.steps.len(), usize::from(STEPS));
        let (longest, _) = &ends.steps[0];
        // Two ends of the first, one of the second, two vertices each.
        assert_eq!(longest.level(0).paths(0).count(), 2);
        assert_eq!(longest.level(0).paths(1).count(), 1);
        assert_eq!(ends.rest.vertex_count(), 4);
        let left = ends.steps.iter().fold(1.0, |left, (_, strength)| left * (1.0 - strength));
        assert!((left - 1.0 / f32::from(STEPS + 1)).abs() < 1e-5, "almost whole where the rest begins: {left}");
        assert!(ends.steps.iter().all(|(_, strength)| *strength > 0.0 && *strength < 1.0));
    }

    #[test]
    fn a_ring_and_lines_that_join_have_no_open_end() {
        let ring: &[(f64, f64)] = &[(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.0)];
        assert!(OpenEnds::of(&lines(&[ring])).is_none());
        assert!(OpenEnds::of(&lines(&[&[(0.0, 0.0), (0.1, 0.0)], &[(0.1, 0.0), (0.0, 0.0)]])).is_none());
        assert!(OpenEnds::of(&lines(&[])).is_none());
    }
}
