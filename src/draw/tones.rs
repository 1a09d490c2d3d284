//! What the colour of an area is for: its own, one of a group, or the one tone of its layer.
//! Must not know a colour's value.

use crate::picture::ColourRole;
use crate::project::{Colouring, FeatureId, Style};
use crate::session::Session;

/// How strongly areas are tinted whose colours stand for values.
pub const CLASSED: f32 = 0.6;

/// What the colours of the areas of a layer are for.
pub(super) fn own(session: &Session, layer: usize) -> ColourRole {
    let is_each = session.classed(layer).is_some() || session.layer(layer).colouring == Colouring::Each;
    if is_each { ColourRole::Own } else { muted(session, layer) }
}

/// The tone of a layer of areas, by its place among those of a project, wherever it was moved.
fn muted(session: &Session, layer: usize) -> ColourRole {
    let before = session.project().layers.iter().zip(session.layers()).take(layer);
    ColourRole::Muted(before.filter(|(_, state)| state.style == Style::Area).count())
}

/// What the colour of an area or of a place is for, wherever it is shown.
#[must_use]
pub fn of(session: &Session, id: FeatureId) -> ColourRole {
    match session.classed(id.layer) {
        Some(classed) => classed.role(id.feature),
        None if session.layer(id.layer).style == Style::Place => ColourRole::Place,
        None => own(session, id.layer).of(id.feature),
    }
}

/// That of the figures about an area: only where each has a colour of its own is it one that can be written in.
pub(super) fn figure(session: &Session, id: FeatureId) -> ColourRole {
    match session.layer(id.layer).colouring {
        Colouring::Each => ColourRole::Figure(id.feature),
        Colouring::One | Colouring::By(_) => ColourRole::SecondText,
    }
}
