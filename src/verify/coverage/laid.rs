//! A coverage overlaid, worked out once for all rules: its loose edges, where it is covered twice, not at all, or too far.
//! Must not know how severe any of it is.

use std::collections::BTreeSet;

use super::beside::Besides;
use super::coarse::Coarse;
use super::covers::{Covers, holds};
use super::groups::{Group, groups, without_lonely};
use super::over::LayersOver;
use super::pairs::{Shared, extent};
use super::patch::{Patch, is_wide, patch};
use super::wound::{Owner, Piece, covered, wound};
use crate::geometry::overlay::{
    LooseEdge, Region, Rings, Sides, both_sides, cancelled, difference_within, loose_edges, traced,
};
use crate::geometry::{BoxIndex, Extent, LonLat, Part, Shape, Side};
use crate::project::{FeatureId, Project, Whole};
use crate::verify::{Subject, Tolerances, Vertex};

/// A group of areas overlaid.
pub(crate) struct Laid<'a> {
    pub(super) group: Group<'a>,
    /// The edges that no neighbour has.
    pub(super) loose: Vec<LooseEdge>,
    rings: Rings,
    /// Whether what reaches 180° is there on both sides, so that what is found at either side of it is one place.
    goes_round: bool,
    /// Whose each ring is.
    owners: Vec<Owner>,
    pub(super) index: BoxIndex,
    /// The boxes of the members.
    boxes: BoxIndex,
    /// What was found.
    pub(super) found: Found,
    /// What lies beside its vertices.
    pub(super) besides: Besides,
    /// Borders nearer to each other than what is found.
    pub(super) coarse: Vec<Coarse>,
    /// The members that could not be overlaid on the others, or not with certainty.
    pub(super) unchecked: BTreeSet<FeatureId>,
}

/// The places of a coverage that are not covered once.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) overlaps: Vec<Patch>,
    /// Enclosed but not covered, slits narrower than what counts as touching closed; of a whole, not covered by its parts.
    pub(super) gaps: Vec<Patch>,
    /// Enclosed but for slits narrower than what may be a mismatch, each with the width of these in metres.
    pub(super) open_gaps: Vec<(Patch, f64)>,
    /// Narrow, enclosed by parts, and left out by their whole too, as it is where the whole was made of them.
    pub(super) holes: Vec<Patch>,
    /// Covered by parts but not by their whole.
    pub(super) outside: Vec<Patch>,
}

/// The regions of a coverage that are not covered once, however narrow.
#[derive(Default)]
struct Regions {
    twice: Vec<Region>,
    uncovered: Vec<Region>,
    /// What parts cover and their whole does not.
    too_far: Vec<Region>,
    /// What parts enclose, whatever their whole covers.
    enclosed: Vec<Region>,
}

/// How many pairs of edges may still be looked at: when overlaying, and for what is beside vertices.
pub(super) struct Left {
    pub(super) overlay: u64,
    pub(super) beside: u64,
}

/// Every coverage of a project, overlaid, and the layers that were not overlaid; the rings of some features cross.
/// What a single polygon does to itself is not asked here. One budget of pairs of edges is for all of them together.
pub(crate) fn lay<'a>(
    project: &'a Project,
    tolerances: &Tolerances,
    crossing: &BTreeSet<FeatureId>,
) -> (Vec<Laid<'a>>, Vec<LayersOver>) {
    let polygons = |id: &FeatureId| project.shape(*id).map_or(0, |shape| shape.polygons().take(2).count());
    let several = |group: &Group<'_>| group.whole.is_some() || group.members.iter().map(polygons).sum::<usize>() > 1;
    let mut left = Left { overlay: tolerances.most_pairs, beside: tolerances.most_pairs };
    let covers = Covers::of(project, crossing, &mut left.overlay);
    let (groups, over) = groups(project, &covers, (tolerances, &mut left.overlay));
    let groups = groups.into_iter().map(|group| without_lonely(project, tolerances, group, &covers));
    let laid = groups.filter(several).map(|group| Laid::new(project, tolerances, group, &covers, &mut left));
    (laid.collect(), over)
}

