//! The panel on the left: the layers, the key to the lines in view, the checks.
//! Must not check anything: the session has the findings.

use egui::{Align, Button, Label, Layout, Painter, Rect, RichText, ScrollArea, Sense, Shape, Slider, Stroke, Ui, Vec2};

use super::PanelContext;
use crate::desktop::command::Command;
use crate::desktop::request::Request;
use crate::draw::{Emblem, line_key};
use crate::i18n::{declared_equation, displayed, tr};
use crate::picture::{ColourRole, Dash, Pen};
use crate::project::{FeatureId, Layer, Style};
use crate::report::FeatureReport;
use crate::session::Action;
use crate::verify::{Tolerances, sum_checks};

pub(in crate::desktop) fn show(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        PanelContext::heading(ui, &tr!(panel.lang(), "layers.title"));
        let layers = &panel.session.project().layers;
        if layers.is_empty() {
            panel.quiet(ui, &tr!(panel.lang(), "layers.none"));
        }
        for at in panel.session.drawn_order().into_iter().rev() {
            layer(ui, panel, at, &layers[at], requests);
        }
        key(ui, panel, requests);
        if !layers.is_empty() {
            checks(ui, panel, requests);
        }
    });
}

fn layer(ui: &mut Ui, panel: PanelContext<'_>, at: usize, layer: &Layer, requests: &mut Vec<Request>) {
    let (title, state) = (displayed(layer.title.get(panel.lang())), panel.session.layer(at));
    ui.push_id(("layer", at), |ui| {
        ui.horizontal(|ui| {
            let mut visible = state.visible;
            let shown = ui.checkbox(&mut visible, &title);
            if shown.changed() {
                requests.push(Action::ShowLayer { layer: at, visible }.into());
            }
            panel.quiet(ui, &layer.data.features().len().to_string());
            if state.visible {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    opacity(ui, panel, at, &title, requests);
                });
            }
        });
        if state.visible && state.style == Style::Area && layer.data.features().len() <= FEW {
            ui.indent("of-layer", |ui| areas(ui, panel, at, layer, requests));
        }
    });
}

fn opacity(ui: &mut Ui, panel: PanelContext<'_>, at: usize, title: &str, requests: &mut Vec<Request>) {
    let name = tr!(panel.lang(), "layers.opacity", layer = title);
    let mut opacity = panel.session.layer(at).opacity;
    ui.spacing_mut().slider_width = 44.0;
    ui.spacing_mut().interact_size.y = 12.0;
    let slider = ui.add(Slider::new(&mut opacity, 0.0..=1.0).show_value(false));
    slider.widget_info(|| egui::WidgetInfo::slider(true, f64::from(opacity), &*name));
    if slider.on_hover_text(&*name).changed() {
        requests.push(Action::Opacity { layer: at, opacity }.into());
    }
}

/// So many areas of a layer are listed one by one; more would only be a long list.
const FEW: usize = 12;

/// The few areas of a layer, each with its colour and its declared figure.
fn areas(ui: &mut Ui, panel: PanelContext<'_>, at: usize, layer: &Layer, requests: &mut Vec<Request>) {
    for feature in 0..layer.data.features().len() {
        let id = FeatureId { layer: at, feature };
        ui.horizontal(|ui| {
            let (dot, painter) = ui.allocate_painter(Vec2::splat(12.0), Sense::hover());
            let colour = panel.category(id).unwrap_or_else(|| panel.role(ColourRole::SecondText));
            painter.rect_filled(dot.rect, 3.0, colour);
            // A figure and its unit stay on one line.
            let declared = FeatureReport::declared_of(panel.session.project(), id, panel.lang());
            let figure = declared.map(|text| text.replace(' ', "\u{a0}"));
            let text = std::iter::once(panel.name(id)).chain(figure).collect::<Vec<_>>().join(" ");
            let selected = panel.session.selected() == Some(id);
            if ui.add(Button::selectable(selected, text).wrap()).clicked() {
                requests.push(Action::Select(Some(id)).into());
            }
        });
    }
}

/// What the lines and dots in view say.
fn key(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let rows = line_key(panel.session);
    if rows.is_empty() {
        return;
    }
    ui.separator();
    PanelContext::heading(ui, &tr!(panel.lang(), "sheet.legend"));
    for row in rows {
        ui.horizontal(|ui| {
            let (space, painter) = ui.allocate_painter(Vec2::new(44.0, 14.0), Sense::hover());
            match &row.emblem {
                Emblem::Line(pens) => pens.iter().for_each(|pen| line(&painter, space.rect, *pen, panel)),
                Emblem::Dot(role, radius) => {
                    painter.circle_filled(space.rect.center(), *radius, panel.role(*role));
                }
                Emblem::Swatch(role) => {
                    let swatch = Rect::from_center_size(space.rect.center(), Vec2::new(24.0, 12.0));
                    painter.rect_filled(swatch, 2.0, panel.role(*role).gamma_multiply(0.6));
                }
                Emblem::None => {}
            }
            ui.add(Label::new(RichText::new(row.words).small()).wrap());
        });
    }
    if panel.session.layers().iter().any(|state| state.style == Style::Boundary && state.visible) {
        super::card::uncertainty(ui, panel, requests);
    }
    if panel.session.project().items().next().is_none() {
        return;
    }
    ui.label(panel.quiet_text(&tr!(panel.lang(), "layers.policy-areas")).small());
}

/// A piece of line across a box.
fn line(painter: &Painter, place: Rect, pen: Pen, panel: PanelContext<'_>) {
    let ends = [place.left_center(), place.right_center()];
    let stroke = Stroke::new(pen.width, panel.role(pen.role).gamma_multiply(pen.opacity));
    match pen.dash {
        Dash::Solid => {
            painter.line_segment(ends, stroke);
        }
        Dash::Dashed => {
            painter.extend(Shape::dashed_line(&ends, stroke, 10.0, 6.0));
        }
        Dash::Dotted => {
            painter.extend(Shape::dashed_line(&ends, stroke, 2.0, 5.0));
        }
    }
}

fn checks(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let (lang, project) = (panel.lang(), panel.session.project());
    ui.separator();
    PanelContext::heading(ui, &tr!(lang, "layers.checks"));
    for check in sum_checks(project, &Tolerances::default()) {
        if let (Some(whole), Some(parts)) = (check.declared_whole, &check.declared_parts) {
            verdict(ui, panel, check.holds(), &declared_equation(parts, whole, lang));
        }
    }
    super::checks::summary(ui, panel, requests);
    if ui.add(Button::new(tr!(lang, "layers.compare")).wrap()).clicked() {
        requests.push(Command::Compare.into());
    }
}

fn verdict(ui: &mut Ui, panel: PanelContext<'_>, agrees: bool, text: &str) {
    ui.horizontal(|ui| {
        panel.verdict(ui, Some(agrees));
        ui.add(Label::new(RichText::new(text).small()).wrap());
    });
}
