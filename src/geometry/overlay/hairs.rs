//! Hairs of regions: places along an edge that are narrower than a step of the grid, and that only the grid has made, or turned inside out.
//! Must not know what a region is.

use crate::geometry::{LonLat, open_ring};

/// A closed ring without the tips that are no wider than so many degrees all along; empty where nothing is left of it.
///
/// Where vertices lie beside a long edge, the engine joins what is between them to a wider place at the end. Each vertex then goes back to
/// where it was, and what was a step wide may have a width below nothing: its area would be taken from that of the place.
pub(super) fn without_hairs(ring: Vec<LonLat>, width_deg: f64) -> Vec<LonLat> {
    let open = open_ring(&ring);
    let count = open.len();
    let tip = |[before, at, after]: [usize; 3]| is_tip([open[before], open[at], open[after]], width_deg);
    if !(0..count).any(|at| tip([(at + count - 1) % count, at, (at + 1) % count])) {
        return ring;
    }
    // What is left, as a chain that goes round.
    let mut next: Vec<usize> = (0..count).map(|at| (at + 1) % count).collect();
    let mut before: Vec<usize> = (0..count).map(|at| (at + count - 1) % count).collect();
    let (mut at, mut left, mut unchanged) = (0, count, 0);
    while left > 2 && unchanged < left {
        if tip([before[at], at, next[at]]) {
            (next[before[at]], before[next[at]]) = (next[at], before[at]);
            left -= 1;
            unchanged = 0;
            // The vertex before it may be one now.
            at = before[at];
        } else {
            unchanged += 1;
            at = next[at];
        }
    }
    if left < 3 {
        return Vec::new();
    }
    let first = at;
    let mut kept = Vec::with_capacity(left + 1);
    while kept.is_empty() || at != first {
        kept.push(open[at]);
        at = next[at];
    }
    kept.push(open[first]);
    kept
}

/// Whether a ring turns back at a vertex, so that the shorter of its edges there lies no farther than so much beside the other.
fn is_tip([before, at, after]: [LonLat; 3], width_deg: f64) -> bool {
    let way = |to: LonLat| [to.lon - at.lon, to.lat - at.lat];
    let [one, other] = [way(before), way(after)];
    let squared = |way: [f64; 2]| way[0] * way[0] + way[1] * way[1];
    let long = squared(one).max(squared(other));
    let across = one[0] * other[1] - one[1] * other[0];
    let turns_back = one[0] * other[0] + one[1] * other[1] > 0.0;
    turns_back && across * across <= width_deg * width_deg * long
}

#[cfg(test)]
mod tests {
    use super::without_hairs;
    use crate::geometry::LonLat;

    fn ring(places: &[(f64, f64)]) -> Vec<LonLat> {
        places.iter().chain(places.first()).map(|&(lon, lat)| LonLat { lon, lat }).collect()
    }

    #[test]
    fn a_hair_goes_and_the_place_that_it_hangs_on_stays() {
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        // Along its southern side goes a hair of two steps each way, inside out.
        let haired = ring(&[(0.0, 0.0), (3.0, 1e-9), (9.0, 2e-9), (5.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        let mut kept = without_hairs(haired, 1e-8);
        kept.pop();
        let left: Vec<(f64, f64)> = kept.iter().map(|at| (at.lon, at.lat)).collect();
        assert!(square.iter().all(|corner| left.contains(corner)) && left.len() <= 5, "{left:?}");
        assert!(left.iter().all(|&(lon, lat)| lon <= 1.0 || lat.abs() > 1e-8), "{left:?}");
        assert_eq!(without_hairs(ring(&square), 1e-8), ring(&square));
        assert!(without_hairs(ring(&[(0.0, 0.0), (9.0, 0.0), (4.0, 1e-9)]), 1e-8).is_empty());
    }
}
