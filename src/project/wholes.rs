//! Which features make up which: as the project says, as the user says, or as the map shows.
//! Must not know whether the sums come out.

use std::collections::BTreeSet;

use super::{FeatureId, Project};

/// A feature and the features that together make it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The feature that is made up.
    pub whole: FeatureId,
    /// What makes it up, in layer and file order.
    pub parts: Vec<FeatureId>,
    /// How this is known.
    pub origin: Origin,
}

/// How it is known what makes up a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The project says so.
    Project,
    /// The user named the whole.
    Named,
    /// The parts lie inside it and fill it.
    Containment,
}

impl Origin {
    /// Short stable name, as in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Named => "named",
            Self::Containment => "containment",
        }
    }
}

impl Project {
    /// The parts of a whole that the user named: every other area whose inner point lies inside it and inside no smaller such area.
    #[must_use]
    pub fn whole_named(&self, whole: FeatureId) -> Whole {
        let parts = self.tree(&|_, _| true).inside.remove(&whole).unwrap_or_default();
        Whole { whole, parts, origin: Origin::Named }
    }

    /// Adds the wholes that the map shows to those that are known already: none that is known, and of the others only parts that no
    /// known whole has.
    pub(crate) fn add_wholes_by_containment(&mut self) {
        let known: BTreeSet<FeatureId> = self.wholes.iter().map(|whole| whole.whole).collect();
        let parts: BTreeSet<FeatureId> = self.wholes.iter().flat_map(|whole| &whole.parts).copied().collect();
        let mut shown = self.wholes_by_containment();
        shown.retain_mut(|whole| {
            whole.parts.retain(|part| !parts.contains(part));
            !known.contains(&whole.whole) && !whole.parts.is_empty()
        });
        self.wholes.append(&mut shown);
    }

    /// How much of an area some areas inside it would fill if none overlapped another: 0.75 for three quarters.
    #[must_use]
    pub fn filled(&self, outer: FeatureId, inner: &[FeatureId]) -> f64 {
        inner.iter().map(|&part| self.area_m2(part)).sum::<f64>() / self.area_m2(outer)
    }
}
