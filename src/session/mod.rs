//! What the user is doing with a project: the view, the selection, the language. Changed by actions alone.
//! Knows nothing of windows: points are points of a sheet.

mod action;
mod bands;
mod checks;
mod flight;
mod going;
mod lands;
mod lod_cache;
mod open_ends;
mod selection;
mod settings;
mod show;
mod stepping;
mod surroundings;
mod symbology;
mod tool;
mod versions;
mod view;
mod viewpoint;
mod workspace;

pub use action::Action;
pub use bands::{BAND_SHARES, Band};
pub use checks::{Checked, Checks, FindingFilter, Findings};
pub use lands::OwnLand;
pub use lod_cache::LodCache;
pub use open_ends::OpenEnds;
pub use selection::{Panel, Selection};
pub use settings::{Settings, Tab};
pub use show::{Aid, Cover, Room, Show, ShowAction, ShowRequest};
pub use surroundings::Surroundings;
pub use tool::{ActiveTool, Cursor, Held, PointerEvent, TOOLS, Tool, ToolRow, Tools};
pub use versions::{Compared, Comparing, Seen, Versions};
pub use view::MapView;
pub use viewpoint::Viewpoint;
pub use workspace::{LayerState, Workspace};

use std::sync::Arc;

use crate::geometry::LonLat;
use crate::i18n::Lang;
use crate::picture::{LodGeometry, Theme};
use crate::project::{FeatureId, Layer, PolicyItem, Project, ShowPlan, Style};
use crate::show::Deck;
use bands::Bands;
use lands::{Lands, OfLayer};
use symbology::Classifications;
use workspace::Stack;

/// A click answers to points and lines this near, in points of the sheet.
const TOLERANCE_POINTS: f64 = 6.0;

/// A project in use. A copy costs next to nothing: the two share the project, which no action changes.
#[derive(Clone, Debug)]
pub struct Session {
    project: Project,
    plan: Arc<ShowPlan>,
    workspace: Workspace,
    hovered: Option<FeatureId>,
    pointer: Option<LonLat>,
    checks: Checks,
    versions: Versions,
    bands: Bands,
    lands: Lands,
    open_ends: OfLayer<Option<OpenEnds>>,
    lod_cache: LodCache,
    classifications: Classifications,
    show: Option<Box<Show>>,
}

impl Session {
    /// A session on a project, all of it in view, nothing selected.
    #[must_use]
    pub fn new(project: Project, settings: Settings) -> Self {
        let workspace = Workspace::new(&project, settings);
        Self {
            classifications: Classifications::of(&project, &workspace.layers),
            workspace,
            plan: Arc::new(project.show_plan()),
            lod_cache: LodCache::of(&project),
            lands: Lands::of(&project),
            open_ends: OfLayer::of(&project),
            project,
            hovered: None,
            pointer: None,
            checks: Checks::default(),
            versions: Versions::default(),
            bands: Bands::default(),
            show: None,
        }
    }

    /// The same with levels of detail of its project that were made before.
    #[must_use]
    pub fn with_lod_cache(self, lod_cache: LodCache) -> Self {
        Self { lod_cache, ..self }
    }

    /// A copy that looks at the same in a frame of another size: the same middle, and everything that is in view.
    #[must_use]
    pub fn framed(&self, size: [f32; 2]) -> Self {
        let mut framed = self.clone();
        framed.workspace.view.reframe(size);
        framed.hovered = None;
        framed
    }

    /// A copy that shows the very same on a sheet so many times smaller, in flight too: what is drawn for it is enlarged as often.
    #[must_use]
    pub fn reduced(&self, by: f32) -> Self {
        let mut reduced = self.clone();
        reduced.workspace.view.reduce(by);
        reduced
    }

    /// The project.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The plan of the show: the project's own until the user makes another.
    #[must_use]
    pub fn plan(&self) -> &ShowPlan {
        &self.plan
    }

    /// The stops of the show as it is planned.
    #[must_use]
    pub fn deck(&self) -> Deck {
        Deck::planned(&self.project, &self.plan)
    }

    /// What a show that is on gives back when it ends; without one what there is.
    #[must_use]
    pub fn lasting(&self) -> &Workspace {
        self.show.as_ref().map_or(&self.workspace, |show| &show.before)
    }

    /// How each layer is shown, by its place in the project.
    #[must_use]
    pub fn layers(&self) -> &[LayerState] {
        &self.workspace.layers
    }

    /// How a layer is shown; one that there is not is hidden.
    #[must_use]
    pub fn layer(&self, layer: usize) -> &LayerState {
        self.workspace.layers.get(layer).unwrap_or(LayerState::HIDDEN)
    }

