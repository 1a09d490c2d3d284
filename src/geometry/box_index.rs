//! Boxes that never change, in an order of their own under ever larger boxes: which of them meet another.
//! Must not know what is in them.

use super::{Extent, LonLat};

/// Boxes under one box of the level above.
const FAN: usize = 8;
/// Levels of as many boxes as have a 32-bit place.
const MAX_LEVELS: usize = 12;
/// Steps of the grid that orders the boxes, along each axis.
const STEPS: f64 = 65_535.0;

/// Boxes to ask which of them meet another: built much sooner than a tree that can grow (as Flatbush is).
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
            along_curve(step((lon - all.west) * x), step((lat - all.south) * y))
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
        let top = self.levels.len().saturating_sub(1);
        let mut level = top;
        // What is left of the run of boxes that is looked at on each level.
        let mut runs = [(0, 0); MAX_LEVELS];
        runs[top].1 = self.levels.get(top).map_or(0, Vec::len);
        std::iter::from_fn(move || {
            loop {
                let (from, end) = runs[level];
                let run = self.levels.get(level).map_or(&[][..], |boxes| &boxes[from..end]);
                let Some(further) = run.iter().position(|one| meet(one, &window)) else {
                    if level == top {
                        return None;
                    }
                    level += 1;
                    continue;
                };
                let at = from + further;
                runs[level].0 = at + 1;
                let Some(below) = level.checked_sub(1) else { return Some(self.order[at] as usize) };
                level = below;
                runs[level] = (at * FAN, (at * FAN + FAN).min(self.levels[level].len()));
            }
        })
    }
}

/// Whether two boxes meet, all four sides compared at once: which of them keeps boxes apart is hard to foresee.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each side, foreseen badly, takes longer than all four")]
fn meet(a: &Extent, b: &Extent) -> bool {
    (a.west <= b.east) & (b.west <= a.east) & (a.south <= b.north) & (b.south <= a.north)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a step of the grid, which is none for no number"
)]
fn step(at: f64) -> u32 {
    at.clamp(0.0, STEPS) as u32
}

/// Where Hilbert's curve passes a place of the grid: places that follow each other on it are neighbours (Hilbert 1891, Über die stetige
/// Abbildung einer Linie auf ein Flächenstück, Math. Ann. 38).
fn along_curve(mut x: u32, mut y: u32) -> u32 {
    const MAX: u32 = 0xffff;
    let mut passed = 0;
    for bit in (0..16).rev() {
        let [right, up] = [x, y].map(|way| way >> bit & 1);
        passed = passed << 2 | (3 * right) ^ up;
        // The quarter is passed as the whole is, turned or mirrored.
        if up == 0 {
            if right == 1 {
                (x, y) = (MAX - x, MAX - y);
            }
            (x, y) = (y, x);
        }
    }
    passed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BoxIndex, along_curve};
    use crate::geometry::Extent;

    fn boxes(most: usize) -> impl Strategy<Value = Vec<Extent>> {
        let one = (0.0..9.0_f64, 0.0..9.0_f64, 0.0..2.0_f64, 0.0..2.0_f64);
        let one = one.prop_map(|(west, south, x, y)| Extent { west, south, east: west + x, north: south + y });
        prop::collection::vec(one, 0..most)
    }

    /// The curve in a vertex of the grid, as drawn in Hilbert's paper: from the first vertex to the one beside it.
    #[test]
    fn the_curve_passes_neighbours_one_after_the_other() {
        let mut passed: Vec<(u32, u32, u32)> =
            (0..16).flat_map(|x| (0..16).map(move |y| (along_curve(x, y), x, y))).collect();
        passed.sort_unstable();
        assert!(passed.iter().zip(0..).all(|(&(at, ..), expected)| at == expected));
        let steps = passed.windows(2).map(|two| two[0].1.abs_diff(two[1].1) + two[0].2.abs_diff(two[1].2));
        assert!(steps.into_iter().all(|step| step == 1));
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
