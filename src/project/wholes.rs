//! Which features make up which: as the project says, as the user says, or as the map shows.
//! Must not know whether the sums come out.

use std::collections::BTreeMap;

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

/// Areas inside another count as its parts only when they fill this much of it: a park inside a city does not make up the city.
const FILLED: f64 = 0.9;

impl Project {
    /// The parts of a whole that the user named: every other area whose inner point lies inside it and inside no smaller such area.
    #[must_use]
    pub fn whole_named(&self, whole: FeatureId) -> Whole {
        let inside = self.inside_of_each();
        let parts = inside.iter().filter(|(_, outer)| *outer == Some(whole)).map(|(id, _)| *id).collect();
        Whole { whole, parts, origin: Origin::Named }
    }

    /// The wholes that the map shows: areas that other areas lie inside of and nearly fill.
    #[must_use]
    pub fn wholes_by_containment(&self) -> Vec<Whole> {
        let mut wholes: Vec<Whole> = Vec::new();
        let mut place_of: BTreeMap<FeatureId, usize> = BTreeMap::new();
        for (id, outer) in self.inside_of_each() {
            let Some(outer) = outer else { continue };
            let place = *place_of.entry(outer).or_insert(wholes.len());
            match wholes.get_mut(place) {
                Some(whole) => whole.parts.push(id),
                None => wholes.push(Whole { whole: outer, parts: vec![id], origin: Origin::Containment }),
            }
        }
        wholes.retain(|w| {
            let parts_m2: f64 = w.parts.iter().map(|&part| self.area_m2(part)).sum();
            parts_m2 >= FILLED * self.area_m2(w.whole)
        });
        wholes
    }

    /// For each area the smallest larger area that its inner point lies inside of.
    fn inside_of_each(&self) -> Vec<(FeatureId, Option<FeatureId>)> {
        let smallest_around = |id: FeatureId| {
            let at = self.layers.get(id.layer)?.inner_point(id.feature)?;
            let larger = |&other: &FeatureId| other != id && self.area_m2(other) > self.area_m2(id);
            self.areas_at(at).into_iter().filter(larger).min_by(|&a, &b| self.area_m2(a).total_cmp(&self.area_m2(b)))
        };
        self.areal_ids().map(|id| (id, smallest_around(id))).collect()
    }
}
