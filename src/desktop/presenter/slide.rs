//! The two large pictures: what the audience sees, and what it will see next.
//! Must not paint a stop: the pictures are there or not yet.

use egui::load::SizedTexture;
use egui::{Align2, Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2};

use super::caption;
use crate::desktop::panels::PanelContext;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::desktop::thumbnails::Thumbnails;
use crate::i18n::{displayed, tr};
use crate::picture::ColourRole;
use crate::session::{Action, Cover, Show, ShowAction};

/// What the audience sees.
pub(super) fn now(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    show: &Show,
    pictures: &mut Thumbnails,
    requests: &mut Vec<Request>,
) {
    let lang = panel.lang();
    let Some(seen) = panel.session.audience().show() else { return };
    let (what, role) = if show.is_frozen() {
        (tr!(lang, "presenter.frozen"), ColourRole::Error)
    } else {
        (tr!(lang, "presenter.now"), ColourRole::SecondText)
    };
    caption(ui, panel, &what, &told(panel, seen), role);
    let room = ui.available_size();
    let texture = pictures.audience(ui.ctx(), panel.session, room);
    let picture = paint(ui, panel, texture, &tr!(lang, "presenter.now-picture"));
    let over = match (seen.cover, seen.overview) {
        (Some(Cover::Black), _) => Some(tr!(lang, "presenter.is-black")),
        (Some(Cover::White), _) => Some(tr!(lang, "presenter.is-white")),
        (None, Some(_)) => Some(tr!(lang, "presenter.is-overview")),
        (None, None) => None,
    };
    if let Some(words) = over {
        veil(ui, panel, picture, &words);
    } else if seen.aid.is_some() {
        lead(ui, panel, picture, requests);
    }
    if let Some(pointer) = seen.pointer.filter(|_| seen.aid.is_some()) {
        let sheet = panel.session.audience().view().projector().size;
        let at = pos2(pointer[0] / sheet[0], pointer[1] / sheet[1]);
        let at = picture.min + at.to_vec2() * picture.size();
        ui.painter().circle(at, 6.0, Color32::TRANSPARENT, Stroke::new(2.5, panel.role(ColourRole::Error)));
    }
    if show.is_frozen() {
        frame(ui, panel, picture, 4.0, ColourRole::Error);
    }
}

/// A pointer over the picture leads the aid on the stage.
fn lead(ui: &Ui, panel: PanelContext<'_>, picture: Rect, requests: &mut Vec<Request>) {
    let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|at| picture.contains(*at)) else { return };
    let sheet = panel.session.audience().view().projector().size;
    let share = (at - picture.min) / picture.size();
    let at = Some([share.x * sheet[0], share.y * sheet[1]]);
    if panel.session.show().is_some_and(|show| show.pointer != at) {
        requests.push(Action::Show(ShowAction::Point(at)).into());
    }
}

/// What it will see next: the next step, the next stop, or after a freeze where the presenter is by now.
pub(super) fn next(ui: &mut Ui, panel: PanelContext<'_>, show: &Show, pictures: &mut Thumbnails) {
    let lang = panel.lang();
    let deck = show.deck();
    let title = |stop: usize| displayed(deck.stops[stop].title.get(lang));
    let next = if show.is_frozen() {
        Some((tr!(lang, "presenter.after-freeze"), told(panel, show), show.at, show.build))
    } else if show.build < show.stop().last_build() {
        let step = tr!(lang, "presenter.step", step = show.build + 1, count = show.stop().last_build());
        Some((tr!(lang, "presenter.next"), step.into_owned(), show.at, show.build + 1))
    } else {
        show.next_stop().map(|stop| (tr!(lang, "presenter.next"), title(stop), stop, 0))
    };
    let Some((what, words, stop, build)) = next else {
        caption(ui, panel, &tr!(lang, "presenter.next"), &tr!(lang, "presenter.at-end"), ColourRole::SecondText);
        return;
    };
    caption(ui, panel, &what, &words, ColourRole::SecondText);
    let texture = pictures.stop(ui.ctx(), panel.session, stop, Some(build), ui.available_size());
    paint(ui, panel, texture, &tr!(lang, "presenter.next-picture"));
}

/// Has the picture painted that is going to be the next after one more step, so that it is there then.
pub(super) fn prepare(ui: &Ui, panel: PanelContext<'_>, show: &Show, pictures: &mut Thumbnails, room: Vec2) {
    let (last, build) = (show.stop().last_build(), show.build + 2);
    let after = if build <= last {
        Some((show.at, build))
    } else {
        // One step before the last the next stop follows; at the last one its first step does.
        let at_last = show.build >= last;
        let first = |stop: usize| usize::from(at_last && show.deck().stops[stop].last_build() > 0);
        show.next_stop().map(|stop| (stop, first(stop)))
    };
    if let Some((stop, build)) = after {
        let _asked_for = pictures.stop(ui.ctx(), panel.session, stop, Some(build), room);
    }
}

/// Where a show is: the stop's number and title, and which step of it.
fn told(panel: PanelContext<'_>, show: &Show) -> String {
    let lang = panel.lang();
    let (place, title, last) = (show.place().0, displayed(show.stop().title.get(lang)), show.stop().last_build());
    if show.build == 0 {
        return tr!(lang, "presenter.stop", place = place, title = title).into_owned();
    }
    tr!(lang, "presenter.stop-step", place = place, title = title, step = show.build, count = last).into_owned()
}

/// Paints a picture in the middle of what is left of a ui, or its empty frame; returns where it is.
fn paint(ui: &mut Ui, panel: PanelContext<'_>, texture: Option<SizedTexture>, name: &str) -> Rect {
    let (space, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let picture = stand(ui, panel, space, texture);
    frame(ui, panel, picture, 1.0, ColourRole::InternalBoundary);
    picture
}

/// Paints a picture at the top of a space, or what stands there until it is painted.
pub(super) fn stand(ui: &Ui, panel: PanelContext<'_>, space: Rect, texture: Option<SizedTexture>) -> Rect {
    let [width, height] = panel.session.view().projector().size;
    let scale = (space.width() / width).min(space.height() / height);
    let size = texture.map_or(egui::vec2(width * scale, height * scale), |texture| texture.size);
    let picture = Align2::CENTER_TOP.align_size_within_rect(size, space);
    match texture {
        Some(texture) => {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture.id, picture, whole, Color32::WHITE);
        }
        None => {
            ui.painter().rect_filled(picture, CornerRadius::ZERO, theme::colour(panel.palette().chip));
        }
    }
    picture
}

pub(super) fn frame(ui: &Ui, panel: PanelContext<'_>, picture: Rect, width: f32, role: ColourRole) {
    ui.painter().rect_stroke(picture, 0.0, Stroke::new(width, panel.role(role)), StrokeKind::Inside);
}

/// Says in large text what lies over the stop; the stop shines through, so that the presenter knows what it is.
fn veil(ui: &Ui, panel: PanelContext<'_>, picture: Rect, words: &str) {
    ui.painter().rect_filled(picture, CornerRadius::ZERO, theme::colour(panel.palette().panel).gamma_multiply(0.82));
    let font = theme::strong_font(20.0);
    ui.painter().text(picture.center(), Align2::CENTER_CENTER, words, font, panel.role(ColourRole::Text));
}
