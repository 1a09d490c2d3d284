//! The part of a ring in a box.
//! Must not know what the ring is overlaid on.

use crate::geometry::{Extent, LonLat};

/// A closed ring in a box; where it leaves the box, the sides of the box stand for the way outside (Sutherland and Hodgman 1974).
#[must_use]
pub fn clipped(ring: &[LonLat], within: Extent) -> Vec<LonLat> {
    let sides = [(0, within.west, 1.0), (0, within.east, -1.0), (1, within.south, 1.0), (1, within.north, -1.0)];
    let mut path: Vec<[f64; 2]> = ring.iter().map(|at| [at.lon, at.lat]).collect();
    for (axis, limit, inward) in sides {
        let inside = |at: [f64; 2]| (at[axis] - limit) * inward >= 0.0;
        let mut cut = Vec::with_capacity(path.len());
        for edge in path.windows(2) {
            let (a, b) = (edge[0], edge[1]);
            if inside(a) {
                cut.push(a);
            }
            if inside(a) != inside(b) {
                let part = (limit - a[axis]) / (b[axis] - a[axis]);
                let mut at = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
                at[axis] = limit;
                cut.push(at);
            }
        }
        cut.extend(cut.first().copied());
        path = cut;
    }
    path.into_iter().map(|[lon, lat]| LonLat { lon, lat }).collect()
}
