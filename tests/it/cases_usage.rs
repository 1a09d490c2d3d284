//! Arguments that are wrong, inputs of other formats and hostile texts: what is said, in which language, and what never is.
//! Must not know which checks there are.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::common::{answer, program, repository, zonemap};

#[test]
fn a_word_that_is_no_command_and_no_path_is_a_usage_error_with_a_proposal() {
    for (args, expected) in [
        (&["verfy"][..], "\"verfy\" is neither a command nor an existing file or folder; did you mean verify?"),
        (&["verfy", "geodata/zones.geojson", "--format", "json"], "did you mean verify?"),
        (&["--quiet", "idnetify", "1", "2"], "did you mean identify?"),
        (&["export", "a.geojson", "b.kml"], "the commands are verify, areas, identify"),
        (&["help"], "the commands are verify"),
        (&["--lang", "en", "verfy", "geodata"], "did you mean verify?"),
    ] {
        let answer = zonemap(args);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{args:?}");
        assert!(answer.err.starts_with("zonemap: ") && answer.err.contains(expected), "{args:?}: {}", answer.err);
    }
    // Options that every command has may stand before it.
    let before =
        answer(program().args(["--lang", "en", "--quiet", "verify", "--jobs", "2", "geodata/face_value.geojson"]));
    assert_eq!((before.code, before.out.as_str(), before.err.as_str()), (1, "", ""));
    // What looks like a path is one.
    #[cfg(not(feature = "desktop"))]
    for path in ["missing.geojson", "./missing", "no/such"] {
        assert_eq!(zonemap([path]).code, 3, "{path}");
    }
}

#[test]
fn usage_errors_speak_the_language_that_was_chosen() {
    for (args, en, hant, hans) in [
        (
            &["verify", "--nonsense"][..],
            "no such option: --nonsense",
            "沒有此選項：--nonsense",
            "没有此选项：--nonsense",
        ),
        (&["verify", "--format", "poem"], "expected one of text, json", "應為 text, json", "应为 text, json"),
        (&["verify", "--jobs", "x"], "cannot read \"x\"", "無法讀取「x」", "无法读取“x”"),
        (&["diff", "a.geojson"], "missing: <B>", "缺少：<B>", "缺少：<B>"),
        (&["verify", "--report"], "expected a value", "應有一個值", "应有一个值"),
        (&["render", "-o", "a.png", "--size", "1x1", "--sheet", "A4"], "cannot be given together", "不可與", "不可与"),
        (&["verfy"], "did you mean verify?", "是否想輸入 verify？", "是否想输入 verify？"),
    ] {
        for (lang, expected) in [("en", en), ("zh-Hant", hant), ("zh-Hans", hans)] {
            let answer = answer(program().args(args).args(["--lang", lang]));
            assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{args:?}");
            assert!(answer.err.contains(expected), "{args:?} {lang}: {}", answer.err);
            assert!(!answer.err.contains("error:") && !answer.err.contains("For more"), "{args:?}: {}", answer.err);
        }
    }
    let near = zonemap(["verify", "--formt", "json"]);
    assert!(near.err.contains("did you mean --format?"), "{}", near.err);
}

#[test]
fn quiet_is_quiet_and_still_writes_what_was_asked_for() {
    let folder = TempDir::new().expect("a folder");
    let report = folder.path().join("a.json");
    let to = format!("json={}", report.display());
    for (args, code) in [
        (&["verify", "missing.geojson", "--report", &to][..], 3),
        (&["verify", "tests/cases/recipe/data/a.geojson", "missing.geojson"], 1),
        (&["areas", "missing.geojson"], 3),
        (&["areas", "tests/cases/15-emptyfc.geojson"], 1),
        (&["info", "missing.geojson"], 3),
        (&["identify", "113.52", "23.06", "missing.geojson"], 3),
        (&["identify", "--points", "missing.csv"], 3),
        (&["diff", "geodata", "missing.geojson"], 3),
    ] {
        let answer = zonemap(args.iter().chain(&["--quiet"]));
        assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (code, "", ""), "{args:?}");
    }
    assert!(report.exists());
    // Wrong arguments, and what cannot be written, are told.
    for (args, code) in
        [(&["verify", "--report", "json=no/such/folder.json"][..], 4), (&["verify", "--report", "x"], 2)]
    {
        let answer = zonemap(args.iter().chain(&["--quiet"]));
        assert!(answer.code == code && !answer.err.is_empty(), "{args:?}");
    }
    // What is no report is what was asked for.
    assert_eq!(zonemap(["schema", "verify", "--quiet"]).out, zonemap(["schema", "verify"]).out);
    assert!(!zonemap(["completions", "bash", "--quiet"]).out.is_empty());
}

