//! The comparison as text for people, and the sentences that other forms share with it.
//! Must not know more than the report says.

use std::io::{self, Write};

use super::{ChangeRow, DiffReport, VersionRow};
use crate::diff::Kind;
use crate::i18n::{Lang, escaped, list, printable, tr};

/// Rows of one kind shown before the rest is only counted.
const SHOWN: usize = 20;

impl DiffReport {
    /// Writes it for people to read.
    ///
    /// # Errors
    /// What writing gives.
    pub fn write_text(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", tr!(lang, "diff.version-a", name = version(&self.a)))?;
        notice(&self.a, out)?;
        writeln!(out, "{}", tr!(lang, "diff.version-b", name = version(&self.b)))?;
        notice(&self.b, out)?;
        writeln!(out)?;
        let changed: Vec<&ChangeRow> = self.features.iter().filter(|row| row.change != Kind::Same).collect();
        for row in changed.iter().take(SHOWN) {
            feature(row, lang, out)?;
        }
        more(changed.len(), lang, out)?;
        if !self.not_compared.is_empty() {
            writeln!(out, "  {}", not_compared(self, lang))?;
        }
        writeln!(out, "{}", verdict(self, lang))
    }
}

fn version(row: &VersionRow) -> String {
    let (title, path) = (printable(&row.title), printable(&row.path));
    if title == path { path } else { format!("{title} ({path})") }
}

fn notice(row: &VersionRow, out: &mut dyn Write) -> io::Result<()> {
    if row.notice.is_empty() {
        return Ok(());
    }
    row.notice.lines().try_for_each(|line| writeln!(out, "  {}", escaped(line)))?;
    writeln!(out, "  {}", row.map_review)
}

fn feature(row: &ChangeRow, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}", called(row, lang))?;
    for line in row.lines(lang) {
        writeln!(out, "      {line}")?;
    }
    if row.change == Kind::Moved {
        for place in row.places.iter().take(SHOWN) {
            writeln!(out, "      {}", place.text(lang))?;
        }
        more(row.places.len(), lang, out)?;
    }
    writeln!(out)
}

fn more(count: usize, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    match count.checked_sub(SHOWN) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "      {}", tr!(lang, "verify.more", count = more)),
    }
}

/// Which feature it is and what became of it.
fn called(row: &ChangeRow, lang: Lang) -> String {
    let (id, name) = (printable(&row.id), printable(&row.name));
    let mut called = if id == name { id } else { format!("{id} {name}") };
    if let Some(other) = &row.id_b {
        called = tr!(lang, "diff.by-overlap", before = called, after = printable(other)).into_owned();
    }
    tr!(lang, "diff.called", name = called, change = row.word(lang)).into_owned()
}

/// What was not compared, and why.
pub(super) fn not_compared(report: &DiffReport, lang: Lang) -> String {
    let ids: Vec<String> = report.not_compared.iter().take(SHOWN).map(|row| printable(&row.id)).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    tr!(lang, "diff.not-compared", count = report.not_compared.len(), list = list(&ids, lang)).into_owned()
}

/// Lines and points that were not compared; none where all were.
fn lines_not_compared(report: &DiffReport, lang: Lang) -> Option<String> {
    let [a, b] = report.lines_not_compared;
    let (count, name) = if a > 0 { (a, &report.a) } else { (b, &report.b) };
    let text = || tr!(lang, "diff.lines-not-compared", count = count, name = printable(&name.path)).into_owned();
    (count > 0).then(text)
}

/// What all comes to.
pub(super) fn verdict(report: &DiffReport, lang: Lang) -> String {
    if report.nothing && report.lines_not_compared == [0, 0] {
        return tr!(lang, "diff.nothing").into_owned();
    }
    let text = counted(report, lang);
    let lines = lines_not_compared(report, lang).into_iter();
    lines.chain([text]).collect::<Vec<_>>().join("\n")
}

fn counted(report: &DiffReport, lang: Lang) -> String {
    let counts = &report.summary;
    let text = tr!(
        lang,
        "diff.verdict",
        changes = counts.moved + counts.changed + counts.added + counts.removed,
        moved = counts.moved,
        changed = counts.changed,
        added = counts.added,
        removed = counts.removed,
        same = counts.same,
        apart = counts.not_compared,
    );
    if report.tolerance_m > 0.0 {
        let tolerance = tr!(lang, "diff.tolerance", metres = report.tolerance_m);
        return format!("{text}\n{tolerance}");
    }
    text.into_owned()
}
