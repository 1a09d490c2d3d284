//! What a screen shows, as large on paper: a screen's point is 1/96 inch, the sheet's 1/72.
//! Must not move anything on the ground.

use crate::picture::{Item, Label, Pen};

/// The sheet's points that a screen's point takes.
pub(super) const SCALE: f32 = 72.0 / 96.0;

pub(super) fn item(item: Item) -> Item {
    match item {
        Item::Line { figure, pen } => Item::Line { figure, pen: Pen { width: pen.width * SCALE, ..pen } },
        Item::Glow { figure, ink, strength, width } => Item::Glow { figure, ink, strength, width: width * SCALE },
        Item::Dots { figure, ink, opacity, radius } => Item::Dots { figure, ink, opacity, radius: radius * SCALE },
        Item::Dot { at, ink, radius } => Item::Dot { at, ink, radius: radius * SCALE },
        Item::Fill { .. } => item,
    }
}

pub(super) fn label(label: Label) -> Label {
    Label { middle: label.middle.map(|c| c * SCALE), size: label.size * SCALE, ..label }
}
