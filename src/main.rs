//! The program: arguments to the window or to a subcommand.
//! Must not know how either works.

use std::io;
use std::process::ExitCode;

use zonemap::cli::{self, Request};

fn main() -> ExitCode {
    let code = match cli::request(std::env::args_os()) {
        Request::Window(request) => cli::run_verify(&request, &mut io::stdout(), &mut io::stderr()),
        Request::Headless(headless) => cli::run(&headless, &mut io::stdout(), &mut io::stderr()),
        Request::Answered(code) => code,
    };
    ExitCode::from(code)
}
