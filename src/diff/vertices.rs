//! Which coordinates of a boundary stayed, moved, came or went.
//! Must not know how far: that is the shift's business.

use std::collections::HashMap;

use super::rings::{Ring, pairs};
use crate::geometry::{Bits, LonLat, Shape};

/// How many coordinates of a boundary are not as they were. The closing position of a ring counts with its first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Those that another stands for between the same two that stayed.
    pub moved: usize,
    /// Those that only the second version has.
    pub added: usize,
    /// Those that only the first version has.
    pub removed: usize,
}

impl Moves {
    /// So many coordinates in place of so many: as many as both have are moved.
    fn between(before: usize, after: usize) -> Self {
        let moved = before.min(after);
        Self { moved, added: after - moved, removed: before - moved }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { moved: self.moved + other.moved, added: self.added + other.added, removed: self.removed + other.removed }
    }

    /// Whether every coordinate stayed.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// What became of the coordinates of a shape, ring by ring. Where a ring starts, which way it runs and which comes first does not matter.
pub(super) fn moves(a: Shape<'_>, b: Shape<'_>) -> Moves {
    let (a, b) = (Ring::all(a), Ring::all(b));
    let pairs = pairs(&a, &b);
    let length = |rings: &[Ring], at: Option<usize>| at.map_or(0, |at| rings[at].positions.len());
    let of_pair = |(at, to): (Option<usize>, Option<usize>)| match (at, to) {
        (Some(at), Some(to)) => along_ring(&a[at].positions, &b[to].positions),
        (at, to) => Moves::between(length(&a, at), length(&b, to)),
    };
    pairs.into_iter().map(of_pair).fold(Moves::default(), Moves::plus)
}

/// What became of the coordinates of lines and points, by how often each has them, in whatever order.
pub(super) fn moves_of_path(a: &[LonLat], b: &[LonLat]) -> Moves {
    let mut counts: HashMap<Bits, usize> = HashMap::new();
    for &at in a {
        *counts.entry(at.bits()).or_default() += 1;
    }
    let stayed = b.iter().filter(|&&at| {
        let left = counts.get_mut(&at.bits()).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    });
    let stayed = stayed.count();
    Moves::between(a.len() - stayed, b.len() - stayed)
}

/// What became of a ring's coordinates: both are turned to begin with their longest common run, then aligned by the coordinates
/// that each has exactly once (as a patience diff aligns lines), and between two that stayed as many as both have are moved.
fn along_ring(a: &[LonLat], b: &[LonLat]) -> Moves {
    let common = common_once(a, b);
    let Some(&(from_a, from_b)) = common.get(longest_run(&common, a.len(), b.len())) else {
        return Moves::between(a.len(), b.len());
    };
    let turned = |ring: &[LonLat], from: usize| [&ring[from..], &ring[..from]].concat();
    let mut anchors: Vec<(usize, usize)> =
        common.iter().map(|&(at, to)| ((at + a.len() - from_a) % a.len(), (to + b.len() - from_b) % b.len())).collect();
    anchors.sort_unstable_by_key(|&(_, to)| to);
    let kept = longest_rising(&anchors);
    let (a, b) = (turned(a, from_a), turned(b, from_b));
    let ends = kept.iter().skip(1).copied().chain([(a.len(), b.len())]);
    kept.iter()
        .zip(ends)
        .map(|(&(at, to), (end_a, end_b))| between_kept(&a[at + 1..end_a], &b[to + 1..end_b]))
        .fold(Moves::default(), Moves::plus)
}

/// What became of the coordinates between two that stayed: those alike at either end stayed too.
fn between_kept(a: &[LonLat], b: &[LonLat]) -> Moves {
    let alike = |pair: &(&LonLat, &LonLat)| pair.0.bits() == pair.1.bits();
    let first = a.iter().zip(b).take_while(alike).count();
    let (a, b) = (&a[first..], &b[first..]);
    let last = a.iter().rev().zip(b.iter().rev()).take_while(alike).count();
    Moves::between(a.len() - last, b.len() - last)
}

/// The places of coordinates that both rings have exactly once, in the second ring's order.
fn common_once(a: &[LonLat], b: &[LonLat]) -> Vec<(usize, usize)> {
    let once = |ring: &[LonLat]| {
        let mut places: HashMap<Bits, Option<usize>> = HashMap::with_capacity(ring.len());
        for (place, &at) in ring.iter().enumerate() {
            places.entry(at.bits()).and_modify(|first| *first = None).or_insert(Some(place));
        }
        places
    };
    let (in_a, in_b) = (once(a), once(b));
    let place = |places: &HashMap<Bits, Option<usize>>, at: LonLat| places.get(&at.bits()).copied().flatten();
    b.iter().filter_map(|&at| Some((place(&in_a, at)?, place(&in_b, at)?))).collect()
}

/// Where among the common coordinates the longest run begins that goes on without a gap in both rings, round the start if it must.
fn longest_run(common: &[(usize, usize)], len_a: usize, len_b: usize) -> usize {
    let follows = |before: (usize, usize), after: (usize, usize)| {
        (before.0 + 1) % len_a == after.0 && (before.1 + 1) % len_b == after.1
    };
    let (mut best, mut best_length) = (0, 0);
    let (mut start, mut length) = (0, 0);
    // Twice round, so that a run over the start is seen whole.
    for step in 0..2 * common.len() {
        let at = step % common.len();
        let before = common[(step + common.len() - 1) % common.len()];
        if length == 0 || !follows(before, common[at]) {
            (start, length) = (at, 0);
        }
        length += 1;
        if length > best_length && length <= common.len() {
            (best, best_length) = (start, length);
        }
    }
    best
}

/// The longest choice of pairs whose first members rise, the pairs in order (patience sorting).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| pairs[top].0 < pair.0);
        before[at] = pile.checked_sub(1).map(|below| tops[below]);
        match tops.get_mut(pile) {
            Some(top) => *top = at,
            None => tops.push(at),
        }
    }
    let mut rising = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(at) = next {
        rising.push(pairs[at]);
        next = before[at];
    }
    rising.reverse();
    rising
}

