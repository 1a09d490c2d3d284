//! A coverage laid over itself, worked out once for all rules: its loose edges, where it is covered twice, not at all, or too far.
//! Must not know how grave any of it is.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::groups::{Group, groups};
use super::patch::{Patch, patches};
use crate::geometry::overlay::{
    LooseEdge, OverlayFailed, Region, Rings, Side, Winding, cancelled, difference_within, loose_edges, regions_within,
    traced,
};
use crate::geometry::{Extent, LonLat, Part};
use crate::project::{FeatureId, Project};
use crate::verify::{Tolerances, Vertex};

type Entry = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// A group of areas laid over one another.
pub(crate) struct Laid<'a> {
    pub(super) group: Group<'a>,
    /// The edges that no neighbour has.
    pub(super) loose: Vec<LooseEdge>,
    rings: Rings,
    /// The feature of each ring, and which of its rings it is.
    owners: Vec<(FeatureId, usize)>,
    tree: RTree<Entry>,
    /// What was found; none where the engine failed.
    pub(super) found: Option<Found>,
}

/// The places of a coverage that are not covered once.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) overlaps: Vec<Patch>,
    /// Enclosed but not covered; of a whole, not covered by its parts.
    pub(super) gaps: Vec<Patch>,
    /// Covered by parts but not by their whole.
    pub(super) outside: Vec<Patch>,
}

/// Every coverage of a project, laid over itself. What a single area does to itself is not asked here.
pub(crate) fn lay<'a>(project: &'a Project, tolerances: &Tolerances) -> Vec<Laid<'a>> {
    let several = |group: &Group<'_>| group.whole.is_some() || group.members.len() > 1;
    groups(project).into_iter().filter(several).map(|group| Laid::new(project, tolerances, group)).collect()
}

impl<'a> Laid<'a> {
    fn new(project: &'a Project, tolerances: &Tolerances, group: Group<'a>) -> Self {
        let (rings, owners) = directed(project, &group.members);
        let loose = loose_edges(&rings);
        let entries = loose.iter().enumerate().map(|(at, edge)| {
            let [from, to] = [edge.from, edge.to].map(|end| [end.lon, end.lat]);
            Entry::new(Rectangle::from_corners(from, to), at)
        });
        let tree = RTree::bulk_load(entries.collect());
        let mut laid = Self { group, loose, rings, owners, tree, found: None };
        laid.found =
            laid.overlaid(project, tolerances.most_pairs).ok().map(|areas| laid.found_of(project, tolerances, &areas));
        laid
    }

    /// The areas covered twice, not at all, and too far.
    fn overlaid(&self, project: &Project, most: u64) -> Result<[Vec<Region>; 3], OverlayFailed> {
        let loops = traced(&self.loose);
        let overlaps = regions_within(&loops, Side::MoreThan(1), most)?;
        if self.group.across.is_some() {
            return Ok([overlaps, Vec::new(), Vec::new()]);
        }
        let Some(whole) = self.group.whole else {
            // A hole of a single area is meant, as far as its neighbours can tell.
            let mut gaps = regions_within(&loops, Side::LessThan(1), most)?;
            gaps.retain(|gap| self.along(gap).len() > 1);
            return Ok([overlaps, gaps, Vec::new()]);
        };
        let (outline, _) = directed(project, &[whole.whole]);
        let outline = cancelled(outline.iter());
        let (against, _) = opposed(project, whole.whole);
        let differs = !cancelled(loops.iter().map(Vec::as_slice).chain(against.iter())).is_empty();
        if !differs {
            return Ok([overlaps, Vec::new(), Vec::new()]);
        }
        let gaps = difference_within(&outline, &loops, &mut { most })?;
        Ok([overlaps, gaps, difference_within(&loops, &outline, &mut { most })?])
    }

    fn found_of(&self, project: &Project, tolerances: &Tolerances, areas: &[Vec<Region>; 3]) -> Found {
        let [overlaps, gaps, outside] = areas;
        let covering = |at: LonLat, _: &Region| self.covering(project, at);
        let around = |_: LonLat, region: &Region| self.along(region);
        let vertex = |region: &Region, features: &[FeatureId]| self.vertex_on(project, region, features);
        Found {
            overlaps: patches(overlaps, tolerances, covering, vertex),
            gaps: patches(gaps, tolerances, around, vertex),
            outside: patches(outside, tolerances, covering, vertex),
        }
    }

