//! Slits between borders closed where they end, so that a place which only a slit joins to the outside is enclosed.
//! Must not know how severe such a place is.

use super::beside::{Beside, Besides, Vertices, apart_m};
use super::covers::holds;
use super::laid::{Laid, Left};
use super::patch::Patch;
use super::wound::Piece;
use crate::geodesy::{Ellipsoid, LONGEST_DEGREE_M, degrees_around};
use crate::geometry::overlay::{LooseEdge, Region, Sides, less_around};
use crate::geometry::{BoxIndex, Extent, LonLat, Shape, Shapes, nearest_on_line, side};
use crate::project::{FeatureId, Project};
use crate::verify::Tolerances;
use geo::algorithm::kernels::Orientation;

/// Where slits are closed, each with a rectangle over it.
struct Bridges {
    rectangles: Vec<Vec<LonLat>>,
    /// How wide the slit is at each, metres.
    widths_m: Vec<f64>,
}

/// Half the width of a rectangle in steps of the overlay's grid, at least, of which there are so many over the extent of a coverage.
const STEPS: f64 = 4.0;
const GRID: f64 = 1_073_741_824.0;

impl Bridges {
    /// Over the slits narrower than so many metres, between vertices and the borders near them. Within a slit all vertices lie beside the
    /// border on the other side; it need only be closed at its ends, where an edge does not run along that border. An edge that
    /// runs along one has nothing but a slit beside it, or else an edge of that border has more, at which it is closed: where borders
    /// differ by noise alone few are left.
    fn over(laid: &Laid<'_>, vertices: &Vertices, near: &[Beside], within_m: f64, reach_m: f64) -> Self {
        let mut ends = vec![false; near.len()];
        for edge in laid.loose.iter().filter(|_| !near.is_empty()) {
            let (own, places) = (laid.piece(edge), [edge.from, edge.to]);
            let beside = places.map(|place| Besides::at(near, place));
            let is_beside = |end: usize, neighbour: Piece| {
                let mut there = near[beside[end].clone()].iter();
                there.any(|near| near.neighbour == neighbour) || vertices.has(places[end], neighbour)
            };
            // An edge may also lead from one border of a neighbour across a place to another.
            let runs_along = |near: &Beside| {
                let neighbour = near.neighbour;
                let by_ends = neighbour != own && is_beside(0, neighbour) && is_beside(1, neighbour);
                by_ends && laid.is_beside(edge.middle(), neighbour, within_m)
            };
            if !beside.iter().any(|range| near[range.clone()].iter().any(runs_along)) {
                beside.into_iter().flatten().for_each(|place| ends[place] = true);
            }
        }
        let ends = near.iter().zip(ends).filter(|(_, ends)| *ends);
        let (rectangles, widths_m) = ends.map(|(near, _)| (rectangle(near, reach_m), near.distance_m)).unzip();
        Self { rectangles, widths_m }
    }

    /// Whether any of the slits is as wide as so many metres.
    fn are_as_wide_as(&self, width_m: f64) -> bool {
        self.widths_m.iter().any(|&own_m| own_m >= width_m)
    }

    /// The rings of those gaps that any of them may part and that are so many metres wide. A convex gap is none: it is widest along one
    /// run of its length, so that beyond a slit it is as narrow.
    fn in_gaps(&self, gaps: &[Patch], width_m: f64) -> Vec<Vec<LonLat>> {
        let boxes: Vec<Extent> = self.rectangles.iter().map(|rectangle| Extent::of(rectangle)).collect();
        let index = BoxIndex::new(&boxes);
        let wide = gaps.iter().filter(|gap| gap.width_m >= width_m);
        let met = wide.filter(|gap| index.meeting(gap.region.extent()).next().is_some()).map(|gap| rings(&gap.region));
        met.filter(|rings| !is_convex(rings)).flatten().collect()
    }

