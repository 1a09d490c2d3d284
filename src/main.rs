//! The program: arguments to the window or to a subcommand, and the only place that turns a code into the process's exit.
//! Must not know how either works.

use std::io::{self, Write as _};
use std::process::ExitCode;

use zonemap::cli::{self, Request, Terminal, WindowRequest, exit};

fn main() -> ExitCode {
    end_as_a_fault();
    let code = std::panic::catch_unwind(|| match cli::request(std::env::args_os()) {
        Request::Window(request) => window(&request),
        Request::Headless(headless) => cli::run(&headless, Terminal::here(), &mut io::stdout(), &mut io::stderr()),
        Request::Answered(code) => code,
    });
    // The panic has printed what went wrong.
    ExitCode::from(code.unwrap_or(exit::INTERNAL))
}

/// Where the system refuses memory, or a stack is full, the standard library says so and aborts: a signal, which scripts take for
/// anything. It ends with the code for a fault instead.
#[cfg(unix)]
fn end_as_a_fault() {
    let always = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    // Where it cannot be had, an abort stays an abort.
    let _ignored =
        signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGABRT, exit::INTERNAL.into(), always);
}

#[cfg(not(unix))]
fn end_as_a_fault() {}

/// Opens the window. Where there can be none: a sentence that says why, and then what `verify` says.
fn window(request: &WindowRequest) -> u8 {
    match open_window(request) {
        Ok(code) => code,
        Err(why) => {
            // With standard error closed there is nobody to tell.
            if !request.quiet {
                let _ignored = writeln!(io::stderr(), "zonemap: {why}");
            }
            cli::run_verify(request, Terminal::here(), &mut io::stdout(), &mut io::stderr())
        }
    }
}

#[cfg(feature = "desktop")]
fn open_window(request: &WindowRequest) -> Result<u8, String> {
    use zonemap::desktop::{NotShown, run};
    match run(&request.paths, request.lang, request.lang_asked, request.show) {
        Ok(()) => Ok(exit::OK),
        Err(NotShown::NoWindow(why)) => Err(why.message(request.lang)),
        Err(NotShown::Open(error)) => {
            let _ignored = writeln!(io::stderr(), "zonemap: {}", error.message(request.lang));
            Ok(exit::UNREADABLE)
        }
        Err(NotShown::Broke(why)) => {
            let _ignored = writeln!(io::stderr(), "zonemap: {}", cli::internal_error(&why, request.lang));
            Ok(exit::INTERNAL)
        }
    }
}

#[cfg(not(feature = "desktop"))]
fn open_window(request: &WindowRequest) -> Result<u8, String> {
    Err(cli::no_window(request.lang))
}
