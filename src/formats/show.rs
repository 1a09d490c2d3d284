//! The `show` of a `project.json`: every name in it checked, and another one put in its place in the text.
//! Must not write files, nor know how a show looks.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize as _};
use serde_json::value::RawValue;

use super::assemble::{Texts, only_feature};
use super::error::ReadError;
use super::folder::{MANIFEST, parse};
use super::{OpenError, Problem, own_file, source};
use crate::geometry::LonLat;
use crate::project::{Manifest, Project, Rest, ShowPlan, StopEntry};
use crate::show::Deck;

/// The longest that a stop is planned for, in seconds.
const LONGEST_S: u32 = 86400;

/// Whether every entry of the show can be carried out. `any_id`: whether the user said what makes up what, so that the stops are others than
/// those that the plan was made for.
pub(super) fn check(project: &Project, texts: &Texts<'_>, any_id: bool) -> Result<(), OpenError> {
    let unplanned = Deck::unplanned(project);
    let known: BTreeSet<&str> = unplanned.stops.iter().map(|stop| stop.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    for entry in &project.own.show.stops {
        let id = entry.id.as_str();
        if !seen.insert(id) {
            return Err(texts.wrong(&["show", "stops", id, id], "expected.unique-stop", id));
        }
        let is_known = any_id || known.contains(id);
        if id.is_empty() || !(is_known || entry.says_something()) {
            return Err(texts.wrong(&["show", "stops", id], "expected.stop", id));
        }
        check_entry(project, entry, texts)?;
    }
    Ok(())
}

fn check_entry(project: &Project, entry: &StopEntry, texts: &Texts<'_>) -> Result<(), OpenError> {
    let at = |words: &[&str], what, found: &str| {
        let words: Vec<&str> = ["show", "stops", &entry.id].iter().chain(words).copied().collect();
        Err(texts.wrong(&words, what, found))
    };
    if let Some(seconds) = entry.seconds.filter(|seconds| !(1..=LONGEST_S).contains(seconds)) {
        return at(&["seconds"], "expected.seconds", &seconds.to_string());
    }
    if let Some(view) = entry.view.filter(|&view| !is_box(view)) {
        return at(&["view"], "expected.view", &view.map(|number| number.to_string()).join(", "));
    }
    for layer in entry.layers.iter().flatten() {
        if !project.layers.iter().any(|known| known.id == *layer) {
            return at(&["layers", layer], "expected.layer", layer);
        }
    }
    match &entry.select {
        Some(key) => only_feature(project, key).map(drop).or_else(|what| at(&["select", key], what, key)),
        None => Ok(()),
    }
}

/// Whether four numbers are west, south, east and north of a box.
fn is_box([west, south, east, north]: [f64; 4]) -> bool {
    let vertices = LonLat::new(west, south).is_ok() && LonLat::new(east, north).is_ok();
    vertices && west < east && south < north
}

/// The text of a `project.json` with another show in it; every other byte stays as it is.
///
/// # Errors
/// [`OpenError`] when the text is no `project.json`.
pub fn with_show(text: &str, plan: &ShowPlan) -> Result<String, OpenError> {
    /// All of it that is looked at.
    #[derive(Deserialize)]
    struct Shown<'a> {
        #[serde(borrow)]
        show: Option<&'a RawValue>,
    }
    let _kept: Manifest = parse(text, MANIFEST)?;
    let refused = |error: serde_json::Error| ReadError::from_json(text, 0, &error).in_file(MANIFEST);
    // What counts of it stands where it stands in the text.
    let once = own_file::once(text);
    let Shown { show } = serde_json::from_str(&once).map_err(refused)?;
    let show_text = text_of(plan).map_err(refused)?;
    if let Some(now) = show {
        let start = now.get().as_ptr().addr() - once.as_ptr().addr();
        return Ok(format!("{}{show_text}{}", &text[..start], &text[start + now.get().len()..]));
    }
    // An object that holds a title: its bracket is the last of the text, and something stands before it.
    let end = text.rfind('}').map_or(text.len(), |bracket| text[..bracket].trim_end().len());
    Ok(format!("{},\n \"show\": {show_text}{}", &text[..end], &text[end..]))
}

