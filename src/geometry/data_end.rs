//! Where data were cut along a box: edges that lie on it end the data, and bound nothing on the ground.
//! Must not know what the shapes are.

use super::{Extent, LonLat, Polygon, Shape, ShapeKind, Shapes};

/// An edge lies on a box if it is nearer to it than this part of the longer side.
const NEAR: f64 = 2e-6;

/// The rings of some shapes as lines, each shape in its place, without the edges that lie on the box around all of them; none where
/// no edge does.
///
/// ```
/// use zonemap::geometry::{LonLat, Shapes, bounds_of_cut};
///
/// let at = |lon, lat| LonLat { lon, lat };
/// let cut = Shapes::of_polygon(&[vec![at(0.0, 0.0), at(2.0, 0.0), at(2.0, 2.0), at(1.0, 1.0), at(0.0, 2.0), at(0.0, 0.0)]]);
/// let shores = bounds_of_cut(&cut).expect("three edges end the data");
/// assert_eq!(shores.positions(), [at(2.0, 2.0), at(1.0, 1.0), at(0.0, 2.0)]);
/// ```
#[must_use]
pub fn bounds_of_cut(shapes: &Shapes) -> Option<Shapes> {
    let Extent { west, south, east, north } = shapes.extent();
    let near = NEAR * (east - west).max(north - south);
    let at_side = |a: f64, b: f64, side: f64| (a - side).abs() <= near && (b - side).abs() <= near;
    let on = |a: LonLat, b: LonLat| {
        [west, east].iter().any(|side| at_side(a.lon, b.lon, *side))
            || [south, north].iter().any(|side| at_side(a.lat, b.lat, *side))
    };
    if !shapes.iter().flat_map(rings).any(|ring| ring.windows(2).any(|edge| on(edge[0], edge[1]))) {
        return None;
    }
    let mut lines = Shapes::default();
    for shape in shapes.iter() {
        for ring in rings(shape) {
            for line in runs(ring, on) {
                for at in line {
                    lines.push(at, None);
                }
                lines.end_line();
            }
        }
        lines.end_shape(ShapeKind::MultiLineString);
    }
    Some(lines)
}

/// All rings of a shape.
fn rings(shape: Shape<'_>) -> impl Iterator<Item = &[LonLat]> {
    shape.polygons().flat_map(Polygon::rings)
}

/// What is left of a ring in lines; begun where an edge was left out, so that no line is broken where the ring is closed.
fn runs(ring: &[LonLat], is_out: impl Fn(LonLat, LonLat) -> bool) -> Vec<Vec<LonLat>> {
    let edges = ring.len().saturating_sub(1);
    let edge = |at: usize| (ring[at % edges], ring[at % edges + 1]);
    let out = |at: usize| is_out(edge(at).0, edge(at).1);
    let Some(first) = (0..edges).find(|&at| out(at)) else { return vec![ring.to_vec()] };
    let mut runs: Vec<Vec<LonLat>> = Vec::new();
    for at in first..first + edges {
        if !out(at) {
            let (from, to) = edge(at);
            match runs.last_mut().filter(|_| !out(at - 1)) {
                Some(run) => run.push(to),
                None => runs.push(vec![from, to]),
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{LonLat, Shapes, bounds_of_cut};

    fn ring(corners: &[(f64, f64)]) -> Vec<LonLat> {
        corners.iter().chain(corners.first()).map(|&(lon, lat)| LonLat { lon, lat }).collect()
    }

    #[test]
    fn what_lies_inside_keeps_its_whole_ring() {
        let island = [(3.0, 3.0), (4.0, 3.0), (4.0, 4.0)];
        let mut shapes = Shapes::of_polygon(&[ring(&[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)]), ring(&island)]);
        shapes.push_polygon(&[ring(&[(0.5, 0.5), (1.0, 0.5), (1.0, 1.0)])]);
        shapes.end_shape(crate::geometry::ShapeKind::Polygon);
        let lines = bounds_of_cut(&shapes).expect("the square is the box");
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.vertex_count(), 8, "the hole and the island, the square not");
        let inside = Shapes::of_polygon(&[ring(&[(0.0, 1.0), (1.0, 0.0), (2.0, 1.0), (1.0, 2.0)])]);
        assert!(bounds_of_cut(&inside).is_none());
    }

    #[test]
    fn a_line_is_not_broken_where_its_ring_closes() {
        // The ring begins in the middle of its shore.
        let cut = ring(&[(1.0, 1.0), (0.0, 2.0), (0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]);
        let lines = bounds_of_cut(&Shapes::of_polygon(&[cut])).expect("cut");
        let shape = lines.get(0).expect("one");
        assert_eq!((shape.parts().count(), lines.vertex_count()), (1, 3));
    }
}