#[test]
fn help_and_manual_of_verify_have_exit_codes_and_examples() {
    let help = zonemap(["verify", "--help"]).out;
    for expected in [
        "Exit codes: 0 no error",
        "Examples:",
        "  zonemap verify --quiet data/*.geojson --report junit=zonemap.xml || [ $? -eq 3 ]",
    ] {
        assert!(help.contains(expected), "{expected}: {help}");
    }
    let folder = TempDir::new().expect("a folder");
    assert_eq!(zonemap(["man".as_ref(), folder.path().as_os_str()]).code, 0);
    let page = fs::read_to_string(folder.path().join("zonemap-verify.1")).expect("a page");
    for expected in [".SH \"EXIT STATUS\"\n", ".SH EXAMPLES\n", "nothing else is wrong"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    for entry in fs::read_dir(folder.path()).expect("the folder") {
        let path = entry.expect("a page").path();
        let page = fs::read_to_string(&path).expect("a page");
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_uppercase();
        let title = page.lines().find(|line| line.starts_with(".TH ")).expect("a title");
        let expected = format!(".TH {name} 1 2026-11-28 \"zonemap {}\" zonemap", env!("CARGO_PKG_VERSION"));
        assert_eq!(title.replace('"', ""), expected.replace('"', ""), "{name}");
        assert!(page.lines().all(|line| line == line.trim_end()), "{name}");
        assert_eq!(lint(&path), "", "{name}");
    }
}

/// What mandoc finds in a page, but for the length of lines of text; nothing where there is no mandoc.
fn lint(page: &Path) -> String {
    let Ok(output) = std::process::Command::new("mandoc").args(["-T", "lint", "-W", "warning"]).arg(page).output()
    else {
        return String::new();
    };
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn files_of_other_formats_are_told_as_what_they_are_with_what_to_do() {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes, format, advice) in [
        ("a.dbf", &b"\x03\x79\x01\x01"[..], "a shapefile, or part of one", "open the .shp file beside it"),
        ("a.gpx", b"<?xml version=\"1.0\"?><gpx version=\"1.1\"/>", "GPX", "ogr2ogr"),
        ("a.dxf", b"AutoCAD Binary DXF\r\n\x1a\0", "DXF", "ogr2ogr"),
        ("a.json", br#"{"geometryType":"esriGeometryPolygon","features":[]}"#, "Esri JSON", "ogr2ogr"),
        ("a.geojson", b"<html><body>Not found</body></html>", "a web page", "download it again"),
        (
            "c.geojson",
            b"{\"type\":\"FeatureCollection\",\"name\":\"\xc7\xf8\xd3\xf2\",\"features\":[]}",
            "Chinese text in an older encoding",
            "UTF-8",
        ),
        ("a.dat", b"id,name\n1,A\n", "a table (CSV)", "GIS"),
    ] {
        fs::write(folder.path().join(name), bytes).expect("a file");
        for command in ["verify", "info"] {
            let answer = answer(program().current_dir(&folder).args([command, name, "--lang", "en"]));
            assert_eq!(answer.code, 3, "{name}");
            let expected = format!("zonemap: {name}: expected a data file that zonemap reads, found {format}");
            assert!(answer.err.starts_with(&expected) && answer.err.contains(advice), "{name}: {}", answer.err);
        }
    }
    let empty = TempDir::new().expect("a folder");
    let bare = zonemap([Path::new("verify"), empty.path()]).err;
    assert!(bare.contains("found neither: name data files instead"), "{bare}");
}

/// What no terminal may get: escape sequences of one and of two bytes, marks that turn the direction, other ends of lines.
const HOSTILE: &str = r"\u001b[2J\u001b]0;x\u0007\u009b31m\u202e\u2066\u061c\u2028\u007f";

#[test]
fn nothing_from_a_project_reaches_a_terminal_raw() {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("a file");
    let zones = fs::read_to_string(repository("geodata/zones.geojson")).expect("zones");
    write("a.geojson", zones.replacen("\"name\"", &format!("\"other\": \"{HOSTILE}\", \"name\""), 1));
    let square = "[[[113.5,23.05],[113.51,23.05],[113.51,23.06],[113.5,23.06],[113.5,23.05]]]";
    write(
        "b.geojson",
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"i{HOSTILE}","properties":{{"name":"n{HOSTILE}","declared_km2":"9"}},
            "geometry":{{"type":"Polygon","coordinates":{square}}}}},{{"type":"Feature","id":"null{HOSTILE}","properties":{{"name":"m{HOSTILE}"}},"geometry":null}}]}}"#
        ),
    );
    write(
        "project.json",
        format!(
            r#"{{"schema":"zonemap-project/1","title":"t{HOSTILE}","notice":"n{HOSTILE}","map_review_number":"r{HOSTILE}",
            "policy":"policy.json","layers":[{{"id":"l{HOSTILE}","file":"b.geojson","title":"l{HOSTILE}"}}]}}"#
        ),
    );
    write(
        "policy.json",
        format!(
            r#"{{"schema":"zonemap-policy/1","source":{{"title":"s{HOSTILE}","date":"2021-02"}},"groups":[{{"id":"g","title":"g{HOSTILE}"}}],
            "items":[{{"id":"x","group":"g","level":"zone","kind":"main-task","measure":true,"tie":"inferred","basis":"stated","title":"x{HOSTILE}",
            "text":"x{HOSTILE}","relevant":[{{"feature":"i{HOSTILE}","reason":"r{HOSTILE}"}}]}}]}}"#
        ),
    );
    let project = folder.path().to_str().expect("a path");
    let other = folder.path().join("a.geojson");
    let other = other.to_str().expect("a path");
    let mut commands: Vec<Vec<&str>> = Vec::new();
    for form in zonemap::report::REPORT_FORMS {
        commands.push(vec!["verify", project, "--format", form.id]);
    }
    for form in ["text", "json", "markdown"] {
        commands.push(vec!["areas", project, "--format", form]);
        commands.push(vec!["diff", project, other, "--format", form]);
    }
    for form in ["text", "json"] {
        commands.push(vec!["info", project, "--format", form]);
        commands.push(vec!["identify", "113.505", "23.055", project, "--format", form]);
    }
    let mut opened = 0;
    for args in commands {
        let answer = zonemap(&args);
        opened += usize::from(answer.code < 2);
        let plain = |c: char| c == '\n' || !(c.is_control() || "\u{202e}\u{2066}\u{61c}\u{2028}".contains(c));
        for text in [&answer.out, &answer.err] {
            assert!(text.chars().all(plain), "{args:?}: {:?}", text.chars().filter(|c| !plain(*c)).collect::<String>());
        }
    }
    assert!(opened > 10, "the project opens: {}", zonemap(["verify", project]).err);
}

#[test]
fn markdown_mentions_nobody_and_links_to_nothing() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.geojson");
    let name = "@octocat https://evil.example www.evil.example mail@evil.example #12";
    let text = format!(
        r#"{{"type":"Feature","id":"a","properties":{{"name":"{name}","declared_km2":"9"}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"#
    );
    fs::write(&path, text).expect("a file");
    for command in ["verify", "areas"] {
        let out = answer(program().arg(command).arg(&path).args(["--format", "markdown", "--lang", "en"])).out;
        for raw in ["@octocat", "://", "www.evil", "@evil", "#12"] {
            assert!(!out.contains(raw), "{command}: {raw} in {out}");
        }
        assert!(out.contains("octocat"), "{out}");
    }
}
