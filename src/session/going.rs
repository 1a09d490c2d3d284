//! Going somewhere: to a feature, to a position, to where a policy item is shown.
//! Must not know how a flight goes.

use super::{Selection, Session};
use crate::geometry::{Extent, LonLat};
use crate::project::{FeatureId, Style};

/// How much of the surroundings of a name is seen on every side, in degrees: its place is known to a few kilometres.
const AROUND_DEG: f64 = 0.09;

impl Session {
    /// Flies to a feature; to what only lies around, from so far that its name is written, with a mark there.
    pub(super) fn fly_to(&mut self, feature: FeatureId) {
        let Some(extent) = self.project.shape(feature).map(crate::geometry::Shape::extent) else { return };
        if self.layer(feature.layer).style == Style::Name && !extent.is_empty() {
            self.workspace.mark = Some(extent.center());
            self.workspace.view.fly_to(extent.grown(AROUND_DEG));
        } else {
            self.workspace.view.fly_to(extent);
        }
    }

    /// Flies to a position, and marks it.
    pub(super) fn go_to(&mut self, at: LonLat) {
        self.workspace.mark = Some(at);
        self.workspace.view.fly_to(Extent::of(&[at]));
    }

    /// Opens a policy item, at the feature that it is best shown at.
    pub(super) fn open_item(&mut self, item: usize) {
        if let Some(feature) = self.project.feature_of_item(item) {
            let moves = self.selected() != Some(feature);
            self.select(Some(feature));
            if moves {
                self.fly_to(feature);
            }
        }
        let feature = self.selected();
        let exists = self.project.items().nth(item).is_some();
        self.workspace.selection = if exists { Selection::Item(item, feature) } else { feature.into() };
    }
}
