//! Polygons cut into triangles, in a time that hardly grows faster than they do: a large one is first cut into halves.
//! Must not know what the polygons are.

use earcut::{Earcut, deviation};

use crate::picture::Step;

/// A polygon of more vertices than this is cut in halves.
const LARGE: usize = 20_000;
/// How often a polygon may be halved.
const DEEPEST: u8 = 16;
/// Triangles may miss this part of a piece's area, or it is cut in halves too.
const MISSED: f64 = 1e-3;

type Vertex = [f64; 2];

/// The outer ring and the holes of a polygon or of a piece of one, none closed.
type Rings = Vec<Vec<Vertex>>;

/// Cuts one polygon after the other.
pub(super) struct Cutter {
    earcut: Earcut<f64>,
    vertices: Vec<Vertex>,
    holes: Vec<u32>,
    triangles: Vec<u32>,
}

impl Cutter {
    pub(super) fn new() -> Self {
        Self { earcut: Earcut::new(), vertices: Vec::new(), holes: Vec::new(), triangles: Vec::new() }
    }

    /// Hands over each piece of a polygon of closed rings, the outer one first: vertices, and triples of them.
    pub(super) fn cut(&mut self, rings: &[&[Step]], piece: &mut impl FnMut(&[Vertex], &[u32])) {
        let open =
            |ring: &&[Step]| -> Vec<Vertex> { ring[..ring.len() - 1].iter().map(|step| step.map(f64::from)).collect() };
        // A ring of fewer has no inside.
        let Some(outer) = rings.first().filter(|ring| ring.len() > 3) else { return };
        let holes = rings[1..].iter().filter(|ring| ring.len() > 3);
        let mut todo: Vec<(Rings, u8)> = vec![([outer].into_iter().chain(holes).map(open).collect(), 0)];
        while let Some((rings, depth)) = todo.pop() {
            let count: usize = rings.iter().map(Vec::len).sum();
            if count <= LARGE || depth >= DEEPEST {
                self.triangulate(&rings);
                if depth == 0 || depth >= DEEPEST || count < 64 || self.missed() < MISSED {
                    piece(&self.vertices, &self.triangles);
                    continue;
                }
            }
            todo.extend(halves(&rings).into_iter().map(|half| (half, depth + 1)));
        }
    }

    fn triangulate(&mut self, rings: &Rings) {
        self.vertices.clear();
        self.holes.clear();
        for ring in rings {
            if !self.vertices.is_empty() {
                self.holes.push(u32::try_from(self.vertices.len()).unwrap_or(u32::MAX));
            }
            self.vertices.extend_from_slice(ring);
        }
        self.earcut.earcut(self.vertices.iter().copied(), &self.holes, &mut self.triangles);
    }

    /// Which part of the last piece's area its triangles miss.
    fn missed(&self) -> f64 {
        deviation(self.vertices.iter().copied(), &self.holes, &self.triangles)
    }
}

/// The two halves of a polygon, cut across its longer side where half its vertices are on each side.
fn halves(rings: &Rings) -> Vec<Rings> {
    let Some(outer) = rings.first() else { return Vec::new() };
    let side = |axis: usize| {
        let (low, high) = outer.iter().fold((f64::MAX, f64::MIN), |(l, h), p| (l.min(p[axis]), h.max(p[axis])));
        high - low
    };
    let axis = usize::from(side(1) > side(0));
    let mut values: Vec<f64> = rings.iter().flatten().map(|vertex| vertex[axis]).collect();
    let middle = values.len() / 2;
    let at = *values.select_nth_unstable_by(middle, f64::total_cmp).1;
    let half = |sign: f64| {
        let mut rings = rings.iter().map(|ring| clipped(ring, axis, at, sign));
        let outer = rings.next().filter(|outer| outer.len() > 2)?;
        Some([outer].into_iter().chain(rings.filter(|hole| hole.len() > 2)).collect())
    };
    [1.0, -1.0].into_iter().filter_map(half).collect()
}

