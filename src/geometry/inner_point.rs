//! A point inside a shape: the middle of its widest stretch along one parallel.
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

impl Polygon<'_> {
    /// A point inside, the middle of the widest stretch that a parallel half-way up cuts out. `None` when no parallel there cuts it.
    #[must_use]
    pub fn inner_point(self) -> Option<LonLat> {
        let lat = self.parallel_between_vertices()?;
        let mut crossings: Vec<f64> = self
            .rings()
            .flat_map(|ring| ring.windows(2))
            .filter(|edge| (edge[0].lat > lat) != (edge[1].lat > lat))
            .map(|edge| {
                let t = (lat - edge[0].lat) / (edge[1].lat - edge[0].lat);
                edge[0].lon + t * (edge[1].lon - edge[0].lon)
            })
            .collect();
        crossings.sort_by(f64::total_cmp);
        let (west, east) = crossings
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1]))
            .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))?;
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
