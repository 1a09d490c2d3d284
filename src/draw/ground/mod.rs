//! The ground beneath every map: the land of the world and the sea, as far as the scale bears it, and the project's own land over it.
//! Must not know a colour, and has nothing that could be clicked, measured or found.

mod world;

use std::sync::Arc;

use crate::geometry::{Extent, LonLat, Shapes};
use crate::picture::{ColourRole, Dash, FeatureSlice, Item, LodGeometry, Pen, Projector, Strength};
use crate::project::Style;
use crate::session::{OwnLand, Session};

/// A point of a screen in metres.
const POINT_M: f64 = 0.0254 / 96.0;
/// The coast is drawn in full where the map is so many times smaller than the ground, or more: there it is off by a few points.
const WHOLLY: f64 = 1_000_000.0;
/// It is not drawn at all where the map is not so many times smaller: there it would be off by far more than a reader forgives.
const NOT_AT_ALL: f64 = 500_000.0;
/// The numbers of its slices begin here, beyond those of all others.
const FIRST: usize = 1 << 20;

/// What lies behind everything: water around drawn land, land where none is drawn.
pub(super) fn background(session: &Session, waits: bool) -> ColourRole {
    if shown(session, waits) > 0.0 { ColourRole::Water } else { without(session) }
}

/// The same where the land of the world is not drawn.
fn without(session: &Session) -> ColourRole {
    if own(session).next().is_some() { ColourRole::Water } else { ColourRole::Land }
}

/// Unpacks the land of the world, which takes a moment: a window has it done in the background.
pub fn prepare() {
    world::prepare();
}

/// How much of the coast is drawn in a picture that `waits` for it to be unpacked, or else does without it until it is.
fn shown(session: &Session, waits: bool) -> f32 {
    let strength = strength(session);
    if strength > 0.0 && !waits && !world::is_ready(session.view().projector()) { 0.0 } else { strength }
}

/// How much of the coast is drawn in a view, from 0 to 1: none where the project's own land fills it, all of it where that ends, so
/// that the land does not end with the data; else as much as the scale bears.
fn strength(session: &Session) -> f32 {
    let view = session.view().projector().extent();
    let covers = |land: &OwnLand| {
        let Extent { west, south, east, north } = land.extent;
        west <= view.west && south <= view.south && view.east <= east && view.north <= north
    };
    if !session.settings().ground || own(session).any(|(_, land)| covers(land)) {
        return 0.0;
    }
    if own(session).next().is_some() {
        return 1.0;
    }
    let smaller = session.view().projector().metres_per_point() / POINT_M;
    #[expect(clippy::cast_possible_truncation, reason = "a part")]
    let part = ((smaller / NOT_AT_ALL).ln() / (WHOLLY / NOT_AT_ALL).ln()) as f32;
    part.clamp(0.0, 1.0)
}

/// Whether any of the world's coast is to be seen beyond what a session's project says of the land: then its source is named.
#[must_use]
pub fn is_seen(session: &Session) -> bool {
    strength(session) > 0.0
}

/// The project's own layers of land that are shown, with their places.
fn own(session: &Session) -> impl Iterator<Item = (usize, &OwnLand)> {
    session.seen_layers(Style::Land).map(|(at, _)| (at, session.own_land(at)))
}

/// Draws it.
pub(super) fn beneath(session: &Session, waits: bool, items: &mut Vec<Item>) {
    let strength = shown(session, waits);
    if strength <= 0.0 {
        return;
    }
    let beyond = FeatureSlice::new(FIRST - 2, world::beyond_south(), 0..1);
    items.push(fill(beyond, ColourRole::Land, 1.0));
    for (world, at) in world::in_view(session.view().projector()).zip(0..) {
        let slice = |number: usize, lod: &Arc<LodGeometry>, count: usize| {
            FeatureSlice::new(FIRST + 2 * at + number, lod, 0..count)
        };
        let (land, shores) = (slice(0, &world.land, world.count), slice(1, &world.shores, world.count));
        items.push(fill(land, ColourRole::Land, 1.0));
        let pen = Pen { role: ColourRole::Shore, opacity: 1.0, width: 1.0, dash: Dash::Solid };
        items.push(Item::Line { slice: shores, pen });
    }
    if strength < 1.0 {
        let slice = FeatureSlice::new(FIRST - 1, world::everywhere(), 0..1);
        items.push(fill(slice, without(session), 1.0 - strength));
    }
    // What a project says of the land counts as far as it reaches.
    for (at, land) in own(session).filter(|(_, land)| !land.extent.is_empty()) {
        let slice = FeatureSlice::new(FIRST + 8 + at, &land.within, 0..1);
        items.push(fill(slice, ColourRole::Water, 1.0));
    }
}

fn fill(slice: FeatureSlice, role: ColourRole, usual: f32) -> Item {
    Item::Fill { slice, role, strength: Strength { usual, others: Vec::new() } }
}
