//! `zonemap areas`: every area method against the declared figure.
//! Must not know the formulas: the table does.

use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Reading;
use super::{Done, Shell, exit};
use crate::i18n::{printable, tr};
use crate::report::AreaRows;
use crate::verify::nothing_to_measure;

/// The form of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TableForm {
    #[default]
    Text,
    Json,
    Markdown,
}

#[derive(Args)]
pub(super) struct Areas {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: TableForm,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Areas, shell: &mut Shell<'_>) -> Done {
    let options = args.reading.options(shell.lang)?;
    let (mut projects, mut nothing_measured) = (Vec::new(), false);
    let all_readable = shell.each_opened(&args.paths, &options, |shell, opened| {
        if let Some((path, why)) =
            opened.as_ref().ok().and_then(|project| Some((project.path(), nothing_to_measure(project, shell.lang)?)))
        {
            nothing_measured = true;
            let text = tr!(shell.lang, "areas.nothing", path = printable(&path), why = why);
            shell.tell(&text)?;
        }
        projects.extend(opened.ok());
        Ok(())
    })?;
    let rows = AreaRows { projects: &projects, lang: shell.lang };
    let mut out = BufWriter::new(&mut *shell.out);
    match args.format {
        TableForm::Text => rows.write_text(&mut out)?,
        TableForm::Markdown => rows.write_markdown(&mut out)?,
        TableForm::Json => rows.write_json(&mut out)?,
    }
    out.flush()?;
    Ok(match (nothing_measured, all_readable) {
        (true, _) => exit::FOUND,
        (false, false) => exit::UNREADABLE,
        (false, true) => exit::OK,
    })
}
