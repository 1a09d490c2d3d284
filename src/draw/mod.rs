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

use crate::picture::{Ink, Picture, Sign};
use crate::session::Session;

/// What a session shows, the width of words being guessed.
#[must_use]
pub fn draw(session: &Session) -> Picture {
    draw_measured(session, &estimated_width)
}

/// What a session shows, for a painter who knows how wide words are. Its geometry is referred to, so this costs next to
/// nothing however much there is.
#[must_use]
pub fn draw_measured(session: &Session, measure: Measure<'_>) -> Picture {
    let projector = *session.view().projector();
    let mut map = Vec::new();
    for layer in 0..session.project().layers.len() {
        layers::layer(session, layer, &mut map);
    }
    layers::places(session, &mut map);
    emphasis::hovered(session, &mut map);
    emphasis::selected(session, &mut map);
    let mut signs: Vec<Sign> = labels::labels(session, measure).into_iter().map(Sign::Label).collect();
    furniture::furniture(&projector, &mut signs);
    emphasis::mark(session, &mut signs);
    let (size, lang) = (projector.size, session.lang());
    Picture { size, background: Ink::Water, corner: [0.0; 2], projector, map, signs, lang }
}
