//! How far the segments may be off: one soft band around all of them, to scale.
//! Must not make the band: the session does.

use crate::picture::{ColourRole, FeatureSlice, Item, Strength};
use crate::session::{LayerState, Session};

/// How strongly each of a layer's bands is filled: where all lie over one another, at the line, that is a third. One by itself is as strong as a few.
const FILL: f32 = 0.038;
const ALONE: f32 = 0.075;

/// The bands around the segments that are shown, where they are asked for.
pub(super) fn bands(session: &Session, items: &mut Vec<Item>) {
    if !session.settings().uncertainty {
        return;
    }
    for (at, band) in session.bands().iter().enumerate() {
        let &LayerState { visible: true, opacity, .. } = session.layer(band.layer) else { continue };
        // Beyond the layers and the findings, each band by itself.
        let number = session.project().layers.len() + 2 + at;
        let slice = FeatureSlice::new(number, &band.lod, 0..1);
        let is_alone = session.bands().iter().filter(|other| other.layer == band.layer).count() == 1;
        let fill = if is_alone { ALONE } else { FILL };
        let strength = Strength { usual: fill * opacity, others: Vec::new() };
        items.push(Item::Fill { slice, role: ColourRole::Boundary, strength });
    }
}
