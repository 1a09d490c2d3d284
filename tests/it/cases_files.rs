//! Files, memory and threads: what is refused them, and what may never be lost or written over.
//! Must not know how files are written.

use std::fs;
use std::path::Path;

use crate::common::{answer, copy_of, names, program, repository, zonemap};

/// A collection of so many features without geometry.
fn without_geometry(count: usize) -> String {
    let feature = |at: usize| format!(r#"{{"type":"Feature","id":{at},"properties":{{}},"geometry":null}}"#);
    let features: Vec<String> = (0..count).map(feature).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",\n"))
}

/// The table: never an abort, never a thread for each feature, and never the batch with it.
#[test]
fn features_without_geometry_take_nothing_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let many = folder.path().join("null-100000.geojson");
    fs::write(&many, without_geometry(100_000)).expect("a file");
    let few = repository("tests/cases/null-300.geojson");
    let good = repository("geodata/face_value.geojson");
    for file in [&few, &many] {
        for command in ["verify", "info", "areas"] {
            let told = zonemap([Path::new(command), file]);
            assert!([0, 1].contains(&told.code), "{command} {}: {} {}", file.display(), told.code, told.err);
            let expected = if command == "areas" { "nothing to measure\n" } else { "" };
            assert!(told.err.ends_with(expected) && told.err.lines().count() < 2, "{command}: {}", told.err);
        }
        let both = zonemap([Path::new("verify"), file, &good, Path::new("--format"), Path::new("json")]).json();
        let files = both["files"].as_array().expect("files");
        assert!(files.iter().all(|file| file["readable"] == true));
        assert!(both["areas"].as_array().is_some_and(|areas| !areas.is_empty()), "those of the other file");
        assert!(!both.to_string().contains("bug in zonemap"));
    }
}

/// Where the system has little memory to give, from the least that the program can be loaded in: it works, on fewer threads if
/// need be, or says so and ends with 4. Never a finding about it, never a signal.
#[cfg(target_os = "linux")]
#[test]
fn where_memory_is_refused_it_works_or_ends_with_a_fault() {
    let zone = repository("geodata/face_value.geojson");
    let zone = zone.to_str().expect("a path");
    let mut codes = Vec::new();
    for limit_mib in
        (20..=500).step_by(20).skip_while(|&limit_mib| !limited(limit_mib, &["--version"]).status.success())
    {
        let output = limited(limit_mib, &["verify", "--jobs", "16", zone, zone, zone, "--lang", "zh-Hant"]);
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let code = output.status.code();
        assert!(matches!(code, Some(1 | 4)), "{limit_mib} MiB: {:?} {err}", output.status);
        assert!(code == Some(1) || !err.is_empty(), "{limit_mib} MiB");
        assert!(!out.contains("本程式的錯誤"), "{limit_mib} MiB");
        codes.push(code);
    }
    assert_eq!(codes.last(), Some(&Some(1)), "with enough of it, the verdict: {codes:?}");
}

/// The program with so much memory.
#[cfg(target_os = "linux")]
fn limited(limit_mib: usize, args: &[&str]) -> std::process::Output {
    limited_kib(limit_mib * 1024, args)
}

#[cfg(target_os = "linux")]
fn limited_kib(limit_kib: usize, args: &[&str]) -> std::process::Output {
    under(&format!("ulimit -v {limit_kib}"), args).output().expect("a shell")
}

/// The program where the shell has set a limit.
#[cfg(target_os = "linux")]
fn under(limit: &str, args: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new("sh");
    command.args(["-c", &format!("{limit}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_zonemap")]).args(args);
    command.timeout(std::time::Duration::from_mins(1));
    command
}

/// With a little less memory than it begins in, the thread that is to tell of it may itself be refused some: the program ends all the same,
/// with a code or by a signal of its own, and nobody waits for that thread.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_is_refused_memory_at_its_beginning_ends() {
    use std::os::unix::process::ExitStatusExt as _;

    let enough = (20..=500).find(|&limit_mib| limited(limit_mib, &["--version"]).status.success());
    let enough = enough.expect("a limit that it begins in") * 1024;
    for limit_kib in (enough - 2048..enough).step_by(8) {
        let status = limited_kib(limit_kib, &["--version"]).status;
        // Killed for taking a minute.
        assert_ne!(status.signal(), Some(9), "{limit_kib} KiB");
    }
}

