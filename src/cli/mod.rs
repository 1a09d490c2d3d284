//! The headless side: arguments to a request, a request to text and an exit code.
//! Knows nothing of windows; what a request prints goes to the writers it is given.

mod areas;
mod arguments;
mod bench;
mod convert;
mod diff;
mod help;
mod identify;
mod info;
mod packaging;
mod points;
mod render;
mod schema;
mod streams;
mod terminal;
mod usage;
mod verify;

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::formats::{OpenError, OpenOptions, open_or_builtin};
use crate::i18n::{Lang, printable, reason, tr, write_json};
use crate::logging;
use crate::project::Project;
pub use crate::session::ShowRequest;
pub use arguments::command;
use arguments::{Arguments, Subcommand};
pub use schema::{NamedSchema, SCHEMAS, SchemaName};
use streams::{Messages, Output};
pub use terminal::Terminal;

/// How long a step of a show that goes on by itself may last, in seconds.
const MIN_PACE_S: f64 = 0.5;
const MAX_PACE_S: f64 = 86_400.0;

/// Exit codes, as every subcommand uses them.
pub mod exit {
    /// Clean, found, the same.
    pub const OK: u8 = 0;
    /// Findings of level error, nothing there, different; whatever else happened.
    pub const FOUND: u8 = 1;
    /// The arguments are wrong.
    pub const USAGE: u8 = 2;
    /// An input could not be read, and nothing else is wrong; the others were still done.
    pub const UNREADABLE: u8 = 3;
    /// The program's own fault, or nowhere to write to.
    pub const INTERNAL: u8 = 4;
}

/// What the arguments ask for.
pub enum Invocation {
    /// The window.
    Window(WindowRequest),
    /// Something without a window.
    Headless(Box<Headless>),
    /// Nothing more: help, a version or a complaint was printed.
    Answered(u8),
}

/// What to show in the window.
#[derive(Clone, Debug)]
pub struct WindowRequest {
    /// What to open; nothing means the built-in zone.
    pub paths: Vec<PathBuf>,
    /// The language to begin with.
    pub lang: Lang,
    /// Whether the user named it.
    pub lang_asked: bool,
    /// The show to begin with; none for the map.
    pub show: Option<ShowRequest>,
    /// Whether nothing is to be printed where there can be no window.
    pub quiet: bool,
    /// How much it tells of its own work.
    pub verbose: u8,
}

/// A subcommand with its arguments.
pub struct Headless {
    subcommand: Subcommand,
    lang: Lang,
    quiet: bool,
    verbose: u8,
}

/// Where a subcommand writes, and in which language.
pub(crate) struct Shell<'a> {
    pub(crate) lang: Lang,
    /// Whether messages about inputs are left out.
    pub(crate) quiet: bool,
    pub(crate) terminal: Terminal,
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
}

/// What comes of a subcommand: an exit code, or why there is none yet.
pub(crate) type Done = Result<u8, Refused>;

/// Why a subcommand is not done.
pub(crate) enum Refused {
    /// What is wrong with the arguments, in a sentence.
    Usage(String),
    /// What it says cannot be written.
    Output(io::Error),
}

impl From<Cow<'_, str>> for Refused {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Usage(text.into_owned())
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Reads the arguments; help, a version and usage errors are printed here, in the user's language.
pub fn request(args: impl IntoIterator<Item = OsString>) -> Invocation {
    bench::clock::begin();
    let args: Vec<OsString> = args.into_iter().collect();
    let asked = arguments::asked_lang(&args);
    let lang = asked.unwrap_or_else(Lang::from_environment);
    let known = Arguments::command();
    if let Some(complaint) = usage::unknown_command(&args, &known, lang) {
        return complain(&complaint);
    }
    let parsed = command(lang)
        .try_get_matches_from(usage::command_first(args, &known))
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    match parsed {
        Ok(Arguments { subcommand: None, paths, show, kiosk, quiet, verbose, .. }) => {
            let show = match show_request(show, kiosk.as_deref()) {
                Ok(show) => show,
                Err(found) => return complain(&tr!(lang, "cli.pace", found = printable(found))),
            };
            if let Some(name) = show.and_then(|_| subcommand_among(&paths)) {
                return complain(&tr!(lang, "cli.show-alone", found = name));
            }
            Invocation::Window(WindowRequest { paths, lang, lang_asked: asked.is_some(), show, quiet, verbose })
        }
        Ok(Arguments { subcommand: Some(subcommand), quiet, verbose, .. }) => {
            Invocation::Headless(Box::new(Headless { subcommand, lang, quiet, verbose }))
        }
        Err(answer) => Invocation::Answered(told(&answer, lang)),
    }
}

