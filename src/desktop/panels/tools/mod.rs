//! The tools that float on the map: one button a row of a table, with what is on or in hand marked.
//! Must not do what is asked, nor know what a tool makes of the pointer.

mod icons;

use egui::{
    Area, Context, Frame, Id, Margin, Order, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use super::PanelContext;
use crate::desktop::command::Command;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::tr;
use crate::session::{ActiveTool, Panel, Session};
use icons::Icon;

/// How far the tools stay from the map's edges, in points.
const EDGE: f32 = 12.0;
/// The side of a button, what is free between two, between two groups, and around all, in points.
const SIDE: f32 = 30.0;
const GAP: f32 = 2.0;
const GROUP_GAP: f32 = 9.0;
const AROUND: f32 = 4.0;
/// A map narrower than this has the tools folded, in points.
const NARROW: f32 = 320.0;
/// How wide a strip at the map's left edge the tools take, in points.
pub(in crate::desktop) const STRIP: f32 = EDGE + SIDE + 2.0 * AROUND;

/// A button of the tools.
struct ToolButton {
    command: Command,
    icon: Icon,
    /// Whether it is on or in hand; none for what is done once.
    is_on: Option<fn(&Session) -> bool>,
}

const fn once(command: Command, icon: Icon) -> ToolButton {
    ToolButton { command, icon, is_on: None }
}

const fn lasting(command: Command, icon: Icon, is_on: fn(&Session) -> bool) -> ToolButton {
    ToolButton { command, icon, is_on: Some(is_on) }
}

/// Every button, in groups, from the top.
const BUTTONS: &[&[ToolButton]] = &[
    &[
        lasting(Command::SelectTool, Icon::Arrow, |session| session.active_tool() == ActiveTool::Select),
        lasting(Command::BoxTool, Icon::Box, |session| session.active_tool() == ActiveTool::BoxZoom),
    ],
    &[once(Command::ZoomIn, Icon::ZoomIn), once(Command::ZoomOut, Icon::ZoomOut), once(Command::Fit, Icon::Whole)],
    &[
        lasting(Command::Checks, Icon::Check, |session| session.panel() == Panel::Checks),
        lasting(Command::Compare, Icon::Compare, |session| session.panel() == Panel::Comparison),
        lasting(Command::Uncertainty, Icon::PlusMinus, |session| session.settings().uncertainty),
    ],
    &[once(Command::Print, Icon::Print), once(Command::Present, Icon::Present)],
];

/// Whether they are unfolded in a small map.
#[derive(Default)]
pub(in crate::desktop) struct State {
    is_open: bool,
}

impl State {
    /// Folds them in a small map; whether they were unfolded there.
    pub(in crate::desktop) fn close(&mut self) -> bool {
        std::mem::take(&mut self.is_open)
    }

    /// Shows the tools in the map's upper left corner, and says what of the screen they take.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        map: Rect,
        requests: &mut Vec<Request>,
    ) -> Rect {
        let folds = map.width() < NARROW || map.height() < 2.0 * EDGE + height();
        self.is_open &= folds;
        let area = Area::new(Id::unique("tools")).order(Order::Middle).fixed_pos(map.min + Vec2::splat(EDGE));
        let shown = area.show(context, |ui| {
            let frame = Frame::new()
                .fill(theme::colour(panel.palette().panel))
                .stroke(Stroke::new(1.0, theme::colour(panel.palette().hairline)))
                .corner_radius(8.0)
                .inner_margin(Margin::same(4));
            frame.show(ui, |ui| {
                focus::one_stop(ui);
                ui.spacing_mut().item_spacing = Vec2::splat(GAP);
                if folds {
                    self.folded(ui, panel, map.width() - 2.0 * (EDGE + AROUND), requests);
                } else {
                    ui.vertical(|ui| groups(ui, panel, requests));
                }
            });
        });
        shown.response.rect
    }

    /// One button, and the others beside and below it while it is open.
    fn folded(&mut self, ui: &mut Ui, panel: PanelContext<'_>, width: f32, requests: &mut Vec<Request>) {
        let name = tr!(panel.lang(), "tools.unfold");
        // One row while there is only one.
        ui.set_max_width(if self.is_open { width.max(SIDE) } else { SIDE });
        ui.horizontal_wrapped(|ui| {
            if button(ui, panel, Icon::Tools, (&name, Some(self.is_open))) {
                self.is_open = !self.is_open;
            } else if self.is_open {
                let before = requests.len();
                groups(ui, panel, requests);
                self.is_open = requests.len() == before;
            }
        });
    }
}

/// The height of all buttons in one column, in points.
fn height() -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few buttons")]
    let [groups, buttons] = [BUTTONS.len(), BUTTONS.iter().map(|group| group.len()).sum()].map(|count| count as f32);
    buttons * (SIDE + GAP) + (groups - 1.0) * GROUP_GAP + 2.0 * AROUND
}

fn groups(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let down = ui.layout().is_vertical();
    for (at, group) in BUTTONS.iter().enumerate() {
        if at > 0 && down {
            let (space, _) = ui.allocate_exact_size(vec2(SIDE, GROUP_GAP - GAP), Sense::hover());
            let stroke = Stroke::new(1.0, theme::colour(panel.palette().hairline));
            ui.painter().hline(space.x_range(), space.center().y, stroke);
        }
        for ToolButton { command, icon, is_on } in *group {
            let Some(row) = command.row() else { continue };
            let (name, keys) = (row.name(panel.lang()), row.keys(ui.ctx()));
            let name = tr!(panel.lang(), "tools.with-keys", name = name, keys = keys);
            let is_on = is_on.map(|is_on| is_on(panel.session));
            let enabled = (row.enabled)(panel.session);
            if ui.add_enabled_ui(enabled, |ui| button(ui, panel, *icon, (&name, is_on))).inner {
                requests.push((*command).into());
            }
        }
    }
}

/// A button with a painted sign, whose name is spoken and shown over it; whether it was clicked.
fn button(ui: &mut Ui, panel: PanelContext<'_>, icon: Icon, (name, is_on): (&str, Option<bool>)) -> bool {
    let (space, response) = ui.allocate_exact_size(Vec2::splat(SIDE), Sense::click());
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(Role::Button, ui.is_enabled(), is_on, name),
        None => WidgetInfo::labeled(Role::Button, ui.is_enabled(), name),
    });
    let is_on = is_on.unwrap_or(false);
    let visuals = ui.style().interact(&response);
    let fill = if is_on || response.hovered() { panel.palette().chip } else { panel.palette().panel };
    ui.painter().rect(space, 6.0, theme::colour(fill), visuals.bg_stroke, StrokeKind::Inside);
    icon.paint(ui.painter(), space, visuals.text_color(), is_on.then(|| ui.visuals().selection.stroke.color));
    response.on_hover_text(name).clicked()
}
