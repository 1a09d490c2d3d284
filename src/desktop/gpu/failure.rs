//! What goes wrong on the graphics card, noticed instead of ending the program.
//! Must not know what the card was doing.

use std::sync::{Arc, OnceLock};

use eframe::wgpu::Device;

/// The first thing that went wrong, if any.
#[derive(Debug, Default)]
pub(super) struct Failure(OnceLock<String>);

impl Failure {
    /// Watches a card: an error that nobody else takes, or the loss of the card.
    pub(super) fn watch(device: &Device) -> Arc<Self> {
        let failure = Arc::new(Self::default());
        let seen = Arc::clone(&failure);
        device.on_uncaptured_error(Arc::new(move |error: eframe::wgpu::Error| seen.note(error.to_string())));
        let seen = Arc::clone(&failure);
        device.set_device_lost_callback(move |_reason, words| seen.note(words));
        failure
    }

    /// What went wrong first.
    pub(super) fn what(&self) -> Option<String> {
        self.0.get().cloned()
    }

    fn note(&self, words: String) {
        // Only the first counts; what follows from it says less.
        let _later = self.0.set(words);
    }
}
