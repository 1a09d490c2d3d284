//! Points as dots: which of those that would be one blot are shown.
//! Must not know how they look.

use super::lod_view::LodView;
use crate::picture::{PathKind, Projector};
use crate::project::{FeatureId, Style};
use crate::session::Session;

/// Dots nearer to one another than this, in points, would be one blot: the first stands for all.
const BLOT: f32 = 16.0;
/// A sheet is at most so many blots wide or high.
const MAX: f32 = 1024.0;

/// A dot: of which feature, and where on the sheet.
pub(super) type Dot = (FeatureId, [f32; 2]);

/// The points in view of the layers of a style that get a dot of their own: of those that would be one blot the first, and
/// always what is selected, under the pointer, or lit up. About as many as are asked for at most.
pub(super) fn dots(session: &Session, style: Style, most: usize) -> Vec<Dot> {
    let projector = session.view().projector();
    let is_shown = |at: usize| session.layer(at).style == style && session.layer(at).is_seen();
    let mut first: Vec<FeatureId> = [session.selected(), session.hovered()].into_iter().flatten().collect();
    first.extend(session.lit());
    first.dedup();
    let (mut blots, mut dots) = (Blots::new(projector), Vec::new());
    for &id in &first {
        if is_shown(id.layer) && !session.is_hidden(id) {
            let points = points(&LodView::new(session, id.layer, projector), id.feature).collect::<Vec<_>>();
            for at in &points {
                blots.take(*at);
            }
            dots.extend(points.into_iter().map(|at| (id, at)));
        }
    }
    for (layer, _) in session.seen_layers(style).filter(|(layer, _)| session.lod(*layer).has(PathKind::Points)) {
        let lod_view = LodView::new(session, layer, projector);
        for id in lod_view.shown(session, layer).filter(|id| !first.contains(id)) {
            if dots.len() >= most {
                return dots;
            }
            dots.extend(points(&lod_view, id.feature).filter(|at| blots.takes(*at)).map(|at| (id, at)));
        }
    }
    dots
}

/// The points of a feature that are in view.
#[expect(clippy::cast_possible_truncation, reason = "points on the sheet")]
pub(super) fn points<'a>(lod_view: &LodView<'a>, feature: usize) -> impl Iterator<Item = [f32; 2]> + use<'a> {
    lod_view.dots(feature).map(|point| point.map(|c| c as f32))
}

/// Where dots are. Those shown are a blot apart, so that there is at most one in a cell as large as a blot.
struct Blots {
    across: usize,
    cells: Vec<Option<[f32; 2]>>,
}

impl Blots {
    fn new(projector: &Projector) -> Self {
        let [across, down] = projector.size.map(|side| index(side) + 2);
        Self { across, cells: vec![None; across * down] }
    }

    fn cell(&self, [x, y]: [f32; 2]) -> usize {
        // A row and a column of nothing stand before the first.
        let cell = (index(y) + 1) * self.across + index(x) + 1;
        cell.min(self.cells.len() - 1)
    }

    fn take(&mut self, at: [f32; 2]) {
        let cell = self.cell(at);
        self.cells[cell] = Some(at);
    }

    /// Takes the place of a dot if it is free.
    fn takes(&mut self, at: [f32; 2]) -> bool {
        let cell = self.cell(at);
        let near = |other: &[f32; 2]| (other[0] - at[0]).abs() < BLOT && (other[1] - at[1]).abs() < BLOT;
        let rows = [cell.saturating_sub(self.across), cell, cell + self.across];
        let blot = self.cells[cell].is_some()
            || rows.iter().any(|row| {
                let neighbours = row.saturating_sub(1)..(row + 2).min(self.cells.len());
                self.cells.get(neighbours).is_some_and(|cells| cells.iter().flatten().any(near))
            });
        if !blot {
            self.cells[cell] = Some(at);
        }
        !blot
    }
}

/// The cell of a coordinate.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of cells, clamped")]
fn index(coordinate: f32) -> usize {
    (coordinate / BLOT).clamp(0.0, MAX) as usize
}

#[cfg(test)]
mod tests {
    use super::{BLOT, Blots};
    use crate::picture::{Projector, World};
    use proptest::prelude::*;

    proptest! {
        /// The oracle compares each dot with all that are shown.
        #[test]
        fn a_dot_is_shown_unless_it_would_blot(points in proptest::collection::vec([0.0_f32..400.0, 0.0_f32..300.0], 1..400)) {
            let center = World { x: 0.5, y: 0.5 };
            let mut blots = Blots::new(&Projector { center, points_per_world: 1e6, size: [400.0, 300.0] });
            let mut shown: Vec<[f32; 2]> = Vec::new();
            for at in points {
                let clear = shown.iter().all(|o| (o[0] - at[0]).abs() >= BLOT || (o[1] - at[1]).abs() >= BLOT);
                prop_assert_eq!(blots.takes(at), clear, "{:?}", at);
                if clear {
                    shown.push(at);
                }
            }
        }
    }
}