/// The edges of a whole's parts that no other of them has; none unless the parts were overlaid, each once.
pub(crate) fn outline<'s>(subject: &'s Subject<'_>, whole: &Whole) -> Option<&'s [LooseEdge]> {
    let mut laid = subject.coverages().iter().filter(|laid| !laid.goes_round);
    let own = laid.find(|laid| laid.group.whole == Some(whole))?;
    (own.group.members.len() == whole.parts.len()).then_some(own.loose.as_slice())
}

impl<'a> Laid<'a> {
    fn new(project: &'a Project, tolerances: &Tolerances, group: Group<'a>, covers: &Covers, left: &mut Left) -> Self {
        let (rings, owners) = wound(project, &group.members);
        let loose = loose_edges(&rings);
        let boxes: Vec<Extent> = loose.iter().map(|edge| Extent::of(&[edge.from, edge.to])).collect();
        let index = BoxIndex::new(&boxes);
        let boxes = BoxIndex::new(&group.members.iter().map(|&id| project.noded_extent(id)).collect::<Vec<_>>());
        let (found, besides, coarse, unchecked) = (Found::default(), Besides::default(), Vec::new(), BTreeSet::new());
        let goes_round = project.goes_round();
        let mut laid =
            Self { group, loose, rings, goes_round, owners, index, boxes, found, besides, coarse, unchecked };
        laid.unchecked.extend(laid.group.members.iter().filter(|id| covers.failed.contains(id)));
        let loops = laid.loops(project, covers);
        let (regions, outline) = laid.overlaid(project, tolerances, covers, &loops, left);
        laid.found = laid.found_of(project, tolerances, covers, &regions, &mut left.overlay);
        if laid.group.across.is_none() {
            laid.look_beside(project, tolerances, &outline, left);
        }
        laid
    }

    /// The regions that are not covered once, and what bounds the outside of all that is covered.
    fn overlaid(
        &mut self,
        project: &Project,
        tolerances: &Tolerances,
        covers: &Covers,
        loops: &[Vec<LonLat>],
        left: &mut Left,
    ) -> (Regions, Vec<Vec<LonLat>>) {
        let most_pairs = &mut left.overlay;
        let Sides { more: twice, less, outline, groups, failed } = both_sides(loops, 1, most_pairs);
        for group in &groups {
            let paths: Vec<&[LonLat]> = group.iter().map(|&at| loops[at].as_slice()).collect();
            self.look_coarse(tolerances, &paths, &mut left.beside);
        }
        let lost: Vec<FeatureId> = failed.iter().flat_map(|&at| self.on(&loops[at])).collect();
        self.unchecked.extend(lost);
        if !self.group.asks_for_gaps() {
            return (Regions { twice, ..Regions::default() }, outline);
        }
        // Nothing lies outside a whole that has no area.
        let is_areal = |whole: &&Whole| project.shape(whole.whole).is_some_and(Shape::is_areal);
        let Some(whole) = self.group.whole.filter(is_areal) else {
            return (Regions { twice, uncovered: less, ..Regions::default() }, outline);
        };
        let border = match covers.resolved.get(&whole.whole) {
            Some(loops) => loops.clone(),
            None => cancelled(wound(project, &[whole.whole]).0.iter()),
        };
        let back: Vec<Vec<LonLat>> = border.iter().map(|path| path.iter().rev().copied().collect()).collect();
        let all = loops.iter().chain(&back).map(Vec::as_slice);
        if cancelled(all).is_empty() {
            return (Regions { twice, enclosed: less, ..Regions::default() }, outline);
        }
        let all: Vec<&[LonLat]> = loops.iter().chain(&border).map(Vec::as_slice).collect();
        self.look_coarse(tolerances, &all, &mut left.beside);
        let gaps = difference_within(&border, loops, most_pairs);
        let outside = difference_within(loops, &border, most_pairs);
        if gaps.is_err() || outside.is_err() {
            self.unchecked.insert(whole.whole);
            self.unchecked.extend(&self.group.members);
        }
        let [uncovered, too_far] = [gaps, outside].map(Result::unwrap_or_default);
        (Regions { twice, uncovered, too_far, enclosed: less }, outline)
    }

