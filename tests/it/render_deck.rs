//! `zonemap render --deck`: a page or a file for each stop, the same twice, words that are text, notes, and what it refuses.
//! Must not know what a stop shows.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use zonemap::show::Deck;

use crate::common::{Answer, answer, builtin, copy_of, json_of, names, program, zonemap};
use crate::paint::streams;

fn folder() -> TempDir {
    TempDir::new().expect("a folder for the test")
}

/// Renders a show into a file of a folder.
fn deck(folder: &Path, name: &str, args: &[&str]) -> Answer {
    let output = format!("{}/{name}", folder.to_str().expect("a plain path"));
    let lang: &[&str] = if args.contains(&"--lang") { &[] } else { &["--lang", "en"] };
    answer(program().args(["render", "--deck", "-o", &output]).args(args).args(lang))
}

fn made(folder: &Path, name: &str, args: &[&str]) -> Vec<u8> {
    let answer = deck(folder, name, args);
    assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (0, "", ""), "{args:?}");
    fs::read(folder.join(name)).expect("the file")
}

fn scene(folder: &Path, args: &[&str]) -> String {
    let args: Vec<&str> = ["--format", "scene"].iter().chain(args).copied().collect();
    String::from_utf8(made(folder, "show.text", &args)).expect("a text")
}

/// The ids of the stops that the built-in zone shows.
fn ids() -> Vec<String> {
    Deck::of(&builtin()).shown().map(|(_, stop)| stop.id.clone()).collect()
}

/// The pages of a PDF: objects of the type page, which is not the type of their tree.
fn pages(pdf: &[u8]) -> usize {
    let plain = String::from_utf8_lossy(pdf).replace("/Type /Page", "/Type/Page");
    plain.matches("/Type/Page").count() - plain.matches("/Type/Pages").count()
}

#[test]
fn a_document_has_a_page_for_each_stop_and_is_the_same_twice() {
    let folder = folder();
    let pdf = made(folder.path(), "show.pdf", &[]);
    assert!(ids().len() > 3, "a show");
    assert_eq!(pages(&pdf), ids().len());
    let plain = String::from_utf8_lossy(&pdf);
    assert!(plain.contains("/MediaBox[0 0 1600 900]") && !plain.contains("/CreationDate"));
    assert!(plain.contains("/Outlines") && plain.matches("/Dest").count() >= ids().len(), "no outline");
    assert!(pdf == made(folder.path(), "again.pdf", &[]), "other bytes");
    let size = made(folder.path(), "small.pdf", &["--size", "1280x720"]);
    assert!(String::from_utf8_lossy(&size).contains("/MediaBox[0 0 1280 720]"));
}

#[test]
fn its_words_are_text_and_each_font_is_in_it_once() {
    let folder = folder();
    let pdf = made(folder.path(), "show.pdf", &["--lang", "zh-Hant"]);
    let maps: Vec<String> = streams(&pdf).into_iter().filter(|text| text.contains("beginbfchar")).collect();
    // UTF-16 of 穗 港 智 造, as a ToUnicode map has it; one map for each font, however many pages use it.
    for code in ["7A57", "6E2F", "667A", "9020"] {
        assert!(maps.iter().any(|map| map.contains(&format!("<{code}>"))), "no {code}");
    }
    let plain = String::from_utf8_lossy(&pdf);
    for font in ["ZonemapSansTC-Bold", "ZonemapSansTC-Regular"] {
        let named = plain.match_indices(font).filter(|(at, _)| plain[..*at].ends_with('+'));
        let subsets: std::collections::BTreeSet<&str> = named.map(|(at, _)| &plain[at - 7..at]).collect();
        assert_eq!(subsets.len(), 1, "{font}: {subsets:?}");
    }
    assert!(plain.contains("/Lang(zh-Hant)"));
}

#[test]
fn pictures_are_a_set_numbered_in_the_order_of_the_show() {
    let folder = folder();
    let expected = |before: &str, ending: &str| -> Vec<String> {
        ids().iter().zip(1..).map(|(id, number)| format!("{before}{number:02}-{id}.{ending}")).collect()
    };
    let small = ["--size", "320x180"];
    assert_eq!(deck(folder.path(), "show.svg", &small).code, 0);
    assert_eq!(names(folder.path()), expected("show-", "svg"));
    for into in ["pictures/", "pictures"] {
        let answer = deck(folder.path(), into, &small);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{into}");
        assert_eq!(names(&folder.path().join("pictures")), expected("", "png"));
    }
    let png = fs::read(folder.path().join("pictures").join(&expected("", "png")[0])).expect("a picture");
    assert!(png.starts_with(b"\x89PNG"));
    assert_eq!((&png[16..20], &png[20..24]), (&320_u32.to_be_bytes()[..], &180_u32.to_be_bytes()[..]));
}

#[test]
fn some_stops_keep_their_numbers_and_the_order_of_the_show() {
    let folder = folder();
    assert_eq!(deck(folder.path(), "show.svg", &["--stops", "3,1-2", "--size", "320x180"]).code, 0);
    let starts: Vec<String> = names(folder.path()).iter().map(|name| name[..7].to_owned()).collect();
    assert_eq!(starts, ["show-01", "show-02", "show-03"]);
    let pdf = made(folder.path(), "show.pdf", &["--stops", "2"]);
    assert_eq!(pages(&pdf), 1);
}

#[test]
fn the_text_form_tells_what_was_asked_for() {
    let folder = folder();
    let usual = scene(folder.path(), &[]);
    assert_eq!(usual.lines().filter(|line| line.starts_with("page ")).count(), ids().len());
    for args in [&["--single-language"][..], &["--lang", "zh-Hant"], &["--size", "1280x720"], &["--notes"]] {
        let text = scene(folder.path(), args);
        assert!(text != usual, "{args:?}");
    }
}

