//! The verify report as `JUnit` XML, which every CI reads: a suite for each project, a case for each file, area, sum and rule.
//! Must not decide what fails: the checks did.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite};

use super::area_words::{measured, sum_declared, sum_measured, worth};
use super::text::edge_effect;
use super::{AreaRow, FileRow, FindingRow, ProjectRow, ReportStyle, Severity, SumRow, VerifyReport, located};
use crate::i18n::{Lang, escaped, printable, tr};
use crate::report::level_word;
use crate::verify::RULES;

/// Findings of one rule shown before the rest is only counted.
const SHOWN: usize = 100;

pub(super) fn write(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let mut of_project: Vec<Vec<&FindingRow>> = report.projects.iter().map(|_| Vec::new()).collect();
    for row in &report.findings {
        of_project.get_mut(row.project).into_iter().for_each(|own| own.push(row));
    }
    let checked = report.projects.iter().zip(&of_project);
    let mut suites: Vec<TestSuite> = checked.map(|(project, own)| suite(report, project, own, style)).collect();
    suites.extend(report.files.iter().filter(|file| !file.readable).map(unreadable));
    unique(&mut suites);
    let mut document = Document::new("zonemap");
    document.add_test_suites(suites);
    let document = document.to_string().map_err(io::Error::other)?;
    // The two that no XML may have (XML 1.0, section 2.2) and that stand in its text as they are.
    let document = document.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    out.write_all(as_jenkins_has_it(&document).as_bytes())
}

/// Gives each suite a name of its own, and each case one that no other has anywhere: Jenkins takes cases of one class and one name
/// for the same, whatever suite they stand in.
fn unique(suites: &mut [TestSuite]) {
    let mut names = BTreeMap::new();
    for suite in suites {
        suite.name = numbered(&mut names, suite.name.as_str()).into();
        let class = suite.name.as_str().to_owned();
        let mut cases = BTreeMap::new();
        for case in &mut suite.test_cases {
            let group = case.classname.as_ref().map_or("", |group| group.as_str()).to_owned();
            let name = format!("{group}.{}", case.name.as_str());
            case.name = numbered(&mut cases, &name)[group.len() + 1..].into();
            case.set_classname(format!("{class}.{group}"));
        }
    }
}

/// A name, with a number from the second time on.
fn numbered(seen: &mut BTreeMap<String, usize>, name: &str) -> String {
    let count = seen.entry(name.to_owned()).or_default();
    *count += 1;
    match *count {
        1 => name.to_owned(),
        count => {
            let numbered = format!("{name} ({count})");
            // Another may be called just so.
            if seen.contains_key(&numbered) { self::numbered(seen, name) } else { self::numbered(seen, &numbered) }
        }
    }
}

/// The document without the one attribute that the schema of Jenkins (`junit-10.xsd`) does not know: how many cases of all suites were skipped.
fn as_jenkins_has_it(document: &str) -> String {
    let known = |(root, rest): (&str, &str)| {
        let (before, skipped) = root.split_once(" skipped=\"")?;
        let (_, after) = skipped.split_once('"')?;
        Some(format!("{before}{after}>{rest}"))
    };
    let (head, rest) = document.split_once("<testsuites").unwrap_or(("", document));
    let root = rest.split_once('>').and_then(known);
    root.map_or_else(|| document.to_owned(), |root| format!("{head}<testsuites{root}"))
}

/// All that was checked of a project.
fn suite(report: &VerifyReport, project: &ProjectRow, findings: &[&FindingRow], style: ReportStyle) -> TestSuite {
    let (rows, lang) = (&project.rows, style.lang);
    let mut suite = TestSuite::new(escaped(&project.path));
    suite.add_test_cases(report.files[rows.files.clone()].iter().map(|row| case("files", &row.path, passed())));
    suite.add_test_cases(report.areas[rows.areas.clone()].iter().map(|row| area(row, lang)));
    suite.add_test_cases(report.sums[rows.sums.clone()].iter().flat_map(|row| sum(row, lang)));
    suite.add_test_cases(rules(findings).into_iter().map(|rule| of_rule(rule, findings, style)));
    suite
}