    /// What is to be overlaid: the loose edges, those of features whose rings cross by what they cover.
    fn loops(&self, project: &Project, covers: &Covers) -> Vec<Vec<LonLat>> {
        if covers.is_empty() {
            return traced(&self.loose);
        }
        let mut rings = covered(project, covers, &self.group.members);
        if self.goes_round {
            rings.repeat_across_180();
        }
        traced(&loose_edges(&rings))
    }

    fn found_of(
        &self,
        project: &Project,
        tolerances: &Tolerances,
        covers: &Covers,
        regions: &Regions,
        most_pairs: &mut u64,
    ) -> Found {
        let covering = |at: LonLat, region: &Region| {
            let covering = self.covering(project, covers, at);
            if covering.is_empty() { features_of(&self.along(region)) } else { covering }
        };
        let vertex = |region: &Region, features: &[FeatureId]| self.vertex_on(project, region, features);
        let gap = |region: &Region| {
            let (patch, pieces) = self.patch_along(project, region, tolerances)?;
            // A hole of a single polygon is meant, as far as its neighbours can tell.
            let is_asked = self.group.asks(&patch.features);
            (self.group.whole.is_some() || pieces > 1 && is_asked).then_some(patch)
        };
        let is_here = |patch: &Patch| self.is_here(patch.at);
        let gaps = regions.uncovered.iter().filter_map(gap).filter(is_here).collect();
        let hole = |region: &Region| {
            let (patch, pieces) = self.patch_along(project, region, tolerances)?;
            let is_covered = self.group.whole.is_some_and(|whole| self.covers(project, covers, whole.whole, patch.at));
            (pieces > 1 && patch.width_m < tolerances.gap_width_m && !is_covered).then_some(patch)
        };
        let holes = regions.enclosed.iter().filter_map(hole).filter(is_here).collect();
        // Whose a place is takes no more than half of what there is for finding them.
        let kept = tolerances.most_pairs / 2;
        let mut spare = most_pairs.saturating_sub(kept);
        let before = spare;
        let counts = |region: &Region| is_wide(region, tolerances);
        let mut too_far = Vec::new();
        for region in &regions.too_far {
            let Some(mut patch) = patch(region, tolerances, covering, |_, _| None) else { continue };
            let shared = Shared { project, covers, region, counts: &counts };
            self.add_sharing(&shared, &mut patch.features, &mut spare);
            patch.vertex = vertex(region, &patch.features);
            too_far.extend(Some(patch).filter(is_here));
        }
        let mut overlapping = Vec::new();
        for region in &regions.twice {
            let shared = Shared { project, covers, region, counts: &counts };
            let told = self.by_features(&shared, tolerances, &mut spare).into_iter();
            overlapping.extend(told.filter(|patch| self.is_here(patch.at)));
        }
        *most_pairs -= before - spare;
        Found { overlaps: overlapping, gaps, open_gaps: Vec::new(), holes, outside: too_far }
    }

    /// Adds to the features at the middle of a region those along its border that cover some of it too.
    fn add_sharing(&self, shared: &Shared<'_>, named: &mut Vec<FeatureId>, left: &mut u64) {
        let mut others = features_of(&self.along(shared.region));
        others.retain(|id| !named.contains(id));
        let of_each = shared.shares(&others, left).unwrap_or_default();
        named.extend(of_each.iter().filter(|share| !share.places.is_empty()).map(|share| share.id));
        named.sort_unstable();
    }

