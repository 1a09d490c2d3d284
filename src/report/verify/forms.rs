//! The forms that a report can be written in, a table.
//! Must not know what any form looks like.

use std::io::{self, Write};

use super::{VerifyReport, geojson, junit, markdown, sarif, text};
use crate::i18n::{Lang, write_json};

/// How a report is to style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReportStyle {
    /// The language of all that people read in it.
    pub lang: Lang,
    /// Whether it may be coloured, which only a terminal shows.
    pub colour: bool,
    /// Whether forms for people list everything, not only the first few of a kind.
    pub all: bool,
}

/// One form.
pub struct ReportForm {
    /// Short name, as in arguments.
    pub id: &'static str,
    /// The usual ending of its files.
    pub extension: &'static str,
    /// Writes a whole report. Gives what writing gives.
    pub write: fn(&VerifyReport, ReportStyle, &mut dyn Write) -> io::Result<()>,
}

/// Every form, the one that is taken without being asked for first.
pub const REPORT_FORMS: &[ReportForm] = &[
    ReportForm { id: "text", extension: "txt", write: text::write },
    ReportForm { id: "json", extension: "json", write: json },
    ReportForm { id: "junit", extension: "xml", write: junit::write },
    ReportForm { id: "sarif", extension: "sarif", write: sarif::write },
    ReportForm { id: "geojson", extension: "geojson", write: geojson::write },
    ReportForm { id: "markdown", extension: "md", write: markdown::write },
];

/// A form by its short name.
#[must_use]
pub fn form_named(id: &str) -> Option<&'static ReportForm> {
    REPORT_FORMS.iter().find(|form| form.id.eq_ignore_ascii_case(id))
}

/// As everything in it is: the contract with other programs.
fn json(report: &VerifyReport, _look: ReportStyle, out: &mut dyn Write) -> io::Result<()> {
    write_json(report, out)
}
