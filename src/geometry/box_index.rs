//! Boxes that never change, in an order of their own under ever larger boxes: which of them meet another.
//! Must not know what is in them.

use super::{Extent, LonLat};

/// Boxes under one box of the level above.
const FAN: usize = 16;
/// Steps of the grid that orders the boxes, along each axis.
const STEPS: f64 = 65_535.0;

/// Boxes to ask which of them meet another: built much sooner than a tree that can grow (as Flatbush is, but along Morton's curve).
#[derive(Clone, Debug, Default)]
pub(crate) struct BoxIndex {
    /// Which box each of the lowest level is.
    order: Vec<u32>,
    levels: Vec<Vec<Extent>>,
}

impl BoxIndex {
    /// The index of some boxes, by their places.
    pub(crate) fn new(boxes: &[Extent]) -> Self {
        let all = boxes.iter().fold(Extent::EMPTY, |all, &one| all.union(one));
        let [x, y] =
            [all.east - all.west, all.north - all.south].map(|side| if side > 0.0 { STEPS / side } else { 0.0 });
        let key = |one: &Extent| {
            let LonLat { lon, lat } = one.center();
            spread(step((lon - all.west) * x)) | spread(step((lat - all.south) * y)) << 1
        };
        let mut keyed: Vec<(u32, u32)> = (0..).zip(boxes).map(|(at, one)| (key(one), at)).collect();
        keyed.sort_unstable();
        let order: Vec<u32> = keyed.into_iter().map(|(_, at)| at).collect();
        let mut level: Vec<Extent> = order.iter().map(|&at| boxes[at as usize]).collect();
        let mut levels = Vec::new();
        while level.len() > 1 {
            let above =
                level.chunks(FAN).map(|run| run.iter().fold(Extent::EMPTY, |all, &one| all.union(one))).collect();
            levels.push(level);
            level = above;
        }
        levels.push(level);
        Self { order, levels }
    }

    /// The places of the boxes that meet another, borders included, in no order.
    pub(crate) fn meeting(&self, window: Extent) -> impl Iterator<Item = usize> {
        let mut open: Vec<(usize, usize)> = Vec::with_capacity(2 * FAN);
        let top = self.levels.len().saturating_sub(1);
        open.extend(self.levels.get(top).into_iter().flatten().enumerate().map(|(at, _)| (top, at)));
        std::iter::from_fn(move || {
            while let Some((level, at)) = open.pop() {
                if !self.levels[level][at].intersects(&window) {
                    continue;
                }
                let Some(below) = level.checked_sub(1) else { return Some(self.order[at] as usize) };
                let end = (at * FAN + FAN).min(self.levels[below].len());
                open.extend(
                    (at * FAN..end).filter(|&at| self.levels[below][at].intersects(&window)).map(|at| (below, at)),
                );
            }
            None
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a step of the grid, which is none for no number"
)]
fn step(at: f64) -> u32 {
    at.clamp(0.0, STEPS) as u32
}

/// The sixteen bits of a number with a place between each and the next.
fn spread(bits: u32) -> u32 {
    let bits = (bits | bits << 8) & 0x00ff_00ff;
    let bits = (bits | bits << 4) & 0x0f0f_0f0f;
    let bits = (bits | bits << 2) & 0x3333_3333;
    (bits | bits << 1) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::BoxIndex;
    use crate::geometry::Extent;

    fn boxes(most: usize) -> impl Strategy<Value = Vec<Extent>> {
        let one = (0.0..9.0_f64, 0.0..9.0_f64, 0.0..2.0_f64, 0.0..2.0_f64);
        let one = one.prop_map(|(west, south, x, y)| Extent { west, south, east: west + x, north: south + y });
        prop::collection::vec(one, 0..most)
    }

    proptest! {
        #[test]
        fn what_meets_a_box_is_what_looking_at_each_finds(boxes in boxes(600), windows in boxes(9)) {
            let index = BoxIndex::new(&boxes);
            for window in windows {
                let mut found: Vec<usize> = index.meeting(window).collect();
                found.sort_unstable();
                let expected: Vec<usize> = (0..boxes.len()).filter(|&at| boxes[at].intersects(&window)).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
