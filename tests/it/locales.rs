//! The texts of the program: the same keys and placeholders in every language, each key used and each use a key.
//! Must not know how any text reads.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use zonemap::cli::command;
use zonemap::geodesy::AREA_METHODS;
use zonemap::i18n::Lang;
use zonemap::verify::RULES;

use crate::common::{files_below, text_of};

/// Families of keys that the source puts together from parts.
const MADE_UP: &[&str] = &[
    "area-method.",
    "basis.",
    "certainty.",
    "cli.",
    "column.",
    "command.",
    "foreign.",
    "foreign-advice.",
    "gesture.",
    "grouping.",
    "no-area.",
    "print.part.",
    "rule.",
    "tab.",
];

type Texts = BTreeMap<String, String>;

/// The texts of a locale file by their full keys.
pub(crate) fn texts(path: &str) -> Texts {
    let tree: Value = serde_saphyr::from_str(&text_of(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut texts = Texts::new();
    flatten("", &tree, &mut texts);
    texts
}

fn flatten(key: &str, tree: &Value, into: &mut Texts) {
    match tree {
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| *name != "_version") {
                let full = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                flatten(&full, value, into);
            }
        }
        Value::String(text) => drop(into.insert(key.to_owned(), text.clone())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            panic!("{key} is {tree}, which is no text")
        }
    }
}

/// The `%{name}`s of a text, as often as they stand in it.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split("%{").skip(1).map(|rest| rest.split('}').next().unwrap_or(rest)).collect();
    names.sort_unstable();
    names
}

/// The text literals of a source, in order, comments that have a line to themselves left out.
fn literals(source: &str) -> Vec<String> {
    let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut literals = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A quotation mark as a character opens no text.
            '\'' if chars.peek() == Some(&'"') => drop(chars.next()),
            '"' => literals.push(rest_of_literal(&mut chars)),
            _ => {}
        }
    }
    literals
}

fn rest_of_literal(chars: &mut impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => text.extend(chars.next()),
            other => text.push(other),
        }
    }
    text
}

/// The calls of `tr!` in a source that name a key, with the placeholders that they fill in.
fn calls(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut calls = Vec::new();
    for (at, opening) in source.match_indices("tr!(") {
        let inside = until_closed(&source[at + opening.len()..]);
        let arguments = split_at_commas(inside);
        let Some(key) = arguments.get(1).and_then(|key| key.strip_prefix('"')?.strip_suffix('"')) else {
            continue;
        };
        let name = |argument: &&str| {
            let (name, _) = argument.split_once('=')?;
            Some(name.trim().to_owned())
        };
        calls.push((key.to_owned(), arguments[2..].iter().filter_map(name).collect()));
    }
    calls
}

