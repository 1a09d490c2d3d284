//! Inputs that cannot be read: each is refused at once, with its path and place, and the others are still done.
//! Must not know what a good input measures.

use std::path::Path;

use tempfile::TempDir;

use crate::common::{Answer, copy_of, edit, text_of, zonemap};

fn verify(path: &Path) -> Answer {
    zonemap([Path::new("verify"), path])
}

/// The place of words in a text as an editor counts it: line and column from 1, in characters.
fn place_of(text: &str, words: &str) -> String {
    let at = text.find(words).unwrap_or_else(|| panic!("no {words}"));
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    format!("{}:{}", text[..at].matches('\n').count() + 1, text[line_start..at].chars().count() + 1)
}

/// Verifies a copy of the zone's folder with one edit; it must be refused at the words `at` in the edited file, for this reason.
fn refused_after(file: &str, from: &str, to: &str, at: &str, reason: &str) {
    let copy = copy_of("geodata");
    let path = copy.path().join(file);
    edit(&path, from, to);
    let answer = verify(copy.path());
    let place = place_of(&text_of_path(&path), at);
    assert_eq!(answer.code, 3, "{to}: {}", answer.err);
    let expected = format!("{file}:{place}: {reason}");
    assert!(answer.err.contains(&expected), "expected {expected}\n{}", answer.err);
    assert_eq!(answer.err.lines().count(), 1, "{}", answer.err);
}

fn text_of_path(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a text")
}

#[test]
fn names_that_name_nothing_are_refused_where_they_stand() {
    let cases = [
        (
            "project.json",
            r#""parts": ["manufacturing", "#,
            r#""parts": ["factory", "#,
            r#""factory""#,
            "expected the id of a feature of this project, found factory",
        ),
        (
            "project.json",
            r#"{"whole": "zone""#,
            r#"{"whole": "zoo""#,
            r#""zoo""#,
            "expected the id of a feature of this project, found zoo",
        ),
        (
            "project.json",
            r#"{"feature": "living""#,
            r#"{"feature": "dying""#,
            r#""dying""#,
            "expected the id of a feature of this project, found dying",
        ),
        (
            "project.json",
            r#"{"feature": "living""#,
            r#"{"feature": "zone""#,
            r#""zone", "area": "25.59""#,
            "expected one declared area for each feature, found zone",
        ),
        (
            "project.json",
            r#""area": "25.59""#,
            r#""area": "25,59""#,
            r#""25,59""#,
            "expected an area such as \"56.39\" or \"1,134.9 ha\", found 25,59",
        ),
        (
            "project.json",
            r#""file": "limits.geojson""#,
            r#""file": "../limits.geojson""#,
            r#""../limits.geojson""#,
            "expected a file inside the project folder, found ../limits.geojson",
        ),
        (
            "project.json",
            r#""file": "limits.geojson""#,
            r#""file": "/etc/passwd""#,
            r#""/etc/passwd""#,
            "expected a file inside the project folder",
        ),
        (
            "project.json",
            r#""policy": "policy.json""#,
            r#""policy": "a/../../policy.json""#,
            r#""a/../../policy.json""#,
            "expected a file inside the project folder",
        ),
        (
            "project.json",
            r#"{"id": "rivers""#,
            r#"{"id": "roads""#,
            r#""roads", "file": "local_roads"#,
            "expected a unique layer id, found roads",
        ),
        (
            "project.json",
            r#""style": "river","#,
            r#""style": "river", "opacity": 1.5,"#,
            r#""opacity""#,
            "expected an opacity from 0 to 1, found 1.5",
        ),
    ];
    for (file, from, to, at, reason) in cases {
        refused_after(file, from, to, at, reason);
    }
}

