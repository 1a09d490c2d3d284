//! Taking away each directed edge that meets its reverse: of areas that share borders only the outline and the mismatches stay.
//! Must not know tolerances: two edges are the same when their coordinates are, bit for bit.

use super::Rings;
use crate::geometry::LonLat;

/// An edge that met no reverse of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LooseEdge {
    /// Where it starts.
    pub from: LonLat,
    /// Where it ends.
    pub to: LonLat,
    /// Which ring it is of.
    pub ring: u32,
    /// Which edge of the ring, from 0, as the ring is directed.
    pub at: u32,
}

impl LooseEdge {
    /// Halfway between its ends.
    #[must_use]
    pub fn middle(&self) -> LonLat {
        self.from.midpoint(self.to)
    }
}

/// A directed closed walk through what is left of some directed closed rings when every edge that meets its reverse has gone away
/// with it. Each position has as many edges to it as from it, so what is left closes, in some way of the many.
#[must_use]
pub fn cancelled<'a>(rings: impl Iterator<Item = &'a [LonLat]>) -> Vec<Vec<LonLat>> {
    let mut all = Rings::default();
    for ring in rings {
        all.push_directed(ring);
    }
    traced(&loose_edges(&all))
}

/// A number that no edge has.
const NONE: u32 = u32::MAX;

/// The edges of some rings that meet no reverse of themselves, in the order of the rings. Linear.
#[must_use]
pub fn loose_edges(rings: &Rings) -> Vec<LooseEdge> {
    let positions = rings.positions();
    let mut waiting = Waiting::for_edges(positions.len());
    let mut gone = vec![false; positions.len()];
    for ring in 0..rings.len() {
        let range = rings.range(ring);
        for at in range.start..range.end.saturating_sub(1) {
            match waiting.meet(positions, at) {
                Met::Nothing => {}
                Met::Reverse(other) => (gone[at], gone[other]) = (true, true),
                Met::NoLength => gone[at] = true,
            }
        }
    }
    let mut loose = Vec::new();
    for ring in 0..rings.len() {
        let range = rings.range(ring);
        for at in (range.start..range.end.saturating_sub(1)).filter(|&at| !gone[at]) {
            let number = |n: usize| u32::try_from(n).unwrap_or(NONE);
            let (from, to) = (positions[at], positions[at + 1]);
            loose.push(LooseEdge { from, to, ring: number(ring), at: number(at - range.start) });
        }
    }
    loose
}

enum Met {
    Nothing,
    Reverse(usize),
    NoLength,
}

/// Edges that wait for their reverse: a table with open places, each an edge's number and some bits of its hash.
struct Waiting {
    slots: Vec<Slot>,
    mask: usize,
}

#[derive(Clone, Copy)]
struct Slot {
    edge: u32,
    tag: u32,
}

/// A place never taken, and one left again.
const FREE: Slot = Slot { edge: NONE, tag: 0 };
const LEFT: Slot = Slot { edge: NONE, tag: 1 };

impl Waiting {
    fn for_edges(count: usize) -> Self {
        let size = (count * 2).next_power_of_two().max(16);
        Self { slots: vec![FREE; size], mask: size - 1 }
    }

    /// Takes the edge from position `at` to the next: gives its reverse if that waits, and else lets it wait.
    fn meet(&mut self, positions: &[LonLat], at: usize) -> Met {
        let (from, to) = (bits(positions[at]), bits(positions[at + 1]));
        if from == to {
            return Met::NoLength;
        }
        let hash = undirected_hash(from, to);
        let tag = low_half(hash >> 32) | 2;
        let mut place = usize::try_from(hash & 0xffff_ffff).unwrap_or(0) & self.mask;
        loop {
            let slot = self.slots[place];
            if slot.edge == NONE && slot.tag == FREE.tag {
                self.slots[place] = Slot { edge: u32::try_from(at).unwrap_or(NONE), tag };
                return Met::Nothing;
            }
            let other = slot.edge as usize;
            if slot.tag == tag && bits(positions[other]) == to && bits(positions[other + 1]) == from {
                self.slots[place] = LEFT;
                return Met::Reverse(other);
            }
            place = (place + 1) & self.mask;
        }
    }
}

fn bits(at: LonLat) -> (u64, u64) {
    ((at.lon + 0.0).to_bits(), (at.lat + 0.0).to_bits())
}

fn low_half(value: u64) -> u32 {
    u32::try_from(value & 0xffff_ffff).unwrap_or(0)
}

/// The same for an edge and its reverse: the ends' hashes added, mixed by a multiplication folded on itself.
fn undirected_hash(from: (u64, u64), to: (u64, u64)) -> u64 {
    folded(end_hash(from).wrapping_add(end_hash(to)), 0x9e37_79b9_7f4a_7c15)
}

fn end_hash((lon, lat): (u64, u64)) -> u64 {
    folded(lon ^ 0x2d35_8dcc_aa6c_78a5, lat ^ 0x8bb8_4b93_962e_acc9)
}

fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let [low, high] = [product, product >> 64].map(|half| u64::try_from(half & u128::from(u64::MAX)).unwrap_or(0));
    low ^ high
}

/// Directed closed loops that use every one of some edges once; the edges must balance, as many to each position as from it.
#[must_use]
pub fn traced(edges: &[LooseEdge]) -> Vec<Vec<LonLat>> {
    let mut by_start: Vec<usize> = (0..edges.len()).collect();
    by_start.sort_unstable_by_key(|&edge| bits(edges[edge].from));
    let starts: Vec<(u64, u64)> = by_start.iter().map(|&edge| bits(edges[edge].from)).collect();
    // How many of the edges that start at a place were used, kept at the first of them.
    let mut used = vec![0_usize; edges.len()];
    let mut loops = Vec::new();
    for first in 0..edges.len() {
        let mut path: Vec<LonLat> = Vec::new();
        let mut here = starts[first];
        loop {
            let from = starts.partition_point(|start| *start < here);
            let next = from + used.get(from).copied().unwrap_or(0);
            if starts.get(next) != Some(&here) {
                break;
            }
            used[from] += 1;
            let edge = &edges[by_start[next]];
            path.push(edge.from);
            here = bits(edge.to);
        }
        if let Some(&start) = path.first() {
            path.push(start);
            loops.push(path);
        }
    }
    loops
}

#[cfg(test)]
mod tests {
    use super::cancelled;
    use crate::geometry::LonLat;

    fn ring(vertices: &[(f64, f64)]) -> Vec<LonLat> {
        vertices.iter().chain(vertices.first()).map(|&(lon, lat)| LonLat { lon, lat }).collect()
    }

    #[test]
    fn a_shared_border_goes_away_and_the_outline_stays() {
        let west = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        let east = ring(&[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]);
        let left = cancelled([west.as_slice(), east.as_slice()].into_iter());
        assert_eq!(left.iter().map(Vec::len).collect::<Vec<_>>(), [7]);
        assert!(left[0].first() == left[0].last());
        let back: Vec<LonLat> = west.iter().rev().copied().collect();
        assert!(cancelled([west.as_slice(), back.as_slice()].into_iter()).is_empty());
    }

    #[test]
    fn edges_in_the_same_direction_stay_both() {
        let square = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        let left = cancelled([square.as_slice(), square.as_slice()].into_iter());
        assert_eq!(left.iter().map(|path| path.len() - 1).sum::<usize>(), 8);
    }

    #[test]
    fn a_position_that_is_repeated_is_no_edge() {
        let square = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        assert_eq!(cancelled(std::iter::once(square.as_slice()))[0].len(), 5);
    }
}
