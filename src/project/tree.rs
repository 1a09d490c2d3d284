//! What lies inside what on a map of several levels, such as city, district and parcel, and what makes up what as it shows.
//! Must not know what a project says of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Feature, FeatureId, Origin, ProjectContent, Whole};
use crate::geometry::{BoxIndex, Extent, LonLat, Shape};

/// A whole is taken to be made up of the areas inside it when they fill this much of it, or when a neighbour on its level is made
/// up of such areas. With less of it filled they are areas of their own: a park inside a city does not make up the city.
const MIN_FILLED: f64 = 0.5;
/// The same of several layers of which none does so by itself.
const MIN_FILLED_TOGETHER: f64 = 0.9;

/// One area alone that fills more of another than this does not make it up: most likely both are copies of one area.
const MAX_FILLED_BY_ONE: f64 = 0.9;

/// Layers of which more than this of the smaller lies over the other are of two kinds, such as land use and districts. Neighbours that
/// overlap by mistake do so by less.
pub(crate) const MAX_SHARED: f64 = 2.0 / 3.0;

/// Areas whose boxes are alike are one place twice when their areas differ by no more than this part.
const ALIKE: f64 = 1e-9;

/// An area of which so much lies in each of two others is a part of neither, and a layer of which so much lies over another is not beside it.
const STRADDLES: f64 = 0.1;

/// Of a layer of parts more than one area in so many is not drawn over the borders of wholes by mistake.
const STRADDLING: usize = 3;

/// So many areas are looked at for what another has in common with them.
const MAX_LIKE: usize = 20;

/// What lies inside what: of each area the areas directly inside it, and the area directly around it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) inside: BTreeMap<FeatureId, Vec<FeatureId>>,
    pub(super) around: BTreeMap<FeatureId, FeatureId>,
    /// Areas that one other alone makes up, as their neighbours show.
    of_one: BTreeSet<FeatureId>,
    /// Areas that an earlier layer of the same file shows too, each with what it is there. Layers of the plan come before all others, as a fill of
    /// land below the areas does not make them land.
    again: BTreeMap<FeatureId, FeatureId>,
}

/// The areas of one level: those that are made up of others, and how many are not.
#[derive(Default)]
struct TreeLevel {
    wholes: Vec<FeatureId>,
    bare: usize,
}

impl Tree {
    /// The areas around one, the innermost first.
    fn above(&self, id: FeatureId) -> impl Iterator<Item = FeatureId> {
        std::iter::successors(self.around.get(&id), |outer| self.around.get(outer)).copied()
    }

    /// Puts an area as the only one into another, which takes the place of both; what else lies in them lies in the first.
    fn nest(&mut self, part: FeatureId, whole: FeatureId, around: Option<FeatureId>) {
        let held = [part, whole].into_iter().filter_map(|id| self.inside.remove(&id)).flatten();
        let held: Vec<FeatureId> = held.filter(|id| *id != part).collect();
        self.around.extend(held.iter().map(|id| (*id, part)));
        if !held.is_empty() {
            self.inside.insert(part, held);
        }
        self.around.insert(part, whole);
        self.inside.insert(whole, vec![part]);
        match around {
            None => drop(self.around.remove(&whole)),
            Some(outer) => {
                self.around.insert(whole, outer);
                let beside = self.inside.entry(outer).or_default();
                beside.retain(|id| ![part, whole].contains(id));
                beside.push(whole);
                beside.sort_unstable();
            }
        }
        self.of_one.insert(whole);
    }
}

impl ProjectContent {
    /// What lies inside what, of areas that may make up one another. Looked for once.
    pub(super) fn levels(&self) -> &Tree {
        self.derived.levels.get_or_init(|| self.tree_of_map(None))
    }

    /// The same where areas of every layer may lie inside one.
    pub(super) fn tree_of_map(&self, whole: Option<FeatureId>) -> Tree {
        let may_be = |inner: FeatureId, outer: FeatureId| Some(outer) == whole || self.may_make_up(inner, outer);
        let tree = self.tree(&may_be);
        let crossing = self.crossing_layers(&tree);
        if crossing.is_empty() {
            return tree;
        }
        let is_apart = |inner: FeatureId, outer: FeatureId| crossing.contains(&[inner.layer, outer.layer]);
        self.tree(&|inner, outer| may_be(inner, outer) && (Some(outer) == whole || !is_apart(inner, outer)))
    }