/// Prints what is no request: help or a version on the standard output, else a complaint; says the exit code.
fn told(answer: &clap::Error, lang: Lang) -> u8 {
    let code = u8::try_from(answer.exit_code()).unwrap_or(exit::USAGE);
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let (mut out, mut err) = (Output::new(&mut out), Messages(&mut err));
    let terminal = Terminal::here();
    let mut shell = Shell { lang, quiet: false, terminal, out: &mut out, err: &mut err };
    let text = answer.render();
    let done = if answer.use_stderr() {
        writeln!(shell.err, "zonemap: {}", usage::complaint(answer, lang))
    } else if terminal.colour {
        write!(shell.out, "{}", usage::help(&text.ansi().to_string(), lang))
    } else {
        write!(shell.out, "{}", usage::help(&text.to_string(), lang))
    };
    finish(done.map(|()| code).map_err(Refused::Output), &mut shell)
}

/// The show that the arguments ask for, or the pace that cannot be.
fn show_request(show: bool, kiosk: Option<&str>) -> Result<Option<ShowRequest>, &str> {
    let Some(text) = kiosk else { return Ok(show.then_some(ShowRequest { pace_s: None })) };
    let pace_s = text.parse().ok().filter(|pace_s| (MIN_PACE_S..=MAX_PACE_S).contains(pace_s));
    pace_s.map(|pace_s| Some(ShowRequest { pace_s: Some(pace_s) })).ok_or(text)
}

/// The first path that is no path but the name of a subcommand: after other arguments it cannot be told apart.
fn subcommand_among(paths: &[PathBuf]) -> Option<String> {
    let known = Arguments::command();
    let is_name = |path: &&PathBuf| known.find_subcommand(path.as_os_str()).is_some() && !path.exists();
    paths.iter().find(is_name).map(|path| path.to_string_lossy().into_owned())
}

/// A sentence about arguments that cannot be.
fn complain(text: &str) -> Invocation {
    // With standard error closed there is nobody to tell.
    let _ignored = writeln!(io::stderr(), "zonemap: {text}");
    Invocation::Answered(exit::USAGE)
}

/// Does what a subcommand asks, and says the exit code.
pub fn run(headless: &Headless, terminal: Terminal, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    logging::tell_aloud(headless.verbose);
    // Lines that come and go would be mixed with those that stay.
    let terminal = Terminal { progress: terminal.progress && headless.verbose == 0, ..terminal };
    let is_silent = headless.quiet && headless.subcommand.is_report();
    in_shell(headless.lang, [headless.quiet, is_silent], terminal, (out, err), |shell| match &headless.subcommand {
        Subcommand::Verify(args) => verify::run(args, shell),
        Subcommand::Areas(args) => areas::run(args, shell),
        Subcommand::Identify(args) => identify::run(args, shell),
        Subcommand::Diff(args) => diff::run(args, shell),
        Subcommand::Info(args) => info::run(args, shell),
        Subcommand::Bench(args) => bench::run(args, shell),
        Subcommand::Render(args) => render::run(args, shell),
        Subcommand::Convert(args) => convert::run(args, shell),
        Subcommand::Schema(args) => schema::run(args, shell),
        Subcommand::Completions(args) => packaging::completions(args, shell),
        Subcommand::Man(args) => packaging::man(args, shell),
    })
}

