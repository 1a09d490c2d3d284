//! Identify: which features are at a position, topmost first.
//! Must not know pixels: a tolerance is in metres.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{FeatureId, Project};
use crate::geodesy::{degrees_around, distance_m};
use crate::geometry::{Extent, LonLat, Part, Shape, nearest_on_line};

type Entry = GeomWithData<Rectangle<[f64; 2]>, FeatureId>;

/// The extents of all features that answer to a click.
#[derive(Debug)]
pub(super) struct FeatureIndex {
    tree: RTree<Entry>,
}

impl FeatureIndex {
    pub(super) fn new(project: &Project) -> Self {
        let entry = |id: FeatureId| {
            let extent = project.shape(id)?.extent();
            let answers = project.layers[id.layer].queryable && !extent.is_empty();
            let corners = ([extent.west, extent.south], [extent.east, extent.north]);
            answers.then(|| Entry::new(Rectangle::from_corners(corners.0, corners.1), id))
        };
        Self { tree: RTree::bulk_load(project.feature_ids().filter_map(entry).collect()) }
    }

    fn near(&self, extent: Extent) -> impl Iterator<Item = FeatureId> {
        let window = AABB::from_corners([extent.west, extent.south], [extent.east, extent.north]);
        self.tree.locate_in_envelope_intersecting(window).map(|entry| entry.data)
    }
}

/// A feature found at a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Which feature.
    pub id: FeatureId,
    /// How far the position is from it in metres; 0 inside an area or on its border.
    pub distance_m: f64,
}

/// The order of answers: points, then lines, then areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Point,
    Line,
    Area,
}

impl Project {
    /// The features at a position, topmost first: points and lines within `tolerance_m` metres, nearest first; then the
    /// areas that hold the position, their borders included, smallest first. Hidden layers do not answer.
    #[must_use]
    pub fn identify(&self, at: LonLat, tolerance_m: f64) -> Vec<Found> {
        let mut answers: Vec<(Rank, f64, Found)> = Vec::new();
        for at in turns(at) {
            for id in self.index().near(degrees_around(at, tolerance_m)) {
                let seen = answers.iter().any(|(_, _, found)| found.id == id);
                if self.layers[id.layer].visible && !seen {
                    answers.extend(self.answer(id, at, tolerance_m));
                }
            }
        }
        // Of equals the upper layer comes first, then the later feature, which is drawn over the earlier.
        answers.sort_by(|a, b| {
            let by_rank = a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
            by_rank.then(b.2.id.cmp(&a.2.id))
        });
        answers.into_iter().map(|(_, _, found)| found).collect()
    }

    /// The areas that hold a position, hidden ones too, in no order.
    pub(crate) fn areas_at(&self, at: LonLat) -> impl Iterator<Item = FeatureId> {
        turns(at).into_iter().flat_map(move |at| {
            let holds = move |id: &FeatureId| self.layers[id.layer].side(id.feature, at).is_within();
            self.index().near(degrees_around(at, 0.0)).filter(holds)
        })
    }

    fn answer(&self, id: FeatureId, at: LonLat, tolerance_m: f64) -> Option<(Rank, f64, Found)> {
        let shape = self.shape(id)?;
        if shape.is_areal() && self.layers[id.layer].side(id.feature, at).is_within() {
            return Some((Rank::Area, self.area_m2(id), Found { id, distance_m: 0.0 }));
        }
        let (rank, distance_m) = nearest_part(shape, at)?;
        let found = Found { id, distance_m };
        (distance_m <= tolerance_m).then_some((rank, distance_m, found))
    }
}

/// A position by each of its longitudes: a chain that crosses the antimeridian may run on past 180°.
fn turns(at: LonLat) -> [LonLat; 3] {
    [0.0, -360.0, 360.0].map(|turn| LonLat { lon: at.lon + turn, lat: at.lat })
}

/// The nearest point or line of a shape, with its distance in metres.
fn nearest_part(shape: Shape<'_>, at: LonLat) -> Option<(Rank, f64)> {
    let distance = |part| match part {
        Part::Points(points) => {
            points.iter().map(|&point| distance_m(point, at)).min_by(f64::total_cmp).map(|metres| (Rank::Point, metres))
        }
        Part::Line(line) => nearest_on_line(line, at).map(|place| (Rank::Line, distance_m(place, at))),
        Part::Polygon(_) => None,
    };
    shape.parts().filter_map(distance).min_by(|a, b| a.1.total_cmp(&b.1))
}
