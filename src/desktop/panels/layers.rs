//! The panel on the left: the layers, the key to the lines in view, the checks.
//! Must not check anything: the session has the findings.

use egui::{Align, Button, Label, Layout, Painter, Rect, RichText, ScrollArea, Sense, Shape, Slider, Stroke, Ui, Vec2};

use super::Look;
use crate::desktop::command::Command;
use crate::desktop::wish::Wish;
use crate::draw::{Emblem, line_key};
use crate::i18n::{declared_equation, declared_text, displayed, tr};
use crate::picture::{Dash, Ink, Pen};
use crate::project::{FeatureId, Layer, Style};
use crate::session::Action;
use crate::verify::{Tolerances, sum_checks};

pub(in crate::desktop) fn show(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        Look::heading(ui, &tr!(look.lang(), "layers.title"));
        let layers = &look.session.project().layers;
        if layers.is_empty() {
            look.quiet(ui, &tr!(look.lang(), "layers.none"));
        }
        for at in (0..layers.len()).rev() {
            layer(ui, look, at, &layers[at], wishes);
        }
        key(ui, look, wishes);
        if !layers.is_empty() {
            checks(ui, look, wishes);
        }
    });
}

fn layer(ui: &mut Ui, look: Look<'_>, at: usize, layer: &Layer, wishes: &mut Vec<Wish>) {
    let (title, state) = (displayed(layer.title.get(look.lang())), look.session.layer(at));
    ui.push_id(("layer", at), |ui| {
        ui.horizontal(|ui| {
            let mut visible = state.visible;
            let shown = ui.checkbox(&mut visible, &title);
            if shown.changed() {
                wishes.push(Action::ShowLayer { layer: at, visible }.into());
            }
            look.quiet(ui, &layer.data.features().len().to_string());
            if state.visible {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    opacity(ui, look, at, &title, wishes);
                });
            }
        });
        if state.visible && layer.style == Style::Area && layer.data.features().len() <= FEW {
            ui.indent("of-layer", |ui| areas(ui, look, at, layer, wishes));
        }
    });
}

fn opacity(ui: &mut Ui, look: Look<'_>, at: usize, title: &str, wishes: &mut Vec<Wish>) {
    let name = tr!(look.lang(), "layers.opacity", layer = title);
    let mut opacity = look.session.layer(at).opacity;
    ui.spacing_mut().slider_width = 44.0;
    ui.spacing_mut().interact_size.y = 12.0;
    let slider = ui.add(Slider::new(&mut opacity, 0.0..=1.0).show_value(false));
    slider.widget_info(|| egui::WidgetInfo::slider(true, f64::from(opacity), &*name));
    if slider.on_hover_text(&*name).changed() {
        wishes.push(Action::Opacity { layer: at, opacity }.into());
    }
}

/// So many areas of a layer are listed one by one; more would only be a long list.
const FEW: usize = 12;

/// The few areas of a layer, each with its colour and its declared figure.
fn areas(ui: &mut Ui, look: Look<'_>, at: usize, layer: &Layer, wishes: &mut Vec<Wish>) {
    for feature in 0..layer.data.features().len() {
        let id = FeatureId { layer: at, feature };
        ui.horizontal(|ui| {
            let (dot, painter) = ui.allocate_painter(Vec2::splat(12.0), Sense::hover());
            let colour = look.category(id).unwrap_or_else(|| look.ink(Ink::SecondText));
            painter.rect_filled(dot.rect, 3.0, colour);
            let declared = look.session.project().declared.get(&id);
            let figure = declared.map_or_else(String::new, |d| format!(" {}", declared_text(d, look.lang())));
            let text = format!("{}{figure}", look.name(id));
            let selected = look.session.selected() == Some(id);
            if ui.add(Button::selectable(selected, text).wrap()).clicked() {
                wishes.push(Action::Select(Some(id)).into());
            }
        });
    }
}

/// What the lines and dots in view say.
fn key(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    let rows = line_key(look.session);
    if rows.is_empty() {
        return;
    }
    ui.separator();
    Look::heading(ui, &tr!(look.lang(), "sheet.legend"));
    for row in rows {
        ui.horizontal(|ui| {
            let (space, painter) = ui.allocate_painter(Vec2::new(44.0, 14.0), Sense::hover());
            match &row.emblem {
                Emblem::Line(pens) => pens.iter().for_each(|pen| line(&painter, space.rect, *pen, look)),
                Emblem::Dot(ink, radius) => {
                    painter.circle_filled(space.rect.center(), *radius, look.ink(*ink));
                }
                Emblem::Swatch(ink) => {
                    let swatch = Rect::from_center_size(space.rect.center(), Vec2::new(24.0, 12.0));
                    painter.rect_filled(swatch, 2.0, look.ink(*ink).gamma_multiply(0.6));
                }
                Emblem::None => {}
            }
            ui.add(Label::new(RichText::new(row.words).small()).wrap());
        });
    }
    let mut layers = look.session.project().layers.iter().zip(look.session.layers());
    if layers.any(|(layer, state)| layer.style == Style::Limit && state.visible) {
        super::card::uncertainty(ui, look, wishes);
    }
    if look.session.project().items().next().is_none() {
        return;
    }
    ui.label(look.quiet_text(&tr!(look.lang(), "layers.policy-areas")).small());
}

/// A piece of line across a box.
fn line(painter: &Painter, place: Rect, pen: Pen, look: Look<'_>) {
    let ends = [place.left_center(), place.right_center()];
    let stroke = Stroke::new(pen.width, look.ink(pen.ink).gamma_multiply(pen.opacity));
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

fn checks(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    let (lang, project) = (look.lang(), look.session.project());
    ui.separator();
    Look::heading(ui, &tr!(lang, "layers.checks"));
    for check in sum_checks(project, &Tolerances::default()) {
        if let (Some(whole), Some(parts)) = (check.declared_whole, &check.declared_parts) {
            verdict(ui, look, check.holds(), &declared_equation(parts, whole, lang));
        }
    }
    super::checks::summary(ui, look, wishes);
    if ui.add(Button::new(tr!(lang, "layers.compare")).wrap()).clicked() {
        wishes.push(Command::Compare.into());
    }
}

fn verdict(ui: &mut Ui, look: Look<'_>, agrees: bool, text: &str) {
    ui.horizontal(|ui| {
        look.verdict(ui, Some(agrees));
        ui.add(Label::new(RichText::new(text).small()).wrap());
    });
}
