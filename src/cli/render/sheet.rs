//! `zonemap render --sheet`: finished sheets, one or a series, as files.
//! Must not draw, nor know where a block stands.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::wanted::{Wanted, Wrong};
use super::{overwrites, write_each};
use crate::cli::{Done, Refused, Shell};
use crate::draw::{MAX_SHEETS, PaperFormat, SheetOptions, SheetPart, read_scale};
use crate::export::{SheetSet, read_too};
use crate::formats::STANDARD_INPUT;
use crate::session::Session;

/// What is wanted of sheets.
#[derive(Args)]
pub(super) struct SheetFlags {
    #[arg(long, value_name = sheets())]
    pub(super) sheet: Option<String>,
    #[arg(long, requires = "sheet")]
    portrait: bool,
    #[arg(long, value_name = "1:N", requires = "sheet", allow_hyphen_values = true)]
    scale: Option<String>,
    #[arg(long, requires = "scale")]
    series: bool,
    #[arg(long, value_name = "TEXT", requires = "sheet")]
    title: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "sheet")]
    subtitle: Option<String>,
    #[arg(long, value_name = "PART,PART", value_delimiter = ',', requires = "sheet")]
    without: Option<Vec<String>>,
    #[arg(long, value_name = "DATE", requires = "sheet")]
    date: Option<String>,
}

impl SheetFlags {
    /// The sheets that are wanted; none for the map alone.
    pub(super) fn options(&self) -> Result<Option<SheetOptions>, Wrong> {
        let Some(format) = self.sheet.as_deref().map(format).transpose()? else { return Ok(None) };
        let scale = |text: &String| read_scale(text).ok_or_else(|| Wrong::new("render.scale", text));
        let left_out: BTreeSet<SheetPart> =
            self.without.iter().flatten().map(|name| part(name)).collect::<Result<_, _>>()?;
        Ok(Some(SheetOptions {
            format,
            portrait: self.portrait,
            scale: self.scale.as_ref().map(scale).transpose()?,
            series: self.series,
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            date: self.date.clone(),
            left_out,
        }))
    }
}

fn format(name: &str) -> Result<PaperFormat, Wrong> {
    let found = PaperFormat::ALL.into_iter().find(|format| format.id().eq_ignore_ascii_case(name));
    let choice = || PaperFormat::ALL.iter().map(|format| format.id().to_owned()).collect();
    found.ok_or_else(|| Wrong::new("render.sheet", name).among(choice()))
}

fn part(name: &str) -> Result<SheetPart, Wrong> {
    let found = SheetPart::ALL.into_iter().find(|part| part.id().eq_ignore_ascii_case(name.trim()));
    let choice = || SheetPart::ALL.iter().map(|part| part.id().to_owned()).collect();
    found.ok_or_else(|| Wrong::new("render.part", name).among(choice()))
}

/// The sheets that there are.
fn sheets() -> String {
    PaperFormat::ALL.map(PaperFormat::id).join("|")
}

/// Makes the sheets and writes each file whole or not at all; the first that cannot be made or written ends it.
pub(super) fn render(session: &Session, wanted: &Wanted, inputs: &[PathBuf], shell: &mut Shell<'_>) -> Done {
    let set = match SheetSet::new(&wanted.export, session) {
        Ok(set) => set,
        Err(error) => {
            let wrong = Wrong::new("render.too-many-sheets", &error.count.to_string()).of_at_most(MAX_SHEETS);
            return Err(Refused::Usage(wrong.message(shell.lang)));
        }
    };
    if !set.is_one_file() && wanted.output.as_os_str() == STANDARD_INPUT {
        let wrong = Wrong::of_set("render.series-on-output", wanted.export.painter.name);
        return Err(Refused::Usage(wrong.message(shell.lang)));
    }
    let paths = set.paths(&wanted.output);
    if let Some((output, input)) = paths.iter().find_map(|path| Some((path, read_too(path, inputs)?))) {
        return overwrites(output, input, shell);
    }
    write_each(paths.iter().cloned().zip(set.files(&|_| true)), shell)
}

#[cfg(test)]
mod tests {
    use super::{format, part};
    use crate::i18n::Lang;

    #[test]
    fn papers_and_parts_are_known_by_name_however_it_is_written() {
        assert!(format("a0").is_ok() && format("LETTER").is_ok() && part("Legend").is_ok());
        let said = format("A9").map(|_| ()).map_err(|wrong| wrong.message(Lang::En)).expect_err("no paper");
        assert!(said.contains("A5, A4, A3") && said.contains("A9"), "{said}");
        let said =
            part("notice").map(|_| ()).map_err(|wrong| wrong.message(Lang::En)).expect_err("it always stands there");
        assert!(said.contains("legend, scale, north, graticule, areas, sources"), "{said}");
    }
}
