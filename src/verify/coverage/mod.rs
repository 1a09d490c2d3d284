//! Rules between features: overlaps, gaps, borders that do not match, copies, and parts against their whole.
//! Knows nothing of attributes, or of what is wrong within one polygon.
//!
//! The rings of all features of a coverage are summed up; each edge that meets its reverse goes away. What is left is the outline and
//! the places that do not match, little in a good file, and only that is overlaid: covered twice is an overlap, enclosed but
//! not covered a gap (the model is JTS's `CoverageValidator`, which looks at the same edges but gives lines, not areas).

mod beside;
mod borders;
mod coarse;
mod covers;
mod duplicate;
mod gap;
mod groups;
mod laid;
mod layers;
mod mismatched;
mod outside;
mod over;
mod overlap;
mod pairs;
mod patch;
mod slits;
mod sliver;
mod uncompared;
mod wound;

pub(super) use coarse::coarse_overlay;
pub(super) use duplicate::duplicate_feature;
pub(super) use gap::gap;
pub(super) use laid::{Laid, lay, outline};
pub(super) use mismatched::mismatched_vertex;
pub(super) use outside::{part_outside, whole_unequal_union};
pub(super) use over::{LayersOver, layers_not_compared};
pub(super) use overlap::overlap;
pub(super) use sliver::sliver;
