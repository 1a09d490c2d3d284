//! Each layer's geometry, by its style.
//! Must not place words.

use super::spots::shown_dots;
use crate::geometry::{Extent, Part, Polygon, Shape};
use crate::picture::{Dash, Ink, Item, Pen, PolygonId};
use crate::project::{Feature, FeatureId, Layer, Limit, Project, Style};
use crate::session::Session;

/// How strongly an area is drawn: its tint, and its tint along its edge.
struct Strength {
    tint: f32,
    glow: f32,
}

/// How far the tint along an area's edge reaches inwards, in points.
const GLOW_WIDTH: f32 = 9.0;

/// Draws the features of a layer that are in view.
pub(super) fn layer<'a>(session: &'a Session, at: usize, view: &Extent, items: &mut Vec<Item<'a>>) {
    let layer = &session.project().layers[at];
    if !layer.visible || layer.opacity <= 0.0 {
        return;
    }
    let in_view = || layer.shapes.iter().enumerate().filter(|(_, shape)| shape.extent().intersects(view));
    // All casings lie under all roads, so that crossings are open.
    if layer.style == Style::Road {
        let [casing, _] = road_widths(session);
        in_view().for_each(|(_, shape)| outline(shape, pen(layer, Ink::RoadCasing, casing), items));
    }
    for (feature, shape) in in_view() {
        let ids = PolygonId { layer: at, feature, part: 0 };
        draw_feature(session, layer, &layer.features[feature], shape, ids, items);
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

/// The places, each with a dot; where dots would be one blot, the first of them.
pub(super) fn places<'a>(session: &'a Session, items: &mut Vec<Item<'a>>) {
    let projector = session.view().projector();
    let shown = shown_dots(session);
    for (ink, radius) in [(Ink::Halo, 6.0), (Ink::Place, 4.5)] {
        let dot =
            |(_, point): &(FeatureId, [f32; 2])| Item::Dot { at: projector.lonlat_from_screen(*point), ink, radius };
        items.extend(shown.iter().map(dot));
    }
}

fn strength(session: &Session, id: FeatureId) -> Strength {
    let selected = session.selected().filter(|other| other.layer == id.layer);
    let hovered = if session.hovered() == Some(id) { 0.09 } else { 0.0 };
    match selected {
        Some(other) if other == id => Strength { tint: 0.42, glow: 0.55 },
        Some(_) => Strength { tint: 0.12 + hovered, glow: 0.22 },
        None => Strength { tint: 0.22 + hovered, glow: 0.36 },
    }
}

/// Whether the limits of the areas are drawn by themselves, each as it is known: then the areas need no outline.
fn limits_drawn(project: &Project) -> bool {
    let mut layers = project.layers.iter();
    layers.any(|layer| layer.style == Style::Limit && layer.visible && !layer.shapes.is_empty())
}

fn draw_feature<'a>(
    session: &'a Session,
    layer: &Layer,
    feature: &Feature,
    shape: Shape<'a>,
    ids: PolygonId,
    items: &mut Vec<Item<'a>>,
) {
    let category = Ink::Category(ids.feature);
    let view = session.view().projector().extent();
    let seen = |polygon: &Polygon<'_>| polygon.extent().intersects(&view);
    let polygons = || shape.polygons().enumerate().filter(|(_, polygon)| seen(polygon));
    let mut fill = |ink: Ink, opacity: f32| {
        let fill = |(part, polygon)| Item::Fill { id: PolygonId { part, ..ids }, polygon, ink, opacity };
        items.extend(polygons().map(fill));
    };
    match layer.style {
        Style::Land => {
            fill(Ink::Land, layer.opacity);
            outline(shape, pen(layer, Ink::Shore, 1.0), items);
        }
        Style::Water => {
            fill(Ink::Water, layer.opacity);
            outline(shape, pen(layer, Ink::Shore, 1.0), items);
        }
        // A river's line only carries its name.
        Style::River => {}
        Style::Road => {
            let [_, width] = road_widths(session);
            outline(shape, pen(layer, Ink::Road, width), items);
        }
        Style::Whole if limits_drawn(session.project()) => {}
        Style::Whole => outline(shape, pen(layer, Ink::Limit, 1.5), items),
        Style::Area => {
            let Strength { tint, glow } = strength(session, FeatureId { layer: ids.layer, feature: ids.feature });
            fill(category, tint * layer.opacity);
            items.extend(polygons().map(|(part, polygon)| Item::Glow {
                id: PolygonId { part, ..ids },
                polygon,
                ink: category,
                opacity: glow * layer.opacity,
                width: GLOW_WIDTH,
            }));
            if session.hovered() == Some(FeatureId { layer: ids.layer, feature: ids.feature }) {
                outline(shape, Pen { opacity: 0.7 * layer.opacity, ..pen(layer, category, 3.5) }, items);
            } else if !limits_drawn(session.project()) {
                outline(shape, pen(layer, category, 1.5), items);
            }
            dots(shape, category, 4.0, items);
        }
        Style::Limit => outline(shape, limit_pen(layer, feature), items),
        Style::Place => {
            let route = Pen { dash: Dash::Dashed, ..pen(layer, Ink::Route, 1.8) };
            outline(shape, route, items);
        }
    }
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

/// Every ring and every line of a shape.
pub(super) fn outline<'a>(shape: Shape<'a>, pen: Pen, items: &mut Vec<Item<'a>>) {
    for part in shape.parts() {
        match part {
            Part::Polygon(polygon) => items.extend(polygon.rings().map(|path| Item::Line { path, pen })),
            Part::Line(path) => items.push(Item::Line { path, pen }),
            Part::Points(_) => {}
        }
    }
}

/// Every point of a shape.
pub(super) fn dots<'a>(shape: Shape<'a>, ink: Ink, radius: f32, items: &mut Vec<Item<'a>>) {
    for part in shape.parts() {
        if let Part::Points(points) = part {
            items.extend(points.iter().map(|&at| Item::Dot { at, ink, radius }));
        }
    }
}
