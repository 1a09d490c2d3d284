//! Opening the window, or saying in a sentence why there is none.
//! Must not know what is in it.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use eframe::egui_wgpu::{WgpuConfiguration, WgpuSetup};
use eframe::wgpu::{DeviceDescriptor, MemoryHints};
use eframe::{CreationContext, NativeOptions};

use super::loader::Loaded;
use super::window_placement::WindowPlacement;
use super::{App, Gpu, loader};
use crate::formats::OpenError;
use crate::i18n::{Lang, displayed, tr};
use crate::logging;
use crate::project::Project;
use crate::remembered::Remembered;
use crate::session::{Action, Session, Settings, ShowRequest};

/// A larger window than this ends the whole process on some graphics drivers (egui issue 8361).
const LARGEST: f32 = 8192.0;

/// How large a new window is, in points.
const SIZE: [f32; 2] = [1280.0, 800.0];

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoWindow {
    /// There is no display to open it on.
    NoDisplay,
    /// A system library is missing; Debian's packages that have it.
    MissingLibrary(&'static str),
    /// Something else, in the system's words.
    Failed(String),
}

impl NoWindow {
    /// The sentence for the user, in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let text = match self {
            Self::NoDisplay => tr!(lang, "window.no-display"),
            Self::MissingLibrary(packages) => tr!(lang, "window.missing-library", packages = *packages),
            Self::Failed(why) => tr!(lang, "window.failed", why = why),
        };
        text.into_owned()
    }
}

/// Why nothing was shown.
#[derive(Clone, Debug, PartialEq)]
pub enum NotShown {
    /// There can be no window.
    NoWindow(NoWindow),
    /// What was to be shown cannot be opened.
    Open(OpenError),
    /// The window was open and broke: the program's own fault, in its own words.
    Broke(String),
}

/// Opens what the paths name, or the built-in zone, and shows it until the window is closed. The language is the one
/// remembered from an earlier window, unless there was none or `lang_asked` says that the user named it. Large files are opened
/// in the window, which then also says what is wrong with them. A show that is asked for fills the screen from the beginning, and
/// is the one thing that is never waited for in the window: all is opened before.
///
/// # Errors
/// [`NotShown`] when there is no display, a system library is missing, no graphics adapter will do, a path cannot be
/// opened, or the window breaks.
pub fn run(paths: &[PathBuf], lang: Lang, lang_asked: bool, show: Option<ShowRequest>) -> Result<(), NotShown> {
    if !has_display() {
        return Err(NotShown::NoWindow(NoWindow::NoDisplay));
    }
    let folder = eframe::storage_dir("zonemap");
    if let Some(folder) = &folder {
        logging::keep_in(folder);
    }
    log::info!("a window begins, {}", chrono::Local::now().to_rfc3339());
    let file = folder.as_ref().map(|folder| folder.join("remembered.json"));
    let remembered = file.as_deref().map_or_else(|| Ok(Remembered::default()), Remembered::load);
    // What takes a while to open is opened in a window that says so.
    let loaded = if show.is_none() && loader::takes_long(paths) {
        None
    } else {
        let said = |path: &Path| remembered.as_ref().map(|earlier| earlier.reading(path)).unwrap_or_default();
        Some(loader::load(paths, said, |_| true).map_err(NotShown::Open)?)
    };
    let title = |loaded: &Loaded| displayed(loaded.project.title().get(lang));
    let title = loaded.as_ref().map_or_else(|| "zonemap".to_owned(), title);
    let paths = paths.to_vec();
    let opened = Arc::new(AtomicBool::new(false));
    let mark = Arc::clone(&opened);
    let kept = remembered.as_ref().ok().and_then(Remembered::window);
    // Where there can be no file, the window stands where the system puts it.
    let place = folder.as_deref().and_then(|folder| WindowPlacement::begin(folder, kept).ok());
    let options = options(&title, show.is_some(), place.as_ref());
    let create = move |context: &CreationContext<'_>| {
        mark.store(true, Ordering::Relaxed);
        let earlier = remembered.as_ref().ok();
        let mut settings = earlier.and_then(Remembered::settings).unwrap_or(Settings { lang, ..Settings::default() });
        if lang_asked {
            settings.lang = lang;
        }
        let is_there = loaded.is_some();
        let (mut session, missing) = match loaded {
            Some(Loaded { project, lod_cache, missing }) => {
                (Session::new(project, settings).with_lod_cache(lod_cache), missing)
            }
            None => (Session::new(Project::default(), settings), Vec::new()),
        };
        // The first frame has a map already if the window is as large as it should be.
        session.apply(Action::Resize(App::map_size(SIZE)));
        if let Some(place) = earlier.and_then(|earlier| earlier.place(session.project())) {
            session.apply(Action::LookFrom(place));
        }
        let mut app = App::new(&context.egui_ctx, session, paths.clone()).at_home(std::env::home_dir());
        if let Some(file) = file {
            app = app.remembering(file, remembered);
        }
        app.tell_missing(&missing);
        if !is_there {
            app.open(paths);
        }
        if let Some(folder) = folder {
            app = app.keeping_place_in(folder.join("show.json"));
        }
        if let Some(show) = show {
            app = app.showing(show);
        }
        let gpu = graphics(context);
        log::info!("the map is painted by {}", if gpu.is_some() { "the graphics card" } else { "this program" });
        if let Some(gpu) = gpu {
            app = app.painted_by(gpu);
        }
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    let run = || eframe::run_native("zonemap", options, Box::new(create));
    let failure = match quietly(run) {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(panic) if opened.load(Ordering::Relaxed) => return Err(NotShown::Broke(panic)),
        Err(panic) => panic,
    };
    log::error!("no window: {failure}");
    Err(NotShown::NoWindow(why(&failure)))
}

