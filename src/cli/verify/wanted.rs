//! What `verify` is asked for: forms, files and tolerances, read from the arguments.
//! Must not check or write anything.

use std::path::PathBuf;

use clap::Args;

use super::Verify;
use crate::export::{is_one_file, read_too};
use crate::formats::{STANDARD_INPUT, inputs_of};
use crate::i18n::{Lang, printable, tr};
use crate::report::{REPORT_FORMS, ReportForm, form_named};
use crate::verify::{AreaTolerance, Tolerances};

/// The tolerances that are other than usual, as they were written.
#[derive(Args, Clone, Default)]
pub(super) struct ToleranceFlags {
    #[arg(long, value_name = "M2", allow_hyphen_values = true)]
    pub(super) sum_tolerance_m2: Option<String>,
    #[arg(long, value_name = "M2|%|ppm", allow_hyphen_values = true)]
    area_tolerance: Option<String>,
    #[arg(long, value_name = "METRES", allow_hyphen_values = true)]
    touch_m: Option<String>,
    #[arg(long, value_name = "METRES", allow_hyphen_values = true)]
    mismatch_m: Option<String>,
    #[arg(long, value_name = "METRES", allow_hyphen_values = true)]
    gap_width_m: Option<String>,
    #[arg(long, value_name = "METRES", allow_hyphen_values = true)]
    sliver_width_m: Option<String>,
    #[arg(long, value_name = "DEGREES", allow_hyphen_values = true)]
    spike_deg: Option<String>,
    #[arg(id = "most_pairs", long = "max-pairs", alias = "most-pairs", value_name = "N", allow_hyphen_values = true)]
    max_pairs: Option<String>,
}

/// What is asked for.
pub(super) struct Wanted {
    /// The form of what goes to the standard output.
    pub(super) form: &'static ReportForm,
    /// The files to write, each with its form.
    pub(super) files: Vec<(&'static ReportForm, PathBuf)>,
    /// The tolerances to check by.
    pub(super) tolerances: Tolerances,
}

/// What is wrong with the arguments.
pub(super) enum Wrong {
    /// A report that is not FORMAT=FILE, as it was written.
    Report(String),
    /// A report to the standard output, as it was written.
    ToOutput(String),
    /// A report to a file that is read, or that another report is written to.
    Taken(String),
    /// A tolerance that is no number of 0 or more: the argument, and what stands there.
    Number(&'static str, String),
    /// An area tolerance that is none, as it was written.
    Area(String),
    /// A count that is none.
    Count(&'static str, String),
    /// An angle that is none of a vertex.
    Angle(&'static str, String),
}

impl Wanted {
    pub(super) fn new(args: &Verify) -> Result<Self, Wrong> {
        let mut files: Vec<(&'static ReportForm, PathBuf)> = Vec::new();
        let inputs: Vec<PathBuf> = args.paths.iter().flat_map(|path| inputs_of(path)).collect();
        for text in &args.report {
            let (form, path) = report(text)?;
            if files.iter().any(|(_, other)| is_one_file(other, &path)) || read_too(&path, &inputs).is_some() {
                return Err(Wrong::Taken(text.clone()));
            }
            files.push((form, path));
        }
        let form = form_named(&args.format).ok_or_else(|| Wrong::Report(args.format.clone()))?;
        Ok(Self { form, files, tolerances: tolerances(&args.tolerances)? })
    }
}

/// `FORMAT=FILE`.
fn report(text: &str) -> Result<(&'static ReportForm, PathBuf), Wrong> {
    let wrong = || Wrong::Report(text.to_owned());
    let (form, path) = text.split_once('=').ok_or_else(wrong)?;
    let form = form_named(form).ok_or_else(wrong)?;
    match path {
        "" => Err(wrong()),
        STANDARD_INPUT => Err(Wrong::ToOutput(text.to_owned())),
        path => Ok((form, PathBuf::from(path))),
    }
}

/// The usual tolerances but for those that are given.
fn tolerances(flags: &ToleranceFlags) -> Result<Tolerances, Wrong> {
    let mut wanted = Tolerances::default();
    for (name, given, into) in [
        ("--sum-tolerance-m2", &flags.sum_tolerance_m2, &mut wanted.sum_m2),
        ("--touch-m", &flags.touch_m, &mut wanted.touch_m),
        ("--mismatch-m", &flags.mismatch_m, &mut wanted.mismatch_m),
        ("--gap-width-m", &flags.gap_width_m, &mut wanted.gap_width_m),
        ("--sliver-width-m", &flags.sliver_width_m, &mut wanted.sliver_width_m),
    ] {
        if let Some(text) = given {
            *into = number(text, f64::MAX).ok_or_else(|| Wrong::Number(name, text.clone()))?;
        }
    }
    if let Some(text) = &flags.area_tolerance {
        wanted = wanted.with_area(AreaTolerance::read(text).ok_or_else(|| Wrong::Area(text.clone()))?);
    }
    if let Some(text) = &flags.spike_deg {
        wanted.spike_deg = number(text, 180.0).ok_or_else(|| Wrong::Angle("--spike-deg", text.clone()))?;
    }
    if let Some(text) = &flags.max_pairs {
        wanted.most_pairs = text.parse().map_err(|_not_a_count| Wrong::Count("--max-pairs", text.clone()))?;
    }
    Ok(wanted)
}

/// A number from 0 to a limit. What is no number is not between any two.
fn number(text: &str, most: f64) -> Option<f64> {
    text.parse().ok().filter(|number| (0.0..=most).contains(number))
}

impl Wrong {
    /// The sentence about it.
    pub(super) fn message(&self, lang: Lang) -> String {
        let forms = || REPORT_FORMS.iter().map(|form| form.id).collect::<Vec<_>>().join(", ");
        let text = match self {
            Self::Report(found) => tr!(lang, "verify.report-shape", found = printable(found), forms = forms()),
            Self::ToOutput(found) => tr!(lang, "verify.report-output", found = printable(found)),
            Self::Taken(found) => tr!(lang, "verify.report-taken", found = printable(found)),
            Self::Number(name, found) => tr!(lang, "verify.tolerance-number", name = name, found = printable(found)),
            Self::Area(found) => tr!(lang, "verify.tolerance-area", found = printable(found)),
            Self::Count(name, found) => tr!(lang, "verify.tolerance-count", name = name, found = printable(found)),
            Self::Angle(name, found) => tr!(lang, "verify.tolerance-angle", name = name, found = printable(found)),
        };
        text.into_owned()
    }
}
