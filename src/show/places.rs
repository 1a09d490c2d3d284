//! Stops whose subject lies on the map as places and routes: transport, the way out of the zone, cases.
//! Must not know which routes or places.

use super::boards::{Section, by_group, cut};
use super::maker::Maker;
use super::stop::{Aim, Block, Reveal, Stop};
use super::words::{Notes, accuracy, left_out_block, numbered};
use crate::geometry::Extent;
use crate::i18n::{Localized, tr};
use crate::project::{FeatureId, Kind, PolicyItem};

/// The most points of a stop about transport, of one about cases, and points that are said in full.
const MAX_PROJECTS: usize = 8;
const MAX_CASES: usize = 6;
const MAX_IN_FULL: usize = 4;
/// The most stops of one sort.
const MAX_STOPS: usize = 8;

/// What lies this much of its size outside the zone is near it; and places are looked at with so much of the zone around them.
const NEAR: f64 = 0.25;

/// The transport projects: those in and near the zone, then those that lead out of it along their routes.
pub(super) fn transport(maker: &mut Maker<'_>) {
    let items = maker.own.policy.items.iter().filter(|item| item.kind == Kind::TransportProject);
    let (of_places, projects): (Vec<&PolicyItem>, Vec<&PolicyItem>) = items.partition(|item| maker.is_of_place(item));
    let projects = if projects.is_empty() { of_places } else { projects };
    let near = grown(zone(maker), zone(maker));
    let is_near = |id: &FeatureId| !maker.is_route(*id) && near.contains(maker.extent(&[*id]).center());
    let (inside, outward): (Vec<&PolicyItem>, Vec<&PolicyItem>) =
        projects.into_iter().partition(|item| maker.places_of(item).iter().all(is_near));
    let title = Localized::each(|lang| tr!(lang, "stage.transport").into_owned());
    let aim = |items: &[&PolicyItem]| {
        let around = grown(maker.extent(&places_of(maker, items)), zone(maker));
        if around.is_empty() { Aim::Zone } else { Aim::Box(around) }
    };
    let inside = subjects(&title, inside, MAX_PROJECTS, aim);
    let title = Localized::each(|lang| tr!(lang, "stage.routes").into_owned());
    let outward = subjects(&title, outward, MAX_PROJECTS, |items| with_zone(maker, &places_of(maker, items)));
    push_all(maker, "transport", inside);
    push_all(maker, "routes", outward);
}

/// The cases, group by group, each looked at with the zone, so that it is seen how far away it is.
pub(super) fn cases(maker: &mut Maker<'_>) {
    let wanted = |item: &PolicyItem| item.kind == Kind::Case && !maker.is_of_place(item);
    let of_group = |Section { title, items }| {
        let aim = with_zone(maker, &places_of(maker, &items));
        subjects(&title, items, MAX_CASES, move |_| aim.clone())
    };
    let all = by_group(&maker.own.policy, wanted).into_iter().flat_map(of_group).collect();
    push_all(maker, "cases-1", all);
}

/// A stop to be: what it is about, what is said of it, and where to look.
struct Subject<'a> {
    title: Localized,
    items: Vec<&'a PolicyItem>,
    aim: Aim,
}

/// What is said, on as many stops as it takes.
fn subjects<'a>(
    title: &Localized,
    items: Vec<&'a PolicyItem>,
    most: usize,
    aim: impl Fn(&[&'a PolicyItem]) -> Aim,
) -> Vec<Subject<'a>> {
    let pieces = cut(&Section { title: title.clone(), items }, most).into_iter();
    pieces.map(|Section { title, items }| Subject { title, aim: aim(&items), items }).collect()
}

fn push_all(maker: &mut Maker<'_>, id: &str, mut subjects: Vec<Subject<'_>>) {
    let left_out: usize = subjects.iter().skip(MAX_STOPS).map(|subject| subject.items.len()).sum();
    subjects.truncate(MAX_STOPS);
    let count = subjects.len();
    for (at, subject) in subjects.into_iter().enumerate() {
        let mut stop = on_map(maker, &numbered(id, at), subject);
        if at + 1 == count {
            stop.blocks.extend(left_out_block(stop.last_build(), left_out));
        }
        maker.push(stop);
    }
}

/// A stop that says one thing a step, while its places appear on the map.
fn on_map(maker: &Maker<'_>, id: &str, Subject { title, items, aim }: Subject<'_>) -> Stop {
    let mut stop = Stop { aim, ..Stop::new(id, title) };
    let mut notes = Notes::default();
    let mut seen = Vec::new();
    for (item, build) in items.iter().zip(1..) {
        stop.blocks.push(Block::item(build, item, items.len() <= MAX_IN_FULL));
        let mut features = maker.places_of(item);
        features.retain(|id| !seen.contains(id));
        // A route is drawn before the place that it leads to appears.
        features.sort_by_key(|&id| (!maker.is_route(id), id));
        seen.extend(features.iter().copied());
        if !features.is_empty() {
            stop.reveals.push(Reveal { build, features });
        }
        notes.item(maker.project, item);
    }
    stop.blocks.extend(accuracy(maker.project, maker.own, &seen));
    stop.notes = notes.text();
    stop
}

/// The places and routes that some items speak of, each once.
fn places_of(maker: &Maker<'_>, items: &[&PolicyItem]) -> Vec<FeatureId> {
    let all = items.iter().flat_map(|item| maker.places_of(item));
    all.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// The box around what is made up of parts, or around everything that is asked about.
fn zone(maker: &Maker<'_>) -> Extent {
    let wholes: Vec<FeatureId> = maker.wholes().map(|whole| whole.whole).collect();
    let areas = maker.extent(&maker.areal_ids().collect::<Vec<_>>());
    let boxes = [maker.extent(&wholes), areas, maker.project.extent()];
    boxes.into_iter().find(|extent| !extent.is_empty()).unwrap_or(Extent::EMPTY)
}

/// A box with part of another's size around it.
fn grown(extent: Extent, by: Extent) -> Extent {
    let (across, along) = (NEAR * (by.east - by.west), NEAR * (by.north - by.south));
    Extent {
        west: extent.west - across,
        south: extent.south - along,
        east: extent.east + across,
        north: extent.north + along,
    }
}

/// At places and at what is made up of parts; at the zone alone, when there are no places.
fn with_zone(maker: &Maker<'_>, places: &[FeatureId]) -> Aim {
    if places.is_empty() {
        return Aim::Zone;
    }
    let wholes = maker.wholes().map(|whole| whole.whole);
    Aim::Features(wholes.chain(places.iter().copied()).collect())
}