    /// Layers, each with another of which it makes up no level, as land use that has nothing to do with districts: too many of its areas lie
    /// in two of the other's.
    fn crossing_layers(&self, tree: &Tree) -> BTreeSet<[usize; 2]> {
        let parts = tree.around.iter().map(|(inner, outer)| [inner.layer, outer.layer]);
        let mut counts: BTreeMap<[usize; 2], [usize; 2]> =
            parts.filter(|[inner, outer]| inner != outer).map(|layers| (layers, [0; 2])).collect();
        counts.retain(|&[inner, outer], _| self.are_of_one_kind(inner, outer).is_none());
        for (&[inner, outer], [all, straddling]) in &mut counts {
            let index = BoxIndex::new(&self.layers[outer].data.shapes().iter().map(Shape::extent).collect::<Vec<_>>());
            for id in self.areal_ids().filter(|id| id.layer == inner && !tree.again.contains_key(id)) {
                let at = |feature: usize| FeatureId { layer: outer, feature };
                let near: Vec<FeatureId> = index.meeting(self.noded_extent(id)).map(at).collect();
                *all += 1;
                let is_within = near.iter().any(|&other| self.vertices_lie_in(id, other));
                let is_shared = |other: &&FeatureId| self.part_lies_in(STRADDLES, id, **other);
                *straddling += usize::from(!is_within && near.iter().filter(is_shared).count() > 1);
            }
        }
        let is_crossing = |[all, straddling]: &[usize; 2]| STRADDLING * straddling > *all;
        counts.into_iter().filter(|(_, counts)| is_crossing(counts)).map(|(layers, _)| layers).collect()
    }

    /// The areas that a user asks about, one that several layers of a file show only where it is first.
    pub(crate) fn areas_once(&self) -> impl Iterator<Item = FeatureId> {
        let again = &self.levels().again;
        self.areal_ids().filter(|id| !again.contains_key(id))
    }

    /// The areas around one of which it may be a part, the innermost first.
    pub(crate) fn areas_above(&self, id: FeatureId) -> impl Iterator<Item = FeatureId> {
        self.levels().above(id)
    }

    /// Declared outlines that areas lie inside of though they are no wholes, with these: they fill too little of them.
    pub(crate) fn hardly_filled_outlines(&self) -> impl Iterator<Item = (FeatureId, &[FeatureId])> {
        let is_whole = |id: FeatureId| self.wholes.iter().any(|whole| whole.whole == id);
        let outlines =
            self.levels().inside.iter().filter(move |&(&outer, _)| self.is_outline(outer) && !is_whole(outer));
        outlines.map(|(&outer, inner)| (outer, &inner[..]))
    }

    /// The wholes that the map shows, on every level of a hierarchy (city, district, parcel), the outermost first: areas that
    /// other areas lie inside of and fill at least half of, and areas beside such a whole that have any area inside them, since
    /// one that is filled less has lost parts. Both are of one layer, or of one file, or the outer is of a layer of wholes. What several
    /// layers make up that lie over one another, such as land use over districts, is a whole of each of them.
    #[must_use]
    pub fn wholes_by_containment(&self) -> Vec<Whole> {
        let tree = self.levels();
        let above = |outer: &FeatureId| tree.around.get(outer).copied();
        let filled = tree.inside.iter().filter(|(outer, inner)| self.is_made_up(tree, **outer, inner));
        let levels: BTreeSet<Option<FeatureId>> = filled.map(|(outer, _)| above(outer)).collect();
        let is_copy = |(outer, inner): &(&FeatureId, &Vec<FeatureId>)| {
            !tree.of_one.contains(outer) && self.is_copy(**outer, inner)
        };
        let shown = tree.inside.iter().filter(|entry| !is_copy(entry) && levels.contains(&above(entry.0)));
        let of_each = |(&whole, inner): (&FeatureId, &Vec<FeatureId>)| {
            let origin = Origin::Containment;
            self.by_layers(whole, inner).into_iter().map(move |parts| Whole { whole, parts, origin })
        };
        let mut wholes: Vec<Whole> = shown.flat_map(of_each).collect();
        wholes.sort_by_key(|whole| (tree.above(whole.whole).count(), whole.parts.first().copied()));
        wholes
    }

