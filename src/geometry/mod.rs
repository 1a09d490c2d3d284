//! Positions and the shapes made of them: flat storage, extents, and exact planar tests.
//! Knows nothing of features, files or the size of the Earth.

mod band;
mod box_index;
mod contains;
mod data_end;
mod edge_join;
mod extent;
mod inner_point;
mod joined;
mod lonlat;
mod nearest;
mod noded;
pub mod overlay;
mod ring_index;
mod shape_kind;
mod shapes;
mod turns;
mod writing;

pub use band::band;
pub(crate) use box_index::BoxIndex;
pub use contains::{HitIndex, RingHits, Side, polygon_side};
pub use data_end::bounds_of_cut;
pub use edge_join::{Contact, Contacts, EdgeAt, Meeting, edge_contacts, edges_meet};
pub(crate) use edge_join::{are_neighbours, overlap_ends, side};
pub use extent::Extent;
#[cfg(feature = "render")]
pub(crate) use inner_point::widest_span;
pub(crate) use joined::Joined;
pub use lonlat::{Bits, LonLat, MAX_LAT, MAX_LON, OutOfRange};
pub use nearest::nearest_on_line;
pub use noded::Noded;
pub use ring_index::Reach;
pub use shape_kind::ShapeKind;
pub(crate) use shapes::open_ring;
pub use shapes::{Part, Polygon, Shape, Shapes};
pub use turns::{path_on_globe, path_turned, turns_on_globe};
pub use writing::Mark;
