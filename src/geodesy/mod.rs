//! Measures on the Earth: distances, areas by each method, and what a declared area figure means.
//! Knows nothing of features, files or screens.

mod area;
mod area_unit;
mod datum;
mod declared;
mod declared_sum;
mod distance;
mod ellipsoid;
mod figure;
pub use place_size::PlaceSize;
