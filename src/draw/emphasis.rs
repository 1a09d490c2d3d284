//! What is selected, what is under the pointer, and a position that was gone to.
//! Must not know where the pointer is.

use super::board::{ScreenRect, around};
use super::layers::{boundary_drawn, pens};
use crate::picture::{ColourRole, Dash, FeatureSlice, Item, Pen, Sign};
use crate::project::{BoundarySegment, Feature, FeatureId, Style};
use crate::session::{Selection, Session};

/// A feature whose layer is shown: its style, whether it is an area, and its slice.
fn shown(session: &Session, id: Option<FeatureId>) -> Option<(Style, bool, FeatureSlice)> {
    let id = id.filter(|&id| !session.is_hidden(id))?;
    let state = session.layer(id.layer);
    let shape = session.project().shape(id).filter(|_| state.visible)?;
    let slice = FeatureSlice::new(id.layer, session.lod(id.layer), id.feature..id.feature + 1);
    let in_view = shape.extent().intersects(&session.view().projector().extent());
    in_view.then_some((state.style, shape.is_areal(), slice))
}

const fn pen(role: ColourRole, width: f32, opacity: f32) -> Pen {
    Pen { role, opacity, width, dash: Dash::Solid }
}

/// What lies below the line of what is selected, and of what is under the pointer.
const CASING: [Pen; 2] = [pen(ColourRole::Selected, 8.5, 0.9), pen(ColourRole::Halo, 6.0, 1.0)];
const LIFT: [Pen; 1] = [pen(ColourRole::Halo, 6.5, 0.85)];

/// The areas that are selected and under the pointer, and segments that are lit up, below the lines of all segments: what their signs tell stays
/// to be read.
pub(super) fn beneath(session: &Session, items: &mut Vec<Item>) {
    if let Selection::Segments(class) = session.selection() {
        let is_of_class = |feature: &Feature| BoundarySegment::of(feature).class() == class;
        for (at, layer) in session.seen_layers(Style::Boundary) {
            let lit = layer.data.features().iter().enumerate().filter(|(_, feature)| is_of_class(feature));
            let ids = lit.map(|(feature, _)| FeatureId { layer: at, feature });
            let slices: Vec<FeatureSlice> = ids.filter_map(|id| Some(shown(session, Some(id))?.2)).collect();
            let cased = |pen: Pen| slices.iter().map(move |slice| Item::Line { slice: slice.clone(), pen });
            items.extend(CASING.into_iter().flat_map(cased));
        }
    }
    let pointed = session.hovered().filter(|id| session.selected() != Some(*id));
    // What a stop is about is told by its tint.
    let told = session.show().and_then(|show| show.stop().selected);
    let chosen =
        session.selected().filter(|id| told != Some(*id) || session.show().is_some_and(|show| show.card.is_some()));
    for (id, casing) in [(pointed, &LIFT[..]), (chosen, &CASING)] {
        let shown = shown(session, id).filter(|(style, is_areal, _)| *is_areal && is_bounded(session, *style));
        if let Some((_, _, slice)) = shown {
            items.extend(casing.iter().map(|pen| Item::Line { slice: slice.clone(), pen: *pen }));
        }
    }
}

/// What is under the pointer, but for areas whose segments are drawn.
pub(super) fn hovered(session: &Session, items: &mut Vec<Item>) {
    let hovered = session.hovered().filter(|id| session.selected() != Some(*id));
    let Some((style, is_areal, slice)) = shown(session, hovered) else { return };
    let mut outline = |pen| items.push(Item::Line { slice: slice.clone(), pen });
    if is_areal {
        // An area has an outline of its colour below the others.
        if style != Style::Area && !is_bounded(session, style) {
            outline(pen(ColourRole::Selected, 2.0, 0.8));
        }
    } else {
        LIFT.into_iter().chain(own_pens(session, hovered)).for_each(outline);
    }
    dots(&slice, &[(ColourRole::Halo, 7.5), (ColourRole::Selected, 6.0), (ColourRole::Place, 4.0)], items);
}

/// What is selected, but for areas whose segments are drawn.
pub(super) fn selected(session: &Session, items: &mut Vec<Item>) {
    let selected = session.selected();
    let Some((style, is_areal, slice)) = shown(session, selected) else { return };
    let mut outline = |pen| items.push(Item::Line { slice: slice.clone(), pen });
    if !is_areal {
        CASING.into_iter().chain(own_pens(session, selected)).for_each(outline);
    } else if !is_bounded(session, style) {
        outline(pen(ColourRole::Halo, 5.0, 0.5));
        outline(pen(ColourRole::Selected, 3.0, 1.0));
    }
    dots(
        &slice,
        &[(ColourRole::Halo, 10.0), (ColourRole::Selected, 8.0), (ColourRole::Halo, 5.5), (ColourRole::Place, 4.0)],
        items,
    );
}

/// Whether the areas of a style are bounded by segments that are drawn by themselves.
fn is_bounded(session: &Session, style: Style) -> bool {
    style.is_plan() && boundary_drawn(session)
}

/// How a line is drawn by itself, or as a plain one where its layer draws none.
fn own_pens(session: &Session, id: Option<FeatureId>) -> Vec<Pen> {
    let of = id.and_then(|id| Some(pens(session, id.layer, session.project().feature(id)?)));
    of.filter(|pens| !pens.is_empty()).unwrap_or_else(|| vec![pen(ColourRole::Selected, 2.5, 1.0)])
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
