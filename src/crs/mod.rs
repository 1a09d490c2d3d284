//! Positions by other systems: the CGCS2000 grid, degrees as people write them, and what a person pastes.
//! Knows nothing of features, files or screens.

mod crossed_rings;
mod doctor;
mod drawn;
mod frame;
mod grid;
mod grid_edges;
mod parse;
mod straight;
mod system;
mod tokens;
mod write;

pub use doctor::Proposal;
pub use drawn::{Drawn, EdgesApart};
pub use frame::{Axes, CoordinateFrame};
pub use grid::{GridPosition, grid_3deg};
pub use grid_edges::{Noding, noded};
pub use parse::parse_position;
pub use system::Crs;
pub use write::{decimal_degrees, degrees_minutes_seconds};
