//! Which way round rings run, and rings whose area means little: none at all, at a pole, around half the globe.
//! Must not know the Earth's shape.

use super::fault::{Fault, Kind};
use super::ring::Ring;
use crate::geometry::{LonLat, MAX_LAT};

/// A ring that fills less than this part of its box encloses nothing.
const NOTHING: f64 = 1e-12;

/// The faults of rings as wholes.
pub(super) fn faults(rings: &[Ring<'_>]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = rings.iter().flat_map(of_ring).collect();
    let mut wrong = rings.iter().filter(|ring| runs_the_wrong_way(ring));
    if let Some(first) = wrong.next() {
        faults.push(fault(first, Kind::Winding(wrong.count() + 1)));
    }
    faults
}

/// The fault of a ring that goes round a pole, each edge the short way: its longitudes do not come back to where they began.
pub(super) fn round_pole(ring: &Ring<'_>) -> Option<Fault> {
    let step = |edge: &[LonLat]| {
        let step = edge[1].lon - edge[0].lon;
        if step.abs() > 180.0 { step - 360.0_f64.copysign(step) } else { step }
    };
    let turned: f64 = ring.read.windows(2).map(step).sum();
    // An edge from one side of 180° to the other along a pole, as RFC 7946 section 3.1.9 cuts such a ring, has no long way.
    let reaches_pole = ring.extent.north >= MAX_LAT || ring.extent.south <= -MAX_LAT;
    (turned.abs() > 180.0 && !reaches_pole).then(|| fault(ring, Kind::RoundPole))
}

fn of_ring(ring: &Ring<'_>) -> impl Iterator<Item = Fault> {
    let (extent, area) = (ring.extent, signed_area(ring.read));
    let (width, height) = (extent.east - extent.west, extent.north - extent.south);
    let kinds = [
        (area.abs() <= NOTHING * width * height).then_some(Kind::NoArea),
        (extent.north >= MAX_LAT || extent.south <= -MAX_LAT).then_some(Kind::AtPole),
        (width >= 180.0).then_some(Kind::Wide(width)),
    ];
    kinds.into_iter().flatten().map(|kind| fault(ring, kind))
}

/// RFC 7946 section 3.1.6: outer rings counter-clockwise, holes clockwise.
fn runs_the_wrong_way(ring: &Ring<'_>) -> bool {
    let area = signed_area(ring.read);
    if ring.is_hole { area > 0.0 } else { area < 0.0 }
}

/// The area in square degrees, positive when it runs counter-clockwise: the shoelace formula, from the first position.
fn signed_area(ring: &[LonLat]) -> f64 {
    let Some(&origin) = ring.first() else {
        return 0.0;
    };
    let cross = |edge: &[LonLat]| {
        let [a, b] = [edge[0], edge[1]].map(|at| [at.lon - origin.lon, at.lat - origin.lat]);
        a[0] * b[1] - a[1] * b[0]
    };
    ring.windows(2).map(cross).sum::<f64>() / 2.0
}

fn fault(ring: &Ring<'_>, kind: Kind) -> Fault {
    Fault { kind, at: ring.read.first().copied(), position: ring.position_read(0) }
}
