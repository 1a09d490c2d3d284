//! The arguments of the program and those that several subcommands share; each has its own beside it, and the locale files have the help.
//! Must not do what they ask.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Command, CommandFactory as _, Parser, ValueEnum};

use super::Refused;
use super::areas::Areas;
use super::bench::Bench;
use super::convert::Convert;
use super::diff::Diff;
use super::help::after_help;
use super::identify::Identify;
use super::info::Info;
use super::packaging::{Completions, Man};
use super::render::Render;
use super::schema::Schema;
use super::verify::Verify;
use crate::crs::{Axes, CoordinateFrame, Crs};
use crate::formats::OpenOptions;
use crate::geodesy::{AreaUnit, Datum};
use crate::i18n::{Lang, tr};

/// How long each step of a show is shown that goes on by itself, in seconds, unless asked otherwise.
const USUAL_PACE_S: &str = "8";

/// All arguments.
#[derive(Parser)]
#[command(
    name = "zonemap",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) subcommand: Option<Subcommand>,
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long)]
    pub(super) show: bool,
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = USUAL_PACE_S)]
    pub(super) kiosk: Option<String>,
    #[arg(long, global = true, value_enum, ignore_case = true)]
    pub(super) lang: Option<Lang>,
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
}

/// What can be done without a window.
#[derive(clap::Subcommand)]
pub(super) enum Subcommand {
    Verify(Verify),
    Areas(Areas),
    Identify(Identify),
    Diff(Diff),
    Info(Info),
    Render(Render),
    Convert(Convert),
    Bench(Bench),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
}

/// Reads a value of a closed set by its name; what is documented of each is for readers of the code, in one language.
pub(super) fn by_name<T: ValueEnum + Clone + Send + Sync + 'static>() -> impl TypedValueParser<Value = T> {
    let names = T::value_variants().iter().filter_map(T::to_possible_value);
    let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
    PossibleValuesParser::new(names).try_map(|name| T::from_str(&name, false))
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    #[default]
    Text,
    Json,
}

/// What overrides the files.
#[derive(Args, Clone, Default)]
pub(super) struct Reading {
    #[arg(long, value_name = "PROPERTY[:km2|ha|mu|m2]", value_parser = parse_declared)]
    declared: Option<(String, AreaUnit)>,
    #[arg(long, value_name = "ID")]
    whole: Option<String>,
    #[command(flatten)]
    framing: Framing,
}

impl Reading {
    /// The options, or the sentence about what is wrong with them.
    pub(super) fn options(&self, lang: Lang) -> Result<OpenOptions, Refused> {
        let framed = self.framing.options(lang)?;
        Ok(OpenOptions { declared: self.declared.clone(), whole: self.whole.clone(), ..framed })
    }
}

/// What overrides how the files' numbers are read as positions.
#[derive(Args, Clone, Default)]
pub(super) struct Framing {
    #[arg(long, value_name = "EPSG:N")]
    crs: Option<String>,
    #[arg(long, value_parser = PossibleValuesParser::new(Axes::ALL.map(Axes::name)))]
    axes: Option<String>,
    #[arg(long, value_parser = PossibleValuesParser::new(Datum::ALL.map(Datum::name)))]
    datum: Option<String>,
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    #[arg(long, value_name = "PROPERTY")]
    id: Option<String>,
    #[arg(long, value_name = "PROPERTY")]
    name: Option<String>,
}

impl Framing {
    /// The options, or the sentence about a system that cannot be read.
    pub(super) fn options(&self, lang: Lang) -> Result<OpenOptions, Refused> {
        let crs = self.crs.as_deref().map(|name| crs_named(name, lang)).transpose()?;
        let axes = self.axes.as_deref().and_then(Axes::from_name).unwrap_or_default();
        let datum = self.datum.as_deref().and_then(Datum::from_name).unwrap_or_default();
        Ok(OpenOptions {
            frame: CoordinateFrame { crs, axes, datum },
            id_property: self.id.clone(),
            name_property: self.name.clone(),
            encoding: self.encoding.clone(),
            ..OpenOptions::default()
        })
    }
}

/// The system that an argument names, or the sentence about one that is not known.
pub(super) fn crs_named(name: &str, lang: Lang) -> Result<Crs, Refused> {
    Crs::named(name).map_err(|found| Refused::from(Cow::from(Crs::refusal(name, &found, lang))))
}

/// `PROPERTY` or `PROPERTY:UNIT`. A colon that no unit follows belongs to the property's name.
#[expect(clippy::unnecessary_wraps, reason = "what clap asks of a value parser")]
fn parse_declared(text: &str) -> Result<(String, AreaUnit), String> {
    let with_unit = text.rsplit_once(':').and_then(|(property, unit)| Some((property, AreaUnit::from_name(unit)?)));
    let (property, unit) = with_unit.unwrap_or((text, AreaUnit::Km2));
    Ok((property.to_owned(), unit))
}

/// The language named by `--lang`, looked for before the arguments are read, so that complaints about them are in it.
pub(super) fn asked_lang(args: &[OsString]) -> Option<Lang> {
    let mut words = args.iter().filter_map(|arg| arg.to_str());
    let value = words.find_map(|word| word.strip_prefix("--lang"))?;
    let name = value.strip_prefix('=').or_else(|| words.next())?;
    Lang::from_str(name, true).ok()
}

/// The command with its help in a language.
#[must_use]
pub fn command(lang: Lang) -> Command {
    let about = |name: &str| tr!(lang, format!("cli.{name}.about")).into_owned();
    let heading = |key: &str| tr!(lang, format!("cli.heading.{key}")).into_owned();
    let template = format!("{{about}}\n\n{}{{usage}}\n\n{{all-args}}{{after-help}}", heading("usage"));
    let localised = |command: Command, about: String| {
        with_help(command, lang)
            .about(about)
            .help_template(template.clone())
            .subcommand_help_heading(heading("commands"))
    };
    let mut root = localised(Arguments::command(), about("zonemap")).after_help(about("exit-codes"));
    let names: Vec<String> = root.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let after = after_help(&name, lang);
        root = root.mut_subcommand(&name, |sub| localised(sub, about(&name)).after_help(after));
    }
    root
}

/// Gives every argument of a command its help and its heading.
fn with_help(command: Command, lang: Lang) -> Command {
    let version = command.get_version().is_some();
    let command =
        command.disable_help_flag(true).arg(flag("help", 'h', clap::ArgAction::Help)).disable_version_flag(true);
    let command = if version { command.arg(flag("version", 'V', clap::ArgAction::Version)) } else { command };
    command.mut_args(|arg| {
        let help = tr!(lang, format!("cli.arg.{}", arg.get_id())).into_owned();
        let heading = if arg.is_positional() { "arguments" } else { "options" };
        let heading = tr!(lang, format!("cli.heading.{heading}")).into_owned();
        arg.help(help).help_heading(heading).hide_possible_values(false)
    })
}

fn flag(name: &'static str, short: char, action: clap::ArgAction) -> clap::Arg {
    clap::Arg::new(name).long(name).short(short).action(action)
}
