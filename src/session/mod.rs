//! What the user is doing with a project: the view, the selection, the language. Changed by actions alone.
//! Knows nothing of windows: points are points of a sheet.

mod action;
mod view;

pub use action::Action;
pub use view::MapView;

use crate::geometry::LonLat;
use crate::i18n::Lang;
use crate::project::{FeatureId, Project};

/// A click answers to points and lines this near, in points of the sheet.
const TOLERANCE_POINTS: f64 = 6.0;
/// A second click this near to the first goes on down the stack.
const SAME_PLACE_POINTS: f32 = 4.0;

/// A project in use.
#[derive(Debug)]
pub struct Session {
    project: Project,
    view: MapView,
    lang: Lang,
    stack: Option<Stack>,
    selected: Option<FeatureId>,
}

/// What the last click found, topmost first, and how far down it has been stepped.
#[derive(Clone, Debug, PartialEq)]
struct Stack {
    clicked: [f32; 2],
    features: Vec<FeatureId>,
    step: usize,
}

impl Session {
    /// A session on a project, all of it in view, nothing selected.
    #[must_use]
    pub fn new(project: Project, lang: Lang) -> Self {
        let view = MapView::new(project.extent());
        Self { project, view, lang, stack: None, selected: None }
    }

    /// The project.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The part of the map in view.
    #[must_use]
    pub fn view(&self) -> &MapView {
        &self.view
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The selected feature.
    #[must_use]
    pub fn selected(&self) -> Option<FeatureId> {
        self.selected
    }

    /// How many features the last click found, and which of them is selected, from 1. None unless there are several.
    #[must_use]
    pub fn stack_place(&self) -> Option<(usize, usize)> {
        let stack = self.stack.as_ref().filter(|stack| stack.features.len() > 1)?;
        Some((stack.step + 1, stack.features.len()))
    }

    fn click(&mut self, point: [f32; 2]) {
        let at: LonLat = self.view.projector().lonlat_from_screen(point);
        let tolerance_m = TOLERANCE_POINTS * self.view.projector().metres_per_point();
        let found = self.project.identify(at, tolerance_m);
        let features: Vec<FeatureId> = found.into_iter().map(|found| found.id).collect();
        let step = self.stack.as_ref().map_or(0, |stack| stack.next_step(point, &features));
        self.selected = features.get(step).copied();
        self.stack = Some(Stack { clicked: point, features, step });
    }

    fn select(&mut self, feature: Option<FeatureId>) {
        self.selected = feature.filter(|&id| self.project.feature(id).is_some());
        self.stack = None;
    }
}

impl Stack {
    /// Where a click leads: one down when it comes again to the same place and finds the same, else to the top.
    fn next_step(&self, point: [f32; 2], features: &[FeatureId]) -> usize {
        let [dx, dy] = [point[0] - self.clicked[0], point[1] - self.clicked[1]];
        let again = dx.hypot(dy) <= SAME_PLACE_POINTS && self.features == features;
        if again { (self.step + 1) % features.len().max(1) } else { 0 }
    }
}