/// What of a ring lies on one side of a line along an axis (Sutherland and Hodgman, CACM 17(1), 1974).
fn clipped(ring: &[Vertex], axis: usize, at: f64, sign: f64) -> Vec<Vertex> {
    let mut kept: Vec<Vertex> = Vec::new();
    let Some(&last) = ring.last() else { return kept };
    let depth = |vertex: Vertex| (vertex[axis] - at) * sign;
    let mut before = last;
    for &vertex in ring {
        let (from, to) = (depth(before), depth(vertex));
        if (from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0) {
            // The same place whichever way the edge runs, so that both halves meet.
            let [low, high] = if before[axis] < vertex[axis] { [before, vertex] } else { [vertex, before] };
            let share = (at - low[axis]) / (high[axis] - low[axis]);
            let mut crossing = [at; 2];
            crossing[1 - axis] = low[1 - axis] + (high[1 - axis] - low[1 - axis]) * share;
            push(&mut kept, crossing);
        }
        if to >= 0.0 {
            push(&mut kept, vertex);
        }
        before = vertex;
    }
    kept
}

/// Adds a vertex unless it is the last one again.
fn push(kept: &mut Vec<Vertex>, vertex: Vertex) {
    if kept.last() != Some(&vertex) {
        kept.push(vertex);
    }
}

#[cfg(test)]
mod tests {
    use super::Cutter;
    use crate::picture::Step;

    /// Twice the area of a ring.
    fn doubled(ring: &[Step]) -> f64 {
        let cross = |edge: &[Step]| {
            let [[ax, ay], [bx, by]] = [edge[0], edge[1]].map(|step| step.map(f64::from));
            ax * by - bx * ay
        };
        ring.windows(2).map(cross).sum::<f64>().abs()
    }

    /// Twice the area of all triangles, and how many pieces there are.
    fn cut(rings: &[&[Step]]) -> (f64, usize) {
        let (mut sum, mut pieces) = (0.0, 0);
        Cutter::new().cut(rings, &mut |vertices, triangles| {
            pieces += 1;
            for three in triangles.chunks_exact(3) {
                let [a, b, c] = [three[0], three[1], three[2]].map(|at| vertices[at as usize]);
                sum += ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs();
            }
        });
        (sum, pieces)
    }

    /// A ragged ring around a middle.
    #[expect(clippy::cast_possible_truncation, reason = "a test's figures")]
    fn ragged(vertices: u32, middle: Step, radius: f64) -> Vec<Step> {
        let mut seed = 1_u32;
        let mut ring: Vec<Step> = (0..vertices)
            .map(|at| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let (sine, cosine) = (f64::from(at) / f64::from(vertices) * std::f64::consts::TAU).sin_cos();
                let reach = radius * (0.9 + 0.1 * f64::from(seed >> 16) / 65_536.0);
                [middle[0] + (reach * cosine) as i32, middle[1] + (reach * sine) as i32]
            })
            .collect();
        ring.push(ring[0]);
        ring
    }

    #[test]
    fn the_triangles_of_a_polygon_are_as_large_as_it_is() {
        let square: [Step; 5] = [[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]];
        let hole: [Step; 5] = [[20, 20], [20, 40], [40, 40], [40, 20], [20, 20]];
        assert_eq!(cut(&[&square, &hole]), (2.0 * (10_000.0 - 400.0), 1));
    }

    #[test]
    fn a_large_polygon_is_cut_in_pieces_that_lose_nothing() {
        let outer = ragged(150_000, [1 << 29, 1 << 29], 5e8);
        let hole: Vec<Step> = ragged(30_000, [1 << 29, 1 << 29], 2e8).into_iter().rev().collect();
        let (sum, pieces) = cut(&[&outer, &hole]);
        let area = doubled(&outer) - doubled(&hole);
        assert!(pieces >= 8 && (sum / area - 1.0).abs() < 1e-6, "{pieces} pieces, {sum} for {area}");
    }

    #[test]
    fn what_has_no_inside_has_no_triangles() {
        let line: [Step; 3] = [[0, 0], [5, 5], [0, 0]];
        for rings in [&[][..], &[&line[..]][..], &[&line[..1]][..]] {
            assert_eq!(cut(rings), (0.0, 0));
        }
    }
}