#[test]
fn a_policy_that_speaks_of_nothing_is_refused_where_it_does() {
    let policy = text_of("geodata/policy.json");
    let second = policy.match_indices(r#""feature": "innovation""#).nth(1).expect("items on innovation").0;
    let copy = copy_of("geodata");
    let path = copy.path().join("policy.json");
    let edited = format!("{}{}", &policy[..second], policy[second..].replacen("innovation", "invention", 1));
    std::fs::write(&path, &edited).expect("the edited policy");
    let answer = verify(copy.path());
    assert_eq!(answer.code, 3);
    let place = place_of(&edited, r#""invention""#);
    let expected = format!("policy.json:{place}: expected the id of a feature of this project, found invention");
    assert!(answer.err.contains(&expected), "expected {expected}\n{}", answer.err);
}

#[test]
fn json_of_another_shape_is_refused() {
    for (file, from, to, reason) in [
        ("project.json", r#""zonemap-project/1""#, r#""zonemap-project/9""#, "unknown variant `zonemap-project/9`"),
        (
            "project.json",
            r#""map_review_number": "","#,
            r#""map_review_number": 7,"#,
            "invalid type: integer `7`, expected a string",
        ),
        ("project.json", r#""map_review_number": "","#, r#""mapreview": "","#, "unknown field `mapreview`"),
        ("project.json", r#"{"whole": "zone""#, r#"{"all": "zone""#, "unknown field `all`"),
        ("project.json", r#""style": "river""#, r#""style": "canal""#, "unknown variant `canal`"),
        ("policy.json", r#""date": "2021-02","#, "", "missing field `date`"),
    ] {
        let copy = copy_of("geodata");
        edit(&copy.path().join(file), from, to);
        let answer = verify(copy.path());
        assert_eq!(answer.code, 3, "{to}");
        assert!(answer.err.contains(&format!("{file}:")) && answer.err.contains(reason), "{to}: {}", answer.err);
    }
}

#[test]
fn files_that_are_not_there_or_not_files_are_refused() {
    let folder = TempDir::new().expect("a folder");
    let missing = verify(&folder.path().join("missing.geojson"));
    assert_eq!(missing.code, 3);
    assert!(missing.err.contains("missing.geojson: no such file or folder"), "{}", missing.err);
    let empty = verify(folder.path());
    assert_eq!(empty.code, 3);
    assert!(empty.err.contains("expected a project folder with a project.json in it"), "{}", empty.err);

    let copy = copy_of("geodata");
    std::fs::remove_file(copy.path().join("limits.geojson")).expect("a file less");
    let answer = verify(copy.path());
    assert_eq!(answer.code, 3);
    assert!(answer.err.contains("limits.geojson: no such file or folder"), "{}", answer.err);
    std::fs::create_dir(copy.path().join("limits.geojson")).expect("a folder in its place");
    let answer = verify(copy.path());
    assert_eq!(answer.code, 3);
    assert!(answer.err.contains("limits.geojson: "), "{}", answer.err);
}

#[test]
fn a_file_cut_off_or_of_other_bytes_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.geojson");
    let text = text_of("geodata/zones.geojson");
    for (bytes, reason) in [
        (text.as_bytes()[..text.len() / 2].to_vec(), "expected more data, found the end of the file"),
        (Vec::new(), "a.geojson:1:1: expected more data, found the end of the file"),
        (b"\xff\xfe{\0}\0".to_vec(), "found UTF-16 or UTF-32; save the file as UTF-8"),
        (b"{\"a\":\"\xc3\x28\"}".to_vec(), "expected UTF-8 text, found bytes that are not UTF-8"),
        (vec![0; 4096], "expected more data, found the end of the file"),
    ] {
        std::fs::write(&path, bytes).expect("a file");
        let answer = verify(&path);
        assert_eq!(answer.code, 3, "{reason}");
        assert!(answer.err.contains(reason), "{reason}: {}", answer.err);
    }
}

#[test]
fn a_bad_path_does_not_stop_the_others() {
    let answer = zonemap(["verify", "geodata", "missing.geojson", "geodata/zones.geojson", "--format", "json"]);
    assert_eq!(answer.code, 3);
    let report = answer.json();
    let projects = report["projects"].as_array().expect("projects").len();
    assert_eq!((projects, report["sums"].as_array().map(Vec::len)), (2, Some(2)));
    let files = report["files"].as_array().expect("files");
    let bad: Vec<_> = files.iter().filter(|file| file["readable"] == false).collect();
    assert_eq!(bad.len(), 1);
    assert_eq!(bad[0]["path"], "missing.geojson");
    assert!(bad[0]["error"].as_str().is_some_and(|error| error.contains("no such file")));
    // An error found and a file not read: the error counts for more.
    assert_eq!(zonemap(["verify", "geodata/face_value.geojson", "missing.geojson"]).code, 1);
    for command in ["areas", "info"] {
        let answer = zonemap([command, "missing.geojson", "geodata/zones.geojson"]);
        assert!(answer.code == 3 && answer.out.contains("zone"), "{command}");
    }
}

#[test]
fn names_are_printed_so_that_they_cannot_deceive() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.geojson");
    let nasty = r#""\u001b[2Jx\u202ey\nz""#;
    std::fs::write(
        &path,
        format!(r#"{{"type":"Feature","id":{nasty},"properties":{{"name":{nasty}}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"#),
    )
    .expect("a file");
    for args in [&["verify"][..], &["areas"], &["info"], &["identify", "0.5", "0.2"]] {
        let answer = zonemap(args.iter().map(Path::new).chain([path.as_path()]));
        let plain = |c: char| c == '\n' || !(c.is_control() || c == '\u{202e}');
        assert!(answer.out.chars().all(plain), "{args:?}: {:?}", answer.out);
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::process::Command;

    use super::{TempDir, copy_of, edit, verify};
    use crate::common::repository;

    #[test]
    fn devices_sockets_and_pipes_without_a_writer_are_refused_soon() {
        let folder = TempDir::new().expect("a folder");
        let fifo = folder.path().join("fifo.geojson");
        assert!(Command::new("mkfifo").arg(&fifo).status().is_ok_and(|made| made.success()), "a pipe");
        let socket = folder.path().join("socket.geojson");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        for path in [fifo.as_path(), &socket, "/dev/zero".as_ref(), "/dev/null".as_ref()] {
            // A pipe that was waited on would run into the time segment that every run has.
            let answer = verify(path);
            assert_eq!(answer.code, 3, "{}", path.display());
            assert!(answer.err.contains("found a pipe without a writer, a socket or a device"), "{}", answer.err);
        }
        let copy = copy_of("geodata");
        edit(&copy.path().join("project.json"), r#""file": "limits.geojson""#, r#""file": "fifo.geojson""#);
        assert!(Command::new("mkfifo").arg(copy.path().join("fifo.geojson")).status().is_ok_and(|made| made.success()));
        assert_eq!(verify(copy.path()).code, 3);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf8_is_a_name() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join(OsStr::from_bytes(b"zones-\xff.geojson"));
        assert_eq!(verify(&path).code, 3);
        std::fs::copy(repository("geodata/zones.geojson"), &path).expect("a copy");
        let answer = verify(&path);
        assert_eq!(answer.code, 0, "{}", answer.err);
        assert!(answer.out.contains("zones-\u{fffd}.geojson"), "{}", answer.out);
    }

    #[test]
    fn a_loop_of_links_is_refused() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("loop.geojson");
        std::os::unix::fs::symlink(&path, &path).expect("a link to itself");
        let answer = verify(&path);
        assert_eq!(answer.code, 3);
        assert!(answer.err.contains("loop.geojson: cannot be read: "), "{}", answer.err);
    }
}
