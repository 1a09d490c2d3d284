//! What a user has made of the map: all that a show puts away when it begins and gives back when it ends.
//! Must not know what is on the map.

use super::{MapView, Panel, Selection, Settings, Tab};
use crate::geometry::LonLat;
use crate::project::{FeatureId, LayerState};

/// A second click this near to the first goes on down the stack.
const SAME_PLACE_POINTS: f32 = 4.0;

/// The view, the settings, the layers, the selection and the panel.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub(super) view: MapView,
    pub(super) settings: Settings,
    pub(super) layers: Vec<LayerState>,
    pub(super) selection: Selection,
    pub(super) stack: Option<Stack>,
    pub(super) mark: Option<LonLat>,
    pub(super) panel: Panel,
    pub(super) tab: Tab,
}

impl Workspace {
    /// The part of the map in view.
    #[must_use]
    pub fn view(&self) -> &MapView {
        &self.view
    }

    /// The user's settings.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// How each layer is shown, bottom layer first.
    #[must_use]
    pub fn layers(&self) -> &[LayerState] {
        &self.layers
    }
}

/// What the last click found, topmost first, and how far down it has been stepped.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stack {
    pub(super) clicked: [f32; 2],
    pub(super) features: Vec<FeatureId>,
    pub(super) step: usize,
}

impl Stack {
    /// Where a click leads: one down when it comes again to the same place and finds the same, else to the top.
    pub(super) fn next_step(&self, point: [f32; 2], features: &[FeatureId]) -> usize {
        let [dx, dy] = [point[0] - self.clicked[0], point[1] - self.clicked[1]];
        let again = dx.hypot(dy) <= SAME_PLACE_POINTS && self.features == features;
        if again { (self.step + 1) % features.len().max(1) } else { 0 }
    }
}
