//! Levels of a hierarchy that do not look whole: areas without parts beside areas that are made up of parts.
//! Must not know how severe that is.

use std::collections::{BTreeMap, BTreeSet};

use super::{FeatureId, Origin, ProjectContent, Whole};
use crate::geometry::BoxIndex;

/// Areas of two levels side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MixedLevel {
    /// Those that are made up of parts.
    pub wholes: Vec<FeatureId>,
    /// Those that are not, and are as large as such parts.
    pub bare: Vec<FeatureId>,
}

/// Areas, each with over how many levels it is made up.
type Depths = Vec<(usize, FeatureId)>;

/// What does not look whole about the levels of a project.
#[derive(Debug, Default)]
pub struct OddLevels {
    /// Levels on which the map alone shows wholes, beside areas without parts that are nearer to those parts in size than to the wholes:
    /// either a whole was left from before it was divided, or the whole of the others is missing. Beside what no area is
    /// around, the others must be as many as the parts, or beside the whole and about as large together.
    pub mixed: Vec<MixedLevel>,
    /// Levels of a layer of which some areas are made up of parts and others not, and nothing tells whether these have lost anything: as
    /// where but a few districts are divided, or where an area lies in none of the wholes of its layer. Where the project or the user says
    /// which areas are wholes the others are meant to be none. Those of mixed levels are left out.
    pub in_part: Vec<MixedLevel>,
    /// Areas with nothing inside them among neighbours that are made up of parts: inside one area, or beside several wholes, or beside one
    /// and about as large. Those of mixed levels are left out.
    pub bare: Vec<FeatureId>,
}

impl ProjectContent {
    /// What does not look whole about its levels.
    #[must_use]
    pub fn odd_levels(&self) -> OddLevels {
        let said: BTreeSet<FeatureId> =
            self.wholes.iter().filter(|whole| whole.origin != Origin::Containment).map(|whole| whole.whole).collect();
        let (below, beside): (Vec<_>, Vec<_>) =
            self.beside_wholes_of_another_layer().into_iter().partition(|(_, are_most)| *are_most);
        let mixed = self.mixed_levels(below.into_iter().map(|(level, _)| level).collect());
        let (telling, silent): (Vec<_>, Vec<_>) =
            self.levels_in_part(&mixed).into_iter().partition(|(outer, level)| self.tells_of_lost_parts(*outer, level));
        let of_map = silent.into_iter().filter(|(_, level)| !level.wholes.iter().any(|whole| said.contains(whole)));
        OddLevels {
            mixed,
            in_part: of_map.map(|(_, level)| level).chain(beside.into_iter().map(|(level, _)| level)).collect(),
            bare: telling.into_iter().flat_map(|(_, level)| level.bare).collect(),
        }
    }

    /// Areas of one layer inside one area, or inside none, of which all are made up of parts, but some over more levels than the others: the
    /// area around these may be missing.
    #[must_use]
    pub fn levels_of_unequal_depth(&self) -> Vec<MixedLevel> {
        let parts: BTreeMap<FeatureId, &Whole> = self.wholes.iter().map(|whole| (whole.whole, whole)).collect();
        if parts.values().any(|whole| whole.origin == Origin::Project) {
            return Vec::new();
        }
        let around = &self.levels().around;
        // Of each layer whose areas make up wholes of another that other: those of its areas that are in none are on the level of these.
        let of_layer = |whole: &&Whole| (whole.parts[0].layer, whole.whole.layer);
        let above: BTreeMap<usize, usize> = parts
            .values()
            .filter(|whole| !whole.parts.is_empty())
            .map(of_layer)
            .filter(|(part, whole)| part != whole)
            .collect();
        let is_part = |id: &FeatureId| around.get(id).is_some_and(|outer| Some(&outer.layer) == above.get(&id.layer));
        let mut levels: BTreeMap<(Option<FeatureId>, usize), Depths> = BTreeMap::new();
        for &whole in parts.keys() {
            // Down along the first part that is made up itself, which is as deep as any but where this is told of there.
            let below =
                |whole: &FeatureId| parts.get(whole)?.parts.iter().find(|part| parts.contains_key(part)).copied();
            let depth = std::iter::successors(Some(whole), below).take(parts.len()).count();
            let layer = above.get(&whole.layer).filter(|_| !is_part(&whole)).unwrap_or(&whole.layer);
            levels.entry((around.get(&whole).copied(), *layer)).or_default().push((depth, whole));
        }
        let unequal = levels.into_values().filter_map(|level| {
            let deepest = level.iter().map(|(depth, _)| *depth).max()?;
            let (deep, flat): (Depths, Depths) = level.into_iter().partition(|(depth, _)| *depth == deepest);
            let ids = |level: Depths| level.into_iter().map(|(_, id)| id).collect();
            (!flat.is_empty()).then(|| MixedLevel { wholes: ids(deep), bare: ids(flat) })
        });
        unequal.collect()
    }

