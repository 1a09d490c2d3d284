//! The head of a card: names, the declared area, the measured one and what its agreement is worth.
//! Must not know the policy, nor say anything of its own.

use egui::{Align, Button, Label, Layout, ProgressBar, Sense, Ui, vec2};

use crate::desktop::panels::{PanelContext, cross};
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{declared_figure, declared_unit, displayed, tr};
use crate::report::{FeatureReport, Sureness};
use crate::session::{Action, Tab};

pub(super) fn show(ui: &mut Ui, panel: PanelContext<'_>, report: &FeatureReport<'_>, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    if let Some(colour) = panel.category(report.check.id) {
        let (band, painter) = ui.allocate_painter(vec2(ui.available_width(), 5.0), Sense::hover());
        painter.rect_filled(band.rect, 2.0, colour);
    }
    if let Some((at, count)) = panel.session.stack_place() {
        panel.quiet(ui, &tr!(lang, "card.stack", at = at, count = count));
    }
    closing(ui, panel, &report.layer_title(lang), Action::Select(None), requests);
    ui.label(theme::strong(&report.name(lang), 22.0));
    if let Some(second) = report.second_name(lang) {
        panel.quiet(ui, &second);
    }
    if let Some(core) = report.core() {
        ui.label(displayed(core.title.get(lang)));
    }
    if report.no_area.is_none() {
        areas(ui, panel, report, requests);
    } else if let Some(text) = report.not_measured(lang) {
        panel.warning(ui, &text);
    }
}

/// What stands above the title, and the × that closes the card.
pub(super) fn closing(ui: &mut Ui, panel: PanelContext<'_>, above: &str, close: Action, requests: &mut Vec<Request>) {
    let words = |ui: &mut Ui| {
        let name = tr!(panel.lang(), "card.close");
        if cross::show(ui, &name) {
            requests.push(close.into());
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(panel.quiet_text(above)).truncate());
        });
    };
    ui.horizontal(|ui| ui.with_layout(Layout::right_to_left(Align::Center), words));
}

fn areas(ui: &mut Ui, panel: PanelContext<'_>, report: &FeatureReport<'_>, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    if declared(ui, panel, report) {
        requests.push(Action::OpenTab(Tab::Areas).into());
    }
    ui.horizontal_wrapped(|ui| {
        PanelContext::prose(ui, &report.measured(lang));
        sureness(ui, panel, report);
    });
    match (report.verdict(lang), report.check.agrees) {
        (Some(text), Some(true)) => drop(panel.quiet(ui, &text)),
        (Some(text), _) => drop(panel.warning(ui, &text)),
        (None, _) => {}
    }
    if let (Some(share), Some(text)) = (report.share(), report.share_text(lang)) {
        ui.add_space(4.0);
        #[expect(clippy::cast_possible_truncation, reason = "the length of a bar on the screen")]
        let bar = ProgressBar::new(share.part as f32).desired_height(7.0);
        ui.add(bar.fill(panel.category(report.check.id).unwrap_or(ui.visuals().selection.bg_fill)));
        panel.quiet(ui, &text);
    }
    if let Some(text) = report.fitted(lang) {
        panel.warning(ui, &text);
    }
}

/// The declared figure large, with its unit; whether it was clicked.
pub(super) fn declared(ui: &mut Ui, panel: PanelContext<'_>, report: &FeatureReport<'_>) -> bool {
    let Some(declared) = report.check.declared else { return false };
    let (lang, figure) = (panel.lang(), declared_figure(declared));
    let row = ui.horizontal_wrapped(|ui| {
        let button = Button::new(theme::strong(&figure, letters_of(&figure))).frame(false);
        let clicked = ui.add(button).on_hover_text(tr!(lang, "card.which-method")).clicked();
        ui.label(theme::strong(&declared_unit(declared, lang), 18.0));
        panel.chip(ui, &tr!(lang, "card.declared"));
        clicked
    });
    row.inner
}

/// The ± beside a measured area, and over it what that is worth.
pub(super) fn sureness(ui: &mut Ui, panel: PanelContext<'_>, report: &FeatureReport<'_>) {
    let Some(Sureness { text, worth }) = report.sureness(panel.lang()) else { return };
    match worth {
        // In one piece, on the next line if there is no room beside the figure.
        Some(worth) => drop(panel.quiet(ui, &text).on_hover_text(worth)),
        None => drop(panel.quiet(ui, &text)),
    }
}

/// How high a figure's glyphs are: lower where it has many digits, so that it and its unit have room on one line.
fn letters_of(figure: &str) -> f32 {
    const FEW: f32 = 7.0;
    #[expect(clippy::cast_precision_loss, reason = "a few glyphs")]
    let count = figure.chars().count() as f32;
    (44.0 * FEW / count.max(FEW)).max(16.0)
}
