//! A plan put onto the stops that a project makes by itself, and the plan that makes given stops of them.
//! Must not know what any stop is about.

use std::collections::{BTreeMap, BTreeSet};

use super::maker::planned_s;
use super::stop::{Aim, Block, Content, Stop};
use crate::geometry::Extent;
use crate::i18n::Localized;
use crate::project::{Feature, Project, ShowPlan, StopEntry};

impl Stop {
    /// How long somebody planned it to take, in seconds; none when it is meant to take what the project says by itself.
    #[must_use]
    pub fn own_time_s(&self) -> Option<u32> {
        self.planned_s.filter(|&time_s| time_s != planned_s(self))
    }
}

/// The stops as a plan orders and changes them. [`ShowPlan::stops`] has the rule.
/// Of several projects opened together each has its stops ordered among themselves.
pub(super) fn apply(project: &Project, unplanned: Vec<Stop>, plan: &ShowPlan) -> Vec<Stop> {
    let mut shows: Vec<Vec<Stop>> = project.namespaces().map(|_| Vec::new()).collect();
    for stop in unplanned {
        shows[stop.namespace].push(stop);
    }
    let of = |(namespace, stops)| {
        let entries = once_each(&plan.stops).into_iter();
        ordered(project, stops, entries.filter(|entry| project.namespace_of_stop(&entry.id) == namespace).collect())
    };
    shows.into_iter().enumerate().flat_map(of).collect()
}

fn ordered(project: &Project, unplanned: Vec<Stop>, entries: Vec<&StopEntry>) -> Vec<Stop> {
    let place_of: BTreeMap<&str, usize> =
        entries.iter().enumerate().map(|(at, entry)| (entry.id.as_str(), at)).collect();
    let mut named: Vec<Option<Stop>> = vec![None; entries.len()];
    let mut behind: Vec<Vec<Stop>> = vec![Vec::new(); entries.len()];
    let (mut stops, mut last_named) = (Vec::new(), None);
    for stop in unplanned {
        if let Some(&at) = place_of.get(stop.id.as_str()) {
            named[at] = Some(changed(project, stop, entries[at]));
            last_named = Some(at);
        } else if let Some(at) = last_named {
            behind[at].push(stop);
        } else {
            stops.push(stop);
        }
    }
    let mut waiting = Vec::new();
    for ((entry, named), behind) in entries.into_iter().zip(named).zip(behind) {
        if let Some(stop) = named {
            stops.append(&mut waiting);
            stops.push(stop);
            waiting = behind;
        } else if entry.says_something() {
            stops.push(changed(project, bare(project, &entry.id), entry));
        }
    }
    stops.append(&mut waiting);
    stops
}

/// The entries, the first of each id.
fn once_each(entries: &[StopEntry]) -> Vec<&StopEntry> {
    let mut seen = BTreeSet::new();
    entries.iter().filter(|entry| seen.insert(entry.id.as_str())).collect()
}

/// A stop that only a plan makes.
fn bare(project: &Project, id: &str) -> Stop {
    Stop { namespace: project.namespace_of_stop(id), ..Stop::new(id, Localized::default()) }
}

/// A stop as an entry changes it.
fn changed(project: &Project, stop: Stop, entry: &StopEntry) -> Stop {
    let mut stop = Stop { hidden: entry.hide, ..stop };
    if let Some(title) = entry.title.as_ref().filter(|title| !title.is_empty()) {
        stop.title.clone_from(title);
    }
    if !entry.notes.is_empty() {
        stop.notes.clone_from(&entry.notes);
    }
    if let Some([west, south, east, north]) = entry.view {
        stop.aim = Aim::Box(Extent { west, south, east, north });
    }
    if entry.layers.is_some() {
        stop.layers.clone_from(&entry.layers);
    }
    if let Some(key) = &entry.select {
        stop.selected = project.named(stop.namespace, key).next();
    }
    stop.lang = entry.lang.or(stop.lang);
    if !entry.points.is_empty() {
        let point = |text: &Localized| Content::Point { head: text.clone(), text: Localized::default(), tie: None };
        let points = entry.points.iter().zip(1..);
        stop.blocks = points.map(|(text, build)| Block::new(build, point(text))).collect();
    }
    stop.planned_s = entry.seconds.or_else(|| Some(planned_s(&stop)));
    stop
}

/// The plan that makes some stops of those that the project makes by itself.
pub(super) fn plan(project: &Project, unplanned: &[Stop], stops: &[Stop]) -> ShowPlan {
    let known: BTreeMap<&str, &Stop> = unplanned.iter().map(|stop| (stop.id.as_str(), stop)).collect();
    let mut entries: Vec<StopEntry> =
        stops.iter().map(|stop| entry_of(project, known.get(stop.id.as_str()).copied(), stop)).collect();
    let in_order = stops.iter().map(|stop| &stop.id).eq(unplanned.iter().map(|stop| &stop.id));
    if in_order {
        entries.retain(|entry| *entry != StopEntry { id: entry.id.clone(), ..StopEntry::default() });
    }
    ShowPlan { stops: entries }
}

/// What makes a stop of the one that the project makes by itself, or of none.
fn entry_of(project: &Project, known: Option<&Stop>, stop: &Stop) -> StopEntry {
    let base = known.cloned().unwrap_or_else(|| bare(project, &stop.id));
    let view = match stop.aim {
        Aim::Box(Extent { west, south, east, north }) if stop.aim != base.aim => Some([west, south, east, north]),
        Aim::Box(_) | Aim::Features(_) | Aim::Zone => None,
    };
    let selected = stop.selected.filter(|_| stop.selected != base.selected);
    let points = stop.blocks.iter().filter(|_| stop.blocks != base.blocks).filter_map(|block| match &block.content {
        Content::Point { head, .. } => Some(head.clone()),
        Content::Figure { .. } | Content::Heading(_) | Content::Area { .. } | Content::Text(_) | Content::Remark(_) => {
            None
        }
    });
    let entry = StopEntry {
        id: stop.id.clone(),
        hide: stop.hidden,
        title: Some(stop.title.clone()).filter(|title| *title != base.title && !title.is_empty()),
        notes: if stop.notes == base.notes { Localized::default() } else { stop.notes.clone() },
        seconds: None,
        view,
        layers: stop.layers.clone().filter(|_| stop.layers != base.layers),
        select: selected.and_then(|id| project.feature(id)).map(|feature| Feature::key(feature).to_owned()),
        lang: stop.lang.filter(|_| stop.lang != base.lang),
        points: points.collect(),
    };
    let as_made = changed(project, base, &entry).planned_s;
    StopEntry { seconds: stop.planned_s.filter(|_| stop.planned_s != as_made), ..entry }
}
