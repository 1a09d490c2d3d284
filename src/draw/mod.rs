//! From a session to a picture: the only place that decides what is shown.
//! Must not know a painter or a colour's value.

mod along;
mod area_label;
mod beside;
mod board;
mod charted;
mod course;
mod dots;
mod emphasis;
mod furniture;
mod grid;
mod ground;
mod labels;
mod layers;
mod layout;
mod placed;
mod shore;
mod spots;
mod words;

pub use layout::LabelLayout;
pub use spots::{Spot, spoken, spots};
pub use words::{Measure, estimated_width};

use crate::picture::{Ink, Label, Picture, Sign};
use crate::project::Style;
use crate::session::Session;

/// What a session shows, the width of words being guessed.
#[must_use]
pub fn draw(session: &Session) -> Picture {
    draw_measured(session, &estimated_width)
}

/// What a session shows, for a painter who knows how wide words are. Its geometry is referred to, so this costs next to
/// nothing however much there is, and its words are laid out anew.
#[must_use]
pub fn draw_measured(session: &Session, measure: Measure<'_>) -> Picture {
    let dots = dots::dots(session, Style::Place, usize::MAX);
    let wish = labels::Wish { measure, former: &[], measured_corners: usize::MAX };
    let (placed, _) = labels::labels(session, &dots, &wish);
    let projector = session.view().projector();
    picture(session, &dots, placed.iter().flat_map(|placed| placed.labels(projector)))
}

/// What a session shows at a time in seconds, counted from anywhere, for a window that shows one frame after the other: words
/// move with the ground and are laid out anew only now and then, as the [`LabelLayout`] says, which also says whether another
/// frame is wanted.
#[must_use]
pub fn draw_with(session: &Session, layout: &mut LabelLayout, measure: Measure<'_>, now_s: f64) -> Picture {
    let dots = dots::dots(session, Style::Place, usize::MAX);
    layout.update(session, &dots, measure, now_s);
    picture(session, &dots, layout.labels(session.view().projector()))
}

fn picture(session: &Session, dots: &[dots::Dot], words: impl Iterator<Item = Label>) -> Picture {
    let projector = *session.view().projector();
    let mut map = Vec::new();
    for layer in 0..session.project().layers.len() {
        layers::layer(session, layer, &mut map);
    }
    layers::places(session, dots, &mut map);
    emphasis::hovered(session, &mut map);
    emphasis::selected(session, &mut map);
    let mut signs: Vec<Sign> = words.map(Sign::Label).collect();
    furniture::furniture(&projector, &mut signs);
    emphasis::mark(session, &mut signs);
    let (size, lang) = (projector.size, session.lang());
    Picture { size, background: Ink::Water, corner: [0.0; 2], projector, map, signs, lang }
}
