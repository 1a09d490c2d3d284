//! Which areas belong side by side: the parts of each whole, the other areas of layers beside each other, and all that have no parts.
//! Must not know whether they fit.

use std::collections::{BTreeMap, BTreeSet};

use super::covers::Covers;
use super::layers::{Layers, is_plan};
use super::over::LayersOver;
use super::uncompared::uncompared;
use crate::geodesy::around;
use crate::geometry::{BoxIndex, Extent, Shape};
use crate::project::{FeatureId, Project, Whole};
use crate::verify::Tolerances;

/// Areas of which none may cover another.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// What they make up, if anything.
    pub(super) whole: Option<&'a Whole>,
    /// The areas, in order of their ids.
    pub(super) members: Vec<FeatureId>,
    /// What sets each area apart, where the group only asks whether areas of different wholes cover one another.
    pub(super) across: Option<Families>,
    /// Whether such a group asks for gaps between them too.
    pub(super) gaps_across: bool,
}

/// Of each area what sets it apart from those that are compared elsewhere: of a part its whole; of an area that lies inside a
/// whole without being a part itself the first such of its layer; nothing of an area that lies inside none. Between two layers, of each area the first of its layer.
type Families = BTreeMap<FeatureId, Option<FeatureId>>;

/// Every such set of a project, and the layers that were not compared. Of each whole the parts; of each layer, and of those beside it, the
/// areas that no whole is around, wholes among them; and where these have several wholes or some have none, all areas that are no
/// whole: a parcel must not reach into another district's parcel either, nor into an area that belongs to nothing.
pub(super) fn groups<'a>(
    project: &'a Project,
    covers: &Covers,
    (tolerances, most_pairs): (&Tolerances, &mut u64),
) -> (Vec<Group<'a>>, Vec<LayersOver>) {
    let mut groups = Vec::new();
    for whole in &project.wholes {
        let mut members = whole.parts.clone();
        members.sort_unstable();
        members.dedup();
        groups.push(Group { whole: Some(whole), members, gaps_across: false, across: None });
    }
    let wholes: BTreeSet<FeatureId> = project.wholes.iter().map(|whole| whole.whole).collect();
    let families = families(project, &wholes);
    let mut all = asked(project, &families);
    all.retain(|id| !project.incomplete.contains(id));
    groups.extend(inside_but_no_parts(project, &all, &families, &wholes));
    // The parts of a whole that is no area of the plan, but a line around it or the land, are beside what lies in none.
    let is_in_whole = |id: &FeatureId| {
        let whole = families.get(id).copied().flatten();
        whole.is_some_and(|whole| !wholes.contains(&whole) || is_plan(project, whole.layer))
    };
    let is_top = |id: &FeatureId| !is_in_whole(id);
    let Layers { beside, across, mut over } =
        Layers::of(project, &all, &is_top, &|id| !wholes.contains(id), covers, most_pairs);
    for members in beside {
        let some = |wanted: &dyn Fn(&FeatureId) -> bool| members.iter().copied().filter(wanted).collect::<Vec<_>>();
        // A part is beside areas of its layer that are in no whole, unless its own whole is among those that are compared.
        let bare: BTreeSet<usize> = members.iter().filter(|id| is_top(id)).map(|id| id.layer).collect();
        let layers: BTreeSet<usize> = members.iter().map(|id| id.layer).collect();
        let is_alone = |id: &FeatureId| {
            let whole = families.get(id).copied().flatten().filter(|whole| wholes.contains(whole));
            bare.contains(&id.layer) && whole.is_some_and(|whole| !layers.contains(&whole.layer))
        };
        let tops = some(&|id| is_top(id) || is_alone(id));
        if !tops.is_empty() {
            groups.push(Group { whole: None, members: tops, gaps_across: false, across: None });
        }
        let members = some(&|id| !wholes.contains(id));
        if members.windows(2).any(|pair| families.get(&pair[0]) != families.get(&pair[1])) {
            groups.push(Group { whole: None, members, gaps_across: false, across: Some(families.clone()) });
        }
    }
    groups.extend(across.into_iter().map(|(layer, members)| {
        let by_layer = |&id: &FeatureId| (id, (id.layer == layer).then_some(FeatureId { layer, feature: 0 }));
        let across = Some(members.iter().map(by_layer).collect());
        Group { whole: None, members, across, gaps_across: true }
    }));
    let declared = project.declared.keys().copied();
    let outlines = declared.filter(|&id| project.is_outline(id) && !project.incomplete.contains(&id));
    let plan = all.into_iter().filter(|id| is_plan(project, id.layer)).chain(outlines);
    let plan: Vec<FeatureId> = plan.collect::<BTreeSet<_>>().into_iter().collect();
    let is_told = |one, other| {
        over.iter().any(|over: &LayersOver| over.is_of(one, other))
            || project.are_of_one_kind(one, other) == Some(false)
    };
    let unknown = uncompared(project, &plan, &groups, covers, &is_told, (tolerances, most_pairs));
    over.extend(unknown.into_iter().map(|found| LayersOver::unknown(found.features, found.area_m2)));
    (groups, over)
}

