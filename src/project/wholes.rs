//! Which features make up which: as the project says, as the user says, or as the map shows.
//! Must not know whether the sums come out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{FeatureId, ProjectContent};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The project says so.
    Project,
    /// The user named the whole.
    Named,
    /// The parts lie inside it and fill it.
    Containment,
}

impl ProjectContent {
    /// A whole that the user named, of each set of layers that make it up beside one another: every other area whose inner point lies inside it
    /// and inside no smaller such area that may be around it.
    #[must_use]
    pub fn wholes_named(&self, whole: FeatureId) -> Vec<Whole> {
        let parts = self.tree_of_map(Some(whole)).inside.remove(&whole).unwrap_or_default();
        let mut apart = self.by_layers(whole, &parts);
        if apart.is_empty() {
            apart.push(Vec::new());
        }
        apart.into_iter().map(|parts| Whole { whole, parts, origin: Origin::Named }).collect()
    }

    /// Adds the wholes that the map shows to those that are known already: none that is known. A part that a known whole has stands for that
    /// whole where it lies inside the other, and else for nothing.
    pub(crate) fn add_wholes_by_containment(&mut self) {
        let mut shown = self.wholes_by_containment();
        let known: BTreeSet<FeatureId> = self.wholes.iter().map(|whole| whole.whole).collect();
        shown.retain(|whole| !known.contains(&whole.whole));
        let pairs = self.wholes.iter().flat_map(|whole| whole.parts.iter().map(|&part| (part, whole.whole)));
        let whole_of: BTreeMap<FeatureId, FeatureId> = pairs.collect();
        if !whole_of.is_empty() {
            for whole in &mut shown {
                let stands_for = |part: &FeatureId| match whole_of.get(part) {
                    Some(known) => self.areas_above(*known).any(|outer| outer == whole.whole).then_some(*known),
                    None => Some(*part),
                };
                let parts: BTreeSet<FeatureId> = whole.parts.iter().filter_map(stands_for).collect();
                whole.parts = parts.into_iter().collect();
            }
            shown.retain(|whole| !whole.parts.is_empty());
        }
        self.wholes.append(&mut shown);
    }

    /// How much of an area some areas inside it would fill if none overlapped another: 0.75 for three quarters.
    #[must_use]
    pub fn filled(&self, outer: FeatureId, inner: &[FeatureId]) -> f64 {
        inner.iter().map(|&part| self.area_m2(part)).sum::<f64>() / self.area_m2(outer)
    }
}
