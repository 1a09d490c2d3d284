//! The verify report as text for people.
//! Must not know more than the report says.

use std::io::{self, Write};

use super::area_words::{measured, sum_declared, sum_measured, worth};
use super::groups::{Group, groups};
use super::{AreaRow, FileRow, FindingRow, ReportStyle, SumRow, VerifyReport, located, ranked};
use crate::i18n::{Lang, escaped, exact_difference, list, map_review, printable, tr};
use crate::project::Origin;
use crate::report::marks::{levelled, marked};
use crate::report::{level_word, rule_title};
use crate::verify::{LAYERS_NOT_COMPARED, NOTHING_TO_VERIFY, Severity};

/// Rows of one kind shown before the rest is only counted.
const SHOWN: usize = 20;

/// Writes a report for people to read.
pub(super) fn write(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    projects(report, style.lang, out)?;
    files(report, style, out)?;
    areas(report, style, out)?;
    sums(report, style, out)?;
    findings(report, style, out)?;
    tolerances(report, style.lang, out)?;
    writeln!(out, "\n{}\n{}", verdict(report, style.lang), counts(report, style.lang))?;
    by_rule(report, style, out)
}

fn section(title: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{title}")
}

/// Writes the first rows with a function and counts the rest.
fn rows<T>(
    all: &[T],
    style: ReportStyle,
    out: &mut dyn Write,
    row: fn(T, ReportStyle, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()>
where
    T: Copy,
{
    let shown = if style.all { all.len() } else { SHOWN.min(all.len()) };
    for &one in &all[..shown] {
        row(one, style, out)?;
    }
    more(all.len() - shown, "  ", style.lang, out)
}

/// Counts what is not listed.
fn more(count: usize, indent: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if count == 0 { Ok(()) } else { writeln!(out, "{indent}{}", tr!(lang, "verify.more-all", count = count)) }
}

fn projects(report: &VerifyReport, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for project in report.projects.iter().take(SHOWN) {
        writeln!(out, "{}", printable(&project.title))?;
        if !project.notice.is_empty() {
            project.notice.lines().try_for_each(|line| writeln!(out, "{}", escaped(line)))?;
            writeln!(out, "{}", map_review(&project.map_review_number, lang))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn files(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", tr!(style.lang, "verify.files"))?;
    // What could not be read first, so that no others hide it.
    rows(&ranked(&report.files, |file| u8::from(file.readable)), style, out, file)
}

fn file(file: &FileRow, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    if let Some(error) = &file.error {
        return writeln!(out, "  {} {error}", marked(Some(false), style));
    }
    let path = printable(&file.path);
    let text = tr!(style.lang, "verify.file", path = path, features = file.features, vertices = file.vertices);
    writeln!(out, "  {text}")
}

fn areas(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    if report.areas.is_empty() {
        return Ok(());
    }
    section(&tr!(style.lang, "verify.areas"), out)?;
    rows(&ranked(&report.areas, |area| rank(area.agrees)), style, out, area)
}

fn area(row: &AreaRow, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let (id, name) = (printable(&row.id), printable(&row.name));
    let called = if id == name { id } else { format!("{id} {name}") };
    writeln!(out, "  {} {called}\n      {}", marked(row.agrees, style), measured(row, style.lang))?;
    worth(row, style.lang).iter().try_for_each(|line| writeln!(out, "      {line}"))
}

fn sums(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    if report.sums.is_empty() {
        return Ok(());
    }
    section(&tr!(style.lang, "verify.sums"), out)?;
    rows(&ranked(&report.sums, |sum| rank(Some(sum.holds))), style, out, sum)
}

fn sum(row: &SumRow, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    writeln!(out, "  {} = {}", printable(&row.whole), printable(&row.parts.join(" + ")))?;
    if row.from == Origin::Containment {
        writeln!(out, "      {}", tr!(lang, "verify.from-containment"))?;
    }
    if let Some(text) = sum_declared(row, lang) {
        writeln!(out, "    {} {text}{}", marked(row.figures.declared_agrees, style), rounding(row, lang))?;
    }
    writeln!(out, "    {} {}", marked(Some(row.figures.agrees), style), sum_measured(row, lang))?;
    edge_effect(row, lang).map_or(Ok(()), |text| writeln!(out, "      {text}"))
}

/// What of the difference of the measured areas comes from edges alone; nothing where that cannot be seen.
pub(super) fn edge_effect(row: &SumRow, lang: Lang) -> Option<String> {
    let seen = row.figures.edge_effect_m2.abs() >= 0.01;
    seen.then(|| {
        tr!(lang, "verify.sum-edge-effect", effect = exact_difference(row.figures.edge_effect_m2, lang)).into_owned()
    })
}

fn findings(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    if report.findings.is_empty() {
        return Ok(());
    }
    section(&tr!(style.lang, "verify.findings"), out)?;
    groups(&report.findings).iter().try_for_each(|some| group(some, style, out))
}

/// The findings of one kind: each, or their number and the first few.
fn group(group: &Group<'_>, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let listed = group.listed(style.all);
    if let Some(first) = listed.first().filter(|_| group.is_large()) {
        let level = levelled(first.level, style);
        writeln!(out, "  {level} × {}  {}", group.count(), rule_title(first.rule, style.lang))?;
    }
    listed.iter().try_for_each(|row| finding(row, style, out))?;
    more(group.count() - listed.len(), "      ", style.lang, out)
}

fn finding(row: &FindingRow, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let level = levelled(row.level, style);
    writeln!(
        out,
        "  {level} [{}] {}\n      {}",
        printable(&row.id),
        escaped(row.message.text()),
        located(row, style.lang)
    )
}

/// What does not agree before what does, and last what nothing is declared of.
pub(super) fn rank(agrees: Option<bool>) -> u8 {
    match agrees {
        Some(false) => 0,
        Some(true) => 1,
        None => 2,
    }
}

/// How many findings each rule has, a line for each level that has any.
fn by_rule(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    for level in [Severity::Error, Severity::Warning, Severity::Note] {
        let own = report.summary.rules.iter().filter(|count| count.level == level);
        let counts: Vec<String> = own.map(|count| format!("{} {}", count.rule, count.count)).collect();
        if !counts.is_empty() {
            let counts = list(&counts.iter().map(String::as_str).collect::<Vec<_>>(), style.lang);
            writeln!(
                out,
                "  {}",
                tr!(style.lang, "verify.by-rule", level = level_word(level, style.lang), counts = counts)
            )?;
        }
    }
    Ok(())
}

/// The tolerances that the user chose, if any.
fn tolerances(report: &VerifyReport, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    match chosen_tolerances(report, lang) {
        Some(text) => writeln!(out, "\n{text}"),
        None => Ok(()),
    }
}

/// A line about the tolerances that are other than the usual ones.
pub(super) fn chosen_tolerances(report: &VerifyReport, lang: Lang) -> Option<String> {
    let chosen: Vec<String> =
        report.tolerances.chosen().into_iter().map(|(name, value)| format!("{name} = {value}")).collect();
    (!chosen.is_empty()).then(|| tr!(lang, "verify.tolerances", list = chosen.join(", ")).into_owned())
}

/// The sentence that sums it up.
pub(super) fn verdict(report: &VerifyReport, lang: Lang) -> String {
    let unreadable = report.summary.unreadable;
    let key = match (report.summary.errors, unreadable) {
        (0, 0) if report.areas.iter().any(|area| area.agrees.is_some()) => {
            let apart = report.summary.rules.iter().any(|count| count.rule == LAYERS_NOT_COMPARED);
            if apart { "verify.verdict-agrees-apart" } else { "verify.verdict-agrees" }
        }
        (0, 0) => "verify.verdict-nothing",
        (0, _) if report.projects.is_empty() => "verify.verdict-none-read",
        (0, _) => "verify.verdict-unreadable",
        (_, 0) if nothing_else(report) => "verify.verdict-empty",
        (_, 0) => "verify.verdict-errors",
        (_, _) => "verify.verdict-errors-unreadable",
    };
    match &report.tolerances.area {
        Some(area) if key == "verify.verdict-agrees" => {
            tr!(lang, "verify.verdict-agrees-within", tolerance = area.text()).into_owned()
        }
        _ => tr!(lang, key, unreadable = unreadable).into_owned(),
    }
}

/// Whether the only errors are that there was nothing to verify.
fn nothing_else(report: &VerifyReport) -> bool {
    report
        .summary
        .rules
        .iter()
        .filter(|count| count.level == Severity::Error)
        .all(|count| count.rule == NOTHING_TO_VERIFY)
}

/// How many findings there are of each level.
pub(super) fn counts(report: &VerifyReport, lang: Lang) -> String {
    let counts = &report.summary;
    tr!(lang, "verify.counts", errors = counts.errors, warnings = counts.warnings, notes = counts.notes).into_owned()
}

/// Whether rounding explains that declared figures differ; nothing where they do not.
fn rounding(row: &SumRow, lang: Lang) -> String {
    match (row.figures.declared_agrees, &row.words.miss) {
        (Some(false), Some(miss)) => tr!(lang, "sum.not-rounding", by = miss).into_owned(),
        (Some(true), _) if row.declared_whole_km2 != row.declared_parts_km2 => tr!(lang, "sum.rounding").into_owned(),
        (_, _) => String::new(),
    }
}
