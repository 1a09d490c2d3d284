//! The panel on the left: the layers, the key to the lines in view, the checks.
//! Must not check anything: the session has the findings.

mod row;
mod values;

pub(super) use row::two_lines;

use egui::{
    CollapsingHeader, Frame, Panel, Popup, PopupCloseBehavior, Rect, Response, RichText, Role, ScrollArea, Sense,
    Slider, Ui, WidgetInfo,
};

use super::PanelContext;
use crate::desktop::command::Command;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::i18n::{declared_equation, displayed, tr};
use crate::picture::ColourRole;
use crate::project::{FeatureId, Layer, Style};
use crate::report::FeatureReport;
use crate::session::Action;
use crate::verify::{Tolerances, sum_checks};
use row::{Row, RowResponse};

/// A lower panel than this scrolls as a whole; in a higher one the checks stay in view below the list. In points.
const LOW: f32 = 520.0;
/// What the scroll bar takes at the right, in points.
const BAR: f32 = 8.0;
/// So many areas of a layer are listed one by one; more would only be a long list.
const FEW: usize = 12;
/// So many layers of the base are folded.
const WORTH_FOLDING: usize = 3;

pub(in crate::desktop) fn show(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let height = ui.available_height();
    let id = ui.scope_id().with("heights");
    let mut heights = ui.data(|data| data.get_temp::<Heights>(id)).unwrap_or_default();
    let (stays, is_brief) = (height >= LOW, heights.list + heights.foot > height);
    if stays {
        let foot = Panel::bottom("checks-of-layers").frame(Frame::new()).resizable(false).show_separator_line(false);
        let shown = foot.show(ui, |ui| foot_of(ui, panel, is_brief, requests));
        if !is_brief {
            heights.foot = shown.response.rect.height();
        }
    }
    let list = ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - BAR);
        ui.spacing_mut().item_spacing.y = if heights.is_close { 0.0 } else { 2.0 };
        PanelContext::heading(ui, &tr!(panel.lang(), "layers.title"));
        let layers = &panel.session.project().layers;
        if layers.is_empty() {
            panel.quiet(ui, &tr!(panel.lang(), "layers.none"));
        }
        ui.scope(|ui| {
            focus::one_stop(ui);
            let drawn = panel.session.drawn_order().into_iter().rev();
            let (base, own): (Vec<usize>, Vec<usize>) = drawn.partition(|&at| panel.session.layer(at).style.is_base());
            rows(ui, panel, &own, requests);
            let mut below = |ui: &mut Ui| {
                rows(ui, panel, &base, requests);
                ground(ui, panel, requests);
            };
            if base.len() >= WORTH_FOLDING {
                fold(ui, panel, base.len() + 1, below);
            } else if !layers.is_empty() {
                below(ui);
            }
        });
        super::key::key(ui, panel, requests);
        if !stays {
            foot_of(ui, panel, true, requests);
        }
        focus::follow(ui, 0.0);
    });
    heights.measure(list.content_size.y);
    let is_close = heights.list > list.inner_rect.height();
    if stays && (is_brief, heights.is_close) != (heights.list + heights.foot > height, is_close) {
        ui.ctx().request_discard("the legend needs another height");
    }
    heights.is_close = is_close;
    ui.data_mut(|data| data.insert_temp(id, heights));
}

/// How high the list with its legend is with its rows as far apart as they usually are, and the checks when they are told in full: where both have no room, the findings are left to their own list.
#[derive(Clone, Copy, Default)]
struct Heights {
    list: f32,
    foot: f32,
    /// Whether the rows of the list stand closer, since they have no room otherwise.
    is_close: bool,
    /// What that saves.
    saved: f32,
}

impl Heights {
    /// Takes in how high the list is as it is drawn.
    fn measure(&mut self, drawn: f32) {
        if !self.is_close {
            self.saved = 0.0;
        } else if self.saved <= 0.0 {
            self.saved = self.list - drawn;
        }
        self.list = drawn + self.saved;
    }
}

/// The layers below all others behind one row, folded at first: few want to change them.
fn fold(ui: &mut Ui, panel: PanelContext<'_>, count: usize, content: impl FnOnce(&mut Ui)) {
    let words = tr!(panel.lang(), "layers.base", count = count);
    CollapsingHeader::new(panel.quiet_text(&words)).id_salt("base").show_unindented(ui, content);
}

/// What stays in view: whether the accuracy is drawn, and what the checks say; in brief, without what was found.
fn foot_of(ui: &mut Ui, panel: PanelContext<'_>, is_brief: bool, requests: &mut Vec<Request>) {
    ui.separator();
    if panel.session.layers().iter().any(|state| state.style == Style::Boundary && state.visible) {
        super::card::uncertainty(ui, panel, requests);
    }
    if !panel.session.project().layers.is_empty() {
        checks(ui, panel, is_brief, requests);
    }
}

fn rows(ui: &mut Ui, panel: PanelContext<'_>, layers: &[usize], requests: &mut Vec<Request>) {
    for &at in layers {
        ui.push_id(("layer", at), |ui| layer(ui, panel, at, &panel.session.project().layers[at], requests));
    }
}

fn layer(ui: &mut Ui, panel: PanelContext<'_>, at: usize, layer: &Layer, requests: &mut Vec<Request>) {
    let (title, state) = (displayed(layer.title.get(panel.lang())), panel.session.layer(at));
    let row =
        Row { eye: Some(state.visible), swatch: None, name: &title, figure: &figure(panel, at, layer), chosen: false };
    let RowResponse { row, menu, elided } = row.show(ui, panel);
    row.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, state.visible, &title));
    if row.clicked() {
        requests.push(Action::ShowLayer { layer: at, visible: !state.visible }.into());
    }
    layer_menu(ui, panel, at, &title, (&row, menu), requests);
    if elided {
        let _shown = row.on_hover_text(&title);
    }
    if state.visible && state.colouring.field().is_some() {
        values::values(ui, panel, at, requests);
    } else if state.visible && state.style == Style::Area && layer.data.features().len() <= FEW {
        areas(ui, panel, at, layer, requests);
    }
}

