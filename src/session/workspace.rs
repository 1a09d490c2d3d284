//! What a user has made of the map: all that a show puts away when it begins and gives back when it ends.
//! Must not know what is on the map.

use super::{ActiveTool, MapView, Panel, Selection, Settings, Surroundings, Tab};
use crate::geometry::LonLat;
use crate::project::{Colouring, FeatureId, Labelling, Layer, Project, Style};

/// A second click this near to the first goes on down the stack.
const SAME_PLACE_POINTS: f32 = 4.0;

/// How a layer is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerState {
    /// Over how many others it is drawn.
    pub order: usize,
    /// Whether it is drawn at all.
    pub visible: bool,
    /// How strongly it is drawn, 0 to 1.
    pub opacity: f32,
    /// How it is drawn.
    pub style: Style,
    /// How its areas are told apart.
    pub colouring: Colouring,
    /// What is written at its features.
    pub labelling: Labelling,
}

impl LayerState {
    /// That of a layer that there is not.
    pub(super) const HIDDEN: &'static Self = &Self {
        order: 0,
        visible: false,
        opacity: 0.0,
        style: Style::Area,
        colouring: Colouring::One,
        labelling: Labelling::Name,
    };

    /// Whether anything of it can be seen.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.visible && self.opacity > 0.0
    }

    /// How the layers of a project are shown at first.
    pub(super) fn of_all(project: &Project) -> Vec<Self> {
        let state = |(order, at): (usize, &Layer)| Self {
            order,
            visible: at.visible,
            opacity: at.opacity,
            style: at.style,
            colouring: at.colouring.clone(),
            labelling: at.labelling.clone(),
        };
        project.layers.iter().enumerate().map(state).collect()
    }
}

/// The view, the settings, the layers, the selection and the panel.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The part of the map in view.
    pub view: MapView,
    /// The user's settings.
    pub settings: Settings,
    /// How each layer is shown, by its place in the project.
    pub layers: Vec<LayerState>,
    pub(super) selection: Selection,
    pub(super) stack: Option<Stack>,
    pub(super) mark: Option<LonLat>,
    pub(super) panel: Panel,
    pub(super) tab: Tab,
    pub(super) tool: ActiveTool,
    pub(super) surroundings: Surroundings,
}

impl Workspace {
    /// All of a project in view, nothing selected.
    pub(super) fn new(project: &Project, settings: Settings) -> Self {
        Self {
            view: MapView::new(project.extent(), project.full_extent(), settings.reduced_motion),
            settings,
            layers: LayerState::of_all(project),
            selection: Selection::Nothing,
            stack: None,
            mark: None,
            panel: Panel::default(),
            tab: Tab::default(),
            tool: ActiveTool::default(),
            surroundings: Surroundings::default(),
        }
    }

    /// Draws a layer over so many others, which keep their order.
    pub(super) fn move_layer(&mut self, layer: usize, to: usize) {
        let Some(from) = self.layers.get(layer).map(|state| state.order) else { return };
        let to = to.min(self.layers.len() - 1);
        for state in &mut self.layers {
            state.order = match state.order {
                order if order == from => to,
                order if (from..=to).contains(&order) => order - 1,
                order if (to..=from).contains(&order) => order + 1,
                order => order,
            };
        }
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
