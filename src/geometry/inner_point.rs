//! A point inside a shape: the middle of its widest span along one parallel.
//! Must not know what the point is for.

use super::{LonLat, Polygon, Shape};

impl Shape<'_> {
    /// A point inside the polygon with the tallest extent; `None` for a shape without an area.
    #[must_use]
    pub fn inner_point(self) -> Option<LonLat> {
        let height = |polygon: &Polygon<'_>| polygon.extent().north - polygon.extent().south;
        self.polygons().max_by(|a, b| height(a).total_cmp(&height(b)))?.inner_point()
    }
}

/// The widest span inside some rings, given by their edges, along one height and between two ends; none where nothing is cut there.
pub(crate) fn widest_span(
    edges: impl Iterator<Item = [[f64; 2]; 2]>,
    height: f64,
    [least, most]: [f64; 2],
) -> Option<[f64; 2]> {
    let cut = edges.filter(|[a, b]| (a[1] > height) != (b[1] > height));
    let crossing = |[a, b]: [[f64; 2]; 2]| a[0] + (height - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
    let mut crossings: Vec<f64> = cut.map(|edge| crossing(edge).clamp(least, most)).collect();
    crossings.sort_by(f64::total_cmp);
    let pairs = crossings.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    pairs.max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))
}

impl Polygon<'_> {
    /// A point inside, the middle of the widest span that a parallel half-way up cuts out. `None` when no parallel there cuts it.
    #[must_use]
    pub fn inner_point(self) -> Option<LonLat> {
        let lat = self.parallel_between_vertices()?;
        let edges = self.rings().flat_map(|ring| ring.windows(2));
        let edges = edges.map(|edge| [edge[0], edge[1]].map(|at| [at.lon, at.lat]));
        let [west, east] = widest_span(edges, lat, [f64::NEG_INFINITY, f64::INFINITY])?;
        Some(LonLat { lon: f64::midpoint(west, east), lat })
    }

    /// A latitude near the middle that no vertex lies on: half-way between the middle and the nearest vertex above it.
    fn parallel_between_vertices(self) -> Option<f64> {
        let extent = self.extent();
        let middle = f64::midpoint(extent.south, extent.north);
        let above = self.rings().flatten().map(|at| at.lat).filter(|&lat| lat > middle).min_by(f64::total_cmp)?;
        Some(f64::midpoint(middle, above))
    }
}
