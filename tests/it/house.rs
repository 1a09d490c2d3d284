//! The house rules, read off the source: which room imports which, what only one room may name, how long a file is.
//! Must not know what any room does.

use crate::common::{files_below, repository, text_of};

/// Each room of `src/` and the rooms it may import. A room that is not listed here may not exist.
const ROOMS: &[(&str, &[&str])] = &[
    ("threads", &[]),
    ("geometry", &[]),
    ("geodesy", &["threads", "geometry"]),
    ("i18n", &["geodesy"]),
    ("logging", &["threads", "i18n"]),
    ("crs", &["threads", "geometry", "geodesy", "i18n"]),
    ("picture", &["threads", "geometry", "i18n"]),
    ("typography", &["picture", "i18n"]),
    ("project", &["i18n", "geodesy", "crs", "geometry"]),
    ("verify", &["threads", "logging", "project", "i18n", "geodesy", "crs", "picture", "geometry"]),
    ("diff", &["project", "i18n", "geodesy", "crs", "geometry"]),
    ("report", &["logging", "diff", "verify", "project", "i18n", "geodesy", "crs", "geometry"]),
    ("show", &["report", "project", "i18n", "geometry"]),
    ("formats", &["threads", "logging", "show", "project", "i18n", "geometry", "geodesy", "crs"]),
    ("session", &["show", "diff", "verify", "project", "i18n", "geodesy", "crs", "picture", "geometry"]),
    ("remembered", &["session", "formats", "project", "i18n", "picture", "geodesy", "crs"]),
    (
        "draw",
        &[
            "session",
            "show",
            "report",
            "diff",
            "verify",
            "project",
            "typography",
            "i18n",
            "geodesy",
            "crs",
            "picture",
            "geometry",
        ],
    ),
    ("rehearsal", &["draw", "session", "show", "typography", "i18n"]),
    ("paint", &["threads", "typography", "picture", "i18n", "geometry"]),
    (
        "export",
        &[
            "paint",
            "draw",
            "session",
            "show",
            "report",
            "diff",
            "verify",
            "project",
            "typography",
            "logging",
            "i18n",
            "geodesy",
            "crs",
            "picture",
            "geometry",
        ],
    ),
    ("cli", SHELL),
    ("desktop", SHELL),
    ("main", &["cli", "desktop", "formats", "logging", "i18n"]),
    ("lib", &[]),
];

/// What the shells may import: everything but each other.
const SHELL: &[&str] = &[
    "formats",
    "export",
    "paint",
    "rehearsal",
    "remembered",
    "draw",
    "session",
    "show",
    "report",
    "diff",
    "verify",
    "project",
    "typography",
    "logging",
    "i18n",
    "geodesy",
    "crs",
    "picture",
    "geometry",
    "threads",
];

/// The longest a file may be.
const LONGEST: usize = 400;

/// The room that a file of `src/` belongs to.
fn room(path: &str) -> &str {
    let inside = path.strip_prefix("src/").expect("a file of src");
    inside.split(['/', '.']).next().expect("a name")
}

/// The source without comments that have a line to themselves.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Each word that follows `before` in a source, such as the room after `crate::`.
fn words_after<'a>(code: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(before).map(move |(at, _)| {
        let rest = &code[at + before.len()..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

fn has_word(code: &str, word: &str) -> bool {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|found| found == word)
}

/// What is wrong with the imports of a file, if anything.
fn bad_imports(path: &str, text: &str) -> Vec<String> {
    let own = room(path);
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == own) else {
        return vec![format!("{path}: a room that is not in the table")];
    };
    let (code, root) = (code(text), if own == "main" { "zonemap::" } else { "crate::" });
    let mut wrong = Vec::new();
    for other in words_after(&code, root) {
        let is_room = ROOMS.iter().any(|(name, _)| *name == other);
        let grouped = other.is_empty();
        if grouped || (is_room && other != own && !allowed.contains(&other)) {
            wrong.push(format!("{path}: {own} imports {root}{other}"));
        }
    }
    let at_the_door = path.ends_with("/mod.rs") && path.matches('/').count() == 2;
    if at_the_door && code.lines().any(|line| line.starts_with("use super::")) {
        wrong.push(format!("{path}: a room's door imports the rooms beside it by super"));
    }
    wrong
}

