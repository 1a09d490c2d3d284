//! zonemap: a zone map viewer for planners, presenters and testers.

rust_i18n::i18n!("assets/locales", fallback = "en");

pub mod cli;
#[cfg(feature = "desktop")]
pub mod desktop;
pub mod draw;
pub mod formats;
pub mod geodesy;
pub mod geometry;
pub mod i18n;
pub mod picture;
pub mod project;
pub mod session;
pub mod verify;
