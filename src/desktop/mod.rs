//! The window. The only folder that names egui and eframe.
//! Must not decide what is shown (draw does) or what an action does (the session does).

mod app;
mod brush;
mod canvas;
mod command;
mod focus;
mod fonts;
mod gpu;
mod in_turn;
mod job;
mod keeper;
mod launch;
mod loader;
mod lod_levels;
mod map_pixmap;
mod messages;
mod nodes;
mod panels;
mod plans;
mod pointer;
mod presenter;
mod request;
mod reveal;
mod right_to_left;
mod stage;
mod swipe;
mod textures;
mod theme;
mod thumbnails;
mod window_placement;

pub use app::App;
pub use command::{COMMANDS, Command, CommandRow};
pub use gpu::Gpu;
pub use launch::{NoWindow, NotShown, has_display, run};
pub use stage::{STAGE_KEYS, StageKey};