/// The areas of a layer that lie in one whole and are none of its parts, such as land use in a city of districts: they are neighbours too.
/// With parts of the same layer, which may be wholes themselves, each of them is compared as well; and with all parts of a whole of the same layer.
fn inside_but_no_parts<'a>(
    project: &Project,
    all: &[FeatureId],
    families: &Families,
    wholes: &BTreeSet<FeatureId>,
) -> Vec<Group<'a>> {
    let known: BTreeSet<FeatureId> = of_wholes(project).copied().collect();
    let mut sets: BTreeMap<FeatureId, (Option<FeatureId>, Vec<FeatureId>)> = BTreeMap::new();
    for id in project.once(all.iter().copied().filter(|id| !known.contains(id))) {
        if let Some(Some(first)) = families.get(&id) {
            sets.entry(*first).or_insert_with(|| (whole_around(project, id, wholes), Vec::new())).1.push(id);
        }
    }
    // Of each whole its own parts, and those of other wholes in it, as of a district that is listed beside one that is not.
    let mut parts_in: BTreeMap<FeatureId, [Vec<FeatureId>; 2]> = BTreeMap::new();
    for known in project.wholes.iter().filter(|_| !sets.is_empty()) {
        parts_in.entry(known.whole).or_default()[0].extend(&known.parts);
        for outer in project.areas_above(known.whole) {
            parts_in.entry(outer).or_default()[1].extend(&known.parts);
        }
    }
    let mut groups = Vec::new();
    for (first, (whole, members)) in sets {
        let is_in_its_own = whole.is_some_and(|whole| whole.layer == first.layer);
        let is_beside = |part: &&FeatureId| part.layer == first.layer;
        let [own, of_others] = whole
            .and_then(|whole| parts_in.get(&whole))
            .map_or([&[][..]; 2], |both| both.each_ref().map(Vec::as_slice));
        let parts: BTreeSet<FeatureId> = own.iter().filter(|part| is_in_its_own || is_beside(part)).copied().collect();
        // Between these and the others there may be gaps too.
        let of_others: BTreeSet<FeatureId> = of_others.iter().filter(is_beside).copied().collect();
        for (parts, gaps_across) in
            [(parts, false), (of_others, true)].into_iter().filter(|(parts, _)| !parts.is_empty())
        {
            let both: Vec<FeatureId> = parts.union(&members.iter().copied().collect()).copied().collect();
            let apart = both.iter().map(|id| (*id, whole.filter(|_| parts.contains(id)))).collect();
            groups.push(Group { whole: None, members: both, gaps_across, across: Some(apart) });
        }
        groups.push(Group { whole: None, members, gaps_across: false, across: None });
    }
    groups
}

/// The nearest of some wholes around an area.
fn whole_around(project: &Project, id: FeatureId, wholes: &BTreeSet<FeatureId>) -> Option<FeatureId> {
    project.areas_above(id).find(|outer| wholes.contains(outer))
}

