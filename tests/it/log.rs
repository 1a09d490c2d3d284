//! What the program tells of its own work with `--verbose`, and that nothing else changes by it.
//! Must not know how long anything takes.

use zonemap::verify::RULES;

use crate::common::{Answer, zonemap};

/// Whether a line of the log is of a level and has some words.
fn says(answer: &Answer, level: &str, words: &[&str]) -> bool {
    let text = |line: &'_ str| {
        line.split_once(' ').filter(|(at, _)| at.parse::<f64>().is_ok()).map(|(_, text)| text.to_owned())
    };
    let mut texts = answer.err.lines().filter_map(text);
    texts.any(|text| text.starts_with(level) && words.iter().all(|word| text.contains(word)))
}

#[test]
fn it_says_what_is_read_as_what_and_why() {
    let answer = zonemap(["verify", "tests/cases/22-4526.geojson", "--verbose"]);
    assert!(says(
        &answer,
        "info",
        &["22-4526.geojson is geojson in EPSG:4526 by the file's \"crs\" member", "features"]
    ));
    assert!(says(&answer, "info", &["verify", "rules", "findings"]), "{}", answer.err);
    assert!(says(&answer, "info", &["zonemap", env!("CARGO_PKG_VERSION"), "--verbose"]), "{}", answer.err);
    assert!(says(&answer, "info", &[&format!("exit code {}", answer.code)]), "{}", answer.err);
    assert!(!answer.err.contains(" debug "), "{}", answer.err);
    let told = zonemap(["info", "tests/cases/22-4547-yx-nodecl.geojson", "--crs", "EPSG:4547", "--axes", "yx", "-v"]);
    assert!(says(&told, "info", &["in EPSG:4547 by the user"]), "{}", told.err);
}

#[test]
fn twice_it_says_each_step() {
    let answer = zonemap(["verify", "-vv"]);
    for rule in RULES {
        assert!(says(&answer, "debug", &[&format!("rule {}: ", rule.id), " s"]), "{}", rule.id);
    }
    for words in [&["zones.geojson", "is taken for geojson by how it begins"][..], &["open the built-in zone: "]] {
        assert!(says(&answer, "debug", words), "{words:?} in {}", answer.err);
    }
}

#[test]
fn reports_and_exit_codes_stay_as_they_are() {
    for args in [
        &["verify"][..],
        &["verify", "geodata/face_value.geojson", "missing.geojson", "--format", "json"],
        &["areas"],
        &["info", "geodata"],
        &["identify", "113.52", "23.06"],
        &["diff", "geodata", "geodata/face_value.geojson"],
        &["render", "-o", "-", "--format", "scene"],
        &["verify", "--sum-tolerance-m2", "wide"],
        &["schema", "project"],
    ] {
        let (plain, verbose) = (zonemap(args), zonemap([args, &["-v", "--verbose"]].concat()));
        assert_eq!((plain.code, &plain.out), (verbose.code, &verbose.out), "{args:?}");
        assert!(verbose.err.lines().count() > plain.err.lines().count(), "{args:?}");
        for line in plain.err.lines() {
            assert!(verbose.err.contains(line), "{line} in {}", verbose.err);
        }
    }
}

#[test]
fn a_report_is_silent_and_its_log_is_not() {
    let answer = zonemap(["verify", "geodata/face_value.geojson", "--quiet", "--verbose"]);
    assert!(answer.out.is_empty() && says(&answer, "info", &["exit code"]), "{}{}", answer.out, answer.err);
}

#[test]
fn a_name_that_would_begin_a_line_does_not() {
    let answer = zonemap(["info", "a\n0.000 info cli: exit code 9", "-v"]);
    assert!(
        answer.code == 3 && !answer.err.lines().any(|line| line == "0.000 info cli: exit code 9"),
        "{}",
        answer.err
    );
}

/// The window's help says where its log is.
#[cfg(feature = "desktop")]
#[test]
fn the_help_says_where_the_log_is() {
    use zonemap::i18n::Lang;

    let folder = tempfile::TempDir::new().expect("a folder");
    let mut harness = crate::window::window(crate::common::builtin(), Lang::En);
    zonemap::logging::keep_in(folder.path());
    harness.key_press(egui::Key::F1);
    harness.run();
    let file = zonemap::logging::kept_in().expect("a log");
    crate::window::assert_shown(
        &harness,
        &format!("For bug reports, this window keeps a log in English in {}", file.display()),
    );
    let text = std::fs::read_to_string(file).expect("the log");
    assert!(text.contains(&format!("info zonemap: zonemap {}, ", env!("CARGO_PKG_VERSION"))), "{text}");
}
