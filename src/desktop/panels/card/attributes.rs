//! What a file says of a feature, as a table; a link is followed only after asking.
//! Must not say anything of its own.

use egui::{Align, Button, Color32, Frame, Label, Layout, Margin, OpenUrl, Popup, RichText, Ui, vec2};

use crate::desktop::panels::PanelContext;
use crate::desktop::request::Request;
use crate::i18n::tr;
use crate::report::{Attribute, FeatureReport};

/// At most so much of the card's width is for the names, in points.
const NAMES: f32 = 130.0;

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
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, attribute) in attributes.iter().enumerate() {
        let fill = if at % 2 == 0 { ui.visuals().faint_bg_color } else { Color32::TRANSPARENT };
        Frame::new().fill(fill).inner_margin(Margin::symmetric(6, 5)).show(ui, |ui| row(ui, panel, attribute));
    }
}

fn row(ui: &mut Ui, panel: PanelContext<'_>, attribute: &Attribute) {
    let column = |ui: &mut Ui, width: f32, align: Align, add: &mut dyn FnMut(&mut Ui)| {
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(align), |ui| {
            ui.set_width(width);
            add(ui);
        });
    };
    ui.horizontal_top(|ui| {
        let names = NAMES.min(ui.available_width() / 2.0);
        column(ui, names, Align::Min, &mut |ui| {
            ui.add(Label::new(panel.quiet_text(&attribute.name)).wrap());
        });
        let align = if attribute.is_number { Align::Max } else { Align::Min };
        column(ui, ui.available_width(), align, &mut |ui| value(ui, panel, attribute));
    });
}

fn value(ui: &mut Ui, panel: PanelContext<'_>, attribute: &Attribute) {
    let Some(link) = &attribute.link else {
        PanelContext::prose(ui, &attribute.value);
        return;
    };
    let words = RichText::new(&attribute.value).color(ui.visuals().hyperlink_color).underline();
    let response = ui.add(Button::new(words).frame(false).frame_when_inactive(false).wrap());
    Popup::menu(&response).show(|ui| {
        panel.quiet(ui, &tr!(panel.lang(), "card.open-link"));
        if ui.button(tr!(panel.lang(), "card.open-in-browser")).clicked() {
            ui.ctx().open_url(OpenUrl::new_tab(link));
            ui.close();
        }
    });
}
