//! Showing a file in its folder, by the system's own file manager.
//! Must not wait for it: it is asked in the background.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use egui::Context;

use super::job::Job;

/// What came of asking: why the system did not show it.
pub(super) type Revealing = Job<Result<(), String>>;

/// Asks the system to show a file in its folder.
pub(super) fn reveal(context: &Context, file: &Path) -> Revealing {
    let (program, arguments) = command(std::env::consts::OS, &absolute(file));
    Job::begin(context, "file-manager", move |_| {
        let mut command = Command::new(program);
        let command = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let status = command.status().map_err(|error| format!("{program}: {error}"))?;
        // Windows' own answers 1 though it has shown the file.
        if status.success() || program == "explorer" { Ok(()) } else { Err(format!("{program}: {status}")) }
    })
}

fn absolute(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}

/// The program that shows a file in its folder on a system, and what it is told.
fn command(system: &str, file: &Path) -> (&'static str, Vec<OsString>) {
    match system {
        "windows" => {
            let mut select = OsString::from("/select,");
            select.push(file);
            ("explorer", vec![select])
        }
        "macos" => ("open", vec!["-R".into(), file.into()]),
        _ => ("xdg-open", vec![file.parent().unwrap_or(file).into()]),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::command;

    #[test]
    fn each_system_is_asked_in_its_own_way() {
        let file = Path::new("/some folder/map.pdf");
        let asked = |system| {
            let (program, arguments) = command(system, file);
            let arguments = arguments.iter().map(|argument| argument.to_string_lossy().into_owned());
            std::iter::once(program.to_owned()).chain(arguments).collect::<Vec<_>>()
        };
        assert_eq!(asked("linux"), ["xdg-open", "/some folder"]);
        assert_eq!(asked("windows"), ["explorer", "/select,/some folder/map.pdf"]);
        assert_eq!(asked("macos"), ["open", "-R", "/some folder/map.pdf"]);
    }
}