/// Every rule of the table, and whatever else found something.
fn rules<'a>(findings: &[&'a FindingRow]) -> Vec<&'a str> {
    let mut rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    for finding in findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
        }
    }
    rules
}

fn unreadable(file: &FileRow) -> TestSuite {
    let why = escaped(file.error.as_deref().unwrap_or_default());
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("unreadable").set_message(&why).set_description(&why);
    let mut suite = TestSuite::new(escaped(&file.path));
    suite.add_test_case(case("files", &file.path, status));
    suite
}

fn area(row: &AreaRow, lang: Lang) -> TestCase {
    let text = measured(row, lang);
    let status = if row.declared.km2.is_some() {
        verdict(row.agrees != Some(false), "area", &text)
    } else {
        let mut status = TestCaseStatus::skipped();
        status.set_message(&text);
        status
    };
    let mut case = case("areas", &row.id, status);
    let lines: Vec<String> = std::iter::once(text).chain(worth(row, lang)).collect();
    case.set_system_out(lines.join("\n"));
    case
}

/// What is declared of a sum, when it is, and what was measured.
fn sum(row: &SumRow, lang: Lang) -> Vec<TestCase> {
    let mut cases = Vec::new();
    if let Some(text) = sum_declared(row, lang) {
        let status = verdict(row.figures.declared_agrees != Some(false), "declared-sum", &text);
        cases.push(case("sums", &format!("{} (declared)", row.whole), status));
    }
    let text = sum_measured(row, lang);
    let mut measured =
        case("sums", &format!("{} (measured)", row.whole), verdict(row.figures.agrees, "measured-sum", &text));
    if let Some(effect) = edge_effect(row, lang) {
        measured.set_system_out(effect);
    }
    cases.push(measured);
    cases
}

/// A rule fails by its errors; what else it found stands in its output.
fn of_rule(rule: &str, findings: &[&FindingRow], style: ReportStyle) -> TestCase {
    let lang = style.lang;
    let own: Vec<&FindingRow> = findings.iter().copied().filter(|row| row.rule == rule).collect();
    let errors: Vec<&FindingRow> = own.iter().copied().filter(|row| row.level == Severity::Error).collect();
    let Some(first) = errors.first() else {
        let mut case = case("rules", rule, passed());
        if !own.is_empty() {
            case.set_system_out(lines(&own, style));
        }
        return case;
    };
    let more = errors.len() - 1;
    let mut message = format!("{}: {}", located(first, lang), escaped(first.message.text()));
    if more > 0 {
        message = format!("{message} {}", tr!(lang, "verify.more", count = more));
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(rule).set_message(message).set_description(lines(&own, style));
    case("rules", rule, status)
}

/// Findings as compilers write theirs, a line for each of the first, then how many more there are.
fn lines(findings: &[&FindingRow], style: ReportStyle) -> String {
    let lang = style.lang;
    let shown = if style.all { findings.len() } else { SHOWN.min(findings.len()) };
    let line = |row: &&FindingRow| {
        format!(
            "{}: {} [{}] {}",
            located(row, lang),
            level_word(row.level, lang),
            escaped(&row.id),
            escaped(row.message.text())
        )
    };
    let mut lines: Vec<String> = findings[..shown].iter().map(line).collect();
    if shown < findings.len() {
        lines.push(tr!(lang, "verify.more-all", count = findings.len() - shown).into_owned());
    }
    lines.join("\n")
}

fn case(class: &str, name: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(printable(name), status);
    case.set_classname(class);
    case
}

fn passed() -> TestCaseStatus {
    TestCaseStatus::success()
}

fn verdict(passes: bool, kind: &str, text: &str) -> TestCaseStatus {
    if passes {
        return passed();
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(kind).set_message(text).set_description(text);
    status
}
