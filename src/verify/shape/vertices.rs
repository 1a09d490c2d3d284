//! What is wrong at single vertices of a ring: positions repeated, spikes, too few vertices.
//! Must not know other rings.

use super::fault::{Fault, Kind};
use super::ring::Ring;
use crate::geometry::{LonLat, side};

/// The sharpest vertex, as a tangent, that may be none at all: below it vertices are looked at exactly.
const FLAT: f64 = 1e-9;

/// The faults of a ring's vertices; a vertex sharper than `spike_deg` degrees is a spike.
pub(super) fn faults(ring: &Ring<'_>, spike_deg: f64) -> Vec<Fault> {
    if !ring.has_vertices() {
        return vec![Fault { kind: Kind::FewCorners, at: ring.read.first().copied(), position: ring.position_read(0) }];
    }
    let mut faults = repeated(ring);
    faults.extend(spikes(ring, spike_deg));
    faults
}

fn repeated(ring: &Ring<'_>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    if ring.vertices.len() == ring.read.len() {
        return faults;
    }
    let mut times = 1;
    for (at, pair) in ring.read.windows(2).enumerate() {
        if pair[0] != pair[1] {
            times = 1;
            continue;
        }
        if times > 1 {
            faults.pop();
        }
        times += 1;
        let position = ring.position_read(at + 1);
        faults.push(Fault { kind: Kind::Repeated(times), at: Some(pair[0]), position });
    }
    faults
}

fn spikes(ring: &Ring<'_>, spike_deg: f64) -> impl Iterator<Item = Fault> {
    let sharp = spike_deg.clamp(0.0, 89.9).to_radians().tan();
    // The last vertex repeats the first.
    let vertices = &ring.vertices[..ring.vertices.len() - 1];
    let before = vertices.iter().cycle().skip(vertices.len() - 1);
    let after = vertices.iter().cycle().skip(1);
    let each = vertices.iter().enumerate().zip(before.zip(after));
    each.filter_map(move |((place, &at), (&before, &after))| {
        let kind = spike(before, at, after, sharp)?;
        Some(Fault { kind, at: Some(at), position: ring.position(place) })
    })
}

/// What a vertex is, if its angle is smaller than that of a tangent. Near a place the Earth is flat, and a degree of longitude is
/// as many degrees of latitude as the cosine of the latitude says.
fn spike(before: LonLat, at: LonLat, after: LonLat, sharp: f64) -> Option<Kind> {
    let (a, b) = ([before.lon - at.lon, before.lat - at.lat], [after.lon - at.lon, after.lat - at.lat]);
    if a[0] * b[0] <= 0.0 && a[1] * b[1] <= 0.0 {
        return None;
    }
    let shrink = at.lat.to_radians().cos();
    let along = a[0] * b[0] * shrink * shrink + a[1] * b[1];
    let across = (a[0] * b[1] - a[1] * b[0]).abs() * shrink;
    if across > sharp.max(FLAT) * along {
        return None;
    }
    if side(before, at, after) == geo::algorithm::kernels::Orientation::Collinear {
        return Some(Kind::Back);
    }
    (across < sharp * along).then(|| Kind::Sharp(across.atan2(along).to_degrees()))
}
