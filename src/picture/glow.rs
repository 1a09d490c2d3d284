//! How wide the glow inside an area's edge may be: one rule for every painter.
//! Must not know how a glow is painted.

/// A glow is at most this part of its area's width or height.
const WIDEST: f64 = 0.15;
/// A glow narrower than this, in pixels, is not worth the paint.
const NARROWEST: f64 = 1.5;

/// How far a glow reaches inwards in an area whose sides are so long, all in pixels; none in an area too small for one.
#[must_use]
pub fn glow_width(wanted: f64, [across, down]: [f64; 2]) -> Option<f64> {
    let width = wanted.min(across.min(down) * WIDEST);
    (width >= NARROWEST).then_some(width)
}
