//! `zonemap verify`: areas, sums and boundaries checked, the report written in every form that was asked for.
//! Must not decide what is wrong: the rules do.

mod batch;
#[cfg(test)]
mod records;
mod wanted;

use std::io::{self, BufWriter, Write as _};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::arguments::Reading;
use super::terminal::Progress;
use super::{Done, Shell, exit};
use crate::export::write_whole;
use crate::formats::{OpenOptions, STANDARD_INPUT, open_builtin, open_rest};
use crate::i18n::{Lang, printable, tr};
use crate::report::{REPORT_FORMS, ReportStyle, VerifyReport};
use crate::threads;
use crate::verify::Tolerances;
use batch::{Step, in_order};
use wanted::{ToleranceFlags, Wanted};

#[derive(Args, Clone)]
pub(super) struct Verify {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(id = "form", long = "format", value_name = "FORMAT", default_value = REPORT_FORMS[0].id, value_parser = PossibleValuesParser::new(forms()))]
    format: String,
    #[arg(long, value_name = "FORMAT=FILE")]
    report: Vec<String>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    tolerances: ToleranceFlags,
    #[command(flatten)]
    reading: Reading,
}

impl Verify {
    /// The default report on some paths.
    pub(super) fn of(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            format: REPORT_FORMS[0].id.to_owned(),
            report: Vec::new(),
            all: false,
            jobs: None,
            tolerances: ToleranceFlags::default(),
            reading: Reading::default(),
        }
    }
}

pub(super) fn run(args: &Verify, shell: &mut Shell<'_>) -> Done {
    let wanted = Wanted::new(args, shell.lang)?;
    let options = OpenOptions { keep_text: true, ..args.reading.options(shell.lang)? };
    let report = checked(args, &options, &wanted.tolerances, shell)?;
    let all_written = write_files(&report, &wanted, args.all, shell)?;
    let style = ReportStyle { lang: shell.lang, colour: shell.terminal.colour, all: args.all };
    let mut out = BufWriter::new(&mut *shell.out);
    (wanted.form.write)(&report, style, &mut out)?;
    out.flush()?;
    let code = if all_written { code(&report) } else { exit::INTERNAL };
    // The program ends here: of a hundred thousand findings it takes a while to free them, which nobody gains by.
    drop(out);
    std::mem::forget(report);
    Ok(code)
}

/// The verdict: an error outranks what could not be read.
fn code(report: &VerifyReport) -> u8 {
    match (report.summary.errors, report.summary.unreadable) {
        (0, 0) => exit::OK,
        (0, _) => exit::UNREADABLE,
        (_, _) => exit::FOUND,
    }
}

/// One report on every path, in their order whatever is done first.
fn checked(
    args: &Verify,
    options: &OpenOptions,
    tolerances: &Tolerances,
    shell: &mut Shell<'_>,
) -> io::Result<VerifyReport> {
    let paths: Vec<Option<&PathBuf>> =
        if args.paths.is_empty() { vec![None] } else { args.paths.iter().map(Some).collect() };
    let lang = shell.lang;
    let work = |at: usize| one(paths[at], options, tolerances, lang);
    let mut report = VerifyReport::new(tolerances.clone());
    let mut progress = Progress::new(paths.len());
    let mut done = 0;
    in_order(paths.len(), jobs(args), work, |step| {
        if let Step::Made(part) = step {
            for why in part.unreadable() {
                progress.clear(shell)?;
                shell.tell(why)?;
            }
            report.append(part);
            done += 1;
        }
        progress.show(done, shell)
    })?;
    progress.clear(shell)?;
    report.sort();
    Ok(report)
}

/// The report on one path; a check that breaks says so, and takes no other with it.
fn one(path: Option<&PathBuf>, options: &OpenOptions, tolerances: &Tolerances, lang: Lang) -> VerifyReport {
    let work = AssertUnwindSafe(|| report(path, options, tolerances, lang));
    catch_unwind(work).unwrap_or_else(|_panic| {
        let mut broken = VerifyReport::new(tolerances.clone());
        broken.add_broken(&path.map(|path| path.to_string_lossy()).unwrap_or_default(), lang);
        broken
    })
}

/// The same: of a project some of whose files cannot be read, the rest is checked. The project is gone when the report is made.
fn report(path: Option<&PathBuf>, options: &OpenOptions, tolerances: &Tolerances, lang: Lang) -> VerifyReport {
    let mut report = VerifyReport::new(tolerances.clone());
    let opened = match path {
        Some(path) => open_rest(path, options),
        None => open_builtin(options).map(|project| (project, Vec::new())),
    };
    let unreadable = match opened {
        Ok((project, missing)) => {
            report.add(project, lang);
            missing
        }
        Err(error) => vec![error],
    };
    for error in unreadable {
        report.add_unreadable(&error.path, error.place, error.message(lang));
    }
    report
}

/// On how many threads: as many as there are cores, unless the user says. The standard input is read only once, so that which
/// of several takes it may not go by chance.
fn jobs(args: &Verify) -> usize {
    let from_input = args.paths.iter().filter(|path| path.as_os_str() == STANDARD_INPUT).count();
    if from_input > 1 { 1 } else { args.jobs.map_or_else(threads::cores, NonZeroUsize::get) }
}

/// Writes the report into every file that was asked for; says whether all could be written.
fn write_files(report: &VerifyReport, wanted: &Wanted, all: bool, shell: &mut Shell<'_>) -> io::Result<bool> {
    let style = ReportStyle { lang: shell.lang, colour: false, all };
    let mut all_written = true;
    for (form, path) in &wanted.files {
        let mut bytes = Vec::new();
        let written = (form.write)(report, style, &mut bytes).and_then(|()| write_whole(path, &bytes));
        if let Err(error) = written {
            let path = printable(&path.to_string_lossy());
            writeln!(shell.err, "zonemap: {}", tr!(shell.lang, "cli.cannot-write-to", path = path, why = error))?;
            all_written = false;
        }
    }
    Ok(all_written)
}

/// The forms that a report can be written in.
fn forms() -> Vec<&'static str> {
    REPORT_FORMS.iter().map(|form| form.id).collect()
}
