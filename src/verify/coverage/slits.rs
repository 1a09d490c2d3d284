//! Slits between borders closed where they end, so that a place which only a slit joins to the outside is enclosed.
//! Must not know how severe such a place is.

use super::beside::{Beside, Near, Vertices, apart_m};
use super::borders::passes;
use super::covers::holds;
use super::laid::{Laid, Left};
use super::patch::{Patch, most_width_m};
use super::wound::Piece;
use crate::geodesy::{Ellipsoid, LONGEST_DEGREE_M, degrees_around};
use crate::geometry::overlay::{Region, Sides, less_around};
use crate::geometry::{BoxIndex, Extent, LonLat, Shape, Shapes, edges_meet, nearest_on_line, open_ring, side};
use crate::project::{FeatureId, Project};
use crate::verify::Tolerances;
use geo::algorithm::kernels::Orientation;

/// Where slits are closed, each with a rectangle over it.
struct Bridges {
    /// What all of them are narrower than, metres.
    within_m: f64,
    rectangles: Vec<Vec<LonLat>>,
    /// What each of them joins: a vertex and the border beside it.
    slits: Vec<Beside>,
}

/// Half the width of a rectangle in steps of the overlay's grid, at least, of which there are so many over the extent of a coverage.
const STEPS: f64 = 4.0;
const GRID: f64 = 1_073_741_824.0;

/// What lies beside the vertices of a coverage, and where an edge leaves it.
struct Slits<'a> {
    near: &'a [Beside],
    /// For each of them within how many metres all edges from its place run along a border beside them.
    along_m: Vec<f64>,
}

impl<'a> Slits<'a> {
    /// Those between vertices and the borders near them, of which nothing is asked but by two distances in metres.
    fn of(laid: &Laid<'_>, vertices: &Vertices, near: &'a Near, asked_m: [f64; 2]) -> Self {
        let [least_m, most_m] = [asked_m[0].min(asked_m[1]), asked_m[0].max(asked_m[1])];
        let mut along_m = vec![f64::NEG_INFINITY; near.all.len()];
        for (at, edge) in laid.loose.iter().enumerate().filter(|_| !near.all.is_empty()) {
            let (own, places) = (laid.piece(edge), vertices.places(at));
            let beside = places.map(|place| near.at(place));
            let there = |end: usize, neighbour: Piece| {
                near.all[beside[end].clone()].iter().find(|near| near.neighbour == neighbour)
            };
            let end_m = |end: usize, neighbour: Piece| {
                let near_m = there(end, neighbour).map_or(f64::INFINITY, |near| near.distance_m);
                if near_m >= least_m && vertices.has(places[end], neighbour) { 0.0 } else { near_m }
            };
            let middle = edge.middle();
            // The edges of a border that the ends are beside bound how far it is from the middle.
            let at_most_m = |neighbour: Piece| {
                let edges =
                    [0, 1].into_iter().filter_map(|end| there(end, neighbour)).map(|near| laid.loose[near.edge]);
                let places = edges.filter_map(|edge| nearest_on_line(&[edge.from, edge.to], middle));
                let degree_m = Ellipsoid::WGS84.degree_m(middle.lat);
                places.map(|place| apart_m(degree_m, middle, place)).fold(f64::INFINITY, f64::min)
            };
            let asked = |metres: f64| asked_m.map(|asked_m| metres < asked_m);
            // An edge may also lead from one border of a neighbour across a place to another.
            let mut best_m = f64::INFINITY;
            let beside_ends = beside.iter().flat_map(|range| &near.all[range.clone()]);
            for near in beside_ends.filter(|near| near.neighbour != own) {
                let by_ends_m = near.distance_m.max(end_m(0, near.neighbour)).max(end_m(1, near.neighbour));
                if by_ends_m < best_m.min(most_m) {
                    let within_m = by_ends_m.max(at_most_m(near.neighbour));
                    let is_known = asked(within_m) == asked(by_ends_m);
                    let middle_m = || laid.beside_m(middle, near.neighbour, best_m.min(most_m));
                    best_m = best_m.min(if is_known { within_m } else { by_ends_m.max(middle_m()) });
                }
            }
            beside.into_iter().flatten().for_each(|place| along_m[place] = along_m[place].max(best_m));
        }
        Self { near: &near.all, along_m }
    }
}

