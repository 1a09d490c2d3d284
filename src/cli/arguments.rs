//! The arguments: their grammar here, their help in the locale files.
//! Must not do what they ask.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Command, CommandFactory as _, Parser, ValueEnum};

use super::bench;
use super::help::after_help;
use super::schema::SchemaName;
use crate::crs::{Axes, CoordinateFrame, Crs};
use crate::draw::PaperFormat;
use crate::formats::OpenOptions;
use crate::geodesy::{AreaUnit, Datum};
use crate::i18n::{Lang, printable, tr};
use crate::paint::PAINTERS;
use crate::picture::Theme;
use crate::report::REPORT_FORMS;

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
    Bench(Bench),
    Schema {
        #[arg(id = "schema", value_name = "NAME", value_enum)]
        name: SchemaName,
    },
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    Man {
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    #[default]
    Text,
    Json,
}

/// The form of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TableForm {
    #[default]
    Text,
    Json,
    Markdown,
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
    pub(super) fn options(&self, lang: Lang) -> Result<OpenOptions, String> {
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
    #[arg(long, value_name = "PROPERTY")]
    id: Option<String>,
    #[arg(long, value_name = "PROPERTY")]
    name: Option<String>,
}

impl Framing {
    /// The options, or the sentence about a system that cannot be read.
    pub(super) fn options(&self, lang: Lang) -> Result<OpenOptions, String> {
        let known = |name: &str| {
            let unknown = || tr!(lang, "cli.crs", known = Crs::known(), found = printable(name)).into_owned();
            Crs::from_name(name).ok_or_else(unknown)
        };
        let crs = self.crs.as_deref().map(known).transpose()?;
        let axes = self.axes.as_deref().and_then(Axes::from_name).unwrap_or_default();
        let datum = self.datum.as_deref().and_then(Datum::from_name).unwrap_or_default();
        Ok(OpenOptions {
            frame: CoordinateFrame { crs, axes, datum },
            id_property: self.id.clone(),
            name_property: self.name.clone(),
            ..OpenOptions::default()
        })
    }
}

#[derive(Args, Clone)]
pub(super) struct Verify {
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(id = "form", long = "format", value_name = "FORMAT", default_value = REPORT_FORMS[0].id, value_parser = PossibleValuesParser::new(forms()))]
    pub(super) format: String,
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(super) report: Vec<String>,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) tolerances: ToleranceFlags,
    #[command(flatten)]
    pub(super) reading: Reading,
}

impl Verify {
    /// The default report on some paths.
    pub(super) fn of(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            format: REPORT_FORMS[0].id.to_owned(),
            report: Vec::new(),
            all: false,
            jobs: None,
            tolerances: ToleranceFlags::default(),
            reading: Reading::default(),
        }
    }
}

/// The tolerances that are other than usual, as they were written.
#[derive(Args, Clone, Default)]
pub(super) struct ToleranceFlags {
    #[arg(long, value_name = "M2", allow_hyphen_values = true)]
    pub(super) sum_tolerance_m2: Option<String>,
    #[arg(long, value_name = "M2|%|ppm", allow_hyphen_values = true)]
    pub(super) area_tolerance: Option<String>,
    #[arg(long, value_name = "METRES", allow_hyphen_values = true)]
    pub(super) touch_m: Option<String>,
    #[arg(long, value_name = "METRES", allow_hyphen_values = true)]
    pub(super) mismatch_m: Option<String>,
    #[arg(long, value_name = "METRES", allow_hyphen_values = true)]
    pub(super) gap_width_m: Option<String>,
    #[arg(long, value_name = "METRES", allow_hyphen_values = true)]
    pub(super) sliver_width_m: Option<String>,
    #[arg(long, value_name = "DEGREES", allow_hyphen_values = true)]
    pub(super) spike_deg: Option<String>,
    #[arg(id = "most_pairs", long = "max-pairs", alias = "most-pairs", value_name = "N", allow_hyphen_values = true)]
    pub(super) max_pairs: Option<String>,
}

