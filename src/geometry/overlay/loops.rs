//! Rings that meet themselves taken apart, so that each area is connected inside: two that touch in a point are two.
//! Must not know where the rings come from.

use std::collections::BTreeMap;

use i_overlay::i_float::int::point::IntPoint;

type Ring = Vec<IntPoint>;

/// The shapes that a shape comes apart into: each one's outer ring first, counter-clockwise, then its holes.
pub(super) fn taken_apart(shape: Vec<Ring>) -> Vec<Vec<Ring>> {
    let loops = shape.into_iter().flat_map(simple_loops);
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

/// A ring cut wherever it comes back to a place it was at.
fn simple_loops(ring: Ring) -> Vec<Ring> {
    let mut loops = Vec::new();
    let mut path: Ring = Vec::with_capacity(ring.len());
    let mut places: BTreeMap<(i32, i32), usize> = BTreeMap::new();
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