impl Bridges {
    /// Over the slits narrower than so many metres. Within a slit all vertices lie beside the border on the other side; it need only be
    /// closed at its ends, where an edge does not run along that border. An edge that runs along one has nothing but a slit beside it, or
    /// else an edge of that border has more, at which it is closed: where borders differ by noise alone few are left.
    fn over(slits: &Slits<'_>, within_m: f64, reach_m: f64) -> Self {
        let ends = slits.near.iter().zip(&slits.along_m);
        let ends = ends.filter(|(near, along_m)| near.distance_m < within_m && **along_m >= within_m);
        let (rectangles, slits) = ends.map(|(near, _)| (rectangle(near, reach_m), *near)).unzip();
        Self { within_m, rectangles, slits }
    }

    /// Whether any of the slits is as wide as so many metres.
    fn are_as_wide_as(&self, width_m: f64) -> bool {
        self.slits.iter().any(|slit| slit.distance_m >= width_m)
    }

    /// The rings of those gaps that are so many metres wide and that any of them may part into two, both wider than the slits.
    /// A convex gap is none: it is widest along one run of its length, so that beyond a slit it is as narrow.
    fn in_gaps(&self, gaps: &[Patch], width_m: f64) -> Vec<Vec<LonLat>> {
        let boxes: Vec<Extent> = self.rectangles.iter().map(|rectangle| Extent::of(rectangle)).collect();
        let index = BoxIndex::new(&boxes);
        let wide = gaps.iter().filter(|gap| gap.width_m >= width_m);
        let near = |gap: &Patch| index.meeting(gap.region.extent());
        let met = wide.filter(|gap| near(gap).next().is_some()).map(|gap| (gap, rings(&gap.region)));
        let is_parted = |(gap, rings): &(&Patch, Vec<Vec<LonLat>>)| {
            !is_convex(rings) && near(gap).any(|slit| may_part(rings, &self.slits[slit], self.within_m))
        };
        met.filter(is_parted).flat_map(|(_, rings)| rings).collect()
    }

    /// Those that lie on some loops.
    fn on(&self, loops: &[Vec<LonLat>]) -> Self {
        let edges: Vec<Extent> = loops.iter().flat_map(|path| path.windows(2)).map(Extent::of).collect();
        let index = BoxIndex::new(&edges);
        let each = self.rectangles.iter().zip(&self.slits);
        let on = each.filter(|(rectangle, _)| index.meeting(Extent::of(rectangle)).next().is_some());
        let (rectangles, slits) = on.map(|(rectangle, slit)| (rectangle.clone(), *slit)).unzip();
        Self { within_m: self.within_m, rectangles, slits }
    }

    /// The places that are enclosed when the slits are closed between loops around what is covered.
    fn enclosed(&self, loops: &[Vec<LonLat>], most_pairs: &mut u64) -> Sides {
        let all: Vec<&[LonLat]> = loops.iter().chain(&self.rectangles).map(Vec::as_slice).collect();
        less_around(&all, 1, loops.len(), most_pairs)
    }

    /// How wide the slits are that a region ends at, metres, where they are widest; none where it ends at none.
    fn widest_at(&self, regions: &[Region]) -> Vec<Option<f64>> {
        let boxes: Vec<Extent> = self.rectangles.iter().map(|rectangle| grown(Extent::of(rectangle))).collect();
        let index = BoxIndex::new(&boxes);
        let at = |region: &Region| {
            let vertices = region.rings.iter().flatten();
            let near = vertices.flat_map(|&vertex| index.meeting(Extent::of(&[vertex])));
            near.map(|bridge| self.slits[bridge].distance_m).max_by(f64::total_cmp)
        };
        regions.iter().map(at).collect()
    }
}

