//! What stands in the way of measuring a feature's area, if anything: no geometry, or another geometry than polygons.
//! Must not know what is declared of it.

use crate::geometry::{LonLat, Part, Shape};
use crate::i18n::{Lang, tr};
use crate::project::{FeatureId, Project};

/// Why a feature has no area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoArea {
    /// `"geometry": null`, or a geometry without any position.
    NoGeometry,
    /// The reader left out its rings, as they have too few positions.
    NoRing,
    /// A line that ends where it begins: drawn as an outline, not as a polygon.
    ClosedLine,
    /// Lines.
    Lines,
    /// Points.
    Points,
}

impl NoArea {
    /// Why a feature has no area; none for one that has polygons, and for one that there is not.
    #[must_use]
    pub fn of(project: &Project, id: FeatureId) -> Option<Self> {
        let shape = project.shape(id)?;
        if shape.is_areal() {
            return None;
        }
        // They are in the order of the features.
        let defects = project.layers[id.layer].data.defects();
        let is_put_right = || defects.binary_search_by_key(&id.feature, |defect| defect.feature).is_ok();
        let found = of_shape(shape);
        Some(if found == Self::NoGeometry && is_put_right() { Self::NoRing } else { found })
    }

    /// Short stable name, as in reports.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NoGeometry => "no-geometry",
            Self::NoRing => "no-ring",
            Self::ClosedLine => "closed-line",
            Self::Lines => "lines",
            Self::Points => "points",
        }
    }

    /// The same in words that can follow "but".
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        tr!(lang, format!("no-area.{}", self.id())).into_owned()
    }
}

fn of_shape(shape: Shape<'_>) -> NoArea {
    let mut found = NoArea::NoGeometry;
    for part in shape.parts() {
        match part {
            Part::Line(path) if is_closed(path) => return NoArea::ClosedLine,
            Part::Line(path) if !path.is_empty() => found = NoArea::Lines,
            Part::Points(path) if !path.is_empty() && found == NoArea::NoGeometry => found = NoArea::Points,
            Part::Line(_) | Part::Points(_) | Part::Polygon(_) => {}
        }
    }
    found
}

/// Whether a line could be a ring.
fn is_closed(path: &[LonLat]) -> bool {
    path.len() > 3 && path.first() == path.last()
}
