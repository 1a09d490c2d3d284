//! Rule `mixed-systems`: areas that meet and whose edges are straight in different systems, and how far apart such edges lie.
//! Must not know overlaps or gaps.

use super::{Finding, Severity, Subject};
use crate::crs::{CoordinateFrame, EdgesApart};
use crate::geodesy::LONGEST_DEGREE_M;
use crate::geometry::{BoxIndex, Extent, LonLat, Polygon, Shape};
use crate::i18n::{printable, tr, width};
use crate::project::{FeatureId, Project};

/// The areas whose edges are straight in the plane of one frame.
struct Plane {
    frame: CoordinateFrame,
    areas: Vec<FeatureId>,
    index: BoxIndex,
    extent: Extent,
}

/// So many edges are looked at, the longest first.
const MAX_EDGES: usize = 10_000;

pub(super) fn mixed_systems(subject: &Subject<'_>) -> Vec<Finding> {
    let planes = planes(subject.project);
    let pairs = planes.iter().enumerate().flat_map(|(at, one)| planes[at + 1..].iter().map(move |other| [one, other]));
    pairs.filter_map(|pair| finding(subject, pair)).collect()
}

fn planes(project: &Project) -> Vec<Plane> {
    let mut planes: Vec<(CoordinateFrame, Vec<FeatureId>)> = Vec::new();
    for id in project.areal_ids() {
        let frame = project.grid_of(id).unwrap_or_default();
        match planes.iter_mut().find(|(known, _)| *known == frame) {
            Some((_, areas)) => areas.push(id),
            None => planes.push((frame, vec![id])),
        }
    }
    if planes.len() < 2 {
        return Vec::new();
    }
    let extent = |&id: &FeatureId| project.shape(id).map_or(Extent::EMPTY, Shape::extent);
    let plane = |(frame, areas): (CoordinateFrame, Vec<FeatureId>)| Plane {
        index: BoxIndex::new(&areas.iter().map(extent).collect::<Vec<_>>()),
        extent: areas.iter().map(extent).fold(Extent::EMPTY, Extent::union),
        frame,
        areas,
    };
    planes.into_iter().map(plane).collect()
}

/// What is told of two planes: the edge that is farthest off the same in the other, of those beside areas of the other.
fn finding(subject: &Subject<'_>, [one, other]: [&Plane; 2]) -> Option<Finding> {
    let project = subject.project;
    let apart = EdgesApart::within([&one.frame, &other.frame], one.extent.union(other.extent));
    let mut edges = long_edges(subject, one, other, &apart);
    edges.extend(long_edges(subject, other, one, &apart));
    edges.sort_by(|a, b| b.most_m.total_cmp(&a.most_m));
    let mut farthest: (f64, Option<&LongEdge>) = (subject.tolerances.touch_m, None);
    for edge in edges.iter().take(MAX_EDGES).take_while(|edge| edge.most_m > subject.tolerances.touch_m) {
        let apart_m = if edge.most_m > farthest.0 { apart.apart_m(edge.ends) } else { break };
        farthest = if apart_m > farthest.0 { (apart_m, Some(edge)) } else { farthest };
    }
    let (apart_m, edge) = farthest;
    let LongEdge { features, ends: [from, to], .. } = edge?;
    let file = |&id: &FeatureId| project.file_of(id).map(|file| (printable(&file.path), file.crs)).unwrap_or_default();
    let [(first, one), (second, other)] = [file(&features[0]), file(&features[1])];
    let told = Finding::new(subject, "mixed-systems", Severity::Note, features.to_vec(), |lang| {
        let apart = width(apart_m);
        tr!(lang, "finding.mixed-systems", first = first, one = one, second = second, other = other, apart = apart)
            .into_owned()
    });
    Some(told.placed(from.midpoint(*to), None))
}

/// An edge, whose it is and which area of the other plane is beside it, and how far off the same there it is at the most.
struct LongEdge {
    features: [FeatureId; 2],
    ends: [LonLat; 2],
    most_m: f64,
}

/// The edges of one plane that may be off by more than what counts as one place, and lie beside an area of another.
fn long_edges(subject: &Subject<'_>, own: &Plane, theirs: &Plane, apart: &EdgesApart) -> Vec<LongEdge> {
    let project = subject.project;
    let mut edges = Vec::new();
    // Positions of one place come out of two systems with other last digits.
    let touch_deg = subject.tolerances.touch_m / LONGEST_DEGREE_M;
    for &id in &own.areas {
        let rings = project.noded_shape(id).into_iter().flat_map(Shape::polygons).flat_map(Polygon::rings);
        for ends in rings.flat_map(|ring| ring.windows(2)).map(|edge| [edge[0], edge[1]]) {
            let most_m = apart.most_m(ends);
            if most_m > subject.tolerances.touch_m {
                let met = theirs.index.meeting(Extent::of(&ends).grown(touch_deg)).next();
                edges.extend(met.map(|met| LongEdge { features: [id, theirs.areas[met]], ends, most_m }));
            }
        }
    }
    edges
}
