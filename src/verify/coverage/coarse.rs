//! Rule `coarse-overlay`: where areas that hang together are so wide that the grid of the overlay is coarser than what counts as one place.
//! Must not know what is found on that grid.

use std::collections::BTreeSet;

use super::beside::apart_m;
use super::laid::Laid;
use crate::geodesy::{Ellipsoid, LONGEST_DEGREE_M, degrees_around};
use crate::geometry::overlay::step_deg;
use crate::geometry::{BoxIndex, Extent, LonLat, nearest_on_line};
use crate::i18n::{number, tr, width};
use crate::project::FeatureId;
use crate::verify::names::names;
use crate::verify::{Finding, Severity, Subject, Tolerances};

/// So many places of a group are told of.
const MAX_PLACES: usize = 100;

/// Borders of a group that are not one, but nearer to each other than what is found on the group's grid.
pub(super) struct Coarse {
    /// Where, and on which border beside that.
    places: Vec<[LonLat; 2]>,
    features: BTreeSet<FeatureId>,
    /// How wide a place has to be to be found, metres.
    found_m: f64,
    /// How wide the group is, degrees.
    extent_deg: f64,
}

/// How wide a region has to be to be anything where the steps of the grid are so long, metres: as wide as what counts as touching, and as two
/// steps.
pub(super) fn found_m(tolerances: &Tolerances, step_deg: f64) -> f64 {
    tolerances.touch_m.max(2.0 * step_deg * LONGEST_DEGREE_M)
}

impl Laid<'_> {
    /// Looks for such borders among some that were overlaid on one grid. So many pairs may be looked at.
    pub(super) fn look_coarse(&mut self, tolerances: &Tolerances, paths: &[&[LonLat]], left: &mut u64) {
        let extent = paths.iter().fold(Extent::EMPTY, |all, path| all.union(Extent::of(path)));
        let found_m = found_m(tolerances, step_deg(extent));
        if found_m <= tolerances.touch_m {
            return;
        }
        let mut places = near_places(paths, [tolerances.touch_m, found_m], left);
        let mut features = BTreeSet::new();
        places.retain(|place| {
            let own: Vec<FeatureId> = self.on(place).into_iter().collect();
            let is_asked = self.is_here(place[0]) && self.group.asks(&own);
            features.extend(own.into_iter().filter(|_| is_asked));
            is_asked
        });
        let extent_deg = (extent.east - extent.west).max(extent.north - extent.south);
        if !features.is_empty() {
            self.coarse.push(Coarse { places, features, found_m, extent_deg });
        }
    }
}

/// Vertices that lie so far from an edge, more and less than two numbers of metres, with the nearest place on it.
fn near_places(paths: &[&[LonLat]], [more_m, less_m]: [f64; 2], left: &mut u64) -> Vec<[LonLat; 2]> {
    let edges: Vec<[LonLat; 2]> =
        paths.iter().flat_map(|path| path.windows(2)).map(|edge| [edge[0], edge[1]]).collect();
    let index = BoxIndex::new(&edges.iter().map(|edge| Extent::of(edge)).collect::<Vec<_>>());
    let mut places = Vec::new();
    for path in paths {
        // The last position repeats the first.
        let count = path.len().saturating_sub(1);
        for at in 0..count {
            let [before, vertex, after] = [path[(at + count - 1) % count], path[at], path[at + 1]];
            let degree_m = Ellipsoid::WGS84.degree_m(vertex.lat);
            for edge in index.meeting(degrees_around(vertex, less_m)).map(|edge| edges[edge]) {
                let Some(now_left) = left.checked_sub(1) else { return places };
                *left = now_left;
                let Some(place) = nearest_on_line(&edge, vertex).filter(|_| !edge.contains(&vertex)) else { continue };
                let distance_m = apart_m(degree_m, vertex, place);
                // Edges that part at a common vertex are near each other there. One that is so short itself closes a place instead.
                let is_parting = |end: &LonLat| {
                    let apart_m = apart_m(degree_m, vertex, *end);
                    [before, after].contains(end) && apart_m >= less_m && distance_m * 4.0 > apart_m
                };
                if distance_m > more_m && distance_m < less_m && !edge.iter().any(is_parting) {
                    places.push([vertex, place]);
                    break;
                }
            }
            if places.len() >= MAX_PLACES {
                return places;
            }
        }
    }
    places
}

pub(crate) fn coarse_overlay(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let coarse = subject.coverages().iter().flat_map(|laid| &laid.coarse);
    let finding = |coarse: &Coarse| {
        let features: Vec<FeatureId> = coarse.features.iter().copied().collect();
        let (touch, found) = (width(subject.tolerances.touch_m), width(coarse.found_m));
        let found = Finding::new(subject, "coarse-overlay", Severity::Warning, features.clone(), |lang| {
            let (list, degrees) = (names(project, &features, lang), number(coarse.extent_deg, 0));
            tr!(lang, "finding.coarse-overlay", list = list, touch = touch, found = found, degrees = degrees)
                .into_owned()
        });
        match coarse.places.split_first() {
            Some(([at, _], others)) => found.placed(*at, None).also_at(others.iter().map(|[at, _]| *at).collect()),
            None => found,
        }
    };
    coarse.map(finding).collect()
}