    /// The areas of each layer inside one area, or inside none, where some are made up of parts and others not, without those of
    /// mixed levels.
    fn levels_in_part(&self, mixed: &[MixedLevel]) -> Vec<(Option<FeatureId>, MixedLevel)> {
        let wholes: BTreeSet<FeatureId> = self.wholes.iter().map(|whole| whole.whole).collect();
        // What lies inside what is not looked for again where it made no whole.
        if wholes.is_empty() {
            return Vec::new();
        }
        let around = &self.levels().around;
        let mixed: BTreeSet<&FeatureId> = mixed.iter().flat_map(|level| &level.bare).collect();
        let mut levels: BTreeMap<(Option<FeatureId>, usize), MixedLevel> = BTreeMap::new();
        for id in self.areas_once() {
            let level = levels.entry((around.get(&id).copied(), id.layer)).or_default();
            if wholes.contains(&id) {
                level.wholes.push(id);
            } else if !mixed.contains(&id) {
                level.bare.push(id);
            }
        }
        let in_part = levels.into_iter().filter(|(_, level)| !level.wholes.is_empty() && !level.bare.is_empty());
        in_part.map(|((outer, _), level)| (outer, level)).collect()
    }

    /// Whether the areas of a level that are made up of parts are so many that the others most likely have lost theirs.
    fn tells_of_lost_parts(&self, outer: Option<FeatureId>, level: &MixedLevel) -> bool {
        let several = outer.is_some() || level.wholes.len() > 1;
        level.wholes.len() >= level.bare.len() && (several || self.is_beside_its_like(&level.wholes, &level.bare))
    }

    /// The mixed levels, those first of which it is known that most of a layer make up wholes of another.
    fn mixed_levels(&self, below: Vec<MixedLevel>) -> Vec<MixedLevel> {
        let shown: BTreeMap<FeatureId, &Whole> = self.wholes.iter().map(|whole| (whole.whole, whole)).collect();
        if shown.is_empty() {
            return Vec::new();
        }
        // One whole that the user names says nothing of the others.
        let is_said = |id: &FeatureId| shown.get(id).is_some_and(|whole| whole.origin == Origin::Project);
        let around = &self.levels().around;
        let mut levels: BTreeMap<(Option<FeatureId>, Option<usize>), MixedLevel> = BTreeMap::new();
        for id in self.areas_once() {
            let outer = around.get(&id).copied();
            let key = (outer, outer.is_none().then_some(id.layer));
            let level = levels.entry(key).or_default();
            if shown.contains_key(&id) { level.wholes.push(id) } else { level.bare.push(id) }
        }
        let told: BTreeSet<FeatureId> = below.iter().flat_map(|level| level.bare.iter().copied()).collect();
        for level in levels.values_mut() {
            level.bare.retain(|id| !told.contains(id));
        }
        let of_map = levels
            .into_iter()
            .filter(|((outer, _), level)| !outer.as_ref().is_some_and(is_said) && !level.wholes.iter().any(is_said));
        let mixed = of_map.filter(|((outer, _), level)| {
            let parts: Vec<FeatureId> = level
                .wholes
                .iter()
                .map(|whole| shown[whole])
                .filter(|whole| whole.parts.len() > 1)
                .flat_map(|whole| whole.parts.clone())
                .collect();
            let least = if outer.is_some() { 1 } else { parts.len().max(2) };
            let are_many = || level.bare.len() >= least || self.are_as_a_whole(level, &parts);
            !parts.is_empty() && self.are_as_parts(level, &parts) && are_many()
        });
        below.into_iter().chain(mixed.map(|(_, level)| level)).collect()
    }