/// What paints the map on the graphics card: none where a program stands in for one, since ours does that better. Who sets
/// `ZONEMAP_PAINTER` to `gpu` or to `software` decides otherwise.
fn graphics(context: &CreationContext<'_>) -> Option<Gpu> {
    let state = context.wgpu_render_state.as_ref()?;
    log::info!("graphics adapter {:?}", state.adapter.get_info());
    match std::env::var("ZONEMAP_PAINTER").as_deref() {
        Ok("gpu") => Gpu::on_any(state, &context.egui_ctx),
        Ok("software") => None,
        _ => Gpu::new(state, &context.egui_ctx),
    }
}

fn options(title: &str, shows: bool, place: Option<&WindowPlacement>) -> NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id("zonemap")
        .with_inner_size(SIZE)
        .with_min_inner_size([480.0, 360.0])
        .with_max_inner_size([LARGEST, LARGEST])
        .with_fullscreen(shows);
    // Where a program stands in for a graphics card, dithering is a great part of its work, and there is no gradient to smooth.
    // A window that was a stage is not the one to open next time.
    NativeOptions {
        viewport,
        dithering: false,
        persist_window: !shows && place.is_some(),
        wgpu_options: frugal(),
        persistence_path: place.map(|place| place.file().to_owned()),
        ..NativeOptions::default()
    }
}

/// Graphics that take memory in small pieces and give them back. By itself wgpu takes hundreds of MiB at a time, which is the
/// system's memory where a program stands in for a card: one picture too many then costs as much.
fn frugal() -> WgpuConfiguration {
    let mut options = WgpuConfiguration::default();
    if let WgpuSetup::CreateNew(setup) = &mut options.wgpu_setup {
        let usual = Arc::clone(&setup.device_descriptor);
        setup.device_descriptor =
            Arc::new(move |adapter| DeviceDescriptor { memory_hints: MemoryHints::MemoryUsage, ..usual(adapter) });
    }
    options
}

/// Whether a window can be tried: a display is named by the environment on Linux and the BSDs; elsewhere there is one to try.
#[must_use]
pub fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let needs_name = cfg!(all(unix, not(target_os = "macos"), not(target_os = "android")));
    !needs_name || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(named)
}

/// Runs something that may panic where a system library is missing; the panic's words come back and are not printed.
fn quietly<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let words = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&words);
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        log::error!("{panic}");
        if let Ok(mut words) = heard.lock() {
            *words = panic.to_string();
        }
    }));
    let done = panic::catch_unwind(AssertUnwindSafe(run));
    panic::set_hook(usual);
    done.map_err(|_panic| words.lock().map(|words| words.clone()).unwrap_or_default())
}

/// What brings the graphics, one way or the other.
const GRAPHICS: &str = "libegl1 libgl1-mesa-dri (or libvulkan1 mesa-vulkan-drivers)";

/// Words that failures come in, in lower case, and the Debian packages that end them.
const KNOWN: [(&str, &str); 5] = [
    ("xkbcommon", "libxkbcommon-x11-0"),
    ("xlib's shared libraries", "libx11-6 libxcursor1 libxi6 libx11-xcb1"),
    ("adapter", GRAPHICS),
    ("surface", GRAPHICS),
    ("egl", GRAPHICS),
];

/// What the user can do about a failure, read out of the words it comes in.
fn why(words: &str) -> NoWindow {
    let lower = words.to_lowercase();
    if lower.contains("connection to x server") || lower.contains("failed to connect") {
        return NoWindow::NoDisplay;
    }
    let known = KNOWN.iter().find(|(word, _)| lower.contains(word));
    known.map_or_else(|| NoWindow::Failed(words.to_owned()), |&(_, packages)| NoWindow::MissingLibrary(packages))
}

#[cfg(test)]
mod tests {
    use super::{NoWindow, why};

    /// What winit 0.30, xkbcommon-dl and wgpu 30 say when a library is hidden from them on Debian 12.
    #[test]
    fn a_missing_library_is_named_by_its_package() {
        for (words, package) in [
            ("Library libxkbcommon-x11.so could not be loaded.", "libxkbcommon-x11-0"),
            ("os error at mod.rs:788: Failed to load one of xlib's shared libraries", "libx11-6"),
            ("WGPU error: Failed to create surface for any enabled backend: {}", "libegl1"),
            ("WGPU error: No suitable adapter found", "mesa-vulkan-drivers"),
        ] {
            let NoWindow::MissingLibrary(packages) = why(words) else {
                panic!("{words}");
            };
            assert!(packages.contains(package), "{words}: {packages}");
        }
        assert_eq!(why("os error at mod.rs:788: Failed to open connection to X server"), NoWindow::NoDisplay);
        assert_eq!(why("something else"), NoWindow::Failed("something else".to_owned()));
    }
}
