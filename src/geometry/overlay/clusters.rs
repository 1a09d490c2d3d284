//! Loops by what they come near to: groups that can be overlaid apart, each on a grid of its own.
//! Must not know how a group is overlaid.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use crate::geometry::{BoxIndex, Extent, Joined, LonLat, Meeting, edges_meet, side};
use geo::algorithm::kernels::Orientation;

/// Edges under one box.
const RUN: usize = 16;
/// Runs that have a part in more pairs of near edges than this may cross each other too often: of borders that differ by noise none does.
const BUSY: u64 = 2_000;
/// So many crossings of one group are too many, however few each edge has.
const MOST_CROSSINGS: usize = 4_000_000;

/// Loops that have nothing to do with the rest but for how often that winds around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    /// The loops, by their places.
    pub(super) loops: Vec<usize>,
    /// How often all other loops wind around them.
    pub(super) around: i32,
    /// Whether their edges cross each other so often that laying them over one another would take too long.
    pub(super) is_tangled: bool,
}

/// Consecutive edges of a loop.
#[derive(Clone, Copy)]
struct Run {
    of: usize,
    first: usize,
    end: usize,
    extent: Extent,
}

/// All runs of some loops, and which loops come near each other.
struct Near<'a> {
    loops: &'a [&'a [LonLat]],
    /// The runs with edges that count, and their boxes.
    runs: Vec<Run>,
    index: BoxIndex,
    /// How often each edge of each loop counts: what several loops have alike counts at the first of them for all.
    copies: Vec<Vec<i32>>,
    /// The groups of the loops.
    groups: Joined,
    /// How many pairs of near edges each run has a part in.
    pairs: Vec<u64>,
    /// The loops whose edges cross too often.
    tangled: Vec<bool>,
}

/// The groups of loops of which no edge's box meets one of another group's. Where `is_wanted` holds of how often the rest winds around
/// a group, what is wanted goes on outside it, and it comes together with all that may enclose it. `None` when more pairs of edges
/// lie near each other than `most_pairs`, which they are taken from: laying them over one another would take too long. So it would where
/// edges cross more often than what is left allows; of that only the groups concerned are told.
pub(super) fn clusters(
    loops: &[&[LonLat]],
    is_wanted: impl Fn(i32) -> bool,
    most_pairs: &mut u64,
) -> Option<Vec<Cluster>> {
    let mut all = Near::new(loops);
    all.join_near(most_pairs)?;
    all.look_tangled(most_pairs);
    let apart = all.clusters();
    let open = apart.iter().filter(|cluster| is_wanted(cluster.around)).map(|cluster| cluster.loops[0]);
    // All that winds around a group that comes together with others is then in it.
    Some(if all.join_enclosing(open) { all.clusters() } else { apart })
}

/// Whether more pairs of edges of some loops lie near each other than `most_pairs`, or cross more often than that allows.
pub(super) fn is_too_much(loops: &[&[LonLat]], most_pairs: &mut u64) -> bool {
    let mut near = Near::new(loops);
    near.join_near(most_pairs).is_none() || near.look_tangled(most_pairs)
}