    /// An overlap by the features that make it, two by two. That one feature covers a place twice by itself is none.
    fn by_features(&self, shared: &Shared<'_>, tolerances: &Tolerances, left: &mut u64) -> Vec<Patch> {
        let &Shared { project, covers, region, .. } = shared;
        let vertex = |region: &Region, features: &[FeatureId]| self.vertex_on(project, region, features);
        let covering = |at: LonLat, _: &Region| self.covering(project, covers, at);
        let Some(whole) = patch(region, tolerances, covering, vertex) else { return Vec::new() };
        let with =
            |features: Vec<FeatureId>| vec![Patch { vertex: vertex(region, &features), features, ..whole.clone() }];
        let along = features_of(&self.along(region));
        let named = merged(&whole.features, &along);
        let narrow = whole.width_m < WIDE_M && along.len() > 1;
        if narrow && named.len() == 2 && !self.reaches_into_others(shared, &named) {
            return with(named);
        }
        // A border that two features share is not along the region, which may go on across it.
        let candidates = merged(&self.meeting(covers, extent(region)), &named);
        let others: Vec<FeatureId> = candidates.iter().copied().filter(|id| !whole.features.contains(id)).collect();
        let of_others = shared.shares(&others, left);
        let is_no_others = of_others.as_ref().is_some_and(|all| all.iter().all(|share| share.places.is_empty()));
        // Covered by two areas at its middle and by no other anywhere, with nobody else's border along it, it is all theirs.
        if is_no_others && whole.features.len() == 2 && named.len() == 2 {
            return with(named);
        }
        let Some((mut of_each, own)) = of_others.zip(shared.shares(&whole.features, left)) else {
            return with(if named.len() < 2 { candidates } else { named });
        };
        of_each.extend(own);
        of_each.sort_by_key(|share| share.id);
        of_each.retain(|share| !share.places.is_empty() || whole.features.contains(&share.id));
        let members: Vec<FeatureId> = of_each.iter().map(|share| share.id).collect();
        if members.len() < 2 {
            let is_own = candidates.len() < 2 || members.iter().any(|&id| shared.is_own_doing(id, left));
            return if is_own { Vec::new() } else { with(if named.len() < 2 { candidates } else { named }) };
        }
        // What is too narrow to count may lie beside, of others, and is none of theirs.
        let told = shared.by_pairs(&of_each, left).unwrap_or_default().into_iter();
        let told = told.filter_map(|(place, both)| patch(&place, tolerances, |_, _| both.to_vec(), vertex));
        let told: Vec<Patch> = told.collect();
        if told.is_empty() { with(members) } else { told }
    }

    /// Whether a region has a vertex inside a member that is none of some. One on the border of a member may only end there.
    fn reaches_into_others(&self, shared: &Shared<'_>, named: &[FeatureId]) -> bool {
        let &Shared { project, covers, region, .. } = shared;
        let mut others = self.meeting(covers, extent(region));
        others.retain(|id| !named.contains(id));
        let is_inside = |id: &FeatureId, at: LonLat| match covers.resolved.get(id) {
            Some(loops) => holds(loops, at),
            None => project.layers[id.layer].data.side(id.feature, at) == Side::Inside,
        };
        let vertices = || region.rings.iter().flatten().flat_map(|&vertex| self.turns(vertex));
        others.iter().any(|id| vertices().any(|at| is_inside(id, at)))
    }

    /// The members that cover a position.
    fn covering(&self, project: &Project, covers: &Covers, at: LonLat) -> Vec<FeatureId> {
        let mut members = self.meeting(covers, Extent::of(&[at]));
        members.retain(|&id| self.covers(project, covers, id, at));
        members
    }

    /// Whether a feature covers a position.
    fn covers(&self, project: &Project, covers: &Covers, id: FeatureId, at: LonLat) -> bool {
        match covers.resolved.get(&id) {
            Some(loops) => self.turns(at).any(|at| holds(loops, at)),
            None => self.turns(at).any(|at| project.layers[id.layer].data.side(id.feature, at).is_within()),
        }
    }

