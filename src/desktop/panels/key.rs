//! The key to the lines and dots in view; a click on a cell of it lights up the segments that look so.
//! Must not know how a line is drawn on the map: the pens say it.

use egui::{
    Label, Painter, Pos2, Rect, Response, RichText, Role, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui, Vec2,
    WidgetInfo, vec2,
};

use super::PanelContext;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::draw::{Cell, Emblem, hatch_pen, hatched_box, line_key, sign_role};
use crate::i18n::tr;
use crate::picture::{Dash, Pen};
use crate::session::{Action, Selection};

/// A sign beside its words.
const SIGN: Vec2 = vec2(44.0, 14.0);
/// Between the two columns of cells.
const BETWEEN: f32 = 2.0;
/// A cell of the segments, as wide as the heads need it, and how far its lines stand from its sides and from each other.
const CELL: Vec2 = vec2(50.0, 22.0);
const INSET: f32 = 5.0;
const APART: f32 = 6.0;

/// What the lines and dots in view say.
pub(super) fn key(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let rows = line_key(panel.session);
    if rows.is_empty() {
        return;
    }
    ui.separator();
    PanelContext::heading(ui, &tr!(panel.lang(), "sheet.legend"));
    ui.scope(|ui| {
        focus::one_stop(ui);
        for row in rows {
            ui.horizontal(|ui| {
                sign(ui, panel, &row.emblem, &row.words, requests);
                let is_remark = matches!(row.emblem, Emblem::None | Emblem::Heads(_));
                let words = if is_remark { panel.quiet_text(&row.words) } else { RichText::new(&row.words) };
                ui.add(Label::new(words.small()).wrap());
            });
        }
    });
    if panel.session.project().items().next().is_some() {
        ui.label(panel.quiet_text(&tr!(panel.lang(), "layers.policy-areas")).small());
    }
}

fn sign(ui: &mut Ui, panel: PanelContext<'_>, emblem: &Emblem, words: &str, requests: &mut Vec<Request>) {
    match emblem {
        Emblem::None => {}
        Emblem::Heads(heads) => {
            ui.spacing_mut().item_spacing.x = BETWEEN;
            for head in heads {
                self::head(ui, panel, head);
            }
            ui.add_space(4.0);
        }
        Emblem::Cells(cells) => {
            ui.spacing_mut().item_spacing.x = BETWEEN;
            for cell in cells {
                if self::cell(ui, panel, cell, words).clicked() {
                    requests.push(Action::SelectSegments(cell.class).into());
                }
            }
            ui.add_space(4.0);
        }
        Emblem::Line(pens) => {
            let (space, painter) = ui.allocate_painter(SIGN, Sense::hover());
            for pen in pens {
                line(&painter, space.rect, *pen, panel);
            }
        }
        Emblem::Dot(role, radius) => {
            let (space, painter) = ui.allocate_painter(SIGN, Sense::hover());
            painter.circle_filled(space.rect.center(), *radius, panel.role(*role));
        }
        Emblem::Hatched(sign) => {
            let (swatch, painter) = swatch(ui);
            painter.rect_filled(swatch, 0.0, panel.role(sign_role(*sign)).gamma_multiply(0.4));
            let pen = hatch_pen(*sign);
            let stroke = Stroke::new(pen.width, panel.role(pen.role).gamma_multiply(pen.opacity));
            for ends in hatched_box([swatch.left(), swatch.top(), swatch.right(), swatch.bottom()], *sign) {
                painter.line_segment(ends.map(Pos2::from), stroke);
            }
        }
        Emblem::Swatch(role) | Emblem::Tint(role) => {
            let (swatch, painter) = swatch(ui);
            painter.rect_filled(swatch, 2.0, panel.role(*role).gamma_multiply(0.6));
        }
    }
}

/// The head of a column of cells, over its middle.
fn head(ui: &mut Ui, panel: PanelContext<'_>, words: &str) {
    let label = Label::new(panel.quiet_text(words).small()).truncate();
    ui.add_sized([CELL.x, ui.text_style_height(&TextStyle::Small)], label);
}

/// Where a small area of a colour is painted.
fn swatch(ui: &mut Ui) -> (Rect, Painter) {
    let (space, painter) = ui.allocate_painter(SIGN, Sense::hover());
    (Rect::from_center_size(space.rect.center(), vec2(24.0, 12.0)), painter)
}

/// The segments of one class: a button where there are any, else room.
fn cell(ui: &mut Ui, panel: PanelContext<'_>, cell: &Cell, words: &str) -> Response {
    if cell.pens.is_empty() {
        return ui.allocate_response(CELL, Sense::hover());
    }
    let (space, painter) = ui.allocate_painter(CELL, Sense::click());
    let is_lit = panel.session.selection() == Selection::Segments(cell.class);
    let basis = if cell.class.is_stated { "basis.stated" } else { "basis.inferred" };
    let name = format!("{words}, {}", tr!(panel.lang(), basis));
    space.widget_info(|| WidgetInfo::selected(Role::Button, true, is_lit, &name));
    let visuals = ui.style().interact_selectable(&space, is_lit);
    if is_lit || space.hovered() || space.has_focus() {
        painter.rect(space.rect, 4.0, visuals.weak_bg_fill, visuals.bg_stroke, StrokeKind::Inside);
    }
    let down = if cell.pens.len() > 1 { -APART / 2.0 } else { 0.0 };
    let mut place = space.rect.shrink2(vec2(INSET, 0.0)).translate(vec2(0.0, down));
    for pen in &cell.pens {
        line(&painter, place, *pen, panel);
        place = place.translate(vec2(0.0, APART));
    }
    space.on_hover_text(tr!(panel.lang(), "legend.light-up"))
}

/// A piece of line across a box.
pub(in crate::desktop::panels) fn line(painter: &Painter, place: Rect, pen: Pen, panel: PanelContext<'_>) {
    let ends = [place.left_center(), place.right_center()];
    let stroke = Stroke::new(pen.width, panel.role(pen.role).gamma_multiply(pen.opacity));
    match pen.dash {
        Dash::Solid => {
            painter.line_segment(ends, stroke);
        }
        Dash::Dashed => {
            painter.extend(Shape::dashed_line(&ends, stroke, 10.0, 6.0));
        }
        Dash::Dotted => {
            painter.extend(Shape::dashed_line(&ends, stroke, 2.0, 5.0));
        }
    }
}
