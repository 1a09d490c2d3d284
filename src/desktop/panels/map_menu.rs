//! The menu of a place of the map: what is there, its position, and what can be done from there.
//! Must not find what is there, nor do anything: it hands back requests.

use egui::{
    Align, Area, Button, Context, Frame, Id, LayerId, Layout, Order, Rect, Response, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, Vec2,
};

use super::{Dialog, PanelContext, positions};
use crate::desktop::command::Command;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::draw::spots;
use crate::geometry::LonLat;
use crate::i18n::{displayed, tr};
use crate::picture::ColourRole;
use crate::project::FeatureId;
use crate::session::{Action, Panel, Session};

/// How wide it is, in points.
const WIDTH: f32 = 332.0;
/// Its frame and what is free around it in a low window, in points.
const EDGE: f32 = 16.0;
/// At most so many features are listed; the rest is counted.
const LISTED: usize = 50;
/// The radius of the ring around a vertex, in points.
const RING: f32 = 6.0;
/// How many times it enlarges the map.
const CLOSER: f64 = 2.0;
/// A vertex so near the pointer is what is meant, in points; and near the middle of the map, which the arrows move by twice as far.
const AT_VERTEX: f64 = 8.0;
const AT_VERTEX_BY_KEY: f64 = 40.0;

/// The place that it was asked for.
#[derive(Default)]
pub(in crate::desktop) struct State {
    /// From the map's upper left corner, in points.
    point: [f32; 2],
    at: LonLat,
    /// Whether it is a vertex.
    is_vertex: bool,
    found: Vec<FeatureId>,
}

impl State {
    /// For a point of the map, or the vertex there.
    pub(in crate::desktop) fn at(session: &Session, point: [f32; 2]) -> Self {
        Self::near(session, point, AT_VERTEX)
    }

    /// For the selection, where it is in view, or else for the middle of the map or the vertex there.
    pub(in crate::desktop) fn at_selection(session: &Session) -> Self {
        let spot = session.selected().and_then(|id| spots(session).into_iter().find(|spot| spot.id == id));
        let middle = session.view().projector().size.map(|side| side / 2.0);
        match spot {
            Some(spot) => Self::near(session, spot.at, AT_VERTEX),
            None => Self::near(session, middle, AT_VERTEX_BY_KEY),
        }
    }

    fn near(session: &Session, point: [f32; 2], within: f64) -> Self {
        let (projector, found) = (session.view().projector(), session.features_at(point));
        match session.vertex_near(point, within) {
            Some(at) => Self { point: projector.screen_from_lonlat(at), at, is_vertex: true, found },
            None => Self { point, at: projector.lonlat_from_screen(point), is_vertex: false, found },
        }
    }

    /// Shows it while it is open; choosing closes it. As it `begins`, the first choice has the focus.
    pub(in crate::desktop) fn show(
        &self,
        context: &Context,
        panel: PanelContext<'_>,
        (map, begins): (Rect, bool),
        open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        if !*open {
            return;
        }
        let before = requests.len();
        if self.is_vertex {
            self.ring(context, panel, map);
        }
        let frame = Frame::new()
            .fill(theme::colour(panel.palette().panel))
            .stroke(Stroke::new(1.0, theme::colour(panel.palette().hairline)))
            .corner_radius(8.0)
            .inner_margin(8.0);
        // The vertex stays in view beside it.
        let beside = if self.is_vertex { RING + 4.0 } else { 0.0 };
        let at = map.min + Vec2::from(self.point) + Vec2::splat(beside);
        let height = context.content_rect().height() - 2.0 * EDGE;
        let area = Area::new(Id::unique(Dialog::MapMenu)).order(Order::Middle).fixed_pos(at);
        area.show(context, |ui| {
            // A press between its lines is not one beside it.
            ui.scope_builder(UiBuilder::new().sense(Sense::CLICK | Sense::DRAG), |ui| {
                frame.show(ui, |ui| {
                    ui.set_width(WIDTH.min(context.content_rect().width() - 2.0 * EDGE));
                    ui.set_max_height(height);
                    ScrollArea::vertical().max_height(height).show(ui, |ui| {
                        let list = Layout::top_down_justified(Align::LEFT);
                        ui.with_layout(list, |ui| self.list(ui, panel, begins, requests));
                        focus::follow(ui, 0.0);
                    });
                });
            });
        });
        *open = requests.len() == before;
    }

