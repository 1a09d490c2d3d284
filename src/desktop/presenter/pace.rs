//! How a show goes against its plan, and lengths of time in words.
//! Must not know a clock or a window.

use crate::show::Deck;

/// How a show goes against its plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pace {
    /// No stop says how long it is meant to take.
    Unplanned,
    /// This stop was reached so many seconds early.
    Ahead(f64),
    /// In time; so many seconds are left for this stop.
    OnTime(f64),
    /// This stop should have been over so many seconds ago.
    Behind(f64),
}

/// How the show goes that is at a stop after so many seconds.
pub(super) fn pace(deck: &Deck, at: usize, elapsed_s: f64) -> Pace {
    if deck.shown().all(|(_, stop)| stop.planned_s.is_none()) {
        return Pace::Unplanned;
    }
    let (begin_s, end_s) = (planned_s(deck, at), planned_s(deck, at + 1));
    if elapsed_s < begin_s {
        Pace::Ahead(begin_s - elapsed_s)
    } else if elapsed_s <= end_s {
        Pace::OnTime(end_s - elapsed_s)
    } else {
        Pace::Behind(elapsed_s - end_s)
    }
}

/// How long the stops before one are meant to take, in seconds.
pub(super) fn planned_s(deck: &Deck, before: usize) -> f64 {
    let stops = deck.shown().take_while(|(at, _)| *at < before);
    stops.filter_map(|(_, stop)| stop.planned_s).map(f64::from).sum()
}

/// A length of time as minutes and seconds, and hours where there are any.
pub(in crate::desktop) fn minutes(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let seconds = seconds.max(0.0).floor() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::{Pace, minutes, pace};
    use crate::i18n::Localized;
    use crate::show::{Deck, Stop};

    fn deck(planned: [Option<u32>; 3]) -> Deck {
        let stop = |planned_s| Stop { planned_s, ..Stop::new("a", Localized::default()) };
        Deck { stops: planned.map(stop).into() }
    }

    #[test]
    fn early_in_time_and_late_are_told_apart() {
        let deck = deck([Some(60), Some(30), Some(90)]);
        let at_second = |elapsed_s| pace(&deck, 1, elapsed_s);
        assert_eq!(at_second(50.0), Pace::Ahead(10.0));
        assert_eq!(at_second(60.0), Pace::OnTime(30.0));
        assert_eq!(at_second(90.0), Pace::OnTime(0.0));
        assert_eq!(at_second(100.5), Pace::Behind(10.5));
    }

    #[test]
    fn stops_that_are_left_out_take_no_time() {
        let mut deck = deck([Some(60), Some(30), None]);
        deck.stops[0].hidden = true;
        assert_eq!(pace(&deck, 2, 20.0), Pace::Ahead(10.0));
        deck.stops[1].hidden = true;
        assert_eq!(pace(&deck, 2, 20.0), Pace::Unplanned);
    }

    #[test]
    fn times_are_written_as_clocks_write_them() {
        for (seconds, text) in [(0.0, "0:00"), (59.9, "0:59"), (65.0, "1:05"), (3600.0, "1:00:00"), (-3.0, "0:00")] {
            assert_eq!(minutes(seconds), text);
        }
    }
}
