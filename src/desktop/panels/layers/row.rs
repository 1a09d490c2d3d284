//! A row of the list of layers: an eye, a swatch, a name of two lines at most, a figure at the right, all on the baseline of the first line.
//! Must not know what a click on it does.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Color32, CornerRadius, Galley, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, TextStyle, Ui, pos2, vec2,
};

use crate::desktop::panels::{PanelContext, prose};
use crate::desktop::theme;
use crate::picture::ColourRole;

/// The least height of a row, the width of the eye or the swatch with what is free beside it, and of the menu's sign, in points.
const HEIGHT: f32 = 26.0;
const EYE: f32 = 22.0;
const MENU: f32 = 12.0;
/// What is free above and below the words, and between them and the figure.
const PAD: f32 = 3.0;
const GAP: f32 = 6.0;

/// What stands in a row.
pub(super) struct Row<'a> {
    /// Whether its layer is shown; none for what has no eye of its own.
    pub(super) eye: Option<bool>,
    pub(super) swatch: Option<Color32>,
    pub(super) name: &'a str,
    pub(super) figure: &'a str,
    pub(super) chosen: bool,
}

/// What the pointer did to a row.
pub(super) struct RowResponse {
    pub(super) row: Response,
    /// Where the sign of the row's menu stands.
    pub(super) menu: Rect,
    /// The whole name is not to be read in the row.
    pub(super) elided: bool,
}

impl Row<'_> {
    /// Shows it over the whole width.
    pub(super) fn show(&self, ui: &mut Ui, panel: PanelContext<'_>) -> RowResponse {
        let role = if self.eye == Some(false) { ColourRole::SecondText } else { ColourRole::Text };
        let width = ui.available_width();
        let font = TextStyle::Body.resolve(ui.style());
        let second = panel.role(ColourRole::SecondText);
        let figure = ui.painter().layout_no_wrap(self.figure.to_owned(), font, second);
        let room = width - EYE - figure.size().x - GAP - MENU;
        let name = two_lines(ui, self.name, panel.role(role), room);
        let height = (name.size().y + 2.0 * PAD).max(HEIGHT);
        let (space, row) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let menu = Rect::from_min_max(pos2(space.max.x - MENU, space.min.y), space.max);
        let elided = name.elided;
        if ui.is_rect_visible(space) {
            self.paint(ui, panel, &row, [name, figure]);
        }
        RowResponse { row, menu, elided }
    }

    fn paint(&self, ui: &Ui, panel: PanelContext<'_>, row: &Response, [name, figure]: [Arc<Galley>; 2]) {
        let (space, painter) = (row.rect, ui.painter());
        let corner = CornerRadius::same(6);
        let around = space.expand2(vec2(4.0, 0.0));
        if self.chosen || row.hovered() {
            painter.rect_filled(around, corner, theme::colour(panel.palette().chip));
        }
        // One line of words stands in the middle; all else stands beside the first line.
        let line = name.rows.first().map_or(HEIGHT - 2.0 * PAD, |row| row.height());
        let top = space.min.y + ((space.height() - name.size().y) / 2.0).max(PAD);
        let middle = top + line / 2.0;
        let second = panel.role(ColourRole::SecondText);
        if let Some(shown) = self.eye {
            eye(painter, pos2(space.min.x + EYE / 2.0 - 3.0, middle), shown, second);
        }
        if let Some(colour) = self.swatch {
            let swatch = Rect::from_center_size(pos2(space.min.x + EYE / 2.0 - 3.0, middle), vec2(12.0, 12.0));
            painter.rect_filled(swatch, 3.0, colour);
        }
        painter.galley(pos2(space.min.x + EYE, top), name, second);
        painter.galley(pos2(space.max.x - MENU - figure.size().x, top), figure, second);
    }
}

/// Three dots that open the row's menu.
pub(super) fn dots(painter: &Painter, place: Rect, colour: Color32) {
    for at in [-5.0, 0.0, 5.0] {
        painter.circle_filled(place.center() + vec2(2.0, at), 1.5, colour);
    }
}

/// Words in a width, on two lines at most; what is left out ends in an ellipsis.
pub(in crate::desktop::panels) fn two_lines(ui: &Ui, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::simple(text.to_owned(), font, colour, width.max(24.0));
    job.wrap.max_rows = 2;
    prose::galley(ui, &job)
}

/// An eye, open where a layer is shown and struck through where it is hidden.
fn eye(painter: &Painter, at: Pos2, shown: bool, colour: Color32) {
    let stroke = Stroke::new(1.3, if shown { colour } else { colour.gamma_multiply(0.6) });
    let lid = |side: f32| -> Vec<Pos2> {
        let share = |step: u8| f32::from(step) / 8.0;
        (0..=8)
            .map(|step| at + vec2(14.0 * share(step) - 7.0, side * 5.0 * (share(step) * std::f32::consts::PI).sin()))
            .collect()
    };
    for side in [-1.0, 1.0] {
        painter.add(Shape::line(lid(side), stroke));
    }
    if shown {
        painter.circle_filled(at, 2.4, stroke.color);
    } else {
        painter.line_segment([at + vec2(-6.0, 5.0), at + vec2(6.0, -5.0)], stroke);
    }
}