    /// The areas inside another apart by layers of which one has to lie over the other, since they fill more than there is. Those that
    /// do not make it up by themselves are left out, but for those of its own layer, which nothing else is compared with there.
    pub(super) fn by_layers(&self, outer: FeatureId, inner: &[FeatureId]) -> Vec<Vec<FeatureId>> {
        let layers = inner.chunk_by(|a, b| a.layer == b.layer).map(|own| (self.filled(outer, own), own.to_vec()));
        let mut layers: Vec<(f64, Vec<FeatureId>)> = layers.collect();
        layers.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let mut apart: Vec<([f64; 2], Vec<FeatureId>)> = Vec::new();
        for (filled, own) in layers {
            let lies_over = |more: f64, others: &[FeatureId]| {
                let mut kinds = others.iter().filter_map(|other| self.are_of_one_kind(own[0].layer, other.layer));
                match kinds.next() {
                    Some(is_one) => !is_one || !kinds.all(|is_one| is_one),
                    None => more + filled - 1.0 > MAX_SHARED * filled.min(more) || self.some_lie_in(&own, others),
                }
            };
            match apart.iter_mut().find(|([_, more], others)| !lies_over(*more, others)) {
                Some(([_, more], others)) => {
                    *more += filled;
                    others.extend(own);
                    others.sort_unstable();
                }
                None => apart.push(([filled; 2], own)),
            }
        }
        let is_own = |parts: &[FeatureId]| parts.iter().any(|part| part.layer == outer.layer);
        // Layers that fill little each, as parks and lakes do, are no parts of it unless they leave next to nothing.
        let makes_up = |[largest, all]: [f64; 2]| largest >= MIN_FILLED || all >= MIN_FILLED_TOGETHER;
        let is_told =
            |(at, (filled, parts)): &(usize, ([f64; 2], Vec<_>))| *at == 0 || makes_up(*filled) || is_own(parts);
        let made_up = apart.into_iter().enumerate().filter(is_told);
        made_up.map(|(_, (_, parts))| parts).collect()
    }

    /// Whether some areas lie over others, which are in order, by their inner points: more of them than neighbours do that overlap by mistake.
    fn some_lie_in(&self, some: &[FeatureId], others: &[FeatureId]) -> bool {
        let lies_in = |id: &FeatureId| {
            let at = self.layers.get(id.layer).and_then(|layer| layer.data.inner_point(id.feature));
            at.is_some_and(|at| self.areas_at(at).iter().any(|over| others.binary_search(over).is_ok()))
        };
        let all_m2: f64 = some.iter().map(|&id| self.area_m2(id)).sum();
        let over_m2: f64 = some.iter().filter(|id| lies_in(id)).map(|&id| self.area_m2(id)).sum();
        over_m2 > STRADDLES * all_m2
    }

    /// Whether the only area inside another fills it, so that both are one place twice; an outline is there to be filled.
    fn is_copy(&self, outer: FeatureId, inner: &[FeatureId]) -> bool {
        inner.len() == 1 && !self.is_outline(outer) && self.filled(outer, inner) > MAX_FILLED_BY_ONE
    }

    /// Whether the areas inside another make it up by themselves.
    fn is_made_up(&self, tree: &Tree, outer: FeatureId, inner: &[FeatureId]) -> bool {
        // What lies over one another fills nothing together.
        let fills = || self.by_layers(outer, inner).iter().any(|own| self.filled(outer, own) >= MIN_FILLED);
        let own = !self.is_copy(outer, inner) && self.filled(outer, inner) >= MIN_FILLED && fills();
        own || tree.of_one.contains(&outer)
    }

