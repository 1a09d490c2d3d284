//! Findings of one kind together, the most severe first, so that hundreds of the same are one row of a report.
//! Must not know how the rows are written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{FindingRow, Severity};
use crate::verify::{NOT_CHECKED, RULES};

/// Findings of one kind shown before the rest is only counted.
pub(super) const FEW: usize = 3;

/// Findings of the same rule, level and kind, in the order of the report.
pub(super) struct Group<'a> {
    rows: Vec<&'a FindingRow>,
}

impl<'a> Group<'a> {
    /// Those that are listed: all, or the first few.
    pub(super) fn listed(&self, all: bool) -> &[&'a FindingRow] {
        let count = if all || !self.is_large() { self.rows.len() } else { FEW };
        &self.rows[..count]
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// Whether they are too many to list each.
    pub(super) fn is_large(&self) -> bool {
        self.rows.len() > FEW
    }
}

/// All findings in groups: errors, then warnings, then notes, each by rule.
pub(super) fn groups(findings: &[FindingRow]) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<_, Vec<&FindingRow>> = BTreeMap::new();
    for row in findings {
        groups.entry((row.level, order(row.rule), row.kind)).or_default().push(row);
    }
    groups.into_values().map(|rows| Group { rows }).collect()
}

/// Where the findings of a rule stand among others of their level: what was not checked first, so that no others hide it.
pub(super) fn order(rule: &str) -> (bool, usize) {
    (rule != NOT_CHECKED, RULES.iter().position(|known| known.id == rule).unwrap_or(RULES.len()))
}

/// How many findings of one level a rule has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleCount {
    /// The rule.
    pub rule: &'static str,
    /// How severe these are.
    pub level: Severity,
    /// How many.
    pub count: usize,
}

/// Counts one more finding; the counts stay in the order of the groups.
pub(super) fn count(counts: &mut Vec<RuleCount>, rule: &'static str, level: Severity) {
    if let Some(known) = counts.iter_mut().find(|known| known.rule == rule && known.level == level) {
        known.count += 1;
        return;
    }
    let key = |count: &RuleCount| (count.level, order(count.rule), count.rule);
    let new = RuleCount { rule, level, count: 1 };
    let at = counts.partition_point(|known| key(known) < key(&new));
    counts.insert(at, new);
}