#[derive(Args)]
pub(super) struct Areas {
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: TableForm,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Args)]
#[command(
    allow_negative_numbers = true,
    override_usage = "zonemap identify LON LAT [PATH]...\n       zonemap identify --points FILE.csv [PATH]..."
)]
pub(super) struct Identify {
    /// A longitude, a latitude and paths; only paths when points come from a file.
    #[arg(value_name = "LON LAT [PATH]")]
    pub(super) place_and_paths: Vec<OsString>,
    #[arg(long, value_name = "FILE.csv")]
    pub(super) points: Option<PathBuf>,
    #[arg(long, value_name = "METRES", default_value_t = 25.0)]
    pub(super) tolerance: f64,
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Form,
    #[command(flatten)]
    pub(super) framing: Framing,
}

/// The form of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffForm {
    #[default]
    Text,
    Json,
    Geojson,
    Markdown,
}

#[derive(Args)]
pub(super) struct Diff {
    #[arg(value_name = "A")]
    pub(super) before: PathBuf,
    #[arg(value_name = "B")]
    pub(super) after: PathBuf,
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: DiffForm,
    /// How far a boundary may lie from the other's and still be the same, metres.
    #[arg(
        id = "shift",
        long = "tolerance",
        value_name = "METRES",
        default_value_t = 0.0,
        allow_negative_numbers = true
    )]
    pub(super) shift: f64,
    #[arg(long)]
    pub(super) geometry_only: bool,
    #[command(flatten)]
    pub(super) framing: Framing,
}

#[derive(Args)]
pub(super) struct Info {
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Form,
    #[command(flatten)]
    pub(super) framing: Framing,
}

#[derive(Args)]
pub(super) struct Bench {
    #[arg(value_name = "JOB", value_parser = PossibleValuesParser::new(bench::names()))]
    pub(super) job: String,
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    #[arg(value_name = "POINTS.f64")]
    pub(super) positions: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(super) steps: Option<usize>,
}

#[derive(Args)]
pub(super) struct Render {
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: PathBuf,
    #[arg(long = "format", value_name = kinds())]
    pub(super) kind: Option<String>,
    #[arg(long, value_name = "WxH", allow_hyphen_values = true, conflicts_with = "sheet")]
    pub(super) size: Option<String>,
    #[arg(long, value_name = "N")]
    pub(super) dpi: Option<String>,
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub(super) bbox: Option<String>,
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub(super) layers: Option<Vec<String>>,
    #[arg(long, value_enum)]
    pub(super) theme: Option<Theme>,
    #[arg(long)]
    pub(super) graticule: bool,
    #[arg(long)]
    pub(super) uncertainty: bool,
    #[arg(long, value_name = sheets())]
    pub(super) sheet: Option<String>,
    #[arg(long, value_name = "DATE", requires = "sheet")]
    pub(super) date: Option<String>,
    #[command(flatten)]
    pub(super) show: DeckFlags,
    #[command(flatten)]
    pub(super) framing: Framing,
}

/// What is made of a show.
#[derive(Args)]
pub(super) struct DeckFlags {
    #[arg(long)]
    pub(super) deck: bool,
    #[arg(long, requires = "deck")]
    pub(super) notes: bool,
    #[arg(long, value_name = "N,N-N", requires = "deck")]
    pub(super) stops: Option<String>,
    #[arg(long, requires = "deck")]
    pub(super) single_language: bool,
}

/// The forms that a report can be written in.
fn forms() -> Vec<&'static str> {
    REPORT_FORMS.iter().map(|form| form.id).collect()
}

/// The kinds of file that can be written.
fn kinds() -> String {
    PAINTERS.iter().map(|painter| painter.name).collect::<Vec<_>>().join("|")
}

/// The sheets that there are.
fn sheets() -> String {
    PaperFormat::ALL.map(PaperFormat::id).join("|")
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
