//! What packagers and machines ask for: help, completions, manual pages, and schemas that the reports keep to.
//! Must not know the reports' figures.

use serde_json::Value;
use tempfile::TempDir;
use zonemap::cli::command;
use zonemap::i18n::Lang;

use crate::common::{answer, files_below, json_of, program, text_of, zonemap};
use crate::schema_check::faults;

/// Every schema's name.
const SCHEMAS: [&str; 8] = ["areas", "diff", "identify-points", "identify", "info", "policy", "project", "verify"];

fn subcommands() -> Vec<String> {
    command(Lang::En).get_subcommands().map(|sub| sub.get_name().to_owned()).collect()
}

#[test]
fn help_in_each_language_mentions_every_subcommand() {
    let helps = Lang::ALL.map(|lang| {
        let answer = answer(program().args(["--help", "--lang", lang.code()]));
        assert_eq!(answer.code, 0);
        for name in subcommands() {
            assert!(answer.out.contains(&format!("\n  {name} ")), "{name} in {}: {}", lang.code(), answer.out);
        }
        answer.out
    });
    assert!(helps[0] != helps[1] && helps[1] != helps[2] && helps[0] != helps[2], "two languages with one help");
    for name in subcommands() {
        let help = zonemap([&name, "--help"]);
        assert!(help.code == 0 && help.out.contains(&format!("zonemap {name}")), "{}", help.out);
    }
}

#[test]
fn completions_know_every_subcommand() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let answer = zonemap(["completions", shell]);
        assert_eq!(answer.code, 0, "{shell}");
        for name in subcommands() {
            assert!(answer.out.contains(&name), "{name} in {shell}");
        }
    }
}

#[test]
fn the_manual_has_a_page_for_every_subcommand() {
    let folder = TempDir::new().expect("a folder");
    let into = folder.path().join("share/man1");
    assert_eq!(zonemap(["man".as_ref(), into.as_os_str()]).code, 0);
    let names = subcommands().into_iter().map(|name| format!("zonemap-{name}.1")).chain(["zonemap.1".to_owned()]);
    for name in names {
        let page = std::fs::read_to_string(into.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(page.contains(".TH ") && page.contains("SYNOPSIS"), "{name}");
    }
}

#[test]
fn published_schemas_are_those_of_the_program() {
    let published = files_below("assets/schemas", ".json");
    assert_eq!(published, SCHEMAS.map(|name| format!("assets/schemas/{name}.json")));
    for name in SCHEMAS {
        let answer = zonemap(["schema", name]);
        assert_eq!(answer.code, 0, "{name}");
        let path = format!("assets/schemas/{name}.json");
        assert!(answer.out == text_of(&path), "{path} is old: zonemap schema {name} > {path}");
    }
}

#[test]
fn reports_and_projects_keep_to_their_schemas() {
    let harbour = "tests/projects/harbour";
    for (name, args) in [
        (
            "verify",
            &["verify", "geodata", harbour, "geodata/face_value.geojson", "missing.geojson", "--format", "json"][..],
        ),
        ("verify", &["verify", "geodata/limits.geojson", "--format", "json"]),
        ("areas", &["areas", "geodata", harbour, "--format", "json"]),
        ("identify", &["identify", "113.52", "23.06", "--format", "json"]),
        ("identify", &["identify", "113.60", "23.10", "--format", "json"]),
        ("diff", &["diff", "geodata", "geodata/face_value.geojson", "--format", "json"]),
        ("info", &["info", "geodata", harbour, "--format", "json"]),
    ] {
        let schema = json_of(&format!("assets/schemas/{name}.json"));
        assert_eq!(faults(&schema, &zonemap(args).json()), [""; 0], "{args:?}");
    }
    for (name, path) in [
        ("project", "geodata/project.json"),
        ("policy", "geodata/policy.json"),
        ("project", "tests/projects/harbour/project.json"),
        ("policy", "tests/projects/harbour/plan.json"),
    ] {
        assert_eq!(faults(&json_of(&format!("assets/schemas/{name}.json")), &json_of(path)), [""; 0], "{path}");
    }
}

#[test]
fn what_does_not_keep_to_a_schema_is_seen() {
    let schema = json_of("assets/schemas/project.json");
    for (pointer, wrong) in [
        ("/schema", Value::from("zonemap-project/2")),
        ("/layers/0/opacity", Value::from(2)),
        ("/layers/0/style", Value::from("canal")),
        ("/layers", Value::from("none")),
        ("/title", Value::from(7)),
        ("/declared_areas/0", Value::from(56.39)),
    ] {
        let mut project = json_of("geodata/project.json");
        project["layers"][0]["opacity"] = Value::from(1);
        assert_eq!(faults(&schema, &project), [""; 0]);
        *project.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!faults(&schema, &project).is_empty(), "{pointer}");
    }
    let mut project = json_of("geodata/project.json");
    project["colour"] = Value::from("red");
    assert!(!faults(&schema, &project).is_empty(), "a member too many");
    project.as_object_mut().expect("an object").remove("colour");
    project.as_object_mut().expect("an object").remove("title");
    assert!(!faults(&schema, &project).is_empty(), "a member too few");
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(zonemap(["--version"]).out, format!("zonemap {}\n", env!("CARGO_PKG_VERSION")));
}
