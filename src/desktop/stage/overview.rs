//! All stops at a glance, over the stage: the arrows choose one, Enter or a click goes there.
//! Must not know how a stop is drawn.

use egui::{Align2, Color32, FontId, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::desktop::theme;
use crate::desktop::thumbnails::Thumbnails;
use crate::i18n::displayed;
use crate::picture::ColourRole;
use crate::session::{Session, ShowAction};

/// How many stops stand in a row.
pub(super) const COLUMNS: isize = 5;
/// The same, to place them by.
const ACROSS: f32 = 5.0;
/// Around everything and between two stops, as parts of the stage's width.
const MARGIN: f32 = 0.04;
const GAP: f32 = 0.016;
/// How high the line of words below a picture is, as a part of the picture's height.
const WORDS: f32 = 0.2;

/// Shows the overview over the stage while it is open.
pub(super) fn show(ui: &Ui, session: &Session, stage: Rect, pictures: &mut Thumbnails, requests: &mut Vec<ShowAction>) {
    let Some(show) = session.show() else { return };
    let Some(chosen) = show.overview else { return };
    let palette = session.theme().palette();
    ui.painter().rect_filled(stage, 0.0, theme::colour(palette.page));
    let stops: Vec<usize> = show.deck().shown().map(|(at, _)| at).collect();
    let grid = Grid::new(stage, stops.len(), stops.iter().position(|&at| at == chosen).unwrap_or(0));
    for (place, &at) in stops.iter().enumerate() {
        let cell = grid.cell(place);
        if !stage.intersects(cell) {
            continue;
        }
        let stop = &show.deck().stops[at];
        let title = displayed(stop.title.get(session.lang()));
        let response = ui.interact(cell, ui.scope_id().with(("overview", at)), Sense::click());
        let name = format!("{} {title}", place + 1);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, at == chosen, &name));
        if response.clicked() {
            requests.push(ShowAction::Go(at));
        }
        let picture = Rect::from_min_size(cell.min, grid.picture);
        let painter = ui.painter().with_clip_rect(stage);
        painter.rect_filled(picture, 4.0, theme::colour(palette.panel));
        if let Some(texture) = pictures.stop(ui.ctx(), session, at, None, grid.picture) {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let place = Rect::from_center_size(picture.center(), texture.size);
            painter.image(texture.id, place, whole, Color32::WHITE);
        }
        let frame = |width: f32, role: ColourRole| Stroke::new(width, theme::colour(palette.colour(role)));
        let frame =
            if at == chosen { frame(4.0, ColourRole::Boundary) } else { frame(1.0, ColourRole::InternalBoundary) };
        painter.rect_stroke(picture, 4.0, frame, StrokeKind::Outside);
        let size = (grid.picture.y * WORDS * 0.5).clamp(10.0, 40.0);
        let role = theme::colour(palette.colour(if at == show.at { ColourRole::Boundary } else { ColourRole::Text }));
        let words = painter.layout(name, FontId::proportional(size), role, f32::INFINITY);
        let below = Rect::from_min_max(pos2(picture.min.x, picture.max.y), cell.max);
        let corner = Align2::LEFT_CENTER.anchor_size(below.left_center(), words.size()).min;
        painter.with_clip_rect(below.intersect(stage)).galley(corner, words, role);
    }
}

/// Where each stop stands.
struct Grid {
    corner: egui::Pos2,
    step: Vec2,
    picture: Vec2,
    words: f32,
    /// How far the rows are moved up so that the chosen one is in view.
    up: f32,
}

impl Grid {
    fn new(stage: Rect, count: usize, chosen: usize) -> Self {
        let (margin, gap) = (stage.width() * MARGIN, stage.width() * GAP);
        let width = (stage.width() - 2.0 * margin - (ACROSS - 1.0) * gap) / ACROSS;
        let picture = vec2(width, width * stage.height() / stage.width().max(1.0));
        let words = picture.y * WORDS;
        let step = vec2(width + gap, picture.y + words + gap);
        let row = |place: usize| row_and_column(place)[0];
        let rows = row(count.saturating_sub(1)) + 1.0;
        let (room, height) = (stage.height() - 2.0 * margin, rows * step.y - gap);
        let wanted = (row(chosen) + 0.5) * step.y - room / 2.0;
        let up = wanted.clamp(0.0, (height - room).max(0.0));
        Self { corner: stage.min + Vec2::splat(margin), step, picture, words, up }
    }

    fn cell(&self, place: usize) -> Rect {
        let [row, column] = row_and_column(place);
        let corner = self.corner + vec2(column * self.step.x, row * self.step.y - self.up);
        Rect::from_min_size(corner, self.picture + vec2(0.0, self.words))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred stops")]
fn row_and_column(place: usize) -> [f32; 2] {
    let columns = COLUMNS.unsigned_abs();
    [(place / columns) as f32, (place % columns) as f32]
}
