//! The report of a project as a whole, read before anything is selected: the area that the others make up, their shares, what the policy
//! says of it in short, and what agreement is worth.
//! Must not know who reads it.

use std::collections::{BTreeMap, BTreeSet};

use super::feature::FeatureReport;
use crate::i18n::{Lang, displayed, list_and_more, tr};
use crate::project::{FeatureId, Kind, PolicyItem, Project};

/// So many parts are told one by one.
const MAX_PARTS: usize = 12;
/// So many items of a sort are told; the others are counted.
const MAX_ITEMS: usize = 3;

/// What there is to say of a project before anything is selected.
#[derive(Clone, Debug)]
pub struct Overview<'a> {
    project: &'a Project,
    /// The area that the project is about: its largest whole, or else the only one there is, if an area of it is declared.
    pub whole: Option<FeatureReport<'a>>,
    /// What makes it up, if it is few enough to be told one by one.
    pub parts: Vec<FeatureReport<'a>>,
}

/// The same in words and figures, for who shows it again and again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverviewWords {
    /// Which area it is about.
    pub whole: Option<FeatureId>,
    /// What stands above its name.
    pub above: String,
    /// Its name.
    pub title: String,
    /// How much the project holds.
    pub counts: String,
    /// What was measured.
    pub measured: Option<String>,
    /// Whether that agrees.
    pub verdict: Option<(String, bool)>,
    /// What makes it up: which feature, its name, what its share is called, and that share from 0 to 1.
    pub shares: Vec<(FeatureId, String, String, f64)>,
    /// What the policy says that it is to be.
    pub positions: Option<String>,
    /// What the policy says that it is to reach.
    pub targets: Option<String>,
    /// What agreement is worth.
    pub fitted: Option<String>,
    /// Whether there are measures to read.
    pub has_measures: bool,
}

