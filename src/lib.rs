//! zonemap: a zone map viewer for planners, presenters and testers.

rust_i18n::i18n!("assets/locales", fallback = "en");

pub mod cli;
pub mod formats;
pub mod geodesy;
pub mod geometry;
pub mod i18n;
pub mod project;
pub mod verify;
