//! What is said of a project in figures and sentences, for the command line and the panels alike: every report as data, and its forms.
//! Must not decide anything, nor know who reads it.

mod areas;
mod boundary_segment;
mod declared_row;
mod diff;
mod feature;
mod identify;
mod info;
mod marks;
mod methods;
mod overview;
mod rounded;
mod rules;
mod table;
mod ties;
mod verify;

pub use areas::{AreaRows, AreasReport};
pub use boundary_segment::SegmentReport;
pub use declared_row::DeclaredRow;
pub use diff::{ChangeRow, ChangedAreaRow, DiffReport, VersionsReport};
pub use feature::{Attribute, FeatureReport, Share, Sureness};
pub use identify::{IdentifyReport, PointsReport};
pub use info::InfoReport;
pub use methods::{datum_heading, method_cells, method_heads, methods_format};
pub use overview::{Overview, OverviewWords};
pub use rules::{level_word, rule_text, rule_title};
pub use table::{table, table_rows};
pub use ties::{TIES, tie_heading, tie_word};
pub use verify::{
    AreaDeclared, AreaRow, AreaWorth, FileRow, FindingRow, PositionRow, ProjectRow, REPORT_FORMS, ReportForm,
    ReportStyle, RowMessage, RowRanges, RuleCount, SumRow, SumWords, Summary, UncertaintyRow, VerifyReport, form_named,
};
