//! `zonemap verify`: areas, sums and boundaries checked, the report written in every form that was asked for.
//! Must not decide what is wrong: the rules do.

mod batch;
mod wanted;

use std::io::{self, BufWriter, Write as _};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use super::arguments::Verify;
use super::terminal::Progress;
use super::{Shell, exit};
use crate::export::write_whole;
use crate::formats::{OpenError, OpenOptions, STANDARD_INPUT, open_or_builtin};
use crate::i18n::{Lang, printable, tr};
use crate::threads;
use crate::verify::{Look, Report, Tolerances};
use batch::{Step, in_order};
use wanted::Wanted;

pub(super) fn run(args: &Verify, shell: &mut Shell<'_>) -> io::Result<u8> {
    let wanted = match Wanted::new(args) {
        Ok(wanted) => wanted,
        Err(wrong) => return shell.usage(&wrong.message(shell.lang)),
    };
    let options = match args.reading.options(shell.lang) {
        Ok(options) => OpenOptions { keep_text: true, ..options },
        Err(wrong) => return shell.usage(&wrong),
    };
    let (report, all_readable) = checked(args, &options, &wanted.tolerances, shell)?;
    let all_written = write_files(&report, &wanted, shell)?;
    let look = Look { lang: shell.lang, colour: shell.terminal.colour };
    let mut out = BufWriter::new(&mut *shell.out);
    (wanted.form.write)(&report, look, &mut out)?;
    out.flush()?;
    Ok(match (all_written, all_readable, report.is_clean()) {
        (false, _, _) => exit::INTERNAL,
        (true, false, _) => exit::UNREADABLE,
        (true, true, false) => exit::FOUND,
        (true, true, true) => exit::OK,
    })
}

/// One report on every path, in their order whatever is done first; and whether all could be read.
fn checked(
    args: &Verify,
    options: &OpenOptions,
    tolerances: &Tolerances,
    shell: &mut Shell<'_>,
) -> io::Result<(Report, bool)> {
    let paths: Vec<Option<&PathBuf>> =
        if args.paths.is_empty() { vec![None] } else { args.paths.iter().map(Some).collect() };
    let lang = shell.lang;
    let work = |at: usize| one(paths[at], options, tolerances, lang);
    let mut report = Report::new(tolerances.clone());
    let mut progress = Progress::new(paths.len());
    let (mut done, mut all_readable) = (0, true);
    in_order(paths.len(), jobs(args), work, |step| {
        match step {
            Step::Waiting => {}
            Step::Made(Ok(part)) => {
                report.append(part);
                done += 1;
            }
            Step::Made(Err(error)) => {
                let message = error.message(lang);
                progress.clear(shell)?;
                writeln!(shell.err, "zonemap: {message}")?;
                report.add_unreadable(&error.path, message);
                all_readable = false;
                done += 1;
            }
        }
        progress.show(done, shell)
    })?;
    progress.clear(shell)?;
    Ok((report, all_readable))
}

/// The report on one path; a check that breaks says so, and takes no other with it.
fn one(
    path: Option<&PathBuf>,
    options: &OpenOptions,
    tolerances: &Tolerances,
    lang: Lang,
) -> Result<Report, OpenError> {
    let work = AssertUnwindSafe(|| report(path, options, tolerances, lang));
    catch_unwind(work).unwrap_or_else(|_panic| {
        let mut broken = Report::new(tolerances.clone());
        broken.add_broken(&path.map(|path| path.to_string_lossy()).unwrap_or_default(), lang);
        Ok(broken)
    })
}

/// The same. The project is gone when it is made.
fn report(
    path: Option<&PathBuf>,
    options: &OpenOptions,
    tolerances: &Tolerances,
    lang: Lang,
) -> Result<Report, OpenError> {
    let project = open_or_builtin(path.map(PathBuf::as_path), options)?;
    let mut report = Report::new(tolerances.clone());
    report.add(&project, lang);
    Ok(report)
}

/// On how many threads: as many as there are cores, unless the user says. The standard input is read only once, so that which
/// of several takes it may not go by chance.
fn jobs(args: &Verify) -> usize {
    let from_input = args.paths.iter().filter(|path| path.as_os_str() == STANDARD_INPUT).count();
    if from_input > 1 { 1 } else { args.jobs.map_or_else(threads::cores, NonZeroUsize::get) }
}

/// Writes the report into every file that was asked for; says whether all could be written.
fn write_files(report: &Report, wanted: &Wanted, shell: &mut Shell<'_>) -> io::Result<bool> {
    let look = Look { lang: shell.lang, colour: false };
    let mut all_written = true;
    for (form, path) in &wanted.files {
        let mut bytes = Vec::new();
        let written = (form.write)(report, look, &mut bytes).and_then(|()| write_whole(path, &bytes));
        if let Err(error) = written {
            let path = printable(&path.to_string_lossy());
            writeln!(shell.err, "zonemap: {}", tr!(shell.lang, "cli.cannot-write-to", path = path, why = error))?;
            all_written = false;
        }
    }
    Ok(all_written)
}
