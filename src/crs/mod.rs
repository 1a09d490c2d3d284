//! Positions by other systems: the CGCS2000 grid, degrees as people write them, and what a person pastes.
//! Knows nothing of features, files or screens.

mod catalogue;
mod crossed_rings;
mod doctor;
mod drawn;
mod frame;
mod grid;
mod grid_edges;
mod grid_words;
mod landings;
mod mgrs;
mod parse;
mod proj_string;
mod reading;
mod straight;
mod system;
mod tokens;
mod wkt;
mod wkt_grid;
mod wkt_written;
mod write;
mod zones;

pub use doctor::Proposal;
pub use drawn::{Drawn, EdgesApart};
pub use frame::{Axes, CoordinateFrame};
pub use grid::{GridPosition, grid_3deg, grid_utm};
pub use grid_edges::{Noding, noded};
pub use landings::{Landing, landings};
pub use parse::parse_position;
pub use reading::{Reading, ReadingSystem, readings};
pub use system::Crs;
pub use write::{decimal_degrees, degrees_minutes_seconds};
