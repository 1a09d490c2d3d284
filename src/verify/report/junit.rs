//! The verify report as `JUnit` XML, which every CI reads: a suite for each project, a case for each file, area, sum and rule.
//! Must not decide what fails: the checks did.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite};

use super::area_words::{measured, worth};
use super::text::{edge_effect, level, sum_measured};
use super::{AreaRow, FileRow, FindingRow, Located, Look, ProjectRow, Report, Severity, SumRow};
use crate::i18n::{Lang, escaped, printable, tr};
use crate::verify::RULES;

pub(super) fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut document = Document::new("zonemap");
    document.add_test_suites(report.projects.iter().map(|project| suite(report, project, look.lang)));
    document.add_test_suites(report.files.iter().filter(|file| !file.readable).map(unreadable));
    document.serialize(out).map_err(io::Error::other)
}

/// All that was checked of a project.
fn suite(report: &Report, project: &ProjectRow, lang: Lang) -> TestSuite {
    let rows = &project.rows;
    let findings = &report.findings[rows.findings.clone()];
    let mut suite = TestSuite::new(escaped(&project.path));
    suite.add_test_cases(report.files[rows.files.clone()].iter().map(|row| case("files", &row.path, passed())));
    suite.add_test_cases(report.areas[rows.areas.clone()].iter().map(|row| area(row, lang)));
    suite.add_test_cases(report.sums[rows.sums.clone()].iter().flat_map(|row| sum(row, lang)));
    suite.add_test_cases(rules(findings).into_iter().map(|rule| of_rule(rule, findings, lang)));
    suite
}

/// Every rule of the table, and whatever else found something.
fn rules(findings: &[FindingRow]) -> Vec<&str> {
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
    let status = if row.declared_km2.is_some() {
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
    if let (Some(whole), Some(parts)) = (&row.declared_whole_km2, &row.declared_parts_km2) {
        let text = tr!(lang, "verify.sum-declared", whole = whole, parts = parts);
        let status = verdict(row.declared_agrees != Some(false), "declared-sum", &text);
        cases.push(case("sums", &format!("{} (declared)", row.whole), status));
    }
    let text = sum_measured(row, lang);
    let mut measured = case("sums", &format!("{} (measured)", row.whole), verdict(row.agrees, "measured-sum", &text));
    if let Some(effect) = edge_effect(row, lang) {
        measured.set_system_out(effect);
    }
    cases.push(measured);
    cases
}

/// A rule fails by its errors; what else it found stands in its output.
fn of_rule(rule: &str, findings: &[FindingRow], lang: Lang) -> TestCase {
    let own: Vec<&FindingRow> = findings.iter().filter(|row| row.rule == rule).collect();
    let errors: Vec<&FindingRow> = own.iter().copied().filter(|row| row.level == Severity::Error).collect();
    let Some(first) = errors.first() else {
        let mut case = case("rules", rule, passed());
        if !own.is_empty() {
            case.set_system_out(lines(&own, lang));
        }
        return case;
    };
    let more = errors.len() - 1;
    let mut message = format!("{}: {}", Located(first), escaped(&first.message));
    if more > 0 {
        message = format!("{message} {}", tr!(lang, "verify.more", count = more));
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(rule).set_message(message).set_description(lines(&own, lang));
    let mut case = case("rules", rule, status);
    case.extra.insert("file".into(), escaped(&first.file).into());
    if let Some(line) = first.line {
        case.extra.insert("line".into(), line.to_string().into());
    }
    case
}

/// Findings as compilers write theirs, a line for each.
fn lines(findings: &[&FindingRow], lang: Lang) -> String {
    let line = |row: &&FindingRow| {
        format!("{}: {} [{}] {}", Located(row), level(row.level, lang), escaped(&row.id), escaped(&row.message))
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
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
