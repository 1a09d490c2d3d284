//! Stops to read in columns: the measures by group, the livelihood by group, the targets by year.
//! Must not know the map.

use std::collections::{BTreeMap, BTreeSet};

use super::maker::Maker;
use super::stop::{Block, Content, Layout, Stop};
use super::words::{Notes, left_out_block, numbered, paged};
use crate::i18n::{Localized, tr};
use crate::project::{FeatureId, Kind, Policy, PolicyItem};

/// The most points on one board, and columns for as many; with few points there may be one more, narrower.
const MAX_POINTS: usize = 10;
const WIDE_COLUMNS: usize = 2;
const MAX_IN_NARROW: usize = 6;
const MAX_COLUMNS: usize = 3;
/// The most boards of one sort, and points that are said in full.
const MAX_BOARDS: usize = 12;
const MAX_IN_FULL: usize = 6;

/// A heading and what stands below it.
#[derive(Clone)]
pub(super) struct Section<'a> {
    pub(super) title: Localized,
    pub(super) items: Vec<&'a PolicyItem>,
}

/// The items that are wanted, by group.
pub(super) fn by_group(policy: &Policy, wanted: impl Fn(&PolicyItem) -> bool) -> Vec<Section<'_>> {
    let mut of_group: BTreeMap<&str, Vec<&PolicyItem>> = BTreeMap::new();
    for item in policy.items.iter().filter(|item| wanted(item)) {
        of_group.entry(&item.group).or_default().push(item);
    }
    let section = |group: &crate::project::Group| {
        let items = of_group.remove(group.id.as_str())?;
        Some(Section { title: group.title.clone(), items })
    };
    policy.groups.iter().filter_map(section).collect()
}

/// A section cut into as many even pieces as it takes for none to have more than so many items.
pub(super) fn cut<'a>(section: &Section<'a>, most: usize) -> Vec<Section<'a>> {
    let count = section.items.len().div_ceil(most).max(1);
    let size = section.items.len().div_ceil(count).max(1);
    let pieces = section.items.chunks(size).enumerate();
    pieces.map(|(at, items)| Section { title: paged(&section.title, at, count), items: items.to_vec() }).collect()
}

/// The measures: which groups there are, then group by group. Those that are said on stops of other sorts are not said again.
pub(super) fn measures(maker: &mut Maker<'_>, parts: &[FeatureId]) {
    let keys: BTreeSet<&str> = parts.iter().map(|&part| maker.key(part)).collect();
    let elsewhere = |item: &PolicyItem| match item.kind {
        Kind::Focus => item.feature.as_deref().is_some_and(|key| keys.contains(key)),
        Kind::Livelihood | Kind::TransportProject | Kind::Target | Kind::Case => true,
        Kind::Extent
        | Kind::BoundaryLimit
        | Kind::Area
        | Kind::Position
        | Kind::MainTask
        | Kind::Organisation
        | Kind::Figure
        | Kind::Context => false,
    };
    let sections = by_group(&maker.own.policy, |item| item.measure && !elsewhere(item));
    let title = Localized::each(|lang| tr!(lang, "stage.measures").into_owned());
    if sections.len() > 1 {
        overview(maker, &title, &sections);
    }
    boards(maker, "measures-1", &title, sections, false);
}

/// The groups that the measures are in, those of the first stops first.
fn overview(maker: &mut Maker<'_>, title: &Localized, sections: &[Section<'_>]) {
    let mut stop = Stop { layout: Layout::Board, ..Stop::new("measures", title.clone()) };
    stop.blocks.push(Block::heading(0, Localized::each(|lang| tr!(lang, "stage.by-group").into_owned())));
    for section in sections.iter().take(MAX_POINTS) {
        let (head, text) = (section.title.clone(), Localized::default());
        stop.blocks.push(Block::new(0, Content::Point { head, text, tie: None, icon: None }));
    }
    let more = sections.len().saturating_sub(MAX_POINTS);
    if more > 0 {
        let text = Localized::each(|lang| tr!(lang, "stage.more-groups", count = more).into_owned());
        stop.blocks.push(Block::remark(0, text));
    }
    let mut notes = Notes::default();
    notes.add(maker.own.policy.source.note.clone());
    stop.notes = notes.text();
    maker.push(stop);
}

pub(super) fn livelihood(maker: &mut Maker<'_>) {
    let sections = by_group(&maker.own.policy, |item| item.kind == Kind::Livelihood);
    let title = Localized::each(|lang| tr!(lang, "stage.livelihood").into_owned());
    boards(maker, "livelihood-1", &title, sections, false);
}

/// The targets, year by year; last those for no year.
pub(super) fn targets(maker: &mut Maker<'_>) {
    let title = Localized::each(|lang| tr!(lang, "stage.targets").into_owned());
    let mut of_year: BTreeMap<i64, Vec<&PolicyItem>> = BTreeMap::new();
    let items = maker.own.policy.items.iter().filter(|item| item.kind == Kind::Target);
    items.for_each(|item| of_year.entry(year(item).unwrap_or(i64::MAX)).or_default().push(item));
    let heading = |year: i64| if year == i64::MAX { title.clone() } else { Localized::plain(&year.to_string()) };
    let sections = of_year.into_iter().map(|(year, items)| Section { title: heading(year), items }).collect();
    boards(maker, "targets", &title, sections, true);
}

fn year(item: &PolicyItem) -> Option<i64> {
    item.figures.iter().find(|figure| figure.unit == "year")?.value.as_i64()
}

/// Sections on as few boards as they fit on, one step a section.
fn boards(maker: &mut Maker<'_>, id: &str, title: &Localized, sections: Vec<Section<'_>>, in_full: bool) {
    let mut pages: Vec<Vec<Section<'_>>> = Vec::new();
    for section in sections.into_iter().flat_map(|section| cut(&section, MAX_POINTS)) {
        let points = |page: &[Section<'_>]| page.iter().map(|section| section.items.len()).sum::<usize>();
        let fits = |page: &[Section<'_>]| {
            let points = points(page) + section.items.len();
            let few = page.len() < MAX_COLUMNS && points <= MAX_IN_NARROW;
            few || (page.len() < WIDE_COLUMNS && points <= MAX_POINTS)
        };
        match pages.last_mut() {
            Some(page) if fits(page) => page.push(section),
            Some(_) | None => pages.push(vec![section]),
        }
    }
    let left_out: usize = pages.iter().skip(MAX_BOARDS).flatten().map(|section| section.items.len()).sum();
    pages.truncate(MAX_BOARDS);
    let count = pages.len();
    for (at, page) in pages.iter().enumerate() {
        let left_out = if at + 1 == count { left_out } else { 0 };
        board(maker, Stop::new(&numbered(id, at), paged(title, at, count)), page, in_full, left_out);
    }
}

fn board(maker: &mut Maker<'_>, mut stop: Stop, page: &[Section<'_>], in_full: bool, left_out: usize) {
    stop.layout = Layout::Board;
    let items: Vec<&PolicyItem> = page.iter().flat_map(|section| section.items.iter().copied()).collect();
    let in_full = in_full && items.len() <= MAX_IN_FULL;
    for (build, section) in page.iter().enumerate() {
        stop.blocks.push(Block::heading(build, section.title.clone()));
        stop.blocks.extend(section.items.iter().map(|item| Block::item(build, item, in_full)));
    }
    stop.blocks.extend(left_out_block(stop.last_build(), left_out));
    let mut notes = Notes::default();
    for item in &items {
        notes.item(maker.project, item);
    }
    stop.notes = notes.text();
    maker.push(stop);
}
