//! From a session to a picture: the only place that decides what is shown.
//! Must not know a painter or a colour's value.

mod furniture;
mod labels;
mod layers;

use crate::picture::{Dash, Ink, Item, Pen, Picture};
use crate::project::FeatureId;
use crate::session::Session;

/// What a session shows. Its geometry is borrowed, so this costs next to nothing however much there is.
#[must_use]
pub fn draw(session: &Session) -> Picture<'_> {
    let projector = *session.view().projector();
    let project = session.project();
    let mut items = Vec::new();
    for layer in 0..project.layers.len() {
        layers::layer(project, layer, &projector.extent(), &mut items);
    }
    if let Some(id) = session.selected() {
        selection(session, id, &mut items);
    }
    items.extend(labels::labels(session).into_iter().map(Item::Label));
    furniture::scale_bar(&projector, &mut items);
    Picture { projector, background: Ink::Water, items }
}

fn selection<'a>(session: &'a Session, id: FeatureId, items: &mut Vec<Item<'a>>) {
    let pen = |ink, width| Pen { ink, opacity: 1.0, width, dash: Dash::Solid };
    let Some(shape) = session.project().shape(id) else {
        return;
    };
    for (ink, width, radius) in [(Ink::Halo, 6.0, 8.0), (Ink::Selected, 3.0, 6.0)] {
        layers::outline(shape, pen(ink, width), items);
        layers::dots(shape, ink, radius, items);
    }
}
