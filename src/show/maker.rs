//! What every stop is made with: what one of the projects opened together says, its places by their ids, the stops so far and their ids.
//! Must not know what any stop is about.

use std::collections::{BTreeMap, BTreeSet};

use super::stop::{Content, Layout, Stop};
use crate::geometry::{Extent, Part, Shape};
use crate::i18n::Localized;
use crate::project::{Feature, FeatureId, Layer, Namespace, PolicyItem, Project, Style, Whole, stop_id};

/// How long a stop takes, in seconds: to look at it, for each step, and for each point of a board, where several come at once.
const LOOK_S: usize = 20;
const STEP_S: usize = 10;
const POINT_S: usize = 5;

/// The longest that an id gets from a feature's.
const LONGEST_ID: usize = 60;

/// Makes the stops of a project.
pub(super) struct Maker<'a> {
    pub(super) project: &'a Project,
    /// Which of the projects opened together has these stops, and what it says.
    namespace: usize,
    pub(super) own: &'a Namespace,
    places: BTreeMap<&'a str, FeatureId>,
    taken: BTreeSet<String>,
    stops: Vec<Stop>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(project: &'a Project, namespace: usize) -> Self {
        let is_place = |layer: &Layer| layer.namespace == namespace && layer.style == Style::Place;
        let places = project.feature_ids().filter(|id| is_place(&project.layers[id.layer]));
        Self {
            project,
            namespace,
            own: project.namespace(namespace),
            places: places.filter_map(|id| Some((project.feature(id)?.key(), id))).collect(),
            taken: BTreeSet::new(),
            stops: Vec::new(),
        }
    }

    /// Takes in a stop, by an id that no other has.
    pub(super) fn push(&mut self, mut stop: Stop) {
        (stop.id, stop.namespace) = (stop_id(self.namespace, &self.free(&stop.id)), self.namespace);
        stop.planned_s = Some(planned_s(&stop));
        self.stops.push(stop);
    }

    pub(super) fn into_stops(self) -> Vec<Stop> {
        self.stops
    }

    /// Whether a feature is of that project.
    pub(super) fn has(&self, id: FeatureId) -> bool {
        self.project.namespace_of(id) == self.namespace
    }

    /// The wholes, areas and layers of that project.
    pub(super) fn wholes(&self) -> impl Iterator<Item = &'a Whole> + use<'a> {
        self.project.wholes_of(self.namespace)
    }

    pub(super) fn areal_ids(&self) -> impl Iterator<Item = FeatureId> {
        self.project.areal_ids().filter(|&id| self.has(id))
    }

    pub(super) fn layers(&self) -> impl Iterator<Item = &'a Layer> {
        self.project.layers.iter().filter(|layer| layer.namespace == self.namespace)
    }

    fn free(&mut self, wanted: &str) -> String {
        let plain = kebab(wanted);
        let (mut id, mut number) = (plain.clone(), 1);
        while !self.taken.insert(id.clone()) {
            number += 1;
            id = format!("{plain}-{number}");
        }
        id
    }

    pub(super) fn name(&self, id: FeatureId) -> Localized {
        self.project.feature(id).map(|feature| feature.name().clone()).unwrap_or_default()
    }

    pub(super) fn key(&self, id: FeatureId) -> &'a str {
        self.project.feature(id).map_or("", Feature::key)
    }

    pub(super) fn extent(&self, ids: &[FeatureId]) -> Extent {
        let shapes = ids.iter().filter_map(|&id| self.project.shape(id));
        shapes.map(Shape::extent).fold(Extent::EMPTY, Extent::union)
    }

    /// The places and routes that an item speaks of.
    pub(super) fn places_of(&self, item: &PolicyItem) -> Vec<FeatureId> {
        let keys = item.places.iter().chain(&item.feature);
        keys.filter_map(|key| self.places.get(key.as_str()).copied()).collect()
    }

    /// Whether an item says what a place is.
    pub(super) fn is_of_place(&self, item: &PolicyItem) -> bool {
        item.feature.as_deref().is_some_and(|key| self.places.contains_key(key))
    }

    /// Whether a place is a route.
    pub(super) fn is_route(&self, id: FeatureId) -> bool {
        let parts = self.project.shape(id).into_iter().flat_map(Shape::parts);
        parts.into_iter().any(|part| matches!(part, Part::Line(_)))
    }
}

/// How long a stop is meant to take unless somebody says, in seconds.
pub(super) fn planned_s(stop: &Stop) -> u32 {
    let points = stop.blocks.iter().filter(|block| matches!(block.content, Content::Point { .. })).count();
    let to_read = match stop.layout {
        Layout::Board => POINT_S * points,
        Layout::Cover | Layout::Beside | Layout::Figures | Layout::Cards | Layout::Timeline => 0,
    };
    u32::try_from(LOOK_S + STEP_S * stop.last_build() + to_read).unwrap_or(u32::MAX)
}

/// A name in small letters and digits, with hyphens between.
fn kebab(name: &str) -> String {
    let lower = name.chars().take(LONGEST_ID).collect::<String>().to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "stop".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::{Maker, kebab};
    use crate::i18n::Localized;
    use crate::project::Project;
    use crate::show::Stop;

    #[test]
    fn ids_are_plain_and_no_two_are_the_same() {
        for (name, id) in
            [("zone", "zone"), ("1.50", "1-50"), ("#2", "2"), ("Quay East", "quay-east"), ("區", "區"), ("--", "stop")]
        {
            assert_eq!(kebab(name), id);
        }
        let project = Project::default();
        let mut maker = Maker::new(&project, 0);
        for id in ["a", "A", "a-2", "a"] {
            maker.push(Stop::new(id, Localized::default()));
        }
        let ids: Vec<String> = maker.into_stops().into_iter().map(|stop| stop.id).collect();
        assert_eq!(ids, ["a", "a-2", "a-2-2", "a-3"]);
    }
}
