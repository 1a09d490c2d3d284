//! The band around a line: everything within a distance of it, on a plane.
//! Must not know the length of a degree.

use geo::{Buffer as _, Coord, LineString, Polygon};

/// Everything within a distance of a line on a plane, both in the same unit, vertices and ends round: polygons, each an outer
/// ring and its holes, all closed. None for a line without an edge or a distance that is none.
#[must_use]
pub fn band(line: &[[f64; 2]], distance: f64) -> Vec<Vec<Vec<[f64; 2]>>> {
    let length = |edge: &[[f64; 2]]| (edge[1][0] - edge[0][0]).hypot(edge[1][1] - edge[0][1]);
    let has_edge = line.windows(2).any(|edge| length(edge) > 0.0);
    let is_finite = line.iter().flatten().all(|coordinate| coordinate.is_finite());
    if !(has_edge && is_finite && distance.is_finite() && distance > 0.0) {
        return Vec::new();
    }
    let line: LineString<f64> = line.iter().map(|&[x, y]| Coord { x, y }).collect();
    let ring = |ring: &LineString<f64>| ring.coords().map(|at| [at.x, at.y]).collect();
    let rings =
        |polygon: &Polygon<f64>| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect();
    line.buffer(distance).iter().map(rings).collect()
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::band;

    /// Twice the signed area of a ring (the shoelace formula).
    fn twice_area(ring: &[[f64; 2]]) -> f64 {
        ring.windows(2).map(|edge| edge[0][0] * edge[1][1] - edge[1][0] * edge[0][1]).sum()
    }

    fn area(line: &[[f64; 2]], distance: f64) -> f64 {
        let ring_areas = |polygon: Vec<Vec<[f64; 2]>>| -> f64 {
            let areas: Vec<f64> = polygon.iter().map(|ring| twice_area(ring).abs() / 2.0).collect();
            areas[0] - areas[1..].iter().sum::<f64>()
        };
        band(line, distance).into_iter().map(ring_areas).sum()
    }

    /// Steiner's formula: a segment's band is a rectangle and two half discs; a right angle saves a square and adds a quarter disc.
    #[test]
    fn a_band_is_as_large_as_steiner_says() {
        let straight = area(&[[0.0, 0.0], [100.0, 0.0]], 5.0);
        assert!((straight / (100.0 * 10.0 + PI * 25.0) - 1.0).abs() < 0.002, "{straight}");
        let bent = area(&[[0.0, 0.0], [100.0, 0.0], [100.0, 100.0]], 5.0);
        let expected = 2.0 * 1000.0 + PI * 25.0 + PI * 25.0 / 4.0 - 25.0;
        assert!((bent / expected - 1.0).abs() < 0.002, "{bent}, not {expected}");
    }

    #[test]
    fn a_line_around_a_place_leaves_a_hole() {
        let square = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0], [0.0, 0.0]];
        let band = band(&square, 5.0);
        assert_eq!(band.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
        assert!((twice_area(&band[0][1]).abs() / 2.0 - 90.0 * 90.0).abs() < 1.0);
    }

    #[test]
    fn no_line_or_no_distance_has_no_band() {
        for (line, distance) in
            [(&[][..], 1.0), (&[[1.0, 1.0], [1.0, 1.0]][..], 1.0), (&[[0.0, 0.0], [1.0, 1.0]][..], 0.0)]
        {
            assert!(band(line, distance).is_empty());
        }
        assert!(band(&[[0.0, 0.0], [f64::NAN, 1.0]], 1.0).is_empty());
        assert!(band(&[[0.0, 0.0], [1.0, 1.0]], f64::INFINITY).is_empty());
    }
}