#[cfg(test)]
mod tests {
    use super::{Moves, along_ring};
    use crate::geometry::LonLat;

    fn ring(numbers: &[i32]) -> Vec<LonLat> {
        numbers.iter().map(|&n| LonLat { lon: f64::from(n), lat: f64::from(n * n % 7) }).collect()
    }

    #[test]
    fn a_ring_is_aligned_wherever_it_starts() {
        for (before, after, moved, added, removed) in [
            (&[1, 2, 3, 4, 5][..], &[4, 5, 1, 2, 3][..], 0, 0, 0),
            (&[1, 2, 3, 4, 5], &[4, 5, 1, 9, 3], 1, 0, 0),
            (&[1, 2, 3, 4, 5], &[9, 3, 4, 5, 1], 1, 0, 0),
            (&[1, 2, 3, 4, 5], &[3, 4, 5, 1, 8, 2], 0, 1, 0),
            (&[1, 2, 3, 4, 5], &[5, 1, 3, 4], 0, 0, 1),
            (&[1, 2, 3, 4, 5], &[1, 8, 9, 7, 4, 5], 2, 1, 0),
            (&[1, 2, 3], &[7, 8, 9, 10], 3, 1, 0),
            // A coordinate that a ring has twice is no anchor, but stays beside one.
            (&[1, 2, 3, 2, 4], &[3, 2, 4, 1, 2], 0, 0, 0),
            (&[1, 2, 3, 2, 4], &[3, 2, 9, 1, 2], 1, 0, 0),
        ] {
            let expected = Moves { moved, added, removed };
            assert_eq!(along_ring(&ring(before), &ring(after)), expected, "{before:?} {after:?}");
            let back = Moves { moved, added: removed, removed: added };
            assert_eq!(along_ring(&ring(after), &ring(before)), back, "{after:?} {before:?}");
        }
    }
}
