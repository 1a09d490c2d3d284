//! The comparison with another version in words: for the panel, and as text to be copied.
//! Must not touch the clipboard, nor show anything.

use super::PanelContext;
use crate::diff::{By, Change};
use crate::i18n::{Lang, displayed, tr};
use crate::project::{FeatureId, Project};
use crate::report::{ChangeRow, ChangedAreaRow, table_rows};
use crate::session::Compared;

/// What a version is called, and where it lies.
pub(super) fn version(project: &Project, lang: Lang) -> String {
    let (title, path) = (displayed(project.title().get(lang)), displayed(&project.path()));
    if title == path { path } else { format!("{title} ({path})") }
}

/// The name of a version's feature.
pub(super) fn name(project: &Project, id: FeatureId, lang: Lang) -> String {
    project.feature(id).map_or_else(String::new, |feature| displayed(feature.name().get(lang)))
}

/// The name of what changed; both where it is known by its ground alone.
fn feature(panel: PanelContext<'_>, compared: &Compared, change: &Change) -> String {
    let lang = panel.lang();
    let before = change.a.map(|id| name(panel.session.project(), id, lang));
    let after = change.b.map(|id| name(compared.second(), id, lang));
    match (before, after) {
        (Some(before), Some(after)) if change.by == Some(By::Overlap) => {
            tr!(lang, "diff.by-overlap", before = before, after = after).into_owned()
        }
        (before, after) => before.or(after).unwrap_or_default(),
    }
}

fn row(panel: PanelContext<'_>, compared: &Compared, change: &Change) -> ChangeRow {
    ChangeRow::without_places((panel.session.project(), compared.second()), change, panel.lang())
}

/// Which feature it is and what became of it, then its figures, a sentence each.
pub(super) fn told(panel: PanelContext<'_>, compared: &Compared, change: &Change) -> (String, Vec<String>) {
    let (lang, row) = (panel.lang(), row(panel, compared, change));
    let name = feature(panel, compared, change);
    (tr!(lang, "diff.called", name = name, change = row.word(lang)).into_owned(), row.lines(lang))
}

/// The whole comparison to be copied: the two versions, a table of what changed, and every place added or removed.
pub(super) fn copied(panel: PanelContext<'_>, compared: &Compared) -> String {
    let lang = panel.lang();
    let versions = [("diff.version-a", panel.session.project()), ("diff.version-b", compared.second())];
    let versions = versions.map(|(key, project)| format!("- {}\n", tr!(lang, key, name = version(project, lang))));
    let changes = compared.comparison().changes();
    let changes: Vec<(String, ChangeRow)> =
        changes.map(|change| (feature(panel, compared, change), row(panel, compared, change))).collect();
    let same = compared.comparison().features.len() - changes.len();
    let table = if changes.is_empty() { String::new() } else { table(lang, &changes) };
    let said = changes.iter().flat_map(|(name, row)| {
        let line = move |line: String| format!("- {}\n", tr!(lang, "diff.called", name = name, change = line));
        row.reasons(lang).into_iter().map(line)
    });
    let said: String = said.collect();
    let places = compared.places().map(|(_, place)| format!("- {}\n", ChangedAreaRow::new(place).text(lang)));
    let places: String = places.collect();
    let parts = [versions.concat(), table, said, places, format!("{}\n", tr!(lang, "compare.same", count = same))];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn table(lang: Lang, changes: &[(String, ChangeRow)]) -> String {
    let rows = changes.iter().map(|(name, row)| std::iter::once(name.clone()).chain(row.cells(lang)).collect());
    format!("{}\n|{}\n{}", tr!(lang, "diff.columns"), "---|".repeat(10), table_rows(rows))
}
