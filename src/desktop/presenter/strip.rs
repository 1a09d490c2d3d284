//! All stops of a show in a row; a click goes to one.
//! Must not paint a stop.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Rect, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, vec2};

use super::{State, ask, slide};
use crate::desktop::focus;
use crate::desktop::panels::PanelContext;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::desktop::thumbnails::Thumbnails;
use crate::i18n::displayed;
use crate::picture::ColourRole;
use crate::session::{Show, ShowAction};

/// The height of the line of words below a picture.
const WORDS: f32 = 18.0;

pub(super) fn show(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    show: &Show,
    state: &mut State,
    pictures: &mut Thumbnails,
    requests: &mut Vec<Request>,
) {
    let [width, height] = panel.session.view().projector().size;
    let tall = (ui.available_height() - WORDS - 10.0).max(8.0);
    let size = vec2((tall * width / height.max(1.0)).max(24.0), tall);
    ScrollArea::horizontal().id_salt("strip").auto_shrink(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            for (place, (at, stop)) in (1..).zip(show.deck().shown()) {
                let (space, response) = ui.allocate_exact_size(size + vec2(0.0, WORDS), Sense::click());
                let (chosen, title) = (at == show.at, displayed(stop.title.get(panel.lang())));
                let name = format!("{place} {title}");
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
                if chosen && state.strip_at != Some(at) {
                    state.strip_at = Some(at);
                    response.scroll_to_me(Some(egui::Align::Center));
                }
                if response.clicked() {
                    ask(ui, requests, ShowAction::Go(at));
                }
                if !ui.is_rect_visible(space) {
                    continue;
                }
                let (picture, words) = space.split_top_bottom_at_y(space.min.y + tall);
                let texture = pictures.stop(ui.ctx(), panel.session, at, None, size);
                let picture = slide::stand(ui, panel, picture, texture);
                let lit = response.hovered() || response.has_focus();
                let (width, role) =
                    if chosen { (3.0, ColourRole::Boundary) } else { (1.0, ColourRole::InternalBoundary) };
                slide::frame(ui, panel, picture, if lit { 3.0 } else { width }, role);
                write(ui, panel, words, &name, chosen);
                response.on_hover_text(name);
            }
            focus::follow(ui, 0.0);
        });
    });
}

/// A line of words below a picture, cut off at its end.
fn write(ui: &Ui, panel: PanelContext<'_>, space: Rect, words: &str, strong: bool) {
    let font = if strong { theme::strong_font(12.0) } else { TextStyle::Small.resolve(ui.style()) };
    let role = panel.role(if strong { ColourRole::Text } else { ColourRole::SecondText });
    let mut job = LayoutJob::simple(words.to_owned(), font, role, f32::INFINITY);
    job.wrap = TextWrapping::truncate_at_width(space.width());
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(space.min + vec2(0.0, 2.0), galley, role);
}
