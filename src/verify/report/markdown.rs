//! The verify report as Markdown, short enough for a comment on a change.
//! Must not know more than the report says.

use std::io::{self, Write};

use super::text::{chosen_tolerances, counts, edge_effect, level, verdict};
use super::{AreaRow, FileRow, FindingRow, Located, Look, Report, SumRow, mark};
use crate::i18n::{Lang, area_km2, escaped, map_review, number, tr};

/// Rows of one kind shown before the rest is only counted: code hosts take about 65,000 characters.
const SHOWN: usize = 50;

pub(super) fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let lang = look.lang;
    writeln!(out, "## zonemap verify\n\n**{}** {}", verdict(report, lang), counts(report, lang))?;
    for project in report.projects.iter().take(SHOWN).filter(|project| !project.notice.is_empty()) {
        writeln!(out, "\n> {}  ", cell(&project.notice))?;
        writeln!(out, "> {}", cell(&map_review(&project.map_review_number, lang)))?;
    }
    let findings = ["level", "rule", "place", "message"];
    table(&tr!(lang, "verify.findings"), &findings, &report.findings, finding, lang, out)?;
    let areas = ["", "feature", "declared", "measured", "methods", "file"];
    table(&tr!(lang, "verify.areas"), &areas, &report.areas, area, lang, out)?;
    let sums = ["", "whole", "parts", "declared", "measured", "difference"];
    table(&tr!(lang, "verify.sums"), &sums, &report.sums, sum, lang, out)?;
    let files = ["", "file", "features", "vertices"];
    table(&tr!(lang, "verify.files"), &files, &report.files, file, lang, out)?;
    match chosen_tolerances(report, lang) {
        Some(text) => writeln!(out, "\n{}", cell(&text)),
        None => Ok(()),
    }
}

/// A table under its heading; nothing for no rows.
fn table<T>(
    title: &str,
    columns: &[&str],
    all: &[T],
    row: fn(&T, Lang) -> Vec<String>,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let heading = |column: &&str| match *column {
        "" => String::new(),
        named => tr!(lang, format!("column.{named}")).into_owned(),
    };
    let columns: Vec<String> = columns.iter().map(heading).collect();
    writeln!(out, "\n### {}\n\n| {} |\n|{}", cell(title), columns.join(" | "), "---|".repeat(columns.len()))?;
    for one in all.iter().take(SHOWN) {
        let cells: Vec<String> = row(one, lang).iter().map(|text| cell(text)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    match all.len().checked_sub(SHOWN) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "\n{}", tr!(lang, "verify.more", count = more)),
    }
}

fn finding(row: &FindingRow, lang: Lang) -> Vec<String> {
    vec![level(row.level, lang), row.rule.to_owned(), Located(row).to_string(), row.message.clone()]
}

fn area(row: &AreaRow, _lang: Lang) -> Vec<String> {
    let called = if row.id == row.name { row.id.clone() } else { format!("{} {}", row.id, row.name) };
    let declared = row.declared_km2.as_ref().map(|text| format!("{text} km²")).unwrap_or_default();
    let sure =
        row.uncertainty_m2.map(|known| format!(" ± {} km²", number(known.independent / 1e6, 2))).unwrap_or_default();
    let measured = format!("{}{sure}", area_km2(row.measured_m2));
    let why = row.explanation.clone().unwrap_or_default();
    vec![mark(row.agrees).to_owned(), called, declared, measured, why, row.file.clone()]
}

fn sum(row: &SumRow, lang: Lang) -> Vec<String> {
    let agrees = row.agrees && row.declared_agrees != Some(false);
    let declared = match (&row.declared_whole_km2, &row.declared_parts_km2) {
        (Some(whole), Some(parts)) => format!("{whole} km², {parts} km²"),
        (Some(one), None) | (None, Some(one)) => format!("{one} km²"),
        (None, None) => String::new(),
    };
    let measured = format!("{}, {}", area_km2(row.measured_whole_m2), area_km2(row.measured_parts_m2));
    let difference = format!("{} m²", number(row.difference_m2, 3));
    let difference = edge_effect(row, lang).map_or(difference.clone(), |effect| format!("{difference}; {effect}"));
    vec![mark(Some(agrees)).to_owned(), row.whole.clone(), row.parts.join(" + "), declared, measured, difference]
}

fn file(row: &FileRow, _lang: Lang) -> Vec<String> {
    if let Some(error) = &row.error {
        return vec![mark(Some(false)).to_owned(), error.clone(), String::new(), String::new()];
    }
    let (features, vertices) = (row.features.to_string(), row.vertices.to_string());
    vec![mark(Some(true)).to_owned(), row.path.clone(), features, vertices]
}

/// A text in a cell: on one line, nothing in it markup, and not so long that it fills the comment alone.
fn cell(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut safe = String::new();
    for (count, c) in escaped(text).chars().enumerate() {
        if count == LONGEST {
            safe.push('…');
            break;
        }
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '#' => safe.extend(['\\', c]),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(cell("a|b\nc"), r"a\|b\\u{a}c");
        assert_eq!(cell("<b>*x*</b>"), r"&lt;b&gt;\*x\*&lt;/b&gt;");
        assert_eq!(cell(&"x".repeat(400)).chars().count(), 301);
    }
}
