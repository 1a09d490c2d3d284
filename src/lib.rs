//! zonemap: a zone map viewer for planners, presenters and testers.
//!
//! Files become a [`Project`] of [`Dataset`]s, which nobody changes. What the user does is a [`Session`], changed only by [`Action`]s. A session is drawn as a
//! [`Picture`]. [`Rule`]s turn a project into [`Finding`]s. Everything that can be added is a row in a table.
//!
//! ```text
//! bytes ─formats::open─▶ Project ─verify::check─▶ [Finding] ─report─▶ verify · card
//!                           │  └──Project::identify─▶ [Found] ──report─▶ identify · a click
//!  Action ─Session::apply─▶ Session ─draw─▶ Picture ─paint─▶ graphics card │ pixels │ SVG │ PDF │ PPTX │ HTML │ text
//!     ▲                        └─ canvas, card, bars, keys read &Session, return Actions ─┘
//! ```
//!
//! A functional core and an immediate-mode shell: one function changes state; every widget reads the session and returns
//! requests. The subcommands call the same functions as the window, so what a tester asserts is what a planner sees.
//!
//! # Rooms
//!
//! Each folder is a room with private modules and one door, its `mod.rs`. A room may use those above it in this list, and
//! `tests/it/house.rs` holds it to that:
//!
//! | room | what is in it |
//! |---|---|
//! | `threads` | work shared among as many threads as the system gives |
//! | [`geometry`] | positions, flat shapes, extents, exact planar tests; knows no Earth |
//! | [`geodesy`] | distances and areas on the Earth, declared areas and what their digits mean |
//! | [`i18n`] | languages, texts in three of them, numbers and areas as each writes them |
//! | [`logging`] | what the program tells of its own work, in English, for reports of faults |
//! | [`crs`] | the CGCS2000 grid, positions as people write and paste them |
//! | [`picture`] | what is shown, by purpose: items, colour roles, the palette, the projection to a sheet, levels of detail; slides, whose words stand in boxes |
//! | [`typography`] | which font has each glyph, how wide text is, outlines on the sheet |
//! | [`project`] | datasets of features with what is worked out of them, layers, the values of a field in groups ([`Classification`](project::Classification)), wholes and parts, and what each of the projects opened together says by its own keys ([`Namespace`](project::Namespace)): notice, policy, show plan; identify, search |
//! | [`verify`] | rules and findings |
//! | [`diff`] | two versions of a project: what was added and removed, what edges alone add, how far a boundary moved, what is said otherwise |
//! | [`report`] | what is said in figures and sentences: of a feature ([`FeatureReport`](report::FeatureReport)), and by verify, areas, identify, diff and info in their forms |
//! | [`show`] | the stops of a project's show, with their words: made from what it holds, then as its plan says |
//! | [`formats`] | from bytes to a project, and from its layers to the bytes of data files; only the command line, the window's loader and what saves for it call it |
//! | [`session`] | what a user changes: the view, how each layer is shown ([`LayerState`](session::LayerState)) and by which field it is coloured and labelled, the selection, the panel, the show that is on; actions, and the tools that ask for them |
//! | [`remembered`] | what one window leaves to the next: settings, views, plans of shows, the place in a show, what was opened lately and how it is read |
//! | [`draw`] | from a session to a picture: the only place that decides what is shown |
//! | [`rehearsal`] | what is looked at before a talk, and what to do where something is not as it should be |
//! | [`paint`] | from a picture to pixels, vectors or text, and from slides to presentations and web pages, without a window; the meshes that a graphics card is given |
//! | [`export`] | what to make of a session, and bytes written whole or not at all |
//! | [`cli`] | arguments, subcommands, exit codes |
//! | `desktop` | the window: the only room that names egui and eframe |
//!
//! Three features leave out what a user of the library may not want: `desktop` (the room of that name), `cli` ([`cli`] and the program) and
//! `render` ([`typography`], [`draw`], [`rehearsal`], [`paint`], [`export`]), each of which includes the next. Without any there are areas,
//! checks, comparisons and reports.
//!
//! # Tables
//!
//! | to add | write | one row in |
//! |---|---|---|
//! | a file format | `formats/x.rs`: how such a file begins, and datasets from a [`Source`](formats::Source) (bytes or text, siblings), each feature with its [`Provenance`](project::Provenance); to write it, `formats/write/x.rs` with its bytes and what these cannot hold | [`FORMATS`](formats::FORMATS) |
//! | a source too large or too far to hold | a [`FeatureStore`](project::FeatureStore), which answers with datasets, in part where it has no more yet | – |
//! | a check | `verify/x.rs`, a sentence `rule.x` | [`RULES`](verify::RULES) |
//! | a report | `report/x.rs`, a subcommand that writes it | [`SCHEMAS`](cli::SCHEMAS) |
//! | a form of the verify report | `report/verify/x.rs` | [`REPORT_FORMS`](report::REPORT_FORMS) |
//! | an area method | `geodesy/area/x.rs` | [`AREA_METHODS`](geodesy::AREA_METHODS) |
//! | a kind of picture file | `paint/x.rs` | [`PAINTERS`](paint::PAINTERS) |
//! | a command of the window | a line in `desktop/app/commands.rs` | `COMMANDS` in `desktop/command.rs` |
//! | a tool of the map | `session/tool/x.rs`, `gesture.x` for each thing that it answers to | [`TOOLS`](session::TOOLS) |
//! | a panel beside the map | `desktop/panels/x.rs`, an arm in `App::panels` | [`Panel`](session::Panel) |
//! | a dialog over it | `desktop/panels/x.rs`, a line in `App::dialogs` | `Dialog` in `desktop/panels/dialog.rs` |
//! | work in the background | a closure | `Job::begin` in `desktop/job.rs`, where it is asked for |
//! | a key of the stage | what it asks for | `STAGE_KEYS` in `desktop/stage/keys.rs` |
//! | a stop that shows make by themselves | `show/x.rs` | [`Deck::unplanned`](show::Deck::unplanned) |
//! | a schema | a type | [`SCHEMAS`](cli::SCHEMAS) |
//! | a word | a key in every file of `assets/locales` | – |
//!
//! # Ways of the house
//!
//! - The first line of a file says what it is, the next what it must not know.
//! - Units stand in names: `area_m2`, `length_m`. A position is a [`LonLat`](geometry::LonLat), never a bare pair.
//! - Colour goes by purpose ([`ColourRole`](picture::ColourRole)), text by key; values stand in the palette and the locale files alone.
//! - Geometry passes one gate when it is read (finite, in range, whole rings), so nothing behind it has to ask again.
//! - Nobody changes a [`Project`] or a [`Dataset`]; what a user changes is in the session. Whoever wants another project changes a copy of its content.
//! - An error says where, what was expected and what was found; the core returns it, the shells report it once.
//!
//! [`Project`]: project::Project
//! [`Dataset`]: project::Dataset
//! [`Session`]: session::Session
//! [`Action`]: session::Action
//! [`Picture`]: picture::Picture
//! [`Rule`]: verify::Rule
//! [`Finding`]: verify::Finding

rust_i18n::i18n!("assets/locales", fallback = "en");
// The macro reads the files unseen by the compiler, which has to know that a change of them is a change of the program.
const _: [&str; 3] = [
    include_str!("../assets/locales/en.yml"),
    include_str!("../assets/locales/zh-Hans.yml"),
    include_str!("../assets/locales/zh-Hant.yml"),
];

#[cfg(feature = "cli")]
pub mod cli;
pub mod crs;
#[cfg(feature = "desktop")]
pub mod desktop;
pub mod diff;
#[cfg(feature = "render")]
pub mod draw;
#[cfg(feature = "render")]
pub mod export;
pub mod formats;
pub mod geodesy;
pub mod geometry;
pub mod i18n;
pub mod logging;
#[cfg(feature = "render")]
pub mod paint;
pub mod picture;
pub mod project;
#[cfg(feature = "render")]
pub mod rehearsal;
pub mod remembered;
pub mod report;
pub mod session;
pub mod show;
mod threads;
#[cfg(feature = "render")]
pub mod typography;
pub mod verify;
