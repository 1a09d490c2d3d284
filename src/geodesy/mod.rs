//! Measures on the Earth: distances, areas by each method, and what a declared area figure means.
//! Knows nothing of features, files or screens.

mod area;
mod datum;
mod declared;
mod distance;
mod ellipsoid;
mod transverse;

pub use area::{
    AREA_METHODS, AreaMethod, ELLIPSOID, Frame, Grid, Measure, MethodArea, Ruler, Zone, area_m2, area_method,
    areas_by_method, areas_m2,
};
pub use datum::Datum;
pub use declared::{AreaUnit, Declared, DeclaredError, Interval, sum_km2_text};
pub use distance::{degrees_around, distance_m, length_m};
pub use ellipsoid::Ellipsoid;
pub use transverse::TransverseMercator;
