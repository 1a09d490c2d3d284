//! What the window's tests are driven with. A crate of its own because a dev-dependency cannot be optional:
//! this way a build without the window has no part of egui in its tests either.
#![cfg(feature = "window")]

mod software;

use egui_wgpu::wgpu::Backends;
pub use egui_kittest::*;
pub use image::RgbaImage;
pub use software::Software;

/// Whether pictures can be painted here: by a graphics card, or by a program that stands in for one.
#[must_use]
pub fn can_paint() -> bool {
    let setup = egui_kittest::wgpu::default_wgpu_setup();
    let instance = pollster::block_on(setup.new_instance());
    !pollster::block_on(instance.enumerate_adapters(Backends::all())).is_empty()
}
