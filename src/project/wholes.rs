//! Which features make up which: as the project says, as the user says, or as the map shows.
//! Must not know whether the sums come out.

use std::collections::{BTreeMap, BTreeSet};

use super::{FeatureId, Project, Style};

/// A feature and the features that together make it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The feature that is made up.
    pub whole: FeatureId,
    /// What makes it up, in layer and file order.
    pub parts: Vec<FeatureId>,
    /// How this is known.
    pub origin: Origin,
}

/// How it is known what makes up a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The project says so.
    Project,
    /// The user named the whole.
    Named,
    /// The parts lie inside it and fill it.
    Containment,
}

impl Origin {
    /// Short stable name, as in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Named => "named",
            Self::Containment => "containment",
        }
    }
}

/// A whole is taken to be made up of the areas inside it when they fill this much of it, or when a neighbour on its level is made
/// up of such areas. With less of it filled they are areas of their own: a park inside a city does not make up the city.
const MIN_FILLED: f64 = 0.5;

/// One area alone that fills more of another than this does not make it up: most likely both are copies of one area.
const MAX_FILLED_BY_ONE: f64 = 0.9;

/// How much of a part's box must lie in that of its whole, each way.
const MIN_NESTED: f64 = 0.8;

/// What lies inside what: of each area the areas directly inside it, and the area directly around it.
struct Tree {
    inside: BTreeMap<FeatureId, Vec<FeatureId>>,
    around: BTreeMap<FeatureId, FeatureId>,
}

impl Tree {
    /// How many areas lie around one.
    fn depth(&self, id: FeatureId) -> usize {
        std::iter::successors(self.around.get(&id), |outer| self.around.get(outer)).count()
    }
}

impl Project {
    /// The parts of a whole that the user named: every other area whose inner point lies inside it and inside no smaller such area.
    #[must_use]
    pub fn whole_named(&self, whole: FeatureId) -> Whole {
        let parts = self.tree(|_, _| true).inside.remove(&whole).unwrap_or_default();
        Whole { whole, parts, origin: Origin::Named }
    }

    /// The wholes that the map shows, on every level of a hierarchy (city, district, parcel), the outermost first: areas that
    /// other areas lie inside of and fill at least half of, and areas beside such a whole that have any area inside them, since
    /// one that is filled less has lost parts. Both are of one layer, or of one file, or of a layer of areas and one of wholes.
    #[must_use]
    pub fn wholes_by_containment(&self) -> Vec<Whole> {
        let tree = self.tree(|inner, outer| self.may_make_up(inner, outer));
        let is_copy =
            |&outer: &FeatureId, inner: &[FeatureId]| inner.len() == 1 && self.filled(outer, inner) > MAX_FILLED_BY_ONE;
        let filled = |(outer, inner): (&FeatureId, &Vec<FeatureId>)| {
            !is_copy(outer, inner) && self.filled(*outer, inner) >= MIN_FILLED
        };
        let levels: BTreeSet<Option<FeatureId>> = tree
            .inside
            .iter()
            .filter(|&entry| filled(entry))
            .map(|(outer, _)| tree.around.get(outer).copied())
            .collect();
        let mut wholes: Vec<Whole> = tree
            .inside
            .iter()
            .filter(|(outer, inner)| !is_copy(outer, inner) && levels.contains(&tree.around.get(outer).copied()))
            .map(|(&whole, parts)| Whole { whole, parts: parts.clone(), origin: Origin::Containment })
            .collect();
        wholes.sort_by_key(|whole| (tree.depth(whole.whole), whole.parts.first().copied()));
        wholes
    }

    /// Adds the wholes that the map shows to those that are known already: none that is known, and of the others only parts that no
    /// known whole has.
    pub(crate) fn add_wholes_by_containment(&mut self) {
        let known: BTreeSet<FeatureId> = self.wholes.iter().map(|whole| whole.whole).collect();
        let parts: BTreeSet<FeatureId> = self.wholes.iter().flat_map(|whole| &whole.parts).copied().collect();
        let mut shown = self.wholes_by_containment();
        shown.retain_mut(|whole| {
            whole.parts.retain(|part| !parts.contains(part));
            !known.contains(&whole.whole) && !whole.parts.is_empty()
        });
        self.wholes.append(&mut shown);
    }

