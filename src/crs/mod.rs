//! Positions by other systems: the CGCS2000 grid, degrees as people write them, and what a person pastes.
//! Knows nothing of features, files or screens.

mod grid;
mod parse;
mod tokens;
mod write;

pub use grid::{GridPosition, grid_3deg};
pub use parse::parse_position;
pub use write::{decimal_degrees, degrees_minutes_seconds};