/// A show with notes: short ones on its first stop, and more than a page of them on its second.
fn with_notes() -> TempDir {
    let copy = copy_of("geodata");
    let file = copy.path().join("project.json");
    let mut project = json_of("geodata/project.json");
    let ids: Vec<String> = Deck::unplanned(&builtin()).stops.into_iter().map(|stop| stop.id).collect();
    let long = format!("{} the very end", "Say it again, and slowly. ".repeat(400));
    project["show"] = serde_json::json!({ "stops": [
        { "id": ids[0], "seconds": 75, "notes": { "en": "Welcome everybody" } },
        { "id": ids[1], "notes": { "en": long } },
    ]});
    fs::write(&file, project.to_string()).expect("written");
    copy
}

#[test]
fn notes_stand_below_the_picture_and_go_on() {
    let (folder, project) = (folder(), with_notes());
    let path = project.path().to_str().expect("a plain path");
    let text = scene(folder.path(), &["--notes", "--stops", "1-2", path]);
    for words in ["Welcome everybody", "1:15", "(continued)", "the very end"] {
        assert!(text.contains(words), "no {words}");
    }
    assert_eq!(text.matches("inset at").count(), 2, "a picture for each stop");
    assert!(text.matches("\npage ").count() >= 2, "more pages than stops");
    let shown = scene(folder.path(), &["--stops", "1-2", path]);
    assert!(!shown.contains("Welcome everybody"), "notes are for the presenter alone");
    let pdf = made(folder.path(), "notes.pdf", &["--notes", "--stops", "1-2", path]);
    assert!(pages(&pdf) > 2 && String::from_utf8_lossy(&pdf).contains("/MediaBox[0 0 595 842]"));
}

#[test]
fn what_of_a_plan_cannot_be_shown_is_told_and_the_rest_is_made() {
    let (folder, copy) = (folder(), copy_of("geodata"));
    let mut project = json_of("geodata/project.json");
    project["show"] = serde_json::json!({ "stops": [
        { "id": "x", "title": "Harbour", "charts": [{ "kind": "pie" }], "points": ["Said"], "lights": ["no-such"] },
    ]});
    fs::write(copy.path().join("project.json"), project.to_string()).expect("written");
    let path = copy.path().to_str().expect("a plain path");
    let count = Deck::unplanned(&builtin()).stops.len() + 1;
    let number = count.to_string();
    let answer = deck(folder.path(), "x.text", &["--format", "scene", "--stops", &number, path]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    for said in ["Harbour: there is no chart \"pie\"", "Harbour: there is no feature \"no-such\""] {
        assert!(answer.err.contains(said), "{said}: {}", answer.err);
    }
    assert!(fs::read_to_string(folder.path().join("x.text")).expect("a file").contains("Said"));
}

/// Each wrong argument: exit code 2, a sentence, and no file.
#[test]
fn what_makes_no_sense_is_refused() {
    let folder = folder();
    let count = ids().len();
    for (name, args, said) in [
        ("a.pdf", &["--sheet", "A4"][..], "leave out --sheet"),
        ("a.pdf", &["--bbox", "113,23,114,24"], "leave out --bbox"),
        ("a.pdf", &["--layers", "roads"], "leave out --layers"),
        ("a.png", &["--notes"], "one of the formats pdf, scene, pptx, html, found \"png\""),
        ("a.pdf", &["--stops", "0"], "such as 1,3-5, found \"0\""),
        ("a.pdf", &["--stops", "3-2"], "found \"3-2\""),
        ("a.pdf", &["--stops", "some"], "found \"some\""),
        ("a.pdf", &["--stops", "1-999"], &format!("has only {count} stops, found \"1-999\"")),
        ("a.bmp", &[], "found \"bmp\""),
        ("a.png", &["--size", "20000x10"], "found \"20000x10\""),
    ] {
        let answer = deck(folder.path(), name, args);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{args:?}: {}", answer.err);
        assert!(answer.err.contains(said), "{args:?}: {}", answer.err);
    }
    let to_nowhere = zonemap(["render", "--deck", "-o", "-", "--format", "png"]);
    assert!(to_nowhere.code == 2 && to_nowhere.err.contains("one file per stop"), "{}", to_nowhere.err);
    for alone in [&["--notes"][..], &["--stops", "1"], &["--single-language"]] {
        let answer = zonemap(["render", "-o", "-", "--format", "scene"].iter().chain(alone));
        assert!(answer.code == 2 && answer.err.contains("--deck"), "{alone:?}: {}", answer.err);
    }
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_set_that_cannot_be_written_says_where() {
    let folder = folder();
    fs::write(folder.path().join("taken"), "").expect("a file");
    let answer = deck(folder.path(), "taken/", &["--size", "320x180"]);
    assert!(answer.code == 4 && answer.err.contains("cannot write to"), "{}", answer.err);
    assert_eq!(names(folder.path()), ["taken"]);
}

#[test]
fn the_show_takes_its_arguments_before_any_window() {
    for (args, said) in [
        (&["--kiosk", "0"][..], "--kiosk: expected seconds per step"),
        (&["--kiosk", "geodata"], "found \"geodata\""),
        (&["--kiosk=NaN"], "found \"NaN\""),
        (&["--show", "verify"], "--show and --kiosk open the window, which verify does not need"),
        (&["verify", "--show"], "--show"),
        (&["verify", "--kiosk"], "--kiosk"),
    ] {
        let answer = zonemap(args.iter().copied());
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{args:?}: {}", answer.err);
        assert!(answer.err.contains(said), "{args:?}: {}", answer.err);
    }
}
