//! The verify report as Markdown, short enough for a comment on a change.
//! Must not know more than the report says.

use std::io::{self, Write};

use super::groups::{Group, groups};
use super::text::{chosen_tolerances, counts, edge_effect, rank, verdict};
use super::{AreaRow, FileRow, FindingRow, ReportStyle, RuleCount, SumRow, SumWords, VerifyReport, located, ranked};
use crate::i18n::{Lang, escaped, in_markdown, list, map_review, tr};
use crate::report::level_word;
use crate::report::marks::mark;

/// Rows of one kind shown before the rest is only counted: code hosts take about 65,000 characters.
const SHOWN: usize = 50;

pub(super) fn write(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    writeln!(out, "## zonemap verify\n\n**{}** {}", verdict(report, lang), counts(report, lang))?;
    for project in report.projects.iter().take(SHOWN).filter(|project| !project.notice.is_empty()) {
        writeln!(out, "\n> {}  ", cell(&project.notice))?;
        writeln!(out, "> {}", cell(&map_review(&project.map_review_number, lang)))?;
    }
    let rules: Vec<&RuleCount> = report.summary.rules.iter().collect();
    table(&tr!(lang, "verify.by-rules"), &["level", "rule", "count"], &rules, rule, style, out)?;
    findings(report, style, out)?;
    let areas = ["", "feature", "declared", "measured", "methods", "file"];
    table(&tr!(lang, "verify.areas"), &areas, &ranked(&report.areas, |row| rank(row.agrees)), area, style, out)?;
    let sums = ["", "whole", "parts", "declared", "measured", "difference"];
    table(&tr!(lang, "verify.sums"), &sums, &ranked(&report.sums, |row| rank(Some(row.holds))), sum, style, out)?;
    files(report, style, out)?;
    match chosen_tolerances(report, lang) {
        Some(text) => writeln!(out, "\n{}", cell(&text)),
        None => Ok(()),
    }
}

/// The findings by kind: each, or the first few and how many more there are.
fn findings(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let rows = |group: &Group<'_>| {
        let listed = group.listed(style.all);
        let mut rows: Vec<Vec<String>> = listed.iter().map(|row| finding(row, lang)).collect();
        if let (Some(first), more @ 1..) = (rows.first(), group.count() - listed.len()) {
            let [level, rule] = [0, 1].map(|at| first.get(at).cloned().unwrap_or_default());
            rows.push(vec![level, rule, String::new(), tr!(lang, "verify.more-all", count = more).into_owned()]);
        }
        rows
    };
    let rows: Vec<Vec<String>> = groups(&report.findings).iter().flat_map(rows).collect();
    let rows: Vec<&Vec<String>> = rows.iter().collect();
    let columns = ["level", "rule", "place", "message"];
    table(&tr!(lang, "verify.findings"), &columns, &rows, |row, _lang| row.clone(), style, out)
}

/// The files: each that could not be read, and the first of the others.
fn files(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let rows = ranked(&report.files, |file| u8::from(file.readable));
    let columns = ["", "file", "features", "vertices"];
    table(&tr!(style.lang, "verify.files"), &columns, &rows, file, style, out)?;
    let left_out = rows.iter().skip(if style.all { rows.len() } else { SHOWN }).filter(|file| !file.readable);
    let names: Vec<String> = left_out.map(|file| cell(&file.path)).collect();
    if names.is_empty() {
        return Ok(());
    }
    let names = list(&names.iter().map(String::as_str).collect::<Vec<_>>(), style.lang);
    writeln!(out, "\n{}", tr!(style.lang, "verify.also-unreadable", list = names))
}

/// A table under its heading; nothing for no rows.
fn table<T: ?Sized>(
    title: &str,
    columns: &[&str],
    all: &[&T],
    row: fn(&T, Lang) -> Vec<String>,
    style: ReportStyle,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = style.lang;
    if all.is_empty() {
        return Ok(());
    }
    let heading = |column: &&str| match *column {
        "" => String::new(),
        named => tr!(lang, format!("column.{named}")).into_owned(),
    };
    let columns: Vec<String> = columns.iter().map(heading).collect();
    writeln!(out, "\n### {}\n\n| {} |\n|{}", cell(title), columns.join(" | "), "---|".repeat(columns.len()))?;
    let shown = if style.all { all.len() } else { SHOWN.min(all.len()) };
    for one in &all[..shown] {
        let cells: Vec<String> = row(one, lang).iter().map(|text| cell(text)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    match all.len() - shown {
        0 => Ok(()),
        more => writeln!(out, "\n{}", tr!(lang, "verify.more-all", count = more)),
    }
}

fn rule(count: &RuleCount, lang: Lang) -> Vec<String> {
    vec![level_word(count.level, lang), count.rule.to_owned(), count.count.to_string()]
}

fn finding(row: &FindingRow, lang: Lang) -> Vec<String> {
    vec![level_word(row.level, lang), row.rule.to_owned(), located(row, lang), row.message.text().to_owned()]
}

fn area(row: &AreaRow, lang: Lang) -> Vec<String> {
    let called = if *row.id == *row.name { row.id.to_string() } else { format!("{} {}", row.id, row.name) };
    let declared = row.declared.figure.as_ref().map(|declared| declared.text.to_string()).unwrap_or_default();
    let measured = &row.measured;
    let spread = row.worth.spread.as_ref();
    let accuracy = spread.map(|([independent, _], unit)| format!(" ± {independent} {unit}")).unwrap_or_default();
    let measured = match row.measured_m2 {
        Some(_) => format!("{measured}{accuracy}"),
        None => tr!(lang, format!("no-area.{}", row.not_measured.unwrap_or("no-geometry"))).into_owned(),
    };
    let why = row.worth.explanation.as_deref().unwrap_or_default().to_owned();
    vec![mark(row.agrees).to_owned(), called, declared, measured, why, row.file.to_string()]
}

fn sum(row: &SumRow, lang: Lang) -> Vec<String> {
    let declared: Vec<&str> =
        [&row.declared_whole, &row.declared_parts].into_iter().flatten().map(|row| &*row.text).collect();
    let SumWords { measured_whole, measured_parts, difference, .. } = &row.words;
    let (declared, measured) = (declared.join(", "), format!("{measured_whole}, {measured_parts}"));
    let difference = edge_effect(row, lang).map_or(difference.clone(), |effect| format!("{difference}; {effect}"));
    vec![mark(Some(row.holds)).to_owned(), row.whole.clone(), row.parts.join(" + "), declared, measured, difference]
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
    let text = escaped(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => in_markdown(&text[..end]) + "…",
        None => in_markdown(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(cell("a|b\nc"), r"a\|b⏎c");
        assert_eq!(cell("<b>*x*</b>"), r"&lt;b&gt;\*x\*&lt;/b&gt;");
        assert_eq!(cell(&"x".repeat(400)).chars().count(), 301);
    }
}