/// The areas to compare: those a user asks about, and of layers that answer to no click those that have a figure to keep to, make
/// something up or are made up. Of these an area that another lies in is compared with its own whole at most.
fn asked(project: &Project, families: &Families) -> Vec<FeatureId> {
    let is_hidden = |id: &FeatureId| project.layers.get(id.layer).is_some_and(|layer| !layer.queryable);
    let said = project.declared.keys().chain(of_wholes(project)).copied().filter(is_hidden);
    let areal = said.filter(|&id| project.shape(id).is_some_and(Shape::is_areal));
    let hidden: Vec<FeatureId> = areal.collect::<BTreeSet<_>>().into_iter().collect();
    let box_of = |&id: &FeatureId| project.shape(id).map_or(Extent::EMPTY, Shape::extent);
    let boxes = BoxIndex::new(&hidden.iter().map(box_of).collect::<Vec<_>>());
    let mut around = BTreeSet::new();
    for &inner in hidden.iter().filter(|id| families.get(id).is_none_or(Option::is_none)) {
        let Some(at) = project.layers[inner.layer].data.inner_point(inner.feature) else { continue };
        let near =
            boxes.meeting(Extent::of(&[at])).map(|place| hidden[place]).filter(|outer| outer.layer == inner.layer);
        let larger =
            near.filter(|&outer| project.area_m2(outer) > project.area_m2(inner) && project.lies_in(inner, outer));
        around.extend(larger.filter(|outer| project.layers[outer.layer].data.side(outer.feature, at).is_within()));
    }
    let compared = hidden.into_iter().filter(|id| !around.contains(id));
    project.areas_once().chain(compared).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Every whole and its parts.
fn of_wholes(project: &Project) -> impl Iterator<Item = &FeatureId> {
    project.wholes.iter().flat_map(|whole| whole.parts.iter().chain([&whole.whole]))
}

fn families(project: &Project, wholes: &BTreeSet<FeatureId>) -> Families {
    let parts = project.wholes.iter().flat_map(|whole| whole.parts.iter().map(|&part| (part, Some(whole.whole))));
    let mut families: Families = parts.collect();
    if families.is_empty() {
        return families;
    }
    let mut first: BTreeMap<(FeatureId, usize), FeatureId> = BTreeMap::new();
    for id in project.areal_ids() {
        let whole = whole_around(project, id, wholes);
        families.entry(id).or_insert_with(|| Some(*first.entry((whole?, id.layer)).or_insert(id)));
    }
    families
}

/// A group that makes up no whole without those of its members, of one polygon each, that lie near no other and in no place that others
/// may enclose: nothing can be wrong with them, and of a file of plots far from each other little is left.
pub(super) fn without_lonely<'a>(
    project: &'a Project,
    tolerances: &Tolerances,
    mut group: Group<'a>,
    covers: &Covers,
) -> Group<'a> {
    if group.whole.is_some() || project.goes_round() {
        return group;
    }
    let within_m = tolerances.mismatch_m.max(tolerances.touch_m);
    let box_around = |&id: &FeatureId| around(project.noded_extent(id), within_m);
    let boxes: Vec<Extent> = group.members.iter().map(box_around).collect();
    let components = components(&boxes);
    let enclosing = BoxIndex::new(&components);
    let mut places = boxes.iter();
    group.members.retain(|id| {
        let near = places.next().is_some_and(|&extent| enclosing.meeting(extent).next().is_some());
        let is_several = project.shape(*id).is_some_and(|shape| shape.polygons().nth(1).is_some());
        near || is_several || covers.failed.contains(id)
    });
    group
}

/// The boxes around several boxes each, of which each meets another.
fn components(boxes: &[Extent]) -> Vec<Extent> {
    let index = BoxIndex::new(boxes);
    let mut seen = vec![false; boxes.len()];
    let mut components = Vec::new();
    for first in 0..boxes.len() {
        let (mut open, mut extent, mut count) = (vec![first], Extent::EMPTY, 0);
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                (extent, count) = (extent.union(boxes[at]), count + 1);
                open.extend(index.meeting(boxes[at]).filter(|&next| !seen[next]));
            }
        }
        components.extend((count > 1).then_some(extent));
    }
    components
}

impl Group<'_> {
    /// Whether the group asks for gaps.
    pub(super) fn asks_for_gaps(&self) -> bool {
        self.across.is_none() || self.gaps_across
    }

    /// Whether the group asks about areas that cover the same place, or lie around it: always, but for parts of one whole in a group across
    /// wholes.
    pub(super) fn asks(&self, covering: &[FeatureId]) -> bool {
        let Some(families) = &self.across else { return true };
        covering.windows(2).any(|pair| families.get(&pair[0]) != families.get(&pair[1]))
    }
}