    /// Of two areas that are one place twice, beside areas that are made up of others, takes one as the only part of the other: a
    /// district of one parcel. The whole is the one whose layer has more of these neighbours, or that is more like them by its id and its
    /// properties, or else the first. Where no neighbours show a level they stay two copies, as they do beside a single one that neither is
    /// more like.
    fn nest_copies(&self, tree: &mut Tree, may_be_around: &dyn Fn(FeatureId, FeatureId) -> bool) {
        let copies = self.copies(tree);
        if copies.is_empty() {
            return;
        }
        let paired: BTreeSet<FeatureId> = copies.iter().flatten().copied().collect();
        let mut levels: BTreeMap<Option<FeatureId>, TreeLevel> = BTreeMap::new();
        for id in self.areal_ids().filter(|id| !paired.contains(id) && !tree.again.contains_key(id)) {
            let level = levels.entry(tree.around.get(&id).copied()).or_default();
            match tree.inside.get(&id).filter(|inner| self.is_made_up(tree, id, inner)) {
                Some(_) => level.wholes.push(id),
                None => level.bare += 1,
            }
        }
        for [outer, inner] in copies {
            let around = tree.around.get(&outer).copied();
            let Some(level) = levels.get(&around) else { continue };
            let of_layer = |id: FeatureId| level.wholes.iter().filter(|whole| whole.layer == id.layer).count();
            let rank = |id: FeatureId| (of_layer(id), self.likeness_to(id, &level.wholes));
            let (first, second) = (outer.min(inner), outer.max(inner));
            let (whole, part) = if rank(second) > rank(first) { (second, first) } else { (first, second) };
            let parts = || -> Vec<FeatureId> {
                level.wholes.iter().filter_map(|whole| tree.inside.get(whole)).flatten().copied().collect()
            };
            let by_their_likes = || {
                let parts = parts();
                rank(whole) > rank(part) && self.likeness_to(part, &parts) > self.likeness_to(whole, &parts)
            };
            // Where the others' parts are of another layer than they are, what one layer has twice is a copy.
            let has_own_parts = || {
                let alike = level.wholes.iter().filter(|other| other.layer == whole.layer);
                alike.filter_map(|other| tree.inside.get(other)).flatten().any(|part| part.layer == whole.layer)
            };
            if part.layer == whole.layer && !has_own_parts() {
                continue;
            }
            let least = if around.is_some() || by_their_likes() { 1 } else { 2 };
            if level.wholes.len() >= level.bare.max(least) && may_be_around(part, whole) {
                tree.nest(part, whole, around);
            }
        }
    }

    /// What a feature and some others have in common, of as many as are looked at.
    fn likeness_to(&self, id: FeatureId, others: &[FeatureId]) -> usize {
        others.iter().take(MAX_LIKE).map(|&other| self.likeness(id, other)).sum()
    }

    /// What two features have in common: properties, and the letters before the number of an id.
    fn likeness(&self, one: FeatureId, other: FeatureId) -> usize {
        let Some((one, other)) = self.feature(one).zip(self.feature(other)) else { return 0 };
        let [letters, others] = [one, other].map(|feature| feature.key().trim_end_matches(char::is_numeric));
        let same = one.properties.iter().filter(|(name, value)| other.properties.get(name) == Some(value));
        same.count() + usize::from(letters == others)
    }

