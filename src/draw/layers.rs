//! Each layer's geometry, by its style.
//! Must not place words.

use std::sync::Arc;

use super::arrival::Arrivals;
use super::dots::Dot;
use super::tones;
use crate::geometry::LonLat;
use crate::picture::{ColourRole, Dash, FeatureSlice, Item, LodGeometry, Pen, Strength};
use crate::project::{BoundarySegment, Certainty, Feature, FeatureId, Layer, SegmentClass, Style};
use crate::session::{LayerState, Session};

/// How far the tint along an area's edge reaches inwards, in points.
const GLOW_WIDTH: f32 = 9.0;

/// Draws a layer, as much of it as is there.
pub(super) fn layer(session: &Session, at: usize, arrivals: &Arrivals, items: &mut Vec<Item>) {
    let (layer, state) = (&session.project().layers[at], session.layer(at));
    if !state.is_seen() || layer.data.shapes().is_empty() {
        return;
    }
    let slice = |features| FeatureSlice::new(at, session.lod(at), features);
    let runs = |in_part| arrivals.runs(at, layer.data.features().len(), in_part).into_iter().map(slice);
    let strength = || Strength {
        usual: state.opacity,
        others: arrivals.coming(at).map(|(id, part)| (id.feature, state.opacity * part)).collect(),
    };
    let fill = |role| runs(true).map(move |slice| Item::Fill { slice, role, strength: strength() });
    match state.style {
        Style::Land => items.extend(fill(ColourRole::Land)),
        Style::Water => items.extend(fill(ColourRole::Water)),
        Style::Area => return areas(session, at, arrivals, items),
        Style::Boundary => return runs(false).for_each(|run| segments(layer, state.opacity, &run, items)),
        Style::Road => return roads(session, at, arrivals, items),
        Style::River | Style::Whole | Style::Place | Style::Name => {}
    }
    for pen in layer.data.features().first().map_or_else(Vec::new, |feature| pens(session, at, feature)) {
        // What ends the data is no shore.
        let shores = session.own_land(at).shores.as_ref().filter(|_| state.style == Style::Land);
        let lod = shores.unwrap_or_else(|| session.lod(at));
        let slices = runs(false).map(|slice| FeatureSlice { lod: Arc::clone(lod), ..slice });
        items.extend(slices.map(|slice| Item::Line { slice, pen }));
    }
}

/// Roads, fading out where their data end. All casings lie under all roads, so that crossings are open.
fn roads(session: &Session, at: usize, arrivals: &Arrivals, items: &mut Vec<Item>) {
    let (layer, ends) = (&session.project().layers[at], session.open_ends(at));
    let runs = arrivals.runs(at, layer.data.features().len(), false);
    let slices = |lod: &Arc<LodGeometry>| {
        let lod = Arc::clone(lod);
        runs.iter().map(move |run| FeatureSlice::new(at, &lod, run.clone()))
    };
    for pen in layer.data.features().first().map_or_else(Vec::new, |feature| pens(session, at, feature)) {
        for (lod, strength) in ends.into_iter().flat_map(|ends| &ends.steps) {
            let pen = Pen { opacity: pen.opacity * strength, ..pen };
            items.extend(slices(lod).map(|slice| Item::Line { slice, pen }));
        }
        let known = ends.map_or_else(|| session.lod(at), |ends| &ends.rest);
        items.extend(slices(known).map(|slice| Item::Line { slice, pen }));
    }
}

