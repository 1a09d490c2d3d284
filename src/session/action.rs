//! What a user can do, and the one function that does it.
//! Must not know which widget or key asked.

use super::{ActiveTool, Checked, Comparing, FindingFilter, Panel, Seen, Session, ShowAction, Tab, Viewpoint};
use crate::geometry::{Extent, LonLat};
use crate::i18n::Lang;
use crate::picture::Theme;
use crate::project::{Colouring, FeatureId, Labelling, SegmentClass, ShowPlan, Style};

/// Something the user did. Points are from the map's top left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The map has this width and height in points.
    Resize([f32; 2]),
    /// Time has come to this many seconds, counted from anywhere.
    Tick(f64),
    /// Move what is in view by so many points.
    Pan([f32; 2]),
    /// Enlarge around a point.
    Zoom {
        /// How many times.
        factor: f64,
        /// What stays in place.
        at: [f32; 2],
    },
    /// Enlarge around the middle.
    ZoomMiddle {
        /// How many times.
        factor: f64,
    },
    /// Enlarge what lies between two corners until it fills the map.
    ZoomBox([f32; 2], [f32; 2]),
    /// So wide a strip at the map's left edge is covered, in points: what is fitted into the map stays out of it.
    Cover(f32),
    /// Look from a place, such as one of an earlier session, at once.
    LookFrom(Viewpoint),
    /// Show everything.
    Fit,
    /// Show all of a box, and no more around it than the map's shape asks for. At once.
    Frame(Extent),
    /// Show all of a feature.
    FlyTo(FeatureId),
    /// Put a position in the middle, and mark it.
    GoTo(LonLat),
    /// Show what was shown before.
    Back,
    /// Undo that.
    Forward,
    /// The pointer is over a point, or over none.
    Hover(Option<[f32; 2]>),
    /// Ask what is at a point; again at the same point, what is below it.
    Click([f32; 2]),
    /// Take a tool in hand.
    TakeTool(ActiveTool),
    /// Select a feature, or nothing.
    Select(Option<FeatureId>),
    /// Light up all boundary segments whose signs tell the same; again, none.
    SelectSegments(SegmentClass),
    /// Select the next feature, or the one before; look at the next finding or changed place, while those are looked at.
    Step {
        /// Whether to go back.
        back: bool,
    },
    /// Open a policy item in the card of the feature it is about.
    OpenItem(usize),
    /// Open a tab of the card.
    OpenTab(Tab),
    /// Show or hide a layer.
    ShowLayer {
        /// The layer's place.
        layer: usize,
        /// Whether it is shown.
        visible: bool,
    },
    /// Draw a layer more or less strongly.
    Opacity {
        /// The layer's place.
        layer: usize,
        /// From 0 to 1.
        opacity: f32,
    },
    /// Draw a layer over so many others.
    MoveLayer {
        /// The layer's place.
        layer: usize,
        /// How many lie below it then.
        to: usize,
    },
    /// Draw a layer in another style.
    SetStyle {
        /// The layer's place.
        layer: usize,
        /// The style.
        style: Style,
    },
    /// Tell the areas of a layer apart in another way.
    ColourBy {
        /// The layer's place.
        layer: usize,
        /// The way.
        colouring: Colouring,
    },
    /// Write something else at the features of a layer.
    LabelBy {
        /// The layer's place.
        layer: usize,
        /// What.
        labelling: Labelling,
    },
    /// Set the language.
    SetLanguage(Lang),
    /// Set the theme.
    SetTheme(Theme),
    /// Move at once instead of flying.
    ReduceMotion(bool),
    /// Draw meridians and parallels, or none.
    Graticule(bool),
    /// Draw how far each segment may be off, or not.
    Uncertainty(bool),
    /// Draw the land of the world beneath the map, or not.
    Ground(bool),
    /// Hide all bars and panels around the map, or show them again.
    HidePanels(bool),
    /// Show the layers, or fold them away.
    ShowLayers(bool),
    /// Show the project's own card while nothing is selected, or fold it away.
    ShowOverview(bool),
    /// The check of the project has come so far.
    Checked(Checked),
    /// Put something beside the map.
    Open(Panel),
    /// List only some findings.
    FilterFindings(FindingFilter),
    /// Look at a finding, by its place among all, and fly there; or at none.
    LookAt(Option<usize>),
    /// Comparing with another version has come so far; `Nothing` ends it.
    Compared(Comparing),
    /// See one version, or both.
    See(Seen),
    /// See the other version than now.
    Swap,
    /// Let the two versions take turns by themselves, or not.
    Blink(bool),
    /// Look at a place added or removed, by its number in the list, and fly there; or at none.
    LookAtChange(Option<usize>),
    /// Something on the stage.
    Show(ShowAction),
    /// Order, title and annotate the stops of the show otherwise.
    PlanShow(ShowPlan),
}

