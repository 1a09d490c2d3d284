//! Where the sheet is busy with lines, such as shores, so that words can keep off them.
//! Must not know the words.

use std::cell::OnceCell;

use super::board::ScreenRect;
use super::grid::{Grid, Sums};
use super::lod_view::LodView;
use crate::project::Style;
use crate::session::Session;

/// The cells of the sheet that the lines and rings of some styles pass through. They are looked for when they are first asked for: where no words
/// could stand beside anything, nobody does, and there may be a million areas.
pub(super) struct Lines<'a> {
    session: &'a Session,
    styles: &'static [Style],
    /// The width of a cell, in points.
    cell: f64,
    found: OnceCell<Sums>,
}

impl<'a> Lines<'a> {
    /// The lines and rings of what a session shows in some styles, in cells so many points wide.
    pub(super) fn new(session: &'a Session, styles: &'static [Style], cell: f64) -> Self {
        Self { session, styles, cell, found: OnceCell::new() }
    }

    fn found(&self) -> Sums {
        let (session, styles, cell) = (self.session, self.styles, self.cell);
        let projector = session.view().projector();
        let grid = Grid::new(projector.bounds(0.0), cell);
        let mut marked = vec![false; grid.count()];
        for (at, _) in styles.iter().flat_map(|style| session.seen_layers(*style)) {
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
        Sums::new(grid, &marked)
    }

    /// How many of its cells are under a box.
    pub(super) fn under(&self, place: &ScreenRect) -> u32 {
        self.found.get_or_init(|| self.found()).within(place).unwrap_or(0)
    }
}
