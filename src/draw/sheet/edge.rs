//! The frame of the map: the paper around it, two lines, the graticule's ticks and names between them.
//! Must not know what the map shows.

use std::f32::consts::FRAC_PI_2;

use super::layout::SheetLayout;
use crate::draw::graticule::Graticule;
use crate::draw::setter::{Setter, TextStyle};
use crate::picture::ColourRole;

/// How far a tick reaches out of the frame, in points.
const TICK: f32 = 4.0;

/// How far the paper reaches beyond the page, in points.
const BLEED: f32 = 8.0;

/// The paper around the map.
pub(super) fn margins(layout: &SheetLayout, setter: &mut Setter<'_>) {
    let ([width, height], [left, top, right, bottom]) = (layout.size, layout.frame);
    // They lie over one another at the corners, so that no seam shows between them.
    // They reach beyond the page, whose last pixels may not be whole ones.
    let [begin, right_end, bottom_end] = [-BLEED, width + BLEED, height + BLEED];
    let across = [[begin, begin, right_end, top], [begin, bottom, right_end, bottom_end]];
    let down = [[begin, begin, left, bottom_end], [right, begin, right_end, bottom_end]];
    for margin in across.into_iter().chain(down) {
        setter.patch(margin, ColourRole::Paper, 1.0);
    }
}

/// The frame, and what stands in the strip around it.
pub(super) fn frame(layout: &SheetLayout, graticule: Option<&Graticule>, setter: &mut Setter<'_>) {
    let [left, top, right, bottom] = layout.frame;
    let strip = layout.strip;
    let style = TextStyle::quiet(7.0 * setter.text_scale.min(1.2 * layout.map_scale));
    let after = f32::midpoint(TICK, strip);
    let before = -after;
    for (x, name) in graticule.iter().flat_map(|graticule| &graticule.meridians) {
        let (x, half) = (left + x, setter.width(name, style) / 2.0);
        for (edge, out, middle) in [(top, -TICK, top + before), (bottom, TICK, bottom + after)] {
            setter.stroke(vec![[x, edge], [x, edge + out]], ColourRole::Text, 0.6);
            if x - half >= left && x + half <= right {
                setter.centred(name, [x, middle], style, 0.0);
            }
        }
    }
    for (y, name) in graticule.iter().flat_map(|graticule| &graticule.parallels) {
        let (y, half) = (top + y, setter.width(name, style) / 2.0);
        for (edge, out, middle) in [(left, -TICK, left + before), (right, TICK, right + after)] {
            setter.stroke(vec![[edge, y], [edge + out, y]], ColourRole::Text, 0.6);
            if y - half >= top && y + half <= bottom {
                setter.centred(name, [middle, y], style, -FRAC_PI_2);
            }
        }
    }
    setter.outline(layout.frame, ColourRole::Text, 1.0);
    setter.outline([left - strip, top - strip, right + strip, bottom + strip], ColourRole::Text, 0.5);
}
