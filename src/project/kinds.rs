//! Which areas may make up which, by the layers that they are of.
//! Must not know how they lie.

use std::collections::BTreeSet;

use super::{FeatureId, ProjectContent, Style};
use crate::geometry::Shape;

impl ProjectContent {
    /// Whether two layers show areas of one kind, such as districts, or of two, such as districts and land use, where the project says it of
    /// both.
    pub(crate) fn are_of_one_kind(&self, one: usize, other: usize) -> Option<bool> {
        let (one, other) = self.layers.get(one).zip(self.layers.get(other))?;
        let (kind, other_kind) = one.kind.as_ref().zip(other.kind.as_ref())?;
        (one.namespace == other.namespace).then_some(kind == other_kind)
    }

    /// Whether an area may be a part of another by where both come from: one file, one kind, or one project in which the other is of a layer of wholes
    /// or a declared outline. Areas of two kinds never are.
    pub(super) fn may_make_up(&self, inner: FeatureId, outer: FeatureId) -> bool {
        if inner.layer == outer.layer {
            return true;
        }
        let (part, whole) = (&self.layers[inner.layer], &self.layers[outer.layer]);
        let kind = self.are_of_one_kind(inner.layer, outer.layer);
        let is_of_wholes = || whole.style == Style::Whole || kind == Some(true) || self.is_outline(outer);
        kind != Some(false)
            && ((part.file.is_some() && part.file == whole.file)
                || (part.namespace == whole.namespace && part.style.is_plan() && is_of_wholes()))
    }

    /// Whether an area has a figure to keep to though it is drawn as a boundary, or answers to no click.
    pub(crate) fn is_outline(&self, id: FeatureId) -> bool {
        let layer = &self.layers[id.layer];
        let is_drawn_so = layer.style == Style::Boundary || (layer.style.is_plan() && !layer.queryable);
        is_drawn_so && self.declared.contains_key(&id) && self.shape(id).is_some_and(Shape::is_areal)
    }

    /// Such outlines that answer to no click, but for those that another layer shows too.
    pub(super) fn hidden_outlines(&self) -> Vec<FeatureId> {
        let declared = self.declared.keys().copied();
        let hidden = declared.filter(|&id| !self.layers[id.layer].queryable && self.is_outline(id));
        let mut hidden: Vec<FeatureId> = hidden.collect();
        if !hidden.is_empty() {
            let shown: BTreeSet<_> = self.areal_ids().map(|id| self.itself(id)).collect();
            hidden.retain(|&id| !shown.contains(&self.itself(id)));
        }
        hidden
    }
}