    /// Those that lie on some loops.
    fn on(&self, loops: &[Vec<LonLat>]) -> Self {
        let edges: Vec<Extent> = loops.iter().flat_map(|path| path.windows(2)).map(Extent::of).collect();
        let index = BoxIndex::new(&edges);
        let each = self.rectangles.iter().zip(&self.widths_m);
        let on = each.filter(|(rectangle, _)| index.meeting(Extent::of(rectangle)).next().is_some());
        let (rectangles, widths_m) = on.map(|(rectangle, width_m)| (rectangle.clone(), *width_m)).unzip();
        Self { rectangles, widths_m }
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
            near.map(|bridge| self.widths_m[bridge]).max_by(f64::total_cmp)
        };
        regions.iter().map(at).collect()
    }
}

impl Laid<'_> {
    /// Whether a polygon has a border within so many metres of a position.
    fn is_beside(&self, at: LonLat, polygon: Piece, within_m: f64) -> bool {
        let degree_m = Ellipsoid::WGS84.degree_m(at.lat);
        let mut own = self.within(degrees_around(at, within_m)).filter(|edge| self.piece(edge) == polygon);
        let nearest = |edge: &LooseEdge| nearest_on_line(&[edge.from, edge.to], at);
        own.any(|edge| nearest(edge).is_some_and(|place| apart_m(degree_m, at, place) < within_m))
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
        let slits = |within_m: f64| {
            let near: Vec<Beside> = near.iter().filter(|near| near.distance_m < within_m).copied().collect();
            Bridges::over(self, &vertices, &near, within_m, reach_m)
        };
        let (touching, narrow) = (slits(tolerances.touch_m), slits(tolerances.mismatch_m));
        let gaps = self.behind(project, tolerances, outline, &touching, 0.0, &mut left.overlay);
        self.found.gaps = parted(std::mem::take(&mut self.found.gaps), gaps);
        // Where all slits are so narrow that they count for none, there is no more to find.
        if narrow.are_as_wide_as(tolerances.touch_m) {
            let wide_m = tolerances.gap_width_m;
            let mut gaps = self.behind(project, tolerances, outline, &narrow, wide_m, &mut left.overlay);
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
    /// that are so many metres wide.
    fn behind(
        &mut self,
        project: &Project,
        tolerances: &Tolerances,
        outline: &[Vec<LonLat>],
        bridges: &Bridges,
        width_m: f64,
        most_pairs: &mut u64,
    ) -> Vec<Behind> {
        let in_gaps = bridges.in_gaps(&self.found.gaps, width_m);
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
        let behind = |(region, slit_m): (&Region, Option<f64>)| {
            let slit_m = slit_m?;
            let (patch, pieces) = self.patch_along(project, region, tolerances)?;
            (self.is_here(patch.at) && pieces > 1).then(|| Behind { of: of(patch.at), patch, slit_m })
        };
        less.iter().zip(bridges.widest_at(&less)).filter_map(behind).collect()
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

/// Gaps with those behind slits that count for none: further ones, and instead of a gap the several that it comes apart into.
fn parted(gaps: Vec<Patch>, behind: Vec<Behind>) -> Vec<Patch> {
    let mut parts = vec![0; gaps.len()];
    behind.iter().filter_map(|gap| gap.of).for_each(|gap| parts[gap] += 1);
    let further = behind.into_iter().filter(|gap| gap.of.is_none_or(|of| parts[of] > 1)).map(|gap| gap.patch);
    let further: Vec<Patch> = further.collect();
    let whole = gaps.into_iter().zip(&parts).filter(|(_, parts)| **parts < 2).map(|(gap, _)| gap);
    whole.chain(further).collect()
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

/// Whether a place by its closed rings has no vertex that points inwards, nor any hole.
fn is_convex(rings: &[Vec<LonLat>]) -> bool {
    let [ring] = rings else { return false };
    let open = ring.split_last().map_or(&[][..], |(_closing, open)| open);
    let next = |at: usize| open[(at + 1) % open.len()];
    (0..open.len()).all(|at| side(open[at], next(at), next(at + 1)) != Orientation::Clockwise)
}

/// The rings of a place.
fn rings(region: &Shapes) -> Vec<Vec<LonLat>> {
    let polygons = region.iter().flat_map(Shape::polygons);
    polygons.flat_map(|polygon| polygon.rings().map(<[LonLat]>::to_vec)).collect()
}