    /// Areas of a layer of which some make up wholes of another layer, beside these wholes and in none of them, and whether most of the layer
    /// make up such wholes, so that theirs is missing.
    fn beside_wholes_of_another_layer(&self) -> Vec<(MixedLevel, bool)> {
        let around = &self.levels().around;
        let wholes: BTreeSet<FeatureId> = self.wholes.iter().map(|whole| whole.whole).collect();
        let of_map = self.wholes.iter().filter(|whole| whole.origin == Origin::Containment);
        let pairs = of_map.flat_map(|whole| whole.parts.iter().map(|&part| (part, whole.whole)));
        let whole_of: BTreeMap<FeatureId, FeatureId> =
            pairs.filter(|(part, whole)| part.layer != whole.layer).collect();
        let mut levels = Vec::new();
        let ids: Vec<FeatureId> = self.areas_once().collect();
        for layer in ids.chunk_by(|a, b| a.layer == b.layer) {
            let own: BTreeSet<FeatureId> = layer.iter().filter_map(|id| whole_of.get(id)).copied().collect();
            let above: BTreeSet<FeatureId> = own.iter().filter_map(|whole| around.get(whole)).copied().collect();
            // A part of what the others' wholes lie in is in none of these.
            let is_part = |id: &&FeatureId| whole_of.get(id).is_some_and(|whole| !above.contains(whole));
            let mut beside: BTreeMap<Option<FeatureId>, MixedLevel> = BTreeMap::new();
            for id in layer.iter().filter(|id| !wholes.contains(id) && !is_part(id)) {
                beside.entry(around.get(id).copied()).or_default().bare.push(*id);
            }
            for whole in own {
                beside.entry(around.get(&whole).copied()).or_default().wholes.push(whole);
            }
            let parts = layer.iter().filter(is_part).count();
            let both = beside.into_values().filter(|level| !level.wholes.is_empty() && !level.bare.is_empty());
            levels.extend(both.map(|level| {
                let are_most = level.bare.len() < parts;
                (level, are_most)
            }));
        }
        levels
    }

    /// Whether areas without parts lie beside a whole of several parts and are nearer to it in size than to its parts.
    fn is_beside_its_like(&self, wholes: &[FeatureId], bare: &[FeatureId]) -> bool {
        let of_several = self.wholes.iter().filter(|whole| whole.parts.len() > 1 && wholes.contains(&whole.whole));
        let parts: Vec<FeatureId> = of_several.flat_map(|whole| whole.parts.clone()).collect();
        let level = MixedLevel { wholes: wholes.to_vec(), bare: bare.to_vec() };
        !parts.is_empty() && !bare.is_empty() && !self.are_as_parts(&level, &parts) && self.is_beside(&level)
    }

    /// Whether several areas without parts lie beside a whole and are together nearer to wholes in size than to parts.
    fn are_as_a_whole(&self, level: &MixedLevel, parts: &[FeatureId]) -> bool {
        let together_m2: f64 = level.bare.iter().map(|&id| self.area_m2(id)).sum();
        let as_whole = together_m2.powi(2) >= self.middle_m2(&level.wholes) * self.middle_m2(parts);
        level.bare.len() > 1 && as_whole && self.is_beside(level)
    }

    /// Whether the box of an area without parts meets that of a whole.
    fn is_beside(&self, level: &MixedLevel) -> bool {
        let index = BoxIndex::new(&level.wholes.iter().map(|&id| self.noded_extent(id)).collect::<Vec<_>>());
        level.bare.iter().any(|&id| index.meeting(self.noded_extent(id)).next().is_some())
    }

    /// Whether the areas without parts are nearer to parts in size than to wholes, by the middle one of each.
    fn are_as_parts(&self, level: &MixedLevel, parts: &[FeatureId]) -> bool {
        self.middle_m2(&level.bare).powi(2) < self.middle_m2(&level.wholes) * self.middle_m2(parts)
    }

    fn middle_m2(&self, ids: &[FeatureId]) -> f64 {
        let mut areas: Vec<f64> = ids.iter().map(|&id| self.area_m2(id)).collect();
        areas.sort_by(f64::total_cmp);
        areas.get(areas.len() / 2).copied().unwrap_or(0.0)
    }
}
