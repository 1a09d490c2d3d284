//! The map of a stage: drawn as for a smaller sheet and enlarged, so that lines, names and dots are as large as those in the last
//! row need them, whatever the sheet's size.
//! Must not know the words beside it.

use crate::draw::arrival::{Arrivals, is_line};
use crate::draw::board::{ScreenRect, overlap};
use crate::draw::course::begun;
use crate::draw::dots::Dot;
use crate::draw::layers::pens;
use crate::draw::lod_view::LodView;
use crate::draw::placed_labels::PlacedLabels;
use crate::draw::{emphasis, lit, map_items, scaled};
use crate::picture::{Item, Label, PathKind, Point, Sign};
use crate::project::FeatureId;
use crate::session::Session;

/// The map's signs and names are so many times as large as a planner's.
pub(super) const LARGER: f32 = 1.5;
/// A line that draws itself has at most so many vertices.
const MAX_CORNERS: usize = 2_000;

/// The map as it is drawn before it is enlarged.
pub(super) struct Map {
    /// The session on the smaller sheet.
    pub(super) screen: Session,
    enlarged: f32,
    arrivals: Arrivals,
}

impl Map {
    pub(super) fn new(session: &Session, unit: f32) -> Self {
        let enlarged = LARGER * unit;
        Self { screen: session.reduced(enlarged), enlarged, arrivals: Arrivals::of(session) }
    }

    /// What lies on the ground, and that itself; whether it `waits` for it.
    pub(super) fn items(&self, dots: &[Dot], waits: bool) -> Vec<Item> {
        let larger = |item| scaled::item(item, self.enlarged);
        map_items(&self.screen, dots, waits).into_iter().map(larger).collect()
    }

    /// Whether words stand apart from some places, and on the sheet.
    pub(super) fn is_apart(&self, placed: &PlacedLabels, taken: &[ScreenRect]) -> bool {
        let projector = self.screen.view().projector();
        let [width, height] = projector.size;
        placed.places(projector).all(|place| {
            let on_sheet = place[0] >= 0.0 && place[1] >= 0.0 && place[2] <= width && place[3] <= height;
            on_sheet && !taken.iter().any(|taken| overlap(taken, &place))
        })
    }

    /// The lines that draw themselves, the names, the mark.
    pub(super) fn signs(&self, placed: &[&PlacedLabels]) -> Vec<Sign> {
        let projector = self.screen.view().projector();
        let mut signs = self.strokes();
        lit::ships(&self.screen, &mut signs);
        for placed in placed {
            let part = self.arrivals.part(placed.id);
            let come = |label: Label| Sign::Label(Label { opacity: label.opacity * part, ..label });
            signs.extend(placed.labels(projector).map(come));
            signs.extend(placed.leader(projector).map(|sign| scaled::faded(sign, part)));
        }
        emphasis::mark(&self.screen, &mut signs);
        signs.into_iter().map(|sign| scaled::sign(sign, self.enlarged)).collect()
    }

    /// The lines that are on their way, each as far as it has come.
    fn strokes(&self) -> Vec<Sign> {
        let mut signs = Vec::new();
        for at in self.screen.drawn_order() {
            if !self.screen.layer(at).is_seen() {
                continue;
            }
            for (id, part) in self.arrivals.coming(at).filter(|(id, _)| is_line(&self.screen, *id)) {
                self.stroke(id, part, &mut signs);
            }
        }
        signs
    }

    fn stroke(&self, id: FeatureId, part: f32, signs: &mut Vec<Sign>) {
        let Some(feature) = self.screen.project().feature(id) else { return };
        let lod_view = LodView::new(&self.screen, id.layer, self.screen.view().projector());
        let lines = lod_view.paths(id.feature).filter(|path| path.kind != PathKind::Points);
        let lines: Vec<Vec<Point>> = lines.map(|path| thinned(lod_view.points(path).collect())).collect();
        for pen in pens(&self.screen, id.layer, feature) {
            let drawn = lines.iter().map(|line| begun(line, f64::from(part))).filter(|points| points.len() > 1);
            signs.extend(drawn.map(|points| Sign::Stroke { points, pen }));
        }
    }
}

/// At most so many vertices of a line, both its ends among them.
fn thinned(line: Vec<Point>) -> Vec<Point> {
    let step = line.len() / MAX_CORNERS + 1;
    let last = line.last().copied().filter(|_| step > 1);
    line.into_iter().step_by(step).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::{MAX_CORNERS, thinned};

    #[test]
    fn a_long_line_keeps_its_ends_and_few_vertices() {
        let line: Vec<_> = (0..50_000).map(|i| [f64::from(i), 0.0]).collect();
        let thin = thinned(line.clone());
        assert!(thin.len() <= MAX_CORNERS + 1, "{}", thin.len());
        assert_eq!((thin.first(), thin.last()), (line.first(), line.last()));
    }
}