    /// The members whose box meets another, but for those of which nothing is known.
    fn meeting(&self, covers: &Covers, extent: Extent) -> Vec<FeatureId> {
        let Extent { south, north, .. } = extent;
        let sides = self
            .turns(LonLat { lon: extent.west, lat: south })
            .zip(self.turns(LonLat { lon: extent.east, lat: north }));
        let boxes = sides.map(|(from, to)| Extent { west: from.lon, south, east: to.lon, north });
        let members = boxes.flat_map(|turned| self.boxes.meeting(turned)).map(|at| self.group.members[at]);
        let mut members: Vec<FeatureId> = members.filter(|id| !covers.failed.contains(id)).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// A position by each of the longitudes that its place has here.
    fn turns(&self, at: LonLat) -> impl Iterator<Item = LonLat> + use<> {
        let turns = if self.goes_round { &[0.0, -360.0, 360.0][..] } else { &[0.0] };
        turns.iter().map(move |turn| LonLat { lon: at.lon + turn, ..at })
    }

    /// Whether what is found at a position is to be told there, and not a turn away too. What lies just at 180° is told once.
    pub(super) fn is_here(&self, at: LonLat) -> bool {
        !self.goes_round || (-180.0 - BESIDE_DEG..180.0 - BESIDE_DEG).contains(&at.lon)
    }

    /// The polygon that an edge is of.
    pub(super) fn piece(&self, edge: &LooseEdge) -> Piece {
        self.owners[edge.ring as usize].piece
    }

    /// A coordinate on a region's outline, one of the named features' if it has any.
    pub(super) fn vertex_on(&self, project: &Project, region: &Region, features: &[FeatureId]) -> Option<Vertex> {
        let vertices = region.rings.first()?.iter();
        let edges = vertices.flat_map(|&vertex| self.near(vertex, 0.0).filter(move |edge| edge.from == vertex));
        let own = edges.filter(|edge| features.contains(&self.piece(edge).0));
        let mut vertices = own.filter_map(|edge| self.vertex_or_added(project, edge, 0)).peekable();
        let first = vertices.peek().copied();
        vertices.find(|(_, is_added)| !is_added).or(first).map(|(vertex, _)| vertex)
    }

    /// The coordinate that an edge starts at, or so many positions after it.
    pub(super) fn vertex(&self, project: &Project, edge: &LooseEdge, after: usize) -> Option<Vertex> {
        self.vertex_or_added(project, edge, after).map(|(vertex, _)| vertex)
    }

    /// Whether the coordinate that an edge starts at, or so many positions after it, was added to the file's own.
    pub(super) fn is_added(&self, project: &Project, edge: &LooseEdge, after: usize) -> bool {
        let is_noded = project.layers[self.piece(edge).0.layer].data.is_noded();
        is_noded && self.vertex_or_added(project, edge, after).is_some_and(|(_, is_added)| is_added)
    }

    /// That coordinate, and whether it was added to the file's own.
    fn vertex_or_added(&self, project: &Project, edge: &LooseEdge, after: usize) -> Option<(Vertex, bool)> {
        let Owner { piece: (feature, _), ring } = self.owners[edge.ring as usize];
        let at = self.rings.place_in_file(edge.ring as usize, edge.at as usize + after);
        let mut before = 0;
        let mut rings = 0;
        for part in project.noded_shape(feature)?.parts() {
            match part {
                Part::Points(path) | Part::Line(path) => before += path.len(),
                Part::Polygon(polygon) => {
                    for path in polygon.rings() {
                        if rings == ring {
                            let (layer, feature_at) = (&project.layers[feature.layer], feature.feature);
                            let position = layer.data.position_read(feature_at, before + at);
                            let previous = (before + at).checked_sub(1);
                            let is_added =
                                previous.is_some_and(|at| layer.data.position_read(feature_at, at) == position);
                            return Some((Vertex { feature, position }, is_added));
                        }
                        (before, rings) = (before + path.len(), rings + 1);
                    }
                }
            }
        }
        None
    }
}

/// The features of an overlap that is narrower than this many metres are those with a border along it.
const WIDE_M: f64 = 1.0;

/// Something that is at 180° is nearer to it than this, degrees.
const BESIDE_DEG: f64 = 1e-7;

pub(super) fn features_of(pieces: &[Piece]) -> Vec<FeatureId> {
    let mut features: Vec<FeatureId> = pieces.iter().map(|piece| piece.0).collect();
    features.dedup();
    features
}

fn merged(some: &[FeatureId], others: &[FeatureId]) -> Vec<FeatureId> {
    some.iter().chain(others).copied().collect::<BTreeSet<_>>().into_iter().collect()
}
