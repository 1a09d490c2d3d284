//! `zonemap render`: its arguments, its exit codes, its errors, and files that are there whole or not at all.
//! Must not know what a painter paints.

use std::fs;
use std::path::Path;

use assert_cmd::assert::OutputAssertExt as _;
use tempfile::TempDir;

use zonemap::paint::PAINTERS;

use crate::common::{Answer, names, program, zonemap};

fn folder() -> TempDir {
    TempDir::new().expect("a folder for the test")
}

/// Renders into a file of a folder.
fn render(folder: &Path, name: &str, args: &[&str]) -> Answer {
    let output = folder.join(name);
    zonemap(["render", "-o", output.to_str().expect("a plain path")].into_iter().chain(args.iter().copied()))
}

#[test]
fn every_kind_of_file_is_the_same_twice() {
    let folder = folder();
    for painter in PAINTERS {
        let kind = painter.extension;
        for (at, args) in [&[][..], &["--sheet", "A4", "--dpi", "50", "--date", "2026-11-23"]].into_iter().enumerate() {
            let twice = [0, 1].map(|turn| {
                let name = format!("{at}-{turn}.{kind}");
                let answer = render(folder.path(), &name, args);
                assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (0, "", ""), "{kind} {args:?}");
                fs::read(folder.path().join(name)).expect("the file")
            });
            assert!(twice[0].len() > 1000 && twice[0] == twice[1], "{kind} {args:?}");
        }
    }
    assert_eq!(names(folder.path()).len(), 4 * PAINTERS.len(), "nothing else is left");
}

#[test]
fn standard_output_gets_the_same_bytes() {
    let folder = folder();
    assert_eq!(render(folder.path(), "map.text", &["--format", "scene", "--size", "300x200"]).code, 0);
    let output =
        program().args(["render", "-o", "-", "--format", "scene", "--size", "300x200", "--lang", "en"]).output();
    let output = output.expect("it runs");
    output.clone().assert().success();
    assert_eq!(output.stdout, fs::read(folder.path().join("map.text")).expect("the file"));
}

#[test]
fn the_text_form_tells_what_was_asked_for() {
    let folder = folder();
    let scene = |args: &[&str]| {
        let args: Vec<&str> = ["--format", "scene"].iter().chain(args).copied().collect();
        let answer = render(folder.path(), "map.text", &args);
        assert_eq!(answer.code, 0, "{}", answer.err);
        fs::read_to_string(folder.path().join("map.text")).expect("a text")
    };
    let usual = scene(&[]);
    for args in [
        &["--bbox", "113.4,23.0,113.6,23.2"][..],
        &["--size", "800x600"],
        &["--dpi", "192"],
        &["--layers", "roads,rivers"],
        &["--graticule"],
        &["--uncertainty"],
        &["--sheet", "A3"],
        &["--sheet", "16:9"],
    ] {
        assert_ne!(scene(args), usual, "{args:?}");
    }
    assert!(!scene(&["--layers", "land"]).contains("Living Community"));
    let sheet = scene(&["--sheet", "A4", "--date", "the tenth"]);
    assert!(sheet.contains("the tenth") && sheet.contains("1 : "));
}

#[test]
fn each_theme_has_its_colours() {
    let folder = folder();
    let mut seen = Vec::new();
    for theme in ["light", "dark", "print"] {
        assert_eq!(render(folder.path(), "map.svg", &["--theme", theme]).code, 0);
        let text = fs::read_to_string(folder.path().join("map.svg")).expect("a text");
        assert!(!seen.contains(&text), "{theme} is like another");
        seen.push(text);
    }
}

#[test]
fn a_box_is_shown_whole_in_the_middle() {
    let folder = folder();
    // A meridian and a parallel through the middle of the box cross in the middle of the sheet.
    let args = ["--format", "scene", "--bbox", "112.9,22.9,113.1,23.1", "--size", "400x400", "--graticule"];
    assert_eq!(render(folder.path(), "map.text", &args).code, 0);
    let text = fs::read_to_string(folder.path().join("map.text")).expect("a text");
    assert!(text.contains("113°00′E"), "{text}");
    assert!(!text.contains("113°10′E") && !text.contains("112°50′E"), "more than the box");
}

