//! The system's own file dialog, asked on a thread of its own so that the map stays alive meanwhile.
//! Must not know what the file is for.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use egui::Context;

/// A dialog that may be open.
#[derive(Default)]
pub(super) struct Picker {
    chosen: Option<Receiver<Option<PathBuf>>>,
    /// The system's dialog gave nothing: cancelled, or there is none.
    pub(super) came_back_empty: bool,
}

impl Picker {
    /// Asks the system.
    pub(super) fn ask(&mut self, pick: impl FnOnce() -> Option<PathBuf> + Send + 'static) {
        let (answer, chosen) = channel();
        let asking = thread::Builder::new().name("file-dialog".to_owned()).spawn(move || {
            // The window may be gone before the answer.
            let _ignored = answer.send(pick());
        });
        self.chosen = asking.is_ok().then_some(chosen);
        self.came_back_empty = asking.is_err();
    }

    /// The answer, once.
    pub(super) fn take(&mut self, context: &Context) -> Option<PathBuf> {
        match self.chosen.as_ref()?.try_recv() {
            Ok(Some(path)) => {
                self.chosen = None;
                Some(path)
            }
            Ok(None) | Err(TryRecvError::Disconnected) => {
                self.came_back_empty = true;
                self.chosen = None;
                None
            }
            Err(TryRecvError::Empty) => {
                context.request_repaint_after(Duration::from_millis(100));
                None
            }
        }
    }
}