/// How a feature of a layer is drawn as a line, by pens one over the other.
pub(super) fn pens(session: &Session, at: usize, feature: &Feature) -> Vec<Pen> {
    let &LayerState { opacity, style, .. } = session.layer(at);
    let pen = |role, width| pen(opacity, role, width);
    match style {
        Style::Land | Style::Water => vec![pen(ColourRole::Shore, 1.0)],
        Style::Road => {
            let [casing, road] = road_widths(session);
            vec![pen(ColourRole::RoadCasing, casing), pen(ColourRole::Road, road)]
        }
        Style::Whole if !boundary_drawn(session) => vec![pen(ColourRole::Boundary, 1.5)],
        Style::Boundary => vec![boundary_pen(opacity, feature)],
        Style::Place => vec![Pen { dash: Dash::Dashed, ..pen(ColourRole::Route, 1.8) }],
        // A river's line only carries its name; a whole's outline is drawn by its segments.
        Style::River | Style::Whole | Style::Area | Style::Name => Vec::new(),
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

/// The places that are shown, each with a dot; one that comes springs up.
pub(super) fn places(session: &Session, dots: &[Dot], arrivals: &Arrivals, items: &mut Vec<Item>) {
    let projector = session.view().projector();
    let at: Vec<(LonLat, f32, ColourRole)> = dots
        .iter()
        .map(|(id, point)| (projector.lonlat_from_screen(*point), sprung(arrivals.part(*id)), tones::of(session, *id)))
        .collect();
    for (under, radius) in [(Some(ColourRole::Halo), 6.0), (None, 4.5)] {
        let grown = at.iter().filter(|(_, part, _)| *part > 0.0);
        items.extend(grown.map(|&(at, part, own)| Item::Dot { at, role: under.unwrap_or(own), radius: radius * part }));
    }
}

/// Beyond what it will be, and back.
fn sprung(part: f32) -> f32 {
    const BEYOND: f32 = 1.7;
    let left = part - 1.0;
    if part <= 0.0 { 0.0 } else { 1.0 + (BEYOND + 1.0) * left.powi(3) + BEYOND * left.powi(2) }
}

/// How strongly areas are tinted, and along their edges: what is selected more, the rest then less, what is under the pointer
/// somewhat more.
fn strengths(session: &Session, layer: usize, opacity: f32) -> [Strength; 2] {
    let here = |id: Option<FeatureId>| id.filter(|id| id.layer == layer).map(|id| id.feature);
    let (selected, hovered) = (here(session.selected()), here(session.hovered()));
    let is_classed = session.classed(layer).is_some();
    let [tint, glow] = match (is_classed, selected.is_some()) {
        (true, false) => [tones::CLASSED, 0.0],
        (true, true) => [tones::CLASSED * 0.5, 0.0],
        (false, false) => [0.22, 0.36],
        (false, true) => [0.12, 0.22],
    };
    let chosen =
        selected.map(|feature| (feature, if is_classed { [tones::CLASSED + 0.15, 0.0] } else { [0.42, 0.55] }));
    let pointed = hovered.filter(|_| hovered != selected).map(|feature| (feature, [tint + 0.09, glow]));
    [0, 1].map(|which: usize| Strength {
        usual: [tint, glow][which] * opacity,
        others: chosen.into_iter().chain(pointed).map(|(feature, both)| (feature, both[which] * opacity)).collect(),
    })
}

/// Whether the segments of the areas are drawn by themselves, each as it is known: then the areas need no outline.
pub(super) fn boundary_drawn(session: &Session) -> bool {
    let mut layers = session.project().layers.iter().zip(session.layers());
    layers.any(|(layer, state)| state.style == Style::Boundary && state.visible && !layer.data.shapes().is_empty())
}

/// Areas with a tint, and more of it along their edges.
fn areas(session: &Session, at: usize, arrivals: &Arrivals, items: &mut Vec<Item>) {
    let (layer, &LayerState { opacity, .. }) = (&session.project().layers[at], session.layer(at));
    let classed = session.classed(at).cloned();
    let slice = |features| {
        let (lod, classed) = (Arc::clone(session.lod(at)), classed.clone());
        FeatureSlice { layer: at, lod, features, classed }
    };
    let runs = |in_part| arrivals.runs(at, layer.data.features().len(), in_part).into_iter().map(slice);
    let [tint, glow] = strengths(session, at, opacity).map(|strength| coming(strength, at, arrivals));
    let role = tones::own(session, at);
    items.extend(runs(true).map(|slice| Item::Fill { slice, role, strength: tint.clone() }));
    // Tints that mean something are even.
    if classed.is_none() {
        items.extend(runs(true).map(|slice| Item::Glow { slice, role, strength: glow.clone(), width: GLOW_WIDTH }));
    }
    if !boundary_drawn(session) {
        items.extend(runs(false).map(|slice| Item::Line { slice, pen: pen(opacity, role, 1.5) }));
        items.extend(arrivals.coming(at).map(|(id, part)| {
            let whole = pen(opacity, role, 1.5);
            Item::Line { slice: slice(id.feature..id.feature + 1), pen: Pen { opacity: whole.opacity * part, ..whole } }
        }));
    }
    let lifted = session.hovered().filter(|id| id.layer == at && arrivals.part(*id) > 0.0);
    if let Some(id) = lifted.filter(|_| !boundary_drawn(session)) {
        let pen = Pen { opacity: 0.7 * opacity, ..pen(opacity, role, 3.5) };
        items.push(Item::Line { slice: slice(id.feature..id.feature + 1), pen });
    }
    items.extend(runs(false).map(|slice| Item::Dots { slice, role, opacity, radius: 4.0 }));
}

/// The same, those that are on their way as far as they have come.
fn coming(mut strength: Strength, layer: usize, arrivals: &Arrivals) -> Strength {
    for (id, part) in arrivals.coming(layer) {
        let of = strength.of(id.feature) * part;
        strength.others.retain(|(feature, _)| *feature != id.feature);
        strength.others.push((id.feature, of));
    }
    strength
}

/// Segments of a run, those that look alike and follow one another at once.
fn segments(layer: &Layer, opacity: f32, run: &FeatureSlice, items: &mut Vec<Item>) {
    let pens: Vec<Pen> =
        layer.data.features()[run.features.clone()].iter().map(|feature| boundary_pen(opacity, feature)).collect();
    let mut from = run.features.start;
    for alike in pens.chunk_by(PartialEq::eq) {
        let features = from..from + alike.len();
        from = features.end;
        items.push(Item::Line { slice: FeatureSlice { features, ..run.clone() }, pen: alike[0] });
    }
}

/// One feature of a slice.
pub(super) fn one(all: &FeatureSlice, feature: usize) -> FeatureSlice {
    FeatureSlice { features: feature..feature + 1, ..all.clone() }
}

fn pen(opacity: f32, role: ColourRole, width: f32) -> Pen {
    Pen { role, opacity, width, dash: Dash::Solid }
}

fn boundary_pen(opacity: f32, feature: &Feature) -> Pen {
    let segment = BoundarySegment::of(feature);
    let pen = segment_pen(segment.class(), segment.is_internal());
    Pen { opacity: opacity * pen.opacity, ..pen }
}

/// A segment tells two things: its dash how exactly the line is known, its weight whether the source names it.
#[must_use]
pub fn segment_pen(class: SegmentClass, is_internal: bool) -> Pen {
    let (width, opacity) = if class.is_stated { (2.5, 1.0) } else { (1.5, 0.6) };
    let role = if is_internal { ColourRole::InternalBoundary } else { ColourRole::Boundary };
    let dash = match class.certainty {
        Certainty::Traced | Certainty::Generalised => Dash::Solid,
        Certainty::Approximate => Dash::Dashed,
        Certainty::Fitted => Dash::Dotted,
    };
    Pen { role, opacity, width, dash }
}
