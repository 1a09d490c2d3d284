//! Where the sheet is busy with shores, so that words beside a dot can keep off them.
//! Must not know the words.

use super::board::ScreenRect;
use super::grid::{Grid, Sums};
use super::lod_view::LodView;
use crate::project::Style;
use crate::session::Session;

/// The side of a cell in points.
const CELL: f64 = 8.0;

/// The cells of the sheet that a shore passes through.
pub(super) struct Shore(Sums);

impl Shore {
    /// The shores of what a session shows.
    pub(super) fn new(session: &Session) -> Self {
        let projector = session.view().projector();
        let grid = Grid::new(projector.bounds(0.0), CELL);
        let mut marked = vec![false; grid.count()];
        for (at, _) in [Style::Land, Style::Water].into_iter().flat_map(|style| session.seen_layers(style)) {
            let lod_view = LodView::new(session, at, projector);
            for path in lod_view.in_view().flat_map(|feature| lod_view.paths(feature)) {
                let mut before = None;
                for point in lod_view.points(path).map(|point| grid.in_cells(point)) {
                    if let Some(before) = before {
                        grid.touched(before, point, |cell| marked[cell] = true);
                    }
                    before = Some(point);
                }
            }
        }
        Self(Sums::new(grid, &marked))
    }

    /// How much shore is under a box: about the number of cells that it passes through.
    pub(super) fn under(&self, place: &ScreenRect) -> u32 {
        self.0.within(place).unwrap_or(0)
    }
}
