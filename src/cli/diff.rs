//! `zonemap diff`: what moved between two versions, in ground units, and what is said otherwise of it.
//! Must not compare: the diff room does.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Framing;
use super::{Done, Shell, exit};
use crate::diff::{compare, compare_geometry};
use crate::formats::open;
use crate::i18n::tr;
use crate::logging::timed;
use crate::project::Project;
use crate::report::DiffReport;

/// The form of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffForm {
    #[default]
    Text,
    Json,
    Geojson,
    Markdown,
}

#[derive(Args)]
pub(super) struct Diff {
    #[arg(value_name = "A")]
    before: PathBuf,
    #[arg(value_name = "B")]
    after: PathBuf,
    #[arg(long, value_enum, default_value_t)]
    format: DiffForm,
    /// How far a boundary may lie from the other's and still be the same, metres.
    #[arg(
        id = "shift",
        long = "tolerance",
        value_name = "METRES",
        default_value_t = 0.0,
        allow_negative_numbers = true
    )]
    shift: f64,
    #[arg(long)]
    geometry_only: bool,
    #[command(flatten)]
    framing: Framing,
}

pub(super) fn run(args: &Diff, shell: &mut Shell<'_>) -> Done {
    if !(args.shift.is_finite() && args.shift >= 0.0) {
        let found = args.shift.to_string();
        return Err(tr!(shell.lang, "cli.tolerance", found = found).into());
    }
    let options = args.framing.options(shell.lang)?;
    let mut versions: Vec<Project> = Vec::new();
    for path in [&args.before, &args.after] {
        match open(path, &options) {
            Ok(project) => versions.push(project),
            Err(error) => shell.tell(&error.message(shell.lang))?,
        }
    }
    let [a, b] = versions.as_slice() else { return Ok(exit::UNREADABLE) };
    let compare = if args.geometry_only { compare_geometry } else { compare };
    let comparison = timed("compare", || compare(a, b, args.shift));
    let report = DiffReport::new((a, b), &comparison, args.shift, shell.lang);
    match args.format {
        DiffForm::Text => report.write_text(shell.lang, shell.out)?,
        DiffForm::Json => shell.write_json(&report)?,
        DiffForm::Geojson => report.write_geojson(&comparison, shell.out)?,
        DiffForm::Markdown => report.write_markdown(shell.lang, shell.out)?,
    }
    Ok(if report.is_same() { exit::OK } else { exit::FOUND })
}
