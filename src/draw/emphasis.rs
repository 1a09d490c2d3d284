//! What is selected, what is under the pointer, and a position that was gone to.
//! Must not know where the pointer is.

use std::sync::Arc;

use super::board::{ScreenRect, around};
use super::layers::boundary_dash;
use crate::picture::{ColourRole, Dash, FeatureSlice, Item, Pen, Sign};
use crate::project::{FeatureId, Style};
use crate::session::Session;

/// A feature whose layer is shown: its style, whether it is an area, and its slice.
fn shown(session: &Session, id: Option<FeatureId>) -> Option<(Style, bool, FeatureSlice)> {
    let id = id.filter(|&id| !session.is_hidden(id))?;
    let state = session.layer(id.layer);
    let shape = session.project().shape(id).filter(|_| state.visible)?;
    let slice =
        FeatureSlice { layer: id.layer, lod: Arc::clone(session.lod(id.layer)), features: id.feature..id.feature + 1 };
    let in_view = shape.extent().intersects(&session.view().projector().extent());
    in_view.then_some((state.style, shape.is_areal(), slice))
}

fn pen(role: ColourRole, width: f32, opacity: f32) -> Pen {
    Pen { role, opacity, width, dash: Dash::Solid }
}

/// The outline of what is under the pointer.
pub(super) fn hovered(session: &Session, items: &mut Vec<Item>) {
    let hovered = session.hovered().filter(|id| session.selected() != Some(*id));
    let Some((style, is_areal, slice)) = shown(session, hovered) else { return };
    let mut outline = |pen| items.push(Item::Line { slice: slice.clone(), pen });
    if is_areal {
        // An area's own outline is under the segments, which must stay readable.
        if style != Style::Area {
            outline(pen(ColourRole::Selected, 2.0, 0.8));
        }
    } else {
        let dash = boundary_dash(hovered.and_then(|id| session.project().feature(id)), style);
        outline(pen(ColourRole::Halo, 7.0, 0.6));
        outline(Pen { dash, ..pen(ColourRole::Selected, 2.5, 0.75) });
    }
    dots(&slice, &[(ColourRole::Halo, 7.5), (ColourRole::Selected, 6.0), (ColourRole::Place, 4.0)], items);
}

/// The outline of what is selected.
pub(super) fn selected(session: &Session, items: &mut Vec<Item>) {
    let selected = session.selected();
    let Some((style, is_areal, slice)) = shown(session, selected) else { return };
    let mut outline = |pen| items.push(Item::Line { slice: slice.clone(), pen });
    if is_areal {
        outline(pen(ColourRole::Halo, 5.0, 0.5));
        outline(pen(ColourRole::Selected, 3.0, 1.0));
    } else {
        let dash = boundary_dash(selected.and_then(|id| session.project().feature(id)), style);
        outline(pen(ColourRole::Halo, 9.0, 0.85));
        outline(Pen { dash, ..pen(ColourRole::Selected, 4.0, 1.0) });
    }
    dots(
        &slice,
        &[(ColourRole::Halo, 10.0), (ColourRole::Selected, 8.0), (ColourRole::Halo, 5.5), (ColourRole::Place, 4.0)],
        items,
    );
}

/// Each point of a slice as dots on top of one another.
fn dots(slice: &FeatureSlice, rings: &[(ColourRole, f32)], items: &mut Vec<Item>) {
    items.extend(rings.iter().map(|&(role, radius)| Item::Dots { slice: slice.clone(), role, opacity: 1.0, radius }));
}

/// What the mark takes of the sheet.
pub(super) fn mark_place(session: &Session) -> Option<ScreenRect> {
    Some(around(session.view().projector().screen_from_lonlat(session.mark()?), 36.0, 36.0))
}

/// A ring with a cross at the position that was gone to.
pub(super) fn mark(session: &Session, signs: &mut Vec<Sign>) {
    let Some(at) = session.mark() else { return };
    let [x, y] = session.view().projector().screen_from_lonlat(at);
    let [width, height] = session.view().projector().size;
    if !((-20.0..width + 20.0).contains(&x) && (-20.0..height + 20.0).contains(&y)) {
        return;
    }
    let ring = |radius: f32| -> Vec<[f32; 2]> {
        let turn = |step: u8| (f32::from(step) * std::f32::consts::TAU / 32.0).sin_cos();
        (0..=32).map(turn).map(|(sine, cosine)| [x + radius * cosine, y + radius * sine]).collect()
    };
    let ticks = [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]]
        .map(|[dx, dy]| vec![[x + 5.0 * dx, y + 5.0 * dy], [x + 16.0 * dx, y + 16.0 * dy]]);
    for pen in [pen(ColourRole::Halo, 5.0, 0.85), pen(ColourRole::Boundary, 2.0, 1.0)] {
        signs.extend(ticks.iter().chain([&ring(9.0)]).map(|points| Sign::Stroke { points: points.clone(), pen }));
    }
    signs.push(Sign::Patch { points: ring(2.0), role: ColourRole::Boundary, opacity: 1.0 });
}
