//! What is said of a project in figures and sentences, for the command line and the panels alike: every report as data, and its forms.
//! Must not decide anything, nor know who reads it.

mod areas;
mod declared_row;
mod diff;
mod explained;
mod identify;
mod info;
mod marks;
mod methods;
mod rounded;
mod verify;

pub use areas::{AreaRows, AreasReport};
pub use declared_row::DeclaredRow;
pub use diff::{ChangeRow, DiffReport, PlaceRow};
pub use explained::{explained_by, explanation};
pub use identify::{IdentifyReport, PointsReport};
pub use info::InfoReport;
pub use methods::{datum_heading, method_name, methods_format};
pub use verify::{
    AreaRow, AreaWords, BesideWords, FileRow, FindingRow, Look, ProjectRow, REPORT_FORMS, ReportForm, RowRanges,
    RuleCount, SumRow, SumWords, Summary, UncertaintyRow, VerifyReport, form_named,
};
