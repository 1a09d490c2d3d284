//! Findings, areas and limits as text to be copied: tables are Markdown, which reads as text too.
//! Must not touch the clipboard.

use super::Look;
use crate::crs::decimal_degrees;
use crate::draw::{level_sign, size_text};
use crate::geodesy::length_of;
use crate::i18n::{AreaFormat, declared_text, displayed, known_word, list, number, tr};
use crate::project::{Feature, FeatureId, Limit};
use crate::report::{datum_heading, explanation, method_name, methods_format};
use crate::session::Findings;
use crate::verify::{Finding, Severity, limits_of, method_checks, uncertainty_of};

/// The word for a level.
pub(super) fn level_word(look: Look<'_>, level: Severity) -> String {
    let key = match level {
        Severity::Error => "severity.error",
        Severity::Warning => "severity.warning",
        Severity::Note => "severity.note",
    };
    tr!(look.lang(), key).into_owned()
}

/// A text of a rule, `title` or `help`; its short name where there is none.
pub(super) fn rule_text(look: Look<'_>, rule: &str, part: &str) -> String {
    let key = format!("rule.{rule}.{part}");
    let text = tr!(look.lang(), &key).into_owned();
    if text == key { rule.to_owned() } else { text }
}

/// The names of a finding's features.
fn features(look: Look<'_>, finding: &Finding) -> String {
    let names: Vec<String> = finding.features.iter().map(|&id| look.name(id)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    list(&names, look.lang())
}

/// One finding, a line for each thing that is known of it.
pub(super) fn finding(look: Look<'_>, finding: &Finding) -> String {
    let level = level_word(look, finding.severity);
    let mut lines = vec![
        format!("{} {level}: {}", level_sign(finding.severity), rule_text(look, finding.rule, "title")),
        finding.displayed(look.lang()),
        size_text(look.session, finding),
        features(look, finding),
    ];
    let position = finding.at.map(|at| decimal_degrees(at, look.lang()));
    lines.extend(position);
    lines.push(finding.id.clone());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The findings that are listed as a table.
pub(super) fn listed(look: Look<'_>, findings: &Findings) -> String {
    let listed = look.session.checks().listed();
    let all = listed.into_iter().filter_map(|at| findings.list().get(at));
    let head = ["table.level", "table.finding", "table.size", "table.features"];
    let rows = all.map(|finding| {
        let level = format!("{} {}", level_sign(finding.severity), level_word(look, finding.severity));
        let message = finding.displayed(look.lang());
        vec![level, message, size_text(look.session, finding), features(look, finding)]
    });
    table(look, &head, rows)
}

/// A feature's area by every method as a table; before it what is declared and what explains that.
pub(super) fn areas(look: Look<'_>, id: FeatureId) -> String {
    let (project, lang) = (look.session.project(), look.lang());
    let checks = method_checks(project, id);
    let format = methods_format(&checks, project.declared.get(&id), lang);
    let head = areas_head(look, &format);
    let rows = checks.iter().map(|check| {
        vec![
            datum_heading(check.traced_on, look.lang())
                .into_iter()
                .chain([method_name(check, look.lang())])
                .collect::<Vec<_>>()
                .join(" "),
            format.figure(check.area_m2),
            check.off_m2.map_or_else(String::new, |off_m2| format.difference(off_m2)),
            check.ppm.map_or_else(String::new, |ppm| number(ppm, 1)),
            agreement(look, check.agrees),
        ]
    });
    let table = table_below(head.to_vec(), rows);
    let sentence = explanation(project, id).map_or_else(String::new, |text| format!("\n\n{}", text.get(lang)));
    format!("{}{sentence}\n\n{table}", area(look, id))
}

/// The head of the table of methods, with the unit that its figures have.
pub(super) fn areas_head(look: Look<'_>, format: &AreaFormat) -> [String; 5] {
    let (lang, unit) = (look.lang(), format.symbol());
    [
        tr!(lang, "table.method"),
        tr!(lang, "table.area", unit = unit),
        tr!(lang, "table.difference", unit = unit),
        tr!(lang, "table.ppm"),
        tr!(lang, "table.reproduces"),
    ]
    .map(std::borrow::Cow::into_owned)
}

/// A feature's name with its declared and its measured area, and how sure that is.
pub(super) fn area(look: Look<'_>, id: FeatureId) -> String {
    let (project, lang) = (look.session.project(), look.lang());
    let measured_m2 = project.area_m2(id);
    let format = AreaFormat::of(project.declared.get(&id), measured_m2, lang);
    let measured = format.text(measured_m2);
    let mut text = match project.declared.get(&id) {
        Some(declared) => {
            tr!(lang, "copy.both-areas", declared = declared_text(declared, lang), measured = measured).into_owned()
        }
        None => tr!(lang, "card.measured", area = measured).into_owned(),
    };
    if let Some(known) = uncertainty_of(project, id).known() {
        let independent = format.spread(known.independent_m2);
        let unit = format.symbol();
        text = format!("{text} {}", tr!(lang, "card.plus-minus", independent = independent, unit = unit));
    }
    format!("{}: {text}", look.name(id))
}

/// Whether a method reproduces the declared digits: a sign and a word, nothing where nothing is declared.
pub(super) fn agreement(look: Look<'_>, agrees: Option<bool>) -> String {
    let word = |key| tr!(look.lang(), key);
    match agrees {
        Some(true) => format!("✓ {}", word("table.yes")),
        Some(false) => format!("× {}", word("table.no")),
        None => String::new(),
    }
}

/// The limits of an area as a table.
pub(super) fn limits(look: Look<'_>, id: FeatureId) -> String {
    let project = look.session.project();
    let head = ["table.stretch", "table.follows", "table.basis", "table.line", "table.length", "table.accuracy"];
    let rows = limits_of(project, id).into_iter().filter_map(|id| {
        let feature = project.feature(id)?;
        let limit = Limit::of(feature);
        let word = |family: &str, word: Option<&str>| word.map_or_else(String::new, |word| known(look, family, word));
        Some(vec![
            displayed(Feature::key(feature)),
            look.name(id),
            word("basis", limit.basis),
            word("certainty", limit.line),
            number(project.shape(id).map_or(0.0, length_of) / 1000.0, 2),
            limit.accuracy_m.map_or_else(String::new, |metres| number(metres, 0)),
        ])
    });
    table(look, &head, rows)
}

/// A word of ours in the reader's language; any other as it was written.
pub(super) fn known(look: Look<'_>, family: &str, word: &str) -> String {
    known_word(family, word, look.lang())
}

/// A Markdown table; its head by keys.
fn table(look: Look<'_>, head: &[&str], body: impl Iterator<Item = Vec<String>>) -> String {
    table_below(head.iter().map(|key| tr!(look.lang(), *key).into_owned()).collect(), body)
}

/// A Markdown table; its head in words.
fn table_below(head: Vec<String>, body: impl Iterator<Item = Vec<String>>) -> String {
    let rule = vec!["---".to_owned(); head.len()];
    rows([head, rule].into_iter().chain(body))
}

/// The rows of a Markdown table.
pub(super) fn rows(rows: impl Iterator<Item = Vec<String>>) -> String {
    let cell = |text: &String| text.replace('|', "\\|").replace('\n', " ");
    let lines = rows.map(|row| format!("| {} |\n", row.iter().map(cell).collect::<Vec<_>>().join(" | ")));
    lines.collect()
}
