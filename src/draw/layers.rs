//! Each layer's geometry, by its style.
//! Must not place words.

use std::sync::Arc;

use super::dots::Dot;
use crate::geometry::LonLat;
use crate::picture::{Dash, Figure, Ink, Item, Pen, Strength};
use crate::project::{Feature, FeatureId, Layer, Limit, Project, Style};
use crate::session::Session;

/// How far the tint along an area's edge reaches inwards, in points.
const GLOW_WIDTH: f32 = 9.0;

/// Draws a layer.
pub(super) fn layer(session: &Session, at: usize, items: &mut Vec<Item>) {
    let layer = &session.project().layers[at];
    if !layer.visible || layer.opacity <= 0.0 || layer.shapes.is_empty() {
        return;
    }
    let all = Figure { layer: at, chart: Arc::clone(layer.chart()), features: 0..layer.features.len() };
    let usual = || Strength { usual: layer.opacity, others: Vec::new() };
    let fill = |ink| Item::Fill { figure: all.clone(), ink, strength: usual() };
    let line = |pen| Item::Line { figure: all.clone(), pen };
    match layer.style {
        Style::Land => items.extend([fill(Ink::Land), line(pen(layer, Ink::Shore, 1.0))]),
        Style::Water => items.extend([fill(Ink::Water), line(pen(layer, Ink::Shore, 1.0))]),
        // A river's line only carries its name.
        Style::River => {}
        // All casings lie under all roads, so that crossings are open.
        Style::Road => {
            let [casing, road] = road_widths(session);
            items.extend([line(pen(layer, Ink::RoadCasing, casing)), line(pen(layer, Ink::Road, road))]);
        }
        Style::Whole if limits_drawn(session.project()) => {}
        Style::Whole => items.push(line(pen(layer, Ink::Limit, 1.5))),
        Style::Area => areas(session, layer, &all, items),
        Style::Limit => limits(layer, &all, items),
        Style::Place => items.push(line(Pen { dash: Dash::Dashed, ..pen(layer, Ink::Route, 1.8) })),
    }
}

/// The widths of a road with and without its casing: less where the map shows a whole region.
fn road_widths(session: &Session) -> [f32; 2] {
    match session.view().projector().metres_per_point() {
        metres if metres < 45.0 => [6.0, 4.0],
        metres if metres < 120.0 => [4.0, 2.6],
        _ => [2.4, 1.4],
    }
}

/// The places that are shown, each with a dot.
pub(super) fn places(session: &Session, dots: &[Dot], items: &mut Vec<Item>) {
    let projector = session.view().projector();
    let at: Vec<LonLat> = dots.iter().map(|(_, point)| projector.lonlat_from_screen(*point)).collect();
    for (ink, radius) in [(Ink::Halo, 6.0), (Ink::Place, 4.5)] {
        items.extend(at.iter().map(|&at| Item::Dot { at, ink, radius }));
    }
}

/// How strongly areas are tinted, and along their edges: what is selected more, the rest then less, what is under the pointer
/// somewhat more.
fn strengths(session: &Session, layer: usize, opacity: f32) -> [Strength; 2] {
    let here = |id: Option<FeatureId>| id.filter(|id| id.layer == layer).map(|id| id.feature);
    let (selected, hovered) = (here(session.selected()), here(session.hovered()));
    let [tint, glow] = if selected.is_some() { [0.12, 0.22] } else { [0.22, 0.36] };
    let chosen = selected.map(|feature| (feature, [0.42, 0.55]));
    let pointed = hovered.filter(|_| hovered != selected).map(|feature| (feature, [tint + 0.09, glow]));
    [0, 1].map(|which: usize| Strength {
        usual: [tint, glow][which] * opacity,
        others: chosen.into_iter().chain(pointed).map(|(feature, both)| (feature, both[which] * opacity)).collect(),
    })
}

/// Whether the limits of the areas are drawn by themselves, each as it is known: then the areas need no outline.
pub(super) fn limits_drawn(project: &Project) -> bool {
    let mut layers = project.layers.iter();
    layers.any(|layer| layer.style == Style::Limit && layer.visible && !layer.shapes.is_empty())
}

/// Areas with a tint, and more of it along their edges.
fn areas(session: &Session, layer: &Layer, all: &Figure, items: &mut Vec<Item>) {
    let [tint, glow] = strengths(session, all.layer, layer.opacity);
    items.push(Item::Fill { figure: all.clone(), ink: Ink::Own, strength: tint });
    items.push(Item::Glow { figure: all.clone(), ink: Ink::Own, strength: glow, width: GLOW_WIDTH });
    if !limits_drawn(session.project()) {
        items.push(Item::Line { figure: all.clone(), pen: pen(layer, Ink::Own, 1.5) });
    }
    if let Some(id) = session.hovered().filter(|id| id.layer == all.layer) {
        let pen = Pen { opacity: 0.7 * layer.opacity, ..pen(layer, Ink::Own, 3.5) };
        items.push(Item::Line { figure: one(all, id.feature), pen });
    }
    items.push(Item::Dots { figure: all.clone(), ink: Ink::Own, opacity: layer.opacity, radius: 4.0 });
}

/// Limits, those that look alike and follow one another at once.
fn limits(layer: &Layer, all: &Figure, items: &mut Vec<Item>) {
    let pens: Vec<Pen> = layer.features.iter().map(|feature| limit_pen(layer, feature)).collect();
    let mut from = 0;
    for alike in pens.chunk_by(PartialEq::eq) {
        let features = from..from + alike.len();
        from = features.end;
        items.push(Item::Line { figure: Figure { features, ..all.clone() }, pen: alike[0] });
    }
}

/// One feature of a figure.
pub(super) fn one(all: &Figure, feature: usize) -> Figure {
    Figure { features: feature..feature + 1, ..all.clone() }
}

fn pen(layer: &Layer, ink: Ink, width: f32) -> Pen {
    Pen { ink, opacity: layer.opacity, width, dash: Dash::Solid }
}

/// A limit tells two things: its dash how exactly the line is known, its weight whether the source names it.
fn limit_pen(layer: &Layer, feature: &Feature) -> Pen {
    let limit = Limit::of(feature);
    let stated = limit.basis == Some("stated");
    let inner = limit.side == Some("internal");
    let (width, weight) = if stated { (2.5, 1.0) } else { (1.5, 0.6) };
    let ink = if inner { Ink::InnerLimit } else { Ink::Limit };
    Pen { ink, opacity: layer.opacity * weight, width, dash: limit_dash(Some(feature), Style::Limit) }
}

/// How a line is broken up, by how exactly it is known; a route always is.
pub(super) fn limit_dash(feature: Option<&Feature>, style: Style) -> Dash {
    match feature.and_then(|feature| Limit::of(feature).line) {
        Some("approximate") if style == Style::Limit => Dash::Dashed,
        Some("fitted") if style == Style::Limit => Dash::Dotted,
        _ if style == Style::Place => Dash::Dashed,
        _ => Dash::Solid,
    }
}