/// A file that takes some memory, from the least that the program can be loaded in until there is enough for it.
#[cfg(target_os = "linux")]
#[test]
fn an_abort_for_want_of_memory_is_told_in_the_language_of_the_user() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("large.geojson");
    let position =
        |at: u32| format!("[{:?},{:?}]", 113.0 + f64::from(at).sin() / 9.0, 23.0 + f64::from(at).cos() / 9.0);
    let line: Vec<String> = (0..200_000).map(position).collect();
    fs::write(&file, format!(r#"{{"type":"LineString","coordinates":[{}]}}"#, line.join(","))).expect("a file");
    let file = file.to_str().expect("a path");
    let mut told = 0;
    for limit_mib in (20..=500).step_by(1).skip_while(|&limit_mib| !limited(limit_mib, &["--version"]).status.success())
    {
        let output = limited(limit_mib, &["info", file, "--lang", "zh-Hant"]);
        let (err, code) = (String::from_utf8_lossy(&output.stderr), output.status.code());
        assert!(matches!(code, Some(0 | 3 | 4)), "{limit_mib} MiB: {:?} {err}", output.status);
        if err.contains("memory allocation") {
            assert!(code == Some(4) && err.contains("zonemap: 執行未完成即終止"), "{limit_mib} MiB: {err}");
            told += 1;
        }
        if code == Some(0) {
            break;
        }
    }
    assert!(told > 0, "no limit was one that the program begins in and does not end in");
}

/// Its length is enough to see it: with as little memory as the program needs it is told all the same.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("large.geojson");
    fs::File::create(&file).and_then(|file| file.set_len((2 << 30) + 1)).expect("a file of holes");
    let told = answer(under("ulimit -v 1000000", &["verify", "--lang", "en"]).arg(&file));
    assert_eq!(told.code, 3, "{}", told.err);
    assert!(told.err.contains("expected at most 2048 MiB, found a larger file"), "{}", told.err);
}

/// A disk that is full, and a file that may not grow: told with the name, what was there stays whole, and nothing else is left.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_told_and_what_was_there_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let limited = |args: &[&str]| answer(under("ulimit -f 1", args).current_dir(folder.path()).args(["--lang", "en"]));
    for (output, args) in [
        ("map.png", ["render", "--size", "300x200", "-o", "map.png"].as_slice()),
        ("show.pdf", &["render", "--deck", "--stops", "1", "-o", "show.pdf"]),
        ("zone.json", &["verify", "--quiet", "--report", "json=zone.json"]),
        ("zonemap-render.1", &["man", "."]),
    ] {
        fs::write(folder.path().join(output), "what was there").expect("a file");
        let told = limited(args);
        assert_eq!(told.code, 4, "{args:?}: {}", told.err);
        assert!(told.err.contains("cannot write to"), "{args:?}: {}", told.err);
        assert_eq!(fs::read(folder.path().join(output)).expect("a file"), b"what was there", "{args:?}");
        assert!(names(folder.path()).iter().all(|name| !name.starts_with('.')), "{args:?}: {:?}", names(folder.path()));
    }
    let full = zonemap(["verify", "--quiet", "--report", "json=/dev/full"]);
    assert_eq!(full.code, 4, "{}", full.err);
    assert!(full.err.contains("cannot write to /dev/full"), "{}", full.err);
}

#[cfg(unix)]
#[test]
fn links_in_a_project_never_lead_out_of_it() {
    use std::os::unix::fs::symlink;
    let outside = copy_of("geodata");
    for file in ["zones.geojson", "policy.json", "project.json"] {
        let project = copy_of("geodata");
        let inside = project.path().join(file);
        fs::rename(&inside, project.path().join("own")).expect("another name");
        symlink("own", &inside).expect("a link inside");
        let told = zonemap([Path::new("info"), project.path()]);
        assert_eq!(told.code, 0, "{file}: {}", told.err);
        fs::remove_file(&inside).expect("no link");
        symlink(outside.path().join(file), &inside).expect("a link that leads out");
        let told = zonemap([Path::new("info"), project.path()]);
        assert_eq!(told.code, 3, "{file}");
        assert!(told.err.contains("expected a file inside the project folder, found"), "{}", told.err);
        assert!(told.err.contains(outside.path().file_name().and_then(|name| name.to_str()).expect("a name")));
    }
    // By a folder that is a link, and to the project itself.
    let project = copy_of("geodata");
    symlink(outside.path(), project.path().join("elsewhere")).expect("a link to a folder");
    let manifest = project.path().join("project.json");
    let text = fs::read_to_string(&manifest).expect("a project");
    fs::write(&manifest, text.replace("\"zones.geojson\"", "\"elsewhere/zones.geojson\"")).expect("a project");
    assert_eq!(zonemap([Path::new("info"), project.path()]).code, 3);
    let link = project.path().join("link");
    symlink(outside.path(), &link).expect("a link to a project");
    assert_eq!(zonemap([Path::new("info"), &link]).code, 0, "a project may be named by a link");
}