    /// How much of an area some areas inside it would fill if none overlapped another: 0.75 for three quarters.
    #[must_use]
    pub fn filled(&self, outer: FeatureId, inner: &[FeatureId]) -> f64 {
        inner.iter().map(|&part| self.area_m2(part)).sum::<f64>() / self.area_m2(outer)
    }

    /// The area directly around each area that has one of which it may be a part.
    #[must_use]
    pub fn areas_around(&self) -> BTreeMap<FeatureId, FeatureId> {
        self.tree(|inner, outer| self.may_make_up(inner, outer)).around
    }

    /// Areas with nothing inside them among neighbours that are made up of parts: inside one area, or beside several wholes.
    #[must_use]
    pub fn bare_among_wholes(&self) -> Vec<FeatureId> {
        let wholes: BTreeSet<FeatureId> = self.wholes.iter().map(|whole| whole.whole).collect();
        // What lies inside what is not looked for again where it made no whole.
        if wholes.is_empty() {
            return Vec::new();
        }
        let around = self.areas_around();
        let mut levels: BTreeMap<(Option<FeatureId>, usize), Vec<FeatureId>> = BTreeMap::new();
        for id in self.areal_ids() {
            levels.entry((around.get(&id).copied(), id.layer)).or_default().push(id);
        }
        let bare = |((outer, _), level): ((Option<FeatureId>, usize), Vec<FeatureId>)| {
            let count = level.len();
            let bare: Vec<FeatureId> = level.into_iter().filter(|id| !wholes.contains(id)).collect();
            let filled = count - bare.len();
            let tells = filled >= bare.len() && filled >= if outer.is_some() { 1 } else { 2 };
            if tells { bare } else { Vec::new() }
        };
        levels.into_iter().flat_map(bare).collect()
    }

    /// Whether an area may be a part of another by where both come from.
    fn may_make_up(&self, inner: FeatureId, outer: FeatureId) -> bool {
        let (part, whole) = (&self.layers[inner.layer], &self.layers[outer.layer]);
        inner.layer == outer.layer
            || (part.file.is_some() && part.file == whole.file)
            || (part.style, whole.style) == (Style::Area, Style::Whole)
    }

    /// What lies inside what: an area lies inside the smallest larger area that holds its inner point and most of its box, of those
    /// that may be around it.
    fn tree(&self, may_be_around: impl Fn(FeatureId, FeatureId) -> bool) -> Tree {
        let smallest_around = |id: FeatureId| {
            let at = self.layers.get(id.layer)?.inner_point(id.feature)?;
            let larger = |&other: &FeatureId| {
                may_be_around(id, other) && self.area_m2(other) > self.area_m2(id) && self.boxes_nest(id, other)
            };
            self.areas_at(at).into_iter().filter(larger).min_by(|&a, &b| self.area_m2(a).total_cmp(&self.area_m2(b)))
        };
        let around: BTreeMap<FeatureId, FeatureId> =
            self.areal_ids().filter_map(|id| Some((id, smallest_around(id)?))).collect();
        let mut inside: BTreeMap<FeatureId, Vec<FeatureId>> = BTreeMap::new();
        for (&id, &outer) in &around {
            inside.entry(outer).or_default().push(id);
        }
        Tree { inside, around }
    }

    /// Whether most of an area's box lies in another's, as it does of a part however badly it was drawn, and not of two areas that cross.
    pub(crate) fn boxes_nest(&self, inner: FeatureId, outer: FeatureId) -> bool {
        let (Some(inner), Some(outer)) = (self.shape(inner), self.shape(outer)) else { return false };
        let (inner, outer) = (inner.extent(), outer.extent());
        let share = |low: f64, high: f64, [from, to]: [f64; 2]| (high.min(to) - low.max(from)) / (high - low);
        let shares = [
            share(inner.west, inner.east, [outer.west, outer.east]),
            share(inner.south, inner.north, [outer.south, outer.north]),
        ];
        shares.iter().all(|&share| share >= MIN_NESTED)
    }
}
