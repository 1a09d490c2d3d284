//! `zonemap render --deck`: the whole show, as a document or as a set of pictures.
//! Must not draw, nor know how a stop looks.

use std::fs;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use clap::Args;

use super::wanted::{Wanted, Wrong};
use super::{Render, film, not_painted, not_written, overwrites, tell_glyphs, write, write_each};
use crate::cli::{Done, Refused, Shell, exit};
use crate::draw::stage::Concern;
use crate::export::{DeckExport, read_too};
use crate::i18n::{displayed, tr};
use crate::session::{Action, Session, ShowAction};

/// What is made of a show.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an argument of its own")]
pub(super) struct DeckFlags {
    #[arg(long)]
    pub(super) deck: bool,
    #[arg(long, requires = "deck")]
    notes: bool,
    #[arg(long, requires = "deck")]
    each_step: bool,
    #[arg(long, value_name = "N,N-N", requires = "deck")]
    stops: Option<String>,
    #[arg(long, requires = "deck")]
    single_language: bool,
    #[arg(long, value_name = "N", requires = "deck", conflicts_with_all = ["notes", "each_step"])]
    pub(super) frames: Option<String>,
    #[arg(long, value_name = "N", requires = "frames")]
    pub(super) seconds: Option<String>,
}

/// What is to be made of a show.
#[expect(clippy::struct_excessive_bools, reason = "each is an argument of its own")]
pub(super) struct DeckWanted {
    pub(super) notes: bool,
    pub(super) steps: bool,
    pub(super) single_language: bool,
    /// Whether the files go into a folder.
    pub(super) into_folder: bool,
    /// The numbers of the stops, as they were written; none for all.
    stops: Option<(String, Vec<RangeInclusive<usize>>)>,
}

impl DeckWanted {
    pub(super) fn new(args: &Render) -> Result<Self, Wrong> {
        let others = [
            ("--sheet", args.sheet.sheet.is_some()),
            ("--bbox", args.bbox.is_some()),
            ("--feature", args.feature.is_some()),
            ("--layers", args.layers.is_some()),
        ];
        if let Some((other, _)) = others.into_iter().find(|(_, given)| *given) {
            return Err(Wrong::new("render.deck-alone", other));
        }
        let is_folder = args.output.as_os_str().as_encoded_bytes().ends_with(b"/") || args.output.is_dir();
        Ok(Self {
            notes: args.show.notes,
            steps: args.show.each_step,
            single_language: args.show.single_language,
            into_folder: is_folder,
            stops: args.show.stops.as_deref().map(|text| Ok((text.to_owned(), ranges(text)?))).transpose()?,
        })
    }

    /// Whether all stops are wanted.
    fn is_whole(&self) -> bool {
        self.stops.is_none()
    }

    /// The stops that are wanted, in the show's order, out of those that there are.
    fn stops(&self, shown: &[usize]) -> Result<Vec<usize>, Wrong> {
        let Some((text, ranges)) = &self.stops else { return Ok(shown.to_vec()) };
        if ranges.iter().any(|range| *range.end() > shown.len()) {
            return Err(Wrong::new("render.no-stop", text).of_at_most(shown.len()));
        }
        let wanted = |number: usize| ranges.iter().any(|range| range.contains(&number));
        Ok(shown.iter().zip(1..).filter(|(_, number)| wanted(*number)).map(|(&at, _)| at).collect())
    }
}

/// Numbers from 1 and spans of them, such as `1,3-5`.
fn ranges(text: &str) -> Result<Vec<RangeInclusive<usize>>, Wrong> {
    let number = |text: &str| text.trim().parse().ok().filter(|number| *number > 0);
    let range = |text: &str| {
        let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
        Some(number(first)?..=number(last)?).filter(|range| !range.is_empty())
    };
    text.split(',').map(range).collect::<Option<_>>().ok_or_else(|| Wrong::new("render.stops", text))
}

