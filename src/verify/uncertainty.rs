//! How uncertain an area is by the accuracy recorded of its boundary segments, or why that is not known.
//! Must not know how it is shown.

use crate::geodesy::{Uncertainty, length_of, perimeter_m};
use crate::project::{BoundarySegment, FeatureId, Project};

/// What is known of an area's uncertainty.
#[derive(Clone, Debug, PartialEq)]
pub enum AreaUncertainty {
    /// Every segment around it has an accuracy.
    Known(Uncertainty),
    /// Nothing is recorded of its boundary.
    NoSegments,
    /// These segments around it have no accuracy.
    NoAccuracy(Vec<FeatureId>),
    /// Segments make up only this part of its boundary: 0.25 for a quarter.
    PartOfBoundary(f64),
}

impl AreaUncertainty {
    /// The figures, where they are known.
    #[must_use]
    pub fn known(&self) -> Option<Uncertainty> {
        match self {
            Self::Known(uncertainty) => Some(*uncertainty),
            Self::NoSegments | Self::NoAccuracy(_) | Self::PartOfBoundary(_) => None,
        }
    }
}

/// Segments that make up less of a boundary than this leave an area's uncertainty unknown.
const MIN_KNOWN: f64 = 0.9;

/// How uncertain a feature's area is: from the length and the `accuracy_m` of the segments that bound it, a whole's outer ones.
#[must_use]
pub fn uncertainty_of(project: &Project, id: FeatureId) -> AreaUncertainty {
    let segments = project.segments_of(id);
    if segments.is_empty() {
        return AreaUncertainty::NoSegments;
    }
    let accuracy_m = |segment: FeatureId| {
        let accuracy_m = project.feature(segment).and_then(|feature| BoundarySegment::of(feature).accuracy_m);
        accuracy_m.filter(|accuracy_m| accuracy_m.is_finite() && *accuracy_m >= 0.0)
    };
    let unknown: Vec<FeatureId> = segments.iter().copied().filter(|&segment| accuracy_m(segment).is_none()).collect();
    if !unknown.is_empty() {
        return AreaUncertainty::NoAccuracy(unknown);
    }
    let measured: Vec<(f64, f64)> = segments
        .into_iter()
        .filter_map(|segment| Some((project.shape(segment).map_or(0.0, length_of), accuracy_m(segment)?)))
        .collect();
    let boundary_m = project.shape(id).map_or(0.0, perimeter_m);
    let known = measured.iter().map(|(length_m, _)| length_m).sum::<f64>() / boundary_m;
    if known < MIN_KNOWN {
        return AreaUncertainty::PartOfBoundary(known);
    }
    AreaUncertainty::Known(Uncertainty::of_segments(measured))
}
