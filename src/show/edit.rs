//! A plan of a show changed in one way: what an outline edits.
//! Must not know how a stop looks, nor where a plan is kept.

use super::{Deck, Stop};
use crate::i18n::{Lang, Localized};
use crate::project::{Rest, ShowPlan, StopEntry};

/// A change of the plan of a show.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Move the stop to where another stands now, or behind the last.
    Move {
        /// The other's place among all.
        before: usize,
    },
    /// Leave the stop out, or show it.
    Hide(bool),
    /// Another title in a language; an empty one is the project's own in all of them.
    Title(Lang, String),
    /// Other notes in a language; empty ones are the project's own in all of them.
    Notes(Lang, String),
    /// How long the stop is meant to take; none as long as the project says by itself.
    Seconds(Option<u32>),
    /// The stop as another plan has it.
    As(Box<ShowPlan>),
}

/// The plan that shows a deck as it is shown, changed in one way. Where the order is the one that the project makes by itself, only
/// stops that are otherwise than it makes them are named. `made`: the show that it makes by itself, and the plan in its `project.json`.
#[must_use]
pub fn edited(plan: &ShowPlan, deck: &Deck, made: (&Deck, &ShowPlan), stop: usize, edit: &Edit) -> ShowPlan {
    let (unplanned, own) = made;
    let mut entries: Vec<StopEntry> = deck.stops.iter().map(|stop| entry(plan, stop)).collect();
    let Some(entry_now) = entries.get_mut(stop) else { return plan.clone() };
    let as_planned = own.stops.iter().find(|entry| entry.id == entry_now.id);
    match edit {
        Edit::Move { before } => {
            let moved = entries.remove(stop);
            let to = if *before > stop { before - 1 } else { *before };
            entries.insert(to.min(entries.len()), moved);
        }
        Edit::Hide(hide) => entry_now.hide = *hide,
        Edit::Title(_, text) if text.trim().is_empty() => {
            entry_now.title = as_planned.and_then(|entry| entry.title.clone());
        }
        Edit::Title(lang, text) => entry_now.title = Some(said(&deck.stops[stop].title, *lang, text)),
        Edit::Notes(_, text) if text.trim().is_empty() => {
            entry_now.notes = as_planned.map_or_else(Localized::default, |entry| entry.notes.clone());
        }
        Edit::Notes(lang, text) => entry_now.notes = said(&deck.stops[stop].notes, *lang, text),
        Edit::Seconds(seconds) => entry_now.seconds = seconds.map(|seconds| seconds.clamp(1, MAX_S)),
        Edit::As(other) => *entry_now = entry(other, &deck.stops[stop]),
    }
    let by_itself = unplanned.stops.iter().map(|stop| &stop.id);
    if entries.iter().map(|entry| &entry.id).eq(by_itself) {
        entries.retain(|entry| *entry != bare(&entry.id));
    }
    ShowPlan { stops: entries, ..plan.clone() }
}

/// Nothing but a stop's name.
fn bare(id: &str) -> StopEntry {
    StopEntry { id: id.to_owned(), ..StopEntry::default() }
}

/// The longest that a stop may be meant to take, in seconds: a day.
pub const MAX_S: u32 = 86_400;

/// What a plan says of a stop; nothing but its name and whether it stands apart where it says nothing.
fn entry(plan: &ShowPlan, stop: &Stop) -> StopEntry {
    let said = plan.stops.iter().find(|entry| entry.id == stop.id).cloned();
    let hide = plan.rest == Rest::Hidden;
    said.unwrap_or_else(|| StopEntry { appendix: stop.appendix, hide, ..bare(&stop.id) })
}

/// A text with other words in a language.
fn said(text: &Localized, lang: Lang, words: &str) -> Localized {
    Localized::each(|each| if each == lang { words.to_owned() } else { text.get(each).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{Edit, bare, edited};
    use crate::i18n::{Lang, Localized};
    use crate::project::{ShowPlan, StopEntry};
    use crate::show::{Deck, Stop};

    fn deck() -> Deck {
        let stop = |id: &str| Stop::new(id, Localized::each(|lang| format!("{id} {}", lang.code())));
        Deck { stops: ["a", "b", "c"].map(stop).into() }
    }

    /// A plan of a project that has none of its own, changed.
    fn changed(plan: &ShowPlan, stop: usize, edit: &Edit) -> ShowPlan {
        edited(plan, &deck(), (&deck(), &ShowPlan::default()), stop, edit)
    }

    fn ids(plan: &ShowPlan) -> Vec<&str> {
        plan.stops.iter().map(|entry| entry.id.as_str()).collect()
    }

    #[test]
    fn a_stop_moves_before_another_or_behind_the_last() {
        let moved = |stop, before| changed(&ShowPlan::default(), stop, &Edit::Move { before });
        assert_eq!(ids(&moved(0, 2)), ["b", "a", "c"]);
        assert_eq!(ids(&moved(0, 3)), ["b", "c", "a"]);
        assert_eq!(ids(&moved(2, 0)), ["c", "a", "b"]);
        assert_eq!(ids(&moved(1, 1)), [""; 0], "the project's own order needs no plan");
        assert_eq!(ids(&moved(1, 99)), ["a", "c", "b"]);
    }

    #[test]
    fn words_change_in_one_language_and_empty_ones_are_the_projects_own() {
        let plan = changed(&ShowPlan::default(), 1, &Edit::Title(Lang::En, "B!".to_owned()));
        assert_eq!(ids(&plan), ["b"]);
        let title = plan.stops[0].title.clone().expect("a title");
        assert_eq!((title.get(Lang::En), title.get(Lang::ZhHant)), ("B!", "b zh-Hant"));
        let plan = changed(&plan, 1, &Edit::Title(Lang::En, " ".to_owned()));
        assert_eq!(plan, ShowPlan::default());
        let plan = changed(&plan, 0, &Edit::Notes(Lang::ZhHant, "慢".to_owned()));
        assert_eq!(plan.stops[0].notes.get(Lang::ZhHant), "慢");
    }

    #[test]
    fn what_only_the_projects_plan_says_comes_back_when_it_is_emptied() {
        let title = Some(Localized::plain("Own"));
        let own = ShowPlan { stops: vec![StopEntry { title, ..bare("b") }], ..ShowPlan::default() };
        let plan = edited(&own, &deck(), (&deck(), &own), 1, &Edit::Title(Lang::En, "B!".to_owned()));
        let plan = edited(&plan, &deck(), (&deck(), &own), 1, &Edit::Title(Lang::En, String::new()));
        assert_eq!(plan, own);
    }

    #[test]
    fn a_stop_goes_back_to_another_plan_and_the_rest_stays() {
        let first = changed(&ShowPlan::default(), 0, &Edit::Seconds(Some(30)));
        let then = changed(&first, 0, &Edit::Hide(true));
        let then = changed(&then, 2, &Edit::Hide(true));
        let back = changed(&then, 0, &Edit::As(Box::new(first)));
        assert_eq!(ids(&back), ["a", "c"]);
        assert_eq!((back.stops[0].hide, back.stops[0].seconds, back.stops[1].hide), (false, Some(30), true));
    }
}
