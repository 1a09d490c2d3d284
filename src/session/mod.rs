//! What the user is doing with a project: the view, the selection, the language. Changed by actions alone.
//! Knows nothing of windows: points are points of a sheet.

mod action;
mod bands;
mod checks;
mod flight;
mod place;
mod settings;
mod show;
mod versions;
mod view;

pub use action::Action;
pub use bands::Band;
pub use checks::{Checked, Checks, Findings, Sieve};
pub use place::Place;
pub use settings::{Settings, Tab};
pub use show::{Cover, Room, Show, ShowAction, ShowRequest, Tool};
pub use versions::{Compared, Comparing, Seen, Versions};
pub use view::MapView;

use std::sync::Arc;

use crate::geometry::{Extent, LonLat};
use crate::i18n::Lang;
use crate::picture::Theme;
use crate::project::{FeatureId, Item, Project};
use bands::Bands;

/// A click answers to points and lines this near, in points of the sheet.
const TOLERANCE_POINTS: f64 = 6.0;
/// A second click this near to the first goes on down the stack.
const SAME_PLACE_POINTS: f32 = 4.0;

/// A project in use. A copy costs next to nothing: the two share the project until one of them shows or hides a layer.
#[derive(Clone, Debug)]
pub struct Session {
    project: Arc<Project>,
    view: MapView,
    settings: Settings,
    tab: Tab,
    stack: Option<Stack>,
    selected: Option<FeatureId>,
    hovered: Option<FeatureId>,
    pointer: Option<LonLat>,
    mark: Option<LonLat>,
    open_item: Option<usize>,
    checks: Checks,
    versions: Versions,
    bands: Bands,
    show: Option<Box<Show>>,
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
    pub fn new(project: Project, settings: Settings) -> Self {
        let view = MapView::new(project.extent(), project.full_extent(), settings.reduced_motion);
        Self {
            project: Arc::new(project),
            view,
            settings,
            tab: Tab::default(),
            stack: None,
            selected: None,
            hovered: None,
            pointer: None,
            mark: None,
            open_item: None,
            checks: Checks::default(),
            versions: Versions::default(),
            bands: Bands::default(),
            show: None,
        }
    }

    /// Looks from a place remembered of an earlier session.
    pub fn look_from(&mut self, place: Place) {
        self.view.restore(place);
    }

    /// A copy that looks at the same in a frame of another size: the same middle, and everything that is in view.
    #[must_use]
    pub fn framed(&self, size: [f32; 2]) -> Self {
        let mut framed = self.clone();
        framed.view.reframe(size);
        framed.hovered = None;
        framed
    }

    /// A copy that shows the very same on a sheet so many times smaller, in flight too: what is drawn for it is enlarged as often.
    #[must_use]
    pub fn reduced(&self, by: f32) -> Self {
        let mut reduced = self.clone();
        reduced.view.reduce(by);
        reduced
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

    /// The user's wishes.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// The theme.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.settings.theme
    }

    /// The selected feature.
    #[must_use]
    pub fn selected(&self) -> Option<FeatureId> {
        self.selected
    }

    /// The feature under the pointer.
    #[must_use]
    pub fn hovered(&self) -> Option<FeatureId> {
        self.show().and_then(Show::stepped).or(self.hovered)
    }

    /// The position under the pointer.
    #[must_use]
    pub fn pointer(&self) -> Option<LonLat> {
        self.pointer
    }

    /// A position that the user went to.
    #[must_use]
    pub fn mark(&self) -> Option<LonLat> {
        self.mark
    }

    /// The tab that the card is turned to.
    #[must_use]
    pub fn tab(&self) -> Tab {
        self.tab
    }

    /// The policy item that was opened, with its place among the policy's items.
    #[must_use]
    pub fn open_item_shown(&self) -> Option<(usize, &Item)> {
        let at = self.open_item?;
        Some((at, self.project.policy.items.get(at)?))
    }

    /// How many features the last click found, and which of them is selected, from 1. None unless there are several.
    #[must_use]
    pub fn stack_place(&self) -> Option<(usize, usize)> {
        let stack = self.stack.as_ref().filter(|stack| stack.features.len() > 1)?;
        Some((stack.step + 1, stack.features.len()))
    }

    /// What the rules found, and which of it is looked at.
    #[must_use]
    pub fn checks(&self) -> &Checks {
        &self.checks
    }

    /// Another version that the project is compared with, if any.
    #[must_use]
    pub fn versions(&self) -> &Versions {
        &self.versions
    }

    /// How far each limit may be off, as bands around them; made when they are first asked for.
    #[must_use]
    pub fn bands(&self) -> &[Band] {
        self.bands.of(&self.project)
    }

    fn found_at(&self, point: [f32; 2]) -> Vec<FeatureId> {
        let at: LonLat = self.view.projector().lonlat_from_screen(point);
        let tolerance_m = TOLERANCE_POINTS * self.view.projector().metres_per_point();
        let found = self.project.identify(at, tolerance_m);
        found.into_iter().map(|found| found.id).filter(|&id| !self.is_hidden(id)).collect()
    }

