//! What `verify` is asked for: forms, files and tolerances, read from the arguments.
//! Must not check or write anything.

use std::path::PathBuf;

use clap::Args;

use super::{Verify, forms};
use crate::cli::Refused;
use crate::export::{is_one_file, read_too};
use crate::formats::{STANDARD_INPUT, inputs_of};
use crate::i18n::{Lang, printable, tr};
use crate::report::{ReportForm, form_named};
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

impl Wanted {
    /// What the arguments ask for, or the sentence about what is wrong with them.
    pub(super) fn new(args: &Verify, lang: Lang) -> Result<Self, Refused> {
        let mut files: Vec<(&'static ReportForm, PathBuf)> = Vec::new();
        let inputs: Vec<PathBuf> = args.paths.iter().flat_map(|path| inputs_of(path)).collect();
        for text in &args.report {
            let (form, path) = report(text, lang)?;
            if files.iter().any(|(_, other)| is_one_file(other, &path)) || read_too(&path, &inputs).is_some() {
                return Err(tr!(lang, "verify.report-taken", found = printable(text)).into());
            }
            files.push((form, path));
        }
        let form = form_named(&args.format).ok_or_else(|| misshapen(&args.format, lang))?;
        Ok(Self { form, files, tolerances: tolerances(&args.tolerances, lang)? })
    }
}

/// `FORMAT=FILE`.
fn report(text: &str, lang: Lang) -> Result<(&'static ReportForm, PathBuf), Refused> {
    let wrong = || misshapen(text, lang);
    let (form, path) = text.split_once('=').ok_or_else(wrong)?;
    let form = form_named(form).ok_or_else(wrong)?;
    match path {
        "" => Err(wrong()),
        STANDARD_INPUT => Err(tr!(lang, "verify.report-output", found = printable(text)).into()),
        path => Ok((form, PathBuf::from(path))),
    }
}

fn misshapen(found: &str, lang: Lang) -> Refused {
    tr!(lang, "verify.report-shape", found = printable(found), forms = forms().join(", ")).into()
}

/// The usual tolerances but for those that are given.
fn tolerances(flags: &ToleranceFlags, lang: Lang) -> Result<Tolerances, Refused> {
    let mut wanted = Tolerances::default();
    for (name, given, into) in [
        ("--sum-tolerance-m2", &flags.sum_tolerance_m2, &mut wanted.sum_m2),
        ("--touch-m", &flags.touch_m, &mut wanted.touch_m),
        ("--mismatch-m", &flags.mismatch_m, &mut wanted.mismatch_m),
        ("--gap-width-m", &flags.gap_width_m, &mut wanted.gap_width_m),
        ("--sliver-width-m", &flags.sliver_width_m, &mut wanted.sliver_width_m),
    ] {
        if let Some(text) = given {
            let wrong = || tr!(lang, "verify.tolerance-number", name = name, found = printable(text));
            *into = number(text, f64::MAX).ok_or_else(wrong)?;
        }
    }
    if let Some(text) = &flags.area_tolerance {
        let wrong = || tr!(lang, "verify.tolerance-area", found = printable(text));
        wanted = wanted.with_area(AreaTolerance::read(text).ok_or_else(wrong)?);
    }
    if let Some(text) = &flags.spike_deg {
        let wrong = || tr!(lang, "verify.tolerance-angle", name = "--spike-deg", found = printable(text));
        wanted.spike_deg = number(text, 180.0).ok_or_else(wrong)?;
    }
    if let Some(text) = &flags.max_pairs {
        let wrong = |_not_a_count| tr!(lang, "verify.tolerance-count", name = "--max-pairs", found = printable(text));
        wanted.most_pairs = text.parse().map_err(wrong)?;
    }
    Ok(wanted)
}

/// A number from 0 to a limit. What is no number is not between any two.
fn number(text: &str, most: f64) -> Option<f64> {
    text.parse().ok().filter(|number| (0.0..=most).contains(number))
}
