//! Verifies a file or a project folder, the built-in zone without one, and prints what the rules find, as `zonemap verify` does:
//! `cargo run --example verify_file -- zones.geojson`.

use std::env::args_os;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use zonemap::formats::{OpenOptions, open_or_builtin};
use zonemap::i18n::Lang;
use zonemap::verify::{Severity, Tolerances, check};

fn main() -> io::Result<ExitCode> {
    let path = args_os().nth(1).map(PathBuf::from);
    let mut out = io::stdout().lock();
    let project = match open_or_builtin(path.as_deref(), &OpenOptions::default()) {
        Ok(project) => project,
        Err(error) => {
            writeln!(io::stderr(), "{}", error.message(Lang::En))?;
            return Ok(ExitCode::from(3));
        }
    };
    let findings = check(&project, &Tolerances::default());
    for finding in &findings {
        writeln!(out, "{:?} [{}] {}", finding.severity, finding.rule, finding.message.get(Lang::En))?;
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    writeln!(out, "findings: {}, errors among them: {errors}", findings.len())?;
    Ok(ExitCode::from(u8::from(errors > 0)))
}