    /// Marks the vertex on the map.
    fn ring(&self, context: &Context, panel: PanelContext<'_>, map: Rect) {
        let painter = context.layer_painter(LayerId::background()).with_clip_rect(map);
        for (role, width) in [(ColourRole::Halo, 5.0), (ColourRole::Boundary, 2.5)] {
            painter.circle_stroke(map.min + Vec2::from(self.point), RING, Stroke::new(width, panel.role(role)));
        }
    }

    fn list(&self, ui: &mut Ui, panel: PanelContext<'_>, mut begins: bool, requests: &mut Vec<Request>) {
        let lang = panel.lang();
        panel.quiet(ui, &tr!(lang, "map-menu.here"));
        if self.found.is_empty() {
            ui.label(tr!(lang, "map-menu.nothing"));
        }
        self.features(ui, panel, &mut begins, requests);
        ui.separator();
        let copy = if self.is_vertex { "map-menu.copy-vertex" } else { "map-menu.copy" };
        panel.quiet(ui, &tr!(lang, copy));
        for form in positions::forms(self.at, lang) {
            if line(ui, item(&form), &mut begins).clicked() {
                requests.push(Request::Copy(form));
            }
        }
        ui.separator();
        for (key, asked) in [
            ("map-menu.zoom", vec![Action::Zoom { factor: CLOSER, at: self.point }.into()]),
            ("map-menu.card", self.card()),
            ("map-menu.print", vec![self.centre(panel.session).into(), Command::Print.into()]),
        ] {
            if line(ui, item(&tr!(lang, key)), &mut begins).clicked() {
                requests.extend(asked);
            }
        }
    }

    /// What is here, each with its layer.
    fn features(&self, ui: &mut Ui, panel: PanelContext<'_>, begins: &mut bool, requests: &mut Vec<Request>) {
        let (session, lang) = (panel.session, panel.lang());
        let height = ui.ctx().content_rect().height() * 0.3;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for id in self.found.iter().take(LISTED) {
                let layer = session.project().layers.get(id.layer).map_or("", |layer| layer.title.get(lang));
                let button = Button::selectable(session.selected() == Some(*id), panel.name(*id));
                if line(ui, button.shortcut_text(displayed(layer)).truncate(), begins).clicked() {
                    requests.push(Action::Select(Some(*id)).into());
                }
            }
            focus::follow(ui, 0.0);
        });
        if let Some(more) = self.found.len().checked_sub(LISTED).filter(|more| *more > 0) {
            panel.quiet(ui, &tr!(lang, "search.more", count = more));
        }
    }

    /// What opens the card of what is here, or that of the project where nothing is.
    fn card(&self) -> Vec<Request> {
        let show = [Action::HidePanels(false), Action::Open(Panel::Card), Action::ShowOverview(true)];
        let select = Action::Select(self.found.first().copied());
        show.into_iter().chain([select]).map(Request::Do).collect()
    }

    /// What brings the place to the middle of the map.
    fn centre(&self, session: &Session) -> Action {
        let [width, height] = session.view().projector().size;
        Action::Pan([width / 2.0 - self.point[0], height / 2.0 - self.point[1]])
    }
}

/// Adds a line of the menu; as it `begins`, its first one has the focus.
fn line(ui: &mut Ui, button: Button<'_>, begins: &mut bool) -> Response {
    let response = ui.add(button);
    if std::mem::take(begins) {
        response.request_focus();
    }
    response
}

/// What stands in a line of the menu.
fn item(text: &str) -> Button<'_> {
    Button::selectable(false, text).truncate()
}