impl<'a> Overview<'a> {
    /// All that it says in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> OverviewWords {
        let share = |part: &FeatureReport<'_>| {
            let said = part.share_text(lang).unwrap_or_default();
            Some((part.check.id, part.name(lang), said, part.share()?.part))
        };
        OverviewWords {
            whole: self.whole.map(|whole| whole.check.id),
            above: self.whole.map_or_else(String::new, |whole| whole.layer_title(lang)),
            title: self.title(lang),
            counts: self.counts(lang),
            measured: self.measured(lang),
            verdict: self.verdict(lang),
            shares: self.parts.iter().filter_map(share).collect(),
            positions: self.positions(lang),
            targets: self.targets(lang),
            fitted: self.fitted(lang),
            has_measures: self.has_measures(),
        }
    }

    /// The overview of a project.
    ///
    /// ```
    /// use zonemap::formats::{OpenOptions, open_builtin};
    /// use zonemap::i18n::Lang;
    /// use zonemap::report::Overview;
    ///
    /// let project = open_builtin(&OpenOptions::default())?;
    /// let overview = Overview::of(&project);
    /// assert_eq!(overview.parts.len(), 3);
    /// assert_eq!(overview.verdict(Lang::En), Some(("agrees".to_owned(), true)));
    /// # Ok::<(), zonemap::formats::OpenError>(())
    /// ```
    #[must_use]
    pub fn of(project: &'a Project) -> Self {
        let area = |id: FeatureId| project.area_m2(id);
        let larger = project.wholes.iter().reduce(|a, b| if area(b.whole) > area(a.whole) { b } else { a });
        let only = || {
            let mut areas = project.areal_ids();
            areas.next().filter(|id| areas.next().is_none() && project.declared.contains_key(id))
        };
        let whole = larger.map(|whole| whole.whole).or_else(only);
        let parts = larger.map_or(&[][..], |whole| &whole.parts);
        let told = if parts.len() <= MAX_PARTS { parts } else { &[] };
        Self {
            project,
            whole: whole.and_then(|id| FeatureReport::of(project, id)),
            parts: told.iter().filter_map(|&id| FeatureReport::of(project, id)).collect(),
        }
    }

    /// Its name: that of the area it is about, or else the project's title.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        let title = || displayed(self.project.title().get(lang));
        self.whole.map_or_else(title, |whole| whole.name(lang))
    }

    /// How much it holds, for who has no area to be told of.
    #[must_use]
    pub fn counts(&self, lang: Lang) -> String {
        let layers = &self.project.layers;
        let features: usize = layers.iter().map(|layer| layer.data.features().len()).sum();
        tr!(lang, "overview.counts", layers = layers.len(), features = features).into_owned()
    }

    /// What was measured, in short.
    #[must_use]
    pub fn measured(&self, lang: Lang) -> Option<String> {
        let whole = self.whole.filter(|whole| whole.no_area.is_none())?;
        Some(tr!(lang, "overview.measured", area = whole.measured_text(lang)).into_owned())
    }

    /// Whether that agrees with what is declared, in a word.
    #[must_use]
    pub fn verdict(&self, lang: Lang) -> Option<(String, bool)> {
        let agrees = self.whole?.check.agrees?;
        let word = if agrees { tr!(lang, "overview.agrees") } else { tr!(lang, "overview.disagrees") };
        Some((word.into_owned(), agrees))
    }

    /// How many boundary segments of it and of its parts were moved until the areas came out, and what agreement is worth then.
    #[must_use]
    pub fn fitted(&self, lang: Lang) -> Option<String> {
        let all = self.whole.iter().chain(&self.parts);
        let fitted: BTreeSet<FeatureId> = all.flat_map(FeatureReport::fitted_segments).collect();
        let names = fitted.iter().filter_map(|&id| Some(self.project.feature(id)?.name().get(lang)));
        let names: Vec<&str> = names.collect();
        let (few, more) = (names.len().min(MAX_PARTS), names.len().saturating_sub(MAX_PARTS));
        let list = displayed(&list_and_more(&names[..few], more, lang));
        (!names.is_empty()).then(|| tr!(lang, "overview.fitted", count = names.len(), list = list).into_owned())
    }

    /// What it is meant to be, as the policy says.
    #[must_use]
    pub fn positions(&self, lang: Lang) -> Option<String> {
        titles(&self.items(Kind::Position), lang)
    }

    /// What it is to reach: of each year the first target, where the policy names years.
    #[must_use]
    pub fn targets(&self, lang: Lang) -> Option<String> {
        let items = self.items(Kind::Target);
        let mut years = BTreeSet::new();
        let mut firsts = items.clone();
        firsts.retain(|item| year(item).is_some_and(|year| years.insert(year)));
        let others = items.len() - firsts.len();
        let told = if firsts.is_empty() { titles(&items, lang) } else { titles_and_more(&firsts, others, lang) };
        told.filter(|_| !items.is_empty())
    }

    /// Whether the policy has measures to read.
    #[must_use]
    pub fn has_measures(&self) -> bool {
        self.whole.is_some_and(|whole| !whole.card().measures.is_empty())
    }

    /// What the policy says of the whole, of a kind: the items of the group that has the most of it.
    fn items(&self, kind: Kind) -> Vec<&'a PolicyItem> {
        let Some(whole) = self.whole else { return Vec::new() };
        let policy = &self.project.namespace(self.project.namespace_of(whole.check.id)).policy;
        let about = |item: &&PolicyItem| item.kind == kind && item.feature.as_deref() == Some(whole.feature.key());
        let mut groups: BTreeMap<&str, Vec<&PolicyItem>> = BTreeMap::new();
        policy.items.iter().filter(about).for_each(|item| groups.entry(&item.group).or_default().push(item));
        groups.into_values().reduce(|a, b| if b.len() > a.len() { b } else { a }).unwrap_or_default()
    }
}

fn year(item: &PolicyItem) -> Option<i64> {
    item.figures.iter().find(|figure| figure.unit == "year")?.value.as_i64()
}

fn titles(items: &[&PolicyItem], lang: Lang) -> Option<String> {
    titles_and_more(items, 0, lang)
}

/// The titles of the first few items, and how many there are besides.
fn titles_and_more(items: &[&PolicyItem], others: usize, lang: Lang) -> Option<String> {
    let titles: Vec<String> = items.iter().take(MAX_ITEMS).map(|item| displayed(item.title.get(lang))).collect();
    let separator = tr!(lang, "overview.separator");
    let more = items.len() - titles.len() + others;
    let all = titles.join(&separator);
    let told = if more == 0 { all } else { tr!(lang, "overview.more", list = all, count = more).into_owned() };
    (!titles.is_empty()).then_some(told)
}
