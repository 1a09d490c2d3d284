//! `zonemap verify`: areas, sums and boundaries checked.
//! Must not decide what is wrong: the rules do.

use std::io;

use super::arguments::{Form, Verify};
use super::{Shell, exit};
use crate::verify::{Report, write_text};

pub(super) fn run(args: &Verify, shell: &mut Shell<'_>) -> io::Result<u8> {
    let mut report = Report::default();
    let options = match args.reading.options(shell.lang) {
        Ok(options) => options,
        Err(wrong) => return shell.usage(&wrong),
    };
    let all_readable = shell.each_project(&args.paths, &options, |shell, opened| {
        match opened {
            Ok(project) => report.add(project, shell.lang),
            Err(error) => report.add_unreadable(&error.path, error.message(shell.lang)),
        }
        Ok(())
    })?;
    match args.format {
        Form::Text => write_text(&report, shell.lang, shell.out)?,
        Form::Json => shell.write_json(&report)?,
    }
    Ok(match (all_readable, report.is_clean()) {
        (false, _) => exit::UNREADABLE,
        (true, false) => exit::FOUND,
        (true, true) => exit::OK,
    })
}
