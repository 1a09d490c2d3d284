//! Checks of a project: which rules there are, and what they find.
//! Knows nothing of commands, windows or how a report looks.

mod antimeridian;
mod areas;
mod coverage;
mod declared;
mod finding;
mod fitted;
mod ids;
mod incomplete;
mod languages;
mod left_out;
mod message;
mod methods;
mod names;
mod no_area;
mod not_checked;
mod nothing;
mod reading;
mod shape;
mod subject;
mod sums;
mod suspicious;
mod systems;
mod tolerances;
mod uncertainty;
mod undeclared;
mod unread;

pub use areas::{AreaCheck, area_check, area_checks, area_checks_within};
pub use finding::{Finding, Severity, Source, Vertex};
pub use message::Message;
pub use methods::{MethodCheck, method_checks, method_checks_once, method_checks_within};
pub use no_area::NoArea;
pub use nothing::nothing_to_measure;
pub use subject::Subject;
pub use sums::{SumCheck, SumFigures, sum_checks};
pub use tolerances::{AreaTolerance, Tolerances};
pub use uncertainty::{AreaUncertainty, uncertainty_of};

use std::time::Instant;

use crate::i18n::Lang;
use crate::logging::timed;
use crate::project::Project;

/// One check.
pub struct Rule {
    /// Short stable name, as in reports.
    pub id: &'static str,
    /// What it finds in a project.
    pub check: fn(&Subject<'_>) -> Vec<Finding>,
}

impl Rule {
    fn findings(&self, subject: &Subject<'_>) -> Vec<Finding> {
        let findings = timed(format_args!("rule {}", self.id), || (self.check)(subject));
        if !findings.is_empty() {
            log::debug!(target: "zonemap", "rule {}: {} findings", self.id, findings.len());
        }
        findings
    }
}

/// The rule of what could not be checked, which is told before all others.
pub(crate) const NOT_CHECKED: &str = "not-checked";
/// The rule of projects without anything to check.
pub(crate) const NOTHING_TO_VERIFY: &str = "nothing-to-verify";
/// The rule of layers whose areas were not compared, after which nobody may say that everything agrees.
pub(crate) const LAYERS_NOT_COMPARED: &str = "layers-not-compared";
/// The rule of rings across 180°, after whose cutting other findings may be gone.
const ANTIMERIDIAN: &str = "antimeridian";

/// All checks, in the order of their findings.
pub const RULES: &[Rule] = &[
    Rule { id: ANTIMERIDIAN, check: antimeridian::antimeridian },
    Rule { id: NOTHING_TO_VERIFY, check: nothing::nothing_to_verify },
    Rule { id: "no-geometry", check: nothing::no_geometry },
    Rule { id: "closed-line", check: nothing::closed_line },
    Rule { id: "declared-area", check: areas::declared_area },
    Rule { id: "declared-sum", check: sums::declared_sum },
    Rule { id: "measured-sum", check: sums::measured_sum },
    Rule { id: "whole-not-filled", check: incomplete::whole_not_filled },
    Rule { id: "no-parts", check: incomplete::no_parts },
    Rule { id: "mixed-levels", check: incomplete::mixed_levels },
    Rule { id: "whole-of-one-part", check: incomplete::whole_of_one_part },
    Rule { id: "outside-whole", check: left_out::outside_whole },
    Rule { id: "sum-not-compared", check: incomplete::sum_not_compared },
    Rule { id: "touching-sum", check: sums::touching_sum },
    Rule { id: "edge-effect", check: sums::edge_effect },
    Rule { id: "declared-twice", check: declared::declared_twice },
    Rule { id: "unreadable-declared", check: reading::unreadable_declared },
    Rule { id: "declared-reading", check: reading::declared_reading },
    Rule { id: "nothing-declared", check: declared::nothing_declared },
    Rule { id: "duplicate-member", check: reading::duplicate_member },
    Rule { id: "misspelt-name", check: reading::misspelt_name },
    Rule { id: "unexpected-type", check: reading::unexpected_type },
    Rule { id: "unknown-side", check: reading::unknown_side },
    Rule { id: "in-no-layer", check: reading::in_no_layer },
    Rule { id: "empty-field", check: reading::empty_fields },
    Rule { id: "zero-bytes", check: reading::zero_bytes },
    Rule { id: "unread-data", check: unread::unread_data },
    Rule { id: "ids-from-property", check: reading::ids_from_property },
    Rule { id: "suspicious-axes", check: suspicious::suspicious_axes },
    Rule { id: "suspicious-datum", check: suspicious::suspicious_datum },
    Rule { id: "suspicious-units", check: suspicious::suspicious_units },
    Rule { id: "suspicious-numbers", check: suspicious::suspicious_numbers },
    Rule { id: "fitted-limit", check: fitted::fitted_segment },
    Rule { id: "overlap", check: coverage::overlap },
    Rule { id: LAYERS_NOT_COMPARED, check: coverage::layers_not_compared },
    Rule { id: "layer-left-out", check: left_out::layer_left_out },
    Rule { id: "gap", check: coverage::gap },
    Rule { id: "coarse-overlay", check: coverage::coarse_overlay },
    Rule { id: "mixed-systems", check: systems::mixed_systems },
    Rule { id: "part-outside", check: coverage::part_outside },
    Rule { id: "whole-unequal-union", check: coverage::whole_unequal_union },
    Rule { id: "mismatched-vertex", check: coverage::mismatched_vertex },
    Rule { id: "duplicate-feature", check: coverage::duplicate_feature },
    Rule { id: "sliver", check: coverage::sliver },
    Rule { id: "missing-declared", check: undeclared::missing_declared },
    Rule { id: "duplicate-id", check: ids::duplicate_id },
    Rule { id: "missing-id", check: ids::missing_id },
    Rule { id: "missing-language", check: languages::missing_language },
    Rule { id: "ring-closure", check: shape::ring_closure },
    Rule { id: "too-few-points", check: shape::too_few_points },
    Rule { id: "duplicate-points", check: shape::duplicate_points },
    Rule { id: "spike", check: shape::spike },
    Rule { id: "self-intersection", check: shape::self_intersection },
    Rule { id: "hole-outside", check: shape::hole_outside },
    Rule { id: "hole-nested", check: shape::hole_nested },
    Rule { id: "hole-touching", check: shape::hole_touching },
    Rule { id: "polygons-overlapping", check: shape::polygons_overlapping },
    Rule { id: "winding", check: shape::winding },
    Rule { id: "degenerate-area", check: shape::degenerate_area },
    Rule { id: NOT_CHECKED, check: not_checked::not_checked_at_all },
];

/// The rules about declared areas, about wholes and their parts, and about boundary segments.
const OF_DECLARED: &[&str] = &["declared-area", "declared-twice", "declared-reading", "unreadable-declared"];
const OF_WHOLES: &[&str] =
    &["declared-sum", "measured-sum", "touching-sum", "whole-not-filled", "part-outside", "whole-unequal-union"];
const OF_SEGMENTS: &[&str] = &["fitted-limit", "unknown-side"];

/// The rules that have nothing to look at in a project, of which nobody may say that they hold.
///
/// ```
/// use zonemap::formats::{OpenOptions, open_builtin};
/// use zonemap::project::Project;
/// use zonemap::verify::idle_rules;
///
/// assert!(idle_rules(&Project::default()).contains(&"declared-sum"));
/// assert!(idle_rules(&open_builtin(&OpenOptions::default())?).is_empty());
/// # Ok::<(), zonemap::formats::OpenError>(())
/// ```
#[must_use]
pub fn idle_rules(project: &Project) -> Vec<&'static str> {
    let has_declared = !project.declared.is_empty();
    let has_segments = project.boundary_segments().next().is_some();
    let about = [(has_declared, OF_DECLARED), (!project.wholes.is_empty(), OF_WHOLES), (has_segments, OF_SEGMENTS)];
    about.into_iter().filter(|(is_there, _)| !is_there).flat_map(|(_, rules)| rules).copied().collect()
}

