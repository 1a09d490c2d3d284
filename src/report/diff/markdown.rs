//! The comparison as Markdown, to paste where people talk about it.
//! Must not know more than the report says.

use std::io::{self, Write};

use super::text::{not_compared, verdict};
use super::{ChangeRow, DiffReport, VersionRow};
use crate::diff::Kind;
use crate::i18n::{Lang, in_markdown, printable, tr};

impl DiffReport {
    /// Writes it to be pasted where people talk about it.
    ///
    /// # Errors
    /// What writing gives.
    pub fn write_markdown(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "- {}", tr!(lang, "diff.version-a", name = safe(&self.a.path)))?;
        notice(&self.a, out)?;
        writeln!(out, "- {}", tr!(lang, "diff.version-b", name = safe(&self.b.path)))?;
        notice(&self.b, out)?;
        writeln!(out, "\n{}\n", verdict(self, lang))?;
        let changed: Vec<&ChangeRow> = self.features.iter().filter(|row| row.change != Kind::Same).collect();
        if !changed.is_empty() {
            writeln!(out, "{}", tr!(lang, "diff.columns"))?;
            writeln!(out, "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|")?;
        }
        for row in &changed {
            writeln!(out, "{}", table_row(row, lang))?;
        }
        for row in changed.iter().filter(|row| matches!(row.change, Kind::Moved | Kind::Changed)) {
            writeln!(out, "\n### {}\n", safe(&row.id))?;
            for line in row.reasons(lang) {
                writeln!(out, "- {}", in_markdown(&line))?;
            }
            for place in &row.places {
                writeln!(out, "- {}", place.text(lang))?;
            }
        }
        if !self.not_compared.is_empty() {
            writeln!(out, "\n{}", safe(&not_compared(self, lang)))?;
        }
        Ok(())
    }
}

fn notice(row: &VersionRow, out: &mut dyn Write) -> io::Result<()> {
    if row.notice.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  > {}\n  > {}", safe(&row.notice), safe(&row.map_review))
}

fn table_row(row: &ChangeRow, lang: Lang) -> String {
    let id = row.id_b.as_ref().map_or_else(|| safe(&row.id), |other| format!("{} → {}", safe(&row.id), safe(other)));
    format!("| {id} | {} |", row.cells(lang).join(" | "))
}

/// A text from a file, no longer than is printed, that means nothing in Markdown.
fn safe(text: &str) -> String {
    in_markdown(&printable(text))
}
