//! From a session to a picture: the only place that decides what is shown.
//! Must not know a painter or a colour's value.

mod area_label;
mod board;
mod course;
mod emphasis;
mod furniture;
mod ground;
mod labels;
mod layers;
mod spots;
mod words;

pub use spots::{Spot, spots};
pub use words::{Measure, estimated_width};

use crate::picture::{Ink, Item, Picture};
use crate::session::Session;

/// What a session shows, the width of words being guessed.
#[must_use]
pub fn draw(session: &Session) -> Picture<'_> {
    draw_measured(session, &estimated_width)
}

/// What a session shows, for a painter who knows how wide words are. Its geometry is borrowed, so this costs next to nothing
/// however much there is.
#[must_use]
pub fn draw_measured<'a>(session: &'a Session, measure: Measure<'_>) -> Picture<'a> {
    let projector = *session.view().projector();
    let mut items = Vec::new();
    for layer in 0..session.project().layers.len() {
        layers::layer(session, layer, &projector.extent(), &mut items);
    }
    layers::places(session, &mut items);
    emphasis::hovered(session, &mut items);
    emphasis::selected(session, &mut items);
    items.extend(labels::labels(session, measure).into_iter().map(Item::Label));
    furniture::furniture(&projector, &mut items);
    emphasis::mark(session, &mut items);
    Picture { projector, background: Ink::Water, items }
}
