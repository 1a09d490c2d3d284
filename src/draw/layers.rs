//! Each layer's geometry, by its style.
//! Must not place words.

use crate::geometry::{Extent, Part, Shape};
use crate::picture::{Dash, Ink, Item, Pen, PolygonId};
use crate::project::{Feature, Layer, Project, Style};

/// Draws the features of a layer that are in view.
pub(super) fn layer<'a>(project: &'a Project, at: usize, view: &Extent, items: &mut Vec<Item<'a>>) {
    let layer = &project.layers[at];
    if !layer.visible {
        return;
    }
    let in_view = || layer.shapes.iter().enumerate().filter(|(_, shape)| shape.extent().intersects(view));
    // All casings lie under all roads, so that crossings are open.
    if layer.style == Style::Road {
        in_view().for_each(|(_, shape)| outline(shape, pen(layer, Ink::RoadCasing, 6.0), items));
    }
    for (feature, shape) in in_view() {
        let ids = PolygonId { layer: at, feature, part: 0 };
        draw_feature(project, layer, &layer.features[feature], shape, ids, items);
    }
}

/// Whether the limits of the areas are drawn by themselves, each as it is known: then the areas need no outline.
fn limits_drawn(project: &Project) -> bool {
    let mut layers = project.layers.iter();
    layers.any(|layer| layer.style == Style::Limit && layer.visible && !layer.shapes.is_empty())
}

fn draw_feature<'a>(
    project: &Project,
    layer: &Layer,
    feature: &Feature,
    shape: Shape<'a>,
    ids: PolygonId,
    items: &mut Vec<Item<'a>>,
) {
    let category = Ink::Category(ids.feature);
    match layer.style {
        Style::Land => {
            fill(shape, ids, Ink::Land, layer.opacity, items);
            outline(shape, pen(layer, Ink::Shore, 1.0), items);
        }
        Style::Water => {
            fill(shape, ids, Ink::Water, layer.opacity, items);
            outline(shape, pen(layer, Ink::Shore, 1.0), items);
        }
        // A river's line only carries its name.
        Style::River => {}
        Style::Road => outline(shape, pen(layer, Ink::Road, 4.0), items),
        Style::Whole if limits_drawn(project) => {}
        Style::Whole => outline(shape, pen(layer, Ink::Limit, 1.0), items),
        Style::Area => {
            fill(shape, ids, category, 0.22 * layer.opacity, items);
            if !limits_drawn(project) {
                outline(shape, pen(layer, category, 1.5), items);
            }
            dots(shape, category, 4.0, items);
        }
        Style::Limit => outline(shape, limit_pen(layer, feature), items),
        Style::Place => {
            let route = Pen { dash: Dash::Dashed, ..pen(layer, Ink::Route, 1.5) };
            outline(shape, route, items);
            dots(shape, Ink::Halo, 5.5, items);
            dots(shape, Ink::Place, 4.0, items);
        }
    }
}

fn pen(layer: &Layer, ink: Ink, width: f32) -> Pen {
    Pen { ink, opacity: layer.opacity, width, dash: Dash::Solid }
}

/// A limit tells two things: its dash how exactly the line is known, its weight whether the source names it.
fn limit_pen(layer: &Layer, feature: &Feature) -> Pen {
    let text = |property: &str| feature.properties.get(property).and_then(|value| value.as_str());
    let stated = text("basis") == Some("stated");
    let dash = match text("line") {
        Some("approximate") => Dash::Dashed,
        Some("fitted") => Dash::Dotted,
        _ => Dash::Solid,
    };
    let inner = text("side") == Some("internal");
    let (width, weight) = if stated { (2.5, 1.0) } else { (1.5, 0.6) };
    Pen { ink: if inner { Ink::InnerLimit } else { Ink::Limit }, opacity: layer.opacity * weight, width, dash }
}

fn fill<'a>(shape: Shape<'a>, ids: PolygonId, ink: Ink, opacity: f32, items: &mut Vec<Item<'a>>) {
    let polygons = shape.polygons().enumerate();
    items.extend(polygons.map(|(part, polygon)| Item::Fill { id: PolygonId { part, ..ids }, polygon, ink, opacity }));
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
