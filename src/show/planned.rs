//! A plan put onto the stops that a project makes by itself.
//! Must not know what any stop is about.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::changed;
use super::maker::planned_s;
use super::stop::{Content, Fault, Stop};
use crate::i18n::Localized;
use crate::project::{Project, Rest, ShowPlan, StopEntry, stop_id};

/// A show has at most so many stops: more than anybody goes through, or finds one in.
const MAX_STOPS: usize = 300;

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
        let own: Vec<&StopEntry> = entries.filter(|entry| project.namespace_of_stop(&entry.id) == namespace).collect();
        let rest = if own.is_empty() { Rest::Among } else { plan.rest };
        ordered(project, stops, own, rest)
    };
    let mut stops: Vec<Stop> = shows.into_iter().enumerate().flat_map(of).collect();
    // Each knows where it stands; those of the appendix stand behind all others.
    stops.sort_by_key(|stop| stop.appendix);
    let colour = plan.accent.as_ref().filter(|_| plan.accent_rgb().is_none());
    if let (Some(colour), Some(first)) = (colour, stops.first_mut()) {
        first.faults.push(Fault::Colour(colour.chars().take(60).collect()));
    }
    let mut stops = limited(stops);
    check_openings(&mut stops);
    stops
}

/// Notes the cards that lead to stops that there are not.
fn check_openings(stops: &mut [Stop]) {
    let ids: BTreeSet<String> = stops.iter().map(|stop| stop.id.clone()).collect();
    for stop in stops {
        for block in &stop.blocks {
            if let Content::Card { opens: Some(id), .. } = &block.content
                && !ids.contains(&stop_id(stop.namespace, id))
            {
                stop.faults.push(Fault::Stop(id.chars().take(60).collect()));
            }
        }
    }
}

/// As many stops as a show can have; the last says how many there would be.
fn limited(mut stops: Vec<Stop>) -> Vec<Stop> {
    let count = stops.len();
    stops.truncate(MAX_STOPS);
    if let Some(last) = stops.last_mut().filter(|_| count > MAX_STOPS) {
        last.faults.push(Fault::ManyStops(count, MAX_STOPS));
    }
    stops
}

fn ordered(project: &Project, unplanned: Vec<Stop>, entries: Vec<&StopEntry>, rest: Rest) -> Vec<Stop> {
    let place_of: BTreeMap<&str, usize> =
        entries.iter().enumerate().map(|(at, entry)| (entry.id.as_str(), at)).collect();
    let mut named: Vec<Option<Stop>> = vec![None; entries.len()];
    let mut behind: Vec<Vec<Stop>> = vec![Vec::new(); entries.len()];
    let (mut stops, mut unnamed, mut last_named) = (Vec::new(), Vec::new(), None);
    for stop in unplanned {
        if let Some(&at) = place_of.get(stop.id.as_str()) {
            named[at] = Some(changed(project, stop, entries[at]));
            last_named = Some(at);
        } else if rest != Rest::Among {
            let apart = Stop { appendix: rest == Rest::Appendix, hidden: rest == Rest::Hidden, ..stop };
            unnamed.push(apart);
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
    stops.append(&mut unnamed);
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
