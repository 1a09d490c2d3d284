//! The program: arguments to the window or to a subcommand, and the only place that turns a code into the process's exit.
//! Must not know how either works.

use std::ffi::OsString;
use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;

use zonemap::cli::{self, Invocation, Terminal, WindowRequest, exit};

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    tame_signals(&args);
    let code = std::panic::catch_unwind(|| match cli::request(args) {
        Invocation::Window(request) => window(&request),
        Invocation::Headless(headless) => cli::run(&headless, Terminal::here(), &mut io::stdout(), &mut io::stderr()),
        Invocation::Answered(code) => code,
    });
    // The panic has printed what went wrong.
    ExitCode::from(code.unwrap_or(exit::INTERNAL))
}

/// Two signals that would end the program without a word of its own. Where the system refuses memory, or a stack is full, the
/// standard library says so in English and aborts: that ends with a sentence in the user's language and with the code for a fault,
/// which scripts can tell from others. A file larger than the user may write is an error of the write, like a full disk.
#[cfg(unix)]
fn tame_signals(args: &[OsString]) {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use signal_hook::consts::{SIGABRT, SIGXFSZ};
    use signal_hook::flag;

    let always = Arc::new(AtomicBool::new(true));
    // Until somebody is there to say the sentence, an abort ends without it.
    let unsaid = Arc::new(AtomicBool::new(true));
    // Where they cannot be had, they stay what they are.
    let _ignored = flag::register_conditional_shutdown(SIGABRT, exit::INTERNAL.into(), Arc::clone(&unsaid));
    if say_at_an_abort(format!("zonemap: {}\n", cli::last_words(args))).is_ok() {
        unsaid.store(false, Ordering::Relaxed);
    }
    let _ignored = flag::register_conditional_shutdown(SIGABRT, exit::INTERNAL.into(), Arc::clone(&always));
    let _ignored = flag::register(SIGXFSZ, always);
}

#[cfg(not(unix))]
fn tame_signals(_: &[OsString]) {}

/// Lets a thread that waits for it say a sentence and end the program when it aborts. Nothing more may be allocated then, and the
/// thread that aborts has to wait: so it writes into a pipe that is full, which nobody reads. Nobody is made to wait before that
/// thread runs: it may be refused memory for its own beginning, and abort, or wait for ever while it tells of it.
#[cfg(unix)]
fn say_at_an_abort(words: String) -> io::Result<()> {
    use signal_hook::consts::SIGABRT;
    use signal_hook::low_level;

    fn end(words: &str) -> ! {
        // With standard error closed there is nobody to tell.
        let _ignored = rustix::io::write(io::stderr(), words.as_bytes());
        low_level::exit(exit::INTERNAL.into())
    }

    let (mut aborted, tell) = io::pipe()?;
    let (kept, wait) = io::pipe()?;
    let unsaid = words.clone();
    let last = move || {
        if aborted.read_exact(&mut [0]).is_ok() {
            end(&words);
        }
        drop(kept);
    };
    if !begins("last words", last)? {
        end(&unsaid);
    }
    low_level::pipe::register(SIGABRT, tell)?;
    let mut fill = wait.try_clone()?;
    // What is registered answers at once when the pipe is full, until it is told to wait.
    low_level::pipe::register(SIGABRT, wait)?;
    while fill.write(&[0; 4096]).is_ok() {}
    rustix::io::ioctl_fionbio(&fill, false)?;
    Ok(())
}

/// Starts a thread with a small stack. Whether it has begun, within a time that no thread takes on however busy a machine.
#[cfg(unix)]
fn begins(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<bool> {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    const STACK: usize = 64 << 10;
    const LONGEST: Duration = Duration::from_secs(10);
    let (begun, told) = channel();
    let tells = move || {
        // Who no longer waits has ended the program.
        let _ignored = begun.send(());
        work();
    };
    std::thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(tells)?;
    Ok(told.recv_timeout(LONGEST).is_ok())
}

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
    use zonemap::desktop::{NotShown, has_display, run};
    if has_display() {
        begin_anew_frugally();
    }
    zonemap::logging::tell_aloud(request.verbose);
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

/// Begins the program once more where glibc takes its requests about memory, which it reads only when a program begins: few heaps
/// whatever the number of threads, and large blocks given back when they are freed. By itself it lets a window that is used for
/// long hold twice what is in use. Goes on where that is set already, and where it cannot begin anew.
#[cfg(all(feature = "desktop", target_os = "linux", target_env = "gnu"))]
fn begin_anew_frugally() {
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    const HEAPS: &str = "MALLOC_ARENA_MAX";
    let requests = [(HEAPS, "2"), ("MALLOC_MMAP_THRESHOLD_", "131072"), ("MALLOC_TRIM_THRESHOLD_", "1048576")];
    if std::env::var_os(HEAPS).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let _why_not = Command::new(program).args(std::env::args_os().skip(1)).envs(requests).exec();
    }
}

#[cfg(all(feature = "desktop", not(all(target_os = "linux", target_env = "gnu"))))]
fn begin_anew_frugally() {}

#[cfg(not(feature = "desktop"))]
fn open_window(request: &WindowRequest) -> Result<u8, String> {
    Err(cli::no_window(request.lang))
}
