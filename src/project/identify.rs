//! Identify: which features are at a position, topmost first.
//! Must not know pixels: a tolerance is in metres.

use std::ops::ControlFlow;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{FeatureId, Layer, ProjectContent};
use crate::crs::Drawn;
use crate::geodesy::{degrees_around, distance_m};
use crate::geometry::{Extent, LonLat, Part, Reach, Shape, Side, nearest_on_line};

type Entry = GeomWithData<Rectangle<[f64; 2]>, FeatureId>;

/// The extents of all features that answer to a click.
#[derive(Debug)]
pub(super) struct FeatureIndex {
    tree: RTree<Entry>,
    /// The box around all of them: most turns of a position lie far outside it.
    extent: Extent,
    /// The most metres that an edge as drawn may lie beyond the extent of its feature.
    beyond_m: f64,
}

impl FeatureIndex {
    pub(super) fn new(project: &ProjectContent) -> Self {
        let entry = |id: FeatureId| {
            let extent = project.noded_shape(id)?.extent();
            let answers = project.layers[id.layer].queryable && !extent.is_empty();
            let corners = ([extent.west, extent.south], [extent.east, extent.north]);
            answers.then(|| Entry::new(Rectangle::from_corners(corners.0, corners.1), id))
        };
        let entries: Vec<Entry> = project.feature_ids().filter_map(entry).collect();
        let boxes = entries.iter().filter_map(|entry| project.noded_shape(entry.data)).map(Shape::extent);
        let extent = boxes.fold(Extent::EMPTY, Extent::union);
        let beyond_m =
            project.layers.iter().filter_map(|layer| layer.data.drawn()).map(Drawn::most_bend_m).fold(0.0, f64::max);
        Self { tree: RTree::bulk_load(entries), extent, beyond_m }
    }

    /// Visits every feature whose extent meets a box.
    fn near(&self, extent: Extent, mut visit: impl FnMut(FeatureId)) {
        if self.extent.intersects(&extent) {
            let window = AABB::from_corners([extent.west, extent.south], [extent.east, extent.north]);
            let _all: ControlFlow<()> = self.tree.locate_in_envelope_intersecting_int(window, |entry| {
                visit(entry.data);
                ControlFlow::Continue(())
            });
        }
    }
}

/// An area answers when its border is so near, metres: on a border that slants no position is exactly, but for a vertex, since a
/// position has only so many digits.
const BORDER_M: f64 = 0.001;
/// Of more vertices than this around a position, none is looked for.
const MANY_VERTICES: usize = 2_000_000;

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

impl ProjectContent {
    /// Builds the index of [`identify`](Self::identify) and the boxes around everything, unless they are there: for who will ask soon and has the time
    /// now. It takes about a second for a million features.
    pub fn prepare_identify(&self) {
        self.index();
        let _boxes = (self.extent(), self.full_extent());
    }

    /// The features at a position, topmost first: points and lines within `tolerance_m` metres, nearest first; then the
    /// areas that hold the position, their borders and a millimetre around them included, smallest first. Layers that are hidden at
    /// first do not answer.
    ///
    /// ```
    /// use zonemap::formats::{OpenOptions, open_builtin};
    ///
    /// let project = open_builtin(&OpenOptions::default())?;
    /// let part = project.wholes[0].parts[0];
    /// let at = project.layers[part.layer].data.inner_point(part.feature).expect("a point in an area");
    /// assert!(project.identify(at, 10.0).iter().any(|found| found.id == part));
    /// # Ok::<(), zonemap::formats::OpenError>(())
    /// ```
    #[must_use]
    pub fn identify(&self, at: LonLat, tolerance_m: f64) -> Vec<Found> {
        self.identify_among(at, tolerance_m, |id| self.layers[id.layer].visible.then_some(id.layer))
    }

    /// The same of those features that have a place in the order in which layers are drawn.
    pub(crate) fn identify_among(
        &self,
        at: LonLat,
        tolerance_m: f64,
        order: impl Fn(FeatureId) -> Option<usize>,
    ) -> Vec<Found> {
        let mut answers: Vec<(Rank, usize, Found)> = Vec::new();
        let reach = Reach::of(degrees_around(at, BORDER_M));
        let within_m = tolerance_m.max(BORDER_M) + self.index().beyond_m;
        for at in turns(at) {
            self.index().near(degrees_around(at, within_m), |id| {
                let Some(order) = order(id) else { return };
                if !answers.iter().any(|(.., found)| found.id == id) {
                    let answer = self.answer(id, at, reach, tolerance_m);
                    answers.extend(answer.map(|(rank, found)| (rank, order, found)));
                }
            });
        }
        // Only areas that lie over one another have to be measured. Of equals the upper layer comes first, then the later
        // feature, which is drawn over the earlier.
        let size = |(rank, _, found): &(Rank, usize, Found)| match rank {
            Rank::Point | Rank::Line => found.distance_m,
            Rank::Area => self.area_m2(found.id),
        };
        answers.sort_by(|a, b| {
            let by_rank = a.0.cmp(&b.0).then_with(|| size(a).total_cmp(&size(b)));
            by_rank.then((b.1, b.2.id).cmp(&(a.1, a.2.id)))
        });
        answers.into_iter().map(|(.., found)| found).collect()
    }

