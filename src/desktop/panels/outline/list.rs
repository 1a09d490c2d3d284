//! The stops in order: one is chosen by a click, and moved by dragging it.
//! Must not change them.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Color32, FontId, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{pos2, vec2};

use super::PanelContext;
use crate::desktop::focus;
use crate::desktop::theme;
use crate::desktop::thumbnails::Thumbnails;
use crate::i18n::{displayed, minutes, tr};
use crate::picture::ColourRole;
use crate::session::Session;
use crate::show::Edit;
use crate::show::{Deck, Stop};

/// The height of a row and the size of its picture, in points.
const ROW: f32 = 62.0;
const PICTURE: [f32; 2] = [96.0, 54.0];

/// Something to do about a stop.
pub(super) enum Asked {
    /// A change.
    Edit(Edit),
    /// As the project has it.
    Reset,
}

/// Shows the list, and returns which stop is chosen.
pub(super) fn show(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    staged: &Session,
    deck: &Deck,
    mut chosen: usize,
    pictures: &mut Thumbnails,
    edits: &mut Vec<(usize, Asked)>,
) -> usize {
    let before = chosen;
    ScrollArea::vertical().id_salt("stops").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut number = 0;
        for (at, stop) in deck.stops.iter().enumerate() {
            number += usize::from(!stop.hidden);
            let (space, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click_and_drag());
            let name = name(panel, stop, number);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, at == before, &name));
            if response.clicked() {
                chosen = at;
            }
            response.dnd_set_drag_payload(at);
            if let Some((from, to)) = dropped(ui, panel, &response, at) {
                edits.push((from, Asked::Edit(Edit::Move { before: to })));
            }
            if ui.is_rect_visible(space) {
                let texture = pictures.stop(ui.ctx(), staged, at, None, PICTURE.into());
                paint(ui, panel, stop, &name, &response, at == before, texture);
            }
        }
        focus::follow(ui, 0.0);
    });
    chosen
}

/// A stop's number and title; one that is left out has no number.
fn name(panel: PanelContext<'_>, stop: &Stop, number: usize) -> String {
    let title = displayed(stop.title.get(panel.lang()));
    if stop.hidden { title } else { format!("{number} {title}") }
}

/// What is dragged over a row, and where it would go: a line is drawn there. Returned when it is let go.
fn dropped(ui: &Ui, panel: PanelContext<'_>, row: &Response, at: usize) -> Option<(usize, usize)> {
    let dragged = row.dnd_hover_payload::<usize>()?;
    let pointer = ui.input(|input| input.pointer.interact_pos())?;
    let below = pointer.y > row.rect.center().y;
    let y = if below { row.rect.max.y } else { row.rect.min.y };
    ui.painter().hline(row.rect.x_range(), y, Stroke::new(3.0, panel.role(ColourRole::Boundary)));
    let released = row.dnd_release_payload::<usize>().is_some();
    released.then_some((*dragged, at + usize::from(below)))
}

fn paint(
    ui: &Ui,
    panel: PanelContext<'_>,
    stop: &Stop,
    name: &str,
    row: &Response,
    chosen: bool,
    texture: Option<egui::load::SizedTexture>,
) {
    let space = row.rect;
    if chosen || row.hovered() {
        ui.painter().rect_filled(space, 6.0, theme::colour(panel.palette().chip));
    }
    if row.has_focus() {
        ui.painter().rect_stroke(space, 6.0, Stroke::new(2.0, panel.role(ColourRole::Boundary)), StrokeKind::Inside);
    }
    let faded = if stop.hidden { 0.45 } else { 1.0 };
    let picture = Rect::from_min_size(space.min + vec2(6.0, (ROW - PICTURE[1]) / 2.0), PICTURE.into());
    match texture {
        Some(texture) => {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let place = Align2::CENTER_CENTER.align_size_within_rect(texture.size, picture);
            ui.painter().image(texture.id, place, whole, Color32::WHITE.gamma_multiply(faded));
        }
        None => {
            ui.painter().rect_filled(picture, 0.0, theme::colour(panel.palette().page));
        }
    }
    let planned = stop.planned_s.map(f64::from).map(minutes).unwrap_or_default();
    let second = if stop.hidden { tr!(panel.lang(), "outline.hidden").into_owned() } else { planned };
    let role = if stop.hidden { ColourRole::SecondText } else { ColourRole::Text };
    let left = picture.max.x + 10.0;
    let width = space.max.x - left - 6.0;
    line(ui, pos2(left, space.min.y + 10.0), name, theme::strong_font(13.5), panel.role(role), width);
    line(
        ui,
        pos2(left, space.min.y + 33.0),
        &second,
        FontId::proportional(12.0),
        panel.role(ColourRole::SecondText),
        width,
    );
}

/// A line of words, cut off at its end.
fn line(ui: &Ui, at: egui::Pos2, words: &str, font: FontId, role: Color32, width: f32) {
    let mut job = LayoutJob::simple(words.to_owned(), font, role, f32::INFINITY);
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, role);
}
