//! What the window's tests are driven with. A crate of its own because a dev-dependency cannot be optional:
//! this way a build without the window has no part of egui in its tests either.

#[cfg(feature = "window")]
pub use egui_kittest::*;