impl Laid<'_> {
    /// How far a polygon's border is from a position, metres; infinite where it is no nearer than so many.
    fn beside_m(&self, at: LonLat, polygon: Piece, within_m: f64) -> f64 {
        let degree_m = Ellipsoid::WGS84.degree_m(at.lat);
        let own = self.within(degrees_around(at, within_m)).filter(|edge| self.piece(edge) == polygon);
        let places = own.filter_map(|edge| nearest_on_line(&[edge.from, edge.to], at));
        let nearest_m = places.map(|place| apart_m(degree_m, at, place)).fold(f64::INFINITY, f64::min);
        if nearest_m < within_m { nearest_m } else { f64::INFINITY }
    }

    /// What lies beside the vertices, and the places that are enclosed when the slits that show there are closed.
    pub(super) fn look_beside(
        &mut self,
        project: &Project,
        tolerances: &Tolerances,
        outline: &[Vec<LonLat>],
        left: &mut Left,
    ) {
        let vertices = Vertices::of(self);
        self.besides = vertices.besides(self, tolerances, &mut left.beside);
        let near = std::mem::take(&mut self.besides.near);
        if self.group.whole.is_some() {
            return;
        }
        let extent = outline.iter().map(|path| Extent::of(path)).fold(Extent::EMPTY, Extent::union);
        let reach_m = reach_m(tolerances.touch_m, extent);
        let (touch_m, mismatch_m) = (tolerances.touch_m, tolerances.mismatch_m);
        let slits = Slits::of(self, &vertices, &near, [touch_m, mismatch_m]);
        let [touching, narrow] = [touch_m, mismatch_m].map(|within_m| Bridges::over(&slits, within_m, reach_m));
        // A gap that comes not apart stays as it is.
        let gaps =
            self.behind(project, tolerances, outline, (&touching, self.found.gaps.len(), 0.0, 2), &mut left.overlay);
        let enclosed;
        (self.found.gaps, enclosed) = parted(std::mem::take(&mut self.found.gaps), gaps);
        // Where all slits are so narrow that they count for none, there is no more to find.
        if narrow.are_as_wide_as(tolerances.touch_m) {
            let wide_m = tolerances.gap_width_m;
            let mut gaps = self.behind(project, tolerances, outline, (&narrow, enclosed, wide_m, 1), &mut left.overlay);
            gaps.retain(|gap| gap.patch.width_m >= tolerances.mismatch_m && !self.is_told(tolerances, gap));
            self.found.open_gaps = gaps.into_iter().map(|gap| (gap.patch, gap.slit_m)).collect();
        }
    }

    /// Whether a place behind slits needs no word of its own: it is where a gap is widest, or in one that is narrow and so an error.
    fn is_told(&self, tolerances: &Tolerances, behind: &Behind) -> bool {
        let of = behind.of.and_then(|of| self.found.gaps.get(of));
        let is_its_widest = |gap: &Patch| holds(&rings(&behind.patch.region), gap.at);
        of.is_some_and(|gap| gap.width_m < tolerances.gap_width_m || is_its_widest(gap))
    }

    /// The places between several areas that are enclosed when slits are closed: at the outline of all of them, and in those of the gaps
    /// that are so many metres wide, that slits may part, and that have so many such places at least. The first so many of the gaps are enclosed;
    /// the outline runs around the others.
    fn behind(
        &mut self,
        project: &Project,
        tolerances: &Tolerances,
        outline: &[Vec<LonLat>],
        (bridges, enclosed, width_m, places): (&Bridges, usize, f64, usize),
        most_pairs: &mut u64,
    ) -> Vec<Behind> {
        let in_gaps = bridges.in_gaps(&self.found.gaps[..enclosed], width_m);
        let around_gaps = in_gaps.into_iter().map(|mut ring| {
            ring.reverse();
            ring
        });
        let loops: Vec<Vec<LonLat>> = outline.iter().cloned().chain(around_gaps).collect();
        let bridges = bridges.on(&loops);
        if bridges.rectangles.is_empty() {
            return Vec::new();
        }
        let Sides { less, failed, .. } = bridges.enclosed(&loops, most_pairs);
        let failed = failed.iter().filter_map(|&at| loops.get(at));
        let lost: Vec<FeatureId> = failed.flat_map(|path| self.on(path)).collect();
        self.unchecked.extend(lost);
        let gaps = &self.found.gaps;
        let index = BoxIndex::new(&gaps.iter().map(|gap| gap.region.extent()).collect::<Vec<_>>());
        let of = |at: LonLat| index.meeting(Extent::of(&[at])).find(|&gap| holds(&rings(&gaps[gap].region), at));
        let likely = |region: &Region| Shapes::of_polygon(&region.rings).iter().next()?.inner_point().and_then(of);
        let likely: Vec<Option<usize>> = less.iter().map(likely).collect();
        let mut in_gap = vec![0; gaps.len()];
        likely.iter().flatten().for_each(|&gap| in_gap[gap] += 1);
        let asked = |gap: &Option<usize>| gap.is_none_or(|gap| in_gap[gap] >= places);
        let behind = |((region, slit_m), _): ((&Region, Option<f64>), _)| {
            let slit_m = slit_m?;
            let (patch, pieces) = self.patch_along(project, region, tolerances)?;
            (self.is_here(patch.at) && pieces > 1).then(|| Behind { of: of(patch.at), patch, slit_m })
        };
        let found = less.iter().zip(bridges.widest_at(&less)).zip(&likely);
        found.filter(|(_, gap)| asked(gap)).filter_map(behind).collect()
    }
}

/// A place behind slits.
struct Behind {
    patch: Patch,
    /// How wide the slits are where they are widest, metres.
    slit_m: f64,
    /// The gap that it is in, of those that are enclosed anyway.
    of: Option<usize>,
}