#[test]
fn rooms_import_only_what_they_may() {
    let files = files_below("src", ".rs");
    let wrong: Vec<String> = files.iter().flat_map(|path| bad_imports(path, &text_of(path))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_import_test_sees_what_it_looks_for() {
    for (path, text) in [
        ("src/geodesy/x.rs", "use crate::project::Project;"),
        ("src/project/x.rs", "fn f() { crate::verify::check(); }"),
        ("src/verify/x.rs", "use crate::{formats, i18n};"),
        ("src/verify/x.rs", "pub use crate::formats::open;"),
        ("src/cli/x.rs", "use crate::desktop::App;"),
        ("src/desktop/x.rs", "use crate::cli::run;"),
        ("src/cellar/x.rs", ""),
        ("src/project/mod.rs", "use super::verify::check;"),
        ("src/main.rs", "use zonemap::project::Project;"),
    ] {
        assert_eq!(bad_imports(path, text).len(), 1, "{path}: {text}");
    }
    assert!(bad_imports("src/cli/x.rs", "// use crate::desktop::App;\nuse crate::formats::open;").is_empty());
}

#[test]
fn nothing_imports_in_a_circle() {
    // Each room imports only rooms listed before it, so the table itself has no circle.
    for (at, (name, allowed)) in ROOMS.iter().enumerate() {
        for other in *allowed {
            let before = ROOMS[..at].iter().any(|(earlier, _)| earlier == other);
            assert!(before, "{name} may import {other}, which is not above it in the table");
        }
    }
}

#[test]
fn only_the_window_names_the_window_crates() {
    for path in files_below("src", ".rs").iter().filter(|path| room(path) != "desktop") {
        let code = code(&text_of(path));
        for name in ["egui", "eframe", "wgpu", "winit", "rfd"] {
            assert!(!has_word(&code, name), "{path} names {name}");
        }
    }
}

#[test]
fn files_say_what_they_are_and_stay_short() {
    for path in files_below("src", ".rs").iter().chain(&files_below("tests", ".rs")) {
        let text = text_of(path);
        assert!(text.starts_with("//! "), "{path} does not say what it is");
        assert!(text.lines().count() <= LONGEST, "{path} has more than {LONGEST} lines");
    }
}

/// A project is put together in two rooms; nobody else holds what could be changed of one.
#[test]
fn a_project_is_put_together_in_two_rooms() {
    for path in files_below("src", ".rs").iter().filter(|path| !["project", "formats"].contains(&room(path))) {
        let text = text_of(path);
        let code = code(text.split("#[cfg(test)]\nmod tests").next().expect("a beginning"));
        assert!(!has_word(&code, "ProjectContent"), "{path} puts a project together");
    }
}

/// How a layer is shown is the session's to say; a project only says how it is shown at first.
#[test]
fn what_is_shown_is_read_from_the_session() {
    for path in files_below("src", ".rs").iter().filter(|path| ["draw", "export", "desktop"].contains(&room(path))) {
        let text = text_of(path);
        let reads = |word: &&str| text.contains(&format!("layer.{word}")) || text.contains(&format!("].{word}"));
        assert!(!["visible", "opacity", "style"].iter().any(reads), "{path} reads how a layer is shown at first");
    }
}

/// Starting a thread may be refused; these answer with a panic.
#[test]
fn threads_are_begun_where_a_refusal_is_seen() {
    for path in files_below("src", ".rs") {
        let text = text_of(&path);
        let code = code(text.split("#[cfg(test)]\nmod tests").next().expect("a beginning"));
        for word in ["thread::spawn(", "scope.spawn("] {
            assert!(!code.contains(word), "{path} says {word}");
        }
        // In the window one `Job` begins them all, wakes the window, and tells of a refusal.
        let begins = room(&path) == "desktop"
            && ["use std::thread", "thread::Builder", "catch_unwind("].iter().any(|word| code.contains(word));
        let may =
            ["src/desktop/job.rs", "src/desktop/launch.rs", "src/desktop/presenter/window.rs"].contains(&path.as_str());
        assert!(may || !begins, "{path} has work of its own in the background");
    }
}

/// What has the focus is seen wherever it is.
#[test]
fn whatever_scrolls_follows_the_focus() {
    let only_words = ["panels/messages.rs", "presenter/notes.rs"];
    for path in files_below("src/desktop", ".rs") {
        let code = code(&text_of(&path));
        let scrolls = code.matches("ScrollArea::vertical").count()
            + code.matches("ScrollArea::horizontal").count()
            + code.matches(".vscroll(true)").count();
        let follows = code.contains("focus::follow(") || code.contains("focus::read_on(");
        assert!(scrolls == 0 || follows || only_words.iter().any(|end| path.ends_with(end)), "{path}");
    }
}

#[test]
fn the_source_keeps_off_what_it_should() {
    let files = files_below("src", ".rs");
    assert!(files.len() > 40, "found only {} files", files.len());
    for path in &files {
        let text = text_of(path);
        for word in ["TODO", "FIXME", "XXX"] {
            assert!(!has_word(&text, word), "{path} says {word}");
        }
        let code = code(&text);
        assert!(!has_word(&code, "unsafe"), "{path} is unsafe");
        let may_colour = path.starts_with("src/desktop/theme") || path.starts_with("src/picture/palette");
        assert!(may_colour || !code.contains("Color32::from_rgb"), "{path} has a colour of its own");
    }
}

/// What is said of a feature, of a segment, of a tie, of a rule and of a change has one place.
#[test]
fn sentences_about_features_are_composed_in_one_room() {
    let reported = [
        "card.measured",
        "card.agrees",
        "card.disagrees",
        "card.share",
        "card.fitted",
        "card.plus-minus",
        "copy.both-areas",
        "map.spoken-",
        "boundary.length",
        "boundary.accuracy",
        "tie.",
        "severity.",
        "diff.change.",
        "diff.balance",
    ];
    for path in files_below("src", ".rs").iter().filter(|path| room(path) != "report") {
        let code = code(&text_of(path));
        for key in reported {
            assert!(!code.contains(&format!("\"{key}")), "{path} says {key} itself");
        }
    }
}

#[test]
fn the_crates_that_were_asked_for_are_used() {
    let manifest: toml::Table = text_of("Cargo.toml").parse().expect("Cargo.toml is TOML");
    let dependencies = manifest["dependencies"].as_table().expect("dependencies");
    let source: String = files_below("src", ".rs").iter().map(|path| code(&text_of(path))).collect();
    let has_window = repository("src/desktop").exists();
    for name in ["geo", "geojson", "rstar", "serde", "egui", "eframe"] {
        assert!(dependencies.contains_key(name), "{name} is no direct dependency");
        let of_the_window = ["egui", "eframe"].contains(&name);
        let named = words_before(&source, "::").any(|word| word == name);
        assert!(named || (of_the_window && !has_window), "{name} is named nowhere in src");
    }
}

/// Each word that stands before `after` in a source, such as the crate before `::`.
fn words_before<'a>(code: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(after).map(move |(at, _)| {
        let start = code[..at].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |i| i + 1);
        &code[start..at]
    })
}
