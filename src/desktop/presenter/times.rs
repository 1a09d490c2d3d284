//! The clock, how long the show has been on, and how that goes against its plan.
//! Must not know what is shown.

use egui::{Align, Label, Layout, TextStyle, Ui, WidgetText, vec2};

use crate::desktop::panels::PanelContext;
use crate::desktop::theme;
use crate::i18n::{minutes, tr};
use crate::picture::ColourRole;
use crate::session::Show;
use crate::show::Pace;

/// Who is later than this, in seconds, is told so in a stronger colour.
const LATE_S: f64 = 60.0;
/// The clock's letters, in points.
const CLOCK: f32 = 26.0;

pub(super) fn show(ui: &mut Ui, panel: PanelContext<'_>, show: &Show) {
    let lang = panel.lang();
    let elapsed_s = show.elapsed_at_s(ui.input(|input| input.time));
    let total_s = show.deck().planned_s(usize::MAX);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(theme::strong(&minutes(elapsed_s), 26.0));
        if total_s > 0.0 {
            let so_far = minutes(show.deck().planned_s(show.at + 1));
            panel.quiet(ui, &tr!(lang, "presenter.planned", so_far = so_far, total = minutes(total_s)));
        }
        if let Some((words, role)) = told(panel, show.deck().pace(show.at, elapsed_s)) {
            ui.label(theme::strong(&words, 18.0).color(panel.role(role)));
        }
        if let Some(typed) = show.typed {
            ui.label(theme::strong(&tr!(lang, "presenter.typed", number = typed), 18.0));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let clock = chrono::Local::now().format("%H:%M").to_string();
            // As wide whatever the time is, so that nothing beside it moves with the minutes.
            let widest = WidgetText::from(theme::strong("00:00", CLOCK));
            let size = widest.into_galley(ui, None, f32::INFINITY, TextStyle::Body).size() + vec2(4.0, 0.0);
            let clock = Label::new(theme::strong(&clock, CLOCK));
            ui.add_sized(size.ceil(), clock).on_hover_text(tr!(lang, "presenter.clock"));
            let (place, count) = show.place();
            panel.quiet(ui, &tr!(lang, "presenter.place", place = place, count = count));
        });
    });
}

/// How it goes, in words and a colour.
fn told(panel: PanelContext<'_>, pace: Pace) -> Option<(String, ColourRole)> {
    let lang = panel.lang();
    match pace {
        Pace::Unplanned => None,
        Pace::Ahead(by_s) => Some((tr!(lang, "presenter.ahead", time = minutes(by_s)).into_owned(), ColourRole::Note)),
        Pace::OnTime(left_s) => {
            Some((tr!(lang, "presenter.on-time", time = minutes(left_s)).into_owned(), ColourRole::Figure(2)))
        }
        Pace::Behind(by_s) => {
            let role = if by_s >= LATE_S { ColourRole::Error } else { ColourRole::Warning };
            Some((tr!(lang, "presenter.behind", time = minutes(by_s)).into_owned(), role))
        }
    }
}
