//! What is selected, and in which panel what is known is read.
//! Must not know how either looks.

use super::Session;
use crate::project::{FeatureId, SegmentClass};

/// What is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    Nothing,
    /// A feature.
    Feature(FeatureId),
    /// All boundary segments whose signs tell the same.
    Segments(SegmentClass),
    /// A policy item that was opened, by its place among all, in the card of a feature, if one is selected.
    Item(usize, Option<FeatureId>),
}

impl Selection {
    /// The feature that is selected, if any.
    #[must_use]
    pub fn feature(self) -> Option<FeatureId> {
        match self {
            Self::Nothing | Self::Segments(_) => None,
            Self::Feature(id) => Some(id),
            Self::Item(_, feature) => feature,
        }
    }

    /// The policy item that is open, if any.
    #[must_use]
    pub fn item(self) -> Option<usize> {
        match self {
            Self::Nothing | Self::Feature(_) | Self::Segments(_) => None,
            Self::Item(item, _) => Some(item),
        }
    }
}

impl From<Option<FeatureId>> for Selection {
    fn from(feature: Option<FeatureId>) -> Self {
        feature.map_or(Self::Nothing, Self::Feature)
    }
}

impl Session {
    pub(super) fn select_segments(&mut self, class: SegmentClass) {
        let is_lit = self.workspace.selection == Selection::Segments(class);
        self.select(None);
        if !is_lit {
            self.workspace.selection = Selection::Segments(class);
        }
    }
}

/// What stands beside the map: one at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// What is known of the selection.
    #[default]
    Card,
    /// The list of findings.
    Checks,
    /// The comparison with another version.
    Comparison,
}
