//! The verify report as SARIF 2.1.0, which code hosts show beside the lines of a file.
//! Must not decide anything: the checks did.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{FileRow, FindingRow, PositionRow, ReportStyle, Severity, VerifyReport};
use crate::i18n::{Lang, escaped, write_json};
use crate::report::rule_text;
use crate::verify::RULES;

/// Where the schema of the form is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The rule that a file can be read, which no check of a project is.
const UNREADABLE: &str = "unreadable";
/// Under which name findings are told apart from one run to the next.
const FINGERPRINT: &str = "zonemapFinding/v1";

pub(super) fn write(report: &VerifyReport, style: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    let rules = rule_ids(report);
    let unreadable: Vec<&FileRow> = report.files.iter().filter(|file| !file.readable).collect();
    let mut results: Vec<Value> = unreadable.iter().map(|file| not_read(file, &rules, style.lang)).collect();
    results.extend(report.findings.iter().map(|row| result(row, &rules, style.lang)));
    let notifications: Vec<Value> = unreadable.iter().map(|file| notification(file, style.lang)).collect();
    let rules: Vec<Value> = rules.iter().map(|rule| descriptor(rule, style.lang)).collect();
    let run = json!({
        "tool": {"driver": {"name": "zonemap", "version": env!("CARGO_PKG_VERSION"), "informationUri": information_uri(), "rules": rules}},
        "language": style.lang.code(),
        "columnKind": "unicodeCodePoints",
        "invocations": [{
            "executionSuccessful": unreadable.is_empty(),
            "toolExecutionNotifications": notifications,
        }],
        "results": results,
        "properties": {"tolerances": report.tolerances, "summary": report.summary},
    });
    write_json(&json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}), out)
}

/// Where more is to be read of the program.
fn information_uri() -> &'static str {
    match (env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")) {
        ("", "") => "https://docs.rs/zonemap",
        ("", repository) => repository,
        (homepage, _) => homepage,
    }
}

/// Every rule of the table, that a file can be read, and whatever else found something.
fn rule_ids(report: &VerifyReport) -> Vec<&str> {
    let mut rules: Vec<&str> = RULES.iter().map(|rule| rule.id).chain([UNREADABLE]).collect();
    for finding in &report.findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
        }
    }
    rules
}

fn descriptor(rule: &str, lang: Lang) -> Value {
    match rule_text(rule, "holds", lang) {
        Some(text) => json!({"id": rule, "shortDescription": {"text": text}}),
        None => json!({"id": rule}),
    }
}

fn result(row: &FindingRow, rules: &[&str], lang: Lang) -> Value {
    json!({
        "ruleId": row.rule,
        "ruleIndex": rules.iter().position(|rule| *rule == row.rule),
        "level": match row.level {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "message": {"text": escaped(row.message.text())},
        "locations": [location(&row.file, row.place, lang)],
        "partialFingerprints": {FINGERPRINT: row.id},
        "properties": {
            "features": row.features,
            "at": row.at,
            "area_m2": row.area_m2,
            "width_m": row.width_m,
        },
    })
}

/// A file that could not be read, where that showed.
fn not_read(file: &FileRow, rules: &[&str], lang: Lang) -> Value {
    json!({
        "ruleId": UNREADABLE,
        "ruleIndex": rules.iter().position(|rule| *rule == UNREADABLE),
        "level": "error",
        "message": {"text": escaped(file.error.as_deref().unwrap_or_default())},
        "locations": [location(&file.path, file.place, lang)],
        "partialFingerprints": {FINGERPRINT: format!("{UNREADABLE}:{}", file.path)},
    })
}

fn location(path: &str, place: PositionRow, lang: Lang) -> Value {
    let artifact = json!({"uri": uri(path)});
    match (place.line.zip(place.column), place.provenance.and_then(|place| place.record(lang))) {
        (Some((line, column)), _) => {
            let region = json!({"startLine": line, "startColumn": column});
            json!({"physicalLocation": {"artifactLocation": artifact, "region": region}})
        }
        (None, Some(record)) => {
            json!({"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [{"name": record}]})
        }
        (None, None) => json!({"physicalLocation": {"artifactLocation": artifact}}),
    }
}

fn notification(file: &FileRow, lang: Lang) -> Value {
    json!({
        "level": "error",
        "message": {"text": escaped(file.error.as_deref().unwrap_or_default())},
        "locations": [location(&file.path, file.place, lang)],
    })
}

/// A path as a URI reference (RFC 3986): relative as it was given, absolute with its scheme.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _written = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_uri() {
        for (path, expected) in [
            ("data/zones.geojson", "data/zones.geojson"),
            ("/data/zones 1.geojson", "file:///data/zones%201.geojson"),
            ("區.geojson", "%E5%8D%80.geojson"),
            ("zones:1%?#.json", "zones%3A1%25%3F%23.json"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