    fn click(&mut self, point: [f32; 2]) {
        let features = self.found_at(point);
        let step = self.stack.as_ref().map_or(0, |stack| stack.next_step(point, &features));
        let found = features.get(step).copied();
        if self.show.is_some() {
            self.open_card(found);
        } else {
            self.select(found);
        }
        self.stack = Some(Stack { clicked: point, features, step });
    }

    fn hover(&mut self, point: Option<[f32; 2]>) {
        self.pointer = point.map(|point| self.view.projector().lonlat_from_screen(point));
        // On the stage nothing lights up because the pointer happens to lie there.
        let point = point.filter(|_| self.show.is_none());
        self.hovered = point.and_then(|point| self.found_at(point).first().copied());
    }

    fn select(&mut self, feature: Option<FeatureId>) {
        self.selected = feature.filter(|&id| self.project.feature(id).is_some());
        self.stack = None;
        self.open_item = None;
        self.mark = None;
        // What is known of a feature is read on its card.
        self.checks.is_open &= self.selected.is_none();
        self.versions.is_open &= self.selected.is_none();
    }

    /// On to the next place while another version is looked at, to the next finding while findings are looked at, else to the next feature.
    fn step(&mut self, back: bool) {
        if self.versions.is_open && self.versions.compared().is_some() {
            self.look_at_place(self.versions.after(back));
        } else if self.checks.is_open || self.checks.current.is_some() {
            self.look_at(self.checks.after(back));
        } else {
            self.step_feature(back);
        }
    }

    fn look_at(&mut self, finding: Option<usize>) {
        self.checks.look_at(finding);
        if let Some((_, finding)) = self.checks.current() {
            self.view.fly_close(checks::extent_of(&self.project, finding));
        }
    }

    fn look_at_place(&mut self, place: Option<usize>) {
        self.versions.look_at(place);
        let compared = self.versions.compared().zip(self.versions.current());
        if let Some((_, place)) = compared.and_then(|(compared, at)| compared.place(at)) {
            self.view.fly_close(place.region.extent());
        }
    }

    /// The list of findings and the comparison are in the same place.
    fn open_checks(&mut self, open: bool) {
        self.checks.is_open = open;
        self.versions.is_open &= !open;
    }

    fn open_comparison(&mut self, open: bool) {
        self.versions.is_open = open;
        self.checks.is_open &= !open;
    }

    /// Features that answer to a click, in the order of the layers from the top, each layer's in file order.
    fn steppable(&self) -> Vec<FeatureId> {
        let layers = &self.project.layers;
        let answers = |id: &FeatureId| layers[id.layer].queryable && layers[id.layer].visible && !self.is_hidden(*id);
        let mut ids: Vec<FeatureId> = self.project.feature_ids().filter(answers).collect();
        ids.sort_by_key(|id| (layers[id.layer].style.step_rank(), id.layer, id.feature));
        ids
    }

    fn step_feature(&mut self, back: bool) {
        let mut ids = self.steppable();
        if back {
            ids.reverse();
        }
        let after = self.selected.and_then(|id| ids.iter().position(|&other| other == id)).map_or(0, |at| at + 1);
        self.select(ids.get(after).or(ids.first()).copied());
    }

    fn resize(&mut self, size: [f32; 2]) {
        self.view.resize(size);
        self.resize_stage(size);
    }

    fn tick(&mut self, now_s: f64) {
        self.view.tick(now_s);
        self.tick_show(now_s);
    }

    fn speak(&mut self, lang: Lang) {
        self.settings.lang = lang;
        self.speak_on_stage(lang);
    }

    fn fly_to(&mut self, feature: FeatureId) {
        if let Some(extent) = self.project.shape(feature).map(crate::geometry::Shape::extent) {
            self.view.fly_to(extent);
        }
    }

    fn go_to(&mut self, at: LonLat) {
        self.mark = Some(at);
        self.view.fly_to(Extent::of(&[at]));
    }

    fn open_item(&mut self, item: usize) {
        if let Some(feature) = self.project.feature_of_item(item) {
            let moves = self.selected != Some(feature);
            self.select(Some(feature));
            if moves {
                self.fly_to(feature);
            }
        }
        self.open_item = Some(item).filter(|&at| at < self.project.policy.items.len());
    }

    fn show_layer(&mut self, layer: usize, visible: bool) {
        if let Some(layer) = Arc::make_mut(&mut self.project).layers.get_mut(layer) {
            layer.visible = visible;
        }
    }

    fn set_opacity(&mut self, layer: usize, opacity: f32) {
        if let Some(layer) = Arc::make_mut(&mut self.project).layers.get_mut(layer) {
            layer.opacity = opacity.clamp(0.0, 1.0);
        }
    }

    fn reduce_motion(&mut self, reduce: bool) {
        self.settings.reduced_motion = reduce;
        self.view.set_reduced_motion(reduce);
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
