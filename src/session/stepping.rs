//! The next feature that answers to a click, and the one before, in the order in which a user steps through them.
//! Must not know what is done with it.

use super::Session;
use crate::project::FeatureId;

impl Session {
    /// The feature after another one, or before it: layers from the top, each in file order, the first after the last. From none, or from one that does
    /// not answer to a click, it is the first, or the last. Looks at no more features than it passes, however many there are.
    pub(super) fn next_feature(&self, from: Option<FeatureId>, back: bool) -> Option<FeatureId> {
        let layers = self.stepped_layers();
        let count = |layer: usize| self.project.layers[layer].data.features().len();
        let all: usize = layers.iter().map(|&layer| count(layer)).sum();
        let answers = |mut at: usize| {
            for &layer in &layers {
                if at < count(layer) {
                    return Some(FeatureId { layer, feature: at }).filter(|id| !self.is_hidden(*id));
                }
                at -= count(layer);
            }
            None
        };
        let before = |wanted: usize| {
            layers.iter().take_while(|&&layer| layer != wanted).map(|&layer| count(layer)).sum::<usize>()
        };
        let is_there = |id: &FeatureId| layers.contains(&id.layer) && !self.is_hidden(*id);
        let now = from.filter(is_there).map(|id| before(id.layer) + id.feature);
        if back {
            let end = now.unwrap_or(all);
            (0..end).rev().chain((end..all).rev()).find_map(answers)
        } else {
            let begin = now.map_or(0, |at| at + 1);
            (begin..all).chain(0..begin).find_map(answers)
        }
    }

    /// The layers whose features answer to a click, from the top.
    fn stepped_layers(&self) -> Vec<usize> {
        let layers = self.project.layers.iter().enumerate();
        let answers = layers.filter(|(at, layer)| layer.queryable && self.layer(*at).visible);
        let mut layers: Vec<usize> = answers.map(|(at, _)| at).collect();
        layers.sort_by_key(|&at| (self.layer(at).style.step_rank(), self.layer(at).order));
        layers
    }
}
