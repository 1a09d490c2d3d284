//! The comparison as Markdown, to paste where people talk about it.
//! Must not know more than the report says.

use std::io::{self, Write};

use super::report::{DiffReport, FeatureRow, VersionRow};
use super::text::{attributes, balance, change, mark, not_compared, place_text, verdict};
use crate::i18n::{AreaFormat, Lang, in_markdown, printable, tr, width};

pub(super) fn write(report: &DiffReport, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "- {}", tr!(lang, "diff.version-a", name = safe(&report.a.path)))?;
    notice(&report.a, out)?;
    writeln!(out, "- {}", tr!(lang, "diff.version-b", name = safe(&report.b.path)))?;
    notice(&report.b, out)?;
    writeln!(out, "\n{}\n", verdict(report, lang))?;
    let changed: Vec<&FeatureRow> = report.features.iter().filter(|row| row.change != "same").collect();
    if !changed.is_empty() {
        writeln!(out, "{}", tr!(lang, "diff.columns"))?;
        writeln!(out, "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|")?;
    }
    for row in &changed {
        writeln!(out, "{}", table_row(row, lang))?;
    }
    for row in changed.iter().filter(|row| matches!(row.change, "moved" | "changed")) {
        writeln!(out, "\n### {}\n", safe(&row.id))?;
        for line in balance(row, lang).into_iter().chain(attributes(row, lang)) {
            writeln!(out, "- {}", plain(&line))?;
        }
        for place in &row.places {
            writeln!(out, "- {} {}", mark(place), place_text(place, lang))?;
        }
    }
    if !report.not_compared.is_empty() {
        writeln!(out, "\n{}", safe(&not_compared(report, lang)))?;
    }
    Ok(())
}

fn notice(row: &VersionRow, out: &mut dyn Write) -> io::Result<()> {
    if row.notice.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  > {}\n  > {}", safe(&row.notice), safe(&row.map_review))
}

fn table_row(row: &FeatureRow, lang: Lang) -> String {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let id = row.id_b.as_ref().map_or_else(|| safe(&row.id), |other| format!("{} → {}", safe(&row.id), safe(other)));
    let either = row.area_a_m2.or(row.area_b_m2).unwrap_or_default();
    let versions = AreaFormat::of_versions(row.area_a_m2.unwrap_or(either), row.area_b_m2.unwrap_or(either), lang);
    let changes: Vec<f64> = [row.gained_m2, row.lost_m2, row.net_m2].into_iter().flatten().collect();
    let changes = AreaFormat::of_all(&changes, lang);
    let cells = [
        id,
        change(row, lang),
        or_dash(row.area_a_m2.map(|area_m2| versions.text(area_m2))),
        or_dash(row.area_b_m2.map(|area_m2| versions.text(area_m2))),
        or_dash(row.gained_m2.map(|area_m2| changes.text(area_m2))),
        or_dash(row.lost_m2.map(|area_m2| changes.text(area_m2))),
        or_dash(row.net_m2.map(|area_m2| changes.change(area_m2))),
        or_dash(row.balance().map(|balance| changes.change(balance.rounded(2).edges_m2))),
        or_dash(row.max_shift_m.map(width)),
        or_dash(row.mean_shift_m.map(width)),
    ];
    format!("| {} |", cells.join(" | "))
}

/// A text from a file, no longer than is printed, that means nothing in Markdown.
fn safe(text: &str) -> String {
    in_markdown(&printable(text))
}

/// A text that means nothing in Markdown.
fn plain(text: &str) -> String {
    in_markdown(text)
}
