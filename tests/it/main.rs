//! The integration tests, one binary: the library by its public face, and the program by its arguments.
//! Must not know private parts: those have tests beside them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::unreadable_literal,
    clippy::doc_markdown,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking, compares exact figures, counts small things, and quotes figures and names as their source prints them"
)]

mod areas;
#[cfg(feature = "desktop")]
mod attributes;
mod bench;
mod builtin;
mod cases_adversary;
mod cases_asked;
mod cases_diff_lines;
mod cases_districts;
mod cases_edges;
mod cases_figures;
mod cases_files;
mod cases_forms;
mod cases_grid;
mod cases_grid_cut;
mod cases_hierarchy;
mod cases_kinds;
mod cases_layers;
mod cases_left_out;
mod cases_letters;
mod cases_levels;
mod cases_members;
mod cases_names;
mod cases_nothing;
mod cases_one_place;
mod cases_overlay;
mod cases_reading;
mod cases_reports;
mod cases_round;
mod cases_slits;
mod cases_systems;
mod cases_usage;
mod cases_whole_kinds;
mod cases_wide;
#[cfg(feature = "desktop")]
mod checks_panel;
mod cli;
mod cli_inputs;
#[cfg(feature = "desktop")]
mod command_list;
mod common;
#[cfg(feature = "desktop")]
mod compare_panel;
mod convert;
mod coordinate_places;
mod coverage;
mod databases_written;
mod datasets;
mod datums;
mod declared;
#[cfg(feature = "desktop")]
mod dialogs;
mod diff;
mod diff_cli;
mod diff_members;
mod doctor;
#[cfg(feature = "desktop")]
mod export;
#[cfg(feature = "desktop")]
mod face;
#[cfg(target_os = "linux")]
mod failing_disk;
mod feature_report;
mod film;
mod findings_drawn;
mod formats_areas;
mod formats_broken;
mod formats_databases;
mod formats_documents;
mod formats_doubtful;
mod formats_flatgeobuf;
mod formats_others;
mod formats_read;
mod formats_told;
mod formats_written;
mod frames;
mod furniture;
mod fuzz_targets;
mod geojson_reading;
mod geojson_refusals;
mod geojson_sequences;
#[cfg(feature = "desktop")]
mod gpu;
#[cfg(feature = "desktop")]
mod gpu_agreement;
#[cfg(feature = "desktop")]
mod gpu_pictures;
mod ground;
#[cfg(feature = "desktop")]
mod hand;
#[cfg(feature = "desktop")]
mod hand_out;
mod harbour;
#[cfg(feature = "desktop")]
mod hostile_projects;
mod house;
mod identify;
#[cfg(feature = "desktop")]
mod import_sheet;
#[cfg(feature = "desktop")]
mod keyboard;
#[cfg(feature = "desktop")]
mod keyboard_lists;
#[cfg(unix)]
mod kills;
mod label_layout;
mod labels;
mod labels_led;
mod layer_states;
#[cfg(feature = "desktop")]
mod layers_panel;
mod locale_spacing;
mod locales;
mod lod;
mod log;
#[cfg(feature = "desktop")]
mod map;
#[cfg(feature = "desktop")]
mod map_menu;
#[cfg(feature = "desktop")]
mod map_tools;
#[cfg(feature = "desktop")]
mod monkey;
mod mutations;
mod opened_rest;
mod opened_together;
mod others;
mod overlay;
#[cfg(feature = "desktop")]
mod overview;
mod packaging;
mod paint;
mod palette;
#[cfg(feature = "desktop")]
mod pasting;
mod policy;
mod positions;
#[cfg(feature = "desktop")]
mod presenter;
#[cfg(feature = "desktop")]
mod print_composer;
mod raster;
mod region_size;
mod rehearsal;
#[cfg(feature = "desktop")]
mod reloading;
mod render;
mod render_deck;
mod reports;
#[cfg(feature = "desktop")]
mod save_data;
mod schema_check;
mod search;
#[cfg(feature = "desktop")]
mod search_panel;
mod sheet;
mod sheet_series;
mod show;
mod show_deck;
mod show_plan;
mod sides;
#[cfg(feature = "desktop")]
mod signs;
mod stage;
mod stage_contrast;
#[cfg(feature = "desktop")]
mod stage_keys;
#[cfg(feature = "desktop")]
mod stored_picture;
mod story;
#[cfg(feature = "desktop")]
mod surroundings;
mod symbology;
#[cfg(feature = "desktop")]
mod symbology_panel;
mod systems_against_proj;
mod systems_asked;
mod take_away;
#[cfg(feature = "desktop")]
mod ten_tasks;
mod tools;
mod typography;
mod uncertainty;
mod validity;
mod versions;
mod versions_drawn;
#[cfg(feature = "desktop")]
mod window;
#[cfg(feature = "desktop")]
mod window_pictures;