    /// The places of all layers in the order in which they are drawn: bottom layer first.
    #[must_use]
    pub fn drawn_order(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.workspace.layers.len()).collect();
        places.sort_by_key(|&at| self.workspace.layers[at].order);
        places
    }

    /// The layers that are drawn in a style and can be seen, with their places, bottom layer first.
    pub fn seen_layers(&self, style: Style) -> impl Iterator<Item = (usize, &Layer)> {
        let seen = move |at: &usize| self.layer(*at).style == style && self.layer(*at).is_seen();
        self.drawn_order().into_iter().filter(seen).map(|at| (at, &self.project.layers[at]))
    }

    /// The geometry of a layer as painters need it, by the layer's place.
    #[must_use]
    pub fn lod(&self, layer: usize) -> &Arc<LodGeometry> {
        self.lod_cache.get(layer, &self.project.layers[layer].data)
    }

    /// What stands beside the map.
    #[must_use]
    pub fn panel(&self) -> Panel {
        self.workspace.panel
    }

    /// The part of the map in view.
    #[must_use]
    pub fn view(&self) -> &MapView {
        &self.workspace.view
    }

    /// The user's settings.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.workspace.settings
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.workspace.settings.lang
    }

    /// The theme.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.workspace.settings.theme
    }

    /// The selected feature.
    #[must_use]
    pub fn selected(&self) -> Option<FeatureId> {
        self.workspace.selection.feature()
    }

    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.workspace.selection
    }

    /// The feature under the pointer.
    #[must_use]
    pub fn hovered(&self) -> Option<FeatureId> {
        self.show().and_then(|show| show.stepped).or(self.hovered)
    }

    /// The position under the pointer.
    #[must_use]
    pub fn pointer(&self) -> Option<LonLat> {
        self.pointer
    }

    /// A position that the user went to.
    #[must_use]
    pub fn mark(&self) -> Option<LonLat> {
        self.workspace.mark
    }

    /// The tab that the card is turned to.
    #[must_use]
    pub fn tab(&self) -> Tab {
        self.workspace.tab
    }

    /// The policy item that was opened, with its place among the policy's items.
    #[must_use]
    pub fn open_item_shown(&self) -> Option<(usize, &PolicyItem)> {
        let at = self.workspace.selection.item()?;
        Some((at, self.project.items().nth(at)?))
    }

    /// How many features the last click found, and which of them is selected, from 1. None unless there are several.
    #[must_use]
    pub fn stack_place(&self) -> Option<(usize, usize)> {
        let stack = self.workspace.stack.as_ref().filter(|stack| stack.features.len() > 1)?;
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

    /// The features at a point of the sheet that answer to a click, topmost first.
    #[must_use]
    pub fn features_at(&self, point: [f32; 2]) -> Vec<FeatureId> {
        let at: LonLat = self.workspace.view.projector().lonlat_from_screen(point);
        let tolerance_m = TOLERANCE_POINTS * self.workspace.view.projector().metres_per_point();
        let order = |id: FeatureId| {
            let state = self.layer(id.layer);
            (state.visible && !self.is_hidden(id)).then_some(state.order)
        };
        self.project.identify_among(at, tolerance_m, order).into_iter().map(|found| found.id).collect()
    }

    /// The vertex of a feature that answers to a click, nearest to a point of the map and no farther from it than so many points.
    #[must_use]
    pub fn vertex_near(&self, point: [f32; 2], within: f64) -> Option<LonLat> {
        let projector = self.workspace.view.projector();
        let within_m = within * projector.metres_per_point();
        let is_shown = |id: FeatureId| self.layer(id.layer).visible && !self.is_hidden(id);
        self.project.nearest_vertex(projector.lonlat_from_screen(point), within_m, is_shown)
    }

    fn click(&mut self, point: [f32; 2]) {
        let features = self.features_at(point);
        let step = self.workspace.stack.as_ref().map_or(0, |stack| stack.next_step(point, &features));
        let found = features.get(step).copied();
        if self.show.is_some() {
            self.open_card(found);
        } else {
            self.select(found);
        }
        self.workspace.stack = Some(Stack { clicked: point, features, step });
    }

    fn hover(&mut self, point: Option<[f32; 2]>) {
        self.pointer = point.map(|point| self.workspace.view.projector().lonlat_from_screen(point));
        // On the stage nothing lights up because the pointer happens to lie there.
        let point = point.filter(|_| self.show.is_none());
        self.hovered = point.and_then(|point| self.features_at(point).first().copied());
    }

    fn select(&mut self, feature: Option<FeatureId>) {
        self.workspace.selection = feature.filter(|&id| self.project.feature(id).is_some()).into();
        self.workspace.stack = None;
        self.workspace.mark = None;
        // What is known of a feature is read on its card.
        if self.selected().is_some() {
            self.workspace.panel = Panel::Card;
        }
    }

    /// On to the next place while another version is looked at, to the next finding while findings are looked at, else to the next feature.
    fn step(&mut self, back: bool) {
        if self.panel() == Panel::Comparison && self.versions.compared().is_some() {
            self.look_at_change(self.versions.after(back));
        } else if self.panel() == Panel::Checks || self.checks.current.is_some() {
            self.look_at(self.checks.after(back));
        } else {
            self.step_feature(back);
        }
    }

    fn look_at(&mut self, finding: Option<usize>) {
        self.checks.look_at(finding);
        if let Some((_, finding)) = self.checks.current() {
            self.workspace.view.fly_close(checks::extent_of(&self.project, finding));
        }
    }

    fn look_at_change(&mut self, place: Option<usize>) {
        self.versions.look_at(place);
        let compared = self.versions.compared().zip(self.versions.current());
        if let Some((_, place)) = compared.and_then(|(compared, at)| compared.place(at)) {
            self.workspace.view.fly_close(place.region.extent());
        }
    }

    fn step_feature(&mut self, back: bool) {
        self.select(self.next_feature(self.selected(), back));
    }

    fn resize(&mut self, size: [f32; 2]) {
        self.workspace.view.resize(size);
        self.resize_stage(size);
    }

    fn tick(&mut self, now_s: f64) {
        self.workspace.view.tick(now_s);
        self.tick_show(now_s);
    }

    fn set_language(&mut self, lang: Lang) {
        self.workspace.settings.lang = lang;
        self.set_stage_language(lang);
    }

    fn change_layer(&mut self, layer: usize, change: impl FnMut(&mut LayerState)) {
        self.workspace.layers.get_mut(layer).into_iter().for_each(change);
    }

    fn reduce_motion(&mut self, reduce: bool) {
        self.workspace.settings.reduced_motion = reduce;
        self.workspace.view.set_reduced_motion(reduce);
    }
}