/// Everything that the rules find, the most severe first, and of errors first what was not checked, so that no others hide it, then what
/// decides how all else was read.
///
/// ```
/// use zonemap::formats::{OpenOptions, open_builtin};
/// use zonemap::verify::{Severity, Tolerances, check};
///
/// let project = open_builtin(&OpenOptions::default())?;
/// let findings = check(&project, &Tolerances::default());
/// assert!(findings.iter().all(|finding| finding.severity != Severity::Error));
/// # Ok::<(), zonemap::formats::OpenError>(())
/// ```
#[must_use]
pub fn check(project: &Project, tolerances: &Tolerances) -> Vec<Finding> {
    check_in(project, tolerances, &Lang::ALL)
}

/// The same with messages in some languages only: there may be many.
pub(crate) fn check_in(project: &Project, tolerances: &Tolerances, langs: &[Lang]) -> Vec<Finding> {
    let begun = Instant::now();
    let subject = Subject::new(project, tolerances, langs);
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule.findings(&subject)).collect();
    let (rules, count, took_s) = (RULES.len(), findings.len(), begun.elapsed().as_secs_f64());
    log::info!("{}: {rules} rules, {count} findings in {took_s:.3} s", project.path());
    findings
        .sort_by_cached_key(|finding| (finding.severity, finding.rule != NOT_CHECKED, finding.rule != ANTIMERIDIAN));
    finding::give_places(project, &mut findings);
    finding::tell_apart(&mut findings);
    findings
}
