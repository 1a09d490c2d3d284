//! How far the segments may be off, as bands around them, to scale.
//! Must not know how they look.

use std::sync::{Arc, OnceLock};

use super::Session;
use crate::geometry::overlay::{Side, regions_within};
use crate::geometry::{LonLat, Part, ShapeKind, Shapes, band};
use crate::picture::{EQUATOR_M, LodGeometry, World};
use crate::project::{BoundarySegment, FeatureId, Project, Style};

/// Of the accuracy of each segment, how far bands reach: drawn over one another they are strongest at the line.
pub const BAND_SHARES: [f64; 10] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// Segments with more vertices than this together have one band, as far as one sigma reaches.
const MAX_VERTICES: usize = 20_000;
/// Bands with more pairs of edges near each other stay apart.
const MAX_PAIRS: u64 = 20_000_000;

/// The places that the lines of a layer's segments may be at, so much of one sigma to either side, each place once.
#[derive(Clone, Debug)]
pub struct Band {
    /// Which layer.
    pub layer: usize,
    /// How much of one sigma.
    pub share: f64,
    /// The area around all of them: one feature.
    pub lod: Arc<LodGeometry>,
}

/// The bands of a project's segments, made once. A copy shares them.
#[derive(Clone, Debug, Default)]
pub(super) struct Bands(Arc<OnceLock<Vec<Band>>>);

impl Bands {
    pub(super) fn of(&self, project: &Project) -> &[Band] {
        self.0.get_or_init(|| {
            let layers = project.layers.iter().enumerate().filter(|(_, layer)| layer.style == Style::Boundary);
            layers.flat_map(|(layer, _)| of_layer(project, layer)).collect()
        })
    }
}

fn of_layer(project: &Project, layer: usize) -> Vec<Band> {
    let data = &project.layers[layer].data;
    let shares = if data.shapes().vertex_count() > MAX_VERTICES {
        &BAND_SHARES[BAND_SHARES.len() - 1..]
    } else {
        &BAND_SHARES[..]
    };
    let ids = || (0..data.features().len()).map(|feature| FeatureId { layer, feature });
    let band = |&share: &f64| {
        let rings: Vec<Vec<LonLat>> = ids().flat_map(|id| around(project, id, share)).collect();
        Some(Band { layer, share, lod: Arc::new(LodGeometry::new(&together(&rings)?)) })
    };
    shares.iter().filter_map(band).collect()
}

/// All that some directed rings are around, each place once; none for no rings.
fn together(rings: &[Vec<LonLat>]) -> Option<Shapes> {
    let mut shapes = Shapes::default();
    match regions_within(rings, Side::MoreThan(0), MAX_PAIRS) {
        Ok(regions) => regions.iter().for_each(|region| shapes.push_polygon(&region.rings)),
        Err(_) => rings.iter().for_each(|ring| shapes.push_polygon(std::slice::from_ref(ring))),
    }
    shapes.end_shape(ShapeKind::MultiPolygon);
    (shapes.vertex_count() > 0).then_some(shapes)
}

/// The borders of everything nearer to a segment's line than so much of its accuracy; none for a segment that states no accuracy.
///
/// The line is widened on Web Mercator's square, where a metre is as long in every direction, and as long as it is at the middle
/// latitude of the segment: over a segment of 50 km that is true to one per cent anywhere but near the poles.
fn around(project: &Project, id: FeatureId, share: f64) -> Vec<Vec<LonLat>> {
    let accuracy_m = project.feature(id).and_then(|feature| BoundarySegment::of(feature).accuracy_m);
    let accuracy_m = accuracy_m.filter(|metres| metres.is_finite() && *metres > 0.0);
    let Some((accuracy_m, segment)) = accuracy_m.zip(project.shape(id)) else { return Vec::new() };
    let middle = segment.extent().center();
    let metre = 1.0 / (EQUATOR_M * middle.lat.to_radians().cos());
    let origin = World::from(middle);
    let flat = |at: &LonLat| {
        let World { x, y } = (*at).into();
        [(x - origin.x) / metre, (origin.y - y) / metre]
    };
    let placed = |[x, y]: [f64; 2]| LonLat::from(World { x: origin.x + x * metre, y: origin.y - y * metre });
    let lines = segment.parts().filter_map(|part| match part {
        Part::Line(line) => Some(line.iter().map(flat).collect::<Vec<_>>()),
        Part::Polygon(_) | Part::Points(_) => None,
    });
    let rings = lines.flat_map(|line| band(&line, accuracy_m * share)).flatten();
    rings.map(|ring| ring.into_iter().map(placed).collect()).collect()
}

impl Session {
    /// How far each segment may be off, as bands around them; made when they are first asked for.
    #[must_use]
    pub fn bands(&self) -> &[Band] {
        self.bands.of(&self.project)
    }
}