/// A `project.json` on disk, by itself or by its folder: its path, and its text with another show in it, for whoever may write files.
///
/// # Errors
/// [`OpenError`] when there is none, as for a project that is a single data file, or when it cannot be read.
pub fn project_with_show(path: &Path, plan: &ShowPlan) -> Result<(PathBuf, String), OpenError> {
    let file = if path.is_dir() { path.join(MANIFEST) } else { path.to_owned() };
    let shown = || file.to_string_lossy().into_owned();
    if file.file_name().is_none_or(|name| name != MANIFEST) {
        let problem = Problem::Expected { what: "expected.project-json", found: shown() };
        return Err(OpenError { path: shown(), place: None, problem });
    }
    let text = source::read_text(&file)?;
    let text = with_show(&text, plan).map_err(|error| OpenError { path: shown(), ..error })?;
    Ok((file, text))
}

/// A plan as it stands in a `project.json`: a line for each stop.
fn text_of(plan: &ShowPlan) -> serde_json::Result<String> {
    let line = |stop: &StopEntry| {
        let mut line = Vec::new();
        stop.serialize(&mut serde_json::Serializer::with_formatter(&mut line, Spaced))?;
        String::from_utf8(line).map_err(serde::ser::Error::custom)
    };
    let lines = plan.stops.iter().map(line).collect::<serde_json::Result<Vec<String>>>()?;
    let lines: Vec<String> = lines.into_iter().map(|line| format!("\n   {line}")).collect();
    let end = if lines.is_empty() { "" } else { "\n  " };
    let mut head = String::new();
    if plan.rest != Rest::default() {
        head.extend(["\"rest\": ", &serde_json::to_string(&plan.rest)?, ",\n  "]);
    }
    if let Some(accent) = &plan.accent {
        head.extend(["\"accent\": ", &serde_json::to_string(accent)?, ",\n  "]);
    }
    Ok(format!("{{\n  {head}\"stops\": [{}{end}]\n }}", lines.join(",")))
}

/// JSON on one line with a space behind each comma and colon.
struct Spaced;

impl serde_json::ser::Formatter for Spaced {
    fn begin_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::{is_box, with_show};
    use crate::project::{ShowPlan, StopEntry};

    #[test]
    fn a_box_has_a_west_below_its_east() {
        assert!(is_box([113.0, 22.0, 114.0, 23.0]));
        for view in [
            [114.0, 22.0, 113.0, 23.0],
            [113.0, 23.0, 114.0, 22.0],
            [113.0, 22.0, 113.0, 23.0],
            [113.0, 22.0, f64::INFINITY, 23.0],
            [f64::NAN, 22.0, 114.0, 23.0],
            [113.0, -91.0, 114.0, 23.0],
        ] {
            assert!(!is_box(view), "{view:?}");
        }
    }

    #[test]
    fn all_but_the_show_stays_as_it_is() {
        let plan = ShowPlan {
            stops: vec![StopEntry { id: "a".to_owned(), hide: true, ..StopEntry::default() }],
            ..ShowPlan::default()
        };
        let new = "{\n  \"stops\": [\n   {\"id\": \"a\", \"hide\": true}\n  ]\n }";
        for (before, after) in [
            (
                "{\"schema\":\"zonemap-project/1\",\"title\":\"}\",\"layers\":[]}\n",
                "{\"schema\":\"zonemap-project/1\",\"title\":\"}\",\"layers\":[],\n \"show\": @}\n",
            ),
            (
                "{ \"layers\" : [], \"show\" : {\"stops\": [] } ,\n\t\"title\": \"x\", \"schema\": \"zonemap-project/1\" }",
                "{ \"layers\" : [], \"show\" : @ ,\n\t\"title\": \"x\", \"schema\": \"zonemap-project/1\" }",
            ),
        ] {
            assert_eq!(with_show(before, &plan).expect("a project"), after.replace('@', new));
        }
        assert!(with_show("{\"title\": \"x\"}", &plan).is_err());
        let twice = "{\"show\":{\"stops\":[]},\"schema\":\"zonemap-project/1\",\"title\":\"區\",\"title\":\"b\",\"layers\":[],\"show\":{}}";
        let after = twice.replace("\"show\":{}}", &format!("\"show\":{new}}}"));
        assert_eq!(with_show(twice, &plan).expect("a project"), after);
    }
}
