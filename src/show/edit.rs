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
/// stops that are otherwise than it makes them are named.
#[must_use]
pub fn edited(plan: &ShowPlan, deck: &Deck, unplanned: &Deck, stop: usize, edit: &Edit) -> ShowPlan {
    let mut entries: Vec<StopEntry> = deck.stops.iter().map(|stop| entry(plan, stop)).collect();
    let Some(entry_now) = entries.get_mut(stop) else { return plan.clone() };
    match edit {
        Edit::Move { before } => {
            let moved = entries.remove(stop);
            let to = if *before > stop { before - 1 } else { *before };
            entries.insert(to.min(entries.len()), moved);
        }
        Edit::Hide(hide) => entry_now.hide = *hide,
        Edit::Title(_, text) if text.trim().is_empty() => entry_now.title = None,
        Edit::Title(lang, text) => entry_now.title = Some(said(&deck.stops[stop].title, *lang, text)),
        Edit::Notes(_, text) if text.trim().is_empty() => entry_now.notes = Localized::default(),
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
    use super::{Edit, edited};
    use crate::i18n::{Lang, Localized};
    use crate::project::ShowPlan;
    use crate::show::{Deck, Stop};

    fn deck() -> Deck {
        let stop = |id: &str| Stop::new(id, Localized::each(|lang| format!("{id} {}", lang.code())));
        Deck { stops: ["a", "b", "c"].map(stop).into() }
    }

    fn ids(plan: &ShowPlan) -> Vec<&str> {
        plan.stops.iter().map(|entry| entry.id.as_str()).collect()
    }

    #[test]
    fn a_stop_moves_before_another_or_behind_the_last() {
        let moved = |stop, before| edited(&ShowPlan::default(), &deck(), &deck(), stop, &Edit::Move { before });
        assert_eq!(ids(&moved(0, 2)), ["b", "a", "c"]);
        assert_eq!(ids(&moved(0, 3)), ["b", "c", "a"]);
        assert_eq!(ids(&moved(2, 0)), ["c", "a", "b"]);
        assert_eq!(ids(&moved(1, 1)), [""; 0], "the project's own order needs no plan");
        assert_eq!(ids(&moved(1, 99)), ["a", "c", "b"]);
    }

    #[test]
    fn words_change_in_one_language_and_empty_ones_are_the_projects_own() {
        let plan = edited(&ShowPlan::default(), &deck(), &deck(), 1, &Edit::Title(Lang::En, "B!".to_owned()));
        assert_eq!(ids(&plan), ["b"]);
        let title = plan.stops[0].title.clone().expect("a title");
        assert_eq!((title.get(Lang::En), title.get(Lang::ZhHant)), ("B!", "b zh-Hant"));
        let plan = edited(&plan, &deck(), &deck(), 1, &Edit::Title(Lang::En, " ".to_owned()));
        assert_eq!(plan, ShowPlan::default());
        let plan = edited(&plan, &deck(), &deck(), 0, &Edit::Notes(Lang::ZhHant, "慢".to_owned()));
        assert_eq!(plan.stops[0].notes.get(Lang::ZhHant), "慢");
    }

    #[test]
    fn a_stop_goes_back_to_another_plan_and_the_rest_stays() {
        let first = edited(&ShowPlan::default(), &deck(), &deck(), 0, &Edit::Seconds(Some(30)));
        let then = edited(&first, &deck(), &deck(), 0, &Edit::Hide(true));
        let then = edited(&then, &deck(), &deck(), 2, &Edit::Hide(true));
        let back = edited(&then, &deck(), &deck(), 0, &Edit::As(Box::new(first)));
        assert_eq!(ids(&back), ["a", "c"]);
        assert_eq!((back.stops[0].hide, back.stops[0].seconds, back.stops[1].hide), (false, Some(30), true));
    }
}
