//! Measures on the Earth: distances, areas by each method, and what a declared area figure means.
//! Knows nothing of features, files or screens.

mod area;
mod area_unit;
mod datum;
mod decimal;
mod declared;
mod declared_sum;
mod distance;
mod ellipsoid;
mod interval;
mod region_size;
mod transverse;
mod uncertainty;

pub use area::{
    AREA_METHODS, AreaMethod, ELLIPSOID, Grid, Measure, MeasurementFrame, MethodArea, Ruler, Zone, area_m2,
    area_method, areas_by_method, areas_m2, lonlat_area_m2, straight_net_m2,
};
pub use area_unit::AreaUnit;
pub use datum::Datum;
pub use declared::{Declared, DeclaredError};
pub use declared_sum::{sum_km2_text, sum_text};
pub(crate) use distance::near_distance_m;
pub use distance::{around, degrees_around, distance_m, length_m, length_of, perimeter_m};
pub use ellipsoid::Ellipsoid;
pub(crate) use ellipsoid::{LONGEST_DEGREE_M, SHORTEST_DEGREE_M};
pub use interval::Interval;
pub use region_size::RegionSize;
pub use transverse::TransverseMercator;
pub use uncertainty::Uncertainty;