/// Starts the show and writes it.
pub(super) fn render(
    mut session: Session,
    wanted: &Wanted,
    deck: &DeckWanted,
    inputs: &[PathBuf],
    shell: &mut Shell<'_>,
) -> Done {
    session.apply(Action::Show(ShowAction::start()));
    let Some(show) = session.show() else {
        writeln!(shell.err, "zonemap: {}", tr!(shell.lang, "render.empty-deck"))?;
        return Ok(exit::FOUND);
    };
    let shown: Vec<usize> = show.deck().shown().map(|(at, _)| at).collect();
    // Nobody asks a film for its appendix.
    let told = || show.deck().told().map(|(at, _)| at).collect();
    let stops =
        match deck.stops(&shown).map(|stops| if wanted.film.is_some() && deck.is_whole() { told() } else { stops }) {
            Ok(stops) => stops,
            Err(wrong) => return Err(Refused::Usage(wrong.message(shell.lang))),
        };
    tell_faults(&session, &stops, shell)?;
    if deck.single_language {
        session.apply(Action::Show(ShowAction::Bilingual));
    }
    if let Some(film) = wanted.film {
        return film::render(&session, (wanted, film), (stops, inputs), shell);
    }
    let (export, size) = (wanted.export.clone(), wanted.map_size());
    let made = DeckExport { export, size, notes: deck.notes, steps: deck.steps, stops };
    write_deck(&made, &session, (wanted, deck, inputs), shell)
}

/// Writes the pictures into one file or into several.
fn write_deck(
    made: &DeckExport,
    session: &Session,
    (wanted, deck, inputs): (&Wanted, &DeckWanted, &[PathBuf]),
    shell: &mut Shell<'_>,
) -> Done {
    let names = Names::new(wanted, deck);
    let outputs: Vec<PathBuf> = if made.is_document() {
        vec![wanted.output.clone()]
    } else {
        made.names(session).map(|name| names.path(&name)).collect()
    };
    let both = |output: &PathBuf| read_too(output, inputs).map(|input| (output.clone(), input));
    if let Some((output, input)) = outputs.iter().find_map(both) {
        return overwrites(&output, input, shell);
    }
    match made.document(session, &|_| true) {
        Some(Ok(made)) => {
            tell_glyphs(&made.without_glyph, shell)?;
            write(&wanted.output, &made.bytes, shell)
        }
        Some(Err(error)) => not_painted(&error, shell),
        None => write_set(made, session, &names, shell),
    }
}

/// Says what of the plan of some stops cannot be shown; the rest of them is.
fn tell_faults(session: &Session, stops: &[usize], shell: &mut Shell<'_>) -> io::Result<()> {
    let (deck, lang) = (session.deck(), shell.lang);
    for (number, (_, stop)) in (1..).zip(deck.shown()).filter(|(_, (at, _))| stops.contains(at)) {
        for fault in &stop.faults {
            let (title, why) = (displayed(stop.title.get(lang)), Concern::Plan(fault.clone()).text(lang));
            writeln!(shell.err, "zonemap: {}", tr!(lang, "self-check.stop", place = number, title = title, why = why))?;
        }
    }
    Ok(())
}

/// A picture for each stop.
fn write_set(made: &DeckExport, session: &Session, names: &Names, shell: &mut Shell<'_>) -> Done {
    if let Err(error) = names.make_folder() {
        return not_written(&names.folder, &error, shell);
    }
    write_each(made.files(session).map(|file| (names.path(&file.name), file.made)), shell)
}

/// How the files of a set are called: `show.png` becomes `show-01-cover.png`, and `folder/` has `01-cover.png` in it.
struct Names {
    folder: PathBuf,
    is_asked: bool,
    before: String,
    extension: &'static str,
}

impl Names {
    fn new(wanted: &Wanted, deck: &DeckWanted) -> Self {
        let (output, extension) = (&wanted.output, wanted.export.painter.extension);
        if deck.into_folder {
            return Self { folder: output.clone(), is_asked: true, before: String::new(), extension };
        }
        let has_ending = output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(extension));
        let stem = if has_ending { output.file_stem() } else { output.file_name() };
        let before = stem.map(|stem| format!("{}-", stem.to_string_lossy())).unwrap_or_default();
        let folder = output.parent().unwrap_or(Path::new("")).to_owned();
        Self { folder, is_asked: false, before, extension }
    }

    /// Makes the folder that was asked for by name.
    fn make_folder(&self) -> io::Result<()> {
        if self.is_asked { fs::create_dir_all(&self.folder) } else { Ok(()) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{}{name}.{}", self.before, self.extension))
    }
}
