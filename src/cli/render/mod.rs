//! `zonemap render`: the map as a file, alone or on a finished sheet.
//! Must not paint: the table of painters does.

mod deck;
mod film;
mod sheet;
mod symbology;
mod wanted;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::{Framing, by_name};
use super::{Done, Refused, Shell, exit};
use crate::export::{Made, NotWritten, read_too, write_whole};
use crate::formats::{STANDARD_INPUT, inputs_of};
use crate::i18n::{Lang, list, printable, reason, tr};
use crate::paint::{PAINTERS, PaintError};
use crate::picture::Theme;
use crate::project::{Grouping, Project};
use crate::session::{Action, Session, Settings};
use deck::DeckFlags;
use sheet::SheetFlags;
use wanted::{Wanted, Wrong};

#[derive(Args)]
pub(super) struct Render {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    #[arg(long = "format", value_name = kinds())]
    kind: Option<String>,
    #[arg(long, value_name = "WxH", allow_hyphen_values = true, conflicts_with = "sheet")]
    size: Option<String>,
    #[arg(long, value_name = "N")]
    dpi: Option<String>,
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    bbox: Option<String>,
    #[arg(long, value_name = "ID", conflicts_with = "bbox")]
    feature: Option<String>,
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    layers: Option<Vec<String>>,
    #[arg(long, value_name = "[LAYER=]FIELD")]
    colour_by: Vec<String>,
    #[arg(long, requires = "colour_by", value_parser = by_name::<Grouping>())]
    classes: Option<Grouping>,
    #[arg(long, value_name = "[LAYER=]FIELD")]
    label_by: Vec<String>,
    #[arg(long, value_parser = by_name::<Theme>())]
    theme: Option<Theme>,
    #[arg(long)]
    graticule: bool,
    #[arg(long)]
    uncertainty: bool,
    #[arg(long)]
    no_ground: bool,
    #[command(flatten)]
    sheet: SheetFlags,
    #[command(flatten)]
    show: DeckFlags,
    #[command(flatten)]
    framing: Framing,
}

pub(super) fn run(args: &Render, shell: &mut Shell<'_>) -> Done {
    let wanted = Wanted::new(args).map_err(|wrong| Refused::Usage(wrong.message(shell.lang)))?;
    let options = args.framing.options(shell.lang)?;
    let mut projects: Vec<Project> = Vec::new();
    let all_readable = shell.each_opened(&args.paths, &options, |_, opened| {
        projects.extend(opened);
        Ok(())
    })?;
    let Some(project) = projects.into_iter().reduce(Project::together_with) else { return Ok(exit::UNREADABLE) };
    let inputs: Vec<PathBuf> = args.paths.iter().flat_map(|path| inputs_of(path)).collect();
    let done = render(project, &wanted, &inputs, shell)?;
    Ok(if done == exit::OK && !all_readable { exit::UNREADABLE } else { done })
}

/// Draws, paints and writes, over none of the files that were read.
fn render(project: Project, wanted: &Wanted, inputs: &[PathBuf], shell: &mut Shell<'_>) -> Done {
    if project.full_extent().is_empty() {
        writeln!(shell.err, "zonemap: {}", tr!(shell.lang, "render.empty"))?;
        return Ok(exit::FOUND);
    }
    let session = match session(project, wanted, shell) {
        Ok(session) => session,
        Err(wrong) => return Err(Refused::Usage(wrong.message(shell.lang))),
    };
    if let Some(deck) = &wanted.deck {
        return deck::render(session, wanted, deck, inputs, shell);
    }
    if wanted.export.sheet.is_some() {
        return sheet::render(&session, wanted, inputs, shell);
    }
    if let Some(input) = read_too(&wanted.output, inputs) {
        return overwrites(&wanted.output, input, shell);
    }
    match wanted.export.file(&session) {
        Ok(made) => {
            tell_glyphs(&made.without_glyph, shell)?;
            write(&wanted.output, &made.bytes, shell)
        }
        Err(error) => not_painted(&error, shell),
    }
}

