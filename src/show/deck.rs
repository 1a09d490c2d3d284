//! The stops of a show, in order: made from the project, then ordered and annotated by its plan.
//! Must not know how they look, nor what is on each.

use super::maker::Maker;
use super::stop::Stop;
use super::{areas, boards, closing, places, planned};
use crate::project::{Project, ShowPlan};

/// The stops of a show, in order, those that are left out too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    /// The stops.
    pub stops: Vec<Stop>,
}

impl Deck {
    /// The show that a project makes of itself, as its plan orders it.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self::planned(project, &project.show_plan())
    }

    /// The show that a project makes of itself, as another plan orders it.
    #[must_use]
    pub fn planned(project: &Project, plan: &ShowPlan) -> Self {
        Self { stops: planned::apply(project, Self::unplanned(project).stops, plan) }
    }

    /// The show that a project makes of itself, whatever its plan says; of several opened together one after the other.
    #[must_use]
    pub fn unplanned(project: &Project) -> Self {
        let shows = project.namespaces().enumerate().flat_map(|(namespace, _)| Self::stops(project, namespace));
        Self { stops: shows.collect() }
    }

    fn stops(project: &Project, namespace: usize) -> Vec<Stop> {
        let mut maker = Maker::new(project, namespace);
        areas::cover(&mut maker);
        let parts = areas::wholes(&mut maker);
        boards::measures(&mut maker, &parts);
        boards::livelihood(&mut maker);
        places::transport(&mut maker);
        boards::targets(&mut maker);
        places::cases(&mut maker);
        closing::closing(&mut maker);
        maker.into_stops()
    }

    /// The stops that are shown one after the other, before the appendix; all that are shown where there is nothing else.
    pub fn told(&self) -> impl Iterator<Item = (usize, &Stop)> {
        let has_any = self.shown().any(|(_, stop)| !stop.appendix);
        self.shown().filter(move |(_, stop)| !(has_any && stop.appendix))
    }

    /// The stops that are shown, each with its place among all.
    #[must_use]
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = (usize, &Stop)> {
        self.stops.iter().enumerate().filter(|(_, stop)| !stop.hidden)
    }
}
