//! What a file says of a feature, as a table; a link is followed only after asking.
//! Must not say anything of its own.

use egui::{Align, Button, Grid, Label, Layout, OpenUrl, Popup, RichText, Ui};

use crate::desktop::panels::PanelContext;
use crate::desktop::request::Request;
use crate::i18n::tr;
use crate::report::{Attribute, FeatureReport};

/// At most so much of the card's width is for the names, in points.
const NAMES: f32 = 150.0;

pub(super) fn table(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    report: &FeatureReport<'_>,
    attributes: &[Attribute],
    requests: &mut Vec<Request>,
) {
    if attributes.is_empty() {
        return;
    }
    if ui.button(tr!(panel.lang(), "table.copy")).clicked() {
        requests.push(Request::Copy(report.copied_attributes(panel.lang())));
    }
    let width = ui.available_width();
    Grid::new("attributes").num_columns(2).striped(true).max_col_width(width).show(ui, |ui| {
        for attribute in attributes {
            ui.scope(|ui| {
                ui.set_max_width(NAMES);
                ui.add(Label::new(panel.quiet_text(&attribute.name)).wrap());
            });
            let room = width - NAMES - ui.spacing().item_spacing.x;
            let layout = if attribute.is_number { Align::Max } else { Align::Min };
            ui.allocate_ui_with_layout([room, 0.0].into(), Layout::top_down(layout), |ui| {
                ui.set_width(room);
                value(ui, panel, attribute);
            });
            ui.end_row();
        }
    });
}

fn value(ui: &mut Ui, panel: PanelContext<'_>, attribute: &Attribute) {
    let Some(link) = &attribute.link else {
        ui.add(Label::new(&attribute.value).wrap());
        return;
    };
    let words = RichText::new(&attribute.value).color(ui.visuals().hyperlink_color).underline();
    let response = ui.add(Button::new(words).frame(false).wrap());
    Popup::menu(&response).show(|ui| {
        panel.quiet(ui, &tr!(panel.lang(), "card.open-link"));
        if ui.button(tr!(panel.lang(), "card.open-in-browser")).clicked() {
            ui.ctx().open_url(OpenUrl::new_tab(link));
            ui.close();
        }
    });
}
