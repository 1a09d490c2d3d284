//! What the edges of a shape that meet mean: a ring that crosses itself, holes and polygons that overlap.
//! Must not know how the edges were found.

use std::collections::{BTreeMap, BTreeSet};

use super::beside::{Beside, along, vertices_beside};
use super::fault::{Fault, Kind};
use super::node::{Touches, do_cross, key};
use super::noise::{Told, touching_vertex};
use super::ring::Ring;
use crate::geodesy::{degrees_around, near_distance_m};
use crate::geometry::{
    BoxIndex, Contact, EdgeAt, Extent, LonLat, Meeting, are_neighbours, edge_contacts, overlap_ends,
};

/// The faults of rings where they meet, and which pairs of them cross or run along each other.
#[derive(Default)]
pub(super) struct Met {
    pub(super) faults: Vec<Fault>,
    pub(super) pairs: BTreeSet<[usize; 2]>,
    /// Whether all edges could be compared.
    pub(super) complete: bool,
    /// How many pairs were looked at.
    pub(super) spent: u64,
    touches: Touches,
    touch_m: f64,
}

impl Met {
    /// Compares all edges of some rings, as long as no more pairs need to be looked at than `most_pairs`. What lies within `touch_m` metres is
    /// one place.
    pub(super) fn new(rings: &[Ring<'_>], most_pairs: u64, touch_m: f64) -> Self {
        let paths: Vec<&[LonLat]> = rings.iter().map(|ring| &*ring.vertices).collect();
        let contacts = edge_contacts(&paths, most_pairs);
        let mut met = Self { complete: contacts.complete, spent: contacts.spent, touch_m, ..Self::default() };
        let mut by_pair: BTreeMap<[usize; 2], Vec<Contact>> = BTreeMap::new();
        for contact in contacts.found {
            by_pair.entry([contact.first.path, contact.second.path]).or_default().push(contact);
        }
        for (pair, contacts) in &by_pair {
            met.pair(rings, *pair, contacts);
        }
        let mut left = most_pairs.saturating_sub(met.spent);
        match vertices_beside(rings, touch_m, &mut left) {
            Some(besides) => met.besides(rings, &by_pair, &besides),
            None => met.complete = false,
        }
        met.spent = most_pairs.saturating_sub(left);
        let cutting = |(at, position)| Fault { kind: Kind::HoleCutting, at: Some(at), position };
        met.faults.extend(met.touches.circles().into_iter().map(cutting));
        met
    }

    /// Vertices that count as on another ring, where no edges meet: rings run along each other there, or touch.
    fn besides(&mut self, rings: &[Ring<'_>], by_pair: &BTreeMap<[usize; 2], Vec<Contact>>, besides: &[Beside]) {
        let mut told: BTreeMap<[usize; 2], Told> = BTreeMap::new();
        for of_pair in besides.chunk_by(|a, b| (a.vertex.path, a.other.path) == (b.vertex.path, b.other.path)) {
            let (own, other) = (of_pair[0].vertex.path, of_pair[0].other.path);
            let pair = [own.min(other), own.max(other)];
            if self.pairs.contains(&pair) {
                continue;
            }
            let as_contact = |beside: &Beside| {
                let (first, second) = (beside.vertex.min(beside.other), beside.vertex.max(beside.other));
                Contact { first, second, meeting: Meeting::Touching, at: beside.at }
            };
            let is_cut = |beside: &&Beside| is_cut_at_180(rings, pair, &[beside.vertex]);
            let (cut, wrong): (Vec<&Beside>, Vec<_>) = along(rings, of_pair, self.touch_m).partition(is_cut);
            if let Some(first) = wrong.first() {
                self.push(rings, &as_contact(first), Kinds::of(rings, pair).along);
            }
            if !cut.is_empty() || !wrong.is_empty() {
                continue;
            }
            let known = by_pair.get(&pair).map_or(&[][..], Vec::as_slice);
            let places = BoxIndex::new(&known.iter().map(|contact| Extent::of(&[contact.at])).collect::<Vec<_>>());
            let told = told.entry(pair).or_default();
            for beside in of_pair {
                let within_m = 2.0 * self.touch_m;
                let mut near = places.meeting(degrees_around(beside.at, within_m)).map(|contact| known[contact].at);
                let is_known = near.any(|at| near_distance_m(at, beside.at) <= within_m);
                if !is_known && told.is_new(beside.at, self.touch_m) {
                    self.add_touch(rings, &as_contact(beside), beside.at);
                }
            }
        }
    }

    /// All that two rings, or one with itself, have in common.
    fn pair(&mut self, rings: &[Ring<'_>], pair: [usize; 2], contacts: &[Contact]) {
        let kinds = Kinds::of(rings, pair);
        let is_overlap = |contact: &&Contact| contact.meeting == Meeting::Overlapping;
        let overlaps: Vec<&Contact> = contacts.iter().filter(is_overlap).collect();
        let mut done: BTreeSet<[u64; 2]> =
            overlaps.iter().flat_map(|contact| overlap(rings, contact)).map(key).collect();
        let mut last: Option<[EdgeAt; 2]> = None;
        let is_meant = |contact: &Contact| {
            is_spike(rings, contact) || is_cut_at_180(rings, pair, &[contact.first, contact.second])
        };
        for contact in overlaps.into_iter().filter(|contact| !is_meant(contact)) {
            let edges = [contact.first, contact.second];
            let goes_on = last.is_some_and(|last| (0..2).all(|i| last[i].edge.abs_diff(edges[i].edge) <= 1));
            if !goes_on {
                self.push(rings, contact, kinds.along);
            }
            last = Some(edges);
        }
        let mut told = Told::default();
        for contact in contacts {
            match contact.meeting {
                Meeting::Overlapping => {}
                Meeting::Crossing => self.cross(rings, pair, contact, &mut told),
                Meeting::Touching => self.touch(rings, pair, contact, &mut done),
            }
        }
    }

    /// A touch, which is none of its own at the ends of an overlap, and one whichever edges meet there.
    fn touch(&mut self, rings: &[Ring<'_>], pair: [usize; 2], contact: &Contact, done: &mut BTreeSet<[u64; 2]>) {
        if done.contains(&key(contact.at)) {
            return;
        }
        let kinds = Kinds::of(rings, pair);
        if let Some(kind) = kinds.touching {
            done.insert(key(contact.at));
            self.push(rings, contact, kind);
            return;
        }
        let around = |edge: EdgeAt| rings[edge.path].around(edge.edge, contact.at);
        if do_cross(contact.at, around(contact.first), around(contact.second)) {
            done.insert(key(contact.at));
            self.push(rings, contact, kinds.crossing);
        } else {
            self.add_touch(rings, contact, contact.at);
        }
    }

    /// A crossing, which is a touch where it is that of a vertex that counts as on an edge, and one with others at the same place.
    fn cross(&mut self, rings: &[Ring<'_>], pair: [usize; 2], contact: &Contact, told: &mut Told) {
        let vertex = if pair[0] == pair[1] { None } else { touching_vertex(rings, contact, self.touch_m) };
        if let Some(vertex) = vertex {
            self.add_touch(rings, contact, vertex);
        } else if told.is_new(contact.at, self.touch_m) {
            self.push(rings, contact, Kinds::of(rings, pair).crossing);
        }
    }

    /// That two rings of one polygon touch at a place.
    fn add_touch(&mut self, rings: &[Ring<'_>], contact: &Contact, at: LonLat) {
        let edges = [contact.first, contact.second];
        if rings[edges[0].path].polygon == rings[edges[1].path].polygon {
            for edge in edges {
                let ring = &rings[edge.path];
                self.touches.add(ring.polygon, edge.path, at, ring.position_on(edge.edge, at));
            }
        }
    }

    fn push(&mut self, rings: &[Ring<'_>], contact: &Contact, kind: Kind) {
        // Of two rings the later is the one to be looked at: the hole, the polygon that was added.
        let edge = if contact.first.path == contact.second.path { contact.first } else { contact.second };
        self.pairs.insert([contact.first.path, contact.second.path]);
        let position = rings[edge.path].position_on(edge.edge, contact.at);
        self.faults.push(Fault { kind, at: Some(contact.at), position });
    }
}

/// What it is when two rings cross, touch and run along each other. Different rings may touch.
struct Kinds {
    crossing: Kind,
    touching: Option<Kind>,
    along: Kind,
}

impl Kinds {
    fn of(rings: &[Ring<'_>], [first, second]: [usize; 2]) -> Self {
        let (a, b) = (&rings[first], &rings[second]);
        let (crossing, touching, along) = if first == second {
            (Kind::SelfCrossing, Some(Kind::SelfTouching), Kind::SelfOverlapping)
        } else if a.polygon != b.polygon {
            (Kind::PolygonsCrossing, None, Kind::PolygonsAlong)
        } else if a.is_hole {
            (Kind::HolesCrossing, None, Kind::HoleAlong)
        } else {
            (Kind::HoleCrossing, None, Kind::HoleAlong)
        };
        Self { crossing, touching, along }
    }
}

/// Whether two edges that overlap follow upon each other, which is a spike.
fn is_spike(rings: &[Ring<'_>], contact: &Contact) -> bool {
    let (first, second) = (contact.first, contact.second);
    first.path == second.path && are_neighbours(&rings[first.path].vertices, first.edge, second.edge)
}

/// Whether some edges of rings of two polygons that run along each other do so at 180°, where RFC 7946 section 3.1.9 has an area cut into two.
fn is_cut_at_180(rings: &[Ring<'_>], [first, second]: [usize; 2], edges: &[EdgeAt]) -> bool {
    let mut ends = edges.iter().flat_map(|edge| &rings[edge.path].vertices[edge.edge..=edge.edge + 1]);
    rings[first].polygon != rings[second].polygon && ends.all(|at| (at.lon.rem_euclid(360.0) - 180.0).abs() == 0.0)
}

fn overlap(rings: &[Ring<'_>], contact: &Contact) -> [LonLat; 2] {
    let ends = |edge: EdgeAt| {
        let vertices = &rings[edge.path].vertices;
        [vertices[edge.edge], vertices[edge.edge + 1]]
    };
    overlap_ends(ends(contact.first), ends(contact.second)).unwrap_or([contact.at; 2])
}