#[cfg(unix)]
#[test]
fn nothing_that_is_read_is_written_over() {
    let project = copy_of("geodata");
    let at = |name: &str| project.path().join(name);
    let files = ["project.json", "policy.json", "zones.geojson", "region_land.geojson"];
    let before: Vec<Vec<u8>> = files.iter().map(|file| fs::read(at(file)).expect("a file")).collect();
    let below = tempfile::tempdir().expect("a folder");
    for (place, file) in files.iter().enumerate() {
        let (link, hard) = (below.path().join(format!("l{place}.png")), below.path().join(format!("h{place}.png")));
        std::os::unix::fs::symlink(at(file), &link).expect("a link");
        fs::hard_link(at(file), &hard).expect("a hard link");
        for output in [&at(file), &link, &hard] {
            for input in [project.path(), &at("project.json")] {
                let told = answer(
                    program()
                        .arg("render")
                        .arg(input)
                        .args(["--format", "png", "-o"])
                        .arg(output)
                        .args(["--lang", "en"]),
                );
                assert_eq!(told.code, 2, "{file}: {}", told.err);
                assert!(told.err.contains("is the same file as"), "{}", told.err);
                let deck =
                    answer(program().arg("render").arg(input).args(["--deck", "--format", "pdf", "-o"]).arg(output));
                assert_eq!(deck.code, 2, "{file}: {}", deck.err);
                let report = format!("junit={}", output.display());
                assert_eq!(answer(program().arg("verify").arg(input).args(["--report", &report])).code, 2, "{file}");
            }
        }
    }
    // Two reports to one file, by two names that do not exist yet.
    let twice = ["junit", "sarif"].map(|form| format!("{form}={}", below.path().join("new").display()));
    let dotted = twice[1].replace("/new", "/./new");
    let told = answer(program().arg("verify").args(["--report", &twice[0], "--report", &dotted]));
    assert_eq!(told.code, 2, "{}", told.err);
    for (file, before) in files.iter().zip(before) {
        assert_eq!(fs::read(at(file)).expect("a file"), before, "{file}");
    }
}

/// A picture of a set takes its name from its stop, which may be that of a file which is read.
#[test]
fn no_picture_of_a_set_is_written_over_an_input() {
    let project = copy_of("geodata");
    let pictures = tempfile::tempdir().expect("a folder");
    let render = |input: &Path, output: &Path| {
        answer(
            program()
                .arg("render")
                .arg(input)
                .args(["--deck", "--size", "64x36", "-o"])
                .arg(output)
                .args(["--lang", "en"]),
        )
    };
    assert_eq!(render(project.path(), pictures.path()).code, 0);
    let name = names(pictures.path()).pop().expect("pictures");
    let data = project.path().join("places.geojson");
    fs::rename(&data, project.path().join(&name)).expect("another name");
    let manifest = project.path().join("project.json");
    let text = fs::read_to_string(&manifest).expect("a project").replace("places.geojson", &name);
    fs::write(&manifest, text).expect("a project");
    let before = fs::read(project.path().join(&name)).expect("data");
    let files = names(project.path());
    let told = render(project.path(), project.path());
    assert_eq!(told.code, 2, "{}", told.err);
    assert!(told.err.contains(&name), "{}", told.err);
    assert_eq!(fs::read(project.path().join(&name)).expect("data"), before);
    assert_eq!(names(project.path()), files, "none was begun");
}

#[test]
fn a_name_of_255_bytes_is_written_and_a_longer_one_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = |bytes: usize| format!("{}.png", "x".repeat(bytes - 4));
    let render = |bytes: usize| {
        zonemap(["render", "--size", "64x40", "-o", folder.path().join(name(bytes)).to_str().expect("a path")])
    };
    assert_eq!(render(255).code, 0);
    let told = render(256);
    assert_eq!(told.code, 4);
    assert!(told.err.contains("cannot write to"), "{}", told.err);
    assert_eq!(names(folder.path()), [name(255)]);
}