/// Each wrong argument: exit code 2, what was expected and found, and no file.
#[test]
fn wrong_arguments_are_told_apart() {
    let folder = folder();
    let endings = PAINTERS.map(|painter| painter.extension).join(", ");
    for (name, args, said) in [
        ("a.png", &["--size", "0x100"][..], "each from 1 to 16384, found \"0x100\""),
        ("a.png", &["--size", "16385x1"], "each from 1 to 16384, found \"16385x1\""),
        ("a.png", &["--size", "wide"], "found \"wide\""),
        ("a.png", &["--size", "-5x5"], "found \"-5x5\""),
        (
            "a.png",
            &["--bbox", "113,23,112,24"],
            "with west less than east and south less than north, found \"113,23,112,24\"",
        ),
        ("a.png", &["--bbox", "-10,0,NaN,1"], "found \"-10,0,NaN,1\""),
        ("a.png", &["--bbox", "1,2,3"], "found \"1,2,3\""),
        ("a.png", &["--bbox", "0,0,inf,1"], "found \"0,0,inf,1\""),
        (
            "a.png",
            &["--layers", "land,lakes"],
            "one of the layers land, water, rivers, roads, context, zone, sub-areas, limits, places, found \"lakes\"",
        ),
        ("a.bmp", &[], &format!("ending in one of {endings}, found \"bmp\"")),
        ("map", &[], "which has no extension"),
        ("a.png", &["--format", "gif"], "one of the formats png, svg, pdf, scene, pptx, html, found \"gif\""),
        (
            "a.png",
            &["--sheet", "B5"],
            "one of the sheets A5, A4, A3, A2, A1, A0, Letter, Legal, Tabloid, 16:9, found \"B5\"",
        ),
        ("a.png", &["--sheet", "A4", "--scale", "2:1"], "such as 1:10000 or 1:1万, found \"2:1\""),
        ("a.png", &["--sheet", "A4", "--scale", "-5"], "from 1:100 to 1:100000000"),
        ("a.png", &["--sheet", "A4", "--series"], "--scale"),
        ("a.png", &["--scale", "1:5000"], "--sheet"),
        ("a.png", &["--sheet", "A4", "--without", "notice"], "one of the parts legend, scale, north, graticule, areas"),
        ("a.png", &["--sheet", "A4", "--feature", "nowhere"], "the id of a feature with a position, found \"nowhere\""),
        ("a.png", &["--feature", "living", "--bbox", "0,0,1,1"], "--bbox"),
        ("a.png", &["--deck", "--feature", "living"], "leave out --feature"),
        ("a.png", &["--sheet", "A4", "--scale", "1:500", "--series"], "expected at most 200 sheets, found"),
        ("a.png", &["--dpi", "0"], "a DPI from 10 to 2400, found \"0\""),
        ("a.png", &["--dpi", "many"], "found \"many\""),
        ("a.png", &["--sheet", "A3", "--dpi", "2400"], "at most 16384 pixels per side, found 39700 × 28067"),
        ("a.png", &["--date", "2026"], "--sheet"),
        ("a.png", &["--sheet", "A4", "--size", "10x10"], "--size"),
        ("a.png", &["--theme", "pink"], "pink"),
    ] {
        let answer = render(folder.path(), name, args);
        assert_eq!(answer.code, 2, "{args:?}: {}", answer.err);
        assert!(answer.err.contains(said), "{args:?}: {}", answer.err);
        assert_eq!(answer.out, "", "{args:?}");
    }
    assert_eq!(zonemap(["render"]).code, 2, "no output");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_drawn() {
    let folder = folder();
    let answer = render(folder.path(), "a.svg", &["missing.geojson"]);
    assert_eq!(answer.code, 3);
    assert!(answer.err.contains("missing.geojson"), "{}", answer.err);
    assert_eq!(names(folder.path()), [""; 0]);
    let answer = render(folder.path(), "a.svg", &["missing.geojson", "geodata"]);
    assert_eq!(answer.code, 3);
    assert_eq!(names(folder.path()), ["a.svg"]);
}

#[test]
fn nothing_to_draw_is_said_plainly() {
    let folder = folder();
    let empty = folder.path().join("empty.geojson");
    fs::write(&empty, r#"{"type":"FeatureCollection","features":[]}"#).expect("a file");
    let answer = render(folder.path(), "a.png", &[empty.to_str().expect("a path")]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("at least one feature with a position"), "{}", answer.err);
    assert_eq!(names(folder.path()), ["empty.geojson"]);
}

#[test]
fn a_file_is_replaced_whole_or_not_at_all() {
    let folder = folder();
    let old = folder.path().join("map.text");
    fs::write(&old, "old").expect("a file");
    assert_eq!(render(folder.path(), "map.text", &["--format", "scene", "--size", "0x0"]).code, 2);
    assert_eq!(fs::read_to_string(&old).expect("a text"), "old");
    assert_eq!(render(folder.path(), "map.text", &["--format", "scene", "--size", "200x200"]).code, 0);
    assert_ne!(fs::read_to_string(&old).expect("a text"), "old");
    assert_eq!(names(folder.path()), ["map.text"]);
}

#[test]
fn where_nothing_can_be_written_nothing_is_left() {
    let folder = folder();
    let missing = folder.path().join("no/such");
    let answer = render(&missing, "map.svg", &[]);
    assert_eq!(answer.code, 4);
    assert!(answer.err.contains("cannot write to") && answer.err.contains("map.svg"), "{}", answer.err);
    // A folder in the file's place cannot be replaced by a file.
    fs::create_dir(folder.path().join("map.svg")).expect("a folder");
    fs::write(folder.path().join("map.svg/kept"), "").expect("a file");
    assert_eq!(render(folder.path(), "map.svg", &[]).code, 4);
    assert_eq!(names(folder.path()), ["map.svg"]);
    assert_eq!(names(&folder.path().join("map.svg")), ["kept"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_as_it_is() {
    let answer = zonemap(["render", "-o", "/dev/null", "--format", "scene"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(!fs::metadata("/dev/null").expect("it is still there").is_file());
}