/// What `verify` prints for these paths, for a window that could not open.
pub fn run_verify(request: &WindowRequest, terminal: Terminal, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    logging::tell_aloud(request.verbose);
    let args = verify::Verify::of(request.paths.clone());
    in_shell(request.lang, [request.quiet; 2], terminal, (out, err), |shell| verify::run(&args, shell))
}

/// Does some work with the streams, and says the exit code. Quiet: without messages about inputs; silent: without any output.
fn in_shell(
    lang: Lang,
    [quiet, silent]: [bool; 2],
    terminal: Terminal,
    (out, err): (&mut dyn Write, &mut dyn Write),
    work: impl FnOnce(&mut Shell<'_>) -> Done,
) -> u8 {
    let mut nowhere = io::sink();
    let (mut out, mut err) = (Output::new(if silent { &mut nowhere } else { out }), Messages(err));
    let terminal = if quiet { Terminal::default() } else { terminal };
    let mut shell = Shell { lang, quiet, terminal, out: &mut out, err: &mut err };
    let done = work(&mut shell);
    let code = finish(done, &mut shell);
    log::info!("exit code {code}");
    code
}

/// The sentence of a program that was built without its window.
#[cfg(not(feature = "desktop"))]
#[must_use]
pub fn no_window(lang: Lang) -> String {
    tr!(lang, "window.not-built").into_owned()
}

/// The sentence of a program that aborts, in the language of its arguments or of the environment.
#[must_use]
pub fn last_words(args: &[OsString]) -> String {
    let lang = arguments::asked_lang(args).unwrap_or_else(Lang::from_environment);
    tr!(lang, "cli.aborted").into_owned()
}

/// The sentence about a fault of the program itself.
#[must_use]
pub fn internal_error(why: &str, lang: Lang) -> String {
    tr!(lang, "cli.internal", why = why).into_owned()
}

/// The verdict, unless it could not be written. A reader that went away had enough of it: that changes nothing.
fn finish(done: Done, shell: &mut Shell<'_>) -> u8 {
    let (text, code) = match done.and_then(|code| Ok(shell.out.flush().map(|()| code)?)) {
        Ok(code) => return code,
        Err(Refused::Usage(text)) => (text, exit::USAGE),
        Err(Refused::Output(error)) => {
            (tr!(shell.lang, "cli.cannot-write", why = reason(&error, shell.lang)).into_owned(), exit::INTERNAL)
        }
    };
    let _ignored = writeln!(shell.err, "zonemap: {text}");
    code
}

impl Shell<'_> {
    /// Opens each path, or the built-in zone for none, and shows it; reports what cannot be opened and goes on.
    fn each_project(
        &mut self,
        paths: &[PathBuf],
        options: &OpenOptions,
        mut then: impl FnMut(&mut Self, Result<&Project, &OpenError>) -> io::Result<()>,
    ) -> io::Result<bool> {
        self.each_opened(paths, options, |shell, opened| then(shell, opened.as_ref()))
    }

    /// The same, handing each project over.
    fn each_opened(
        &mut self,
        paths: &[PathBuf],
        options: &OpenOptions,
        mut then: impl FnMut(&mut Self, Result<Project, OpenError>) -> io::Result<()>,
    ) -> io::Result<bool> {
        let asked: Vec<Option<&PathBuf>> = if paths.is_empty() { vec![None] } else { paths.iter().map(Some).collect() };
        let mut all_readable = true;
        for path in asked {
            let opened = open_or_builtin(path.map(PathBuf::as_path), options);
            if let Err(error) = &opened {
                all_readable = false;
                self.tell(&error.message(self.lang))?;
            }
            then(self, opened)?;
        }
        Ok(all_readable)
    }

    /// Writes a value as JSON, indented, on lines of its own.
    fn write_json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        write_json(value, self.out)
    }

    /// Says something about an input, unless nothing is to be said.
    fn tell(&mut self, message: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { writeln!(self.err, "zonemap: {message}") }
    }
}
