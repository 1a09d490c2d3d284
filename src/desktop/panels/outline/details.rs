//! The stop that is chosen: how it will panel, and everything about it that can be changed.
//! Must not change it.

use egui::{
    Align2, Button, Color32, CornerRadius, DragValue, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use super::PanelContext;
use super::list::Asked;
use crate::desktop::focus;
use crate::desktop::panels::option::tick;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::desktop::thumbnails::Thumbnails;
use crate::draw::stage::Concern;
use crate::i18n::{Lang, tr};
use crate::picture::ColourRole;
use crate::session::{Action, Session, ShowAction};
use crate::show::{Deck, Stop};
use crate::show::{Edit, MAX_S};

/// The words that are being written, which an empty field keeps empty.
#[derive(Default)]
pub(super) struct Words {
    of: Option<(String, Lang)>,
    title: String,
    notes: String,
    is_typing: bool,
}

impl Words {
    /// Shows the stop at a place.
    #[expect(clippy::too_many_arguments, reason = "all of them are read or filled in one place")]
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        panel: PanelContext<'_>,
        staged: &Session,
        deck: &Deck,
        at: usize,
        pictures: &mut Thumbnails,
        edits: &mut Vec<(usize, Asked)>,
        requests: &mut Vec<Request>,
    ) {
        let Some(stop) = deck.stops.get(at) else { return };
        self.take(stop, panel.lang());
        ScrollArea::vertical().id_salt("details").auto_shrink(false).show(ui, |ui| {
            let width = ui.available_width();
            let room = vec2(width, (width * 9.0 / 16.0).min((ui.clip_rect().height() * 0.52).max(90.0)));
            preview(ui, panel, staged, at, room, pictures);
            ui.add_space(8.0);
            buttons(ui, panel, deck, at, edits, requests);
            for fault in &stop.faults {
                let text = Concern::Plan(fault.clone()).text(panel.lang());
                ui.label(theme::strong(&text, 14.0).color(panel.role(ColourRole::Warning)));
            }
            self.fields(ui, panel, stop, at, edits);
            focus::follow(ui, 0.0);
        });
    }

    /// Takes the stop's words, unless they are just being written.
    fn take(&mut self, stop: &Stop, lang: Lang) {
        let of = Some((stop.id.clone(), lang));
        if self.of != of || !self.is_typing {
            stop.title.get(lang).clone_into(&mut self.title);
            stop.notes.get(lang).clone_into(&mut self.notes);
            self.of = of;
        }
    }

    fn fields(
        &mut self,
        ui: &mut Ui,
        panel: PanelContext<'_>,
        stop: &Stop,
        at: usize,
        edits: &mut Vec<(usize, Asked)>,
    ) {
        let lang = panel.lang();
        let mut edit = |edit: Edit| edits.push((at, Asked::Edit(edit)));
        panel.quiet(ui, &tr!(lang, "outline.stop-title"));
        let title = ui.add(TextEdit::singleline(&mut self.title).desired_width(f32::INFINITY));
        title.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, tr!(lang, "outline.stop-title")));
        if title.changed() {
            edit(Edit::Title(lang, self.title.clone()));
        }
        ui.horizontal_wrapped(|ui| {
            let mut shown = !stop.hidden;
            if tick(ui, &mut shown, tr!(lang, "outline.shown")).changed() {
                edit(Edit::Hide(!shown));
            }
            ui.add_space(12.0);
            panel.quiet(ui, &tr!(lang, "outline.time"));
            let mut seconds = stop.planned_s.unwrap_or(0);
            let suffix = tr!(lang, "outline.seconds");
            let value = ui.add(DragValue::new(&mut seconds).range(0..=MAX_S).suffix(suffix));
            value.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, tr!(lang, "outline.time")));
            if value.changed() {
                edit(Edit::Seconds(Some(seconds).filter(|seconds| *seconds > 0)));
            }
        });
        panel.quiet(ui, &tr!(lang, "outline.notes"));
        let notes = TextEdit::multiline(&mut self.notes).desired_rows(4).desired_width(f32::INFINITY);
        let notes = ui.add(notes);
        notes.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, tr!(lang, "outline.notes")));
        if notes.changed() {
            edit(Edit::Notes(lang, self.notes.clone()));
        }
        self.is_typing = title.has_focus() || notes.has_focus();
        panel.quiet(ui, &tr!(lang, "outline.empty"));
    }
}

/// How the stop will panel, complete.
fn preview(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    staged: &Session,
    at: usize,
    room: egui::Vec2,
    pictures: &mut Thumbnails,
) {
    let (space, response) = ui.allocate_exact_size(room, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, tr!(panel.lang(), "outline.preview")));
    let texture = pictures.stop(ui.ctx(), staged, at, None, room);
    let size = texture.map_or_else(|| vec2(room.y * 16.0 / 9.0, room.y).min(room), |texture| texture.size);
    let place = Align2::CENTER_CENTER.align_size_within_rect(size, space);
    match texture {
        Some(texture) => {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture.id, place, whole, Color32::WHITE);
        }
        None => {
            ui.painter().rect_filled(place, CornerRadius::ZERO, theme::colour(panel.palette().page));
        }
    }
    ui.painter().rect_stroke(
        place,
        0.0,
        Stroke::new(1.0, panel.role(ColourRole::InternalBoundary)),
        StrokeKind::Inside,
    );
}

fn buttons(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    deck: &Deck,
    at: usize,
    edits: &mut Vec<(usize, Asked)>,
    requests: &mut Vec<Request>,
) {
    let (lang, last) = (panel.lang(), deck.stops.len().saturating_sub(1));
    ui.horizontal_wrapped(|ui| {
        if ui.add_enabled(at > 0, Button::new(tr!(lang, "outline.up"))).clicked() {
            edits.push((at, Asked::Edit(Edit::Move { before: at.saturating_sub(1) })));
        }
        if ui.add_enabled(at < last, Button::new(tr!(lang, "outline.down"))).clicked() {
            edits.push((at, Asked::Edit(Edit::Move { before: at + 2 })));
        }
        if ui.button(tr!(lang, "outline.reset")).clicked() {
            edits.push((at, Asked::Reset));
        }
        let stop = &deck.stops[at];
        if ui.add_enabled(!stop.hidden, Button::new(tr!(lang, "outline.from-here"))).clicked() {
            let start = ShowAction::Start { stop: Some(stop.id.clone()), build: 0, elapsed_s: 0.0 };
            requests.push(Action::Show(start).into());
        }
    });
}
