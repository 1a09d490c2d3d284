//! Polygons cut into triangles, once each.
//! Must not know where they fall on the screen.

use std::collections::BTreeMap;

use geo::TriangulateEarcut as _;

use crate::geometry::{LonLat, Polygon};
use crate::picture::{PolygonId, World};

/// A polygon's rings and corners on Web Mercator's square, and its triangles as triples of corners.
pub(super) struct Triangles {
    pub(super) rings: Vec<Vec<World>>,
    pub(super) corners: Vec<World>,
    pub(super) indices: Vec<u32>,
}

/// The triangles of every polygon painted so far.
#[derive(Default)]
pub(super) struct Meshes(BTreeMap<PolygonId, Triangles>);

impl Meshes {
    /// A polygon's triangles; cut on first use.
    pub(super) fn of(&mut self, id: PolygonId, polygon: Polygon<'_>) -> &Triangles {
        self.0.entry(id).or_insert_with(|| triangulate(polygon))
    }
}

fn triangulate(polygon: Polygon<'_>) -> Triangles {
    let world = |ring: &[LonLat]| -> Vec<World> { ring.iter().map(|&at| at.into()).collect() };
    let worlds: Vec<Vec<World>> = polygon.rings().map(world).collect();
    let line =
        |ring: &Vec<World>| -> geo::LineString { ring.iter().map(|&World { x, y }| geo::Coord { x, y }).collect() };
    let mut rings = worlds.iter().map(line);
    // A polygon without a ring has no triangle, and earcut cannot be asked.
    let Some(exterior) = rings.next() else {
        return Triangles { rings: Vec::new(), corners: Vec::new(), indices: Vec::new() };
    };
    let raw = geo::Polygon::new(exterior, rings.collect()).earcut_triangles_raw();
    let corners = raw.vertices.iter().map(|&[x, y]| World { x, y });
    let indices = raw.triangle_indices.iter().filter_map(|&i| u32::try_from(i).ok());
    Triangles { corners: corners.collect(), indices: indices.collect(), rings: worlds }
}