/// Gaps with those behind slits that count for none: instead of a gap the several that it comes apart into, and further ones at the outline,
/// which come last. And how many come before these.
fn parted(gaps: Vec<Patch>, behind: Vec<Behind>) -> (Vec<Patch>, usize) {
    let mut parts = vec![0; gaps.len()];
    behind.iter().filter_map(|gap| gap.of).for_each(|gap| parts[gap] += 1);
    let (pieces, further): (Vec<Behind>, Vec<Behind>) = behind.into_iter().partition(|gap| gap.of.is_some());
    let pieces = pieces.into_iter().filter(|gap| gap.of.is_some_and(|of| parts[of] > 1)).map(|gap| gap.patch);
    let whole = gaps.into_iter().zip(&parts).filter(|(_, parts)| **parts < 2).map(|(gap, _)| gap);
    let mut all: Vec<Patch> = whole.chain(pieces).collect();
    let enclosed = all.len();
    all.extend(further.into_iter().map(|gap| gap.patch));
    (all, enclosed)
}

/// A box and a quarter of its size around it, as vertices of a region lie on a grid.
fn grown(extent: Extent) -> Extent {
    let [lon, lat] = [(extent.east - extent.west) / 4.0, (extent.north - extent.south) / 4.0];
    let Extent { west, south, east, north } = extent;
    Extent { west: west - lon, south: south - lat, east: east + lon, north: north + lat }
}

/// What a rectangle over a slit reaches beyond its borders, metres, in a coverage of an extent.
fn reach_m(touch_m: f64, extent: Extent) -> f64 {
    let span = (extent.east - extent.west).max(extent.north - extent.south);
    touch_m.max(STEPS * span / GRID * LONGEST_DEGREE_M)
}

/// A rectangle from a corner to the place beside it and so many metres around both, counter-clockwise.
fn rectangle(near: &Beside, reach_m: f64) -> Vec<LonLat> {
    let at = near.at;
    let [east_m, north_m] = Ellipsoid::WGS84.degree_m(at.lat);
    let way = [(near.place.lon - at.lon) * east_m, (near.place.lat - at.lat) * north_m];
    let along = if near.distance_m > 0.0 { way.map(|part| part / near.distance_m) } else { [1.0, 0.0] };
    let vertex = |ahead_m: f64, left_m: f64| LonLat {
        lon: at.lon + (along[0] * ahead_m - along[1] * left_m) / east_m,
        lat: at.lat + (along[1] * ahead_m + along[0] * left_m) / north_m,
    };
    let (back_m, ahead_m) = (-reach_m, near.distance_m + reach_m);
    let first = vertex(back_m, -reach_m);
    vec![first, vertex(ahead_m, -reach_m), vertex(ahead_m, reach_m), vertex(back_m, reach_m), first]
}

/// Whether closing a slit may part a gap into two places that are both wider than so many metres. Where the slit cuts no more than a tip
/// off it, as at the narrow ends of most, what is left is one.
fn may_part(rings: &[Vec<LonLat>], slit: &Beside, wide_m: f64) -> bool {
    let [ring] = rings else { return true };
    let open = open_ring(ring);
    let Some(at) = open.iter().position(|&vertex| vertex == slit.at) else {
        // A slit that begins elsewhere is in the gap only where it leads across it.
        let crosses = |edge: &[LonLat]| edges_meet([edge[0], edge[1]], [slit.at, slit.place]).is_some();
        return holds(rings, slit.at.midpoint(slit.place)) || ring.windows(2).any(crosses);
    };
    let around: Vec<LonLat> = open[at..].iter().chain(&open[..=at]).copied().collect();
    let is_wide = |way: &[LonLat]| {
        let part: Vec<LonLat> = way.iter().chain([&slit.place]).copied().collect();
        most_width_m(&part) > wide_m
    };
    let mut ends = (0..open.len()).filter(|&end| passes([around[end], around[end + 1]], slit.place)).peekable();
    match ends.peek() {
        Some(_) => ends.any(|end| is_wide(&around[..=end]) && is_wide(&around[end + 1..])),
        None => holds(rings, slit.at.midpoint(slit.place)),
    }
}

/// Whether a place by its closed rings has no vertex that points inwards, nor any hole.
fn is_convex(rings: &[Vec<LonLat>]) -> bool {
    let [ring] = rings else { return false };
    let open = open_ring(ring);
    let next = |at: usize| open[(at + 1) % open.len()];
    (0..open.len()).all(|at| side(open[at], next(at), next(at + 1)) != Orientation::Clockwise)
}

/// The rings of a place.
fn rings(region: &Shapes) -> Vec<Vec<LonLat>> {
    let polygons = region.iter().flat_map(Shape::polygons);
    polygons.flat_map(|polygon| polygon.rings().map(<[LonLat]>::to_vec)).collect()
}
