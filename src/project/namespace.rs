//! What one project says by its own keys; of several that are opened together each keeps its own.
//! Must not know geometry.

use super::{FeatureId, Policy, PolicyItem, ProjectContent, ShowPlan, StopEntry, Whole};
use crate::i18n::{Localized, list};

/// What a stop of one of several projects is called among those of all: by its number too, from the second on.
pub(crate) fn stop_id(namespace: usize, id: &str) -> String {
    if namespace == 0 { id.to_owned() } else { format!("{}/{id}", namespace + 1) }
}

/// What a project says of itself and of its features.
#[derive(Clone, Debug, Default)]
pub struct Namespace {
    /// What the user opened, as they would write it.
    pub path: String,
    /// The project's name.
    pub title: Localized,
    /// What is to be said wherever the map is shown; empty for none.
    pub notice: Localized,
    /// The map-review number (審圖號); empty until a real one is given.
    pub map_review_number: String,
    /// What the policy says; empty when there is none.
    pub policy: Policy,
    /// What the project says of its show.
    pub show: ShowPlan,
}

impl Namespace {
    /// The same where so many others were opened before it.
    pub(super) fn lifted(mut self, below: usize) -> Self {
        self.policy.items.iter_mut().for_each(|item| item.namespace += below);
        self
    }
}

impl ProjectContent {
    /// The names of all of them.
    #[must_use]
    pub fn title(&self) -> Localized {
        let titles = |lang| list(&self.namespaces().map(|said| said.title.get(lang)).collect::<Vec<_>>(), lang);
        if self.others.is_empty() { self.own.title.clone() } else { Localized::each(titles) }
    }

    /// What the user opened, as they would write it.
    #[must_use]
    pub fn path(&self) -> String {
        self.namespaces().map(|said| said.path.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The same for what a feature is of.
    #[must_use]
    pub fn path_of(&self, id: FeatureId) -> &str {
        &self.namespace(self.namespace_of(id)).path
    }

    /// What each of the projects that were opened together says, in the order in which they were opened.
    pub fn namespaces(&self) -> impl Iterator<Item = &Namespace> {
        std::iter::once(&self.own).chain(&self.others)
    }

    /// What one of them says, by its place among them; the first where there is no such one.
    #[must_use]
    pub fn namespace(&self, namespace: usize) -> &Namespace {
        self.namespaces().nth(namespace).unwrap_or(&self.own)
    }

    /// Which of them a feature is of.
    #[must_use]
    pub fn namespace_of(&self, id: FeatureId) -> usize {
        self.layers.get(id.layer).map_or(0, |layer| layer.namespace)
    }

    /// The features of one of them that answer to a key (their GeoJSON id), bottom layer first.
    pub fn named<'a>(&'a self, namespace: usize, key: &'a str) -> impl Iterator<Item = FeatureId> + 'a {
        let all = self.feature_ids().filter(move |id| self.namespace_of(*id) == namespace);
        all.filter(move |&id| self.feature(id).is_some_and(|feature| feature.key() == key))
    }

    /// The wholes of one of them.
    pub fn wholes_of(&self, namespace: usize) -> impl Iterator<Item = &Whole> {
        self.wholes.iter().filter(move |whole| self.namespace_of(whole.whole) == namespace)
    }

    /// The items of all policies.
    pub fn items(&self) -> impl Iterator<Item = &PolicyItem> {
        self.namespaces().flat_map(|said| &said.policy.items)
    }

    /// The policy that an item stands in.
    #[must_use]
    pub fn policy_of(&self, item: &PolicyItem) -> &Policy {
        &self.namespace(item.namespace).policy
    }

    /// The plan of the show of all of them: each orders its own stops, which are called otherwise where they are not the first's.
    #[must_use]
    pub fn show_plan(&self) -> ShowPlan {
        let entries =
            self.namespaces().enumerate().flat_map(|(at, said)| said.show.stops.iter().map(move |it| (at, it)));
        let lifted = entries.map(|(at, entry)| StopEntry { id: stop_id(at, &entry.id), ..entry.clone() });
        ShowPlan { stops: lifted.collect(), ..self.own.show.clone() }
    }

    /// Which of them a stop of a show is of, by its id.
    pub(crate) fn namespace_of_stop(&self, id: &str) -> usize {
        let number = id.split_once('/').and_then(|(number, _)| number.parse::<usize>().ok());
        number.filter(|number| (2..=self.namespaces().count()).contains(number)).map_or(0, |number| number - 1)
    }

    /// What is to be said wherever the map is shown, and the map-review number, each of them once. That there is no number is not said
    /// twice for what has no notice either.
    #[must_use]
    pub fn notices(&self) -> Vec<(&Localized, &str)> {
        let mut notices: Vec<(&Localized, &str)> = Vec::new();
        for said in self.namespaces() {
            let one = (&said.notice, said.map_review_number.as_str());
            if !notices.contains(&one) {
                notices.push(one);
            }
        }
        let all = notices.clone();
        let is_told = |one: &(&Localized, &str)| all.iter().any(|other| other != one && other.1 == one.1);
        notices.retain(|one| !one.0.is_empty() || !is_told(one));
        notices
    }
}
