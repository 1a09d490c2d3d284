//! Findings as text to be copied: tables are Markdown, which reads as text too.
//! Must not touch the clipboard.

use super::PanelContext;
use crate::crs::decimal_degrees;
use crate::draw::{level_sign, size_text};
use crate::i18n::{list, tr};
use crate::report::{level_word, rule_title, table};
use crate::session::Findings;
use crate::verify::Finding;

/// The names of a finding's features.
fn features(panel: PanelContext<'_>, finding: &Finding) -> String {
    let names: Vec<String> = finding.features.iter().map(|&id| panel.name(id)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    list(&names, panel.lang())
}

/// One finding, a line for each thing that is known of it.
pub(super) fn finding(panel: PanelContext<'_>, finding: &Finding) -> String {
    let level = level_word(finding.severity, panel.lang());
    let mut lines = vec![
        format!("{} {level}: {}", level_sign(finding.severity), rule_title(finding.rule, panel.lang())),
        finding.displayed(panel.lang()),
        size_text(panel.session, finding),
        features(panel, finding),
    ];
    let position = finding.at.map(|at| decimal_degrees(at, panel.lang()));
    lines.extend(position);
    lines.push(finding.id.clone());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The findings that are listed as a table.
pub(super) fn listed(panel: PanelContext<'_>, findings: &Findings) -> String {
    let listed = panel.session.checks().listed();
    let all = listed.into_iter().filter_map(|at| findings.list().get(at));
    let head = ["table.level", "table.finding", "table.size", "table.features"];
    let rows = all.map(|finding| {
        let level = format!("{} {}", level_sign(finding.severity), level_word(finding.severity, panel.lang()));
        let message = finding.displayed(panel.lang());
        vec![level, message, size_text(panel.session, finding), features(panel, finding)]
    });
    table(head.map(|key| tr!(panel.lang(), key).into_owned()).to_vec(), rows)
}
