//! Checks of a project: which rules there are, and what they find.
//! Knows nothing of commands, windows or how a report looks.

mod areas;
mod declared;
mod finding;
mod fitted;
mod methods;
mod report;
mod subject;
mod sums;
mod suspicious;
mod text;
mod tolerances;
mod uncertainty;

pub use areas::{AreaCheck, area_checks};
pub use finding::{Finding, Severity, Vertex};
pub use fitted::{fitted_limits_of, limits_of};
pub use methods::{MethodCheck, method_checks};
pub(crate) use report::rounded;
pub use report::{AreaRow, FileRow, FindingRow, ProjectRow, Report, SumRow, Summary, UncertaintyRow};
pub use subject::Subject;
pub use sums::{SumCheck, sum_checks};
pub(crate) use text::mark;
pub use text::write_text;
pub use tolerances::Tolerances;
pub use uncertainty::{AreaUncertainty, uncertainty_of};

use crate::project::Project;

/// One check.
pub struct Rule {
    /// Short stable name, as in reports.
    pub id: &'static str,
    /// What it finds in a project.
    pub check: fn(&Subject<'_>) -> Vec<Finding>,
}

/// All checks, in the order of their findings.
pub const RULES: &[Rule] = &[
    Rule { id: "declared-area", check: areas::declared_area },
    Rule { id: "declared-sum", check: sums::declared_sum },
    Rule { id: "measured-sum", check: sums::measured_sum },
    Rule { id: "declared-twice", check: declared::declared_twice },
    Rule { id: "nothing-declared", check: declared::nothing_declared },
    Rule { id: "suspicious-axes", check: suspicious::suspicious_axes },
    Rule { id: "suspicious-datum", check: suspicious::suspicious_datum },
    Rule { id: "suspicious-units", check: suspicious::suspicious_units },
    Rule { id: "fitted-limit", check: fitted::fitted_limit },
];

/// Everything that the rules find, the gravest first.
#[must_use]
pub fn check(project: &Project, tolerances: &Tolerances) -> Vec<Finding> {
    let subject = Subject::new(project, tolerances);
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| (rule.check)(&subject)).collect();
    findings.sort_by_key(|finding| finding.severity);
    finding::tell_apart(&mut findings);
    findings
}
