//! Areas overlaid: directed rings summed up, what cancels taken away, and where the winding number is how much.
//! Must not know whose rings they are, nor metres.

mod cancel;
mod circle;
mod clip;
mod clusters;
mod few;
mod grid;
mod hairs;
mod loops;
mod pieces;
mod plane;
mod regions;
mod rings;

pub use cancel::{LooseEdge, cancelled, loose_edges, traced};
pub use circle::{Circle, circle_wider_than, widest_circle};
pub use clip::clipped;
pub use grid::step_deg;
pub use regions::{
    OverlayFailed, Region, Side, Sides, both_sides, difference, difference_within, less_around, polygon_cover, regions,
    regions_within,
};
pub use rings::{Rings, Winding, doubled_area, doubled_area_in_plane};
