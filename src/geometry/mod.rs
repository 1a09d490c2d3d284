//! Positions and the shapes made of them: flat storage, extents, and exact planar tests.
//! Knows nothing of features, files or the size of the Earth.

mod contains;
mod extent;
mod inner_point;
mod lonlat;
mod nearest;
mod ring_index;
mod shapes;

pub use contains::{HitIndex, Side, polygon_side};
pub use extent::Extent;
pub use lonlat::{LonLat, MAX_LAT, MAX_LON, OutOfRange};
pub use nearest::nearest_on_line;
pub use shapes::{Part, Polygon, Shape, ShapeKind, Shapes};
