//! What lies in what: holes outside their ring or in another hole, polygons in other polygons.
//! Must not know rings that cross or run along each other: of those it says nothing.

use std::collections::BTreeSet;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::fault::{Fault, Kind};
use super::ring::Ring;
use crate::geodesy::degrees_around;
use crate::geometry::{LonLat, Reach, Side};

/// The rings of a shape by their boxes, and what they were found to have in common.
pub(super) struct Nesting<'a> {
    pub(super) rings: &'a [Ring<'a>],
    /// Pairs of rings that cross or run along each other.
    pub(super) met: &'a BTreeSet<[usize; 2]>,
    /// Positions within so many metres of a border are on it.
    pub(super) touch_m: f64,
    /// How many more pairs of rings may be looked at; none when there were more.
    pub(super) left: Option<u64>,
}

impl Nesting<'_> {
    /// All that lies where it may not.
    pub(super) fn faults(&mut self) -> Vec<Fault> {
        let mut faults = self.outside();
        faults.extend(self.nested(true, Kind::HoleNested));
        faults.extend(self.nested(false, Kind::PolygonNested));
        faults
    }

    /// Holes outside their outer ring, which comes before them.
    fn outside(&self) -> Vec<Fault> {
        let (mut outer, mut faults) = (None, Vec::new());
        for (at, ring) in self.rings.iter().enumerate() {
            if !ring.is_hole {
                outer = Some(at);
                continue;
            }
            let Some(outer) = outer.filter(|&outer| self.rings[outer].polygon == ring.polygon) else {
                continue;
            };
            let side = |at, reach| self.rings[outer].side(at, reach);
            if !self.met.contains(&[outer, at]) && self.first_off(ring, side) == Side::Outside {
                faults.push(fault(ring, Kind::HoleOutside));
            }
        }
        faults
    }

    /// Holes in holes of the same polygon, or polygons in polygons. Each is said once, whatever number it lies in.
    fn nested(&mut self, holes: bool, kind: Kind) -> Vec<Fault> {
        let among: Vec<usize> = (0..self.rings.len()).filter(|&at| self.rings[at].is_hole == holes).collect();
        if among.len() < 2 {
            return Vec::new();
        }
        let tree = RTree::bulk_load(among.iter().map(|&at| entry(&self.rings[at], at)).collect());
        let mut faults = Vec::new();
        for at in among {
            let ring = &self.rings[at];
            let window =
                AABB::from_corners([ring.extent.west, ring.extent.south], [ring.extent.east, ring.extent.north]);
            for outer in tree.locate_in_envelope_intersecting(window).map(|entry| entry.data) {
                self.left = self.left.and_then(|left| left.checked_sub(1));
                if self.left.is_none() {
                    return faults;
                }
                if outer != at && self.lies_in(at, outer) {
                    faults.push(fault(ring, kind));
                    break;
                }
            }
        }
        faults
    }

    fn lies_in(&self, inner: usize, outer: usize) -> bool {
        let (ring, around) = (&self.rings[inner], &self.rings[outer]);
        if !around.may_hold(ring) || self.met.contains(&[inner.min(outer), inner.max(outer)]) {
            return false;
        }
        if ring.is_hole {
            return ring.polygon == around.polygon
                && self.first_off(ring, |at, reach| around.side(at, reach)) == Side::Inside;
        }
        self.first_off(ring, |at, reach| self.side_of_polygon(outer, at, reach)) == Side::Inside
    }

    /// Where a position lies with regard to the polygon of an outer ring, whose holes come after it.
    fn side_of_polygon(&self, outer: usize, at: LonLat, reach: Reach) -> Side {
        let side = self.rings[outer].side(at, reach);
        if side != Side::Inside {
            return side;
        }
        let polygon = self.rings[outer].polygon;
        let holes = self.rings[outer + 1..].iter().take_while(|ring| ring.polygon == polygon);
        let mut sides = holes.map(|hole| hole.side(at, reach));
        match sides.find(|&side| side != Side::Outside) {
            None => Side::Inside,
            Some(Side::Border) => Side::Border,
            Some(Side::Inside | Side::Outside) => Side::Outside,
        }
    }

    /// The side of the first vertex of a ring, else of the middle of an edge, that is off the border in question by more than what counts as
    /// one place; where all of the ring is nearer, that of the first which is not on it exactly; else on the border.
    fn first_off(&self, ring: &Ring<'_>, side: impl Fn(LonLat, Reach) -> Side) -> Side {
        let middle = |edge: &[LonLat]| edge[0].midpoint(edge[1]);
        let within = ring.vertices.first().map_or(Reach::NONE, |&at| Reach::of(degrees_around(at, self.touch_m)));
        for reach in [within, Reach::NONE] {
            let places = ring.vertices.iter().copied().chain(ring.vertices.windows(2).map(middle));
            if let Some(side) = places.map(|at| side(at, reach)).find(|&side| side != Side::Border) {
                return side;
            }
        }
        Side::Border
    }
}

fn entry(ring: &Ring<'_>, at: usize) -> GeomWithData<Rectangle<[f64; 2]>, usize> {
    let (extent, vertices) = (&ring.extent, Rectangle::from_corners);
    GeomWithData::new(vertices([extent.west, extent.south], [extent.east, extent.north]), at)
}

fn fault(ring: &Ring<'_>, kind: Kind) -> Fault {
    Fault { kind, at: ring.read.first().copied(), position: ring.position_read(0) }
}