/// A text up to the bracket that closes the one before it.
fn until_closed(text: &str) -> &str {
    let (mut depth, mut quoted) = (1, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

fn split_at_commas(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut quoted, mut start) = (0, false, 0);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if depth == 0 && !quoted => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

#[test]
fn the_languages_are_these_three() {
    let mut expected = Lang::ALL.map(|lang| format!("assets/locales/{}.yml", lang.code()));
    expected.sort();
    assert_eq!(files_below("assets/locales", ".yml"), expected);
}

#[test]
fn every_language_has_every_text_with_the_same_placeholders() {
    let english = texts("assets/locales/en.yml");
    for path in files_below("assets/locales", ".yml") {
        let other = texts(&path);
        let (ours, theirs) = (english.keys(), other.keys());
        assert_eq!(ours.collect::<Vec<_>>(), theirs.collect::<Vec<_>>(), "{path}");
        for (key, text) in &english {
            let translated = &other[key];
            assert_eq!(placeholders(text), placeholders(translated), "{path}: {key}");
            assert!(!translated.trim().is_empty(), "{path}: {key} is empty");
        }
    }
}

#[test]
fn every_key_in_the_source_is_a_key() {
    let english = texts("assets/locales/en.yml");
    let sections: BTreeSet<&str> = english.keys().filter_map(|key| key.split('.').next()).collect();
    for path in files_below("src", ".rs") {
        let source = text_of(&path);
        for literal in literals(&source) {
            let is_file = [".json", ".geojson", ".csv", ".rs"].iter().any(|ending| literal.ends_with(ending));
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
            let section = literal.split_once('.').map(|(section, _)| section);
            if !is_file && literal.chars().all(plain) && section.is_some_and(|s| sections.contains(s)) {
                assert!(english.contains_key(&literal), "{path}: \"{literal}\" is no key");
            }
        }
        for (key, names) in calls(&source) {
            let text = english.get(&key).unwrap_or_else(|| panic!("{path}: tr! of \"{key}\", which is no key"));
            let wanted: BTreeSet<String> = placeholders(text).into_iter().map(str::to_owned).collect();
            assert_eq!(names, wanted, "{path}: what is filled into \"{key}\"");
        }
    }
}

#[test]
fn the_scan_sees_what_it_looks_for() {
    let source = "tr!(lang, \"a.b\", x = f(1, \"),\"), y = z);\n// tr!(l, \"c\")\nlet q = '\"'; let s = \"d.e\\\"f\";";
    let calls = calls(source);
    assert_eq!(calls[0], ("a.b".to_owned(), ["x", "y"].map(str::to_owned).into()));
    assert_eq!(literals(source), ["a.b", "),", "d.e\"f"]);
    assert_eq!(placeholders("%{b} and %{a} of %{b}"), ["a", "b", "b"]);
}

#[test]
fn every_key_is_used() {
    let used: BTreeSet<String> = files_below("src", ".rs").iter().flat_map(|path| literals(&text_of(path))).collect();
    for key in texts("assets/locales/en.yml").keys() {
        let made_up = MADE_UP.iter().any(|family| key.starts_with(family));
        assert!(made_up || used.contains(key), "{key} is used nowhere");
    }
}

#[test]
fn every_area_method_has_a_title_and_no_other_has() {
    let english = texts("assets/locales/en.yml");
    let titled: BTreeSet<&str> = english.keys().filter_map(|key| key.strip_prefix("area-method.")).collect();
    assert_eq!(titled, AREA_METHODS.iter().map(|method| method.id).collect());
}

#[test]
fn every_rule_has_a_title_and_says_what_to_do() {
    let english = texts("assets/locales/en.yml");
    for rule in RULES {
        for part in ["title", "help", "holds"] {
            let key = format!("rule.{}.{part}", rule.id);
            assert!(english.contains_key(&key), "there is no {key}");
        }
    }
    let rules: BTreeSet<&str> = english.keys().filter_map(|key| key.strip_prefix("rule.")?.split('.').next()).collect();
    for rule in rules {
        for part in ["title", "help", "holds"] {
            assert!(english.contains_key(&format!("rule.{rule}.{part}")), "{rule} has no {part}");
        }
    }
}

#[test]
fn every_argument_has_help_and_no_other_has() {
    let english = texts("assets/locales/en.yml");
    let root = command(Lang::En);
    let all: Vec<_> = root.get_subcommands().chain([&root]).collect();
    let arguments: BTreeSet<&str> =
        all.iter().flat_map(|command| command.get_arguments()).map(|argument| argument.get_id().as_str()).collect();
    let explained: BTreeSet<&str> = english.keys().filter_map(|key| key.strip_prefix("cli.arg.")).collect();
    assert_eq!(explained, arguments);
    let commands: BTreeSet<&str> = all.iter().map(|command| command.get_name()).chain(["exit-codes"]).collect();
    let about = |key: &'_ str| Some(key.strip_prefix("cli.")?.strip_suffix(".about")?.to_owned());
    let described: BTreeSet<String> = english.keys().filter_map(|key| about(key)).collect();
    assert_eq!(described.iter().map(String::as_str).collect::<BTreeSet<_>>(), commands);
}
