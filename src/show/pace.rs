//! How a show goes against its plan.
//! Must not know a clock or a window.

use super::Deck;

/// How a show goes against its plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// No stop says how long it is meant to take.
    Unplanned,
    /// This stop was reached so many seconds early.
    Ahead(f64),
    /// In time; so many seconds are left for this stop.
    OnTime(f64),
    /// This stop should have been over so many seconds ago.
    Behind(f64),
}

impl Deck {
    /// How the show goes that is at a stop after so many seconds.
    #[must_use]
    pub fn pace(&self, at: usize, elapsed_s: f64) -> Pace {
        if self.shown().all(|(_, stop)| stop.planned_s.is_none()) {
            return Pace::Unplanned;
        }
        let (begin_s, end_s) = (self.planned_s(at), self.planned_s(at + 1));
        if elapsed_s < begin_s {
            Pace::Ahead(begin_s - elapsed_s)
        } else if elapsed_s <= end_s {
            Pace::OnTime(end_s - elapsed_s)
        } else {
            Pace::Behind(elapsed_s - end_s)
        }
    }

    /// How long the stops before one are meant to take, in seconds.
    #[must_use]
    pub fn planned_s(&self, before: usize) -> f64 {
        let stops = self.told().take_while(|(at, _)| *at < before);
        stops.filter_map(|(_, stop)| stop.planned_s).map(f64::from).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use crate::i18n::Localized;
    use crate::show::{Deck, Stop};

    fn deck(planned: [Option<u32>; 3]) -> Deck {
        let stop = |planned_s| Stop { planned_s, ..Stop::new("a", Localized::default()) };
        Deck { stops: planned.map(stop).into() }
    }

    #[test]
    fn early_in_time_and_late_are_told_apart() {
        let deck = deck([Some(60), Some(30), Some(90)]);
        let at_second = |elapsed_s| deck.pace(1, elapsed_s);
        assert_eq!(at_second(50.0), Pace::Ahead(10.0));
        assert_eq!(at_second(60.0), Pace::OnTime(30.0));
        assert_eq!(at_second(90.0), Pace::OnTime(0.0));
        assert_eq!(at_second(100.5), Pace::Behind(10.5));
    }

    #[test]
    fn stops_that_are_left_out_take_no_time() {
        let mut deck = deck([Some(60), Some(30), None]);
        deck.stops[0].hidden = true;
        assert_eq!(deck.pace(2, 20.0), Pace::Ahead(10.0));
        deck.stops[1].hidden = true;
        assert_eq!(deck.pace(2, 20.0), Pace::Unplanned);
    }
}