/// The coast of the world, below all layers.
fn ground(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let (name, shown) = (tr!(panel.lang(), "layers.ground"), panel.session.settings().ground);
    let row = Row { eye: Some(shown), swatch: None, name: &name, figure: "", chosen: false };
    let RowResponse { row, .. } = row.show(ui, panel);
    row.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, shown, &*name));
    if row.clicked() {
        requests.push(Action::Ground(!shown).into());
    }
}

/// What is declared of the only feature of a layer, or how many features there are.
fn figure(panel: PanelContext<'_>, at: usize, layer: &Layer) -> String {
    let only = (layer.data.features().len() == 1).then_some(FeatureId { layer: at, feature: 0 });
    let declared = only.and_then(|id| FeatureReport::declared_of(panel.session.project(), id, panel.lang()));
    let count = layer.data.features().len();
    let key = if panel.session.layer(at).style == Style::Boundary { "layers.segments" } else { "layers.features" };
    declared.unwrap_or_else(|| tr!(panel.lang(), key, count = count).into_owned())
}

/// How strongly a layer is drawn, and the way to its colours and labels: in a menu that opens by the dots at the end of its row, which are seen where the pointer or the focus is,
/// and by a right click.
fn layer_menu(
    ui: &Ui,
    panel: PanelContext<'_>,
    at: usize,
    title: &str,
    (row, place): (&Response, Rect),
    requests: &mut Vec<Request>,
) {
    let name = tr!(panel.lang(), "layers.opacity", layer = title);
    let dots = ui.interact(place, ui.scope_id().with("menu"), Sense::click());
    dots.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*name));
    let menu = Popup::menu(&dots).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let open = menu.is_open();
    if open || row.contains_pointer() || dots.contains_pointer() || row.has_focus() || dots.has_focus() {
        let role = if dots.hovered() || dots.has_focus() { ColourRole::Boundary } else { ColourRole::SecondText };
        row::dots(ui.painter(), place, panel.role(role));
    }
    let mut content = |ui: &mut Ui| {
        opacity(ui, panel, at, &name, requests);
        if ui.button(tr!(panel.lang(), "layers.symbology")).clicked() {
            requests.push(Request::Symbology(at));
            ui.close();
        }
    };
    menu.show(&mut content);
    Popup::context_menu(row).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(&mut content);
}

fn opacity(ui: &mut Ui, panel: PanelContext<'_>, at: usize, name: &str, requests: &mut Vec<Request>) {
    let mut percent = 100.0 * panel.session.layer(at).opacity;
    ui.label(name);
    let slider = ui.add(Slider::new(&mut percent, 0.0..=100.0).fixed_decimals(0).suffix(" %"));
    slider.widget_info(|| WidgetInfo::slider(true, f64::from(percent), name));
    focus::begin_at(&slider);
    if slider.changed() {
        requests.push(Action::Opacity { layer: at, opacity: percent / 100.0 }.into());
    }
}

/// The few areas of a layer, each with its colour and its declared figure.
fn areas(ui: &mut Ui, panel: PanelContext<'_>, at: usize, layer: &Layer, requests: &mut Vec<Request>) {
    for feature in 0..layer.data.features().len() {
        let id = FeatureId { layer: at, feature };
        let name = panel.name(id);
        let figure = FeatureReport::declared_of(panel.session.project(), id, panel.lang()).unwrap_or_default();
        let chosen = panel.session.selected() == Some(id);
        let swatch = Some(panel.category(id).unwrap_or_else(|| panel.role(ColourRole::SecondText)));
        ui.push_id(feature, |ui| {
            let RowResponse { row, elided, .. } =
                Row { eye: None, swatch, name: &name, figure: &figure, chosen }.show(ui, panel);
            let spoken = if figure.is_empty() { name.clone() } else { format!("{name} {figure}") };
            row.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &spoken));
            if row.clicked() {
                requests.push(Action::Select(Some(id)).into());
            }
            if elided {
                let _shown = row.on_hover_text(&name);
            }
        });
    }
}

fn checks(ui: &mut Ui, panel: PanelContext<'_>, is_brief: bool, requests: &mut Vec<Request>) {
    let (lang, project) = (panel.lang(), panel.session.project());
    PanelContext::heading(ui, &tr!(lang, "layers.checks"));
    for check in sum_checks(project, &Tolerances::default()) {
        if let (Some(whole), Some(parts)) = (check.declared_whole, &check.declared_parts) {
            verdict(ui, panel, check.holds(), &declared_equation(parts, whole, lang));
        }
    }
    super::checks::summary(ui, panel, is_brief, requests);
    ui.horizontal_wrapped(|ui| {
        super::checks::open_button(ui, panel, requests);
        let compare = ui.button(tr!(lang, "layers.compare"));
        let name = Command::Compare.row().map_or_else(String::new, |row| row.name(lang));
        if compare.on_hover_text(name).clicked() {
            requests.push(Command::Compare.into());
        }
    });
}

fn verdict(ui: &mut Ui, panel: PanelContext<'_>, agrees: bool, text: &str) {
    ui.horizontal(|ui| {
        panel.verdict(ui, Some(agrees));
        super::prose::show(ui, text, |text| RichText::new(text).small());
    });
}
