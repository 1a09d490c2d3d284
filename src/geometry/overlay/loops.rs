//! Rings that meet themselves or each other in points taken apart, so that each area is connected inside: two that touch are two.
//! Must not know where the rings come from.

use std::cmp::Ordering;

use i_overlay::i_float::int::point::IntPoint;

type Ring = Vec<IntPoint>;

/// Of so few places each is compared with each.
const FEW: usize = 12;

/// The shapes that a shape comes apart into: each one's outer ring first, counter-clockwise, then its holes.
pub(super) fn taken_apart(shape: Vec<Ring>) -> Vec<Vec<Ring>> {
    if !has_meetings(&shape) {
        return vec![shape];
    }
    let loops = retraced(&shape).into_iter().flat_map(simple_loops);
    let (mut outer, holes): (Vec<Ring>, Vec<Ring>) =
        loops.filter(|ring| ring.len() > 2).partition(|ring| doubled_area(ring) > 0);
    // The smallest first, so that a hole falls to the innermost ring around it.
    outer.sort_by_cached_key(|ring| doubled_area(ring));
    let mut shapes: Vec<Vec<Ring>> = outer.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        if let Some(shape) = shapes.iter_mut().find(|shape| contains(&shape[0], &hole)) {
            shape.push(hole);
        }
    }
    shapes
}

/// Whether the rings of a shape come to any place more than once.
fn has_meetings(shape: &[Ring]) -> bool {
    if let [ring] = shape
        && ring.len() <= FEW
    {
        return (1..ring.len()).any(|at| ring[..at].contains(&ring[at]));
    }
    let mut places: Vec<(i32, i32)> = shape.iter().flatten().map(|at| (at.x, at.y)).collect();
    places.sort_unstable();
    places.windows(2).any(|pair| pair[0] == pair[1])
}

/// A directed edge of a shape, the inside on its left.
#[derive(Clone, Copy)]
struct Edge {
    from: IntPoint,
    to: IntPoint,
    used: bool,
}

/// The same edges as rings that turn as far left as they can wherever several meet. However the rings came, each then has one connected
/// inside on its left: an area that hangs together with another only in points, be that two of them or more, gets rings of its own.
fn retraced(shape: &[Ring]) -> Vec<Ring> {
    let both = shape.iter().flat_map(|ring| edges(ring)).filter(|(from, to)| from != to);
    let mut all: Vec<Edge> = both.map(|(from, to)| Edge { from, to, used: false }).collect();
    all.sort_unstable_by_key(|edge| (edge.from.x, edge.from.y));
    let mut rings = Vec::new();
    for first in 0..all.len() {
        let mut ring = Ring::new();
        let mut at = Some(first);
        while let Some(edge) = at.filter(|&edge| !all[edge].used) {
            all[edge].used = true;
            ring.push(all[edge].from);
            at = leftmost(&all, all[edge]);
        }
        rings.push(ring);
    }
    rings
}

/// Of the unused edges from where an edge ends the one that is met first when turning clockwise from the way back.
fn leftmost(all: &[Edge], edge: Edge) -> Option<usize> {
    let key = (edge.to.x, edge.to.y);
    let from = all.partition_point(|other| (other.from.x, other.from.y) < key);
    let here = all[from..].iter().take_while(|other| (other.from.x, other.from.y) == key).enumerate();
    let back = way(edge.to, edge.from);
    let open = here.filter(|(_, other)| !other.used);
    open.min_by(|(_, a), (_, b)| clockwise(back, way(a.from, a.to), way(b.from, b.to))).map(|(at, _)| from + at)
}

type Way = (i64, i64);

fn way(from: IntPoint, to: IntPoint) -> Way {
    (i64::from(to.x) - i64::from(from.x), i64::from(to.y) - i64::from(from.y))
}

fn cross(a: Way, b: Way) -> i128 {
    i128::from(a.0) * i128::from(b.1) - i128::from(a.1) * i128::from(b.0)
}

/// Which of two ways comes first when turning clockwise from another; that way itself comes last.
fn clockwise(from: Way, a: Way, b: Way) -> Ordering {
    let half = |way: Way| match cross(from, way).cmp(&0) {
        Ordering::Less => 0,
        Ordering::Equal if i128::from(from.0) * i128::from(way.0) + i128::from(from.1) * i128::from(way.1) < 0 => 1,
        Ordering::Greater => 2,
        Ordering::Equal => 3,
    };
    half(a).cmp(&half(b)).then_with(|| cross(a, b).cmp(&0))
}

/// A ring cut wherever it comes back to a place it was at.
fn simple_loops(ring: Ring) -> Vec<Ring> {
    let mut loops = Vec::new();
    let mut path: Ring = Vec::with_capacity(ring.len());
    let mut places: std::collections::BTreeMap<(i32, i32), usize> = std::collections::BTreeMap::new();
    for point in ring {
        if let Some(&from) = places.get(&(point.x, point.y)) {
            let cut: Ring = path.split_off(from);
            for gone in &cut {
                places.remove(&(gone.x, gone.y));
            }
            loops.push(cut);
        }
        places.insert((point.x, point.y), path.len());
        path.push(point);
    }
    loops.push(path);
    loops
}

fn doubled_area(ring: &[IntPoint]) -> i128 {
    edges(ring).map(|(a, b)| i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)).sum()
}

fn edges(ring: &[IntPoint]) -> impl Iterator<Item = (IntPoint, IntPoint)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Whether a ring is around another that does not cross it: by the middle of the other's first edge, which is inside or outside.
fn contains(ring: &[IntPoint], other: &[IntPoint]) -> bool {
    let Some((from, to)) = edges(other).next() else { return false };
    // Twice everything, so that the middle is a whole number.
    let [x, y] = [i128::from(from.x) + i128::from(to.x), i128::from(from.y) + i128::from(to.y)];
    let mut inside = false;
    for (a, b) in edges(ring) {
        let [ax, ay, bx, by] = [a.x, a.y, b.x, b.y].map(|whole| 2 * i128::from(whole));
        if (ay > y) != (by > y) {
            let left = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
            if (left > 0) == (by > ay) {
                inside = !inside;
            }
        }
    }
    inside
}