impl Session {
    /// Does it. The only way a session changes.
    ///
    /// ```
    /// use zonemap::formats::{OpenOptions, open_builtin};
    /// use zonemap::session::{Action, Session, Settings};
    ///
    /// let mut session = Session::new(open_builtin(&OpenOptions::default())?, Settings::default());
    /// let part = session.project().wholes[0].parts[0];
    /// session.apply(Action::Select(Some(part)));
    /// assert_eq!(session.selected(), Some(part));
    /// # Ok::<(), zonemap::formats::OpenError>(())
    /// ```
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Resize(size) => self.resize(size),
            Action::Tick(seconds) => self.tick(seconds),
            Action::Pan(by) => self.workspace.view.pan(by),
            Action::Zoom { factor, at } => self.workspace.view.zoom(factor, at),
            Action::ZoomMiddle { factor } => self.workspace.view.zoom_middle(factor),
            Action::ZoomBox(a, b) => self.workspace.view.zoom_box(a, b),
            Action::Cover(strip) => self.workspace.view.cover(strip),
            Action::LookFrom(place) => self.workspace.view.restore(place),
            Action::Fit => self.workspace.view.fit(),
            Action::Frame(extent) => self.workspace.view.frame(extent),
            Action::FlyTo(feature) => self.fly_to(feature),
            Action::GoTo(at) => self.go_to(at),
            Action::Back => self.workspace.view.back(),
            Action::Forward => self.workspace.view.forward(),
            Action::Hover(point) => self.hover(point),
            Action::Click(point) => self.click(point),
            Action::TakeTool(tool) => self.workspace.tool = tool,
            Action::Select(feature) => self.select(feature),
            Action::SelectSegments(class) => self.select_segments(class),
            Action::Step { back } => self.step(back),
            Action::OpenItem(item) => self.open_item(item),
            Action::OpenTab(tab) => self.workspace.tab = tab,
            Action::ShowLayer { layer, visible } => self.change_layer(layer, |state| state.visible = visible),
            Action::Opacity { layer, opacity } => {
                self.change_layer(layer, |state| state.opacity = opacity.clamp(0.0, 1.0));
            }
            Action::MoveLayer { layer, to } => self.workspace.move_layer(layer, to),
            Action::SetStyle { layer, style } => self.change_layer(layer, |state| state.style = style),
            Action::ColourBy { layer, colouring } => self.colour_by(layer, colouring),
            Action::LabelBy { layer, labelling } => {
                self.change_layer(layer, |state| state.labelling.clone_from(&labelling));
            }
            Action::SetLanguage(lang) => self.set_language(lang),
            Action::SetTheme(theme) => self.workspace.settings.theme = theme,
            Action::ReduceMotion(reduce) => self.reduce_motion(reduce),
            Action::Graticule(shown) => self.workspace.settings.graticule = shown,
            Action::Uncertainty(shown) => self.workspace.settings.uncertainty = shown,
            Action::Ground(shown) => self.workspace.settings.ground = shown,
            Action::HidePanels(hidden) => self.workspace.surroundings.hidden = hidden,
            Action::ShowLayers(shown) => self.workspace.surroundings.layers = Some(shown),
            Action::ShowOverview(shown) => self.workspace.surroundings.overview = Some(shown),
            Action::Checked(state) => self.checks.take(state),
            Action::Open(panel) => self.workspace.panel = panel,
            Action::FilterFindings(filter) => self.checks.set_filter(filter),
            Action::LookAt(finding) => self.look_at(finding),
            Action::Compared(state) => self.versions.take(state),
            Action::See(seen) => self.versions.see(seen),
            Action::Swap => self.versions.turn(),
            Action::Blink(blink) => self.versions.blinks = blink,
            Action::LookAtChange(place) => self.look_at_change(place),
            Action::Show(action) => self.present(action),
            Action::PlanShow(plan) => self.plan_show(plan),
        }
    }
}
