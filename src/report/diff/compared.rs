//! Two versions as the window lists and copies their comparison: which feature changed, what became of it, and all of it as text.
//! Must not know which panel shows it.

use super::{ChangeRow, ChangedAreaRow};
use crate::diff::{By, Change, ChangedArea, Comparison};
use crate::i18n::{Lang, displayed, tr};
use crate::project::Project;
use crate::report::table_rows;

/// What is said of two versions in a language.
#[derive(Clone, Copy)]
pub struct VersionsReport<'a> {
    /// The version before and the one after.
    pub versions: [&'a Project; 2],
    /// What they differ in.
    pub comparison: &'a Comparison,
    /// The language.
    pub lang: Lang,
}

impl VersionsReport<'_> {
    /// What a version is called, and where it lies.
    #[must_use]
    pub fn version(project: &Project, lang: Lang) -> String {
        let (title, path) = (displayed(project.title().get(lang)), displayed(&project.path()));
        if title == path { path } else { format!("{title} ({path})") }
    }

    /// The name of what changed; both where it is known by what it covers alone.
    fn feature(&self, change: &Change) -> String {
        let [before, after] = self.versions;
        let name = |project: &Project, id| project.feature(id).map(|feature| feature.displayed_name(self.lang));
        let before = change.a.and_then(|id| name(before, id));
        let after = change.b.and_then(|id| name(after, id));
        match (before, after) {
            (Some(before), Some(after)) if change.by == Some(By::Overlap) => {
                tr!(self.lang, "diff.by-overlap", before = before, after = after).into_owned()
            }
            (before, after) => before.or(after).unwrap_or_default(),
        }
    }

    fn row(&self, change: &Change) -> ChangeRow {
        ChangeRow::without_places(self.versions.into(), change, self.lang)
    }

    /// Which feature it is and what became of it, then its figures, a sentence each.
    #[must_use]
    pub fn told(&self, change: &Change) -> (String, Vec<String>) {
        let (row, name) = (self.row(change), self.feature(change));
        (tr!(self.lang, "diff.called", name = name, change = row.word(self.lang)).into_owned(), row.lines(self.lang))
    }

    /// The whole comparison to be copied: the two versions, a table of what changed, and some places added or removed.
    #[must_use]
    pub fn copied<'p>(&self, places: impl Iterator<Item = &'p ChangedArea>) -> String {
        let lang = self.lang;
        let [before, after] = self.versions;
        let versions = [("diff.version-a", before), ("diff.version-b", after)];
        let version = |(key, project)| format!("- {}\n", tr!(lang, key, name = Self::version(project, lang)));
        let changes = self.comparison.changes().map(|change| (self.feature(change), self.row(change)));
        let changes: Vec<(String, ChangeRow)> = changes.collect();
        let same = self.comparison.features.len() - changes.len();
        let table = if changes.is_empty() { String::new() } else { table(lang, &changes) };
        let said = changes.iter().flat_map(|(name, row)| {
            let line = move |line: String| format!("- {}\n", tr!(lang, "diff.called", name = name, change = line));
            row.reasons(lang).into_iter().map(line)
        });
        let places = places.map(|place| format!("- {}\n", ChangedAreaRow::new(place).text(lang)));
        let same = format!("{}\n", tr!(lang, "compare.same", count = same));
        let parts = [versions.map(version).concat(), table, said.collect(), places.collect(), same];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

fn table(lang: Lang, changes: &[(String, ChangeRow)]) -> String {
    let rows = changes.iter().map(|(name, row)| std::iter::once(name.clone()).chain(row.cells(lang)).collect());
    format!("{}\n|{}\n{}", tr!(lang, "diff.columns"), "---|".repeat(10), table_rows(rows))
}
