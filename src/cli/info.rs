//! `zonemap info`: what was opened, and how each thing about it is known.
//! Must not judge it.

use std::path::PathBuf;

use clap::Args;

use super::arguments::{Form, Framing};
use super::{Done, Shell, exit};
use crate::report::InfoReport;

#[derive(Args)]
pub(super) struct Info {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    #[command(flatten)]
    framing: Framing,
}

pub(super) fn run(args: &Info, shell: &mut Shell<'_>) -> Done {
    let mut report = InfoReport::default();
    let options = args.framing.options(shell.lang)?;
    let all_readable = shell.each_project(&args.paths, &options, |shell, opened| {
        if let Ok(project) = opened {
            report.add(project, shell.lang);
        }
        Ok(())
    })?;
    match args.format {
        Form::Text => report.write_text(shell.lang, shell.out)?,
        Form::Json => shell.write_json(&report)?,
    }
    Ok(if all_readable { exit::OK } else { exit::UNREADABLE })
}
