//! What is selected, what is under the pointer, and a position that was gone to.
//! Must not know where the pointer is.

use super::board::{Place, around};
use super::layers::{dots, limit_dash, outline};
use crate::geometry::Shape;
use crate::picture::{Dash, Ink, Item, Pen};
use crate::project::{FeatureId, Style};
use crate::session::Session;

/// A feature whose layer is shown.
fn shown(session: &Session, id: Option<FeatureId>) -> Option<(FeatureId, Style, Shape<'_>)> {
    let id = id?;
    let layer = session.project().layers.get(id.layer).filter(|layer| layer.visible)?;
    let shape = layer.shapes.get(id.feature)?;
    shape.extent().intersects(&session.view().projector().extent()).then_some((id, layer.style, shape))
}

fn pen(ink: Ink, width: f32, opacity: f32) -> Pen {
    Pen { ink, opacity, width, dash: Dash::Solid }
}

/// The outline of what is under the pointer.
pub(super) fn hovered<'a>(session: &'a Session, items: &mut Vec<Item<'a>>) {
    let hovered = session.hovered().filter(|id| session.selected() != Some(*id));
    let Some((id, style, shape)) = shown(session, hovered) else { return };
    if shape.is_areal() {
        // An area's own outline is under the limits, which must stay readable.
        if style != Style::Area {
            outline(shape, pen(Ink::Selected, 2.0, 0.8), items);
        }
    } else {
        let dash = limit_dash(session.project().feature(id), style);
        outline(shape, pen(Ink::Halo, 7.0, 0.6), items);
        outline(shape, Pen { dash, ..pen(Ink::Selected, 2.5, 0.75) }, items);
    }
    dots(shape, Ink::Halo, 7.5, items);
    dots(shape, Ink::Selected, 6.0, items);
    dots(shape, Ink::Place, 4.0, items);
}

/// The outline of what is selected.
pub(super) fn selected<'a>(session: &'a Session, items: &mut Vec<Item<'a>>) {
    let Some((id, style, shape)) = shown(session, session.selected()) else { return };
    if shape.is_areal() {
        outline(shape, pen(Ink::Halo, 5.0, 0.5), items);
        outline(shape, pen(Ink::Selected, 3.0, 1.0), items);
    } else {
        let dash = limit_dash(session.project().feature(id), style);
        outline(shape, pen(Ink::Halo, 9.0, 0.85), items);
        outline(shape, Pen { dash, ..pen(Ink::Selected, 4.0, 1.0) }, items);
    }
    for (ink, radius) in [(Ink::Halo, 10.0), (Ink::Selected, 8.0), (Ink::Halo, 5.5), (Ink::Place, 4.0)] {
        dots(shape, ink, radius, items);
    }
}

/// What the mark takes of the sheet.
pub(super) fn mark_place(session: &Session) -> Option<Place> {
    Some(around(session.view().projector().screen_from_lonlat(session.mark()?), 36.0, 36.0))
}

/// A ring with a cross at the position that was gone to.
pub(super) fn mark(session: &Session, items: &mut Vec<Item<'_>>) {
    let Some(at) = session.mark() else { return };
    let [x, y] = session.view().projector().screen_from_lonlat(at);
    let [width, height] = session.view().projector().size;
    if !((-20.0..width + 20.0).contains(&x) && (-20.0..height + 20.0).contains(&y)) {
        return;
    }
    let ring: Vec<[f32; 2]> = (0..=32_u8)
        .map(|step| {
            let (sine, cosine) = (f32::from(step) * std::f32::consts::TAU / 32.0).sin_cos();
            [x + 9.0 * cosine, y + 9.0 * sine]
        })
        .collect();
    let ticks = [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]]
        .map(|[dx, dy]| vec![[x + 5.0 * dx, y + 5.0 * dy], [x + 16.0 * dx, y + 16.0 * dy]]);
    for pen in [pen(Ink::Halo, 5.0, 0.85), pen(Ink::Limit, 2.0, 1.0)] {
        for points in ticks.iter().chain([&ring]) {
            items.push(Item::Stroke { points: points.clone(), pen });
        }
    }
    items.push(Item::Dot { at, ink: Ink::Limit, radius: 2.0 });
}