    /// The vertex nearest to a position and within so many metres of it, of the features that are shown; none where there are too many to mean
    /// one of them.
    pub(crate) fn nearest_vertex(
        &self,
        at: LonLat,
        within_m: f64,
        is_shown: impl Fn(FeatureId) -> bool,
    ) -> Option<LonLat> {
        let (mut nearest, mut seen): (Option<(f64, LonLat)>, usize) = (None, 0);
        for at in turns(at) {
            let near = degrees_around(at, within_m);
            self.index().near(near, |id| {
                if seen > MANY_VERTICES || !is_shown(id) {
                    return;
                }
                let vertices = self.shape(id).map_or(&[][..], Shape::positions);
                seen += vertices.len();
                for &vertex in vertices.iter().filter(|vertex| near.contains(**vertex)) {
                    let off = distance_m(vertex, at);
                    if off <= within_m && nearest.is_none_or(|(least, _)| off < least) {
                        nearest = Some((off, vertex));
                    }
                }
            });
        }
        nearest.filter(|_| seen <= MANY_VERTICES).map(|(_, vertex)| vertex)
    }

    /// The areas that hold a position, hidden ones too, in no order.
    pub(crate) fn areas_at(&self, at: LonLat) -> Vec<FeatureId> {
        let mut areas = Vec::new();
        for at in turns(at) {
            self.index().near(degrees_around(at, 0.0), |id| {
                if self.layers[id.layer].data.side(id.feature, at).is_within() {
                    areas.push(id);
                }
            });
        }
        areas
    }

    fn answer(&self, id: FeatureId, at: LonLat, reach: Reach, tolerance_m: f64) -> Option<(Rank, Found)> {
        let shape = self.noded_shape(id)?;
        let layer = &self.layers[id.layer];
        if shape.is_areal() && holds(layer, id.feature, at, reach) {
            return Some((Rank::Area, Found { id, distance_m: 0.0 }));
        }
        let (rank, distance_m) = nearest_part(layer, shape, at)?;
        let found = Found { id, distance_m };
        (distance_m <= tolerance_m).then_some((rank, found))
    }
}

/// A position by each of its longitudes: a chain that crosses the antimeridian may run on past 180°.
fn turns(at: LonLat) -> [LonLat; 3] {
    [0.0, -360.0, 360.0].map(|turn| LonLat { lon: at.lon + turn, lat: at.lat })
}

/// Whether a feature's polygons hold a position, or have their border as it was drawn within [`BORDER_M`] of it, which is `reach` there.
fn holds(layer: &Layer, feature: usize, at: LonLat, reach: Reach) -> bool {
    let Some(drawn) = layer.data.drawn() else { return layer.data.side_within(feature, at, reach).is_within() };
    match layer.data.side_within(feature, at, drawn.reach(at, BORDER_M)) {
        Side::Border => {
            layer.data.noded_shapes().get(feature).is_some_and(|shape| drawn.is_within(shape, at, BORDER_M))
        }
        side @ (Side::Inside | Side::Outside) => side.is_within(),
    }
}

/// The nearest point or line of a shape, with its distance in metres.
fn nearest_part(layer: &Layer, shape: Shape<'_>, at: LonLat) -> Option<(Rank, f64)> {
    let nearest = |line| match layer.data.drawn() {
        Some(drawn) => drawn.nearest_on_line(line, at),
        None => nearest_on_line(line, at),
    };
    let distance = |part| match part {
        Part::Points(points) => {
            points.iter().map(|&point| distance_m(point, at)).min_by(f64::total_cmp).map(|metres| (Rank::Point, metres))
        }
        Part::Line(line) => nearest(line).map(|place| (Rank::Line, distance_m(place, at))),
        Part::Polygon(_) => None,
    };
    shape.parts().filter_map(distance).min_by(|a, b| a.1.total_cmp(&b.1))
}
