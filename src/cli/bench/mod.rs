//! `zonemap bench`: how long this machine takes for a job, as one line of JSON.
//! Must not judge it, or compare it with anything.

mod area;
pub(super) mod clock;
mod draw;
mod film;
mod identify;
mod open;
mod parse;
mod show;
mod start;
mod touch;

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::Value;

use super::{Done, Shell, exit};
use crate::formats::OpenError;
use crate::i18n::tr;

/// A job whose time can be taken.
struct Job {
    name: &'static str,
    /// Does it once, on what the arguments name or on the built-in zone, and says the figures.
    run: fn(&Bench) -> Result<Value, NotTimed>,
}

/// Every job.
const JOBS: &[Job] = &[
    Job { name: "area", run: area::run },
    Job { name: "draw", run: draw::run },
    Job { name: "identify", run: identify::run },
    Job { name: "open", run: open::run },
    Job { name: "parse", run: parse::run },
    Job { name: "show", run: show::run },
    Job { name: "start", run: start::run },
    Job { name: "touch", run: touch::run },
];

/// Why there are no figures.
enum NotTimed {
    /// The job needs a file, and none was named.
    NoFile,
    Open(OpenError),
}

impl From<OpenError> for NotTimed {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

/// What the jobs are called.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    JOBS.iter().map(|job| job.name)
}

#[derive(Args)]
pub(super) struct Bench {
    #[arg(value_name = "JOB", value_parser = PossibleValuesParser::new(names()))]
    job: String,
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(value_name = "POINTS.f64")]
    positions: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    steps: Option<usize>,
}

pub(super) fn run(args: &Bench, shell: &mut Shell<'_>) -> Done {
    for job in JOBS.iter().filter(|job| job.name == args.job) {
        match (job.run)(args) {
            Ok(figures) => writeln!(shell.out, "{figures}")?,
            Err(NotTimed::NoFile) => {
                return Err(tr!(shell.lang, "cli.bench-file", job = job.name).into());
            }
            Err(NotTimed::Open(error)) => {
                writeln!(shell.err, "zonemap: {}", error.message(shell.lang))?;
                return Ok(exit::UNREADABLE);
            }
        }
    }
    Ok(exit::OK)
}
