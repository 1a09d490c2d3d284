//! A coarser level: vertices moved to a coarser grid, then left out where the line hardly bends without them.
//! Must not open a crack between neighbours.
//!
//! The grid moves equal vertices equally. What remains is cut into arcs at the vertices where lines meet or part, and every
//! arc is thinned from the same end whichever way a ring runs through it, so that both neighbours keep the same vertices.
//! Thinning is Douglas and Peucker's (The Canadian Cartographer 10(2), 1973).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::level::{LodLevel, PathKind, Step};

/// The level of a detail, made from the finest. Vertices move by at most a quarter of the detail's step along each axis and
/// lines by at most one step.
pub(super) fn coarser(finest: &LodLevel, detail: usize) -> LodLevel {
    let snapped = snapped(finest, detail.saturating_sub(1));
    let nodes = Nodes::of(&snapped);
    #[expect(clippy::cast_precision_loss, reason = "a power of two")]
    let tolerance = (1_u64 << detail) as f64;
    let mut level = LodLevel::default();
    let mut thinned: Vec<Step> = Vec::new();
    for feature in 0..snapped.feature_count() {
        for path in snapped.paths(feature) {
            match path.kind {
                PathKind::Points => level.push_path(path.points, path.kind),
                PathKind::Outer | PathKind::Hole | PathKind::Line => {
                    thin(path.points, path.kind, &nodes, tolerance, &mut thinned);
                    // Of an area thinner than the tolerance a line remains, of such a hole nothing.
                    if path.kind != PathKind::Hole || thinned.len() > 3 {
                        level.push_path(&thinned, path.kind);
                    }
                }
            }
        }
        level.end_feature();
    }
    level
}

/// Every vertex in the middle of its cell of a coarser grid, those that fall together left out. Of a very small area a
/// dot or a line remains, so that it can still be seen; of such a hole nothing.
fn snapped(finest: &LodLevel, bits: usize) -> LodLevel {
    let half = if bits == 0 { 0 } else { 1 << (bits - 1) };
    let snap = |step: &Step| step.map(|c| ((c >> bits) << bits) + half);
    let mut level = LodLevel::default();
    let mut path_points: Vec<Step> = Vec::new();
    for feature in 0..finest.feature_count() {
        for path in finest.paths(feature) {
            path_points.clear();
            path_points.extend(path.points.iter().map(snap));
            path_points.dedup();
            if path.kind != PathKind::Points && path_points.len() < 2 {
                path_points.extend_from_within(..);
            }
            if path.kind != PathKind::Hole || path_points.len() > 3 {
                level.push_path(&path_points, path.kind);
            }
        }
        level.end_feature();
    }
    level
}

/// A vertex as one number.
fn key([x, y]: Step) -> u64 {
    (u64::from(x.cast_unsigned()) << 32) | u64::from(y.cast_unsigned())
}

/// Keys are well spread by a multiplication; nobody chooses them to do harm without first choosing a file full of vertices.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        // The golden ratio's multiplicative hash (Knuth, The Art of Computer Programming 3, 6.4), folded.
        let spread = u128::from(self.0 ^ key) * 0x9E37_79B9_7F4A_7C15;
        #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
        let folded = (spread as u64) ^ ((spread >> 64) as u64);
        self.0 = folded;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The vertices where lines meet, part or end.
struct Nodes {
    /// Each vertex with its two neighbours, or with none where they are not the same in every line through it.
    neighbours: HashMap<u64, Option<[u64; 2]>, BuildHasherDefault<Spread>>,
}

impl Nodes {
    fn of(level: &LodLevel) -> Self {
        let mut neighbours: HashMap<u64, Option<[u64; 2]>, BuildHasherDefault<Spread>> = HashMap::default();
        neighbours.reserve(level.vertex_count());
        let mut meet = |at: Step, pair: Option<[u64; 2]>| {
            let pair = pair.map(|[a, b]| if a <= b { [a, b] } else { [b, a] });
            neighbours
                .entry(key(at))
                .and_modify(|known| *known = known.filter(|known| pair == Some(*known)))
                .or_insert(pair);
        };
        for path in (0..level.feature_count()).flat_map(|feature| level.paths(feature)) {
            if path.kind == PathKind::Points {
                continue;
            }
            for three in path.points.windows(3) {
                meet(three[1], Some([key(three[0]), key(three[2])]));
            }
            let [Some(&first), Some(&last)] = [path.points.first(), path.points.last()] else { continue };
            if path.kind.is_ring() && path.points.len() > 3 {
                meet(first, Some([key(path.points[1]), key(path.points[path.points.len() - 2])]));
            } else {
                meet(first, None);
                meet(last, None);
            }
        }
        Self { neighbours }
    }

    fn contains(&self, at: Step) -> bool {
        self.neighbours.get(&key(at)).is_some_and(Option::is_none)
    }
}

/// A path with fewer vertices.
fn thin(points: &[Step], kind: PathKind, nodes: &Nodes, tolerance: f64, thinned: &mut Vec<Step>) {
    thinned.clear();
    if points.len() < 4 {
        thinned.extend_from_slice(points);
        return;
    }
    let turned: Vec<Step>;
    let mut line = points;
    if kind.is_ring() {
        // A ring begins at a node, or else at its least vertex, which is the same for a hole and what fills it.
        let ring = &points[..points.len() - 1];
        let node = ring.iter().position(|&at| nodes.contains(at));
        let start = node.or_else(|| (0..ring.len()).min_by_key(|&i| ring[i])).unwrap_or(0);
        turned = ring[start..].iter().chain(&ring[..=start]).copied().collect();
        line = &turned;
    }
    thinned.push(line[0]);
    let mut from = 0;
    for at in 1..line.len() {
        if at + 1 == line.len() || nodes.contains(line[at]) {
            thin_arc(&line[from..=at], tolerance, thinned);
            from = at;
        }
    }
    // A loop between two visits of a node may be gone altogether.
    thinned.dedup();
    if thinned.len() == 1 {
        thinned.push(line[0]);
    }
}

/// Adds the kept vertices of an arc but its first, thinned from the end that is the lesser.
fn thin_arc(arc: &[Step], tolerance: f64, thinned: &mut Vec<Step>) {
    let last = arc.len() - 1;
    let backwards = (arc[last], arc[last - 1]) < (arc[0], arc[1]);
    let at = |i: usize| if backwards { arc[last - i] } else { arc[i] };
    let mut kept = vec![0, last];
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let (mut farthest, mut most) = (0, tolerance * tolerance);
        for i in from + 1..to {
            let distance = square_distance(at(i), at(from), at(to));
            if distance > most {
                (farthest, most) = (i, distance);
            }
        }
        if farthest > 0 {
            kept.push(farthest);
            open.extend([(from, farthest), (farthest, to)]);
        }
    }
    kept.sort_unstable();
    if backwards {
        thinned.extend(kept.iter().rev().skip(1).map(|&i| at(i)));
    } else {
        thinned.extend(kept.iter().skip(1).map(|&i| at(i)));
    }
}

/// The square of the distance from a vertex to an edge, which may be no longer than a point.
fn square_distance(vertex: Step, from: Step, to: Step) -> f64 {
    let way = |to: Step| [0, 1].map(|axis: usize| f64::from(to[axis] - from[axis]));
    let ([x, y], [dx, dy]) = (way(vertex), way(to));
    let square = dx * dx + dy * dy;
    let share = if square > 0.0 { ((x * dx + y * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    let [x, y] = [x - dx * share, y - dy * share];
    x * x + y * y
}
