//! `zonemap convert`: a data file in another format or another system, with all that it carries, and a word on what could not be kept.
//! Must not write any format: the formats do.

use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::{Framing, crs_named};
use super::{Done, Refused, Shell, exit};
use crate::crs::Crs;
use crate::export::{NotWritten, write_apart};
use crate::formats::{
    Format, Packing, STANDARD_INPUT, WriteError, WriteOptions, Written, inputs_of, open, packed, stale_beside,
    writable, writable_by_name, written,
};
use crate::i18n::{Lang, list, printable, tr};

/// What a KML in an archive is called.
const KMZ: &str = "kmz";

#[derive(Args)]
pub(super) struct Convert {
    #[arg(value_name = "IN")]
    input: PathBuf,
    #[arg(value_name = "OUT")]
    target: PathBuf,
    #[arg(long = "format", value_name = "FORMAT")]
    written_as: Option<String>,
    #[arg(long, value_name = "EPSG:N")]
    to: Option<String>,
    #[arg(long, value_name = "ID")]
    layer: Option<String>,
    #[command(flatten)]
    framing: Framing,
}

pub(super) fn run(args: &Convert, shell: &mut Shell<'_>) -> Done {
    let format = args.wanted(shell.lang)?;
    let crs = args.to.as_deref().map(|name| crs_named(name, shell.lang)).transpose()?;
    let options = WriteOptions { crs, layer: args.layer.clone(), lang: shell.lang, tabs: args.has_tabs() };
    let reading = args.framing.options(shell.lang)?;
    let inputs = inputs_of(&args.input);
    let project = match open(&args.input, &reading) {
        Ok(project) => project,
        Err(error) => {
            shell.tell(&error.message(shell.lang))?;
            return Ok(exit::UNREADABLE);
        }
    };
    for file in &project.files {
        for &(key, count) in &file.warnings {
            let path = printable(&file.path);
            shell.tell(&format!("{path}: {}", tr!(shell.lang, key, count = count)))?;
        }
    }
    let refused = |error: WriteError| Refused::Usage(error.message(shell.lang));
    let mut done = written(&project, format, &options).map_err(refused)?;
    let files = args.packed(std::mem::take(&mut done.files), format).map_err(refused)?;
    if args.target.as_os_str() == STANDARD_INPUT {
        let [(_, bytes)] = files.as_slice() else {
            return Err(refused(WriteError::SeveralFiles { format: format.title }));
        };
        shell.out.write_all(bytes)?;
    } else {
        match write_apart(&files, &stale_beside(format, &args.target), &inputs) {
            Ok(()) => {}
            Err(error @ NotWritten::IsRead { .. }) => return Err(Refused::Usage(error.message(shell.lang))),
            Err(error @ NotWritten::Refused { .. }) => {
                writeln!(shell.err, "zonemap: {}", error.message(shell.lang))?;
                return Ok(exit::INTERNAL);
            }
        }
    }
    tell(&done, format, &args.target, shell)?;
    Ok(exit::OK)
}

/// What was written, in which system, and what is to be known of it.
fn tell(written: &Written, format: &Format, target: &Path, shell: &mut Shell<'_>) -> Result<(), Refused> {
    let lang = shell.lang;
    let system = written
        .crs
        .or_else(|| Crs::from_epsg(4326))
        .map_or_else(String::new, |crs| format!("{} ({})", crs.name(), crs.title(lang)));
    let count = written.features;
    let path = target.to_string_lossy();
    let path = printable(&path);
    let key = if count == 1 { "written.one" } else { "written.done" };
    shell.tell(&tr!(lang, key, count = count, path = path, format = format.title, crs = system))?;
    for told in &written.told {
        shell.tell(&told.message(lang))?;
    }
    Ok(())
}

impl Convert {
    /// What the format is asked for by: its name, or the ending of what is written.
    fn format_name(&self) -> String {
        self.written_as.clone().or_else(|| Packing::of(&self.target).1).unwrap_or_default()
    }

    fn wanted(&self, lang: Lang) -> Result<&'static Format, Refused> {
        let name = self.format_name();
        // A KMZ is a KML in an archive, whatever the output is called.
        let name = if name.eq_ignore_ascii_case(KMZ) { "kml".to_owned() } else { name };
        writable_by_name(&name).ok_or_else(|| {
            let known: Vec<&str> = writable().map(|format| format.id).collect();
            let path = self.target.to_string_lossy();
            let found = if name.is_empty() { printable(&path) } else { printable(&name) };
            tr!(lang, "unwritten.no-format", known = list(&known, lang), found = found).into()
        })
    }

    /// The files under the names that they go by, packed as the output's name or the format says.
    fn packed(
        &self,
        files: Vec<(Option<&'static str>, Vec<u8>)>,
        format: &Format,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>, WriteError> {
        if !self.format_name().eq_ignore_ascii_case(KMZ) {
            return packed(files, format, &self.target);
        }
        let files = packed(files, format, &self.target.with_extension(KMZ))?;
        Ok(files.into_iter().map(|(_, bytes)| (self.target.clone(), bytes)).collect())
    }

    /// Whether a table is to have tabs.
    fn has_tabs(&self) -> bool {
        self.format_name().eq_ignore_ascii_case("tsv")
    }
}
