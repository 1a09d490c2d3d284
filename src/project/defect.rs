//! What was put right in a ring so that it could be read at all.
//! Must not know any file format, or how severe it is.

use super::Provenance;
use crate::geometry::LonLat;

/// What was wrong with a ring, and was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefectKind {
    /// Its last position did not repeat its first, which was added.
    Unclosed {
        /// How many positions it had.
        count: usize,
    },
    /// Even closed it had less than four positions; it was left out, and the holes of an outer ring with it.
    TooFew {
        /// How many positions it had.
        count: usize,
        /// How many positions were left out, those of the holes counted.
        left_out: usize,
    },
}

/// A ring that was put right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Defect {
    /// The feature's place in its layer.
    pub feature: usize,
    /// What was wrong.
    pub kind: DefectKind,
    /// Which position of the feature's geometry, as it was read, the ring begins with, or would begin with.
    pub position: usize,
    /// Its first position, if it had any.
    pub at: Option<LonLat>,
    /// Where it stands in its file.
    pub place: Option<Provenance>,
}

/// Which position of a feature, as its file has it, one of its geometry is, both from 0. `defects` are that feature's.
/// A position that was added counts as the one before it.
pub fn position_in_file<'a>(defects: impl IntoIterator<Item = &'a Defect>, position: usize) -> usize {
    let (mut more, mut less) = (0, 0);
    for defect in defects {
        match defect.kind {
            DefectKind::TooFew { left_out, .. } if defect.position <= position => more += left_out,
            DefectKind::Unclosed { count } if defect.position + count <= position => less += 1,
            DefectKind::TooFew { .. } | DefectKind::Unclosed { .. } => {}
        }
    }
    position + more - less
}
