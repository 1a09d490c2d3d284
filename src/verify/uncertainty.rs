//! How uncertain an area is by the accuracy recorded of its stretches of boundary, or why that is not known.
//! Must not know how it is shown.

use super::limits_of;
use crate::geodesy::{Uncertainty, length_of};
use crate::project::{FeatureId, Limit, Project};

/// What is known of an area's uncertainty.
#[derive(Clone, Debug, PartialEq)]
pub enum AreaUncertainty {
    /// Every stretch around it has an accuracy.
    Known(Uncertainty),
    /// Nothing is recorded of its boundary.
    NoStretches,
    /// These stretches around it have no accuracy.
    NoAccuracy(Vec<FeatureId>),
}

impl AreaUncertainty {
    /// The figures, where they are known.
    #[must_use]
    pub fn known(&self) -> Option<Uncertainty> {
        match self {
            Self::Known(uncertainty) => Some(*uncertainty),
            Self::NoStretches | Self::NoAccuracy(_) => None,
        }
    }
}

/// How uncertain a feature's area is: from the length and the `accuracy_m` of the stretches that bound it, a whole's outer ones.
#[must_use]
pub fn uncertainty_of(project: &Project, id: FeatureId) -> AreaUncertainty {
    let stretches = limits_of(project, id);
    if stretches.is_empty() {
        return AreaUncertainty::NoStretches;
    }
    let accuracy_m = |limit: FeatureId| {
        let accuracy_m = project.feature(limit).and_then(|feature| Limit::of(feature).accuracy_m);
        accuracy_m.filter(|accuracy_m| accuracy_m.is_finite() && *accuracy_m >= 0.0)
    };
    let unknown: Vec<FeatureId> = stretches.iter().copied().filter(|&limit| accuracy_m(limit).is_none()).collect();
    if !unknown.is_empty() {
        return AreaUncertainty::NoAccuracy(unknown);
    }
    let measured = stretches.into_iter().filter_map(|limit| {
        let length_m = project.shape(limit).map_or(0.0, length_of);
        Some((length_m, accuracy_m(limit)?))
    });
    AreaUncertainty::Known(Uncertainty::of_stretches(measured))
}