impl<'a> Near<'a> {
    fn new(loops: &'a [&'a [LonLat]]) -> Self {
        let runs = loops.iter().enumerate().flat_map(|(of, path)| {
            let edges = path.len().saturating_sub(1);
            (0..edges).step_by(RUN).map(move |first| {
                let end = edges.min(first + RUN);
                Run { of, first, end, extent: Extent::of(&path[first..=end]) }
            })
        });
        let (index, copies) = (BoxIndex::default(), Vec::new());
        let (groups, tangled) = (Joined::new(loops.len()), vec![false; loops.len()]);
        let mut near = Self { loops, runs: Vec::new(), index, copies, groups, pairs: Vec::new(), tangled };
        near.join_alike();
        let counts = |run: &Run| near.copies[run.of][run.first..run.end].iter().any(|&copies| copies != 0);
        near.runs = runs.filter(counts).collect();
        near.index = BoxIndex::new(&near.runs.iter().map(|run| run.extent).collect::<Vec<_>>());
        near
    }

    /// Joins loops that have an edge alike, and counts these at the first of them.
    fn join_alike(&mut self) {
        let edges = self.loops.iter().map(|path| path.len().saturating_sub(1)).sum();
        let mut seen: HashMap<[u64; 4], (usize, usize), FixedState> =
            HashMap::with_capacity_and_hasher(edges, FixedState::default());
        for (of, path) in self.loops.iter().enumerate() {
            self.copies.push(vec![1; path.len().saturating_sub(1)]);
            for (at, edge) in path.windows(2).enumerate() {
                let [a, b] = [edge[0], edge[1]];
                let (first, place) = *seen.entry([a.lon, a.lat, b.lon, b.lat].map(f64::to_bits)).or_insert((of, at));
                if (first, place) != (of, at) {
                    self.copies[of][at] = 0;
                    self.copies[first][place] += 1;
                    self.groups.join(of, first);
                }
            }
        }
    }

    /// Joins all loops with edges whose boxes meet. `None` when so many pairs of edges are not enough.
    fn join_near(&mut self, most_pairs: &mut u64) -> Option<()> {
        let (runs, index) = (std::mem::take(&mut self.runs), std::mem::take(&mut self.index));
        self.pairs = vec![0; runs.len()];
        for (at, &run) in runs.iter().enumerate() {
            for place in index.meeting(run.extent).filter(|&other| at <= other) {
                let other = runs[place];
                let pairs = self.near(run, other.extent).count() * self.near(other, run.extent).count();
                let pairs = u64::try_from(pairs).unwrap_or(u64::MAX);
                *most_pairs = most_pairs.checked_sub(pairs.max(1))?;
                for of in [at, place] {
                    self.pairs[of] = self.pairs[of].saturating_add(pairs);
                }
                let joined = self.groups.root(run.of) == self.groups.root(other.of);
                let meet = |edge: Extent| self.near(other, run.extent).any(|its| edge.intersects(&its));
                if !joined && self.near(run, other.extent).any(meet) {
                    self.groups.join(run.of, other.of);
                }
            }
        }
        (self.runs, self.index) = (runs, index);
        Some(())
    }

    /// The boxes of a run's edges that meet another box.
    fn near(&self, run: Run, extent: Extent) -> impl Iterator<Item = Extent> + use<'_> {
        self.edges(run).map(|(_, edge)| Extent::of(edge)).filter(move |edge| edge.intersects(&extent))
    }

    /// The edges of a run that count, by their places in it.
    fn edges(&self, run: Run) -> impl Iterator<Item = (usize, &[LonLat])> + use<'_> {
        let edges = self.loops[run.of][run.first..=run.end].windows(2).enumerate();
        edges.zip(&self.copies[run.of][run.first..run.end]).filter(|&(_, &copies)| copies != 0).map(|(edge, _)| edge)
    }

    /// Marks the groups whose edges cross too often, and says whether there are any. Where edges are cut, each piece is compared with those
    /// beside it, so that a crossing costs as much as there are crossings on that one of its two edges that has fewer. All of them together are
    /// taken from `most`.
    fn look_tangled(&mut self, most: &mut u64) -> bool {
        let busy: Vec<usize> = (0..self.runs.len()).filter(|&run| self.pairs[run] > BUSY).collect();
        if busy.is_empty() {
            return false;
        }
        let mut crossings: Vec<[usize; 2]> = Vec::new();
        let boxes = BoxIndex::new(&busy.iter().map(|&run| self.runs[run].extent).collect::<Vec<_>>());
        for (place, &at) in busy.iter().enumerate() {
            let run = self.runs[at];
            let root = self.groups.root(run.of);
            for other in boxes.meeting(run.extent).filter(|&other| place <= other).map(|other| busy[other]) {
                if self.tangled[root] {
                    break;
                }
                if self.groups.root(self.runs[other].of) == root {
                    crossings.extend(self.crossings(at, other));
                }
                if crossings.len() > MOST_CROSSINGS {
                    self.tangled[root] = true;
                }
            }
        }
        let mut of_edge = vec![0_u64; self.runs.len() * RUN];
        crossings.iter().flatten().for_each(|&edge| of_edge[edge] += 1);
        let mut costs: BTreeMap<usize, u64> = BTreeMap::new();
        for [a, b] in crossings {
            let root = self.groups.root(self.runs[a / RUN].of);
            *costs.entry(root).or_default() += of_edge[a].min(of_edge[b]);
        }
        for (root, cost) in costs {
            match most.checked_sub(cost) {
                Some(left) if !self.tangled[root] => *most = left,
                Some(_) | None => self.tangled[root] = true,
            }
        }
        self.tangled.contains(&true)
    }

    /// The edges of two runs that cross, each by a number of its own.
    fn crossings(&self, a: usize, b: usize) -> impl Iterator<Item = [usize; 2]> + use<'_> {
        let (run, other) = (self.runs[a], self.runs[b]);
        let near = move |(_, edge): &(usize, &[LonLat])| Extent::of(edge).intersects(&other.extent);
        self.edges(run).filter(near).flat_map(move |(i, edge)| {
            let cross = move |&(j, its): &(usize, &[LonLat])| {
                let is_crossing = || edges_meet([edge[0], edge[1]], [its[0], its[1]]);
                (a != b || i < j)
                    && Extent::of(edge).intersects(&Extent::of(its))
                    && is_crossing().is_some_and(|(meeting, _)| meeting == Meeting::Crossing)
            };
            self.edges(other).filter(cross).map(move |(j, _)| [a * RUN + i, b * RUN + j])
        })
    }

    /// Joins some loops with all groups whose box holds them; says whether that joined any. Several loops may enclose together what none
    /// of them does.
    fn join_enclosing(&mut self, inner: impl Iterator<Item = usize>) -> bool {
        let mut boxes = vec![Extent::EMPTY; self.loops.len()];
        for (at, path) in self.loops.iter().enumerate() {
            let root = self.groups.root(at);
            boxes[root] = boxes[root].union(Extent::of(path));
        }
        let roots: Vec<usize> = (0..boxes.len()).filter(|&at| !boxes[at].is_empty()).collect();
        let boxes = BoxIndex::new(&roots.iter().map(|&root| boxes[root]).collect::<Vec<_>>());
        let mut joined = false;
        for inner in inner {
            let Some(&at) = self.loops[inner].first() else { continue };
            for outer in boxes.meeting(Extent::of(&[at])) {
                joined |= self.groups.join(inner, roots[outer]);
            }
        }
        joined
    }

    /// The loops of each group, in the order of their first.
    fn clusters(&mut self) -> Vec<Cluster> {
        let mut groups = vec![Vec::new(); self.loops.len()];
        for at in 0..self.loops.len() {
            let root = self.groups.root(at);
            groups[root].push(at);
        }
        groups.retain(|group| !group.is_empty());
        let cluster = |loops: Vec<usize>| Cluster {
            around: self.winding_around(&loops),
            is_tangled: loops.iter().any(|&at| self.tangled[at]),
            loops,
        };
        groups.into_iter().map(cluster).collect()
    }

    /// How often all other loops wind around a group: upward edges to the east of one of its vertices less downward ones.
    fn winding_around(&mut self, group: &[usize]) -> i32 {
        let Some(&at) = self.loops[group[0]].first() else { return 0 };
        let own = self.groups.root(group[0]);
        let (runs, index) = (std::mem::take(&mut self.runs), std::mem::take(&mut self.index));
        let ray = Extent { west: at.lon, south: at.lat, east: f64::MAX, north: at.lat };
        let mut winding = 0;
        for run in index.meeting(ray).map(|place| runs[place]) {
            if self.groups.root(run.of) != own {
                let chain = self.loops[run.of][run.first..=run.end].windows(2);
                let counted = chain.zip(&self.copies[run.of][run.first..run.end]);
                winding += counted.map(|(edge, copies)| copies * crossing(edge[0], edge[1], at)).sum::<i32>();
            }
        }
        (self.runs, self.index) = (runs, index);
        winding
    }
}

/// What an edge adds to how often its loop winds around a point that is not on it (Sunday 2001).
fn crossing(a: LonLat, b: LonLat, at: LonLat) -> i32 {
    let (from_above, to_above) = (a.lat > at.lat, b.lat > at.lat);
    match (from_above, to_above) {
        (false, true) if side(a, b, at) == Orientation::CounterClockwise => 1,
        (true, false) if side(a, b, at) == Orientation::Clockwise => -1,
        (true | false, _) => 0,
    }
}
