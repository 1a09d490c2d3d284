//! Where the window stands and how large it is, kept with all else that is remembered.
//! Must not know what the words about it mean: eframe, which knows the displays, reads and writes them.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use eframe::{Frame, Storage};
use tempfile::NamedTempFile;

use crate::export::unfinished;

/// What eframe calls it.
const WINDOW: &str = "window";
/// So often eframe is asked where the window stands, while it repaints.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// So much of a window has to be on a screen, in pixels.
const REACH: i32 = 64;

/// The file that eframe reads it from and writes it to. It lasts as long as the window, and what a killed one leaves is swept
/// away like any unfinished file: eframe does not write it whole, so that what is to last is taken out of it.
pub(super) struct WindowPlacement(NamedTempFile);

impl WindowPlacement {
    /// The file in a folder, with the words that an earlier window left.
    pub(super) fn begin(folder: &Path, kept: Option<&str>) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut place = Self(unfinished(folder)?);
        let all: serde_json::Map<_, _> = kept.map(|kept| (WINDOW.to_owned(), kept.into())).into_iter().collect();
        // A map from texts to texts is the same in JSON and in eframe's RON.
        place.0.write_all(serde_json::Value::Object(all).to_string().as_bytes())?;
        Ok(place)
    }

    /// Where it is.
    pub(super) fn file(&self) -> &Path {
        self.0.path()
    }
}

/// The words about the window that is open; none where eframe was not asked to keep them.
pub(super) fn words(storage: &dyn Storage) -> Option<String> {
    storage.get_string(WINDOW)
}

/// Brings a window back that an earlier one left where there is no screen now. Where it is not told where the window is, the system
/// has put it there.
pub(super) fn bring_back(frame: &Frame) {
    let Some(window) = frame.winit_window() else { return };
    let (Ok(at), size) = (window.outer_position(), window.outer_size()) else { return };
    let sides = |x: i32, y: i32, width: u32, height: u32| {
        [x, y, x.saturating_add_unsigned(width), y.saturating_add_unsigned(height)]
    };
    let place = sides(at.x, at.y, size.width, size.height);
    let mut screens = window.available_monitors().map(|screen| {
        let (at, size) = (screen.position(), screen.size());
        sides(at.x, at.y, size.width, size.height)
    });
    if screens.any(|screen| is_in_reach(place, screen)) {
        return;
    }
    let first = window.primary_monitor().or_else(|| window.available_monitors().next());
    if let Some(screen) = first {
        window.set_outer_position(screen.position());
    }
}

/// Whether enough of a window is on a screen to take hold of it: left, top, right, bottom, in pixels.
fn is_in_reach(window: [i32; 4], screen: [i32; 4]) -> bool {
    let common = |axis: usize| window[axis + 2].min(screen[axis + 2]).saturating_sub(window[axis].max(screen[axis]));
    // The bar to take hold of is at the top.
    common(0) >= REACH && common(1) >= REACH && window[1] >= screen[1] - REACH
}

#[cfg(test)]
mod tests {
    use std::fs;

    use eframe::{App as _, Storage};
    use zonemap_window_kit::Harness;

    use super::{WindowPlacement, is_in_reach};
    use crate::desktop::App;
    use crate::export::write_whole;
    use crate::formats::{OpenOptions, open_builtin};
    use crate::session::{Session, Settings};

    /// What eframe tells, always the same of anything.
    struct Told(&'static str);

    impl Storage for Told {
        fn get_string(&self, _: &str) -> Option<String> {
            Some(self.0.to_owned())
        }

        fn set_string(&mut self, _: &str, _: String) {}

        fn remove_string(&mut self, _: &str) {}

        fn flush(&mut self) {}
    }

    #[test]
    fn a_window_is_in_reach_where_enough_of_it_is_on_a_screen() {
        let screen = [0, 0, 1920, 1080];
        for (window, is) in [
            ([100, 100, 1380, 900], true),
            // As large as the screens of another day.
            ([-200, -20, 7480, 4300], true),
            ([1900, 100, 3180, 900], false),
            ([4000, 100, 5280, 900], false),
            ([100, 1050, 1380, 1850], false),
            ([100, -700, 1380, 100], false),
            ([i32::MIN, i32::MIN, i32::MIN, i32::MIN], false),
        ] {
            assert_eq!(is_in_reach(window, screen), is, "{window:?}");
        }
        assert!(is_in_reach([2000, 100, 3280, 900], [1920, 0, 3840, 1080]), "a second screen");
    }

    #[test]
    fn what_eframe_tells_is_kept_with_the_settings() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("remembered.json");
        let project = open_builtin(&OpenOptions::default()).expect("the built-in zone");
        let mut harness = Harness::builder().build_eframe(|context| {
            let session = Session::new(project, Settings::default());
            App::new(&context.egui_ctx, session, Vec::new()).keeping_settings_in(file.clone())
        });
        harness.state_mut().save(&mut Told("(x: 300)"));
        drop(harness);
        let kept: serde_json::Value = serde_json::from_slice(&fs::read(&file).expect("a file")).expect("whole");
        assert_eq!(kept["window"], "(x: 300)");
        assert_eq!(kept["settings"]["theme"], "light", "with all else");
    }

    #[test]
    fn the_file_stays_as_long_as_the_window_and_is_swept_after_a_killed_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let count = || fs::read_dir(folder.path()).expect("a folder").count();
        let place = WindowPlacement::begin(folder.path(), Some("(\n \"x\": 1)")).expect("a file");
        let file = place.file().to_owned();
        assert_eq!(fs::read_to_string(&file).expect("a text"), r#"{"window":"(\n \"x\": 1)"}"#);
        let kept = folder.path().join("remembered.json");
        write_whole(&kept, b"{}").expect("written");
        assert!(file.exists(), "others write beside it");
        drop(place);
        assert_eq!(count(), 1);
        let (_, left) = WindowPlacement::begin(folder.path(), None).expect("a file").0.keep().expect("kept");
        assert_eq!(fs::read_to_string(&left).expect("a text"), "{}");
        write_whole(&kept, b"{}").expect("written");
        assert_eq!(count(), 1, "swept");
    }
}
