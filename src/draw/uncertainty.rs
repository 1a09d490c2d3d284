//! How far each segment may be off: a band around it, to scale.
//! Must not make the bands: the session does.

use std::sync::Arc;

use crate::picture::{ColourRole, Dash, FeatureSlice, Item, Pen, Strength};
use crate::project::{BoundarySegment, BoundarySide};
use crate::session::{LayerState, Session};

/// How strongly a band is filled, and its edge drawn.
const FILL: f32 = 0.13;
const EDGE: f32 = 0.5;

/// The bands around the segments that are shown, where they are asked for.
pub(super) fn bands(session: &Session, items: &mut Vec<Item>) {
    if !session.settings().uncertainty {
        return;
    }
    let project = session.project();
    for (at, band) in session.bands().iter().enumerate() {
        let LayerState { visible: true, opacity, .. } = session.layer(band.segment.layer) else { continue };
        let side = project.feature(band.segment).and_then(|segment| BoundarySegment::of(segment).side);
        let inner = side == Some(BoundarySide::Internal);
        let role = if inner { ColourRole::InternalBoundary } else { ColourRole::Boundary };
        // Beyond the layers and the findings, each band by itself.
        let number = project.layers.len() + 2 + at;
        let slice = FeatureSlice { layer: number, lod: Arc::clone(&band.lod), features: 0..1 };
        let strength = Strength { usual: FILL * opacity, others: Vec::new() };
        items.push(Item::Fill { slice: slice.clone(), role, strength });
        let pen = Pen { role, opacity: EDGE * opacity, width: 1.0, dash: Dash::Solid };
        items.push(Item::Line { slice, pen });
    }
}
