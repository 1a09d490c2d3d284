//! `zonemap identify`: what is at a position, or at each of a file.
//! Must not search: the project does.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::arguments::{Form, Framing};
use super::{Done, Shell, exit, points};
use crate::geometry::LonLat;
use crate::i18n::{printable, tr};
use crate::report::{IdentifyReport, PointsReport};

#[derive(Args)]
#[command(
    allow_negative_numbers = true,
    override_usage = "zonemap identify LON LAT [PATH]...\n       zonemap identify --points FILE.csv [PATH]..."
)]
pub(super) struct Identify {
    /// A longitude, a latitude and paths; only paths when points come from a file.
    #[arg(value_name = "LON LAT [PATH]")]
    place_and_paths: Vec<OsString>,
    #[arg(long, value_name = "FILE.csv")]
    points: Option<PathBuf>,
    #[arg(long, value_name = "METRES", default_value_t = 25.0)]
    tolerance: f64,
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    #[command(flatten)]
    framing: Framing,
}

pub(super) fn run(args: &Identify, shell: &mut Shell<'_>) -> Done {
    if !(args.tolerance.is_finite() && args.tolerance >= 0.0) {
        let found = args.tolerance.to_string();
        return Err(tr!(shell.lang, "cli.tolerance", found = found).into());
    }
    let words: Vec<&OsString> = args.place_and_paths.iter().collect();
    let (positions, paths) = match &args.points {
        Some(file) => match points::read(file) {
            Ok(positions) => (positions, &words[..]),
            Err(error) => {
                shell.tell(&error.message(shell.lang))?;
                return Ok(exit::UNREADABLE);
            }
        },
        None => match position(&words) {
            Ok((at, paths)) => (vec![at], paths),
            Err(found) => {
                return Err(tr!(shell.lang, "cli.position", found = printable(&found)).into());
            }
        },
    };
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    answer(args, &positions, &paths, shell)
}

/// A longitude and a latitude, and the words after them.
fn position<'a, 'b>(words: &'b [&'a OsString]) -> Result<(LonLat, &'b [&'a OsString]), String> {
    let shown: Vec<_> = words.iter().take(2).map(|word| word.to_string_lossy()).collect();
    let refuse = || shown.join(" ");
    let [lon, lat] = shown.as_slice() else {
        return Err(refuse());
    };
    let number = |text: &str| text.trim().parse::<f64>().map_err(|_not_a_number| refuse());
    let at = LonLat::new(number(lon)?, number(lat)?).map_err(|_out_of_range| refuse())?;
    Ok((at, &words[2..]))
}

fn answer(args: &Identify, positions: &[LonLat], paths: &[PathBuf], shell: &mut Shell<'_>) -> Done {
    let options = args.framing.options(shell.lang)?;
    let mut reports: Vec<IdentifyReport> = positions.iter().map(|&at| IdentifyReport::new(at)).collect();
    let mut any_readable = false;
    let all_readable = shell.each_project(paths, &options, |shell, opened| {
        if let Ok(project) = opened {
            any_readable = true;
            for (report, &at) in reports.iter_mut().zip(positions) {
                report.add(at, project, args.tolerance, shell.lang);
            }
        }
        Ok(())
    })?;
    let found_all = !reports.iter().any(IdentifyReport::is_empty);
    match args.format {
        Form::Json if args.points.is_some() => shell.write_json(&PointsReport::from(reports))?,
        Form::Json => reports.iter().try_for_each(|report| shell.write_json(report))?,
        Form::Text if !any_readable => {}
        Form::Text => reports.iter().try_for_each(|report| report.write_text(shell.lang, shell.out))?,
    }
    // Nothing can be said to be nowhere when nothing could be read.
    Ok(match (found_all || !any_readable, all_readable) {
        (false, _) => exit::FOUND,
        (true, false) => exit::UNREADABLE,
        (true, true) => exit::OK,
    })
}