    /// The members that hold a position.
    fn covering(&self, project: &Project, at: LonLat) -> Vec<FeatureId> {
        let mut found: Vec<FeatureId> =
            project.areas_at(at).into_iter().filter(|id| self.group.members.binary_search(id).is_ok()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The members with a border along a region's.
    fn along(&self, region: &Region) -> Vec<FeatureId> {
        let mut found = Vec::new();
        for edge in region.rings.iter().flat_map(|ring| ring.windows(2)) {
            let middle =
                LonLat { lon: f64::midpoint(edge[0].lon, edge[1].lon), lat: f64::midpoint(edge[0].lat, edge[1].lat) };
            found.extend(self.near(middle, STEP).filter(|near| passes(near, middle)).map(|edge| self.owner(edge)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The loose edges whose box comes within so many degrees of a position.
    pub(super) fn near(&self, at: LonLat, degrees: f64) -> impl Iterator<Item = &LooseEdge> {
        let [west, south, east, north] = [at.lon - degrees, at.lat - degrees, at.lon + degrees, at.lat + degrees];
        self.within(Extent { west, south, east, north })
    }

    /// The loose edges whose box meets another.
    pub(super) fn within(&self, extent: Extent) -> impl Iterator<Item = &LooseEdge> {
        let window = AABB::from_corners([extent.west, extent.south], [extent.east, extent.north]);
        self.tree.locate_in_envelope_intersecting(window).map(|entry| &self.loose[entry.data])
    }

    /// The feature that an edge is of.
    pub(super) fn owner(&self, edge: &LooseEdge) -> FeatureId {
        self.owners[edge.ring as usize].0
    }

    /// A coordinate on a region's outline, one of the named features' if it has any.
    fn vertex_on(&self, project: &Project, region: &Region, features: &[FeatureId]) -> Option<Vertex> {
        let corners = region.rings.first()?.iter();
        let mut edges = corners.flat_map(|&corner| self.near(corner, 0.0).filter(move |edge| edge.from == corner));
        let edge = edges.find(|edge| features.contains(&self.owner(edge)))?;
        self.vertex(project, edge, 0)
    }

    /// The coordinate that an edge starts at, or so many positions after it.
    pub(super) fn vertex(&self, project: &Project, edge: &LooseEdge, after: usize) -> Option<Vertex> {
        let (feature, ring) = self.owners[edge.ring as usize];
        let at = self.rings.place_in_file(edge.ring as usize, edge.at as usize + after);
        let mut before = 0;
        let mut rings = 0;
        for part in project.shape(feature)?.parts() {
            match part {
                Part::Points(path) | Part::Line(path) => before += path.len(),
                Part::Polygon(polygon) => {
                    for path in polygon.rings() {
                        if rings == ring {
                            return Some(Vertex { feature, position: before + at });
                        }
                        (before, rings) = (before + path.len(), rings + 1);
                    }
                }
            }
        }
        None
    }
}

/// What a corner made by crossing edges may be off them, degrees: a tenth of a millimetre and the engine's grid.
const STEP: f64 = 4e-9;

fn passes(edge: &LooseEdge, at: LonLat) -> bool {
    crate::geometry::nearest_on_line(&[edge.from, edge.to], at)
        .is_some_and(|place| (place.lon - at.lon).powi(2) + (place.lat - at.lat).powi(2) <= STEP * STEP)
}

fn directed(project: &Project, members: &[FeatureId]) -> (Rings, Vec<(FeatureId, usize)>) {
    wound(project, members, Winding::Covers)
}

fn opposed(project: &Project, id: FeatureId) -> (Rings, Vec<(FeatureId, usize)>) {
    wound(project, &[id], Winding::Uncovers)
}

fn wound(project: &Project, members: &[FeatureId], winding: Winding) -> (Rings, Vec<(FeatureId, usize)>) {
    let shapes = || members.iter().filter_map(|&id| Some((id, project.shape(id)?)));
    let mut rings = Rings::with_capacity(shapes().map(|(_, shape)| shape.vertex_count()).sum());
    let mut owners = Vec::with_capacity(members.len());
    for (id, shape) in shapes() {
        let before = rings.len();
        rings.push(shape, winding);
        owners.extend((0..rings.len() - before).map(|ring| (id, ring)));
    }
    (rings, owners)
}
