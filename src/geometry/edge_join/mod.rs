//! All pairs of edges of many paths that meet, found without comparing each with each.
//! Must not know what the paths are: rings, holes, lines.

mod meeting;
#[cfg(test)]
mod tests;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

pub use meeting::{Meeting, edges_meet};
pub(crate) use meeting::{overlap_ends, side};

use super::{Extent, LonLat};

/// Edges under one box.
const RUN: usize = 16;
/// So few runs are compared each with each: a tree over them would not pay.
const FEW: usize = 12;
/// As many pairs as one meeting counts for, since it has to be kept.
const KEPT: u64 = 4_000;

/// An edge of one of several paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EdgeAt {
    /// The path's place among the paths.
    pub path: usize,
    /// The edge's place in it, which is that of its first position.
    pub edge: usize,
}

/// Two edges that meet, the first the earlier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contact {
    /// The one edge.
    pub first: EdgeAt,
    /// The other.
    pub second: EdgeAt,
    /// How they meet.
    pub meeting: Meeting,
    /// Where: see [`edges_meet`].
    pub at: LonLat,
}

/// All edges that meet.
#[derive(Clone, Debug, Default)]
pub struct Contacts {
    /// Them, in the order of their edges.
    pub found: Vec<Contact>,
    /// Whether that is all of them: it was not too much work.
    pub complete: bool,
    /// How much was looked at; all that might be where it was too much.
    pub spent: u64,
}

/// All pairs of edges of some paths that meet. That an edge ends where the next of its path begins is no meeting, nor that the last
/// of a closed path ends where its first begins; that one lies on the next is. No edge may be without length.
///
/// Runs of edges are joined by their boxes, then the edges of two runs by theirs, and only those whose boxes meet are compared.
/// `most_pairs` bounds how many boxes and edges are looked at; whatever it is, the outcome is the same on every machine.
#[must_use]
pub fn edge_contacts(paths: &[&[LonLat]], most_pairs: u64) -> Contacts {
    let runs: Vec<Run> = paths.iter().enumerate().flat_map(|(path, positions)| Run::all_of(path, positions)).collect();
    let mut join = Join { paths, left: Some(most_pairs), found: Vec::new() };
    if runs.len() <= FEW {
        join.each_with_each(&runs);
    } else {
        join.by_tree(&runs);
    }
    let spent = most_pairs - join.left.unwrap_or(0);
    let mut contacts = Contacts { found: join.found, complete: join.left.is_some(), spent };
    contacts.found.sort_unstable_by_key(|contact| (contact.first, contact.second));
    contacts
}

/// Consecutive edges of a path.
#[derive(Clone, Copy)]
struct Run {
    path: usize,
    first: usize,
    end: usize,
    extent: Extent,
}

impl Run {
    fn all_of(path: usize, positions: &[LonLat]) -> impl Iterator<Item = Self> {
        let edges = positions.len().saturating_sub(1);
        (0..edges).step_by(RUN).map(move |first| {
            let end = edges.min(first + RUN);
            Self { path, first, end, extent: Extent::of(&positions[first..=end]) }
        })
    }

    fn envelope(&self) -> Rectangle<[f64; 2]> {
        Rectangle::from_corners([self.extent.west, self.extent.south], [self.extent.east, self.extent.north])
    }
}

struct Join<'a> {
    paths: &'a [&'a [LonLat]],
    /// How much may still be looked at; none when there was more.
    left: Option<u64>,
    found: Vec<Contact>,
}

impl Join<'_> {
    fn each_with_each(&mut self, runs: &[Run]) {
        for (at, run) in runs.iter().enumerate() {
            for other in &runs[at..] {
                if self.spend(1) && run.extent.intersects(&other.extent) {
                    self.runs(run, other);
                }
            }
        }
    }

    fn by_tree(&mut self, runs: &[Run]) {
        let numbered = runs.iter().enumerate().map(|(at, run)| GeomWithData::new(run.envelope(), at));
        let tree = RTree::bulk_load(numbered.collect());
        for (at, run) in runs.iter().enumerate() {
            let window = AABB::from_corners(run.envelope().lower(), run.envelope().upper());
            for other in tree.locate_in_envelope_intersecting(window).map(|entry| entry.data) {
                if !self.spend(1) {
                    return;
                }
                if other >= at {
                    self.runs(run, &runs[other]);
                }
            }
        }
    }

    /// Takes from what may still be looked at; false when that was not enough.
    fn spend(&mut self, pairs: u64) -> bool {
        self.left = self.left.and_then(|left| left.checked_sub(pairs));
        self.left.is_some()
    }

    fn runs(&mut self, a: &Run, b: &Run) {
        if a.path == b.path && a.first == b.first {
            for first in a.first..a.end {
                self.edge_with(a.path, first, b.path, first + 1..a.end);
            }
            return;
        }
        let (in_a, count_a) = self.edges_near(a, &b.extent);
        let (in_b, count_b) = self.edges_near(b, &a.extent);
        if count_a == 0 || count_b == 0 {
            return;
        }
        for &first in &in_a[..count_a] {
            self.edge_with(a.path, first, b.path, in_b[..count_b].iter().copied());
        }
    }

    /// The edges of a run that come near a box, and how many they are.
    fn edges_near(&mut self, run: &Run, extent: &Extent) -> ([usize; RUN], usize) {
        let (mut near, mut count) = ([0; RUN], 0);
        if !self.spend(RUN as u64) {
            return (near, count);
        }
        let positions = self.paths[run.path];
        for edge in run.first..run.end {
            if may_meet(positions[edge], positions[edge + 1], extent) {
                near[count] = edge;
                count += 1;
            }
        }
        (near, count)
    }

    fn edge_with(&mut self, path: usize, edge: usize, other_path: usize, others: impl ExactSizeIterator<Item = usize>) {
        if !self.spend(others.len() as u64) {
            return;
        }
        let own = [self.paths[path][edge], self.paths[path][edge + 1]];
        let extent = Extent::of(&own);
        for other in others {
            let its = [self.paths[other_path][other], self.paths[other_path][other + 1]];
            if may_meet(its[0], its[1], &extent) {
                self.edges((path, edge, own), (other_path, other, its));
            }
        }
    }

    fn edges(&mut self, a: (usize, usize, [LonLat; 2]), b: (usize, usize, [LonLat; 2])) {
        let Some((meeting, at)) = edges_meet(a.2, b.2) else {
            return;
        };
        let follow = a.0 == b.0 && are_neighbours(self.paths[a.0], a.1, b.1);
        if follow && meeting == Meeting::Touching {
            return;
        }
        let (a, b) = (EdgeAt { path: a.0, edge: a.1 }, EdgeAt { path: b.0, edge: b.1 });
        if self.spend(KEPT) {
            self.found.push(Contact { first: a.min(b), second: a.max(b), meeting, at });
        }
    }
}

/// Whether the box of an edge meets another box.
#[inline]
fn may_meet(a: LonLat, b: LonLat, extent: &Extent) -> bool {
    a.lon.min(b.lon) <= extent.east
        && a.lon.max(b.lon) >= extent.west
        && a.lat.min(b.lat) <= extent.north
        && a.lat.max(b.lat) >= extent.south
}

/// Whether one of two edges of a path follows upon the other, round the end of a closed path too.
pub(crate) fn are_neighbours(path: &[LonLat], a: usize, b: usize) -> bool {
    let (first, second) = (a.min(b), a.max(b));
    let closes = first == 0 && second + 2 == path.len() && path.first() == path.last();
    first + 1 == second || closes
}
