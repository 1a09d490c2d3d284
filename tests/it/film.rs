//! `zonemap render --deck --frames`: a stream of pictures, numbered ones, and what it refuses.
//! Must not know what a picture shows.

use std::collections::BTreeSet;
use std::fs;

use tempfile::TempDir;
use zonemap::show::Deck;

use crate::common::{answer, builtin, names, program};
use crate::take_away::render;

/// The pictures of a plain stream: its first line, and each picture after the word that begins it.
fn frames(stream: &[u8]) -> (String, Vec<&[u8]>) {
    let end = stream.iter().position(|byte| *byte == b'\n').expect("a line");
    let head = String::from_utf8_lossy(&stream[..end]).into_owned();
    let size: Vec<usize> = head.split(' ').filter_map(|word| word.get(1..)?.parse().ok()).take(2).collect();
    let length = size[0] * size[1] + 2 * size[0].div_ceil(2) * size[1].div_ceil(2);
    let frames = stream[end + 1..].chunks(length + 6).map(|frame| {
        assert!(frame.starts_with(b"FRAME\n") && frame.len() == length + 6);
        &frame[6..]
    });
    (head, frames.collect())
}

const FILM: [&str; 9] = ["--frames", "4", "--seconds", "1.5", "--stops", "2", "--size", "97x55", "--format"];

#[test]
fn a_film_is_a_stream_of_pictures_that_move_and_is_the_same_twice() {
    let args = ["render", "--deck", "-o", "-", "--lang", "en"];
    let film = || program().args(args).args(FILM).arg("y4m").output().expect("run");
    let (once, twice) = (film(), film());
    let (head, pictures) = frames(&once.stdout);
    assert_eq!(head, "YUV4MPEG2 W97 H55 F4:1 Ip A1:1 C420jpeg");
    let steps = Deck::of(&builtin()).shown().nth(1).map(|(_, stop)| stop.last_build() + 1).expect("a stop");
    assert_eq!(pictures.len(), steps * 6);
    let different: BTreeSet<&[u8]> = pictures.iter().copied().collect();
    assert!(different.len() > steps * 2, "{} different pictures", different.len());
    assert!(once.stdout == twice.stdout, "other bytes");
    let said = String::from_utf8_lossy(&once.stderr);
    assert!(said.contains(&format!("{0} of {0} frames", steps * 6)), "{said}");
}

#[test]
fn a_film_goes_into_numbered_files_or_one() {
    let folder = TempDir::new().expect("a folder");
    let answer = render(folder.path(), "frames/", &["--seconds", "1"]);
    assert_eq!(answer.code, 2, "seconds without frames: {}", answer.err);
    let few = ["--frames", "2", "--seconds", "1", "--stops", "1", "--size", "64x36"];
    assert_eq!(render(folder.path(), "frames/", &few).code, 0);
    let found = names(&folder.path().join("frames"));
    assert_eq!(found.first().map(String::as_str), Some("00001.png"));
    let steps = Deck::of(&builtin()).shown().next().map(|(_, stop)| stop.last_build() + 1).expect("a stop");
    assert_eq!(found.len(), steps * 2);
    assert_eq!(render(folder.path(), "x.y4m", &few).code, 0);
    let stream = fs::read(folder.path().join("x.y4m")).expect("the film");
    assert_eq!(frames(&stream).1.len(), steps * 2);
}

#[test]
fn a_film_that_cannot_be_is_refused() {
    let folder = TempDir::new().expect("a folder");
    for (name, args, said) in [
        ("a.y4m", &["--frames", "0"][..], "from 1 to 120, found \"0\""),
        ("a.y4m", &["--frames", "30", "--seconds", "0"], "at most 600, found \"0\""),
        ("a.avi", &["--frames", "30"], "formats y4m, mp4, gif, webp, found \"avi\""),
    ] {
        let answer = render(folder.path(), name, args);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{args:?}: {}", answer.err);
        assert!(answer.err.contains(said), "{args:?}: {}", answer.err);
    }
    let output = format!("{}/a.mp4", folder.path().display());
    let few = ["--frames", "2", "--seconds", "1", "--stops", "1", "--size", "64x36", "--lang", "en"];
    let answer = answer(program().args(["render", "--deck", "-o", &output]).args(few).env("PATH", "/nowhere"));
    assert_eq!(answer.code, 4);
    assert!(answer.err.contains("ffmpeg, which is not installed"), "{}", answer.err);
    assert_eq!(names(folder.path()), [""; 0]);
}
