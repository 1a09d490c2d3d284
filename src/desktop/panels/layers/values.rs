//! What the colours of a layer stand for, below its row: each value or class with how many features have it.
//! Must not know how values are grouped: the legend does.

use egui::{Button, Label, RichText, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use crate::desktop::panels::PanelContext;
use crate::desktop::request::Request;
use crate::draw::{Emblem, LegendRow, VALUE_TINT, value_rows};
use crate::i18n::{displayed, tr};
use crate::picture::ColourRole;

/// How far the rows begin behind those of the layers, in points: below their names.
const INDENT: f32 = 22.0;
/// What free space is beside a count, and what of a layer's row its menu takes, in points.
const GAP: f32 = 6.0;
const MENU: f32 = 12.0;

/// The values of a layer that is coloured by a field; nothing of any other.
pub(super) fn values(ui: &mut Ui, panel: PanelContext<'_>, at: usize, requests: &mut Vec<Request>) {
    let Some(by) = panel.session.layer(at).colouring.field() else { return };
    ui.horizontal(|ui| {
        ui.add_space(INDENT);
        let words = tr!(panel.lang(), "layers.by-field", field = displayed(&by.field));
        let button = ui.add(Button::new(panel.quiet_text(&words).small()).frame(false).truncate());
        if button.clicked() {
            requests.push(Request::Symbology(at));
        }
    });
    for row in value_rows(panel.session, at, false) {
        value(ui, panel, &row);
    }
}

fn value(ui: &mut Ui, panel: PanelContext<'_>, row: &LegendRow) {
    let figure = row.figure.as_deref().unwrap_or_default();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.add_space(INDENT);
        if let Emblem::Tint(role) = row.emblem {
            let (space, painter) = ui.allocate_painter(vec2(16.0, 12.0), Sense::hover());
            painter.rect_filled(
                space.rect,
                2.0,
                panel.role(ColourRole::Land).lerp_to_gamma(panel.role(role), VALUE_TINT),
            );
            painter.rect_stroke(space.rect, 2.0, (1.0, panel.role(role)), egui::StrokeKind::Inside);
        }
        let font = TextStyle::Small.resolve(ui.style());
        let count = ui.painter().layout_no_wrap(figure.to_owned(), font, panel.role(ColourRole::SecondText));
        let room = (ui.available_width() - count.size().x - 2.0 * GAP - MENU).max(24.0);
        let words = Label::new(RichText::new(&row.words).small()).truncate();
        let label = ui.allocate_ui(vec2(room, 16.0), |ui| {
            ui.set_min_width(room);
            ui.add(words)
        });
        label.inner.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} {figure}", row.words)));
        ui.label(count);
    });
}
