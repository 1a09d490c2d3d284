//! From a session to a picture: the only place that decides what is shown.
//! Must not know a painter or a colour's value.

mod area_label;
mod board;
mod course;
mod emphasis;
mod furniture;
mod graticule;
mod ground;
mod labels;
mod layers;
mod legend;
mod sheet;
mod spots;
mod words;

pub use legend::{Emblem, LegendRow, legend, line_key};
pub use sheet::{PaperFormat, Sheet};
pub use spots::{Spot, spots};
pub use words::{Measure, estimated_width};

use board::{Place, around};
use graticule::Graticule;

use crate::lettering;
use crate::picture::{Ink, Item, Label, Picture, Sign};
use crate::session::Session;

/// What a session shows.
#[must_use]
pub fn draw(session: &Session) -> Picture {
    let lang = session.lang();
    draw_measured(session, &|text, size, strong| lettering::width(text, size, strong, lang))
}

/// What a session shows, for a painter who knows how wide words are. Its geometry is referred to, so this costs next to
/// nothing however much there is.
#[must_use]
pub fn draw_measured(session: &Session, measure: Measure<'_>) -> Picture {
    let projector = *session.view().projector();
    let (size, lang) = (projector.size, session.lang());
    let mut taken = furniture::places(&projector);
    let labels = labels::labels(session, measure, &taken);
    let mut signs = Vec::new();
    if session.settings().graticule {
        let graticule = Graticule::new(&projector, lang);
        signs.extend(graticule.lines(size));
        taken.extend(labels.iter().map(|label| box_of(label, measure)));
        signs.extend(graticule.names(size, &taken, measure));
    }
    signs.extend(labels.into_iter().map(Sign::Label));
    furniture::furniture(&projector, &mut signs);
    emphasis::mark(session, &mut signs);
    Picture { size, background: Ink::Water, corner: [0.0; 2], projector, map: ground(session), signs, lang }
}

/// What lies on the ground.
fn ground(session: &Session) -> Vec<Item> {
    let mut map = Vec::new();
    for layer in 0..session.project().layers.len() {
        layers::layer(session, layer, &mut map);
    }
    layers::places(session, &mut map);
    emphasis::hovered(session, &mut map);
    emphasis::selected(session, &mut map);
    map
}

/// The box around words, turned as they are.
fn box_of(label: &Label, measure: Measure<'_>) -> Place {
    let [width, height] = [measure(&label.text, label.size, label.strong), label.size * labels::LINE_HEIGHT];
    let (sine, cosine) = label.angle.sin_cos();
    let [sine, cosine] = [sine.abs(), cosine.abs()];
    around(label.middle, width * cosine + height * sine, width * sine + height * cosine)
}
