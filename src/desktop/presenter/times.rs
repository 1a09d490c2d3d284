//! The clock, how long the show has been on, and how that goes against its plan.
//! Must not know what is shown.

use egui::{Align, Layout, Ui};

use crate::desktop::panels::Look;
use crate::desktop::theme;
use crate::i18n::{minutes, tr};
use crate::picture::Ink;
use crate::session::Show;
use crate::show::Pace;

/// Who is later than this, in seconds, is told so in a stronger colour.
const LATE_S: f64 = 60.0;

pub(super) fn show(ui: &mut Ui, look: Look<'_>, show: &Show) {
    let lang = look.lang();
    let elapsed_s = show.elapsed_at_s(ui.input(|input| input.time));
    let total_s = show.deck().planned_s(usize::MAX);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(theme::strong(&minutes(elapsed_s), 26.0));
        if total_s > 0.0 {
            let so_far = minutes(show.deck().planned_s(show.at() + 1));
            look.quiet(ui, &tr!(lang, "presenter.planned", so_far = so_far, total = minutes(total_s)));
        }
        if let Some((words, ink)) = told(look, show.deck().pace(show.at(), elapsed_s)) {
            ui.label(theme::strong(&words, 18.0).color(look.ink(ink)));
        }
        if let Some(typed) = show.typed() {
            ui.label(theme::strong(&tr!(lang, "presenter.typed", number = typed), 18.0));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(theme::strong(&chrono::Local::now().format("%H:%M").to_string(), 26.0))
                .on_hover_text(tr!(lang, "presenter.clock"));
            let (place, count) = show.place();
            look.quiet(ui, &tr!(lang, "presenter.place", place = place, count = count));
        });
    });
}

/// How it goes, in words and a colour.
fn told(look: Look<'_>, pace: Pace) -> Option<(String, Ink)> {
    let lang = look.lang();
    match pace {
        Pace::Unplanned => None,
        Pace::Ahead(by_s) => Some((tr!(lang, "presenter.ahead", time = minutes(by_s)).into_owned(), Ink::Note)),
        Pace::OnTime(left_s) => {
            Some((tr!(lang, "presenter.on-time", time = minutes(left_s)).into_owned(), Ink::Figure(2)))
        }
        Pace::Behind(by_s) => {
            let ink = if by_s >= LATE_S { Ink::Error } else { Ink::Warning };
            Some((tr!(lang, "presenter.behind", time = minutes(by_s)).into_owned(), ink))
        }
    }
}