    /// The areas that are one place twice, two by two: one all but filled by the only one inside it, or two beside each other, in one of which
    /// areas may lie where they are of different layers.
    fn copies(&self, tree: &Tree) -> Vec<[FeatureId; 2]> {
        let holds_none = |id: &FeatureId| !tree.inside.contains_key(id);
        let single = tree.inside.iter().filter(|(_, inner)| inner.iter().all(holds_none));
        let inside = single.filter(|(outer, inner)| self.is_copy(**outer, inner));
        let mut copies: Vec<[FeatureId; 2]> = inside.map(|(&outer, inner)| [outer, inner[0]]).collect();
        let place = |id: FeatureId| {
            let extent = self.shape(id)?.extent();
            let sides = [extent.west, extent.south, extent.east, extent.north].map(f64::to_bits);
            Some(((tree.around.get(&id).copied(), sides), id))
        };
        let is_first = |id: &FeatureId| !tree.again.contains_key(id);
        let mut beside: Vec<_> = self.areal_ids().filter(is_first).filter_map(place).collect();
        beside.sort_unstable();
        for alike in beside.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() == 2) {
            let [first, second] = [alike[0].1, alike[1].1];
            let [one_m2, other_m2] = [first, second].map(|id| self.area_m2(id));
            let holding = [first, second].iter().filter(|id| !holds_none(id)).count();
            if (one_m2 - other_m2).abs() <= ALIKE * one_m2 && holding <= usize::from(first.layer != second.layer) {
                copies.push([first, second]);
            }
        }
        copies
    }

    /// What lies inside what: an area lies inside the smallest larger area that holds its inner point, most of its box and half of
    /// itself, of those that may be around it.
    fn tree(&self, may_be_around: &dyn Fn(FeatureId, FeatureId) -> bool) -> Tree {
        let hidden = self.hidden_outlines();
        let boxes = BoxIndex::new(&hidden.iter().map(|&id| self.noded_extent(id)).collect::<Vec<_>>());
        let hidden_at = |at: LonLat| {
            let near = boxes.meeting(Extent::of(&[at])).map(|place| hidden[place]);
            near.filter(move |outer| self.layers[outer.layer].data.side(outer.feature, at).is_within())
        };
        let smallest_around = |id: FeatureId| {
            let at = self.layers.get(id.layer)?.data.inner_point(id.feature)?;
            // What costs less is asked first: most areas have none around them, and their sizes are not needed.
            let may_be = |&other: &FeatureId| {
                other != id
                    && may_be_around(id, other)
                    && self.boxes_nest(id, other)
                    && self.area_m2(other) > self.area_m2(id)
            };
            let mut larger: Vec<FeatureId> =
                self.areas_at(at).into_iter().chain(hidden_at(at)).filter(may_be).collect();
            larger.sort_by(|&a, &b| self.area_m2(a).total_cmp(&self.area_m2(b)));
            larger.into_iter().find(|&other| self.lies_in(id, other))
        };
        let again = self.shown_again();
        let first = |id: FeatureId| again.get(&id).copied().unwrap_or(id);
        let around: BTreeMap<FeatureId, FeatureId> = self
            .areal_ids()
            .chain(hidden.iter().copied())
            .filter_map(|id| Some((id, first(smallest_around(id)?))))
            .collect();
        let mut inside: BTreeMap<FeatureId, Vec<FeatureId>> = BTreeMap::new();
        for (&id, &outer) in around.iter().filter(|(id, _)| !again.contains_key(id)) {
            inside.entry(outer).or_default().push(id);
        }
        let mut tree = Tree { inside, around, of_one: BTreeSet::new(), again };
        if !tree.inside.is_empty() {
            self.nest_copies(&mut tree, may_be_around);
        }
        tree
    }

    /// Areas that another layer of the same file shows too, each with what it is there. Layers of the plan come before all others, as a fill of
    /// land below the areas does not make them land; then those that show more, as a few that are picked out are no kind of their own.
    fn shown_again(&self) -> BTreeMap<FeatureId, FeatureId> {
        if !self.shows_files_again() {
            return BTreeMap::new();
        }
        let mut first = BTreeMap::new();
        let mut ids: Vec<FeatureId> = self.areal_ids().collect();
        ids.sort_by_key(|id| {
            let layer = &self.layers[id.layer];
            (!layer.style.is_plan(), Reverse(layer.data.features().len()))
        });
        let earlier = |id: FeatureId| (id, *first.entry(self.itself(id)).or_insert(id));
        ids.into_iter().map(earlier).filter(|(id, earlier)| id != earlier).collect()
    }

    /// Features, one that several layers of a file show only where it is first.
    pub(crate) fn once(&self, ids: impl Iterator<Item = FeatureId>) -> Vec<FeatureId> {
        let (mut seen, may_be_again) = (BTreeSet::new(), self.shows_files_again());
        ids.filter(|&id| !may_be_again || seen.insert(self.itself(id))).collect()
    }

    /// Whether two layers are of one file: else nothing is shown twice.
    fn shows_files_again(&self) -> bool {
        let files: BTreeSet<Option<usize>> = self.layers.iter().map(|layer| layer.file).collect();
        files.len() < self.layers.len()
    }

    /// What tells a feature from every other, and is the same for all layers that show it: which one of which file it is, counted through all
    /// that the file holds (a record has the same number in each of its tables), or else its id.
    #[must_use]
    pub(crate) fn itself(&self, id: FeatureId) -> (Option<(usize, usize)>, Option<FeatureId>) {
        let read = self.feature(id).filter(|feature| feature.place.is_some()).map(Feature::number);
        let in_file = self.layers.get(id.layer).and_then(|layer| layer.file).zip(read);
        (in_file, in_file.is_none().then_some(id))
    }
}
