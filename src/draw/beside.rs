//! Words beside a point: to one side of it or at a corner, in one line or two.
//! Must not know what the point is.

use super::board::{ScreenRect, around, overlap};
use super::emphasis;
use super::labels::{LINE_HEIGHT, Writer};
use super::placed_labels::PlacedLabels;
use super::words::in_halves;
use crate::picture::Label;
use crate::project::FeatureId;

/// To which sides of the point words may stand, the better first: right, left, above, below, then the corners.
const SIDES: [[f32; 2]; 8] =
    [[1.0, 0.0], [-1.0, 0.0], [0.0, -1.0], [0.0, 1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, -1.0], [-1.0, 1.0]];
/// A name broken into two lines is worth so many sides less.
const BROKEN: f32 = 3.0;
/// A cell of shore under the words is worth so many sides less.
const SHORE: f32 = 0.8;
/// The same of what bounds an area, whose cells are half as wide.
const BORDER: f32 = 0.5;

impl Writer<'_> {
    /// The name of a dot.
    pub(super) fn beside_dot(&mut self, id: FeatureId, at: [f32; 2], selected: bool) {
        let marked = emphasis::mark_place(self.session).is_some_and(|mark| overlap(&mark, &around(at, 1.0, 1.0)));
        let gap = match (marked, selected) {
            (true, _) => [20.0, 19.0],
            (false, true) => [13.0, 10.0],
            (false, false) => [8.0, 5.0],
        };
        self.beside(id, at, gap, 12.0, selected);
    }

    /// A name beside a point, so far away from it: where it was, else where it stands best.
    pub(super) fn beside(&mut self, id: FeatureId, at: [f32; 2], gap: [f32; 2], size: f32, strong: bool) {
        let name = self.name(id);
        let on_sheet = at.into_iter().zip(self.projector.size).all(|(at, side)| (0.0..=side).contains(&at));
        if name.is_empty() || !on_sheet {
            return;
        }
        let width = |text: &str| (self.measure)(text, size, strong);
        let mut blocks: Vec<Vec<(Label, f32)>> = Vec::new();
        let mut settings: Vec<(f32, usize, ScreenRect)> = Vec::new();
        let halves = in_halves(&name, size, width);
        let broken = (halves.len() > 1).then_some((halves, BROKEN));
        for (lines, worse) in [(vec![name], 0.0)].into_iter().chain(broken) {
            let first = blocks.len() * SIDES.len();
            let lines: Vec<(Label, f32)> = lines
                .into_iter()
                .map(|line| {
                    let width = width(&line);
                    (Label::new(line, [0.0; 2], size, strong), width)
                })
                .collect();
            for (side, rank) in SIDES.iter().zip(0_u8..) {
                let place = block_place(&lines, at, gap, *side);
                if self.board.is_free(&place) {
                    #[expect(clippy::cast_precision_loss, reason = "a few cells")]
                    let lines = self.shore.under(&place) as f32 * SHORE + self.borders.under(&place) as f32 * BORDER;
                    settings.push((f32::from(rank) + worse + lines, first + usize::from(rank), place));
                }
            }
            blocks.push(lines);
        }
        let former = self.former.get(&id).and_then(|former| former.first()).map(|former| former.setting);
        let kept = settings.iter().find(|(_, setting, _)| Some(*setting) == former);
        let Some(&(_, setting, place)) = kept.or_else(|| settings.iter().min_by(|a, b| a.0.total_cmp(&b.0))) else {
            return;
        };
        let [across, _] = SIDES[setting % SIDES.len()];
        let lines = set(&blocks[setting / SIDES.len()], place, across);
        self.put(PlacedLabels::new(id, at, self.projector, lines, [place], setting));
    }
}

/// The box of some lines to a side of a point.
fn block_place(lines: &[(Label, f32)], [x, y]: [f32; 2], [dx, dy]: [f32; 2], [across, down]: [f32; 2]) -> ScreenRect {
    let width = lines.iter().map(|(_, width)| *width).fold(0.0, f32::max);
    let height: f32 = lines.iter().map(|(line, _)| line.size * LINE_HEIGHT).sum();
    // At a corner it may be nearer.
    let share = if across != 0.0 && down != 0.0 { 0.5 } else { 1.0 };
    let middle = [x + across * (dx * share + width / 2.0), y + down * (dy * share + height / 2.0)];
    around(middle, width + 2.0, height)
}

/// Lines in their box, the nearer ends below one another.
fn set(lines: &[(Label, f32)], place: ScreenRect, across: f32) -> Vec<Label> {
    let [left, top, right, _] = place;
    let mut below = top;
    let mut set = Vec::with_capacity(lines.len());
    for (line, width) in lines {
        let height = line.size * LINE_HEIGHT;
        let slack = (right - left - 2.0 - width) / 2.0;
        let middle = [f32::midpoint(left, right) - across * slack, below + height / 2.0];
        below += height;
        set.push(Label { middle, ..line.clone() });
    }
    set
}
