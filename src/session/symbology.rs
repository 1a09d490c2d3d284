//! By what layers are coloured and labelled, and the groups that follow from it: made once for each field, and kept.
//! Must not know how a group looks on the map, only what its colour is for.

use std::sync::{Arc, OnceLock};

use super::{LayerState, Session};
use crate::picture::{Classed, ColourRole, Palette};
use crate::project::{Classification, ColourBy, Colouring, Dataset, GroupKind, Project};

/// The groups of so many features are made in less time than a frame may take.
const QUICK_FEATURES: usize = 5_000;

/// The groups of the layers that are coloured by a field. Copies share what is made.
#[derive(Clone, Debug, Default)]
pub(super) struct Classifications(Vec<Kept>);

/// A dataset by a field.
#[derive(Clone, Debug)]
struct Kept {
    data: Arc<Dataset>,
    by: Arc<ColourBy>,
    made: Arc<OnceLock<(Classification, Classed)>>,
}

impl Kept {
    fn is_of(&self, data: &Dataset, by: &ColourBy) -> bool {
        self.data.revision() == data.revision() && *self.by == *by
    }

    fn make(&self) {
        self.made.get_or_init(|| {
            let classification = Classification::new(&self.data, &self.by);
            let classed = classed(&classification);
            (classification, classed)
        });
    }
}

impl Classifications {
    /// Those that a project's layers begin with. What is quickly made is made.
    pub(super) fn of(project: &Project, layers: &[LayerState]) -> Self {
        let mut all = Self::default();
        for (layer, state) in project.layers.iter().zip(layers) {
            all.want(&layer.data, &state.colouring);
        }
        all
    }

    /// Wants the groups of a dataset.
    fn want(&mut self, data: &Arc<Dataset>, colouring: &Colouring) {
        let Some(by) = colouring.field() else { return };
        if self.0.iter().any(|kept| kept.is_of(data, by)) {
            return;
        }
        let kept = Kept { data: Arc::clone(data), by: Arc::clone(by), made: Arc::default() };
        if data.features().len() <= QUICK_FEATURES {
            kept.make();
        }
        self.0.push(kept);
    }

    fn find(&self, data: &Dataset, by: &ColourBy) -> Option<&(Classification, Classed)> {
        self.0.iter().find(|kept| kept.is_of(data, by))?.made.get()
    }
}

/// The purposes of the colours of groups.
fn classed(classification: &Classification) -> Classed {
    let role = |(place, what): (usize, &GroupKind)| match what {
        GroupKind::Number(_) | GroupKind::Text(_) => ColourRole::Qualitative(place),
        // Fewer classes are as far apart as can be.
        GroupKind::Class { of: 1, .. } => ColourRole::Sequential(Palette::SEQUENTIAL / 2),
        GroupKind::Class { at, of, .. } => ColourRole::Sequential(at * (Palette::SEQUENTIAL - 1) / (of - 1)),
        GroupKind::Others(_) => ColourRole::OtherValues,
        GroupKind::NoValue => ColourRole::NoValue,
    };
    let groups = classification.groups().iter().map(|group| &group.what).enumerate();
    Classed::new(Arc::clone(classification.codes()), &groups.map(role).collect::<Vec<_>>())
}

impl Session {
    /// The groups of a layer, by its place, if it is coloured by a field and they are made.
    #[must_use]
    pub fn classification(&self, layer: usize) -> Option<&Classification> {
        self.groups_of(layer).map(|(classification, _)| classification)
    }

    /// The same as purposes of colours.
    #[must_use]
    pub fn classed(&self, layer: usize) -> Option<&Classed> {
        self.groups_of(layer).map(|(_, classed)| classed)
    }

    fn groups_of(&self, layer: usize) -> Option<&(Classification, Classed)> {
        let by = self.workspace.layers.get(layer)?.colouring.field()?;
        self.classifications.find(&self.project.layers[layer].data, by)
    }

    /// The layers whose groups are still to be made.
    pub fn awaiting_groups(&self) -> impl Iterator<Item = usize> {
        let is_by_field = |layer: &usize| self.layer(*layer).colouring.field().is_some();
        (0..self.workspace.layers.len()).filter(is_by_field).filter(|layer| self.groups_of(*layer).is_none())
    }

    /// Makes the groups that are wanted, for this session and for those that it was copied from or to. It takes about a second for a million features.
    pub fn make_groups(&self) {
        self.classifications.0.iter().for_each(Kept::make);
    }

    pub(super) fn colour_by(&mut self, layer: usize, colouring: Colouring) {
        let Some(state) = self.workspace.layers.get_mut(layer) else { return };
        state.colouring = colouring;
        self.classifications.want(&self.project.layers[layer].data, &state.colouring);
    }
}
