//! The comparison as Markdown, to paste where people talk about it.
//! Must not know more than the report says.

use std::io::{self, Write};

use super::report::{DiffReport, FeatureRow, VersionRow};
use super::text::{attributes, balance, change, mark, not_compared, place_text, verdict};
use crate::i18n::{Lang, area_change, area_ground, area_km2, in_markdown, number, printable, tr};

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
    let cells = [
        id,
        change(row, lang),
        or_dash(row.area_a_m2.map(area_km2)),
        or_dash(row.area_b_m2.map(area_km2)),
        or_dash(row.gained_m2.map(area_ground)),
        or_dash(row.lost_m2.map(area_ground)),
        or_dash(row.net_m2.map(area_change)),
        or_dash(row.balance().map(|balance| area_change(balance.rounded(2).edges_m2))),
        or_dash(row.max_shift_m.map(|metres| number(metres, 2))),
        or_dash(row.mean_shift_m.map(|metres| number(metres, 2))),
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
