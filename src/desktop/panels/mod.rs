//! The bars and panels around the map, one file each.
//! Must not change anything: each reads and hands back requests.

pub(super) mod card;
pub(super) mod checks;
pub(super) mod chips;
pub(super) mod command_list;
pub(super) mod compare;
mod context;
pub(super) mod copy;
pub(super) mod cross;
mod dialog;
pub(super) mod export;
mod file_place;
pub(super) mod hand_out;
pub(super) mod help;
pub(super) mod import;
mod key;
pub(super) mod layers;
pub(super) mod map_menu;
pub(super) mod messages;
pub(super) mod open;
mod option;
pub(super) mod outline;
mod paste;
mod picker;
mod positions;
pub(super) mod print;
mod prose;
pub(super) mod rehearsal;
pub(super) mod save_data;
pub(super) mod search;
pub(super) mod stage_keys;
pub(super) mod status;
pub(super) mod symbology;
mod texts;
pub(super) mod tools;
pub(super) mod top;
pub(super) mod waiting;

pub(super) use context::PanelContext;
pub(super) use dialog::Dialog;
pub(super) use picker::select_all;