/// Each file whole or not at all; the first that cannot be made or written ends it. What has no glyph is told once for all of them.
fn write_each(files: impl Iterator<Item = (PathBuf, Result<Made, PaintError>)>, shell: &mut Shell<'_>) -> Done {
    let mut without_glyph = BTreeSet::new();
    for (path, made) in files {
        let done = match made {
            Ok(made) => {
                without_glyph.extend(made.without_glyph);
                write(&path, &made.bytes, shell)?
            }
            Err(error) => not_painted(&error, shell)?,
        };
        if done != exit::OK {
            return Ok(done);
        }
    }
    tell_glyphs(&without_glyph.into_iter().collect::<Vec<_>>(), shell)?;
    Ok(exit::OK)
}

/// At most so many characters are named.
const MAX_NAMED: usize = 20;

/// Says which characters no font has; nothing when there are none. It is no fault of the picture: its words stay as they are.
fn tell_glyphs(without_glyph: &[char], shell: &mut Shell<'_>) -> io::Result<()> {
    if without_glyph.is_empty() {
        return Ok(());
    }
    let list = named(without_glyph, shell.lang);
    writeln!(shell.err, "zonemap: {}", tr!(shell.lang, "render.no-glyphs", list = list))
}

/// The first characters with their codes, and how many more there are.
fn named(glyphs: &[char], lang: Lang) -> String {
    let more = glyphs.len().saturating_sub(MAX_NAMED);
    let named = glyphs.iter().take(MAX_NAMED);
    let mut named: Vec<String> =
        named.map(|&c| format!("{} U+{:04X}", printable(&c.to_string()), u32::from(c))).collect();
    if more > 0 {
        named.push(tr!(lang, "search.more", count = more).into_owned());
    }
    list(&named.iter().map(String::as_str).collect::<Vec<_>>(), lang)
}

fn not_painted(error: &PaintError, shell: &mut Shell<'_>) -> Done {
    writeln!(shell.err, "zonemap: {}", tr!(shell.lang, "render.not-painted", why = error))?;
    Ok(exit::INTERNAL)
}

/// A session that shows what is wanted, in a view of the size it is wanted in.
fn session(project: Project, wanted: &Wanted, shell: &Shell<'_>) -> Result<Session, Wrong> {
    let shown = wanted.shown_layers(&project)?;
    let symbology = wanted.symbology.actions(&project)?;
    let settings = Settings {
        lang: shell.lang,
        theme: wanted.export.theme,
        // What is not filmed is shown complete.
        reduced_motion: wanted.film.is_none(),
        graticule: wanted.graticule,
        uncertainty: wanted.uncertainty,
        ground: wanted.ground,
    };
    let mut session = Session::new(project, settings);
    session.apply(Action::Resize(wanted.map_size()));
    for (layer, visible) in shown.into_iter().enumerate() {
        session.apply(Action::ShowLayer { layer, visible });
    }
    for action in symbology {
        session.apply(action);
    }
    wanted.aim(session)
}

/// To a path; `-` is the standard output.
fn write(path: &Path, bytes: &[u8], shell: &mut Shell<'_>) -> Done {
    if path.as_os_str() == STANDARD_INPUT {
        shell.out.write_all(bytes)?;
        return Ok(exit::OK);
    }
    match write_whole(path, bytes) {
        Ok(()) => Ok(exit::OK),
        Err(error) => not_written(path, &error, shell),
    }
}

fn overwrites(output: &Path, input: &Path, shell: &mut Shell<'_>) -> Done {
    let clash = NotWritten::IsRead { output: output.to_owned(), input: input.to_owned() };
    Err(Refused::Usage(clash.message(shell.lang)))
}

fn not_written(path: &Path, error: &io::Error, shell: &mut Shell<'_>) -> Done {
    let path = printable(&path.to_string_lossy());
    writeln!(
        shell.err,
        "zonemap: {}",
        tr!(shell.lang, "cli.cannot-write-to", path = path, why = reason(error, shell.lang))
    )?;
    Ok(exit::INTERNAL)
}

/// The kinds of file that can be written.
fn kinds() -> String {
    PAINTERS.iter().map(|painter| painter.name).collect::<Vec<_>>().join("|")
}
