//! How far each segment may be off, as a band around it, to scale.
//! Must not know how it looks.

use std::sync::{Arc, OnceLock};

use crate::geometry::{LonLat, Part, ShapeKind, Shapes, band};
use crate::picture::{EQUATOR_M, LodGeometry, World};
use crate::project::{BoundarySegment, FeatureId, Project, Style};

/// The places that a segment's line may be at, one sigma to either side.
#[derive(Clone, Debug)]
pub struct Band {
    /// Which segment.
    pub segment: FeatureId,
    /// The area around it: one feature.
    pub lod: Arc<LodGeometry>,
}

/// The bands of a project's segments, made once. A copy shares them.
#[derive(Clone, Debug, Default)]
pub(super) struct Bands(Arc<OnceLock<Vec<Band>>>);

impl Bands {
    pub(super) fn of(&self, project: &Project) -> &[Band] {
        self.0.get_or_init(|| {
            let segments = project.feature_ids().filter(|id| project.layers[id.layer].style == Style::Boundary);
            segments
                .filter_map(|id| Some(Band { segment: id, lod: Arc::new(LodGeometry::new(&around(project, id)?)) }))
                .collect()
        })
    }
}

/// Everything nearer to a segment's line than its accuracy; none for a segment that states no accuracy.
///
/// The line is widened on Web Mercator's square, where a metre is as long in every direction, and as long as it is at the middle
/// latitude of the segment: over a segment of 50 km that is true to one per cent anywhere but near the poles.
fn around(project: &Project, id: FeatureId) -> Option<Shapes> {
    let accuracy_m =
        BoundarySegment::of(project.feature(id)?).accuracy_m.filter(|metres| metres.is_finite() && *metres > 0.0)?;
    let shape = project.shape(id)?;
    let middle = shape.extent().center();
    let metre = 1.0 / (EQUATOR_M * middle.lat.to_radians().cos());
    let origin = World::from(middle);
    let mut shapes = Shapes::default();
    for part in shape.parts() {
        let Part::Line(line) = part else { continue };
        let flat = |at: &LonLat| {
            let World { x, y } = (*at).into();
            [(x - origin.x) / metre, (y - origin.y) / metre]
        };
        let line: Vec<[f64; 2]> = line.iter().map(flat).collect();
        for polygon in band(&line, accuracy_m) {
            for ring in polygon {
                for [x, y] in ring {
                    shapes.push(World { x: origin.x + x * metre, y: origin.y + y * metre }.into(), None);
                }
                shapes.end_path();
            }
            shapes.end_polygon();
        }
    }
    shapes.end_shape(ShapeKind::MultiPolygon);
    (shapes.vertex_count() > 0).then_some(shapes)
}
